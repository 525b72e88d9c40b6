"""The inspector's head: what is shown, its lock, and the mark of a moment of truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.locks import all_locked, lockable, set_locked
from journeyeditor.model.entities import (
    Card,
    Entity,
    Lane,
    LaneKind,
    Map,
    Persona,
)
from journeyeditor.model.locks import Lockable, locking
from journeyeditor.model.messages import N_
from journeyeditor.ui.edits import LOCK, MARK, UNLOCK, UNMARK
from journeyeditor.ui.inspector.links import USUAL, icon_of
from journeyeditor.ui.inspector.shared import KIND_NAMES, THINGS
from journeyeditor.ui.widgets.build import column, label, row
from journeyeditor.ui.widgets.buttons import IconButton, StarButton, explain
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from journeyeditor.model.document import Document
    from journeyeditor.ui.inspector.subject import Desk, Subject

CARD_NAMES: dict[LaneKind, str] = {
    LaneKind.TOUCHPOINT: N_("Touchpoint"),
    LaneKind.TEXT: N_("Text"),
    LaneKind.QUOTE: N_("Quote"),
    LaneKind.PAIN: N_("Pain point"),
    LaneKind.OPPORTUNITY: N_("Opportunity"),
    LaneKind.SOLUTION: N_("Solution"),
    LaneKind.CHANNEL: N_("Channel"),
    LaneKind.IMAGE: N_("Image"),
    LaneKind.METRIC: N_("Metric"),
    LaneKind.EVIDENCE: N_("Physical evidence"),
    LaneKind.FRONTSTAGE: N_("Frontstage"),
    LaneKind.BACKSTAGE: N_("Backstage"),
    LaneKind.SUPPORT: N_("Support process"),
}
DOCUMENT = N_("Document")
_MOMENT = N_("Moment of truth")
_BACK = N_("Back to the map")
LOCKED_BY: dict[type[Entity], str] = {
    Map: N_("The map is locked. Unlock it to change what is on it."),
    Lane: N_("The lane is locked. Unlock it to change what is in it."),
    Card: N_("The card is locked. Unlock it to change it."),
}


class Head(QWidget):
    """`left` asks to go back to the map from a page of its own."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self._subject: Subject | None = None
        self.icon_name, self._icon_role = "map", "ink.quiet"
        look, box = self._look, column(self, 4)
        line = row(spacing=8)
        self.back = IconButton(look, "arrow-left", look.tr_(_BACK), "ink.quiet", 18)
        self.icon = QLabel()
        self.title = Elided(look, "", size=14, bold=True)
        self.lock = IconButton(look, "unlock", look.tr_(LOCK), "ink.quiet", 18)
        self.lock.setCheckable(True)
        self.star = StarButton(look, look.tr_(_MOMENT))
        for widget in (self.back, self.icon, self.title, self.lock, self.star):
            line.addWidget(widget, 1 if widget is self.title else 0)
        box.addLayout(line)
        self.notice = label("", "notice", wrap=True)
        box.addWidget(self.notice)
        self.setMinimumHeight(look.px(34))
        self.back.clicked.connect(self.left)
        self.lock.clicked.connect(self._lock)
        self.star.clicked.connect(self._mark)
        look.changed.connect(self._restyle)

    def show_page(self, title: str, icon: str) -> None:
        """A page of its own, about nothing that is selected."""
        self._subject = None
        self._show(title, icon, "ink.quiet")
        self.back.show()
        for widget in (self.lock, self.star, self.notice):
            widget.hide()

    def show_subject(self, subject: Subject) -> None:
        self._subject = subject
        text, icon, role = header_of(subject)
        self._show(self._look.tr_(text, n=len(subject.keys)), icon, role)
        self.back.setVisible(isinstance(subject.first, Persona))
        self._show_lock(subject)
        cards = [entity for entity in subject.entities if isinstance(entity, Card)]
        only = len(cards) == len(subject.keys)
        touchpoints = only and subject.lane_kinds() == {LaneKind.TOUCHPOINT}
        self.star.setVisible(touchpoints)
        held = self._around(subject)
        explain(self.star, held is None, self._look.tr_(LOCKED_BY[type(held)]) if held else "")
        self.star.setChecked(touchpoints and all(card.moment_of_truth for card in cards))

    def _show(self, title: str, icon: str, role: str) -> None:
        self.title.set_text(title)
        # A foreign file may name a channel or an icon that nobody knows.
        self.icon_name, self._icon_role = icon if icon in self._look.icons else USUAL, role
        self._restyle()

    def _show_lock(self, subject: Subject) -> None:
        document, keys, tr = subject.document, subject.keys, self._look.tr_
        on = all_locked(document, keys)
        # What only some of them have is no field of theirs.
        self.lock.setVisible(len(lockable(document, keys)) == len(keys))
        self.lock.show_as("lock" if on else "unlock", tr(UNLOCK if on else LOCK))
        self.lock.setChecked(on)
        around = self._around(subject)
        self.notice.setVisible(around is not None)
        if around is not None:
            self.notice.setText(tr(LOCKED_BY[type(around)]))

    @staticmethod
    def _around(subject: Subject) -> Lockable | None:
        """What locks some of what is shown, None where all of it is free."""
        found = (locking(subject.document, key) for key in subject.keys)
        return next((lock for lock in found if lock is not None), None)

    def _restyle(self) -> None:
        ratio, size = self.devicePixelRatioF(), self._look.px(20)
        self.icon.setPixmap(self._look.paint.pixmap(self.icon_name, size, self._icon_role, ratio))

    def _mark(self, on: bool) -> None:
        if self._subject is not None:
            keys = self._subject.keys
            self._desk.commit(
                MARK if on else UNMARK,
                lambda document: set_fields(document, keys, moment_of_truth=on),
            )

    def _lock(self, on: bool) -> None:
        if self._subject is not None:
            keys = self._subject.keys
            self._desk.commit(
                LOCK if on else UNLOCK, lambda document: set_locked(document, keys, on)
            )


def header_of(subject: Subject) -> tuple[str, str, str]:
    """The words for what is shown (`{n}` is how many), its icon and the icon's role."""
    first = subject.first
    if isinstance(first, Card) and subject.single:
        return _card_header(subject.document, first)
    if len({type(entity) for entity in subject.entities}) > 1:
        return THINGS, "layers", "ink.quiet"
    one, several, icon = KIND_NAMES.get(type(first), (DOCUMENT, DOCUMENT, "file"))
    if isinstance(first, Lane) and subject.single:
        icon = str(first.kind)
    return one if subject.single else several, icon, "ink.quiet"


def _card_header(document: Document, card: Card) -> tuple[str, str, str]:
    kind = document.one(Lane, card.lane).kind
    icon, role = icon_of(document, card)
    return CARD_NAMES.get(kind, N_("Card")), icon, role
