"""A map over several pages: marks where it goes on, the curve carried over the edge, slim titles, hints."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from journeyeditor.layout.drawing import ARTIFACT, Rect, Shape, groups, walk
from journeyeditor.layout.furniture import TITLE_HEIGHT
from journeyeditor.layout.pages import (
    Page,
    PageMode,
    PageOptions,
    Part,
    density_hints,
    page_messages,
    size_warnings,
)
from journeyeditor.layout.partition import Planner
from journeyeditor.layout.sheets import LARGEST, Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Lane, LaneKind, Map, Rating
from journeyeditor.model.saved_views import SavedView, with_views
from tests.support.maps import generated_document
from tests.support.paper import map_layout
from tests.support.printed import DATE, pages_of, parts, said, texts

SPLIT = PageOptions(
    parse_sheet("A4"), Orientation.PORTRAIT, pages=PageMode.STAGES, date=DATE, min_text=7.0
)


def rated_throughout(document: Document) -> Document:
    """Every touchpoint rated by every persona."""
    made = {r.id: replace(r, value=1.0) for r in document.all(Rating)}
    return document.replaced(made)


def test_pages_say_where_the_map_comes_from_and_goes_on() -> None:
    pages = pages_of(generated_document(60, 6, 2), SPLIT)
    rows = len({tuple(g.entity for g, _ in parts(page, "label")) for page in pages})
    for number, page in enumerate(pages, 1):
        told = " ".join(" ".join(texts(g)) for g, _ in parts(page, "continued"))
        assert (f"continued on page {number + rows}" in told) == (number + rows <= len(pages))
        assert (f"continued from page {number - rows}" in told) == (number > rows)
        assert all(g.tag is ARTIFACT for g, _ in parts(page, "continued"))


def test_lanes_that_go_on_below_say_so() -> None:
    pages = pages_of(
        generated_document(200, 2, 2), replace(SPLIT, orientation=Orientation.LANDSCAPE)
    )
    told = " ".join(" ".join(texts(g)) for g, _ in parts(pages[0], "continued"))
    assert "further lanes: page 2" in told
    told = " ".join(" ".join(texts(g)) for g, _ in parts(pages[1], "continued"))
    assert "lanes above: page 1" in told


def test_marks_lie_beside_the_map() -> None:
    for page in pages_of(generated_document(60, 6, 2), SPLIT):
        ((_, drawn),) = parts(page, "map")
        for _group, rect in parts(page, "continued"):
            assert not rect.meets(drawn)
            assert Rect(0, 0, page.width, page.height).contains(rect.x, rect.y)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_line_that_runs_over_the_edge_has_a_tick_on_both_pages_at_one_height(
    language: str,
) -> None:
    document = rated_throughout(generated_document(60, 4, 2))
    document = document.replaced({"document": replace(document.info, language=language)})
    pages = pages_of(document, SPLIT)
    pages = tuple(p for p in pages if any(g.part == "curve" for g, _ in groups(p.group)))
    assert len(pages) > 1
    ltr = language == "en"
    for one, other in pairwise(pages):
        out, into = ticks(document, one, ltr), ticks(document, other, not ltr)
        assert [role for role, _y in out] == [role for role, _y in into] != []
        assert [y for _role, y in out] == pytest.approx([y for _role, y in into], abs=1e-3)
        # All is rated alike, so the lines run at the height of the faces.
        faces = {round(rect.centre[1], 1) for _g, rect in parts(one, "face")}
        (face,) = faces
        marks = [(leaf, spot) for g, s in groups(one.group) if g.part == "crossing"
                 for leaf, spot in walk(replace(g, dx=0, dy=0, scale=1), s)]  # fmt: skip
        for leaf, spot in marks:
            assert isinstance(leaf, Shape)
            (_x, top), (_same, bottom) = (step.points for step in leaf.outline)
            assert spot.point(0, (top + bottom) / 2)[1] == pytest.approx(face, abs=0.2)


def ticks(document: Document, page: Page, right: bool) -> list[tuple[str, float]]:
    """The ticks at the right or left edge of a page: their colours, and how far below the lane's top they stand."""
    ((_, drawn),) = parts(page, "map")
    ((_lane, band),) = [
        (g, rect)
        for g, rect in parts(page, "lane")
        if g.entity and document.one(Lane, g.entity).kind is LaneKind.EMOTION
    ]
    found = []
    for group, _rect in parts(page, "crossing"):
        for leaf, _spot in walk(group):
            assert isinstance(leaf, Shape)
            x, y = (n * group.scale for n in leaf.outline[0].points)
            if (x + group.dx > drawn.centre[0]) is right:
                found.append((str(leaf.stroke), (y + group.dy - band.y) / group.scale))
    return found


