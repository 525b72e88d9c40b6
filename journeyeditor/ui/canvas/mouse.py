"""The mouse on the canvas: hovering, clicking, and which gesture a press grows into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtWidgets import QApplication

from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.hit import NOTHING, Hit, Part
from journeyeditor.ui.canvas.tools.band import Band
from journeyeditor.ui.canvas.tools.drag_cards import DragCards
from journeyeditor.ui.canvas.tools.gesture import NO_MODIFIER, Gesture, Pointer
from journeyeditor.ui.canvas.tools.pan import Pan
from journeyeditor.ui.canvas.tools.rate import RateDrag
from journeyeditor.ui.canvas.tools.reorder import DragLane, DragStage, DragStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent

    from journeyeditor.ui.canvas.view import Canvas

TICK_MS = 16
ZONE = 48.0
"""Pixels from the viewport's edge within which a drag scrolls the map."""

FASTEST = 900.0
"""Pixels a second that the map scrolls at the very edge."""

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
_RIGHT = Qt.MouseButton.RightButton

_CURSORS: dict[Part, Qt.CursorShape] = {
    Part.POINT: Qt.CursorShape.SizeVerCursor,
    Part.ADD_STAGE: Qt.CursorShape.PointingHandCursor,
    Part.ADD_STEP: Qt.CursorShape.PointingHandCursor,
    Part.ADD_LANE: Qt.CursorShape.PointingHandCursor,
}


