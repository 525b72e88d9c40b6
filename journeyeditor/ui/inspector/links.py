"""What a card is linked to by arrows, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.model.entities import Card, Channel, Connector, Lane, LaneKind
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.widgets.build import label, row
from journeyeditor.ui.widgets.buttons import IconButton
from journeyeditor.ui.widgets.eliding import shortened

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtGui import QPaintEvent

    from journeyeditor.model.document import Document
    from journeyeditor.ui.inspector.subject import Subject
    from journeyeditor.ui.theme import Look

REMOVE = N_("Remove link")
USUAL = "channel"
"""The icon of a channel without one."""

UNTITLED = N_("Untitled card")


class Links(SpecialPart):
    """Linked cards; a click selects one. Hidden where there are none."""

    def shape(self, subject: Subject) -> Hashable:
        return tuple(
            (key, card, card.title) for key, card in linked(subject.document, subject.keys[0])
        )

    def build(self) -> None:
        found = linked(self.subject.document, self.subject.keys[0])
        self.setVisible(bool(found))
        if not found:
            return
        tr = self.desk.look.tr_
        self.box.addWidget(label(tr(N_("Linked")), "fieldLabel"))
        for connector, card in found:
            line = row(spacing=2)
            target = LinkRow(
                self.desk.look, card, icon_of(self.subject.document, card), tr(UNTITLED)
            )
            target.clicked.connect(self._go)
            bin_ = IconButton(self.desk.look, "close", tr(REMOVE), "ink.quiet", 14)
            bin_.setProperty("connector", connector)
            bin_.clicked.connect(self._remove)
            line.addWidget(target, 1)
            line.addWidget(bin_)
            self.box.addLayout(line)

    def _go(self) -> None:
        self.desk.editor.select([self.sender().property("card")])

    def _remove(self) -> None:
        key = str(self.sender().property("connector"))
        self.desk.commit(REMOVE, lambda document: delete(document, [key]))


def linked(document: Document, card: str) -> list[tuple[str, Card]]:
    """Each connector at a card, with the card at its other end."""
    going = [(one.id, one.end) for one in document.connectors(card)]
    coming = [(one.id, one.start) for one in document.all(Connector) if one.end == card]
    pairs = ((key, document.find(Card, other)) for key, other in (*going, *sorted(coming)))
    return [(key, other) for key, other in pairs if other is not None]


def icon_of(document: Document, card: Card) -> tuple[str, str]:
    """The icon of a card and its role: a touchpoint's channel, else the lane's kind."""
    lane = document.one(Lane, card.lane)
    name = str(lane.kind)
    if lane.kind is LaneKind.TOUCHPOINT and card.channel:
        own = document.find(Channel, card.channel)
        name = (own.icon or USUAL) if own is not None else card.channel
    return name, f"{lane.kind}.ink"


class LinkRow(QAbstractButton):
    """A card's icon and title, to click."""

    def __init__(self, look: Look, card: Card, icon: tuple[str, str], untitled: str) -> None:
        super().__init__()
        self._look = look
        self._icon, self._role = icon
        self.setText(card.title or untitled)
        self.setProperty("card", card.id)
        self.setToolTip(self.text())
        self.setAccessibleName(self.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.repaints(self)

    def sizeHint(self) -> QSize:
        return QSize(120, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("hover"))
            painter.drawRoundedRect(self.rect(), 7, 7)
        known = self._icon if self._icon in self._look.icons else USUAL
        role = self._role if self._role in self._look.palette.colours else "ink.quiet"
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._look.paint.paint(painter, known, self.width() - 19 if rtl else 3, 6, 16, role)
        painter.setPen(self._look.colour("ink"))
        room = QRect(4 if rtl else 26, 0, self.width() - 30, self.height())
        words = shortened(painter.fontMetrics(), self.text(), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()