def test_a_plan_knows_how_large_its_pages_will_be() -> None:
    document = generated_document(120, 3, 2)
    layout = map_layout()
    whole = layout.place(document, document.maps[0].id)
    plan = Planner(document, layout, whole).plan(Rect(0, 0, 700, 500), 0.7)
    portions = [band for page in plan.pages for band in page.bands]
    assert len({portion.lanes for portion in portions}) > 1
    for portion in portions:
        placed = portion.placed()
        assert (placed.width, placed.height) == pytest.approx((portion.width, portion.height))
        assert tuple(head.id for head in placed.stages) == portion.stages
        assert tuple(lane.id for lane in placed.lanes) == portion.lanes


def test_later_pages_have_a_slim_title() -> None:
    first, *others = pages_of(generated_document(60, 6, 2), SPLIT)
    ((_, title),) = parts(first, "title")
    assert title.h == pytest.approx(TITLE_HEIGHT)
    for page in others:
        ((group, slim),) = parts(page, "title")
        assert slim.h < TITLE_HEIGHT * 0.6
        assert group.tag is ARTIFACT
        assert "Generated journey" in texts(group)


def test_a_sheet_of_the_maps_own_size_shows_it_in_full_size() -> None:
    options = PageOptions(parse_sheet("map"), date=DATE)
    (page,) = pages_of(generated_document(40, 5, 2), options)
    ((group, rect),) = parts(page, "map")
    assert group.scale == pytest.approx(1.0)
    assert page.width == pytest.approx(rect.w + 2 * options.margin, abs=1)
    assert not size_warnings([page], options)


def test_a_map_larger_than_a_page_can_be_is_made_to_fit_and_that_is_said() -> None:
    options = PageOptions(parse_sheet("map"), date=DATE)
    (page,) = pages_of(generated_document(0, 20, 5), options)
    assert max(page.width, page.height) <= LARGEST
    assert page.width > 0.9 * LARGEST
    (told,) = size_warnings([page], options)
    assert "5.08 m" in told.text()


def test_more_than_eight_steps_on_a_page_are_told() -> None:
    options = PageOptions(parse_sheet("A0"), date=DATE)
    crowded = pages_of(generated_document(0, 3, 3), options)
    (hint,) = density_hints(crowded, options)
    assert "9 steps" in hint.text()
    assert hint in page_messages(crowded, options)
    assert density_hints(pages_of(generated_document(0, 4, 2), options), options) == ()
    poster = replace(options, pages=PageMode.POSTER)
    assert density_hints(pages_of(generated_document(0, 3, 3), poster), poster) == ()


def test_a_saved_view_prints_as_the_screen_shows_it() -> None:
    document = generated_document(40, 3, 2)
    shown = document.maps[0]
    gone, slim = document.lanes(shown.id)[2:4]
    view = SavedView("v1", "For the board", shown.id, (gone.id,), (slim.id,), shown.personas[:1])
    document = document.replaced({"document": with_views(document.info, [view])})
    (page,) = pages_of(document, PageOptions(date=DATE, view="v1"))
    labels = {g.entity for g, _ in parts(page, "label")}
    assert gone.id not in labels
    assert slim.id in labels
    drawn = {g.entity for g, _ in parts(page, "card")}
    assert not drawn & {card.id for key in (gone.id, slim.id) for card in document.cards(key)}
    assert "Persona 1" in said(page)
    assert "Persona 2" not in said(page)
    (whole,) = pages_of(document, PageOptions(date=DATE, view="unknown"))
    assert gone.id in {g.entity for g, _ in parts(whole, "label")}
    assert document.one(Map, shown.id).personas == shown.personas


def test_saving_ink_is_another_palette() -> None:
    assert PageOptions().theme == "print"
    assert PageOptions(save_ink=True).theme == "print-save-ink"
    assert Part.LEGEND in PageOptions().parts
