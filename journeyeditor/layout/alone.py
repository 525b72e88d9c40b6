"""A map by itself: a page of just its size, for pictures that go into other documents."""

from __future__ import annotations

from dataclasses import replace

from journeyeditor.layout.drawing import Box, Group, Item, Rect
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.pages import Page
from journeyeditor.layout.placed import PlacedMap

MARGIN = 24.0
"""What is left free around a map, in map units."""


def map_page(
    placed: PlacedMap, *, ground: bool = True, margin: float = MARGIN, label: str = ""
) -> Page:
    """A map with a margin around it, a map unit one point; without `ground` its paper is left out."""
    width, height = placed.width + 2 * margin, placed.height + 2 * margin
    sheet = Rect(0, 0, width, height)
    picture = replace(placed.picture(), dx=margin, dy=margin, entity=placed.map, part="map")
    paper: tuple[Item, ...] = (Box(sheet, fill="paper"),) if ground else ()
    group = Group((*paper, picture), sheet, part="page", language=placed.frame.language)
    return Page(width, height, group, label, SMALL.size, map=placed.map)


def without_paper(page: Page) -> Page:
    """A page whose paper is left out, so that what lies under the picture shows through."""
    whole = Rect(0, 0, page.width, page.height)
    kept = tuple(
        item
        for item in page.group.items
        if not (isinstance(item, Box) and item.fill == "paper" and item.rect == whole)
    )
    return replace(page, group=replace(page.group, items=kept))
