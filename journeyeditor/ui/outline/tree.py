"""The tree: stages, steps, lanes and cards, or lanes and cards. Edits change the rows they touch and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, Channel, Entity, Lane, Map, Persona, Stage, Step
from journeyeditor.model.locks import locking, sentence
from journeyeditor.model.messages import N_, Message, message
from journeyeditor.ui.outline.cells import FIELD_ROLE, FIXED, KEY_ROLE, WAY_ROLE, Cells, Flag, Role
from journeyeditor.ui.outline.columns import Column, Way, names, rates_anew, tree_columns
from journeyeditor.ui.outline.forest import TOP, Grouping, Name, Node, Plan
from journeyeditor.ui.outline.scene import NO_FILTER, STRUCTURE, Filter, touched_cards, touches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QIcon

    from journeyeditor.ui.outline.scene import Scene
    from journeyeditor.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
MANY = 200

CHANGE_TITLE, CHANGE_GOAL = N_("Change title"), N_("Change goal")
CHANGE_SCENARIO = N_("Change scenario")
TITLE_COLUMN = N_("Outline")
HIDDEN = N_("{title} (hidden)")
COUNTED = N_("{kind}: {title}, {count} inside")
KINDS: dict[type[Entity], str] = {
    Map: N_("Map"),
    Stage: N_("Stage"),
    Step: N_("Step"),
    Lane: N_("Lane"),
}

HEAD_FIELDS: dict[type[Entity], dict[str, tuple[str, Way, str]]] = {
    Map: {
        "title": ("title", Way.LINE, CHANGE_TITLE),
        "text": ("scenario", Way.TEXT, CHANGE_SCENARIO),
    },
    Stage: {
        "title": ("title", Way.LINE, CHANGE_TITLE),
        "text": ("goal", Way.TEXT, CHANGE_GOAL),
    },
    Step: {"title": ("title", Way.LINE, CHANGE_TITLE)},
    Lane: {"title": ("title", Way.LINE, CHANGE_TITLE)},
}
"""For each kind of branch the columns that say something of it: field, way of editing, and name of the step."""


class TreeModel(QAbstractItemModel):
    """One map as a tree. `scene` is None until something is shown."""

    def __init__(self, look: Look, cells: Cells, grouping: Grouping, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._cells, self.grouping = look, cells, grouping
        self.scene: Scene | None = None
        self.columns: tuple[Column, ...] = ()
        self.filter = NO_FILTER
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
        return Plan(scene, self.grouping, self.filter)

    def set_filter(self, wanted: Filter) -> None:
        if wanted != self.filter:
            self.filter = wanted
            if self.scene is not None:
                self.show_scene(self.scene)

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
        cards = touched_cards(before, scene, touched)
        self.scene = scene
        if len(cards) > MANY:
            self.show_scene(scene)
            return False
        plan = self._plan(scene)
        built = touches(STRUCTURE, before, scene, touched)
        branches = plan.branches() if built or plan.only_full else {}
        if built:
            self._grow(plan, branches)
        if before.steps != scene.steps and self.grouping is Grouping.LANES:
            self._arrange(plan)
        for key in cards:
            self._follow_card(plan, branches, key)
        if built:
            self._prune(plan, branches)
        if built or touches((Map, Persona, Channel), before, scene, touched):
            self._refresh_all()
        return True

    def _columns_after(
        self, before: Scene, scene: Scene, touched: frozenset[str]
    ) -> tuple[Column, ...]:
        kinds = (Map, Persona)
        if touches(kinds, before, scene, touched) or rates_anew(self.columns, scene, touched):
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
        """The cards of each lane in the order that their steps have now."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        places = [(self._at(one), one.column()) for one in kept]
        for lane in plan.scene.lanes:
            node = self._nodes.get((lane,))
            if node is not None:
                node.sort({one.name: self._rank_now(plan, one) for one in node.children})
        self.changePersistentIndexList(kept, [self._index(node, at) for node, at in places])
        self.layoutChanged.emit()

    def _rank_now(self, plan: Plan, node: Node) -> Any:
        card = plan.scene.card(node.key)
        stays = card is not None and node.parent is self._nodes.get((card.lane,))
        return plan.card(card)[1] if card is not None and stays else node.rank

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
        if isinstance(entity, Card):
            if role == Role.DisplayRole and column.name == "title":
                return _card_title(scene, entity)
            return self._cells.data(scene, entity, column, role)
        return self._head(scene, index, entity, column, role)

    def _head(self, scene: Scene, index: Index, entity: Entity, column: Column, role: int) -> Any:
        """What a stage, step, lane or map says in a column."""
        if role == KEY_ROLE:
            return entity.id
        found = HEAD_FIELDS[type(entity)].get(column.name)
        if found is None:
            return None
        name, way, _step = found
        text = str(getattr(entity, name))
        if role == Role.DisplayRole:
            return _head_title(scene, entity) if name == "title" else " ".join(text.split())
        if role == Role.AccessibleTextRole and name == "title":
            return self._spoken(scene, index, entity)
        if role == Role.DecorationRole and name == "title":
            return self._icon(entity)
        answers: dict[int, Any] = {
            int(Role.EditRole): text,
            int(WAY_ROLE): way,
            int(FIELD_ROLE): name,
        }
        return answers.get(role)

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
        if isinstance(entity, Card):
            return self._cells.flags(scene, entity, column) | Flag.ItemNeverHasChildren
        if column.name not in HEAD_FIELDS[type(entity)] or self.why_fixed(index) is not None:
            return FIXED
        return FIXED | Flag.ItemIsEditable

    def why_fixed(self, index: Index) -> Message | None:
        """Why a cell can't be edited, None where it can, or where there is nothing to be edited."""
        entity, scene = self._entity(index), self.scene
        if entity is None or scene is None:
            return None
        if isinstance(entity, Card):
            return self._cells.why_fixed(scene, entity, self.columns[index.column()])
        lock = locking(scene.document, entity.id)
        return sentence(lock) if lock is not None else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        entity, scene = self._entity(index), self.scene
        if entity is None or scene is None or role not in {Role.EditRole, Role.CheckStateRole}:
            return False
        column = self.columns[index.column()]
        if isinstance(entity, Card):
            return self._cells.put(scene, entity, column, value)
        found = HEAD_FIELDS[type(entity)].get(column.name)
        if found is None or value == getattr(entity, found[0]):
            return False
        return self._cells.change(
            message(found[2]), lambda: set_fields(scene.document, entity.id, **{found[0]: value})
        )


def _card_title(scene: Scene, card: Card) -> str:
    """A card without a title is told by the beginning of its text."""
    return " ".join((card.title or card.text).split()) or scene.titled(None)


def _head_title(scene: Scene, entity: Entity) -> str:
    title = scene.titled(entity)
    if isinstance(entity, Lane) and entity.hidden:
        return scene.translate(HIDDEN).format(title=title)
    return title
