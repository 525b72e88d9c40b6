"""What the start page is made of: cards of templates and samples, and rows of recent files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.sketch import Sketch, draw
from journeyeditor.ui.widgets.build import direction_of, paint_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from journeyeditor.app.library import Entry
    from journeyeditor.ui.theme import Look

CARD = QSize(248, 226)
"""Least size of a card in logical pixels, at 100 %."""

ROW = 54
MOST_COLUMNS = 4
_PICTURE = 104
_RADIUS = 12
_GAP = 16
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_OWN = N_("Your template")


class EntryCard(QAbstractButton):
    """A template or sample: its picture, name and description. `menu_asked` carries where, for those of one's own."""

    menu_asked = Signal(QPoint)

    def __init__(
        self, look: Look, entry: Entry, picture: Callable[[Path], QImage | None] | None = None
    ) -> None:
        super().__init__()
        self.entry = entry
        self._look = look
        self._picture = picture
        self._sketch = Sketch.read(entry.path)
        self.setText(entry.name)
        self.setAccessibleName(entry.name)
        self.setAccessibleDescription(entry.description)
        self.setToolTip(entry.description)
        self.setMinimumSize(look.size(CARD))
        self.setMaximumHeight(look.px(CARD.height()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.repaints(self)

    def sizeHint(self) -> QSize:
        return self._look.size(CARD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button would take the arrow keys for the next and the last one only; the cards know the grid.
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.entry.own:
            self.setFocus()
            self.menu_asked.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        px, width = self._look.px, self.width()
        room = QRectF(9, 9, width - 18, px(_PICTURE) + 22)
        image = self._picture(self.entry.path) if self._picture is not None else None
        if image is None:
            draw(painter, self._look, self._sketch, room.adjusted(11, 11, -11, -11))
        else:
            paint_picture(painter, image, room, 8, self._sketch.rtl)
        self._paint_words(painter, QRect(20, px(_PICTURE) + 36, width - 40, px(76)))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        look = self._look
        hot = self.hasFocus() or self.underMouse()
        edge = look.colour("accent" if hot else "card.line")
        painter.setPen(QPen(edge, 2 if self.hasFocus() else look.edge))
        painter.setBrush(look.colour("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("canvas"))
        room = QRectF(9, 9, self.width() - 18, look.px(_PICTURE) + 22)
        painter.drawRoundedRect(room, 8, 8)

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        px = self._look.px
        font = self.font()
        font.setPixelSize(px(14))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._look.colour("ink"))
        name = painter.fontMetrics().elidedText(
            self.entry.name, Qt.TextElideMode.ElideRight, room.width()
        )
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        leading = side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
        painter.setLayoutDirection(direction_of(name))
        painter.drawText(room, leading, name)
        font.setPixelSize(px(11))
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(self._look.colour("ink.quiet"))
        words = self.entry.description or (self._look.tr_(_OWN) if self.entry.own else "")
        below = room.adjusted(0, px(24), 0, 0)
        painter.drawText(below, leading, wrapped(words, painter, room.width(), 3))


def paint_picture(
    painter: QPainter, image: QImage, room: QRectF, radius: float, rtl: bool = False
) -> None:
    """A picture filling a rectangle with round corners; what is too much of it is cut off at its end."""
    clip = QPainterPath()
    clip.addRoundedRect(room, radius, radius)
    size = image.size().toSizeF()
    scale = max(room.width() / size.width(), room.height() / size.height())
    seen = room.width() / scale
    left = size.width() - seen if rtl else 0.0
    painter.save()
    painter.setClipPath(clip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(room, image, QRectF(left, 0, seen, room.height() / scale))
    painter.restore()


def wrapped(text: str, painter: QPainter, width: int, most: int) -> str:
    """A text in lines that fit a width; what does not go into `most` of them ends in an ellipsis."""
    metrics = painter.fontMetrics()
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        if words and len(lines) == most - 1:
            line = " ".join([line, *words])
        lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width + 4))
    return "\n".join(lines)


class Cards(QWidget):
    """Entry cards in as many columns as there is room for; arrow keys go from one to the next.

    `chosen` carries the id of an entry; `menu_asked`, `rename_asked` and `delete_asked` the entry of one's own.
    """

    chosen = Signal(str)
    menu_asked = Signal(object, QPoint)
    rename_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(
        self,
        look: Look,
        entries: Sequence[Entry],
        picture: Callable[[Path], QImage | None] | None = None,
    ) -> None:
        super().__init__()
        self._look, self._picture = look, picture
        self.cards: list[EntryCard] = []
        self._shown: list[EntryCard] = []
        self._filter = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._columns = 3
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Other templates or samples, in this order."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(entry) for entry in entries]
        self._show()

    def _card(self, entry: Entry) -> EntryCard:
        card = EntryCard(self._look, entry, self._picture)
        card.setParent(self)
        card.clicked.connect(self._clicked)
        card.menu_asked.connect(self._menu)
        return card

    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, EntryCard):
            self.chosen.emit(card.entry.id)

    def _menu(self, at: QPoint) -> None:
        card = self.sender()
        if isinstance(card, EntryCard):
            self.menu_asked.emit(card.entry, at)

    def filter(self, text: str) -> int:
        """Shows those that hold all these words in name or description, and returns how many there are."""
        self._filter = text
        self._show()
        return len(self._shown)

    def focus_first(self) -> None:
        """The keyboard goes to the first card in sight."""
        for card in self._shown[:1]:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def shown(self) -> list[EntryCard]:
        return list(self._shown)

    def _show(self) -> None:
        words = self._filter.casefold().split()
        self._shown = [card for card in self.cards if _holds(card.entry, words)]
        for card in self.cards:
            self._grid.removeWidget(card)
            card.setVisible(card in self._shown)
        self._arrange()

    def update_picture(self, path: Path) -> None:
        for card in self.cards:
            if card.entry.path == path:
                card.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() + _GAP
        columns = min(max(1, room // (self._look.px(CARD.width()) + _GAP)), MOST_COLUMNS)
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _arrange(self) -> None:
        for index, card in enumerate(self._shown):
            self._grid.addWidget(card, index // self._columns, index % self._columns)
        for index in range(MOST_COLUMNS + 1):
            self._grid.setColumnStretch(index, 1 if index < self._columns else 0)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        # Fewer columns than now must stay possible when the window is made narrower.
        return QSize(self._look.px(CARD.width()), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.window().focusWidget()
        card = next((card for card in self._shown if card is focused), None)
        if card is None or not self._pressed(card, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _pressed(self, card: EntryCard, key: Qt.Key) -> bool:
        """What a key does on a card; False where it does nothing."""
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            card.click()
        elif card.entry.own and key == Qt.Key.Key_F2:
            self.rename_asked.emit(card.entry)
        elif card.entry.own and key == Qt.Key.Key_Delete:
            self.delete_asked.emit(card.entry)
        else:
            return self._walk(card, key)
        return True

    def _walk(self, card: EntryCard, key: Qt.Key) -> bool:
        ways = {Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns}
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        ways |= {way: -step if rtl else step for way, step in _STEPS.items()}
        at = self._shown.index(card) + ways.get(key, 0)
        if key not in ways or not 0 <= at < len(self._shown):
            return False
        self._shown[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _holds(entry: Entry, words: Sequence[str]) -> bool:
    text = f"{entry.name} {entry.description}".casefold()
    return all(word in text for word in words)


class RecentRow(QAbstractButton):
    """A recent file: how its map looked last, its name, and its folder below, or a note such as that it is gone."""

    def __init__(self, look: Look, path: Path, image: QImage | None = None) -> None:
        super().__init__()
        self.path = path
        self._look, self._note, self._image = look, "", image
        self.setText(path.stem)
        self.setAccessibleName(path.name)
        self.set_note("")
        self.setFixedHeight(look.px(ROW))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.repaints(self)

    @property
    def note(self) -> str:
        return self._note

    def set_note(self, note: str) -> None:
        """What is to be said of the file instead of its folder; "" for nothing."""
        self._note = note
        self.setAccessibleDescription(note or str(self.path.parent))
        self.setToolTip(f"{self.path}\n{note}" if note else str(self.path))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, there = self._look, not self._note
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_picture(painter, self._side(QRect(6, 7, look.px(64), self.height() - 14)))
        px, left = look.px, 6 + look.px(64) + 10
        room = QRect(left, px(8), self.width() - left - 8, px(18))
        name = "ink" if there else "ink.quiet"
        self._line(painter, 12, True, self.text(), self._side(room), name)
        below = room.translated(0, px(19))
        where = self._note or str(self.path.parent)
        self._line(painter, 11, False, where, self._side(below), "ink.quiet")
        painter.end()

    def _side(self, rect: QRect) -> QRect:
        """A rectangle counted from the side where reading begins."""
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return rect
        return QRect(self.width() - rect.right() - 1, rect.y(), rect.width(), rect.height())

    def _paint_picture(self, painter: QPainter, room: QRect) -> None:
        look = self._look
        if self._image is not None:
            paint_picture(painter, self._image, QRectF(room), 5)
        painter.setBrush(Qt.BrushStyle.NoBrush if self._image else look.colour("canvas"))
        painter.setPen(QPen(look.colour("line"), look.edge))
        inset = look.edge / 2
        painter.drawRoundedRect(QRectF(room).adjusted(inset, inset, -inset, -inset), 5, 5)
        if self._image is None:
            side = look.px(20)
            x, y = room.center().x() - side / 2, room.center().y() - side / 2
            role = "ink.quiet" if not self._note else "ink.disabled"
            look.paint.paint(painter, "file", x + 0.5, y + 0.5, side, role)

    def _line(
        self, painter: QPainter, size: int, bold: bool, text: str, room: QRect, role: str
    ) -> None:
        font = self.font()
        font.setPixelSize(self._look.px(size))
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(self._look.colour(role))
        # Names and paths are told by both of their ends, sentences by their beginning.
        said = text == self._note
        cut = Qt.TextElideMode.ElideRight if said else Qt.TextElideMode.ElideMiddle
        words = painter.fontMetrics().elidedText(text, cut, room.width())
        paint_line(painter, room, words, self)
