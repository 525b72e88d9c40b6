"""The page of one open document: bar, palette, canvas, inspector and status line, made and thrown away with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from journeyeditor.editing.editor import Cause
from journeyeditor.layout.pages import PageOptions, printed_text_size
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import Message, Refused
from journeyeditor.ui.bridge import Bridge
from journeyeditor.ui.canvas.view import Canvas
from journeyeditor.ui.drafts import Drafts
from journeyeditor.ui.edits import add_item
from journeyeditor.ui.inspector.panel import Inspector
from journeyeditor.ui.notices import Notices
from journeyeditor.ui.palette_panel import PalettePanel
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
    from journeyeditor.ui.jobs import Jobs
    from journeyeditor.ui.palette_panel import Item
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
        self.bar = TopBar(world.look, actions)
        self.palette_panel = PalettePanel(world.look)
        self.canvas = self._canvas()
        self.inspector = Inspector(world.look, self.bridge, world.services.ids)
        self.status = StatusBar(world.look)
        self.notices = Notices(world.look)
        self.vigil = Vigil(session, self.bridge, errands, self)
        self.drafts = Drafts(session, self.typing, self)
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
        middle = row(spacing=0)
        middle.addWidget(self.palette_panel)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(self.inspector)
        box = column(self, 0)
        box.addWidget(self.bar)
        box.addWidget(self.notices)
        box.addLayout(middle, 1)
        box.addWidget(self.status)

    def _connect(self) -> None:
        self.bridge.changed.connect(self._changed)
        self.bridge.changed.connect(self.drafts.changed)
        self.canvas.typed.connect(self.drafts.typed)
        self.inspector.typed.connect(self.drafts.typed)
        self.bridge.selected.connect(self._selected)
        self.canvas.zoom_changed.connect(self.bar.show_zoom)
        self.canvas.cursor_described.connect(self.status.show_cursor)
        self.canvas.message.connect(self.said)
        self.canvas.context_requested.connect(self._context_menu)
        self.inspector.said.connect(self.said)
        self.inspector.left.connect(self.canvas.setFocus)
        self.inspector.settling.connect(self.canvas.settle)
        self.bar.map_chosen.connect(self.show_map)
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

    def show_map(self, map_id: str) -> None:
        """Shows this map of the document."""
        as_first = self.canvas.as_first
        self.canvas.show_map(map_id)
        if as_first:
            self.canvas.show_first()
        self.inspector.show_map(map_id)
        self._refresh()

    def next_map(self, by: int) -> None:
        maps = [one.id for one in self.session.editor.document.maps]
        if self.map_id in maps:
            self.show_map(maps[(maps.index(self.map_id) + by) % len(maps)])

    def next_panel(self) -> None:
        """The focus goes on: from the palette to the canvas, the inspector, and round again."""
        ring = [w for w in (self.palette_panel, self.canvas, self.inspector) if w.isVisible()]
        here = next((i for i, w in enumerate(ring) if w.isAncestorOf(self.focusWidget() or w)), 0)
        if self.canvas.hasFocus():
            here = ring.index(self.canvas)
        ring[(here + 1) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self) -> None:
        """The whole map in sight."""
        self.canvas.fit_map()
        self.bar.show_zoom(self.canvas.zoom)

    def commit_pending(self) -> None:
        """Text that is being typed becomes part of the document; a drag under way is taken back."""
        self.canvas.cancel_gesture()
        self.inspector.commit_pending()
        self.canvas.commit_pending()

    def typing(self) -> dict[tuple[str, str], str]:
        """The texts that are being typed and not in the document, by entity and field."""
        return {**self.inspector.typing(), **self.canvas.texts.typing()}

    def close_document(self) -> None:
        """Stops listening to the document; the page can be thrown away."""
        self.vigil.stop()
        self.bridge.close()
        self._facts.stop()
        self.canvas.release()
        self.drafts.stop()

    def _changed(self, event: Changed) -> None:
        if event.cause is Cause.RESET or event.after.find(Map, self.map_id) is None:
            self._after_reset()
        if event.cause is not Cause.PREVIEW:
            self._refresh()

    def _after_reset(self) -> None:
        maps = [one.id for one in self.session.editor.document.maps]
        wanted = self.map_id if self.map_id in maps else maps[0]
        self.show_map(wanted)

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

    def _context_menu(self, _hit: object, at: QPoint) -> None:
        menu = QMenu(self)
        for name in ("add-card", "add-step", "add-stage", "", "moment", "duplicate", "delete"):
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        self._pop_up(menu, at)

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _add_item(self, item: Item) -> None:
        """A tile was called by key: its card goes to the selected cell, or the nearest lane of its kind."""
        try:
            add_item(self.canvas, item.kind, item.channel)
        except Refused as refused:
            self.said.emit(refused.message)

    def tell(self, said: Message) -> None:
        """A sentence in passing."""
        self.status.say(said.text(self.world.look.translate))
