"""The table: every card of a map is a row. Edits change the rows they touch and no others."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from journeyeditor.model.entities import Channel, Map, Persona
from journeyeditor.ui.outline.cells import Cells, Flag, Role
from journeyeditor.ui.outline.columns import Column, Falling, names, rates_anew, table_columns
from journeyeditor.ui.outline.scene import (
    NO_FILTER,
    STRUCTURE,
    Filter,
    touched_cards,
    touches,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from journeyeditor.model.entities import Card
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.outline.scene import Scene

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

MANY = 200
"""From so many touched rows on, telling of each costs more than showing all of them anew."""


class TableModel(QAbstractTableModel):
    """The cards of one map, sorted and filtered. `scene` is None until something is shown."""

    def __init__(self, cells: Cells, parent: QObject) -> None:
        super().__init__(parent)
        self._cells = cells
        self.scene: Scene | None = None
        self.columns: tuple[Column, ...] = ()
        self.filter = NO_FILTER
        self._sorted_by, self._falling = 0, False
        self._ranks: list[Any] = []
        self._keys: list[str] = []
        self._rank_of: dict[str, Any] = {}

    # What is shown

    def show_scene(self, scene: Scene) -> None:
        """Shows a map from scratch."""
        self.beginResetModel()
        self.scene = scene
        self.columns = table_columns(scene)
        self._sorted_by = min(self._sorted_by, len(self.columns) - 1)
        self._fill(scene)
        self.endResetModel()

    def set_filter(self, wanted: Filter) -> None:
        if wanted != self.filter:
            self.filter = wanted
            if self.scene is not None:
                self.show_scene(self.scene)

    def _fill(self, scene: Scene) -> None:
        wanted = [card for card in scene.cards() if self.filter.takes(scene, card)]
        self._rank_of = {card.id: self._rank(scene, card) for card in wanted}
        order = sorted(self._rank_of.items(), key=lambda item: item[1])
        self._keys = [key for key, _rank in order]
        self._ranks = [rank for _key, rank in order]

    def _rank(self, scene: Scene, card: Card) -> Any:
        """What a row is sorted by: its cell in the chosen column, empty ones last, then its place on the map."""
        column = self.columns[self._sorted_by]
        weight = column.weight(scene, card) if column.applies(scene, card) else ""
        empty = weight == ""
        if empty:
            weight = 0
        return empty, Falling(weight) if self._falling else weight, scene.rank(card)

    def key(self, row: int) -> str:
        """The card of a row."""
        return self._keys[row]

    def keys(self, first: int, last: int) -> list[str]:
        """The cards of the rows from one to another."""
        return self._keys[first : last + 1]

    def row(self, key: str) -> int | None:
        """The row of a card, None where it is not shown."""
        rank = self._rank_of.get(key)
        return None if rank is None else bisect_left(self._ranks, rank)

    # Changes

    def follow(self, scene: Scene, touched: Iterable[str]) -> bool:
        """Shows the document as it is after a change; False where all rows had to be shown anew."""
        before, touched = self.scene, frozenset(touched)
        if before is None or self._other_columns(before, scene, touched):
            self.show_scene(scene)
            return False
        cards = touched_cards(before, scene, touched)
        if len(cards) > MANY:
            self.show_scene(scene)
            return False
        self.scene = scene
        if (before.steps, before.lanes) != (scene.steps, scene.lanes) or touches(
            (Map, Persona, Channel), before, scene, touched
        ):
            self._arrange(scene)
        for key in cards:
            self._follow_card(scene, key)
        if touches((*STRUCTURE, Map, Persona, Channel), before, scene, touched):
            self._refresh_all()
        return True

    def _other_columns(self, before: Scene, scene: Scene, touched: frozenset[str]) -> bool:
        if touches((Map, Persona), before, scene, touched):
            return names(table_columns(scene)) != names(self.columns)
        return rates_anew(self.columns, scene, touched)

    def _arrange(self, scene: Scene) -> None:
        """The same rows in the order that they have now."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        named = [(self._keys[one.row()], one.column()) for one in kept]
        gone = [key for key in self._rank_of if scene.card(key) is None]
        for key in self._rank_of:
            card = scene.card(key)
            if card is not None:
                self._rank_of[key] = self._rank(scene, card)
        self._sort_rows(gone)
        rows = {key: row for row, key in enumerate(self._keys)}
        self.changePersistentIndexList(kept, [self.index(rows[key], at) for key, at in named])
        self.layoutChanged.emit()

    def _sort_rows(self, gone: list[str]) -> None:
        """Cards that are gone stand last, from where they are taken out one by one."""
        last = set(gone)
        order = sorted(
            (key for key in self._rank_of if key not in last), key=self._rank_of.__getitem__
        )
        for at, key in enumerate(gone):
            self._rank_of[key] = (2, at)
        self._keys = [*order, *gone]
        self._ranks = [self._rank_of[key] for key in self._keys]

    def _follow_card(self, scene: Scene, key: str) -> None:
        card, here = scene.card(key), self.row(key)
        wanted = card is not None and self.filter.takes(scene, card)
        rank = self._rank(scene, card) if card is not None and wanted else None
        if here is None and rank is not None:
            self._insert(key, rank)
        elif here is not None and rank is None:
            self._remove(key, here)
        elif here is not None:
            self._move(key, here, rank)

    def _insert(self, key: str, rank: Any) -> None:
        row = bisect_left(self._ranks, rank)
        self.beginInsertRows(ROOT, row, row)
        self._put(row, key, rank)
        self.endInsertRows()

    def _remove(self, key: str, row: int) -> None:
        self.beginRemoveRows(ROOT, row, row)
        del self._ranks[row], self._keys[row], self._rank_of[key]
        self.endRemoveRows()

    def _move(self, key: str, row: int, rank: Any) -> None:
        """To where the row belongs now; what it says is told anew."""
        target = bisect_left(self._ranks, rank)
        if target in {row, row + 1}:
            self._ranks[row] = self._rank_of[key] = rank
            target = row
        else:
            self.beginMoveRows(ROOT, row, row, ROOT, target)
            del self._ranks[row], self._keys[row]
            target -= target > row
            self._put(target, key, rank)
            self.endMoveRows()
        self.dataChanged.emit(self.index(target, 0), self.index(target, len(self.columns) - 1))

    def _put(self, row: int, key: str, rank: Any) -> None:
        self._ranks.insert(row, rank)
        self._keys.insert(row, key)
        self._rank_of[key] = rank

    def _refresh_all(self) -> None:
        last = len(self.columns) - 1
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, last))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    # Qt

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or self.scene is None:
            return None
        if role in {Role.DisplayRole, Role.ToolTipRole} and section < len(self.columns):
            return self.columns[section].title(self.scene)
        return None

    def _at(self, index: Index) -> tuple[Scene, Card, Column] | None:
        scene = self.scene
        if scene is None or not index.isValid() or index.row() >= len(self._keys):
            return None
        card = scene.card(self._keys[index.row()])
        return (scene, card, self.columns[index.column()]) if card is not None else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        found = self._at(index)
        return self._cells.data(*found, role) if found is not None else None

    def flags(self, index: Index) -> Flag:
        found = self._at(index)
        return self._cells.flags(*found) if found is not None else Flag.NoItemFlags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        found = self._at(index)
        if found is None or role not in {Role.EditRole, Role.CheckStateRole}:
            return False
        return self._cells.put(*found, value)

    def why_fixed(self, index: Index) -> Message | None:
        """Why a cell can't be edited, None where it can."""
        found = self._at(index)
        return self._cells.why_fixed(*found) if found is not None else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        falling = order == Qt.SortOrder.DescendingOrder
        if not 0 <= column < max(len(self.columns), 1):
            return
        if (column, falling) == (self._sorted_by, self._falling):
            return
        self._sorted_by, self._falling = column, falling
        if self.scene is not None:
            self._arrange(self.scene)
