"""The page of one open document: bar, palette, canvas, inspector and status line, made and thrown away with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from journeyeditor.app.typed import ADDED, added_text
from journeyeditor.editing.editor import Cause
from journeyeditor.layout.pages import PageOptions, printed_text_size
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import Message, Refused
from journeyeditor.ui.ahead import Ahead
from journeyeditor.ui.around import around_of
from journeyeditor.ui.bridge import Bridge
from journeyeditor.ui.canvas.announcer import Announcer
from journeyeditor.ui.canvas.view import Canvas
from journeyeditor.ui.context_menus import context_menu
from journeyeditor.ui.drafts import Drafts, typing_in
from journeyeditor.ui.edits import add_item
from journeyeditor.ui.find_bar import FindBar
from journeyeditor.ui.focus_frame import FocusFrame
from journeyeditor.ui.hints import Hints, keys_of
from journeyeditor.ui.inspector.panel import Inspector
from journeyeditor.ui.maps.glance import Glance, shown_after
from journeyeditor.ui.minimap import Minimap
from journeyeditor.ui.notices import Notices
from journeyeditor.ui.outline.dock import OutlineDock
from journeyeditor.ui.palette_panel import PalettePanel
from journeyeditor.ui.panels import go_round
from journeyeditor.ui.status import (
    Delay,
    StatusBar,
    counted,
    file_time,
    printed_words,
    saved_words,
)
from journeyeditor.ui.top_bar import TopBar
from journeyeditor.ui.vigil import Vigil
from journeyeditor.ui.widgets.build import column, row

if TYPE_CHECKING:
    from journeyeditor.app.session import Session
    from journeyeditor.editing.editor import Changed
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.canvas.hit import Hit
    from journeyeditor.ui.describing import Describing
    from journeyeditor.ui.jobs import Jobs
    from journeyeditor.ui.palette_panel import Item
    from journeyeditor.ui.presenting.presenter import Presenter
    from journeyeditor.ui.world import World


class EditorPage(QWidget):
    """`state_changed` asks the window to look anew at what can be done; `said` carries a `Message`."""

    state_changed = Signal()
    said = Signal(object)

    def __init__(self, world: World, session: Session, actions: ActionSet, errands: Jobs) -> None:
        super().__init__()
        self.setObjectName("window")
        self.world, self.session = world, session
        self.saved_at = file_time(session.path, date.today())
        self._actions = actions
        self.bridge = Bridge(session.editor, self)
        self.bridge.steps = session.behind
        self.bar = TopBar(world.look, actions)
        self.palette_panel = PalettePanel(world.look)
        self.canvas = self._canvas()
        self.canvas.units = world.settings.text("units")
        self.inspector = Inspector(world.look, self.bridge, world.services.ids, around_of(world))
        self.status = StatusBar(world.look)
        self.notices = Notices(world.look)
        self.describing: Describing | None = None
        self.vigil = Vigil(session, self.bridge, errands, self)
        self.drafts = Drafts(session, self.typing, self)
        self.presenter: Presenter | None = None
        self.ahead = Ahead(self)
        self.ahead.begin()
        self.announcer = Announcer(self.canvas)
        self.focus_frame = FocusFrame(world.look, self.canvas)
        self.dock = OutlineDock(self, self.canvas)
        self.minimap = Minimap(world.look, self.canvas, keys_of(actions["panel-minimap"]))
        self.hints = Hints(world.look, self.canvas, world.settings, actions, self.minimap)
        self.find_bar = FindBar(world.look, self)
        self._facts = Delay(self)
        self._lay_out()
        self._connect()
        self.show_map(session.editor.document.maps[0].id)
        self.canvas.show_first()

    def _canvas(self) -> Canvas:
        world = self.world
        return Canvas(
            self.session.editor,
            world.layout,
            world.look.palette,
            world.look.icons,
            world.fonts,
            world.look.translate,
            world.services.ids,
        )

    def _lay_out(self) -> None:
        work = QWidget()
        middle = row(work, 0)
        middle.addWidget(self.palette_panel)
        middle.addWidget(self.dock, 1)
        middle.addWidget(self.inspector)
        box = column(self, 0)
        box.addWidget(self.bar)
        box.addWidget(self.notices)
        box.addWidget(self.find_bar)
        self.glance = Glance(self, work, self._actions)
        box.addWidget(self.glance.stack, 1)
        box.addWidget(self.status)

    def _connect(self) -> None:
        self.bridge.changed.connect(self._changed)
        self.bridge.changed.connect(self.drafts.changed)
        self.bridge.changed.connect(self.announcer.changed)
        self.bridge.changed.connect(self.hints.changed)
        self.bridge.changed.connect(self.minimap.changed)
        self.canvas.persona_changed.connect(self.inspector.desk.rate_for)
        self.canvas.typed.connect(self.drafts.typed)
        self.inspector.typed.connect(self.drafts.typed)
        self.bridge.selected.connect(self._selected)
        self.canvas.zoom_changed.connect(self.bar.show_zoom)
        self.canvas.cursor_described.connect(self.status.show_cursor)
        self.canvas.message.connect(self.said)
        self.canvas.context_requested.connect(self._context_menu)
        self.canvas.find_map = self.bar.map_at
        self.canvas.drag_came.connect(self.commit_pending)
        self.canvas.map_wanted.connect(self._go_to_map)
        self.canvas.action_wanted.connect(self._call)
        self.inspector.said.connect(self.said)
        self.inspector.left.connect(self.canvas.setFocus)
        self.inspector.settling.connect(self.canvas.settle)
        self.inspector.wanted.connect(self.go_to)
        self.inspector.called.connect(self._call)
        self.dock.called.connect(self._call)
        self.bar.map_chosen.connect(self.turn_to)
        self.palette_panel.chosen.connect(self._add_item)
        self._facts.timeout.connect(self.refresh_facts)
        self.world.look.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.canvas.set_palette(self.world.look.palette)

    @property
    def map_id(self) -> str:
        return self.canvas.map_id or ""

    @property
    def placed(self) -> PlacedMap | None:
        return self.canvas.placed

    def show_map(self, map_id: str, leave: bool = True) -> None:
        """Shows this map of the document, in the place of the overview unless that is not to be left."""
        if leave:
            self.glance.leave()
        as_first = self.canvas.as_first
        self.canvas.show_map(map_id)
        if as_first:
            self.canvas.show_first()
        self.inspector.show_map(map_id)
        self.dock.show_map()
        self.glance.refresh()
        self._refresh()

    def turn_to(self, map_id: str) -> None:
        """A person asks for this map; a large one is laid out first, and may be called off."""
        if self.ahead.show(map_id):
            self.show_map(map_id)
        else:
            self.bar.show_maps(self.session.editor.document, self.map_id)

    def _go_to_map(self, map_id: str) -> None:
        if self.session.editor.document.find(Map, map_id) is not None:
            self.show_map(map_id)

    def _call(self, action: str) -> None:
        self._actions[action].trigger()

    def go_to(self, key: str) -> None:
        """Shows an entity, on whichever map it stands, and selects it."""
        document = self.session.editor.document
        entity = document.get(key)
        shown = document.map_of(entity) if entity is not None else None
        if shown is not None and shown.id != self.map_id:
            self.show_map(shown.id)
        self.session.editor.select([] if entity is shown else [key])
        self.canvas.reveal_entity(key)

    def next_map(self, by: int) -> None:
        maps = [one.id for one in self.session.editor.document.maps]
        if self.map_id in maps:
            self.turn_to(maps[(maps.index(self.map_id) + by) % len(maps)])

    def next_panel(self, by: int = 1) -> None:
        """The focus goes on (or back): from the palette to the canvas, the inspector, the bars, and round again."""
        go_round(
            *self.glance.panels, self.palette_panel, self.canvas, *self.dock.panels, self.inspector, self.bar,
            self.notices, self.find_bar, by=by,
        )  # fmt: skip

    def fit(self) -> None:
        """The whole map in sight."""
        self.canvas.fit_map()
        self.bar.show_zoom(self.canvas.zoom)

    def present(self) -> None:
        """The map as it is shown now, on the whole screen."""
        from journeyeditor.ui.presenting.presenter import Presenter

        self.commit_pending()
        if self.placed is None or self.presenter is not None:
            return
        world, document = self.world, self.session.editor.document
        self.presenter = Presenter(world.look, document, self.placed, world.fonts)
        self.presenter.ended.connect(self._presented)
        self.presenter.start(self.window())

    def _presented(self) -> None:
        self.presenter = None
        self.window().activateWindow()
        self.canvas.setFocus()

    def commit_pending(self) -> None:
        """Text that is being typed becomes part of the document; a drag under way is taken back."""
        self.canvas.cancel_gesture()
        self.inspector.commit_pending()
        self.dock.commit_pending()
        self.canvas.commit_pending()
        if self.describing is not None:
            self.describing.take()

    def typing(self) -> dict[tuple[str, str], str]:
        """The texts that are being typed and not in the document, by entity and field."""
        texts = self.canvas.texts.typing()
        if texts and self.canvas.texts.added is not None:
            texts[self.canvas.texts.key, ADDED] = added_text(self.canvas.texts.added)
        return {**typing_in(self.inspector), **self.dock.typing(), **texts}

    def close_document(self) -> None:
        """Stops listening to the document; the page can be thrown away."""
        self.vigil.stop()
        if self.presenter is not None:
            self.presenter.close()
        self.ahead.stop()
        self.bridge.close()
        self._facts.stop()
        self.announcer.stop()
        self.canvas.release()
        self.drafts.stop()

    def _changed(self, event: Changed) -> None:
        wanted = shown_after(event, self.map_id)
        if event.cause is Cause.RESET or wanted != self.map_id:
            self.show_map(wanted, leave=False)
        if event.cause is not Cause.PREVIEW:
            self._refresh()

    def _selected(self, _keys: frozenset[str]) -> None:
        self.state_changed.emit()

    def _refresh(self) -> None:
        document = self.session.editor.document
        self.bar.show_maps(document, self.map_id)
        self.bar.show_zoom(self.canvas.zoom)
        self.palette_panel.show_channels(document)
        self.show_saved_state()
        self._facts.start()
        self.state_changed.emit()

    def show_saved_state(self) -> None:
        self.bar.show_name(self.session.name, self.session.modified)

    def show_lengths(self) -> None:
        """Lengths in the unit that the settings ask for now."""
        self.canvas.units = self.world.settings.text("units")
        self.inspector.refresh()

    def refresh_facts(self) -> None:
        """Counts, printed size and saved state in the status line."""
        translate = self.world.look.translate
        document = self.session.editor.document
        self.status.show_facts(
            counted(translate, document, self.map_id),
            self._printed(),
            saved_words(translate, self.saved_at, self.bridge.steps, self.session.modified),
        )

    def _printed(self) -> str:
        if self.placed is None:
            return ""
        options = self._paper()
        size = self.smallest_text(options)
        return printed_words(self.world.look.translate, options.sheet.name, size)

    def _paper(self) -> PageOptions:
        try:
            return PageOptions(sheet=parse_sheet(self.world.settings.text("paper")), date="-")
        except Refused:
            return PageOptions(date="-")

    def smallest_text(self, options: PageOptions) -> float:
        """The size in points of the map's smallest text on one such sheet."""
        if self.placed is None:
            return 0.0
        document = self.session.editor.document
        translate = self.world.look.translate
        return printed_text_size(document, self.placed, self.world.layout, options, translate)

    def _context_menu(self, hit: Hit, at: QPoint) -> None:
        self._pop_up(context_menu(hit.part, self._actions, self), at)

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _add_item(self, item: Item) -> None:
        """A tile was called by key: its card goes to the selected cell, or the nearest lane of its kind."""
        self.commit_pending()
        try:
            add_item(self.canvas, item.kind, item.channel)
        except Refused as refused:
            self.said.emit(refused.message)

    def tell(self, said: Message) -> None:
        """A sentence in passing."""
        words = said.text(self.world.look.translate)
        self.status.say(words)
        self.announcer.say(words, urgent=True)
