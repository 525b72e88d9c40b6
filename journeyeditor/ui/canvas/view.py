"""The canvas: shows one map of the edited document and lets it be edited by mouse and keyboard."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent

from journeyeditor.editing.locks import Locked, require_unlocked
from journeyeditor.editing.patch import STALE, Stale
from journeyeditor.model.entities import Map
from journeyeditor.model.locks import locking, sentence
from journeyeditor.model.messages import Message, Refused, message
from journeyeditor.model.rules import RuleBroken
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.commands import Commands
from journeyeditor.ui.canvas.cursor import Cursor, Grid
from journeyeditor.ui.canvas.describe import describe
from journeyeditor.ui.canvas.drops import Drops
from journeyeditor.ui.canvas.fitting import Fitting
from journeyeditor.ui.canvas.following import Following
from journeyeditor.ui.canvas.handles import OWNERS, Handles
from journeyeditor.ui.canvas.hit import NOTHING, Hit, Part
from journeyeditor.ui.canvas.key_events import KeyEvents
from journeyeditor.ui.canvas.keyboard import Keyboard
from journeyeditor.ui.canvas.menus import context_of, offer_lanes
from journeyeditor.ui.canvas.mouse import Mouse
from journeyeditor.ui.canvas.overlay import Overlay
from journeyeditor.ui.canvas.staying import on_map, persona_on
from journeyeditor.ui.canvas.surface import Surface
from journeyeditor.ui.canvas.text_edit import TextEditing
from journeyeditor.ui.canvas.touch import GESTURES, Touch
from journeyeditor.ui.canvas.where import around, cursor_place, place_of
from journeyeditor.ui.painting.painter import MapPainter
from journeyeditor.ui.painting.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtGui import (
        QAccessibleInterface,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QMouseEvent,
        QWheelEvent,
    )
    from PySide6.QtWidgets import QWidget

    from journeyeditor.editing.editor import Editor
    from journeyeditor.editing.patch import Patch
    from journeyeditor.layout.drawing import Rect
    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.layout.icons import IconSet
    from journeyeditor.layout.palette import Palette
    from journeyeditor.model.ids import IdSource
    from journeyeditor.model.messages import Translate
    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.canvas.tools.foreign import Foreign


class Canvas(Surface):
    """Shows and edits a map.

    `message` carries a `Message` to be shown to the person; `context_requested` a `Hit` and a global point;
    `cursor_described` where the cursor is, in words; `persona_changed` whom the rating keys rate for;
    `map_wanted` the id of another map to be shown; `link_followed` an http, https or mailto address to be opened;
    `action_wanted` the id of an action of the window that a key of the canvas stands for. `drag_came` tells that a
    drag comes in from outside: what is typed elsewhere has to be in the document before it lets go.
    """

    cursor_described = Signal(str)
    context_requested = Signal(object, QPoint)
    message = Signal(object)
    typed = Signal()
    drag_came = Signal()
    persona_changed = Signal(object)
    map_wanted = Signal(str)
    action_wanted = Signal(str)
    link_followed = Signal(str)

    origin = "canvas"

    def __init__(
        self,
        editor: Editor,
        layout: MapLayout,
        palette: Palette,
        icons: IconSet,
        fonts: FontStore,
        translate: Translate,
        ids: IdSource,
        parent: QWidget | None = None,
    ) -> None:
        self._pictures = Pictures(lambda: editor.document)
        super().__init__(MapPainter(palette, fonts, self._pictures), parent)
        self.editor = editor
        self.map_layout = layout
        self.icons = icons
        self.fonts = fonts
        self.translate = translate
        self.units = "mm"
        self.ids = ids
        self.map_id: str | None = None
        self.editable = True
        self.cell = Cursor()
        self.hover: Hit = NOTHING
        self.found: frozenset[str] = frozenset()
        self.foreign: Foreign | None = None
        self.accessible: QAccessibleInterface | None = None
        self._persona: str | None = None
        self.find_map: Callable[[QPoint], str] | None = None
        self.overlay = Overlay(self)
        self.handles = Handles(self)
        self.fitting = Fitting(self)
        self.commands = Commands(self)
        self.mouse = Mouse(self)
        self.keyboard = Keyboard(self)
        self.key_events = KeyEvents(self)
        self.texts = TextEditing(self)
        self.drops = Drops(self)
        self.touch = Touch(self)
        self._following = Following(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.view_changed.connect(self._view_moved)

    def release(self) -> None:
        """Hears of no more changes. To be called when another document takes the canvas's place."""
        self.commit_pending()
        self.cancel_gesture()
        self._following.end()

    # What is shown

    def show_map(self, map_id: str) -> None:
        """Shows this map from its beginning. Raises KeyError where the document has no such map."""
        self.commit_pending()
        if self.mouse.gesture is not None and not self.mouse.gesture.travels:
            self.cancel_gesture()
        shown = self.editor.document.one(Map, map_id)
        self.map_id = map_id
        self.cell = Cursor()
        self.hover = NOTHING
        self.persona = persona_on(shown, self._persona)
        self.show_placed(self.map_layout.place(self.editor.document, map_id))
        self.set_camera(self._home())
        if self.mouse.gesture is None:
            self.editor.select(on_map(self.editor.document, map_id, self.editor.selection))
        self.refresh_marks()

    def set_palette(self, palette: Palette) -> None:
        """The same map in other colours."""
        self.map_painter.set_palette(palette)
        self.texts.set_palette(palette)
        self.repaint_all()

    @property
    def palette_in_use(self) -> Palette:
        return self.map_painter.colours.palette

    @property
    def persona(self) -> str | None:
        """Whose ratings the keys set, None for a rating by nobody in particular."""
        return self._persona

    @persona.setter
    def persona(self, persona: str | None) -> None:
        if persona != self._persona:
            self._persona = persona
            if self.hits is not None:
                self.hits.persona = persona
            self.persona_changed.emit(persona)

    def describe(self) -> None:
        """Says where the cursor is, in words, to whoever listens."""
        self.cursor_described.emit(describe(self))

    def place_of(self, key: str) -> tuple[Strip, Rect] | None:
        """Where an entity stands, None where this map doesn't show it."""
        return place_of(self.hits, key) if self.hits is not None else None

    def reveal_entity(self, key: str) -> bool:
        """Scrolls an entity into sight; False where this map doesn't show it."""
        place = self.place_of(key)
        if place is None:
            return False
        self.refine()
        self.reveal(*place)
        return True

    def zoom_to_selection(self) -> None:
        """What is selected in sight, as large as it goes, at most at 200 %."""
        rect = around(self.hits, self.editor.selection) if self.hits is not None else None
        if rect is not None:
            self.zoom_to(Strip.BODY, rect)

    # Selection and cursor

    def point_at(self, hit: Hit) -> None:
        """What was clicked is selected, and the cursor goes there."""
        if hit.part is Part.POINT and hit.point is not None:
            self.persona = hit.point.persona
        self.place_cursor(hit)
        self.editor.select([hit.entity] if hit.entity else ())
        self.refresh_marks()
        self.describe()

    def place_cursor(self, hit: Hit) -> None:
        """The cursor goes to what was clicked; the selection stays."""
        if hit.part in OWNERS:
            self.cell = Cursor(hit.lane, hit.step, hit.entity)
        elif hit.part is Part.CELL:
            self.cell = Cursor(hit.lane, hit.step)
        elif hit.part is Part.POINT and self.hits is not None:
            self.cell = Grid(self.hits).of_card(hit.entity) or self.cell

    def toggle(self, key: str, only_add: bool) -> None:
        """A thing joins the selection, or leaves it."""
        chosen = self.editor.selection
        self.editor.select(chosen - {key} if key in chosen and not only_add else chosen | {key})

    def go_to(self, cursor: Cursor, chosen: Iterable[str] | None = None) -> None:
        """The cursor goes here and is scrolled into sight; its card is selected, or what is `chosen`."""
        self.cell = cursor
        alone = [cursor.card] if cursor.card else []
        self.editor.select(alone if chosen is None else chosen)
        rect = self.cursor_rect(cursor)
        if rect is not None:
            self.reveal(Strip.BODY, rect)
        self.refresh_marks()
        self.describe()

    def cursor_rect(self, cursor: Cursor) -> Rect | None:
        """The card or the cell that a cursor is on, in map units; None where this map doesn't show it."""
        return cursor_place(self.hits, cursor) if self.hits is not None else None

    def refresh_marks(self) -> None:
        """Shows the marks as they should be now."""
        self.set_marks(self.overlay.marks())

    def show_found(self, keys: frozenset[str]) -> None:
        """Marks what a search found; nothing any more where there are no keys."""
        if keys != self.found:
            self.found = keys
            self.refresh_marks()

    def gesture_marks(self) -> tuple[Mark, ...]:
        return self.mouse.gesture.marks() if self.mouse.gesture is not None else ()

    def body_point(self, x: float, y: float, lane: str = "") -> tuple[float, float]:
        """A point of the viewport in map units as if nothing were frozen but this lane, where it is pinned."""
        kept = next((pane for pane in self.panes if lane and pane.lane == lane), None)
        if kept is not None:
            return (x - self.camera.x) / self.camera.zoom, kept.to_map(x, y)[1]
        return (x - self.camera.x) / self.camera.zoom, (y - self.camera.y) / self.camera.zoom

    # Edits

    def commit(self, label: Message, patch: Patch, select: Iterable[str] | None = None) -> bool:
        """Applies a patch as one undo step; what can't be done is told through `message`, and False returned."""
        self.settle()
        try:
            require_unlocked(self.editor.document, patch)
            return self.editor.commit(label, patch, self.origin, select)
        except (RuleBroken, Locked) as refused:
            self.message.emit(refused.message)
        except Stale:
            self.message.emit(message(STALE))
        return False

    def preview(self, patch: Patch) -> bool:
        """Shows the state of a drag; False where something locked is in the way, which is told, and ends the drag."""
        try:
            require_unlocked(self.editor.document, patch)
        except Locked as refused:
            self.cancel_gesture()
            self.message.emit(refused.message)
            return False
        self.editor.preview(patch, self.origin)
        return True

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """What a verb refuses inside is told through `message`."""
        try:
            yield
        except Refused as refused:
            self.message.emit(refused.message)

    def settle(self) -> None:
        """What is new and still being named, and what a held key did, becomes a step before another one."""
        self.keyboard.held.end()
        if self.texts.key and self.editor.in_gesture:
            self.texts.commit()

    def add(self, label: Message, patch: Patch, key: str, typed: str = "") -> None:
        """Adds something new, its title open for typing: one step with what is typed. What can't be done is told."""
        try:
            require_unlocked(self.editor.document, patch)
            self.texts.open_new(label, patch, key, typed)
        except (RuleBroken, Locked) as refused:
            self.message.emit(refused.message)

    def edit(self, key: str, field: str = "title", typed: str = "") -> None:
        """Opens a text of a card, stage, step or lane for editing in place."""
        lock = locking(self.editor.document, key)
        if lock is not None:
            self.message.emit(sentence(lock))
        elif self.editable:
            self.texts.open(key, field, typed)

    def commit_pending(self) -> None:
        """A text under edit becomes part of the document. To be called before saving, closing and the like."""
        self.keyboard.held.end()
        self.texts.commit()

    def cancel_gesture(self) -> bool:
        """Takes back a drag that is under way; False where there is none."""
        return self.mouse.cancel()

    def offer_lanes(self) -> None:
        """Opens the menu of the kinds of lanes under the add button."""
        offer_lanes(self)

    def request_context(self) -> None:
        """Asks for the context menu of what the cursor is on, as the menu key does."""
        found = context_of(self)
        if found is not None:
            self.context_requested.emit(*found)

    def _view_moved(self) -> None:
        self.texts.place()
        self.mouse.look_again()
        self.refresh_marks()

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.double_click(event)

    def contextMenuEvent(self, event: QEvent) -> None:
        # The press of the right button and the menu key have asked already.
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.touch.wheel(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in GESTURES and self.touch.event(event):
            return True
        if event.type() == QEvent.Type.Leave:
            self.mouse.leave()
        return bool(super().viewportEvent(event))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent | QInputMethodQueryEvent):
            return self.keyboard.composing.event(event)
        if isinstance(event, QKeyEvent) and self.key_events.first(event):
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.key_events.press(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.key_events.release(event):
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.refresh_marks()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.mouse.panning = False
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.cancel_gesture()
        self.refresh_marks()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drops.drop(event)
