"""Bars over the canvas: what a person should know about the document, with what can be done, in nobody's way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from journeyeditor.ui.widgets.build import button, column, label, row

if TYPE_CHECKING:
    from journeyeditor.ui.theme import Look

_ICON = QSize(18, 18)


@dataclass(frozen=True, slots=True)
class Offer:
    """A button of a bar: what it answers, and its words."""

    answer: str
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A bar. `topic` names what it is about: there is one bar of each. Every offer takes the bar away."""

    topic: str
    sentence: str
    offers: tuple[Offer, ...]
    icon: str = "info"


class NoticeBar(QFrame):
    """One notice. `answered` carries its topic and the answer."""

    answered = Signal(str, str)

    def __init__(self, look: Look, notice: Notice) -> None:
        super().__init__()
        self.setObjectName("noticeBar")
        self.notice = notice
        self._look = look
        self._icon = QLabel()
        self._icon.setFixedSize(_ICON)
        words = label(notice.sentence, wrap=True)
        self.setAccessibleName(notice.sentence)
        line = row(self, 10, (18, 7, 12, 7))
        line.addWidget(self._icon)
        line.addWidget(words, 1)
        self.buttons = {offer.answer: self._button(offer) for offer in notice.offers}
        for made in self.buttons.values():
            line.addWidget(made)
        look.changed.connect(self._restyle)
        self._restyle()

    def _button(self, offer: Offer) -> QWidget:
        made = button(offer.text, offer.style or "plain", self._clicked)
        made.setProperty("answer", offer.answer)
        return made

    def _clicked(self) -> None:
        self.answered.emit(self.notice.topic, self.sender().property("answer"))

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        pixmap = self._look.paint.pixmap(self.notice.icon, _ICON.width(), "accent", ratio)
        self._icon.setPixmap(pixmap)


class Notices(QWidget):
    """All bars of a document, one below the other. `answered` carries topic and answer."""

    answered = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._bars: dict[str, NoticeBar] = {}
        self._box = column(self, 0)
        self.hide()

    def bar(self, topic: str) -> NoticeBar | None:
        return self._bars.get(topic)

    def show_notice(self, notice: Notice) -> None:
        """Shows a bar, in the place of the one of its topic."""
        old = self._bars.get(notice.topic)
        if old is not None and old.notice == notice:
            return
        self.drop(notice.topic)
        bar = NoticeBar(self._look, notice)
        bar.answered.connect(self._answered)
        self._bars[notice.topic] = bar
        self._box.addWidget(bar)
        self.show()

    def drop(self, topic: str) -> None:
        """Takes the bar of a topic away, if there is one."""
        bar = self._bars.pop(topic, None)
        if bar is None:
            return
        self._box.removeWidget(bar)
        bar.hide()
        bar.deleteLater()
        self.setVisible(bool(self._bars))

    def _answered(self, topic: str, answer: str) -> None:
        self.drop(topic)
        self.answered.emit(topic, answer)
