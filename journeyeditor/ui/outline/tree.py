"""The tree: stages, steps, lanes and cards, or lanes and cards. Edits change the rows they touch and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from journeyeditor.model.entities import Card, Comment, Entity, Lane, Map, Stage, Step
from journeyeditor.model.messages import N_, Message, message
from journeyeditor.ui.outline.cells import COLUMN_ROLE, FIXED, KEY_ROLE, Cells, Flag, Role
from journeyeditor.ui.outline.column import NONE_SUCH, Column, Sorting, names
from journeyeditor.ui.outline.columns import tree_columns
from journeyeditor.ui.outline.filter import NO_FILTER, Sieve
from journeyeditor.ui.outline.forest import TOP, Grouping, Name, Node, Plan
from journeyeditor.ui.outline.own import rates_anew
from journeyeditor.ui.outline.records import CARDS
from journeyeditor.ui.outline.scene import ELSEWHERE, STRUCTURE, renamed, shaped_by, touches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QIcon

    from journeyeditor.ui.outline.scene import Scene
    from journeyeditor.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
MANY = 200

HIDDEN = N_("{title} (hidden)")
COUNTED = N_("{kind}: {title}, {count} inside")
KINDS: dict[type[Entity], str] = {
    Map: N_("Map"),
    Stage: N_("Stage"),
    Step: N_("Step"),
    Lane: N_("Lane"),
}


class TreeModel(QAbstractItemModel):
    """One map as a tree. `scene` is None until something is shown."""

    def __init__(self, look: Look, cells: Cells, grouping: Grouping, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._cells, self.grouping = look, cells, grouping
        self.scene: Scene | None = None
        self.columns: tuple[Column, ...] = ()
        self.filter = NO_FILTER
        self.sorting: Sorting = None
        self._count = 0
        self._clear()

    def _clear(self) -> None:
        self._top = Node(TOP, 0)
        self._nodes: dict[Name, Node] = {TOP: self._top}
        self._numbered: dict[int, Node] = {0: self._top}

    # What is shown

    def show_scene(self, scene: Scene) -> None:
        """Shows a map from scratch."""
        self.beginResetModel()
        self.scene = scene
        self.columns = self._columns(scene)
        self._clear()
        plan = self._plan(scene)
        for name, (parent, rank) in plan.branches().items():
            self._nodes[parent].adopt(self._node(name), rank)
        for card in scene.cards():
            if plan.takes(card):
                parent, rank = plan.card(card)
                self._nodes[parent].adopt(self._node((card.id,)), rank)
        if plan.only_full:
            self._drop_empty(plan)
        self.endResetModel()

    def _columns(self, scene: Scene) -> tuple[Column, ...]:
        return tree_columns(scene, self.grouping is Grouping.STAGES)

    def _plan(self, scene: Scene) -> Plan:
        sieve = Sieve(self.filter, scene, self.columns)
        falling = self.sorting is not None and self.sorting[1]
        return Plan(scene, self.grouping, self.filter, sieve, self.sorted_by, falling)

    @property
    def sorted_by(self) -> Column | None:
        """The column that siblings are sorted by, None where they stand in the document's order."""
        name = self.sorting[0] if self.sorting is not None else ""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def shown(self) -> int:
        """How many cards there are."""
        scene = self.scene
        return 0 if scene is None else sum((card.id,) in self._nodes for card in scene.cards())

    def _node(self, name: Name) -> Node:
        self._count += 1
        node = self._nodes[name] = self._numbered[self._count] = Node(name, self._count)
        return node

    def _forget(self, node: Node) -> None:
        for one in list(node.all()):
            del self._nodes[one.name], self._numbered[one.number]

    def _drop_empty(self, plan: Plan) -> None:
        for name in reversed(list(plan.branches())):
            node = self._nodes[name]
            if not node.children:
                node.release()
                self._forget(node)

    def find(self, name: Name) -> QModelIndex:
        """Where a node stands; an invalid index where it is not shown."""
        node = self._nodes.get(name)
        return self._index(node) if node is not None else QModelIndex()

    def name(self, index: Index) -> Name:
        """What a row stands for."""
        return self._at(index).name

    def _index(self, node: Node, column: int = 0) -> QModelIndex:
        return ROOT if node is self._top else self.createIndex(node.row, column, node.number)

    def _at(self, index: Index) -> Node:
        return self._numbered.get(index.internalId(), self._top) if index.isValid() else self._top

    # Changes

    def follow(self, scene: Scene, touched: Iterable[str]) -> bool:
        """Shows the document as it is after a change; False where all rows had to be shown anew."""
        before, touched = self.scene, frozenset(touched)
        if before is None or names(self._columns_after(before, scene, touched)) != names(
            self.columns
        ):
            self.show_scene(scene)
            return False
        cards = self._touched(before, scene, touched)
        self.scene = scene
        told_of = touches((*STRUCTURE, *ELSEWHERE), before, scene, touched)
        if len(cards) > MANY or (self.filter.text and renamed(before, scene, touched)):
            self.show_scene(scene)
            return False
        plan = self._plan(scene)
        built = touches(STRUCTURE, before, scene, touched)
        branches = plan.branches() if built or plan.only_full else {}
        if built:
            self._grow(plan, branches)
        elsewhere = told_of or self._talked(before, scene, touched)
        if before.steps != scene.steps or (elsewhere and self.sorting is not None):
            self._arrange(plan)
        for key in cards:
            self._follow_card(plan, branches, key)
        if built:
            self._prune(plan, branches)
        if elsewhere:
            self._refresh_all()
        return True

    @staticmethod
    def _touched(before: Scene, scene: Scene, touched: frozenset[str]) -> list[str]:
        """The cards, there before or now, in which a change may show."""
        found: dict[str, None] = {}
        for key in touched:
            for at in (before, scene):
                shown = CARDS.showing(at, at.document.get(key))
                found.update(dict.fromkeys(one for one in shown if at.card(one) is not None))
        return list(found)

    @staticmethod
    def _talked(before: Scene, scene: Scene, touched: frozenset[str]) -> bool:
        """Whether there are other comments about a branch."""
        said = (at.document.find(Comment, key) for key in touched for at in (before, scene))
        return any(one is not None and scene.card(one.about) is None for one in said)

    def _columns_after(
        self, before: Scene, scene: Scene, touched: frozenset[str]
    ) -> tuple[Column, ...]:
        if shaped_by(before, scene, touched) or rates_anew(self.columns, scene, touched):
            return self._columns(scene)
        return self.columns

    def _grow(self, plan: Plan, branches: dict[Name, tuple[Name, Any]]) -> None:
        """Branches come, or go to where they belong now."""
        for name, (parent, rank) in branches.items():
            node = self._nodes.get(name)
            if node is not None:
                self._ensure(parent, branches)
                self._move(node, self._nodes[parent], rank)
            elif not plan.only_full:
                self._insert(name, self._nodes[parent], rank)

    def _arrange(self, plan: Plan) -> None:
        """The children of each branch in the order that they have now; who belongs elsewhere by now waits."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        places = [(self._at(one), one.column()) for one in kept]
        branches = plan.branches()
        for node in self._nodes.values():
            if node.children:
                node.sort({one.name: self._rank_now(plan, branches, one) for one in node.children})
        self.changePersistentIndexList(kept, [self._index(node, at) for node, at in places])
        self.layoutChanged.emit()

    def _rank_now(self, plan: Plan, branches: dict[Name, tuple[Name, Any]], node: Node) -> Any:
        if node.name in branches:
            return branches[node.name][1]
        card = plan.scene.card(node.key)
        if card is None:
            return node.rank
        parent, rank = plan.card(card)
        return rank if node.parent is self._nodes.get(parent) else node.rank

    def _follow_card(self, plan: Plan, branches: dict[Name, tuple[Name, Any]], key: str) -> None:
        card, node = plan.scene.card(key), self._nodes.get((key,))
        wanted = card is not None and plan.takes(card)
        left = node.parent if node is not None else None
        if card is not None and wanted:
            parent, rank = plan.card(card)
            self._ensure(parent, branches)
            if node is None:
                node = self._insert((key,), self._nodes[parent], rank)
            else:
                self._move(node, self._nodes[parent], rank)
            self._tell(node)
        elif node is not None:
            self._remove(node)
        if plan.only_full and left is not None:
            self._shed(left)

    def _ensure(self, name: Name, branches: dict[Name, tuple[Name, Any]]) -> None:
        """A branch is there, with all that it hangs on."""
        if name not in self._nodes:
            parent, rank = branches[name]
            self._ensure(parent, branches)
            self._insert(name, self._nodes[parent], rank)

    def _shed(self, node: Node) -> None:
        """Branches that became empty go."""
        while node is not self._top and not node.children and node.parent is not None:
            parent = node.parent
            self._remove(node)
            node = parent

    def _prune(self, plan: Plan, branches: dict[Name, tuple[Name, Any]]) -> None:
        """Branches that are gone from the map go, with what is left on them."""
        for name in list(self._nodes):
            is_card = len(name) == 1 and plan.scene.card(name[0]) is not None
            if name in self._nodes and name != TOP and not is_card and name not in branches:
                self._remove(self._nodes[name])
        for name in reversed(list(branches)):
            node = self._nodes.get(name)
            if plan.only_full and node is not None and not node.children:
                self._remove(node)

    def _insert(self, name: Name, parent: Node, rank: Any) -> Node:
        row = parent.place(rank)
        self.beginInsertRows(self._index(parent), row, row)
        node = self._node(name)
        parent.adopt(node, rank)
        self.endInsertRows()
        return node

    def _remove(self, node: Node) -> None:
        assert node.parent is not None
        self.beginRemoveRows(self._index(node.parent), node.row, node.row)
        node.release()
        self._forget(node)
        self.endRemoveRows()

    def _move(self, node: Node, parent: Node, rank: Any) -> None:
        if node.parent is parent and node.rank == rank:
            return
        assert node.parent is not None
        row, target = node.row, parent.place(rank)
        if node.parent is parent and target in {row, row + 1}:
            parent.ranks[row] = node.rank = rank
            return
        self.beginMoveRows(self._index(node.parent), row, row, self._index(parent), target)
        node.release()
        parent.adopt(node, rank)
        self.endMoveRows()

    def _tell(self, node: Node) -> None:
        last = len(self.columns) - 1
        self.dataChanged.emit(self._index(node), self._index(node, last))

    def _refresh_all(self) -> None:
        """Every row may say something else: titles, names of channels and levels."""
        for node in self._nodes.values():
            if node.children:
                first, last = node.children[0], node.children[-1]
                self.dataChanged.emit(self._index(first), self._index(last, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    # Qt

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        children = self._at(parent).children
        if 0 <= row < len(children) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, children[row].number)
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        node = self._at(index).parent
        return self._index(node) if node is not None else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._at(parent).children)

    def columnCount(self, _parent: Index = ROOT) -> int:
        return len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or self.scene is None:
            return None
        if role in {Role.DisplayRole, Role.ToolTipRole} and section < len(self.columns):
            return self.columns[section].title(self.scene)
        return None

    def _entity(self, index: Index) -> Entity | None:
        node = self._at(index)
        return self.scene.document.get(node.key) if self.scene is not None and node.key else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        entity, scene = self._entity(index), self.scene
        if entity is None or scene is None:
            return None
        column = self.columns[index.column()]
        if role in {KEY_ROLE, COLUMN_ROLE}:
            return self._cells.data(scene, entity, column, role)
        if column.name == "title" and (own := self._title(scene, index, entity, role)) is not None:
            return own
        if not self._tells(index, column):
            return "" if role == Role.DisplayRole else None
        return self._cells.data(scene, entity, column, role)

    def _tells(self, index: Index, column: Column) -> bool:
        """A lane within a step is a cell: nothing is told of it but its title."""
        return len(self._at(index).name) == 1 or column.name == "title"

    def _title(self, scene: Scene, index: Index, entity: Entity, role: int) -> Any:
        """What the first column says of a row beyond its cell."""
        if isinstance(entity, Card):
            return scene.named(entity) if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            return _head_title(scene, entity)
        if role == Role.AccessibleTextRole:
            return self._spoken(scene, index, entity)
        return self._icon(entity) if role == Role.DecorationRole else None

    def _spoken(self, scene: Scene, index: Index, entity: Entity) -> str:
        kind = scene.translate(KINDS[type(entity)])
        count = len(self._at(index).children)
        return scene.translate(COUNTED).format(
            kind=kind, title=_head_title(scene, entity), count=count
        )

    def _icon(self, entity: Entity) -> QIcon | None:
        name = str(entity.kind) if isinstance(entity, Lane) else type(entity).__name__.lower()
        return self._look.icon(name, "ink.quiet") if name in self._look.icons else None

    def flags(self, index: Index) -> Flag:
        entity, scene = self._entity(index), self.scene
        if entity is None or scene is None:
            return Flag.NoItemFlags
        column = self.columns[index.column()]
        if not self._tells(index, column):
            return FIXED
        found = self._cells.flags(scene, entity, column)
        return found | Flag.ItemNeverHasChildren if isinstance(entity, Card) else found

    def why_fixed(self, index: Index) -> Message | None:
        """Why a cell can't be edited, None where it can, or where there is nothing to be edited."""
        entity, scene = self._entity(index), self.scene
        if entity is None or scene is None:
            return None
        column = self.columns[index.column()]
        if not self._tells(index, column):
            return message(NONE_SUCH, column=column.title(scene))
        return self._cells.why_fixed(scene, entity, column)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        entity, scene = self._entity(index), self.scene
        if entity is None or scene is None or role not in {Role.EditRole, Role.CheckStateRole}:
            return False
        column = self.columns[index.column()]
        if not self._tells(index, column):
            return False
        return self._cells.put(scene, entity, column, value)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Siblings by a column, or with -1 in the order of the document, which stays as it is."""
        falling = order == Qt.SortOrder.DescendingOrder
        there = 0 <= column < len(self.columns)
        wanted: Sorting = (self.columns[column].name, falling) if there else None
        if wanted != self.sorting:
            self.sorting = wanted
            if self.scene is not None:
                self._arrange(self._plan(self.scene))


def _head_title(scene: Scene, entity: Entity) -> str:
    title = scene.titled(entity)
    if isinstance(entity, Lane) and entity.hidden:
        return scene.translate(HIDDEN).format(title=title)
    return title
