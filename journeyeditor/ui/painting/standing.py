"""What stands on what: the grounds of lanes, what they leave bare, and which groups touch none of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Group, Rect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeyeditor.layout.drawing import Item
    from journeyeditor.layout.placed import PlacedMap

ROUND, SOFT = 16.0, 3.0
"""Within so many units of a map's side the corners of lanes are round, within so many of a lane's edge it is soft."""

ROOM = 4.0
"""Units that must lie between two groups, so that their pictures in whole pixels don't meet where they are small."""


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


def apart(items: Sequence[Item]) -> frozenset[int]:
    """The identities of the groups that lie apart from all others; none where there is anything but groups."""
    if not all(type(item) is Group for item in items):
        return frozenset()
    places = sorted((_place(item) for item in items if isinstance(item, Group)), key=_left)
    found = {place[4] for place in places}
    begun: list[tuple[float, float, float, float, int]] = []
    for place in places:
        left, top, _right, bottom, key = place
        begun = [other for other in begun if other[2] + ROOM > left]
        for other in begun:
            if other[1] < bottom + ROOM and top < other[3] + ROOM:
                found -= {key, other[4]}
        begun.append(place)
    return frozenset(found)


def _left(place: tuple[float, float, float, float, int]) -> float:
    return place[0]


def _place(group: Group) -> tuple[float, float, float, float, int]:
    x, y, w, h = group.bounds
    k = group.scale
    left, top = group.dx + x * k, group.dy + y * k
    return left, top, left + w * k, top + h * k, id(group)
