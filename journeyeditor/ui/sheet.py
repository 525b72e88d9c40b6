"""A quiet dialog with a heading, what there is to say, and buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QSizePolicy, QWidget

from journeyeditor.ui.details import Details
from journeyeditor.ui.reports import ReportArea
from journeyeditor.ui.widgets.build import breakable, button, column, label, row

if TYPE_CHECKING:
    from journeyeditor.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a question: what it answers, its words, and its looks."""

    answer: str
    text: str
    style: str = ""


class Sheet(QDialog):
    """A quiet dialog: a heading, what there is to say, and buttons; Esc gives the last answer."""

    def __init__(self, parent: QWidget | None, look: Look, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(look.px(420))
        self.answer = ""
        self._look = look
        self._box = column(self, 12, (26, 24, 26, 22))
        self._box.addWidget(label(title, "heading", wrap=True))
        self.body = column(spacing=8)
        self._box.addLayout(self.body)

    def choices(self, *choices: Choice, escape: str | None = None) -> None:
        """Buttons from right to left; the first one is what Enter does, the last one or `escape` what Esc does."""
        line = row(spacing=8)
        line.addStretch(1)
        for choice in reversed(choices):
            made = button(choice.text, choice.style)
            made.setProperty("answer", choice.answer)
            made.clicked.connect(self._answered)
            line.addWidget(made)
            if choice is choices[0]:
                made.setDefault(True)
                made.setFocus()
        self._box.addSpacing(6)
        self._box.addLayout(line)
        if self.findChild(Details) is not None:
            # What is only there to be unfolded is not what the keyboard begins with.
            self._default().setFocus()
        self.answer = choices[-1].answer if escape is None else escape

    def _default(self) -> QPushButton:
        return next(one for one in self.findChildren(QPushButton) if one.isDefault())

    def _answered(self) -> None:
        self.answer = self.sender().property("answer")
        self.accept()

    def add_details(self, sentence: str, details: str) -> None:
        """What a sentence leaves unsaid, shown on request; nothing where there is nothing."""
        if details:
            made = Details(self._look, sentence, details)
            made.toggled.connect(self._folded)
            self.body.addWidget(made)

    def _folded(self, _opened: bool) -> None:
        for details in self.findChildren(Details):
            # Qt forgets a size it knows only once its events have gone round.
            details.updateGeometry()
        self.fit()

    def fit(self) -> None:
        """As wide as its buttons need, and as high as its texts are at that width and no other."""
        width = max(self.minimumWidth(), self._box.minimumSize().width())
        self.setFixedWidth(width)
        for words in self.findChildren(QLabel):
            # Only in its final typeface a text knows how many lines it takes.
            words.ensurePolished()
            if words.wordWrap():
                policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                policy.setHeightForWidth(True)
                words.setSizePolicy(policy)
                if not words.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
                    words.setText(breakable(words.text()))
        for area in self.findChildren(ReportArea):
            margins = self._box.contentsMargins()
            area.fit(width - margins.left() - margins.right())
        self.body.invalidate()
        self._box.activate()
        self.resize(width, self._box.totalHeightForWidth(width))

    def ask(self) -> str:
        """Shows the dialog until it is answered."""
        self.fit()
        self.exec()
        self.deleteLater()
        return self.answer
