"""All sheets of a document lie one way, unless a person chose it the way its maps read best."""

from __future__ import annotations

import pytest

from journeyeditor.layout.pages import PageMode, PageOptions, Part, lying
from journeyeditor.layout.sheets import Orientation, parse_sheet
from journeyeditor.model.messages import untranslated
from tests.support.exports import sample_document
from tests.support.maps import generated_document
from tests.support.paper import map_layout
from tests.support.printed import DATE, document_with_insights, pages_of

ALL = tuple(Part)


@pytest.mark.parametrize(
    ("paper", "mode"),
    [("A4", PageMode.STAGES), ("A3", PageMode.ONE), ("300x600mm", PageMode.POSTER)],
)
def test_no_page_lies_another_way_than_the_others(paper: str, mode: PageMode) -> None:
    options = PageOptions(parse_sheet(paper), pages=mode, date=DATE, parts=ALL)
    pages = pages_of(sample_document("first-e-bike"), options)
    assert len({page.part for page in pages}) > 5
    assert len({page.width > page.height for page in pages}) == 1


def test_tall_maps_stand_and_wide_ones_lie() -> None:
    tall, wide = generated_document(60, 1, 2), generated_document(60, 8, 2)
    for document, way in ((tall, Orientation.PORTRAIT), (wide, Orientation.LANDSCAPE)):
        options = lying(document, map_layout(), PageOptions(parse_sheet("A3")), untranslated)
        assert options.orientation is way
        (page,) = pages_of(document, options)
        (free,) = pages_of(document, PageOptions(parse_sheet("A3")))
        assert (page.width, page.smallest_text) == (free.width, free.smallest_text)


@pytest.mark.parametrize("way", [Orientation.PORTRAIT, Orientation.LANDSCAPE])
def test_what_a_person_chose_counts(way: Orientation) -> None:
    options = PageOptions(parse_sheet("A4"), way, PageMode.STAGES, date=DATE, parts=ALL)
    for page in pages_of(document_with_insights(), options):
        assert (page.height > page.width) is (way is Orientation.PORTRAIT)


def test_without_maps_pages_lie() -> None:
    parts = (Part.PERSONA, Part.APPENDIX)
    for page in pages_of(document_with_insights(), PageOptions(parts=parts, date=DATE)):
        assert page.width > page.height


def test_the_blank_version_alone_decides_by_itself() -> None:
    options = PageOptions(parse_sheet("A4"), parts=(Part.BLANK, Part.PERSONA), date=DATE)
    pages = pages_of(generated_document(20, 1, 1), options)
    assert len({page.width > page.height for page in pages}) == 1
