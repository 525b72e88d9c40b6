"""Bands of stages one below the other on a page, as systems of music are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from journeyeditor.layout.drawing import Bookmark, Rect, walk
from journeyeditor.layout.grid import View
from journeyeditor.layout.pages import Page, PageMode, PageOptions
from journeyeditor.layout.partition import BAND_GAP, Planner
from journeyeditor.layout.sheets import Orientation, parse_sheet
from tests.support.maps import generated_document
from tests.support.paper import map_layout
from tests.support.printed import DATE, pages_of, parts, running, texts

TALL = PageOptions(parse_sheet("300x600mm"), Orientation.PORTRAIT, pages=PageMode.STAGES, date=DATE)


def tops(page: Page) -> list[float]:
    return [rect.y for _g, rect in parts(page, "map")]


def test_bands_stand_on_one_page_where_that_makes_the_text_larger() -> None:
    document = generated_document(12, 6, 2)
    (one,) = pages_of(document, PageOptions(TALL.sheet, TALL.orientation, date=DATE))
    (page,) = pages_of(document, TALL)
    assert len(parts(one, "map")) == 1
    assert len(parts(page, "map")) > 1
    assert page.smallest_text >= 1.15 * one.smallest_text
    shown = [g.entity for g, _ in parts(page, "stage")]
    assert shown == [stage.id for stage in document.stages(document.maps[0].id)]


def test_each_band_but_the_last_says_that_it_goes_on_below() -> None:
    (page,) = pages_of(generated_document(12, 6, 2), TALL)
    drawn = parts(page, "map")
    marks = [rect for g, rect in parts(page, "continued") if "continued below" in texts(g)]
    assert len(marks) == len(drawn) - 1
    for (_above, first), (_below, second) in pairwise(drawn):
        assert first.bottom < second.y
        assert sum(first.bottom < mark.y and mark.bottom < second.y for mark in marks) == 1


def test_the_outline_leads_to_the_band_of_a_stage() -> None:
    (page,) = pages_of(generated_document(12, 6, 2), TALL)
    places = {leaf.y for leaf, _ in walk(page.group) if isinstance(leaf, Bookmark) and leaf.level}
    assert sorted(places) == pytest.approx(sorted(tops(page)))


@pytest.mark.parametrize("rtl", [False, True])
def test_bands_and_pages_of_a_map_begin_at_one_edge(rtl: bool) -> None:
    document = running(generated_document(90, 7, 2), rtl)
    pages = pages_of(
        document, PageOptions(TALL.sheet, pages=PageMode.STAGES, date=DATE, min_text=9)
    )
    assert len(pages) > 1
    drawn = [rect for page in pages for _g, rect in parts(page, "map")]
    edges = [rect.right if rtl else rect.x for rect in drawn]
    assert edges == pytest.approx([edges[0]] * len(edges))
    assert len({round(rect.w) for rect in drawn}) > 1


def test_a_plan_takes_no_more_pages_for_larger_text() -> None:
    document = generated_document(60, 6, 2)
    layout = map_layout()
    planner = Planner(document, layout, layout.place(document, document.maps[0].id))
    area = Rect(0, 0, 800, 1200)
    least = planner.plan(area, 0.5)
    best = planner.largest(area, 0.5, 2.0, len(least.pages))
    assert len(best.pages) == len(least.pages)
    fits = [
        min(min(area.w / page.width, area.h / page.height) for page in plan.pages)
        for plan in (least, best)
    ]
    assert fits[1] >= fits[0] >= 0.5
    for page in best.pages:
        placed = [layout.place(document, document.maps[0].id, View(b.stages)) for b in page.bands]
        if best.deep == 1:
            high = sum(p.height for p in placed) + BAND_GAP * (len(placed) - 1)
            assert page.height == pytest.approx(high)
