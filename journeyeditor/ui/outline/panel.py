"""The outline under the canvas: its head with the ways to look and to filter, and the view that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTableView, QTreeView

from journeyeditor.editing.editor import Cause
from journeyeditor.model.entities import Comment, Map
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.fields import Special, always
from journeyeditor.ui.outline.cell_panel import CellPanel
from journeyeditor.ui.outline.cells import Cells
from journeyeditor.ui.outline.column import names
from journeyeditor.ui.outline.column_menu import ColumnMenu
from journeyeditor.ui.outline.delegate import CellDelegate
from journeyeditor.ui.outline.fields import FieldColumn
from journeyeditor.ui.outline.following import Following
from journeyeditor.ui.outline.forest import Grouping
from journeyeditor.ui.outline.head import OUTLINE, WAYS, OutlineHead
from journeyeditor.ui.outline.nothing import NothingHere
from journeyeditor.ui.outline.parts import PartColumn
from journeyeditor.ui.outline.records import CARDS, records_named
from journeyeditor.ui.outline.scene import scene_of
from journeyeditor.ui.outline.table import TableModel
from journeyeditor.ui.outline.tree import TreeModel
from journeyeditor.ui.outline.verbs import Verbs
from journeyeditor.ui.outline.views import Keys, head_of, make_table, make_tree
from journeyeditor.ui.widgets.build import column as laid_column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView, QWidget

    from journeyeditor.editing.editor import Changed
    from journeyeditor.model.entities import Entity
    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.inspector.fields import Field
    from journeyeditor.ui.inspector.subject import Desk
    from journeyeditor.ui.outline.column import Column
    from journeyeditor.ui.outline.scene import Scene
    from journeyeditor.ui.outline.shown import ShownColumns

__all__ = ["OUTLINE", "WAYS", "Outline"]

TITLES = {
    "stages": N_("Outline by stage"),
    "lanes": N_("Outline by lane"),
    "table": N_("All cards"),
}
ALL_CARDS, SOME_CARDS, ONE_CARD = N_("{count} cards"), N_("{shown} of {count} cards"), N_("1 card")
ALL_ROWS, SOME_ROWS, ONE_ROW = N_("{count} rows"), N_("{shown} of {count} rows"), N_("1 row")
NO_CARDS, NO_ROWS = N_("No card of this map matches the filter."), N_("Nothing matches the filter.")
COMMENTS = N_("Comments")
_TALK = Special("comments", always)

ALL_OPEN = 300
"""Up to so many cards all branches of the tree are open at first."""


class Outline(QFrame):
    """`canvas` commits the edits, so that what is locked stays. `said` carries a `Message`.

    `left` asks to go back to the canvas, `closed` to be hidden; `way_chosen` carries the name of a way to look and
    `table_chosen` that of a table. What is edited beside a cell lies over `page`, with the parts of the inspector
    that `desk` is for; `chosen` knows which columns are shown.
    """

    said = Signal(object)
    left = Signal()
    closed = Signal()
    way_chosen = Signal(str)
    table_chosen = Signal(str)

    def __init__(
        self,
        desk: Desk,
        canvas: Canvas,
        page: QWidget,
        chosen: ShownColumns,
        way: str,
        table: str = CARDS.name,
    ) -> None:
        super().__init__()
        look = desk.look
        self.setObjectName("outlinePanel")
        self.setAccessibleName(look.tr_(OUTLINE))
        self._look, self._desk, self._canvas, self._chosen = look, desk, canvas, chosen
        self._cells = Cells(canvas.commit, self.said.emit)
        self.models: dict[str, TableModel | TreeModel] = {
            "stages": TreeModel(look, self._cells, Grouping.STAGES, self),
            "lanes": TreeModel(look, self._cells, Grouping.LANES, self),
            "table": TableModel(self._cells, self),
        }
        self.views: dict[str, QTreeView | QTableView] = {}
        self._links: dict[str, Following] = {}
        self._shaped: dict[str, list[str]] = {}
        self.way, self.table = way, records_named(table).name
        self.head = OutlineHead(look)
        self._stack = QStackedWidget()
        self.verbs = Verbs(self, canvas)
        self._page = page
        self.panel = CellPanel(desk, page, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = laid_column(self, 0)
        box.addWidget(self.head)
        box.addWidget(self._stack, 1)
        self.nothing = NothingHere(self._look, self._stack)

    def _connect(self) -> None:
        head, verbs = self.head, self.verbs
        head.way_picked.connect(self.choose)
        head.table_picked.connect(self.choose_table)
        head.filtered.connect(self._filter)
        head.unsorted.connect(self._unsort)
        head.columns_wanted.connect(self._columns_below)
        head.added.connect(verbs.add)
        head.closed.connect(self.closed)
        verbs.said.connect(self.said)
        verbs.left.connect(self.left)
        verbs.talk.connect(self._talk)

    # What is shown

    @property
    def shown(self) -> str:
        """The name of the tree or table in sight."""
        return self.way if self.way != "table" or self.table == CARDS.name else f"of-{self.table}"

    @property
    def view(self) -> QTreeView | QTableView:
        """The view that is chosen, made when it is first."""
        if self.shown not in self.views:
            self.views[self.shown] = self._made(self.shown)
        return self.views[self.shown]

    @property
    def model(self) -> TableModel | TreeModel:
        if self.shown not in self.models:
            self.models[self.shown] = TableModel(self._cells, self, records_named(self.table))
        return self.models[self.shown]

    @property
    def link(self) -> Following:
        """Between the view that is chosen and the canvas."""
        assert self.view is not None
        return self._links[self.shown]

    def _made(self, shown: str) -> QTreeView | QTableView:
        model, tr = self.model, self._look.tr_
        view: QTreeView | QTableView
        if isinstance(model, TableModel):
            named = TITLES["table"] if model.records is CARDS else model.records.title
            view = make_table(self._look, model, tr(named))
        else:
            view = make_tree(self._look, model, tr(TITLES[shown]))
        keys = Keys(view, model)
        keys.asked.connect(self.verbs.do)
        keys.refused.connect(self.said)
        delegate = view.itemDelegate()
        if isinstance(delegate, CellDelegate):
            delegate.panel_wanted.connect(self.open_panel)
        header = head_of(view)
        header.sortIndicatorChanged.connect(self._sorted)
        header.customContextMenuRequested.connect(self._columns_at)
        self._links[shown] = Following(view, model, self._canvas)
        self._stack.addWidget(view)
        return view

    @property
    def header(self) -> QHeaderView:
        return head_of(self.view)

    def choose(self, way: str) -> None:
        """Looks at the map in another way."""
        self.commit_pending()
        self.way = way
        self.way_chosen.emit(way)
        self.refresh()
        self.view.setFocus()

    def choose_table(self, name: str) -> None:
        """Looks at a table of other things."""
        self.commit_pending()
        self.table = records_named(name).name
        self.table_chosen.emit(self.table)
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Shows the map of the canvas from scratch."""
        canvas = self._canvas
        self.head.show_way(self.way, self.table)
        if canvas.map_id is None or canvas.editor.document.find(Map, canvas.map_id) is None:
            return
        self._stack.setCurrentWidget(self.view)
        self.setFocusProxy(self.view)
        self.panel.close_panel()
        with self.link.quiet():
            self.model.filter = self.head.wanted
            self.model.show_scene(self._scene())
            self._dress()
        self._follow_selection()
        self._count()

    def _scene(self) -> Scene:
        canvas, around = self._canvas, self._desk.around
        return scene_of(
            canvas.editor.document,
            canvas.map_id or "",
            canvas.ids,
            canvas.translate,
            around.units(),
            around.author(),
        )

    def _dress(self) -> None:
        """Widths of columns that are new, which of them are in sight, and which branches are open."""
        columns = self.model.columns
        if self._shaped.get(self.shown) != names(columns):
            self._shaped[self.shown] = names(columns)
            self._widen(columns)
        self._show_columns()
        self._show_sorting()
        if isinstance(self.view, QTreeView):
            count = len(list(self.model.scene.cards())) if self.model.scene is not None else 0
            if self.head.wanted or count <= ALL_OPEN:
                self.view.expandAll()
            else:
                self.view.expandToDepth(1)

    def _widen(self, columns: tuple[Column, ...]) -> None:
        header = self.header
        for at, one in enumerate(columns):
            first = isinstance(self.view, QTreeView) and at == 0
            words = self._look.px(26) + header.fontMetrics().horizontalAdvance(
                str(self.model.headerData(at, header.orientation()))
            )
            header.resizeSection(at, max(self._look.px(360 if first else one.width), words))

    def _count(self) -> None:
        tr, model = self._look.tr_, self.model
        scene = model.scene
        if scene is None:
            return
        cards = isinstance(model, TreeModel) or model.records is CARDS
        every, some, one_, none = (
            (ALL_CARDS, SOME_CARDS, ONE_CARD, NO_CARDS)
            if cards
            else (ALL_ROWS, SOME_ROWS, ONE_ROW, NO_ROWS)
        )
        shown = model.shown
        count = self._all(scene) if self.head.wanted else shown
        words = tr(one_) if count == 1 else tr(every, count=count)
        if self.head.wanted:
            words = tr(some, shown=shown, count=count) if shown else tr(none)
        self.head.show_count(words)
        empty = model.records.empty if isinstance(model, TableModel) else ""
        rows = model.rowCount()
        self.nothing.show_words("" if rows else tr(none) if self.head.wanted else tr(empty))

    def _all(self, scene: Scene) -> int:
        """How many rows there would be without a filter."""
        model = self.model
        if isinstance(model, TreeModel):
            return len(list(scene.cards()))
        return sum(model.records.holds(scene, one) for one in model.records.rows(scene))

    def _filter(self) -> None:
        self.head.settle()
        if self.head.wanted != self.model.filter:
            self.commit_pending()
            self.refresh()

    # Sorting

    def _sorted(self) -> None:
        """The view has sorted its model."""
        self._show_sorting()

    def _show_sorting(self) -> None:
        model, header = self.model, self.header
        by, scene = model.sorted_by, model.scene
        place = names(model.columns).index(by.name) if by is not None else -1
        falling = model.sorting is not None and model.sorting[1]
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        if (header.sortIndicatorSection(), header.sortIndicatorOrder()) != (place, order):
            blocked = header.blockSignals(True)
            header.setSortIndicator(place, order)
            header.blockSignals(blocked)
        self.head.show_sorting(by.title(scene) if by is not None and scene is not None else "")

    def _unsort(self) -> None:
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.setFocus()

    # Columns

    @property
    def _table_name(self) -> str:
        """What the columns in sight are kept under: both trees have the same."""
        return "tree" if isinstance(self.model, TreeModel) else self.table

    def _shown_names(self) -> frozenset[str]:
        scene = self.model.scene
        assert scene is not None
        return self._chosen.names(self._table_name, self.model.columns, scene)

    def _show_columns(self) -> None:
        shown, header = self._shown_names(), self.header
        for at, column in enumerate(self.model.columns):
            header.setSectionHidden(at, column.name not in shown)

    def columns_in_order(self) -> list[int]:
        """The columns that are in sight, as they stand side by side."""
        header = self.header
        places = (header.logicalIndex(at) for at in range(header.count()))
        return [one for one in places if not header.isSectionHidden(one)]

    def column_menu(self) -> ColumnMenu | None:
        """The menu of the columns; None where nothing is shown."""
        scene, model = self.model.scene, self.model
        if scene is None:
            return None
        changed = self._chosen.changed(self._table_name)
        menu = ColumnMenu(self, scene, model.columns, self._shown_names(), changed)
        menu.toggled.connect(self._toggle_column)
        menu.usual.connect(self._usual_columns)
        return menu

    def _columns_below(self) -> None:
        button = self.head.columns
        menu = self.column_menu()
        if menu is not None:
            menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _columns_at(self, at: QPoint) -> None:
        menu = self.column_menu()
        if menu is not None:
            menu.popup(self.header.mapToGlobal(at))

    def _toggle_column(self, name: str, on: bool) -> None:
        scene = self.model.scene
        column = next((one for one in self.model.columns if one.name == name), None)
        if column is not None and scene is not None:
            self._chosen.show(self._table_name, column, scene, on)
            self._show_columns()

    def _usual_columns(self) -> None:
        self._chosen.usual(self._table_name)
        self._show_columns()

    # What happens elsewhere

    def changed(self, event: Changed) -> None:
        """The document is another one; what is out of sight is shown anew when it is opened."""
        if not self.isVisibleTo(self.window()) or self._canvas.map_id is None:
            return
        scene = self.model.scene
        other = scene is None or scene.map_id != self._canvas.map_id
        if (
            other
            or event.cause is Cause.RESET
            or event.after.find(Map, self._canvas.map_id) is None
        ):
            self.refresh()
            return
        self._follow(event)
        if event.cause is not Cause.PREVIEW:
            self._count()

    def _follow(self, event: Changed) -> None:
        held = self._held_cell()
        with self.link.quiet():
            kept = self.model.follow(self._scene(), event.patch.touched())
            if not kept:
                self._dress()
                self._hold_cell(held)
        if not kept:
            self._follow_selection()
        subject, scene = self.panel.subject, self.model.scene
        if subject is not None and scene is not None:
            self.panel.refresh(type(subject)(scene.document, scene.map_id, subject.keys))

    def _held_cell(self) -> tuple[str, str]:
        """The row and column that the keyboard is on, "" for none."""
        at = self.view.currentIndex()
        name = self.link.current
        if len(name) != 1 or not at.isValid() or at.column() >= len(self.model.columns):
            return "", ""
        return name[0], self.model.columns[at.column()].name

    def _hold_cell(self, held: tuple[str, str]) -> None:
        key, column = held
        places = names(self.model.columns)
        if key and column in places and self._shows(key):
            self.link.go_to(key, places.index(column))

    def selected(self) -> None:
        """Something else is selected."""
        if self.isVisibleTo(self.window()):
            self._follow_selection()

    def _follow_selection(self) -> None:
        self.link.show_selection()

    # Cells

    def edit_cell(self, key: str, name: str) -> None:
        """A cell is open for typing; a filter that hides its row gives way, and its column comes into sight."""
        if not self._shows(key):
            self.head.clear()
            self._filter()
        places = names(self.model.columns)
        if not self._shows(key) or name not in places:
            return
        if self.header.isSectionHidden(places.index(name)):
            self._toggle_column(name, True)
        self.link.go_to(key, places.index(name))
        self.view.setFocus()
        self.view.edit(self.view.currentIndex())

    def _shows(self, key: str) -> bool:
        model = self.model
        return (
            model.row(key) is not None
            if isinstance(model, TableModel)
            else model.find((key,)).isValid()
        )

    def open_panel(self) -> None:
        """The inspector's part for the present cell, beside it."""
        scene, at, name = self.model.scene, self.view.currentIndex(), self.link.current
        if scene is None or not at.isValid() or len(name) != 1:
            return
        entity, column = scene.entity(name[0]), self.model.columns[at.column()]
        part = _part_of(column, entity) if entity is not None else None
        if entity is not None and part is not None:
            # The control of a field tells its name itself.
            own = isinstance(part, Special)
            self._show_panel(
                scene, entity, part, column.title(scene) if own else scene.named(entity)
            )

    def _show_panel(self, scene: Scene, entity: Entity, part: Field | Special, title: str) -> None:
        self.panel.show_part(scene.subject(entity), part, title, self._cell_rect())

    def _cell_rect(self) -> QRect:
        """Where the present cell is on the page."""
        view = self.view
        port = view.viewport()
        found = view.visualRect(view.currentIndex()) & port.rect()
        if found.isEmpty():
            found = QRect(0, 0, 1, 1)
        corner = self._page.mapFromGlobal(port.mapToGlobal(found.topLeft()))
        return QRect(corner, found.size())

    def _talk(self) -> None:
        """Comments about what is selected, or about what the present one is about, beside the row."""
        scene, name = self.model.scene, self.link.current
        if scene is None:
            return
        said = scene.document.find(Comment, name[0]) if name else None
        chosen = next(iter(sorted(self._canvas.editor.selection)), scene.map_id)
        about = scene.document.get(said.about if said is not None else chosen)
        if about is not None:
            title = f"{self._look.tr_(COMMENTS)}: {scene.named(about)}"
            self._show_panel(scene, about, _TALK, title)

    def typed_in(self) -> tuple[QWidget, ...]:
        """Where texts may be being typed."""
        return self, self.panel

    def commit_pending(self) -> None:
        """Text that is being typed becomes part of the document."""
        self.panel.commit_pending()
        for view in self.views.values():
            delegate = view.itemDelegate()
            if isinstance(delegate, CellDelegate):
                delegate.commit_pending()


def _part_of(column: Column, entity: Entity) -> Field | Special | None:
    """What of the inspector a column opens for an entity."""
    if isinstance(column, PartColumn):
        return column.parts.get(type(entity))
    return column.fields.get(type(entity)) if isinstance(column, FieldColumn) else None
