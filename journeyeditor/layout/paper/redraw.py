"""A drawing drawn again: without what only one copy of it may have, or as a miniature of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from journeyeditor.layout.drawing import (
    ARTIFACT,
    ORIGIN,
    Bookmark,
    Box,
    Drawn,
    Glyphs,
    Group,
    Item,
    Leaf,
    Link,
    Rect,
    Spot,
    walk,
)

Redraw = Callable[[Leaf], Item | None]

_BAR_TOP, _BAR_HEIGHT, _BAR_OPACITY = 0.62, 0.5, 0.45
_LEAST_BARS = 0.12
_TEXTS = frozenset({"H1", "P", "TH"})
_PIECES = _TEXTS | {"LI", "Figure"}


def untagged(group: Group) -> Group:
    """The same picture without tags, for what is read elsewhere."""
    return replace(group, items=_again(group.items, _same, untagged), tag=None)


def read_where(group: Group, here: Callable[[Rect], bool], around: Spot = ORIGIN) -> Group:
    """The same picture whose pieces are read where `here` says so of their rectangles, and are mere marks elsewhere;
    what holds such pieces, as a table or a list does, stays what it is. `around` is where the group stands."""
    role = group.tag.role if group.tag is not None else ""
    if role in _PIECES:
        rect = _written(group, around) if role in _TEXTS else None
        read = here(rect or around.into(group).rect(group.bounds))
        return group if read else replace(group, tag=ARTIFACT)
    again = partial(read_where, here=here, around=around.into(group))
    return replace(group, items=_again(group.items, _same, again))


def _written(group: Group, around: Spot) -> Rect | None:
    """What the texts of a group take of its room; None where it has none."""
    rects = [
        spot.rect(Rect(leaf.x, leaf.y - leaf.size, leaf.width, leaf.size))
        for leaf, spot in walk(group, around)
        if isinstance(leaf, Glyphs)
    ]
    if not rects:
        return None
    left, top = min(r.x for r in rects), min(r.y for r in rects)
    return Rect(left, top, max(r.right for r in rects) - left, max(r.bottom for r in rects) - top)


def miniature(group: Group, scale: float) -> Group:
    """The same picture with bars for lines of text, and without them where they would be hair lines at this scale, as
    would be all that stands on a card: nothing in it is read, linked or led to."""
    tiny = scale < _LEAST_BARS
    inner = partial(_tiny if tiny else miniature, scale=scale)
    return replace(
        group,
        items=_again(group.items, _textless if tiny else _barred, inner),
        tag=None,
        entity=None,
        part="",
        layer=None,
        language="",
    )


def _tiny(group: Group, scale: float) -> Item:
    """The same of a group in a tiny miniature; of a card that is its ground, without the shadow that nobody sees."""
    boxes = [i for i in ground(group) if type(i) is Box] if group.part == "card" else []
    for box in boxes:
        if box.fill is not None and box.opacity == 1 and group.scale == 1:
            rect = box.rect.moved(group.dx, group.dy)
            return Box(rect, box.fill, box.stroke, box.stroke_width, box.radius)
    return miniature(group, scale)


def linked(group: Group, target: Callable[[str], str]) -> Group:
    """The same picture whose cards lead to a place of the document; their own links stay above that."""
    place = target(group.entity) if group.part == "card" and group.entity else ""
    if place:
        around = group.bounds
        link = Link(Rect(0, 0, around.w - 2, around.h - 4), f"#{place}")
        made = partial(_behind, link, group.items)
        return replace(group, items=Drawn(made, (link, *ground(group))))
    return replace(group, items=_again(group.items, _same, partial(linked, target=target)))


def ground(group: Group) -> Sequence[Item]:
    """What lies under all else in a card, which is known before the card is drawn."""
    return group.items.first if isinstance(group.items, Drawn) else group.items


def _behind(link: Link, items: Sequence[Item]) -> tuple[Item, ...]:
    return (link, *items)


def _same(leaf: Leaf) -> Item:
    return leaf


def _again(items: Iterable[Item], leaf: Redraw, group: Callable[[Group], Item]) -> Drawn:
    return Drawn(partial(_redrawn, items, leaf, group))


def _redrawn(
    items: Iterable[Item], leaf: Redraw, group: Callable[[Group], Item]
) -> tuple[Item, ...]:
    made = (group(item) if isinstance(item, Group) else leaf(item) for item in items)
    return tuple(item for item in made if item is not None)


def _barred(leaf: Leaf) -> Item | None:
    if isinstance(leaf, Bookmark | Link):
        return None
    if not isinstance(leaf, Glyphs):
        return leaf
    if not leaf.text.strip():
        return None
    height = _BAR_HEIGHT * leaf.size
    rect = Rect(leaf.x, leaf.y - _BAR_TOP * leaf.size, leaf.width, height)
    return Box(rect, fill=leaf.colour, radius=height / 2, opacity=_BAR_OPACITY)


def _textless(leaf: Leaf) -> Item | None:
    return None if isinstance(leaf, Bookmark | Link | Glyphs) else leaf
