"""Rating by dragging a face up and down on the curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.editing.operations.ratings import rate
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas.tools.gesture import Gesture

if TYPE_CHECKING:
    from journeyeditor.layout.placed import CurvePoint
    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

RATE = N_("Rate touchpoint")
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class RateDrag(Gesture):
    """A point of the curve follows the mouse from level to level; with Shift in steps of 0.1. One undo step."""

    scrolls_across = False

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        point = pressed.hit.point
        assert point is not None and canvas.map_id is not None
        self._canvas = canvas
        self._point: CurvePoint = point
        self._lane = pressed.hit.lane
        self._document = canvas.editor.document
        self._scale = self._document.one(Map, canvas.map_id).scale
        self.value = point.value
        canvas.editor.begin(message(RATE))

    def move(self, pointer: Pointer) -> None:
        wanted = self._value_at(pointer)
        if wanted is None or wanted == self.value or not self._canvas.editor.in_gesture:
            return
        self.value = wanted
        point = self._point
        patch = rate(self._document, [point.card], point.persona, wanted, point.layer)
        self._canvas.preview(patch)

    def _value_at(self, pointer: Pointer) -> float | None:
        placed = self._canvas.placed
        lane = placed.lane(self._lane) if placed is not None else None
        if lane is None or lane.block.plot is None:
            return None
        _x, y = self._canvas.body_point(pointer.x, pointer.y, self._lane)
        value = scales.from_goodness(self._scale, lane.block.plot.goodness(y - lane.y))
        if pointer.holds(_SHIFT):
            return round(value, 1)
        return float(scales.nearest_level(self._scale, value))

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        if self._canvas.editor.in_gesture:
            self._canvas.editor.end(self._canvas.origin, select=[self._point.card])

    def cancel(self) -> None:
        if self._canvas.editor.in_gesture:
            self._canvas.editor.cancel()

    def marks(self) -> tuple[Mark, ...]:
        """A ring round the face, and beside it the level with its face, number and name."""
        placed = self._canvas.placed
        lane = placed.lane(self._lane) if placed is not None else None
        if lane is None or self.value is None:
            return ()
        point = next((p for p in lane.block.points if self._same(p)), None)
        if point is None:
            return ()
        overlay = self._canvas.overlay
        at = point.x, lane.y + point.y
        share = scales.goodness(self._scale, self.value)
        number = scales.value_text(self.value, self._canvas.translate)
        name = scales.level_name(self._scale, self.value)
        return overlay.halo(point, lane.y), overlay.face_chip(at, share, number, name)

    def _same(self, point: CurvePoint) -> bool:
        own = self._point
        return (point.card, point.persona, point.layer) == (own.card, own.persona, own.layer)

    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.SizeVerCursor
