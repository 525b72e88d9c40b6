"""A table: every card of a map, or every thing of another kind, is a row. Edits change the rows they touch only."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from journeyeditor.model.plain import key_of
from journeyeditor.ui.outline.cells import Cells, Flag, Role
from journeyeditor.ui.outline.column import Column, Sorting, names, sorted_rank
from journeyeditor.ui.outline.filter import NO_FILTER, Sieve
from journeyeditor.ui.outline.own import rates_anew
from journeyeditor.ui.outline.records import CARDS, Records
from journeyeditor.ui.outline.scene import ELSEWHERE, STRUCTURE, renamed, shaped_by, touches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from journeyeditor.model.entities import Entity
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.outline.scene import Scene

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

MANY = 200
"""From so many touched rows on, telling of each costs more than showing all of them anew."""


class TableModel(QAbstractTableModel):
    """The rows of one table, sorted and filtered. `scene` is None until something is shown."""

    def __init__(self, cells: Cells, parent: QObject, records: Records = CARDS) -> None:
        super().__init__(parent)
        self._cells, self.records = cells, records
        self.scene: Scene | None = None
        self.columns: tuple[Column, ...] = ()
        self.filter = NO_FILTER
        self.sorting: Sorting = None
        self._ranks: list[Any] = []
        self._keys: list[str] = []
        self._rank_of: dict[str, Any] = {}

    # What is shown

    def show_scene(self, scene: Scene) -> None:
        """Shows a map from scratch."""
        self.beginResetModel()
        self.scene = scene
        self.columns = self.records.columns(scene)
        self._fill(scene)
        self.endResetModel()

    @property
    def sorted_by(self) -> Column | None:
        """The column that the rows are sorted by, None where they stand in the document's order."""
        name = self.sorting[0] if self.sorting is not None else ""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def shown(self) -> int:
        """How many rows there are."""
        return len(self._keys)

    def _fill(self, scene: Scene) -> None:
        sieve = Sieve(self.filter, scene, self.columns)
        rows = self.records.rows(scene)
        wanted = [one for one in rows if self.records.holds(scene, one) and sieve.takes(one)]
        self._rank_of = {key_of(one): self._rank(scene, one) for one in wanted}
        order = sorted(self._rank_of.items(), key=lambda item: item[1])
        self._keys = [key for key, _rank in order]
        self._ranks = [rank for _key, rank in order]

    def _rank(self, scene: Scene, entity: Entity) -> Any:
        """What a row is sorted by, its place in the document last; the key decides between what is alike."""
        falling = self.sorting is not None and self.sorting[1]
        at = self.records.rank(scene, entity), key_of(entity)
        return sorted_rank(self.sorted_by, falling, scene, entity, at)

    def key(self, row: int) -> str:
        """The entity of a row."""
        return self._keys[row]

    def keys(self, first: int, last: int) -> list[str]:
        """The entities of the rows from one to another."""
        return self._keys[first : last + 1]

    def row(self, key: str) -> int | None:
        """The row of an entity, None where it is not shown."""
        rank = self._rank_of.get(key)
        return None if rank is None else bisect_left(self._ranks, rank)

    # Changes

    def follow(self, scene: Scene, touched: Iterable[str]) -> bool:
        """Shows the document as it is after a change; False where all rows had to be shown anew."""
        before, touched = self.scene, frozenset(touched)
        if (
            before is None
            or touches(self.records.anew, before, scene, touched)
            or self._other_columns(before, scene, touched)
            or (self.filter.text and renamed(before, scene, touched))
        ):
            self.show_scene(scene)
            return False
        keys = self._touched(before, scene, touched)
        if len(keys) > MANY:
            self.show_scene(scene)
            return False
        self.scene = scene
        told_of = touches((*STRUCTURE, *ELSEWHERE), before, scene, touched)
        moved = (before.steps, before.lanes) != (scene.steps, scene.lanes)
        if moved or (told_of and (self.sorting is not None or self.records is not CARDS)):
            self._arrange(scene)
        sieve = Sieve(self.filter, scene, self.columns)
        for key in keys:
            self._follow(scene, sieve, key)
        if told_of:
            self._refresh_all()
        return True

    def _touched(self, before: Scene, scene: Scene, touched: frozenset[str]) -> list[str]:
        """The rows, there before or now, in which a change may show."""
        found: dict[str, None] = {}
        for key in touched:
            for at in (before, scene):
                found.update(dict.fromkeys(self.records.showing(at, at.document.get(key))))
        return list(found)

    def _other_columns(self, before: Scene, scene: Scene, touched: frozenset[str]) -> bool:
        if self.records is not CARDS:
            return False
        if shaped_by(before, scene, touched):
            return names(self.records.columns(scene)) != names(self.columns)
        return rates_anew(self.columns, scene, touched)

    def _held(self, scene: Scene, key: str) -> Entity | None:
        """The entity of a row where it is one of this table's."""
        found, records = scene.entity(key), self.records
        here = isinstance(found, records.kind) and records.holds(scene, found)
        return found if here else None

    def _arrange(self, scene: Scene) -> None:
        """The same rows in the order that they have now."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        named = [(self._keys[one.row()], one.column()) for one in kept]
        gone: list[str] = []
        for key in self._rank_of:
            entity = self._held(scene, key)
            if entity is None:
                gone.append(key)
            else:
                self._rank_of[key] = self._rank(scene, entity)
        self._sort_rows(gone)
        rows = {key: row for row, key in enumerate(self._keys)}
        self.changePersistentIndexList(kept, [self.index(rows[key], at) for key, at in named])
        self.layoutChanged.emit()

    def _sort_rows(self, gone: list[str]) -> None:
        """Rows that are gone stand last, from where they are taken out one by one."""
        last = set(gone)
        order = sorted(
            (key for key in self._rank_of if key not in last), key=self._rank_of.__getitem__
        )
        for at, key in enumerate(gone):
            self._rank_of[key] = (2, at)
        self._keys = [*order, *gone]
        self._ranks = [self._rank_of[key] for key in self._keys]

    def _follow(self, scene: Scene, sieve: Sieve, key: str) -> None:
        entity, here = self._held(scene, key), self.row(key)
        wanted = entity is not None and sieve.takes(entity)
        rank = self._rank(scene, entity) if entity is not None and wanted else None
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

    def _at(self, index: Index) -> tuple[Scene, Entity, Column] | None:
        scene = self.scene
        if scene is None or not index.isValid() or index.row() >= len(self._keys):
            return None
        entity = scene.entity(self._keys[index.row()])
        return (scene, entity, self.columns[index.column()]) if entity is not None else None

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
        """By a column, or with -1 in the order of the document."""
        falling = order == Qt.SortOrder.DescendingOrder
        there = 0 <= column < len(self.columns)
        wanted: Sorting = (self.columns[column].name, falling) if there else None
        if wanted != self.sorting:
            self.sorting = wanted
            if self.scene is not None:
                self._arrange(self.scene)
