"""Dragging the edges of step heads and lane labels: how wide the steps and how high a lane."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from journeyeditor.editing.operations.sizes import set_lane_height, set_step_width
from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.model.entities import Lane, Map
from journeyeditor.model.messages import N_, message
from journeyeditor.model.rules import MAX_STEP_WIDTH, MIN_STEP_WIDTH
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.tools.gesture import Gesture
from journeyeditor.ui.lengths import FINER, length_words

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

STEP_WIDTH, LANE_HEIGHT = N_("Step width"), N_("Lane height")
WIDTH_IS, HEIGHT_IS = N_("Step width {width}"), N_("Lane height {height}")
AUTOMATIC = N_("As high as it needs")

SWIFT_S = 0.025
"""A map that is laid out within so many seconds follows the mouse itself; for a larger one lines do, until it rests."""

REST_MS = 140
_SNAP = 5.0
_BELOW = 30.0


class StepWidthDrag(Gesture):
    """The edge of one step follows the mouse, and all steps are as wide as that makes it. One undo step."""

    scrolls_down = False

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        assert canvas.placed is not None and canvas.map_id is not None
        self._canvas = canvas
        self._document = canvas.editor.document
        self._map = canvas.map_id
        self._pointer = pressed
        column = canvas.placed.column_of(pressed.hit.step)
        assert column is not None
        self._index = column.index
        self._rtl = canvas.placed.rtl
        edge = column.x if self._rtl else column.right
        self._off = canvas.body_point(pressed.x, 0)[0] - edge
        self.width = self._document.one(Map, self._map).step_width
        self._slow = False
        self._rest = QTimer(canvas)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._follow)
        canvas.editor.begin(message(STEP_WIDTH))

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        placed = self._canvas.placed
        if placed is None or not placed.columns:
            return
        x = self._canvas.body_point(pointer.x, 0)[0] - self._off
        first = placed.columns[0]
        far = first.right - x if self._rtl else x - first.x
        wanted = round(min(max(far / (self._index + 1), MIN_STEP_WIDTH), MAX_STEP_WIDTH))
        if wanted == self.width:
            return
        self.width = float(wanted)
        if self._slow:
            self._rest.start()
        else:
            self._follow()

    def _follow(self) -> None:
        """The map as it is with this width."""
        canvas = self._canvas
        if not canvas.editor.in_gesture or canvas.placed is None:
            return
        before, begun = canvas.placed.width, perf_counter()
        if not canvas.preview(set_step_width(self._document, self._map, self.width)):
            return
        self._slow = perf_counter() - begun > SWIFT_S
        if self._rtl:
            # A mirrored map grows to the left: its labels stay where they are.
            canvas.scroll_by((before - canvas.placed.width) * canvas.zoom, 0)
        canvas.refresh_marks()

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._rest.stop()
        self._follow()
        if self._canvas.editor.in_gesture:
            self._canvas.editor.end(self._canvas.origin)
        self._rest.deleteLater()

    def cancel(self) -> None:
        self._rest.stop()
        self._rest.deleteLater()
        self.width = self._document.one(Map, self._map).step_width
        self._slow = False
        self._follow()
        if self._canvas.editor.in_gesture:
            self._canvas.editor.cancel()

    def marks(self) -> tuple[Mark, ...]:
        """The width in words, and where the steps would end where the map is not there yet."""
        canvas = self._canvas
        width = length_words(self.width, canvas.units, canvas.translate, FINER)
        words = canvas.translate(WIDTH_IS).format(width=width)
        bubble = canvas.overlay.bubble_at(self._pointer.x, self._pointer.y + _BELOW, words)
        return (*self._lines(), bubble)

    def _lines(self) -> tuple[Mark, ...]:
        placed = self._canvas.placed
        if placed is None or not placed.columns:
            return ()
        first = placed.columns[0]
        shown = range(len(placed.columns)) if self._lagging() else (self._index,)
        thick = 1.5 / self._canvas.zoom
        ends = [
            first.right - (i + 1) * self.width if self._rtl else first.x + (i + 1) * self.width
            for i in shown
        ]
        top = placed.steps[0].rect.y if placed.steps else 0.0
        return tuple(
            mark
            for x in ends
            for mark in (
                _line(Strip.HEAD, Rect(x - thick / 2, top, thick, placed.head_height - top)),
                _line(Strip.BODY, Rect(x - thick / 2, top, thick, placed.height - top)),
            )
        )

    def _lagging(self) -> bool:
        placed = self._canvas.placed
        return placed is not None and placed.columns[0].w != self.width

    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.SplitHCursor


def _line(strip: Strip, rect: Rect) -> Mark:
    return Mark(strip, rect.grown(1), (Box(rect, "accent"),))


class LaneHeightDrag(Gesture):
    """The lower edge of a lane follows the mouse; near the height that it needs it snaps to that. One undo step."""

    scrolls_across = False

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        self._canvas = canvas
        self._key = pressed.hit.lane
        self._document = canvas.editor.document
        self._pointer = pressed
        self.height = self._document.one(Lane, self._key).min_height
        self._least = self._needed()
        lane = canvas.placed.lane(self._key) if canvas.placed is not None else None
        assert lane is not None
        self._off = canvas.body_point(0, pressed.y)[1] - lane.bottom
        canvas.editor.begin(message(LANE_HEIGHT))

    def _needed(self) -> float:
        """How high the lane is where nothing is asked of it, in map units."""
        canvas, patch = self._canvas, set_lane_height(self._document, [self._key], None)
        assert canvas.placed is not None
        after = patch.apply(self._document)
        placed = canvas.map_layout.replace(canvas.placed, self._document, after, patch.touched())
        lane = placed.lane(self._key)
        return lane.block.height if lane is not None else 0.0

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        canvas = self._canvas
        lane = canvas.placed.lane(self._key) if canvas.placed is not None else None
        if lane is None or not canvas.editor.in_gesture:
            return
        high = canvas.body_point(0, pointer.y)[1] - self._off - lane.y
        wanted = None if high <= self._least + _SNAP else float(round(high))
        if wanted != self.height:
            self.height = wanted
            canvas.preview(set_lane_height(self._document, [self._key], wanted))

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        if self._canvas.editor.in_gesture:
            self._canvas.editor.end(self._canvas.origin)

    def cancel(self) -> None:
        if self._canvas.editor.in_gesture:
            self._canvas.editor.cancel()

    def marks(self) -> tuple[Mark, ...]:
        canvas = self._canvas
        words = canvas.translate(AUTOMATIC)
        if self.height is not None:
            height = length_words(self.height, canvas.units, canvas.translate, FINER)
            words = canvas.translate(HEIGHT_IS).format(height=height)
        bubble = canvas.overlay.bubble_at(self._pointer.x, self._pointer.y + _BELOW, words)
        lane = canvas.placed.lane(self._key) if canvas.placed is not None else None
        if lane is None or canvas.placed is None:
            return (bubble,)
        thick = 2 / canvas.zoom
        rect = Rect(canvas.placed.label_x, lane.bottom - thick / 2, canvas.placed.label_w, thick)
        return _line(Strip.LABELS, rect), bubble

    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.SplitVCursor
