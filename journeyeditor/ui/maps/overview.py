"""The overview: all maps of a document as pictures, with what there is to say of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from journeyeditor.layout.faces import face
from journeyeditor.model.messages import N_
from journeyeditor.ui.maps.facts import Facts, facts_of
from journeyeditor.ui.maps.tabs import UNTITLED
from journeyeditor.ui.start_cards import paint_picture
from journeyeditor.ui.widgets.build import button, column, label, paint_line, row, scrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QContextMenuEvent,
        QHideEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
    )

    from journeyeditor.model.document import Document
    from journeyeditor.ui.theme import Look

CARD = QSize(300, 244)
"""Least size of a card in logical pixels, at 100 %."""

PICTURE = 144
"""Height of the picture in it."""

MOST_COLUMNS = 4
_GAP, _RADIUS, _SLICE_MS = 16, 12, 10
_WALKING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})
_TITLE = N_("All maps")
_HINT = N_("Enter opens a map, the arrow keys go from one to the next, Esc goes back.")
_BACK = N_("Back to the map")
_CURRENT = N_("shown now")
_LOCKED = N_("locked")


class MapCard(QAbstractButton):
    """A map: its picture, title, state, counts and lowest moment.

    `menu_asked` carries the map and where on the screen, `walked` the arrow key that was pressed.
    """

    menu_asked = Signal(str, QPoint)
    walked = Signal(object)

    def __init__(self, look: Look, facts: Facts) -> None:
        super().__init__()
        self._look = look
        self.facts = facts
        self.image: QImage | None = None
        self.shown_now = False
        self.setMinimumSize(look.size(CARD))
        self.setMaximumHeight(look.px(CARD.height()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.repaints(self)

    def show_facts(self, facts: Facts, shown_now: bool) -> None:
        self.facts, self.shown_now = facts, shown_now
        self.setText(facts.title)
        self.setAccessibleName(facts.title)
        said = facts.spoken()
        marks = [(_CURRENT, shown_now), (_LOCKED, facts.locked)]
        said = ", ".join([said, *(self._look.tr_(words) for words, holds in marks if holds)])
        self.setAccessibleDescription(said)
        self.setToolTip(f"{facts.title}\n{said}")
        self.update()

    def sizeHint(self) -> QSize:
        return self._look.size(CARD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button would take the arrows for Tab, and the scroll area around it for itself.
        key = Qt.Key(event.key())
        if key in _WALKING:
            self.walked.emit(key)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus()
        self.menu_asked.emit(self.facts.key, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        px = self._look.px
        room = QRect(20, px(PICTURE) + 20, self.width() - 40, self.height() - px(PICTURE) - 26)
        self._paint_words(painter, room)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        look = self._look
        hot = self.hasFocus() or self.underMouse() or self.shown_now
        line = look.colour("accent" if hot else "card.line")
        painter.setPen(QPen(line, 2 if self.hasFocus() else look.edge))
        painter.setBrush(look.colour("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("canvas"))
        room = QRectF(9, 9, self.width() - 18, look.px(PICTURE))
        painter.drawRoundedRect(room, 8, 8)
        if self.image is not None:
            paint_picture(painter, self.image, room, 8)

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        look, px = self._look, self._look.px
        state = look.tr_(_LOCKED) if self.facts.locked else ""
        chip = " · ".join(part for part in (self.facts.state, state) if part)
        taken = self._chip(painter, room, chip) if chip else 0
        self._line(painter, room, 0, 14, self.facts.title, "ink", taken)
        self._line(painter, room, px(26), 11, self.facts.counts, "ink.quiet", 0)
        lead = 0
        if self.facts.low is not None:
            lead = px(18)
            top = room.top() + px(46)
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            x = room.right() - px(6) if rtl else room.left() + px(6)
            look.paint.shapes(painter, face(self.facts.low, x, top + px(8), px(7), False))
        self._line(painter, room, px(46), 11, self.facts.lowest, "ink.quiet", 0, lead)

    def _chip(self, painter: QPainter, room: QRect, words: str) -> int:
        """A word in a soft block at the end of the first line; how wide it is."""
        look, px = self._look, self._look.px
        font = self.font()
        font.setPixelSize(px(11))
        font.setBold(True)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(words) + px(16)
        box = QRect(room.right() - wide + 1, room.top() - px(1), wide, px(20))
        box = self._side(box)
        painter.setPen(look.ring("chip.line"))
        painter.setBrush(look.colour("accent.tint"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(look.colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return wide + px(8)

    def _line(
        self,
        painter: QPainter,
        room: QRect,
        down: int,
        size: int,
        text: str,
        role: str,
        taken: int,
        lead: int = 0,
    ) -> None:
        px = self._look.px
        font = self.font()
        font.setPixelSize(px(size))
        font.setBold(size > 12)
        painter.setFont(font)
        painter.setPen(self._look.colour(role))
        box = QRect(room.left() + lead, room.top() + down, room.width() - taken - lead, px(18))
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        paint_line(painter, self._side(box), words, self)

    def _side(self, rect: QRect) -> QRect:
        """A rectangle counted from the side where reading begins."""
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return rect
        return QRect(self.width() - rect.right() - 1, rect.y(), rect.width(), rect.height())


class Overview(QWidget):
    """`chosen` carries the map to be opened, `menu_asked` a map and where on the screen; `left` goes back.

    `picture` makes the picture of a map; they are made one after another between the events of the window, and made
    again only where the document has changed.
    """

    chosen = Signal(str)
    menu_asked = Signal(str, QPoint)
    left = Signal()

    def __init__(
        self, look: Look, picture: Callable[[Document, str], QImage | None], tools: QWidget
    ) -> None:
        super().__init__()
        self.setObjectName("startPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look, self._picture = look, picture
        self._document: Document | None = None
        self._theme = ""
        self._waiting: list[str] = []
        self._columns = 3
        self.cards: list[MapCard] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_SLICE_MS)
        self._timer.timeout.connect(self._slice)
        self._lay_out(tools)
        look.changed.connect(self._restyled)

    def _lay_out(self, tools: QWidget) -> None:
        tr = self._look.tr_
        inner = QWidget()
        box = column(inner, 14, (40, 28, 40, 36))
        head = row(spacing=12)
        head.addWidget(label(tr(_TITLE), "display"))
        head.addStretch(1)
        head.addWidget(tools)
        head.addWidget(button(tr(_BACK), "", self._leave))
        box.addLayout(head)
        box.addWidget(label(tr(_HINT), "quiet", wrap=True))
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        box.addLayout(self._grid)
        box.addStretch(1)
        self._area = scrolling(inner, "startPage")
        column(self, 0).addWidget(self._area)

    def show_document(self, document: Document, current: str) -> None:
        """All maps as they are now; the focus goes to the one that is shown on the canvas."""
        self.update_document(document, current)
        at = next((card for card in self.cards if card.facts.key == current), None)
        if at is not None:
            at.setFocus(Qt.FocusReason.OtherFocusReason)

    def update_document(self, document: Document, current: str) -> None:
        """The maps as they are after a change."""
        stale = document is not self._document
        self._document = document
        focused = next((card.facts.key for card in self.cards if card.hasFocus()), "")
        keys = [one.id for one in document.maps]
        if keys != [card.facts.key for card in self.cards]:
            self._build(document, keys)
        for card in self.cards:
            facts = facts_of(self._look.translate, document, card.facts.key, UNTITLED)
            card.show_facts(facts, card.facts.key == current)
            if card.facts.key == focused:
                card.setFocus()
        if stale or any(card.image is None for card in self.cards):
            self._paint_anew()

    def _build(self, document: Document, keys: list[str]) -> None:
        had = {card.facts.key: card.image for card in self.cards}
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(document, key) for key in keys]
        for card in self.cards:
            card.image = had.get(card.facts.key)
        self._arrange()

    def _card(self, document: Document, key: str) -> MapCard:
        card = MapCard(self._look, facts_of(self._look.translate, document, key, UNTITLED))
        card.clicked.connect(self._clicked)
        card.menu_asked.connect(self.menu_asked)
        card.walked.connect(self._walk)
        return card

    # Pictures

    def _paint_anew(self) -> None:
        self._theme = self._look.palette.name
        self._waiting = [card.facts.key for card in self.cards]
        if self.isVisible():
            self._timer.start()

    @property
    def under_way(self) -> bool:
        return self._timer.isActive()

    def pause(self) -> None:
        """No more pictures are made until the page is shown again."""
        self._timer.stop()

    def _slice(self) -> None:
        if not self._waiting or self._document is None:
            self._timer.stop()
            return
        key = self._waiting.pop(0)
        card = next((card for card in self.cards if card.facts.key == key), None)
        if card is not None:
            card.image = self._picture(self._document, key)
            card.update()

    def _restyled(self) -> None:
        if self.cards and self._theme != self._look.palette.name:
            self._paint_anew()

    # Events

    def _leave(self) -> None:
        self.left.emit()

    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, MapCard):
            self.chosen.emit(card.facts.key)

    def showEvent(self, event: QShowEvent) -> None:
        if self._waiting:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - 80 + _GAP
        columns = min(max(1, room // (self._look.px(CARD.width()) + _GAP)), MOST_COLUMNS)
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _arrange(self) -> None:
        for index, card in enumerate(self.cards):
            self._grid.addWidget(card, index // self._columns, index % self._columns)
            card.show()
        for index in range(MOST_COLUMNS + 1):
            self._grid.setColumnStretch(index, 1 if index < self._columns else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _walk(self, key: Qt.Key) -> None:
        """From the map that has the focus to the one beside, above or below it."""
        forward = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        ways = {
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Right: forward,
            Qt.Key.Key_Left: -forward,
        }
        here = next((at for at, card in enumerate(self.cards) if card.hasFocus()), 0)
        at = here + ways[key]
        if 0 <= at < len(self.cards):
            self.cards[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self.cards[at])
