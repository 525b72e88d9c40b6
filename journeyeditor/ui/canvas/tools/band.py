"""The rubber band: selects the cards it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.tools.gesture import Gesture

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas


class Band(Gesture):
    """From where the mouse was pressed to where it is; Shift or Ctrl keep what was selected before.

    `before` is what was selected until the press, which comes back where the band is given up.
    """

    def __init__(self, canvas: Canvas, pressed: Pointer, before: frozenset[str]) -> None:
        self._canvas = canvas
        keeps = pressed.holds(
            Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        )
        self._before = before
        self._kept = canvas.editor.selection if keeps else frozenset[str]()
        self._anchor = canvas.body_point(pressed.x, pressed.y)
        self._rect = Rect(*self._anchor, 0, 0)

    def move(self, pointer: Pointer) -> None:
        x, y = self._canvas.body_point(pointer.x, pointer.y)
        ax, ay = self._anchor
        self._rect = Rect(min(x, ax), min(y, ay), abs(x - ax), abs(y - ay))
        self._canvas.editor.select(self._kept | self._touched())

    def _touched(self) -> frozenset[str]:
        placed = self._canvas.placed
        lanes = placed.lanes if placed is not None else ()
        return frozenset(
            card.id
            for lane in lanes
            for card in lane.block.cards
            if card.rect.moved(0, lane.y).meets(self._rect)
        )

    def cancel(self) -> None:
        self._canvas.editor.select(self._before)

    def marks(self) -> tuple[Mark, ...]:
        width = 1 / self._canvas.zoom
        fill = Box(self._rect, "accent", opacity=0.08)
        edge = Box(self._rect, stroke="accent", stroke_width=width)
        return (Mark(Strip.BODY, self._rect.grown(2 * width), (fill, edge)),)
