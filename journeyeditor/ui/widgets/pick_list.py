"""A list to pick from: each row has its words, something quiet behind them, and keys or a time at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from journeyeditor.ui.moments import as_read_here
from journeyeditor.ui.widgets.eliding import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from journeyeditor.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
ROW, PAD, GAP = 32, 12, 10
"""Height of a row, room at its ends, and room between its parts, in pixels at 100 %."""

_PICK = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Pick:
    """A row. `hints` stand at its end, each in a little frame if `framed`; what can't be picked is pale."""

    key: str
    text: str
    detail: str = ""
    hints: tuple[str, ...] = ()
    usable: bool = True
    strong: bool = False
    framed: bool = True
    heading: bool = False

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(part for part in (self.text, self.detail, *self.hints) if part)


class PickModel(QAbstractListModel):
    """Rows, swapped all at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.picks: tuple[Pick, ...] = ()

    def show(self, picks: Sequence[Pick]) -> None:
        self.beginResetModel()
        self.picks = tuple(picks)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.picks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        pick = self.picks[index.row()]
        if role == _PICK:
            return pick
        if role == Qt.ItemDataRole.DisplayRole:
            return pick.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return pick.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return pick.detail
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.picks[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PickDelegate(QStyledItemDelegate):
    """Paints the rows in the colours of the theme."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pick: Pick = index.data(_PICK)
        rect, state, direction = option.rect, option.state, option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or (state & QStyle.StateFlag.State_MouseOver and not pick.heading):
            painter.setPen(self._look.ring() if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent.tint" if chosen else "hover"))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        pad = self._look.px(PAD)
        self._row(painter, rect.adjusted(pad, 0, -pad, 0), pick, direction)
        painter.restore()

    def _row(
        self, painter: QPainter, rect: QRect, pick: Pick, direction: Qt.LayoutDirection
    ) -> None:
        """Laid out from left to right, then mirrored where people read the other way."""
        right = rect.right()
        for hint in reversed(pick.hints):
            right = self._hint(painter, rect, right, as_read_here(hint), pick, direction)
        font = QFont(painter.font())
        font.setBold(pick.strong or pick.heading)
        room = QRect(rect.left(), rect.top(), max(0, right - rect.left()), rect.height())
        colour = "ink" if pick.usable and not pick.heading else "ink.quiet"
        used = self._words(painter, font, rect, room, pick.text, colour, direction)
        if pick.detail:
            room.setLeft(room.left() + used + self._look.px(GAP))
            quiet = QFont(painter.font())
            quiet.setPixelSize(self._look.px(11))
            self._words(painter, quiet, rect, room, pick.detail, "ink.quiet", direction)

    def _words(
        self,
        painter: QPainter,
        font: QFont,
        whole: QRect,
        room: QRect,
        text: str,
        role: str,
        direction: Qt.LayoutDirection,
    ) -> int:
        metrics = QFontMetrics(font)
        shown = shortened(metrics, " ".join(text.split()), room.width())
        painter.setFont(font)
        painter.setPen(self._look.colour(role))
        at = QStyle.visualRect(direction, whole, room)
        side = (
            Qt.AlignmentFlag.AlignRight
            if direction is Qt.LayoutDirection.RightToLeft
            else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(
            at, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), shown
        )
        return metrics.horizontalAdvance(shown)

    def _hint(
        self,
        painter: QPainter,
        whole: QRect,
        right: int,
        hint: str,
        pick: Pick,
        direction: Qt.LayoutDirection,
    ) -> int:
        """A key or a time that ends at `right`; where the next one may end."""
        font = QFont(painter.font())
        font.setPixelSize(self._look.px(11))
        pad = self._look.px(6) if pick.framed else 0
        width = QFontMetrics(font).horizontalAdvance(hint) + 2 * pad
        height = self._look.px(20)
        box = QRect(right - width, whole.center().y() - height // 2 + 1, width, height)
        at = QStyle.visualRect(direction, whole, box)
        if pick.framed:
            painter.setPen(QPen(self._look.colour("field.line"), self._look.edge))
            painter.setBrush(self._look.colour("panel.quiet"))
            painter.drawRoundedRect(at.adjusted(0, 0, -1, -1), 5, 5)
        painter.save()
        painter.setFont(font)
        painter.setPen(self._look.colour("ink.quiet"))
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), hint)
        painter.restore()
        return right - width - self._look.px(6)


class PickList(QListView):
    """The list. Picks are told by `activated` (Enter, or a click where `at_once`)."""

    def __init__(self, look: Look, name: str, at_once: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = PickModel(self)
        self.setModel(self._model)
        self._delegate = PickDelegate(look, self)
        self.setItemDelegate(self._delegate)
        if at_once:
            self.clicked.connect(self.activated)
        look.repaints(self)

    @property
    def picks(self) -> tuple[Pick, ...]:
        return self._model.picks

    def show_picks(self, picks: Sequence[Pick], chosen: str = "") -> None:
        """Shows these rows; the chosen one, else the first that can be chosen, is the current one."""
        self._model.show(picks)
        rows = [row for row, pick in enumerate(picks) if not pick.heading]
        row = next((r for r in rows if chosen and picks[r].key == chosen), rows[0] if rows else -1)
        if row >= 0:
            self.choose(row)

    def choose(self, row: int) -> None:
        """Makes a row the current one, in sight."""
        index = self._model.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    @property
    def current(self) -> Pick | None:
        """The row that Enter would pick."""
        index = self.currentIndex()
        return self.picks[index.row()] if index.isValid() else None

    def step(self, by: int) -> None:
        """So many rows down (or up), past headings, round at the ends."""
        rows = [row for row, pick in enumerate(self.picks) if not pick.heading]
        if rows:
            here = self.currentIndex().row()
            place = rows.index(here) if here in rows else -1
            self.choose(rows[(place + by) % len(rows)])
