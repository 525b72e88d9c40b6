"""The outline under the canvas: its head with the ways to look and to filter, and the view that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QTableView, QTreeView

from journeyeditor.editing.editor import Cause
from journeyeditor.editing.operations.cards import add_card
from journeyeditor.editing.operations.moving import move_beside, row_of
from journeyeditor.model.entities import Lane, LaneKind, Map, Stage, Step
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.edits import ADD_CARD, cell_for
from journeyeditor.ui.find_bar import SearchField
from journeyeditor.ui.lane_kinds import CARDLESS, LANE_TITLES
from journeyeditor.ui.outline.cells import Cells
from journeyeditor.ui.outline.columns import names
from journeyeditor.ui.outline.delegate import CellDelegate
from journeyeditor.ui.outline.following import Following
from journeyeditor.ui.outline.forest import Grouping
from journeyeditor.ui.outline.scene import Filter, scene_of
from journeyeditor.ui.outline.table import TableModel
from journeyeditor.ui.outline.tree import TreeModel
from journeyeditor.ui.outline.views import Keys, make_table, make_tree
from journeyeditor.ui.widgets.build import column, label, row
from journeyeditor.ui.widgets.buttons import IconButton
from journeyeditor.ui.widgets.fields import Quiet
from journeyeditor.ui.widgets.rows import segmented, widest_segment

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from journeyeditor.editing.editor import Changed
    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.outline.columns import Column
    from journeyeditor.ui.outline.scene import Scene
    from journeyeditor.ui.theme import Look

OUTLINE, CLOSE = N_("Outline"), N_("Close the outline")
NARROWEST, ROOM_FOR_COUNT = 96, 640
"""The least width of the field and the list above the outline, and of all of it with the number of cards, at 100 %."""

FILTER, ALL_LANES, WHICH = N_("Filter cards"), N_("All lanes"), N_("Which lanes")
WAYS: tuple[tuple[str, str], ...] = (
    ("stages", N_("By stage")),
    ("lanes", N_("By lane")),
    ("table", N_("Table")),
)
"""The ways to look at a map in the outline."""

TITLES = {
    "stages": N_("Outline by stage"),
    "lanes": N_("Outline by lane"),
    "table": N_("All cards"),
}
ALL_CARDS, SOME_CARDS, ONE_CARD = N_("{count} cards"), N_("{shown} of {count} cards"), N_("1 card")
NO_CARDS = N_("No card of this map matches the filter.")
MOVE_HEAD = N_("Move")
FILTER_MS = 120

ALL_OPEN = 300
"""Up to so many cards all branches of the tree are open at first."""
_HEADS = (Stage, Step, Lane)


class Outline(QFrame):
    """`canvas` commits the edits, so that what is locked stays. `said` carries a `Message`.

    `left` asks to go back to the canvas, `closed` to be hidden; `way_chosen` carries the name of a way to look.
    """

    said = Signal(object)
    left = Signal()
    closed = Signal()
    way_chosen = Signal(str)

    def __init__(self, look: Look, canvas: Canvas, way: str) -> None:
        super().__init__()
        self.setObjectName("outlinePanel")
        self.setAccessibleName(look.tr_(OUTLINE))
        self._look, self._canvas = look, canvas
        cells = Cells(canvas.commit, self.said.emit)
        self.models: dict[str, TableModel | TreeModel] = {
            "stages": TreeModel(look, cells, Grouping.STAGES, self),
            "lanes": TreeModel(look, cells, Grouping.LANES, self),
            "table": TableModel(cells, self),
        }
        self.views: dict[str, QTreeView | QTableView] = {}
        self._links: dict[str, Following] = {}
        self._shaped: dict[str, list[str]] = {}
        self.way = way
        self._stack = QStackedWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FILTER_MS)
        self._soon.timeout.connect(self._filter)
        self._lay_out()

    def _lay_out(self) -> None:
        tr, look = self._look.tr_, self._look
        self.ways = segmented(look, [(way, tr(words)) for way, words in WAYS])
        self.ways.setAccessibleName(tr(OUTLINE))
        self.ways.setMinimumWidth(3 * widest_segment([tr(words) for _way, words in WAYS]) + 20)
        self.ways.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.ways.picked.connect(self.choose)
        self.field = self._search_field()
        self.kind = self._kinds()
        self.count = label("", "quiet")
        self.close_button = IconButton(look, "close", tr(CLOSE))
        self.close_button.clicked.connect(self.closed)
        head = row(spacing=10, margins=(14, 6, 8, 6))
        head.addWidget(label(tr(OUTLINE), "heading"))
        # Field and list give way where the panel is narrow, before they would lie over each other.
        for widget, share in ((self.ways, 0), (self.field, 4), (self.kind, 4), (self.count, 0)):
            head.addWidget(widget, share)
        head.addStretch(1)
        head.addWidget(self.close_button)
        box = column(self, 0)
        box.addLayout(head)
        box.addWidget(self._stack, 1)

    def _search_field(self) -> SearchField:
        made = SearchField(self._look.tr_(FILTER))
        made.setMinimumWidth(self._look.px(NARROWEST))
        made.setMaximumWidth(self._look.px(190))
        made.setClearButtonEnabled(True)
        made.textChanged.connect(self._soon.start)
        return made

    def _kinds(self) -> Quiet:
        made = Quiet(self._look)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.setMinimumWidth(self._look.px(NARROWEST))
        made.setMaximumWidth(self._look.px(170))
        made.setAccessibleName(self._look.tr_(WHICH))
        made.set_choices(
            [
                (None, self._look.tr_(ALL_LANES), ""),
                *(
                    (kind, self._look.tr_(title), str(kind))
                    for kind, title in LANE_TITLES.items()
                    if kind not in CARDLESS
                ),
            ]
        )
        made.setCurrentIndex(0)
        made.picked.connect(self._filter)
        return made

    # What is shown

    @property
    def view(self) -> QTreeView | QTableView:
        """The view that is chosen, made when it is first."""
        if self.way not in self.views:
            self.views[self.way] = self._made(self.way)
        return self.views[self.way]

    @property
    def model(self) -> TableModel | TreeModel:
        return self.models[self.way]

    @property
    def link(self) -> Following:
        """Between the view that is chosen and the canvas."""
        assert self.view is not None
        return self._links[self.way]

    def _made(self, way: str) -> QTreeView | QTableView:
        model, name = self.models[way], self._look.tr_(TITLES[way])
        view: QTreeView | QTableView
        if isinstance(model, TableModel):
            view = make_table(self._look, model, name)
        else:
            view = make_tree(self._look, model, name)
        keys = Keys(view, model)
        keys.asked.connect(self._asked)
        keys.refused.connect(self.said)
        self._links[way] = Following(view, model, self._canvas)
        self._stack.addWidget(view)
        return view

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # How many there are is told by the status line as well.
        self.count.setVisible(event.size().width() >= self._look.px(ROOM_FOR_COUNT))

    def choose(self, way: str) -> None:
        """Looks at the map in another way."""
        self.commit_pending()
        self.way = way
        self.way_chosen.emit(way)
        self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Shows the map of the canvas from scratch."""
        canvas = self._canvas
        self.ways.show_value(self.way)
        if canvas.map_id is None or canvas.editor.document.find(Map, canvas.map_id) is None:
            return
        self._stack.setCurrentWidget(self.view)
        with self.link.quiet():
            self.model.filter = self._wanted()
            self.model.show_scene(self._scene())
            self._dress()
        self._follow_selection()
        self._count()

    def _scene(self) -> Scene:
        canvas = self._canvas
        return scene_of(canvas.editor.document, canvas.map_id or "", canvas.ids, canvas.translate)

    def _dress(self) -> None:
        """Widths of columns that are new, and which branches are open."""
        columns = self.model.columns
        if self._shaped.get(self.way) != names(columns):
            self._shaped[self.way] = names(columns)
            self._widen(columns)
        if isinstance(self.view, QTreeView):
            count = len(list(self.model.scene.cards())) if self.model.scene is not None else 0
            if self._wanted() or count <= ALL_OPEN:
                self.view.expandAll()
            else:
                self.view.expandToDepth(1)

    def _widen(self, columns: tuple[Column, ...]) -> None:
        view = self.view
        head = view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
        for at, one in enumerate(columns):
            first = isinstance(view, QTreeView) and at == 0
            words = self._look.px(26) + head.fontMetrics().horizontalAdvance(
                str(self.model.headerData(at, head.orientation()))
            )
            head.resizeSection(at, max(self._look.px(360 if first else one.width), words))

    def _count(self) -> None:
        tr, scene = self._look.tr_, self.model.scene
        if scene is None:
            return
        count = sum(len(scene.document.cards(lane)) for lane in scene.lanes)
        wanted = self._wanted()
        if wanted:
            shown = sum(wanted.takes(scene, card) for card in scene.cards())
            words = tr(SOME_CARDS, shown=shown, count=count) if shown else tr(NO_CARDS)
        else:
            words = tr(ONE_CARD) if count == 1 else tr(ALL_CARDS, count=count)
        self.count.setText(words)

    def _wanted(self) -> Filter:
        kind = self.kind.value
        return Filter(self.field.text(), kind if isinstance(kind, LaneKind) else None)

    def _filter(self) -> None:
        self._soon.stop()
        if self._wanted() != self.model.filter:
            self.commit_pending()
            self.refresh()

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
        with self.link.quiet():
            kept = self.model.follow(self._scene(), event.patch.touched())
            if not kept:
                self._dress()
        if not kept:
            self._follow_selection()
        if event.cause is not Cause.PREVIEW:
            self._count()

    def selected(self) -> None:
        """Something else is selected."""
        if self.isVisibleTo(self.window()):
            self._follow_selection()

    def _follow_selection(self) -> None:
        self.link.show_selection()

    # What its keys do

    def _asked(self, what: str, way: int) -> None:
        verbs: dict[str, Callable[[int], None]] = {
            "across": self._across,
            "down": self._down,
            "reorder": self._reorder,
            "add": self._add,
            "delete": self._delete,
            "leave": self._leave,
        }
        verbs[what](way)

    def _head(self) -> str:
        """The stage, step or lane that the keyboard is on, "" on cards and cells."""
        name = self.link.current
        found = self._canvas.editor.document.get(name[0]) if len(name) == 1 else None
        return found.id if isinstance(found, _HEADS) else ""

    def _across(self, way: int) -> None:
        mirrored = self._canvas.placed is not None and self._canvas.placed.rtl
        steps = -way if mirrored else way
        if self._head():
            self._move_head(steps)
        else:
            self._canvas.commands.move_selection(steps, 0)

    def _down(self, way: int) -> None:
        if self._head():
            self._move_head(way)
        else:
            self._canvas.commands.move_selection(0, way)

    def _reorder(self, way: int) -> None:
        if self._head():
            self._move_head(way)
        else:
            self._canvas.commands.reorder_selection(way)

    def _move_head(self, by: int) -> None:
        """A stage, step or lane changes places with the one before or behind it."""
        key, document = self._head(), self._canvas.editor.document
        others = row_of(document, key)
        at = others.index(key) + by
        if not 0 <= at < len(others):
            return
        with self._canvas.reporting():
            patch = move_beside(document, self._canvas.ids, [key], others[at], by > 0)
            self._canvas.commit(message(MOVE_HEAD), patch)

    def _add(self, _way: int) -> None:
        """A new card after the current row, its title open for typing."""
        canvas = self._canvas
        if canvas.map_id is None:
            return
        lane, step, at = self.link.cell()
        document = canvas.editor.document
        try:
            place = cell_for(document, canvas.map_id, None, lane, step or canvas.cell.step)
            patch = add_card(document, canvas.ids, *place, at if place[0] == lane else None)
        except Refused as refused:
            self.said.emit(refused.message)
            return
        key = patch.added()[0].id
        if canvas.commit(message(ADD_CARD), patch, select=[key]):
            self._open_title(key)

    def _open_title(self, key: str) -> None:
        """The title of a card is open for typing; a filter that hides it gives way."""
        if not self._shows(key):
            self.field.clear()
            self.kind.setCurrentIndex(0)
            self._filter()
        place = names(self.model.columns).index("title")
        self.link.go_to(key, place)
        self.view.edit(self.view.currentIndex())

    def _shows(self, key: str) -> bool:
        model = self.model
        return (
            model.row(key) is not None
            if isinstance(model, TableModel)
            else model.find((key,)).isValid()
        )

    def _delete(self, _way: int) -> None:
        """What is selected goes; the keyboard goes to the row that takes its place."""
        at = self.view.currentIndex()
        row_, parent = at.row(), at.parent()
        self._canvas.commands.delete_selection()
        left = self.model.rowCount(parent)
        if not self.view.currentIndex().isValid() and left:
            beside = self.model.index(min(row_, left - 1), at.column(), parent)
            self.view.selectionModel().setCurrentIndex(
                beside, QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def _leave(self, _way: int) -> None:
        self.left.emit()

    def commit_pending(self) -> None:
        """Text that is being typed becomes part of the document."""
        for view in self.views.values():
            delegate = view.itemDelegate()
            if isinstance(delegate, CellDelegate):
                delegate.commit_pending()
