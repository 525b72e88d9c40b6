"""What of the picture differs between two placed maps: the rectangles to paint anew, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout import outlines
from journeyeditor.layout.drawing import Bookmark, Box, Glyphs, Group, Link, Picture, Rect, Shape
from journeyeditor.ui.canvas.camera import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeyeditor.layout.drawing import Item
    from journeyeditor.layout.placed import PlacedLane, PlacedMap

Change = tuple[Strip, Rect]
FAR = 1e6
STRUCTURES = frozenset({"curve", "cells"})
"""The parts of groups that only hold others together: what is in them is compared one by one."""


def differences(old: PlacedMap, new: PlacedMap, visible: Rect) -> list[Change] | None:
    """The rectangles, in map units, where the pictures differ; None: everything may differ.

    Only what meets `visible` is compared, for nothing else is on the screen.
    """
    if _frame(old) != _frame(new):
        return None
    changes = [
        *_strip(Strip.HEAD, old.head, new.head),
        *_strip(Strip.CORNER, old.corner, new.corner),
    ]
    changes += _arrows(old, new)
    changes += _lanes(old, new, visible)
    return changes


def _frame(placed: PlacedMap) -> tuple[object, ...]:
    return (
        placed.map,
        placed.rtl,
        placed.width,
        placed.head_height,
        placed.label_x,
        placed.label_w,
        placed.columns,
    )


def _strip(strip: Strip, old: Group, new: Group) -> list[Change]:
    return [(strip, rect) for rect in changed_items(old.items, new.items)] if old != new else []


def _arrows(old: PlacedMap, new: PlacedMap) -> list[Change]:
    if old.arrows is new.arrows:
        return []
    return [(Strip.BODY, rect) for rect in changed_items(old.arrows.items, new.arrows.items)]


def _lanes(old: PlacedMap, new: PlacedMap, visible: Rect) -> list[Change]:
    changes: list[Change] = []
    for before, after in zip(old.lanes, new.lanes, strict=False):
        if before.id != after.id or before.y != after.y:
            return [*changes, *_everything_from(min(before.y, after.y))]
        if before.block is not after.block:
            changes += _lane(before, after, visible)
        if before.block.height != after.block.height:
            return [*changes, *_everything_from(min(before.bottom, after.bottom) - 2)]
    if len(old.lanes) != len(new.lanes):
        least = min(len(old.lanes), len(new.lanes))
        longer = old.lanes if len(old.lanes) > least else new.lanes
        changes += _everything_from(longer[least].y)
    return changes


def _everything_from(y: float) -> list[Change]:
    rect = Rect(-FAR, y, 2 * FAR, FAR)
    return [(Strip.BODY, rect), (Strip.LABELS, rect)]


def _lane(old: PlacedLane, new: PlacedLane, visible: Rect) -> list[Change]:
    seen = visible.moved(0, -new.y)
    height = max(old.block.height, new.block.height)
    if old.block.height != new.block.height:
        rect = Rect(-FAR, new.y, 2 * FAR, height)
        return [(Strip.BODY, rect), (Strip.LABELS, rect)]
    found = changed_items(_items(old.block.body), _items(new.block.body))
    body = [(Strip.BODY, rect.moved(0, new.y)) for rect in found if rect.meets(seen)]
    if old.block.label is new.block.label or old.block.label == new.block.label:
        return body
    return [*body, (Strip.LABELS, Rect(-FAR, new.y, 2 * FAR, height))]


def _items(group: Group) -> Sequence[Item]:
    """The group's own items, or the group itself where they have coordinates of their own."""
    return [group] if group.dx or group.dy or group.scale != 1 else group.items


def changed_items(old: Iterable[Item], new: Iterable[Item]) -> list[Rect]:
    """Where items are that only one of the two lists holds; of structures that both have, where these differ."""
    before, after = list(old), list(new)
    kept = {id(item) for item in before} & {id(item) for item in after}
    before = [item for item in before if id(item) not in kept]
    after = [item for item in after if id(item) not in kept]
    found: list[Rect] = []
    # Among thousands of cards there are a few of them.
    twins = _structures(after)
    for item in _structures(before):
        twin = next((one for one in twins if _same_structure(item, one)), None)
        if twin is not None:
            before = [one for one in before if one is not item]
            after = [one for one in after if one is not twin]
            twins = [one for one in twins if one is not twin]
            found += changed_items(item.items, twin.items)
    return found + [bounds(item) for item in (*_without(before, after), *_without(after, before))]


def _structures(items: Iterable[Item]) -> list[Group]:
    return [item for item in items if isinstance(item, Group) and item.part in STRUCTURES]


def _same_structure(old: Group, new: Group) -> bool:
    """Whether two groups are one part of the picture, such as the lines of a curve, with other things in it."""
    return (
        old.part == new.part
        and old.clip == new.clip
        and (old.dx, old.dy, old.scale) == (new.dx, new.dy, new.scale) == (0, 0, 1)
    )


def _without(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    there: dict[tuple[object, ...], list[Item]] = {}
    for other in others:
        there.setdefault(_where(other), []).append(other)
    return [
        item for item in items if not any(item == other for other in there.get(_where(item), ()))
    ]


def _where(item: Item) -> tuple[object, ...]:
    """What equal items have in common and is compared quickly; a card need not be drawn to tell that it moved."""
    if isinstance(item, Group):
        return item.dx, item.dy, item.bounds, item.entity
    if isinstance(item, Glyphs):
        return item.x, item.y, item.text
    if isinstance(item, Shape):
        return item.x, item.y, item.fill, item.stroke, item.outline[:2]
    return (item.y,) if isinstance(item, Bookmark) else (item.rect,)


def bounds(item: Item) -> Rect:
    """A rectangle around all that an item paints, in the coordinates that it stands in."""
    if isinstance(item, Group):
        inner, k = item.bounds, item.scale
        return Rect(item.dx + inner.x * k, item.dy + inner.y * k, inner.w * k, inner.h * k)
    if isinstance(item, Box):
        return item.rect.grown(item.stroke_width)
    if isinstance(item, Shape):
        return _shape_bounds(item)
    if isinstance(item, Glyphs):
        width = item.width or (item.dx[-1] if item.dx else 0.0)
        return Rect(item.x, item.y - item.size, width, 1.5 * item.size).grown(item.size / 2)
    if isinstance(item, Picture | Link):
        return item.rect
    return Rect(0, 0, 0, 0)


def _shape_bounds(shape: Shape) -> Rect:
    raw, k = outlines.bounds(shape.outline), shape.scale
    left = shape.x if shape.mirrored else shape.x + raw.x * k
    width = (raw.x + raw.w + 20) * k if shape.mirrored else raw.w * k
    return Rect(left, shape.y + raw.y * k, width, raw.h * k).grown(shape.stroke_width)
