"""Where a card's texts lead: the address under a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Link, walk
from journeyeditor.layout.links import is_address
from journeyeditor.ui.canvas.hit import Part

if TYPE_CHECKING:
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.ui.canvas.hit import Hit
    from journeyeditor.ui.canvas.view import Canvas

MAP_SIGN = "#"


def target_under(placed: PlacedMap | None, hit: Hit, x: float, y: float) -> str:
    """What a card's text leads to at a point of the body: an http, https or mailto address, `#` and a map's id, or ""."""
    found = placed.card(hit.entity) if placed is not None and hit.part is Part.CARD else None
    if found is None:
        return ""
    lane, card = found
    for leaf, spot in walk(card.group):
        if isinstance(leaf, Link) and spot.rect(leaf.rect).contains(x, y - lane.y):
            return leaf.target if _leads(leaf.target) else ""
    return ""


def follow(canvas: Canvas, target: str) -> None:
    """Asks for what a text leads to: an address, or `#` and the id of a map."""
    wanted = canvas.map_wanted if target.startswith(MAP_SIGN) else canvas.link_followed
    wanted.emit(target.removeprefix(MAP_SIGN))


def _leads(target: str) -> bool:
    return target.startswith(MAP_SIGN) or is_address(target)
