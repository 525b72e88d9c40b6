"""Where a dragged card would land, and how that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.ui.canvas import marks
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.lane_kinds import CARDLESS

if TYPE_CHECKING:
    from journeyeditor.layout.placed import Column, PlacedLane
    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas


@dataclass(frozen=True, slots=True)
class Target:
    """A cell and the place in it, counted without the cards that move."""

    lane: PlacedLane
    column: Column
    at: int
    without: frozenset[str] = frozenset()


def target_at(
    canvas: Canvas, pointer: Pointer, without: frozenset[str] = frozenset()
) -> Target | None:
    """The cell under the mouse, None where no card can be put.

    A card takes the kind of the lane it is in, so every lane that holds cards takes every card.
    """
    if pointer.strip is not Strip.BODY or canvas.hits is None or canvas.placed is None:
        return None
    lane = canvas.hits.lane_at(pointer.my)
    column = canvas.placed.column_at(pointer.mx)
    if lane is None or column is None or lane.block.kind in CARDLESS or lane.block.collapsed:
        return None
    return Target(lane, column, canvas.hits.insertion(lane, column, pointer.my, without), without)


def target_marks(canvas: Canvas, target: Target) -> tuple[Mark, ...]:
    """The cell tinted, and a line where the card goes."""
    assert canvas.hits is not None
    cell = canvas.hits.cell_rect(target.lane, target.column).grown(-3)
    line = canvas.hits.insertion_mark(target.lane, target.column, target.at, target.without)
    return (
        marks.tint(Strip.BODY, cell, "drop", "drop.line", canvas.zoom),
        marks.bar(Strip.BODY, line, "drop.line", canvas.zoom),
    )
