"""The logo at work: in the corner of the map, and only there where nobody prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from journeyeditor.layout.drawing import Box, Glyphs, Picture, Rect, Shape, walk
from journeyeditor.layout.logo import PLATE
from journeyeditor.layout.metrics import LABEL_WIDTH
from journeyeditor.layout.pages import PageOptions, compose_document
from journeyeditor.layout.palette import Palette, contrast
from journeyeditor.model.entities import Direction, Image
from journeyeditor.model.messages import untranslated
from tests.support.layouts import RESOURCES, map_layout
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from journeyeditor.layout.drawing import Group
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.model.document import Document

LAYOUT = map_layout()
KEY = "e" * 64


def with_logo(width: int, height: int, direction: Direction = Direction.AUTO) -> Document:
    document = generated_document(20)
    shown = document.maps[0]
    logo = Image(id=KEY, media_type="image/png", width=width, height=height, alt="Client")
    return document.replaced(
        {
            "document": replace(document.info, logo=KEY),
            KEY: logo,
            shown.id: replace(shown, direction=direction),
        }
    )


def placed_of(document: Document) -> PlacedMap:
    return LAYOUT.place(document, document.maps[0].id)


def drawn(group: Group) -> tuple[Rect, Rect]:
    """The rectangles of the plate and of the logo on it."""
    leaves = [(leaf, spot) for leaf, spot in walk(group)]
    ((plate, _spot),) = [one for one in leaves if isinstance(one[0], Box)]
    ((logo, _spot),) = [one for one in leaves if isinstance(one[0], Picture)]
    assert isinstance(plate, Box) and isinstance(logo, Picture)
    assert (plate.fill, logo.key) == (PLATE, KEY)
    return plate.rect, logo.rect


@pytest.mark.parametrize("size", [(300, 100), (10, 400), (4000, 20), (1, 1), (64, 64)])
@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_it_stands_on_its_plate_beside_the_stages(
    size: tuple[int, int], direction: Direction
) -> None:
    placed = placed_of(with_logo(*size, direction))
    plate, logo = drawn(placed.corner)
    assert plate.x < logo.x and logo.right < plate.right
    assert plate.y < logo.y and logo.bottom < plate.bottom
    assert logo.w / logo.h == pytest.approx(size[0] / size[1])
    column = Rect(placed.label_x, 0, LABEL_WIDTH, placed.head_height)
    assert column.x <= plate.x and plate.right <= column.right
    assert plate.y >= 0 and plate.bottom <= column.bottom
    begins = plate.x - column.x if direction is Direction.LTR else column.right - plate.right
    assert begins == pytest.approx(10)
    assert placed.corner.bounds.h <= placed.head_height


def test_lock_and_names_stand_below_it() -> None:
    document = with_logo(300, 100)
    shown = document.maps[0]
    plate, _logo = drawn(placed_of(document).corner)
    locked = placed_of(document.replaced({shown.id: replace(shown, locked=True)}))
    below = [
        spot.rect(Rect(leaf.x, leaf.y, 0, 0)).y
        for leaf, spot in walk(locked.corner)
        if isinstance(leaf, Shape | Glyphs) and leaf.y
    ]
    assert below
    assert min(below) >= plate.bottom


def test_a_map_without_a_logo_is_as_it_was() -> None:
    document = generated_document(20)
    corner = placed_of(document).corner
    assert not [leaf for leaf, _spot in walk(corner) if isinstance(leaf, Box | Picture)]
    broken = document.replaced({"document": replace(document.info, logo=KEY)})
    assert placed_of(broken).corner == corner


def test_another_logo_is_drawn_at_once() -> None:
    before = generated_document(20)
    after = with_logo(300, 100)
    placed = LAYOUT.replace(placed_of(before), before, after, {"document", KEY})
    assert drawn(placed.corner) == drawn(placed_of(after).corner)


def test_it_stands_once_on_paper() -> None:
    document = with_logo(300, 100)
    pages = compose_document(document, map_layout(working=False), PageOptions(), untranslated)
    for page in pages:
        found = [leaf for leaf, _spot in walk(page.group) if isinstance(leaf, Picture)]
        assert [leaf.key for leaf in found] == [KEY]


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast", "print", "print-save-ink"])
def test_the_plate_is_as_light_as_paper_in_every_theme(theme: str) -> None:
    palette = Palette.load(RESOURCES / "themes" / f"{theme}.json")
    assert contrast(palette.hex(PLATE), "#ffffff") < 1.1
