"""The tree and the table as views, and what their keys ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionHeader,
    QTableView,
    QTreeView,
)

from journeyeditor.ui.outline.delegate import ROW_HEIGHT, CellDelegate

if TYPE_CHECKING:
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.outline.table import TableModel
    from journeyeditor.ui.outline.tree import TreeModel
    from journeyeditor.ui.theme import Look

    Outlined: TypeAlias = TableModel | TreeModel

Key = Qt.Key
Chord = tuple[Qt.Key, Qt.KeyboardModifier]
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier

ASKED: dict[Chord, tuple[str, int]] = {
    (Key.Key_Left, _CTRL): ("across", -1),
    (Key.Key_Right, _CTRL): ("across", 1),
    (Key.Key_Up, _CTRL): ("down", -1),
    (Key.Key_Down, _CTRL): ("down", 1),
    (Key.Key_Up, _ALT): ("reorder", -1),
    (Key.Key_Down, _ALT): ("reorder", 1),
    (Key.Key_Insert, _NONE): ("add", 1),
    (Key.Key_Return, _CTRL): ("add", 1),
    (Key.Key_Enter, _CTRL): ("add", 1),
    (Key.Key_Delete, _NONE): ("delete", 1),
    (Key.Key_Escape, _NONE): ("leave", 1),
}
"""Which keys ask for what; the number says which way."""

_EDIT: frozenset[Chord] = frozenset(
    {(Key.Key_Return, _NONE), (Key.Key_Enter, _NONE), (Key.Key_F2, _NONE)}
)
_OWN: frozenset[Chord] = frozenset({(Key.Key_A, _CTRL), *ASKED, *_EDIT})
"""Keys that are the view's before the window's shortcuts get them."""

INDENT = 18
"""Of each level of the tree, in logical pixels at 100 %."""


class Keys(QObject):
    """The keys of one view. `asked` carries what a key asks for, and which way; `refused` why a cell stays as it is."""

    asked = Signal(str, int)
    refused = Signal(object)

    def __init__(self, view: QAbstractItemView, model: Outlined) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        view.installEventFilter(self)
        view.doubleClicked.connect(self._double_clicked)
        delegate = view.itemDelegate()
        if isinstance(delegate, CellDelegate):
            delegate.refused.connect(self.refused)
            delegate.left_for.connect(self._go_on)
            delegate.added.connect(self._add)

    def eventFilter(self, _view: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        chord = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
        if event.type() == QEvent.Type.ShortcutOverride and chord in _OWN:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._press(chord)

    def _press(self, chord: Chord) -> bool:
        if chord in ASKED:
            self.asked.emit(*ASKED[chord])
            return True
        if chord in _EDIT:
            self._edit()
            return True
        return False

    def _go_on(self, way: int) -> None:
        self.asked.emit("next", way)

    def _add(self) -> None:
        self.asked.emit("add", 1)

    def _edit(self) -> None:
        """Opens the cell, or turns its mark over; where neither can be it says why."""
        at = self._view.currentIndex()
        if not at.isValid() or self._refuses():
            return
        if at.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            on = at.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            self._model.setData(at, not on, Qt.ItemDataRole.CheckStateRole)
        elif at.flags() & Qt.ItemFlag.ItemIsEditable:
            self._view.edit(at)

    def _refuses(self) -> bool:
        why: Message | None = self._model.why_fixed(self._view.currentIndex())
        if why is not None:
            self.refused.emit(why)
        return why is not None

    def _double_clicked(self) -> None:
        self._refuses()


def _prepare(view: QTreeView | QTableView, look: Look, name: str) -> None:
    view.setObjectName("outline")
    view.setAccessibleName(name)
    view.setItemDelegate(CellDelegate(look, view))
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(
        QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed
    )
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setAlternatingRowColors(True)
    view.setTabKeyNavigation(False)
    look.repaints(view)


class Heads(QHeaderView):
    """The heads of columns. The arrow points up where what is sorted rises, which Qt's style has the other way round."""

    _turned: ClassVar = {
        QStyleOptionHeader.SortIndicator.SortUp: QStyleOptionHeader.SortIndicator.SortDown,
        QStyleOptionHeader.SortIndicator.SortDown: QStyleOptionHeader.SortIndicator.SortUp,
    }

    def __init__(self, parent: QTableView | QTreeView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logical: int) -> None:
        super().initStyleOptionForIndex(option, logical)
        option.sortIndicator = self._turned.get(option.sortIndicator, option.sortIndicator)


def _prepare_head(head: QHeaderView) -> None:
    head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    head.setSectionsMovable(True)
    head.setHighlightSections(False)
    head.setStretchLastSection(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


def make_table(look: Look, model: TableModel, name: str) -> QTableView:
    """The view of the table: sortable by its heads."""
    view = QTableView()
    view.setModel(model)
    view.setHorizontalHeader(Heads(view))
    _prepare(view, look, name)
    _prepare_head(view.horizontalHeader())
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    rows = view.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(look.px(ROW_HEIGHT))
    _make_sortable(view, view.horizontalHeader())
    return view


def make_tree(look: Look, model: TreeModel, name: str) -> QTreeView:
    """The view of a tree: siblings are sorted by its heads."""
    view = QTreeView()
    view.setModel(model)
    view.setHeader(Heads(view))
    _prepare(view, look, name)
    _prepare_head(view.header())
    view.setUniformRowHeights(True)
    view.setExpandsOnDoubleClick(False)
    view.setIndentation(look.px(INDENT))
    _make_sortable(view, view.header())
    return view


def _make_sortable(view: QTreeView | QTableView, head: QHeaderView) -> None:
    """A click on a head sorts, another one turns the order round, a third gives the document's order back."""
    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    head.setSortIndicatorClearable(True)
    view.setSortingEnabled(True)


def head_of(view: QTreeView | QTableView) -> QHeaderView:
    """The heads of the columns."""
    return view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
