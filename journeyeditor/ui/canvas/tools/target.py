"""Where a dragged card would land, and what to say where it can't."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from journeyeditor.model.messages import N_, Message, message
from journeyeditor.ui.canvas.camera import Strip, pane_of
from journeyeditor.ui.lane_kinds import CARDLESS

if TYPE_CHECKING:
    from journeyeditor.layout.placed import Column, PlacedLane
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

OUTSIDE = N_("Drop it on a cell of the map")
CARDLESS_LANE = N_("This lane holds no cards")
COLLAPSED = N_("Hold here to open this lane")


@dataclass(frozen=True, slots=True)
class Target:
    """A cell and the place in it, counted without the cards that move."""

    lane: PlacedLane
    column: Column
    at: int
    without: frozenset[str] = frozenset()


def lane_under(canvas: Canvas, pointer: Pointer) -> PlacedLane | None:
    """The lane under the mouse where its cells can be seen."""
    if pointer.strip is not Strip.BODY or canvas.hits is None:
        return None
    if not pane_of(canvas.panes, Strip.BODY).clip.contains(pointer.x, pointer.y):
        return None
    return canvas.hits.lane_at(pointer.my)


def target_at(
    canvas: Canvas, pointer: Pointer, without: frozenset[str] = frozenset()
) -> Target | None:
    """The cell under the mouse, None where no card can be put.

    A card takes the kind of the lane it is in, so every lane that holds cards takes every card.
    """
    lane = lane_under(canvas, pointer)
    column = canvas.placed.column_at(pointer.mx) if canvas.placed is not None else None
    if lane is None or column is None or lane.block.kind in CARDLESS or lane.block.collapsed:
        return None
    assert canvas.hits is not None
    return Target(lane, column, canvas.hits.insertion(lane, column, pointer.my, without), without)


def map_under(canvas: Canvas, pointer: Pointer) -> str:
    """Another map, whose tab outside the canvas is under the mouse; "" for none."""
    at = QPoint(round(pointer.x), round(pointer.y))
    if canvas.find_map is None or canvas.viewport().rect().contains(at):
        return ""
    found = canvas.find_map(canvas.viewport().mapToGlobal(at))
    return found if found != canvas.map_id else ""


def why_not(canvas: Canvas, pointer: Pointer) -> Message:
    """What to say where there is no target."""
    lane = lane_under(canvas, pointer)
    if lane is None:
        return message(OUTSIDE)
    if lane.block.kind in CARDLESS:
        return message(CARDLESS_LANE)
    return message(COLLAPSED) if lane.block.collapsed else message(OUTSIDE)
