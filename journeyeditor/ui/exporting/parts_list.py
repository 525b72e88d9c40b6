"""The parts of an export as rows with ticks, in the order of their pages; moved by mouse, keys and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from journeyeditor.app.export_choices import rows_of
from journeyeditor.layout.pages import PageOptions, Part
from journeyeditor.model.messages import N_
from journeyeditor.ui.widgets.build import paint_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent

    from journeyeditor.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex

PART_NAMES: dict[Part, tuple[str, str]] = {
    Part.COVER: (N_("Cover"), ""),
    Part.MAP: (N_("Map"), ""),
    Part.LEGEND: (N_("Legend"), N_("a page of its own")),
    Part.PERSONA: (N_("Personas"), N_("a page for each")),
    Part.CURVE: (N_("Emotion curve"), N_("highs and lows named")),
    Part.INSIGHTS: (N_("Insights"), N_("ranked, with a matrix")),
    Part.APPENDIX: (N_("Appendix"), N_("every text as a table")),
    Part.BLANK: (N_("Blank version"), N_("for the wall")),
}
"""Each part's name, and a word on it."""

BELOW_MAP = N_("below the map")
TIPS: dict[Part, str] = {
    Part.LEGEND: N_(
        "Right after the map the legend stands at the foot of the map’s pages. Anywhere else in the order it has a page of its own there."
    ),
}
"""What else there is to know about a part."""

