"""What drags that end in a cell share: the target that makes room, lanes that open, and the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.patch import NOTHING
from journeyeditor.ui.canvas.peek import Peek
from journeyeditor.ui.canvas.tools.gesture import Gesture
from journeyeditor.ui.canvas.tools.room import Manner, Room, room_for
from journeyeditor.ui.canvas.tools.target import (
    Target,
    lane_under,
    map_under,
    target_at,
    why_not,
)

if TYPE_CHECKING:
    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

BELOW = 34.0
"""How far under the mouse the reason stands, in pixels."""


class CellDrag(Gesture):
    """Something is carried over the cells. `height` is how much room it wants, in map units."""

    travels = True

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._span = 1
        self._room: Room | None = None
        self._refusal: Message | None = None
        self._x = self._y = 0.0
        self._map = canvas.map_id
        self._peek = Peek(canvas)
        self.target: Target | None = None

    def aim(self, pointer: Pointer, without: frozenset[str] = frozenset()) -> None:
        """The mouse is here now."""
        self._x, self._y = pointer.x, pointer.y
        self.target = target_at(self._canvas, pointer, without)
        self._refusal = None if self.target is not None else why_not(self._canvas, pointer)

    def rests_on(self, pointer: Pointer) -> str:
        """A collapsed lane, or the tab of another map."""
        lane = lane_under(self._canvas, pointer)
        if lane is not None and lane.block.collapsed:
            return f"lane {lane.id}"
        other = map_under(self._canvas, pointer)
        return f"map {other}" if other else ""

    def rested(self, key: str) -> None:
        kind, _, entity = key.partition(" ")
        if kind == "lane":
            self._peek.open(entity)
        else:
            self._peek.close()
            self._canvas.map_wanted.emit(entity)

    def cancel(self) -> None:
        self.close_lanes()
        if self._map is not None and self._map != self._canvas.map_id:
            self._canvas.map_wanted.emit(self._map)

    def opened(self, *lanes: str) -> Patch:
        """What leaves lanes open that were opened for the drag, as something is dropped there."""
        patch = NOTHING
        for lane in dict.fromkeys(lanes):
            patch = patch.then(self._peek.keeping(lane))
        return patch

    def shown(self) -> Document:
        """The document as the canvas shows it, with the lanes that were opened for the drag."""
        return self._peek.shown()

    def close_lanes(self) -> None:
        """Lanes that were opened for the drag are as they were."""
        self._peek.close()

    def room_marks(self, manner: Manner = Manner.GROWS) -> tuple[Mark, ...]:
        """The target cell with its gap."""
        if self.target is None:
            return ()
        self._room = room_for(
            self._canvas, self.target, self._height, self._room, self._span, manner
        )
        return self._room.under + self._room.over

    def reason_marks(self) -> tuple[Mark, ...]:
        """Why it can't be dropped here."""
        canvas = self._canvas
        if self._refusal is None or not canvas.viewport().rect().contains(
            round(self._x), round(self._y)
        ):
            return ()
        return (self.words(self._refusal.text(canvas.translate)),)

    def words(self, text: str) -> Mark:
        """A sentence under the mouse."""
        return self._canvas.overlay.bubble_at(self._x, self._y + BELOW, text)
