"""What makes pages look set by hand: nothing left over, nothing unnamed, things one below the other on tall pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.drawing import Glyphs, Rect, Shape, groups, walk
from journeyeditor.layout.pages import Page, PageMode, PageOptions, Part, Poster
from journeyeditor.layout.paper.marks import CHECK_LENGTH
from journeyeditor.layout.sheets import Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Stage
from tests.support.exports import sample_document
from tests.support.maps import generated_document
from tests.support.printed import (
    DATE,
    document_with_insights,
    pages_of,
    parts,
    running,
    said,
    texts,
    within,
)

TALL = PageOptions(parse_sheet("A3"), Orientation.PORTRAIT, PageMode.STAGES, date=DATE)
BIKE = sample_document("first-e-bike")


def composed(document: Document, *chosen: Part, options: PageOptions = TALL) -> list[Page]:
    return [*pages_of(document, replace(options, parts=chosen))]


def heights(page: Page, part: str) -> list[Rect]:
    return [rect for _group, rect in parts(page, part)]


def test_on_a_tall_cover_the_map_stands_below_the_texts_across_the_page() -> None:
    (page,) = composed(BIKE, Part.COVER)
    ((_group, picture),) = parts(page, "small-map")
    assert picture.w > 0.9 * (page.width - 2 * TALL.margin)
    runs = [
        spot.rect(Rect(g.x, g.y, g.width, 1))
        for g, spot in walk(page.group)
        if isinstance(g, Glyphs)
    ]
    assert runs
    assert all(run.y < picture.y or run.y > picture.bottom for run in runs)
    assert max(run.y for run in runs) > picture.bottom


def test_on_a_tall_page_a_persona_fills_it_from_the_top_down() -> None:
    (page, *_rest) = composed(BIKE, Part.PERSONA)
    curves = heights(page, "small-curve")
    assert len(curves) == 2
    assert curves[0].bottom <= curves[1].y
    assert all(curve.w == pytest.approx(page.width - 2 * TALL.margin) for curve in curves)
    assert curves[-1].bottom > 0.75 * page.height
    assert within(curves[-1], Rect(0, 0, page.width, page.height).grown(-TALL.margin))
    for word in ("Goals", "Needs", "Frustrations", "Expectations", "Marta"):
        assert word in said(page)


def test_a_persona_with_more_to_tell_than_a_tall_page_holds_goes_on() -> None:
    document = document_with_insights()
    people = {p.id: replace(p, goals="a goal of some words\n" * 150) for p in document.personas}
    pages = composed(document.replaced(people), Part.PERSONA)
    assert len(pages) > len(people)
    assert said(*pages).count("a goal of some words") == 150 * len(people)


@pytest.mark.parametrize("lies", [Orientation.PORTRAIT, Orientation.LANDSCAPE])
@pytest.mark.parametrize("rtl", [False, True])
def test_every_stage_is_named_below_a_small_curve_and_no_name_lies_on_another(
    lies: Orientation, rtl: bool
) -> None:
    options = replace(TALL, sheet=parse_sheet("A4"), orientation=lies)
    document = running(BIKE, rtl)
    titles = [stage.title for stage in document.stages(document.maps[0].id)]
    for page in composed(document, Part.PERSONA, options=options):
        for curve, _rect in parts(page, "small-curve"):
            named = [
                leaf for leaf, _ in walk(curve) if isinstance(leaf, Glyphs) and leaf.text in titles
            ]
            assert sorted(leaf.text for leaf in named) == sorted(titles)
            boxes = [Rect(leaf.x, leaf.y - 6, leaf.width, 6) for leaf in named]
            assert not [1 for i, a in enumerate(boxes) for b in boxes[:i] if a.meets(b)]
            assert all(box.x >= 0 and box.right <= curve.bounds.w for box in boxes)


def test_the_columns_of_insights_end_at_about_one_height() -> None:
    page = composed(BIKE, Part.INSIGHTS)[0]
    entries = heights(page, "insight")
    middle = page.width / 2
    left = max(rect.bottom for rect in entries if rect.x < middle)
    right = max(rect.bottom for rect in entries if rect.x >= middle)
    assert abs(left - right) < 0.3 * page.height


def test_three_columns_save_a_page_of_insights() -> None:
    options = replace(TALL, sheet=parse_sheet("A4"), orientation=Orientation.LANDSCAPE)
    document = BIKE.replaced({BIKE.maps[1].id: None})
    (page,) = composed(document, Part.INSIGHTS, options=options)
    assert "Lowest points" in said(page)
    ((_matrix, matrix),) = parts(page, "matrix")
    assert matrix.w < 0.4 * page.width


@pytest.mark.parametrize("mode", [PageMode.ONE, PageMode.STAGES])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_cells_of_the_blank_version_share_out_the_height_that_is_left(
    mode: PageMode, paper: str
) -> None:
    options = replace(TALL, sheet=parse_sheet(paper), pages=mode)
    document = generated_document(20, 4, 2)
    blank, printed = (composed(document, part, options=options) for part in (Part.BLANK, Part.MAP))
    assert len(blank) <= len(printed) + 1
    for page in blank:
        ((_foot, foot),) = parts(page, "footer")
        maps = heights(page, "map")
        assert maps[-1].bottom <= foot.y
    ends = [heights(page, "map")[-1].bottom for page in blank]
    # As high as the page, or as high as rows may be.
    lanes = [
        rect.h / (page.smallest_text / 10.5) for page in blank for rect in heights(page, "lane")
    ]
    assert max(ends) > 0.85 * blank[0].height or max(lanes) > 320


def test_a_map_alone_on_a_page_stands_in_its_middle() -> None:
    options = replace(TALL, pages=PageMode.ONE)
    (page,) = composed(generated_document(12, 6, 2), Part.MAP, options=options)
    ((_title, title),), ((_foot, foot),) = parts(page, "title"), parts(page, "footer")
    ((_map, shown),) = parts(page, "map")
    above, below = shown.y - title.bottom, foot.y - shown.bottom
    assert above > 50
    assert above == pytest.approx(below, abs=1)


@pytest.mark.parametrize("rtl", [False, True])
def test_marks_stand_at_the_edges_of_the_map_and_not_of_the_page(rtl: bool) -> None:
    document = running(generated_document(200, 2, 2), rtl)
    options = replace(TALL, sheet=parse_sheet("A4"), orientation=Orientation.LANDSCAPE)
    found = 0
    for page in composed(document, Part.MAP, options=options):
        ((_map, shown),) = parts(page, "map")
        for group, mark in parts(page, "continued"):
            words = " ".join(texts(group))
            found += 1
            assert shown.x - 1 <= mark.x and mark.right <= shown.right + 1
            if "further lanes" in words:
                assert 0 <= mark.y - shown.bottom < 20
                assert mark.centre[0] == pytest.approx(shown.centre[0], abs=1)
            if "continued on" in words:
                assert (
                    mark.x == pytest.approx(shown.x)
                    if rtl
                    else mark.right == pytest.approx(shown.right)
                )
    assert found > 2


def test_bands_alone_on_a_page_stand_in_its_middle_and_begin_at_one_edge() -> None:
    (page,) = composed(
        generated_document(12, 6, 2),
        Part.MAP,
        options=replace(TALL, sheet=parse_sheet("300x600mm")),
    )
    bands = heights(page, "map")
    assert len(bands) > 1
    assert len({round(band.x, 3) for band in bands}) == 1
    widest = max(bands, key=lambda band: band.w)
    assert widest.centre[0] == pytest.approx(page.width / 2)


@pytest.mark.parametrize("paper", ["A4", "A5", "Letter"])
def test_the_line_of_100_mm_ends_before_the_plan_of_the_poster(paper: str) -> None:
    options = replace(
        TALL, sheet=parse_sheet(paper), orientation=Orientation.LANDSCAPE, pages=PageMode.POSTER
    )
    page = composed(generated_document(40), Part.MAP, options=replace(options, poster=Poster()))[0]
    ((_plan, plan),) = parts(page, "plan")
    lines = [
        spot.rect(Rect(leaf.x, leaf.y, 1, 1)).x
        for group, spot in groups(page.group)
        for leaf in group.items
        if isinstance(leaf, Shape) and leaf.stroke == "ink" and not leaf.fill
    ]
    start = min(lines)
    assert start + CHECK_LENGTH <= plan.x + 1


def test_what_belongs_together_is_not_torn_apart_in_the_appendix() -> None:
    runs = [text for page in composed(BIKE, Part.APPENDIX) for text in texts(page)]
    assert "Impact\u00a05" in " ".join(runs)
    assert not [
        text for text in runs if text.rstrip().endswith(("Confidence:", "Impact", "Effort"))
    ]


def test_dates_between_words_from_right_to_left_are_not_turned_round() -> None:
    inn = sample_document("old-town-inn")
    found = [
        leaf
        for page in composed(inn, Part.INSIGHTS)
        for leaf, _ in walk(page.group)
        if isinstance(leaf, Glyphs) and "2026-05-20" in leaf.text
    ]
    assert found
    for leaf in found:
        seen = "".join(leaf.text[cluster] for cluster in leaf.clusters)
        # Its first figure is one with the sign before it.
        assert "026-05-20" in seen


def test_a_document_with_nothing_between_its_stages_still_has_all_pages() -> None:
    document = generated_document(0, 3, 1)
    bare = {stage.id: replace(stage, title="", goal="") for stage in document.all(Stage)}
    assert not [*document.all(Card)]
    made = {page.part for page in composed(document.replaced(bare), *Part)}
    assert {Part.COVER, Part.MAP, Part.PERSONA, Part.BLANK} <= made