ROW, SHOWN = 30, 8
_BOX, _GRIP, _PAD = 16, 30, 8
_PART, _NOTE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Delegate(QStyledItemDelegate):
    """Paints a row: tick, name, a quiet word, and what it is dragged by."""

    def __init__(self, look: Look, view: PartsList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = self._look, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(look.ring() if current else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent.tint" if current else "hover"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        ticked = Qt.CheckState(state) is Qt.CheckState.Checked
        self._tick(painter, self._at(option, self._box(rect)), ticked)
        self._words(painter, option, index, ticked)
        side = look.px(14)
        grip = QRect(
            rect.right() - look.px(_GRIP) + side // 2, rect.center().y() - side // 2, side, side
        )
        at = self._at(option, grip)
        look.paint.paint(painter, "drag", at.x(), at.y(), side, "ink.quiet")
        painter.restore()

    def _box(self, rect: QRect) -> QRect:
        side = self._look.px(_BOX)
        left = rect.left() + self._look.px(_PAD)
        return QRect(left, rect.center().y() - side // 2 + 1, side, side)

    @staticmethod
    def _at(option: QStyleOptionViewItem, rect: QRect) -> QRect:
        """A rectangle of a row mirrored where people read the other way."""
        return QStyle.visualRect(option.direction, option.rect, rect)

    def _tick(self, painter: QPainter, box: QRect, ticked: bool) -> None:
        look = self._look
        painter.setPen(QPen(look.colour("accent" if ticked else "ink.quiet"), 1.5))
        painter.setBrush(look.colour("accent" if ticked else "field"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        if ticked:
            inset = look.px(2)
            look.paint.paint(
                painter,
                "check",
                box.x() + inset,
                box.y() + inset,
                box.width() - 2 * inset,
                "accent.ink",
            )

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, ticked: bool
    ) -> None:
        look, rect = self._look, option.rect
        left = self._box(rect).right() + look.px(_PAD) + 2
        room = QRect(left, rect.top(), rect.right() - look.px(_GRIP) - left, rect.height())
        font = QFont(painter.font())
        font.setBold(ticked)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, room.width()
        )
        paint_line(painter, self._at(option, room), name, self._view)
        room.setLeft(left + metrics.horizontalAdvance(name) + look.px(_PAD))
        quiet = QFont(painter.font())
        quiet.setBold(False)
        quiet.setPixelSize(look.px(11))
        painter.setFont(quiet)
        painter.setPen(look.colour("ink.quiet"))
        note = painter.fontMetrics().elidedText(
            index.data(_NOTE), Qt.TextElideMode.ElideRight, max(0, room.width())
        )
        paint_line(painter, self._at(option, room), note, self._view)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Ticks are the list's own affair: a click anywhere on a row counts."""
        return False


class PartsList(QListWidget):
    """`chosen` carries the ticked parts in their order. Space ticks, Alt with an arrow moves, the mouse drags."""

    chosen = Signal(object)

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self._pressed: QListWidgetItem | None = None
        self.setAccessibleName(title)
        self.setObjectName("parts")
        self._delegate = _Delegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFixedHeight(look.px(ROW) * SHOWN + look.px(8) + 6)
        for part in Part:
            self.addItem(self._row(part))
        self.setCurrentRow(0)
        self._tell_legend()
        look.repaints(self.viewport())

    def _row(self, part: Part) -> QListWidgetItem:
        name, note = (self._look.tr_(words) if words else "" for words in PART_NAMES[part])
        made = QListWidgetItem(name)
        made.setData(_PART, str(part))
        _annotate(made, note, self._tip(part))
        made.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        made.setCheckState(Qt.CheckState.Unchecked)
        return made

    @property
    def rows(self) -> tuple[Part, ...]:
        """All parts as they are listed."""
        return tuple(Part(self.item(row).data(_PART)) for row in range(self.count()))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The ticked parts in their order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            Part(item.data(_PART)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Ticks these, in this order."""
        if tuple(parts) == self.parts:
            return
        current = self.currentItem().data(_PART) if self.currentItem() is not None else ""
        items = {Part(item.data(_PART)): item for item in self._taken()}
        for part in rows_of(parts):
            items[part].setCheckState(
                Qt.CheckState.Checked if part in parts else Qt.CheckState.Unchecked
            )
            self.addItem(items[part])
        for row, part in enumerate(self.rows):
            if str(part) == current:
                self.setCurrentRow(row)
        self._tell_legend()

    def _taken(self) -> list[QListWidgetItem]:
        return [self.takeItem(0) for _ in range(self.count())]

    def tick(self, row: int) -> None:
        """Ticks a row, or takes the tick away."""
        item = self.item(row)
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self._choose()

    def move_by(self, by: int) -> None:
        """The current row goes so many places on, up to the ends."""
        row = self.currentRow()
        to = min(max(0, row + by), self.count() - 1)
        if row >= 0 and to != row:
            item = self.takeItem(row)
            self.insertItem(to, item)
            self.setCurrentRow(to)
            self._choose()

    def _choose(self) -> None:
        self._tell_legend()
        self.chosen.emit(self.parts)

    def _tell_legend(self) -> None:
        """Where the legend stands in this order."""
        parts = self.parts
        below = Part.LEGEND not in parts or PageOptions(parts=parts).legend_below
        words = BELOW_MAP if below else PART_NAMES[Part.LEGEND][1]
        legend = self.item(self.rows.index(Part.LEGEND))
        _annotate(legend, self._look.tr_(words), self._tip(Part.LEGEND))

    def _tip(self, part: Part) -> str:
        return self._look.tr_(TIPS[part]) if part in TIPS else ""

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.move_by(steps[key])
        elif key == Qt.Key.Key_Space and self.currentRow() >= 0:
            self.tick(self.currentRow())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = self.itemAt(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        at = event.position().toPoint()
        if pressed is None or self.itemAt(at) is not pressed or self._on_grip(at.x()):
            return
        self.tick(self.row(pressed))

    def _on_grip(self, x: int) -> bool:
        grip = self._look.px(_GRIP)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return x < grip
        return x > self.viewport().width() - grip

    def dropEvent(self, event: QDropEvent) -> None:
        self._pressed = None
        super().dropEvent(event)
        self._choose()


def _annotate(item: QListWidgetItem, note: str, tip: str) -> None:
    """A word on a part, seen beside its name and read with it; the tooltip has it whole, and what else there is to know."""
    name = item.data(Qt.ItemDataRole.DisplayRole)
    item.setData(_NOTE, note)
    item.setToolTip("\n".join(words for words in (note, tip) if words))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {note}" if note else name)
