"""The mouse on the canvas: hovering, clicking, and which gesture a press grows into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication

from journeyeditor.ui.canvas.auto_scroll import TICK_MS, AutoScroll
from journeyeditor.ui.canvas.camera import Strip, pane_of
from journeyeditor.ui.canvas.dwell import Dwell
from journeyeditor.ui.canvas.handles import OWNERS
from journeyeditor.ui.canvas.hit import NOTHING, Hit, Part
from journeyeditor.ui.canvas.links import follow, target_under
from journeyeditor.ui.canvas.tools.band import Band
from journeyeditor.ui.canvas.tools.connect import ConnectDrag, ReconnectDrag
from journeyeditor.ui.canvas.tools.drag_cards import DragCards
from journeyeditor.ui.canvas.tools.gesture import NO_MODIFIER, Gesture, Pointer
from journeyeditor.ui.canvas.tools.pan import Pan
from journeyeditor.ui.canvas.tools.rate import RateDrag
from journeyeditor.ui.canvas.tools.reorder import DragLane, DragStage, DragStep
from journeyeditor.ui.canvas.tools.sizes import LaneHeightDrag, StepWidthDrag
from journeyeditor.ui.canvas.tools.span import SpanDrag
from journeyeditor.ui.canvas.touch import LongPress

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent

    from journeyeditor.ui.canvas.view import Canvas

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
_RIGHT = Qt.MouseButton.RightButton

_CURSORS: dict[Part, Qt.CursorShape] = {
    Part.POINT: Qt.CursorShape.SizeVerCursor,
    Part.ADD_STAGE: Qt.CursorShape.PointingHandCursor,
    Part.ADD_STEP: Qt.CursorShape.PointingHandCursor,
    Part.ADD_LANE: Qt.CursorShape.PointingHandCursor,
    Part.CONNECTOR: Qt.CursorShape.PointingHandCursor,
    Part.CONNECTOR_END: Qt.CursorShape.CrossCursor,
    Part.CONNECT: Qt.CursorShape.CrossCursor,
    Part.SPAN: Qt.CursorShape.SizeHorCursor,
    Part.STEP_EDGE: Qt.CursorShape.SplitHCursor,
    Part.LANE_EDGE: Qt.CursorShape.SplitVCursor,
}
_ADDING = frozenset({Part.ADD_STAGE, Part.ADD_STEP, Part.ADD_LANE})
_TEXTS = OWNERS | {Part.STAGE, Part.STEP, Part.LANE, Part.CONNECTOR, Part.CONNECTOR_END}
_EDGES = frozenset({Part.STEP_EDGE, Part.LANE_EDGE})


class Mouse:
    """Owns the gesture under way. The canvas hands it every mouse event."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._pressed: Pointer | None = None
        self._last: Pointer | None = None
        self.gesture: Gesture | None = None
        self.panning = False
        self._before: frozenset[str] = frozenset()
        self._timer = QTimer(canvas)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._scroll = AutoScroll()
        self._dwell = Dwell(canvas, self._rested)
        self._long = LongPress(canvas, self._long_pressed)
        self._begin: dict[Part, Callable[[Pointer], Gesture | None]] = {
            Part.CARD: lambda p: DragCards(canvas, p),
            Part.POINT: lambda p: RateDrag(canvas, p),
            Part.STAGE: lambda p: DragStage(canvas, p),
            Part.STEP: lambda p: DragStep(canvas, p),
            Part.LANE: lambda p: DragLane(canvas, p),
            Part.SPAN: lambda p: SpanDrag(canvas, p),
            Part.CONNECT: lambda p: ConnectDrag(canvas, p),
            Part.CONNECTOR_END: lambda p: ReconnectDrag(canvas, p),
            Part.STEP_EDGE: lambda p: StepWidthDrag(canvas, p),
            Part.LANE_EDGE: lambda p: LaneHeightDrag(canvas, p),
            Part.CONNECTOR: lambda p: Band(canvas, p, self._before),
            Part.CELL: lambda p: Band(canvas, p, self._before),
            Part.NOTHING: lambda p: Band(canvas, p, self._before),
        }

    def pointer(
        self, position: QPoint | QPointF, modifiers: Qt.KeyboardModifier = NO_MODIFIER
    ) -> Pointer:
        canvas = self._canvas
        x, y = float(position.x()), float(position.y())
        aims = self.gesture is None or self.gesture.aims
        if canvas.hits is None or not canvas.panes or not aims:
            return Pointer(x, y, Strip.BODY, x, y, NOTHING, modifiers)
        strip, mx, my = canvas.to_map(x, y)
        under = canvas.hits.at(strip, mx, my, canvas.zoom)
        hit = canvas.handles.at(strip, mx, my, under) or under
        return Pointer(x, y, strip, mx, my, hit, modifiers)

    def press(self, event: QMouseEvent) -> None:
        canvas = self._canvas
        pointer = self.pointer(event.position(), event.modifiers())
        if self.gesture is not None:
            # Another button during a drag takes it back, as it does in file managers.
            self.cancel()
            return
        canvas.commit_pending()
        canvas.refine()
        pointer = self.pointer(event.position(), event.modifiers())
        if event.button() == _MIDDLE or (event.button() == _LEFT and self.panning):
            self._start(Pan(canvas, pointer))
        elif event.button() == _RIGHT:
            self._context(pointer)
        elif event.button() == _LEFT:
            self._pressed = pointer
            self._before = canvas.editor.selection
            self._long.press(event)
            self._choose(pointer)

    def _context(self, pointer: Pointer) -> None:
        """A right click selects first."""
        canvas, hit = self._canvas, pointer.hit
        if hit.entity not in canvas.editor.selection:
            canvas.point_at(hit)
        at = canvas.viewport().mapToGlobal(QPoint(round(pointer.x), round(pointer.y)))
        canvas.context_requested.emit(hit, at)

    def _long_pressed(self, at: QPointF) -> None:
        if self.gesture is None and self._pressed is not None:
            self._pressed = None
            self._context(self.pointer(at))

    def _choose(self, pointer: Pointer) -> None:
        canvas, hit = self._canvas, pointer.hit
        if hit.part in _ADDING or hit.part in _EDGES:
            return
        if pointer.holds(_SHIFT, _CTRL) and hit.entity and hit.part is not Part.POINT:
            # Ctrl on what is selected may begin a copy of all of it: whether it leaves is known at the release.
            if hit.entity not in canvas.editor.selection and not self._link(pointer):
                canvas.toggle(hit.entity, only_add=True)
        elif hit.entity in canvas.editor.selection and hit.part is Part.CARD:
            # Which card is meant is known at the release: until then all of them may be dragged.
            canvas.place_cursor(hit)
        elif not pointer.holds(_SHIFT, _CTRL):
            canvas.point_at(hit)

    def move(self, event: QMouseEvent) -> None:
        pointer = self.pointer(event.position(), event.modifiers())
        self._long.move(event)
        if self.gesture is not None:
            self.track(pointer)
            return
        self._last = pointer
        if self._pressed is not None and event.buttons() & _LEFT:
            self._maybe_start(pointer)
        else:
            self._look(pointer)

    def _look(self, pointer: Pointer) -> None:
        """Hovers over what lies under the mouse; the handles of a card that it comes over count at once."""
        before = self._canvas.hover
        self.hover(pointer.hit, bool(self._link(pointer)))
        if pointer.hit.part is Part.CARD and pointer.hit != before:
            now = self.pointer(QPointF(pointer.x, pointer.y), pointer.modifiers)
            self.hover(now.hit, bool(self._link(now)))

    def look_again(self) -> None:
        """The map has changed or moved under a mouse that stands still."""
        last = self._last
        if last is not None and self.gesture is None and self._canvas.hover != NOTHING:
            self._look(self.pointer(QPointF(last.x, last.y), last.modifiers))

    def _link(self, pointer: Pointer) -> str:
        """Where the text under the mouse leads, with Ctrl held."""
        if not pointer.holds(_CTRL):
            return ""
        return target_under(self._canvas.placed, pointer.hit, pointer.mx, pointer.my)

    def _maybe_start(self, pointer: Pointer) -> None:
        assert self._pressed is not None
        far = abs(pointer.x - self._pressed.x) + abs(pointer.y - self._pressed.y)
        if far < QApplication.startDragDistance():
            return
        make = self._begin.get(self._pressed.hit.part)
        pressed, self._pressed = self._pressed, None
        if make is None or (not self._canvas.editable and pressed.hit.entity):
            return
        gesture = make(pressed)
        if gesture is not None:
            self._start(gesture)
            self._scroll = AutoScroll((pressed.x, pressed.y))
            self.track(pointer)

    def _start(self, gesture: Gesture) -> None:
        self.gesture = gesture
        self._pressed = None
        self._canvas.hover = NOTHING
        self._scroll = AutoScroll()
        self._long.stop()
        if gesture.scrolls_across or gesture.scrolls_down:
            self._timer.start()
        self._show()

    def release(self, event: QMouseEvent) -> None:
        pointer = self.pointer(event.position(), event.modifiers())
        gesture, pressed = self.gesture, self._pressed
        self._pressed = None
        self._long.stop()
        if gesture is not None:
            self._stop()
            gesture.drop(pointer)
            self._show()
        elif pressed is not None and event.button() == _LEFT:
            self._click(pressed)

    def _click(self, pointer: Pointer) -> None:
        canvas, hit = self._canvas, pointer.hit
        link = self._link(pointer)
        if link:
            follow(canvas, link)
        elif pointer.holds(_CTRL) and hit.entity in self._before and hit.part is not Part.POINT:
            canvas.toggle(hit.entity, only_add=False)
        elif hit.part is Part.CARD and not pointer.holds(_SHIFT, _CTRL):
            canvas.point_at(hit)
        elif canvas.editable and hit.part in _ADDING:
            self._add(hit)

    def _add(self, hit: Hit) -> None:
        canvas = self._canvas
        if hit.part is Part.ADD_STAGE:
            canvas.commands.add_stage()
        elif hit.part is Part.ADD_STEP:
            canvas.commands.add_step(hit.entity)
        else:
            canvas.offer_lanes()

    def double_click(self, event: QMouseEvent) -> None:
        canvas = self._canvas
        hit = self.pointer(event.position(), event.modifiers()).hit
        self._pressed = None
        if event.button() != _LEFT or not canvas.editable:
            return
        if hit.part in _TEXTS:
            canvas.edit(hit.entity, hit.field)
        elif hit.part is Part.CELL:
            canvas.commands.add_card(hit.lane, hit.step, hit.at)
        elif hit.part is Part.STEP_EDGE:
            canvas.fitting.fit_steps()
        elif hit.part is Part.LANE_EDGE:
            canvas.fitting.fit_lanes([hit.lane])

    def hover(self, hit: Hit, leads: bool = False) -> None:
        """The mouse is over this; `leads` where a click would open an address."""
        canvas = self._canvas
        if hit != canvas.hover:
            canvas.hover = hit
            canvas.refresh_marks()
        shape = _CURSORS.get(hit.part, Qt.CursorShape.ArrowCursor)
        if leads:
            shape = Qt.CursorShape.PointingHandCursor
        self._point(Qt.CursorShape.OpenHandCursor if self.panning else shape)

    def leave(self) -> None:
        if self.gesture is None:
            self.hover(NOTHING)

    def cancel(self) -> bool:
        """Takes back the gesture under way; False where there is none."""
        gesture = self.gesture
        self._pressed = None
        if gesture is None:
            return False
        self._stop()
        gesture.cancel()
        self._show()
        return True

    def own(self, gesture: Gesture | None, at: tuple[float, float] | None = None) -> None:
        """A drag from outside the canvas begins, having come in at a point of it, or, None, is over."""
        if gesture is None:
            self._stop()
            self._show()
        else:
            self._start(gesture)
            self._scroll = AutoScroll(at)

    def modifiers_changed(self, modifiers: Qt.KeyboardModifier) -> None:
        """Shift, Alt or Ctrl went down or up, which may mean another thing now."""
        last = self._last
        if last is None:
            return
        pointer = self.pointer(QPointF(last.x, last.y), modifiers)
        if self.gesture is not None:
            self.track(pointer)
        elif self._canvas.viewport().underMouse():
            self._look(pointer)

    def track(self, pointer: Pointer) -> None:
        """A drag moved: by the mouse, by a drag from outside the canvas, or with the map under it."""
        self._last = pointer
        gesture = self.gesture
        if gesture is None:
            return
        if not gesture.aims:
            gesture.move(pointer)
            return
        self._scroll.moved((pointer.x, pointer.y), pane_of(self._canvas.panes, Strip.BODY).clip)
        gesture.move(pointer)
        self._dwell.on(gesture.rests_on(pointer))
        self._show()

    def again(self) -> None:
        """What lies under the mouse has changed while it stood still."""
        if self._last is not None:
            self.track(self.pointer(QPointF(self._last.x, self._last.y), self._last.modifiers))

    def _rested(self, key: str) -> None:
        if self.gesture is not None:
            self.gesture.rested(key)
            self.again()

    def tick(self) -> None:
        """Scrolls the map while a drag is held near the edge."""
        last, gesture, canvas = self._last, self.gesture, self._canvas
        if last is None or gesture is None or not canvas.panes:
            return
        clip = pane_of(canvas.panes, Strip.BODY).clip
        dx, dy = self._scroll.pull((last.x, last.y), clip)
        dx, dy = dx * gesture.scrolls_across, dy * gesture.scrolls_down
        if not dx and not dy:
            return
        before = canvas.camera
        canvas.scroll_by(dx, dy)
        if canvas.camera != before:
            self.again()

    def _stop(self) -> None:
        self._timer.stop()
        self._dwell.on("")
        self.gesture = None

    def _show(self) -> None:
        gesture = self.gesture
        self._canvas.refresh_marks()
        shape = gesture.cursor() if gesture is not None else Qt.CursorShape.ArrowCursor
        self._point(shape)

    def _point(self, shape: Qt.CursorShape) -> None:
        """The mouse looks so; told to the window system only where it looked otherwise."""
        viewport = self._canvas.viewport()
        if viewport.cursor().shape() is not shape:
            viewport.setCursor(shape)
