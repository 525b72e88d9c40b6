"""The sheets of a poster, painted and put together, are the one large sheet, pixel by pixel."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops

from journeyeditor.export.pdf import pdf_bytes
from journeyeditor.layout.drawing import Group, groups
from journeyeditor.layout.pages import Page, PageMode, PageOptions, Poster
from journeyeditor.layout.sheets import MM, Orientation, parse_sheet
from tests.support.maps import generated_document
from tests.support.paper import INFO, fonts, palette
from tests.support.printed import DATE, pages_of, running


def painted(page: Page) -> Image.Image:
    data = pdf_bytes([page], fonts=fonts(), palette=palette(), image=lambda _key: None, info=INFO)
    with pypdfium2.PdfDocument(data) as document:
        picture: Image.Image = document[0].render(scale=1).to_pil().convert("RGB")
        return picture


def differing(one: Image.Image, other: Image.Image) -> tuple[int, int]:
    """By how many levels two pictures differ at most, and in how many pixels by more than 16."""
    levels = ImageChops.difference(one, other).convert("L").histogram()
    far = max(level for level, count in enumerate(levels) if count)
    return far, sum(levels[17:])


@pytest.mark.parametrize(
    ("paper", "way", "overlap", "across", "down", "rtl"),
    [
        ("Letter", Orientation.AUTO, 10, 2, 2, False),
        ("Letter", Orientation.PORTRAIT, 0, 3, 1, True),
        ("Tabloid", Orientation.LANDSCAPE, 30, 1, 2, False),
        ("Legal", Orientation.PORTRAIT, 17.3, 2, 1, True),
    ],
)
def test_sheets_put_together_are_the_one_sheet(
    paper: str, way: Orientation, overlap: float, across: int, down: int, rtl: bool
) -> None:
    # These measure whole points, so that a pixel of a sheet is a pixel of the poster.
    poster = Poster(overlap * MM, across=across, down=down)
    options = PageOptions(parse_sheet(paper), way, PageMode.POSTER, poster=poster, date=DATE)
    document = running(generated_document(40, 4, 2), rtl)
    pages = [p for p in pages_of(document, options) if p.trim is not None]
    assert len(pages) == across * down
    shown = [next(g for g, _ in groups(page.group) if g.part == "tile") for page in pages]
    whole = shown[0].items[0]
    assert isinstance(whole, Group)
    size = round(whole.bounds.w), round(whole.bounds.h)
    sheet = painted(
        replace(pages[0], width=size[0], height=size[1], group=whole, trim=None, bleed=None)
    )
    glued = Image.new("RGB", size)
    for page, group in zip(pages, shown, strict=True):
        trim = page.trim
        assert trim is not None
        box = (trim.x, trim.y, trim.right, trim.bottom)
        glued.paste(painted(page).crop(box), (round(group.bounds.x), round(group.bounds.y)))
    # A page's own height enters the sums of whoever paints it, so edges may differ by a hair.
    far, count = differing(sheet, glued)
    assert far < 128
    assert count < size[0] * size[1] * 5e-4
    far, count = differing(sheet, ImageChops.offset(glued, 1, 0))
    assert count > size[0] * size[1] * 5e-3
