"""A map in miniature: bars for its lines, and in a tiny one but the grounds of its cards."""

from __future__ import annotations

import pytest

from journeyeditor.layout.drawing import ORIGIN, Box, Glyphs, groups, walk
from journeyeditor.layout.paper.redraw import miniature
from tests.support.layouts import map_layout
from tests.support.maps import small_document

DOCUMENT = small_document()
PICTURE = map_layout().place(DOCUMENT, DOCUMENT.maps[0].id).picture()


def boxes(scale: float) -> list[tuple[object, ...]]:
    """What stands at the places of cards, however it is put together."""
    return [
        (round(spot.rect(leaf.rect).x, 6), round(spot.rect(leaf.rect).y, 6), leaf.fill, leaf.stroke)
        for leaf, spot in walk(miniature(PICTURE, scale))
        if isinstance(leaf, Box) and leaf.opacity == 1
    ]


def test_a_tiny_card_is_its_ground_where_it_stood() -> None:
    cards = [
        (next(i for i in group.items if isinstance(i, Box) and i.opacity == 1), spot)
        for group, spot in groups(PICTURE, ORIGIN)
        if group.part == "card"
    ]
    assert len(cards) > 3
    tiny = boxes(0.05)
    for box, spot in cards:
        at = spot.rect(box.rect)
        assert (round(at.x, 6), round(at.y, 6), box.fill, box.stroke) in tiny


@pytest.mark.parametrize("scale", [0.05, 0.5])
def test_nothing_of_it_is_read_or_led_to(scale: float) -> None:
    small = miniature(PICTURE, scale)
    assert not [leaf for leaf, _spot in walk(small) if isinstance(leaf, Glyphs)]
    assert all(group.tag is None and group.entity is None for group, _spot in groups(small, ORIGIN))