class Mouse:
    """Owns the gesture under way. The canvas hands it every mouse event."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._pressed: Pointer | None = None
        self._last: Pointer | None = None
        self.gesture: Gesture | None = None
        self.panning = False
        self._timer = QTimer(canvas)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._begin: dict[Part, Callable[[Pointer], Gesture | None]] = {
            Part.CARD: lambda p: DragCards(canvas, p),
            Part.POINT: lambda p: RateDrag(canvas, p),
            Part.STAGE: lambda p: DragStage(canvas, p),
            Part.STEP: lambda p: DragStep(canvas, p),
            Part.LANE: lambda p: DragLane(canvas, p),
            Part.CELL: lambda p: Band(canvas, p),
            Part.NOTHING: lambda p: Band(canvas, p),
        }

    def pointer(
        self, position: QPoint | QPointF, modifiers: Qt.KeyboardModifier = NO_MODIFIER
    ) -> Pointer:
        canvas = self._canvas
        x, y = float(position.x()), float(position.y())
        if canvas.hits is None or not canvas.panes:
            return Pointer(x, y, Strip.BODY, x, y, NOTHING, modifiers)
        strip, mx, my = canvas.to_map(x, y)
        return Pointer(x, y, strip, mx, my, canvas.hits.at(strip, mx, my), modifiers)

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
            self._context(pointer, event)
        elif event.button() == _LEFT:
            self._pressed = pointer
            self._choose(pointer)

    def _context(self, pointer: Pointer, event: QMouseEvent) -> None:
        """A right click selects first."""
        hit = pointer.hit
        if hit.entity not in self._canvas.editor.selection:
            self._canvas.point_at(hit)
        self._canvas.context_requested.emit(hit, event.globalPosition().toPoint())

    def _choose(self, pointer: Pointer) -> None:
        canvas, hit = self._canvas, pointer.hit
        if pointer.holds(_SHIFT, _CTRL) and hit.entity and hit.part is not Part.POINT:
            canvas.toggle(hit.entity, only_add=pointer.holds(_SHIFT))
        elif hit.part in {Part.ADD_STAGE, Part.ADD_STEP, Part.ADD_LANE}:
            return
        elif hit.entity in canvas.editor.selection and hit.part is Part.CARD:
            # Which card is meant is known at the release: until then all of them may be dragged.
            canvas.place_cursor(hit)
        elif not pointer.holds(_SHIFT, _CTRL):
            canvas.point_at(hit)

    def move(self, event: QMouseEvent) -> None:
        pointer = self.pointer(event.position(), event.modifiers())
        self._last = pointer
        if self.gesture is not None:
            self.gesture.move(pointer)
            self._show()
        elif self._pressed is not None and event.buttons() & _LEFT:
            self._maybe_start(pointer)
        else:
            self.hover(pointer.hit)

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
            gesture.move(pointer)
            self._show()

    def _start(self, gesture: Gesture) -> None:
        self.gesture = gesture
        self._pressed = None
        self._canvas.hover = NOTHING
        if gesture.scrolls_across or gesture.scrolls_down:
            self._timer.start()
        self._show()

    def release(self, event: QMouseEvent) -> None:
        pointer = self.pointer(event.position(), event.modifiers())
        gesture, pressed = self.gesture, self._pressed
        self._pressed = None
        if gesture is not None:
            self._stop()
            gesture.drop(pointer)
            self._show()
        elif pressed is not None and event.button() == _LEFT:
            self._click(pressed)

    def _click(self, pointer: Pointer) -> None:
        canvas, hit = self._canvas, pointer.hit
        if hit.part is Part.CARD and not pointer.holds(_SHIFT, _CTRL):
            canvas.point_at(hit)
        elif canvas.editable and hit.part is Part.ADD_STAGE:
            canvas.commands.add_stage()
        elif canvas.editable and hit.part is Part.ADD_STEP:
            canvas.commands.add_step(hit.entity)
        elif canvas.editable and hit.part is Part.ADD_LANE:
            canvas.offer_lanes()

    def double_click(self, event: QMouseEvent) -> None:
        hit = self.pointer(event.position(), event.modifiers()).hit
        self._pressed = None
        if event.button() != _LEFT or not self._canvas.editable:
            return
        if hit.part in {Part.CARD, Part.STAGE, Part.STEP, Part.LANE}:
            self._canvas.edit(hit.entity, hit.field)
        elif hit.part is Part.CELL:
            self._canvas.commands.add_card(hit.lane, hit.step, hit.at)

    def hover(self, hit: Hit) -> None:
        canvas = self._canvas
        if hit != canvas.hover:
            canvas.hover = hit
            canvas.refresh_marks()
        shape = _CURSORS.get(hit.part, Qt.CursorShape.ArrowCursor)
        canvas.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self.panning else shape)

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

    def own(self, gesture: Gesture | None) -> None:
        """A drag from outside the canvas begins or, None, is over."""
        if gesture is None:
            self._stop()
            self._show()
        else:
            self._start(gesture)

    def modifiers_changed(self, modifiers: Qt.KeyboardModifier) -> None:
        """Shift, Alt or Ctrl went down or up during a gesture, which may mean another thing now."""
        if self.gesture is not None and self._last is not None:
            last = self._last
            self._last = self.pointer(QPointF(last.x, last.y), modifiers)
            self.gesture.move(self._last)
            self._show()

    def track(self, pointer: Pointer) -> None:
        """A drag from outside the canvas moved."""
        self._last = pointer
        if self.gesture is not None:
            self.gesture.move(pointer)
            self._show()

    def tick(self) -> None:
        """Scrolls the map while a drag is held near the edge."""
        last, gesture = self._last, self.gesture
        if last is None or gesture is None:
            return
        size = self._canvas.viewport().size()
        dx = _pull(last.x, size.width()) if gesture.scrolls_across else 0.0
        dy = _pull(last.y, size.height()) if gesture.scrolls_down else 0.0
        if not dx and not dy:
            return
        before = self._canvas.camera
        self._canvas.scroll_by(dx, dy)
        if self._canvas.camera != before:
            self.track(self.pointer(QPointF(last.x, last.y), last.modifiers))

    def _stop(self) -> None:
        self._timer.stop()
        self.gesture = None

    def _show(self) -> None:
        gesture = self.gesture
        self._canvas.refresh_marks()
        shape = gesture.cursor() if gesture is not None else Qt.CursorShape.ArrowCursor
        self._canvas.viewport().setCursor(shape)


def _pull(at: float, size: float) -> float:
    """How many pixels the map moves in one tick, for a mouse at `at` of `size`."""
    step = FASTEST * TICK_MS / 1000
    if at < ZONE:
        return step * min(1.0, (ZONE - at) / ZONE)
    if at > size - ZONE:
        return -step * min(1.0, (at - size + ZONE) / ZONE)
    return 0.0
