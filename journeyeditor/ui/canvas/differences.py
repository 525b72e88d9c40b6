"""What of the picture differs between two placed maps: the rectangles to paint anew, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout import outlines
from journeyeditor.layout.drawing import Box, Glyphs, Group, Link, Picture, Rect, Shape
from journeyeditor.ui.canvas.camera import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeyeditor.layout.drawing import Item
    from journeyeditor.layout.placed import PlacedLane, PlacedMap

Change = tuple[Strip, Rect]
FAR = 1e6


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
    found = changed_items(_flat(old.block.body, seen), _flat(new.block.body, seen))
    body = [(Strip.BODY, rect.moved(0, new.y)) for rect in found]
    if old.block.label is new.block.label or old.block.label == new.block.label:
        return body
    return [*body, (Strip.LABELS, Rect(-FAR, new.y, 2 * FAR, height))]


def _flat(group: Group, visible: Rect) -> list[Item]:
    """The group's own items that meet `visible`."""
    if group.dx or group.dy or group.scale != 1:
        return [group]
    return [item for item in group.items if bounds(item).meets(visible)]


def changed_items(old: Iterable[Item], new: Iterable[Item]) -> list[Rect]:
    """Where items are that only one of the two lists holds."""
    before, after = list(old), list(new)
    kept = {id(item) for item in before} & {id(item) for item in after}
    before = [item for item in before if id(item) not in kept]
    after = [item for item in after if id(item) not in kept]
    return [bounds(item) for item in (*_without(before, after), *_without(after, before))]


def _without(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    return [item for item in items if not any(item == other for other in others)]


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
