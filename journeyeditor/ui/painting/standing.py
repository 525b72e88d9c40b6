"""What stands on what: the grounds of lanes, and what they leave bare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Group, Rect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.layout.placed import PlacedMap

ROUND, SOFT = 16.0, 3.0
"""Within so many units of a map's side the corners of lanes are round, within so many of a lane's edge it is soft."""


def ground_of(body: Group) -> Group | None:
    """The ground that all of a lane stands on; None for one without, such as a divider."""
    ground = body.items[0] if body.items else None
    if not isinstance(ground, Group) or not ground.items:
        return None
    box = ground.items[0]
    return ground if type(box) is Box and box.fill is not None and box.opacity == 1 else None


def bare(placed: PlacedMap, exposed: Rect) -> Iterator[Rect]:
    """What no ground of a lane covers of a rectangle of the map, and a little more: round corners, soft edges."""
    left, right = min(ROUND, exposed.right), max(placed.width - ROUND, exposed.x)
    if exposed.x < left:
        yield Rect(exposed.x, exposed.y, left - exposed.x, exposed.h)
    if right < exposed.right:
        yield Rect(right, exposed.y, exposed.right - right, exposed.h)
    y = exposed.y
    for lane in placed.lanes:
        if lane.bottom < exposed.y or lane.y > exposed.bottom or not ground_of(lane.block.body):
            continue
        if lane.y + SOFT > y:
            yield Rect(exposed.x, y, exposed.w, lane.y + SOFT - y)
        y = lane.bottom - SOFT
    if y < exposed.bottom:
        yield Rect(exposed.x, y, exposed.w, exposed.bottom - y)
