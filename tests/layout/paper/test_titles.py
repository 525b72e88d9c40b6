"""Pages without a title block, and the slim strip of those that go on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.drawing import Glyphs, Rect, walk
from journeyeditor.layout.pages import PageMode, PageOptions, Part
from journeyeditor.layout.sheets import parse_sheet
from tests.support.maps import generated_document
from tests.support.printed import (
    DATE,
    document_with_insights,
    pages_of,
    parts,
    printable,
    running,
    said,
    within,
)

ALL = tuple(Part)


@pytest.mark.parametrize("mode", PageMode)
def test_without_title_blocks_no_page_has_one(mode: PageMode) -> None:
    document = document_with_insights()
    info = replace(document.info, client="Client Ltd", confidentiality="Secret")
    document = document.replaced({"document": info})
    options = PageOptions(parse_sheet("A3"), pages=mode, date=DATE, parts=ALL)
    full, bare = pages_of(document, options), pages_of(document, replace(options, titles=False))
    for pages, named in ((full, True), (bare, False)):
        inner = [page for page in pages if page.part is not Part.COVER]
        assert any(parts(page, "title") for page in inner) is named
        assert ("Client Ltd" in said(*inner)) is named
        # The cover is a part of its own.
        assert "Client Ltd" in said(*pages)
    numbered = [page for page in bare if page.part is Part.APPENDIX]
    assert all(f"of {len(bare)}" in said(page) for page in numbered)


def test_the_map_takes_the_room_that_the_title_leaves() -> None:
    document = generated_document(40)
    options = PageOptions(parse_sheet("200x150mm"), date=DATE, parts=(Part.MAP,))
    (full,), (bare,) = (
        pages_of(document, options),
        pages_of(document, replace(options, titles=False)),
    )
    assert bare.smallest_text > full.smallest_text
    ((_group, rect),) = parts(bare, "map")
    assert within(rect, printable(bare, options.margin))


def test_the_parts_beside_maps_begin_at_the_margin() -> None:
    options = PageOptions(parse_sheet("A4"), date=DATE, parts=(Part.APPENDIX,), titles=False)
    for page in pages_of(document_with_insights(), options):
        (found,) = parts(page, str(Part.APPENDIX))
        assert found[1].y == pytest.approx(options.margin)


@pytest.mark.parametrize("words", ["", "A long organisation with many words in its name " * 2])
def test_facts_in_a_slim_strip_fill_its_lines_evenly(words: str) -> None:
    document = document_with_insights()
    info = replace(
        document.info, author="Research team", organisation=words or "Sample studio",
        version_label="1.2", client="Client with a name of some length", project="Project of a year",
    )  # fmt: skip
    document = document.replaced({"document": info})
    options = PageOptions(parse_sheet("A4"), date=DATE, parts=(Part.INSIGHTS,))
    page = pages_of(document, options)[0]
    ((_block, rect),) = parts(page, "title")
    assert rect.h <= 0.25 * page.height
    assert within(rect, Rect(0, 0, page.width, page.height))
    assert "Research team" in said(page) and DATE in said(page)


def test_facts_follow_each_other_as_the_page_runs() -> None:
    """Also where all of them are words of another direction."""
    document = running(document_with_insights(), True)
    info = replace(document.info, version_label="7", language="ar")
    document = document.replaced({"document": info})
    options = PageOptions(parse_sheet("A3"), date=DATE, parts=(Part.MAP,))
    ((block, _rect),) = parts(pages_of(document, options)[0], "title")
    runs = [leaf for leaf, _ in walk(block) if isinstance(leaf, Glyphs)]
    at = {run.text.strip("\u2068\u2069 "): run.x for run in runs}
    date = next(x for text, x in at.items() if text.startswith("2026"))
    assert at["As-is"] > date
