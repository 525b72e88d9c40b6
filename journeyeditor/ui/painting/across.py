"""Which items of a long group may be in sight: a lane has thousands, a window shows some twenty of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.layout.drawing import Item, Rect

LONG = 24
"""A group of fewer items is gone through as quickly as it is looked up."""

WIDE = 512.0
"""How many units of the group one division is wide."""

Span = tuple[int, int]


class Across:
    """The items of a group by the divisions they reach into, in their own order.

    What is no group, or as wide as the whole, counts as being everywhere.
    """

    def __init__(self, group: Group) -> None:
        self._items = group.items
        self._everywhere: list[int] = []
        self._divisions: dict[int, list[int]] = {}
        self._last: tuple[Span, Sequence[Item]] = (0, -1), ()
        for index, item in enumerate(group.items):
            self._put(index, item, group.bounds.w)

    def _put(self, index: int, item: Item, whole: float) -> None:
        if type(item) is not Group or item.bounds.w * item.scale >= whole:
            self._everywhere.append(index)
            return
        left = item.dx + item.bounds.x * item.scale
        for division in _divisions(left, left + item.bounds.w * item.scale):
            self._divisions.setdefault(division, []).append(index)

    def within(self, exposed: Rect) -> Sequence[Item]:
        """The items that may meet a rectangle in the group's coordinates; some of them may not."""
        found = _divisions(exposed.x, exposed.right)
        span = found.start, found.stop
        if self._last[0] != span:
            self._last = span, self._between(found)
        return self._last[1]

    def _between(self, divisions: range) -> Sequence[Item]:
        if len(divisions) >= len(self._divisions):
            return self._items
        kept = set(self._everywhere)
        kept.update(*(self._divisions.get(division, ()) for division in divisions))
        return [self._items[index] for index in sorted(kept)]


def is_long(group: Group) -> bool:
    """Whether looking a group's items up is quicker than going through them."""
    return type(group.items) is tuple and len(group.items) > LONG


def in_sight(group: Group, exposed: Rect) -> bool:
    """Whether anything of a group may show in a rectangle of what is around it."""
    # Asked for every card of a lane at every paint: tuple places are quicker than names here.
    x, y, w, h = group.bounds
    k = group.scale
    left, top = group.dx + x * k, group.dy + y * k
    return (
        left < exposed[0] + exposed[2]
        and left + w * k > exposed[0]
        and top < exposed[1] + exposed[3]
        and top + h * k > exposed[1]
    )


def _divisions(left: float, right: float) -> range:
    return range(math.floor(left / WIDE), math.floor(right / WIDE) + 1)
