"""Where a map stands on a poster: with its title right above and its legend right below, where few cards are cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.layout.drawing import Group, Rect, groups
from journeyeditor.layout.pages import Page, PageMode, PageOptions, Part, Poster
from journeyeditor.layout.paper.room import GAP
from journeyeditor.layout.sheets import MM, parse_sheet
from tests.support.maps import generated_document
from tests.support.printed import DATE, pages_of, parts, running, within

A4 = PageOptions(parse_sheet("A4"), pages=PageMode.POSTER, date=DATE)
MARGIN = 5 * MM


def put_together(options: PageOptions, cards: int = 40, rtl: bool = False) -> Page:
    """The first sheet with the whole poster on it, uncut."""
    pages = pages_of(running(generated_document(cards, 4, 2), rtl), options)
    tiles = [
        (page, group)
        for page in pages
        for group, _ in groups(page.group)
        if group.part == "tile" and group.clip is not None
    ]
    page, group = tiles[0]
    shown = group.items[0]
    assert isinstance(shown, Group)
    return replace(page, group=shown)


def only(page: Page, part: str) -> Rect:
    ((_group, rect),) = parts(page, part)
    return rect


def scale_of(page: Page, part: str) -> float:
    """By what a part is drawn larger than it was laid out."""
    ((group, rect),) = parts(page, part)
    return rect.w / group.bounds.w


papers = st.sampled_from(["A5", "A4", "A3", "A1", "Letter"])
wishes = st.sampled_from(
    [Poster(), Poster(scale=0.4), Poster(scale=2.0), Poster(across=1, down=1), Poster(across=3, down=2)]
)  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(papers, wishes, st.booleans())
def test_title_map_and_legend_stand_together_inside_the_sheets(
    paper: str, wish: Poster, rtl: bool
) -> None:
    page = put_together(replace(A4, sheet=parse_sheet(paper), poster=wish), rtl=rtl)
    title, shown, legend = only(page, "title"), only(page, "map"), only(page, "footer")
    assert shown.y - title.bottom == pytest.approx(GAP, abs=0.1)
    assert legend.y - shown.bottom == pytest.approx(GAP, abs=0.1)
    assert title.w == pytest.approx(legend.w)
    inside = page.group.bounds.grown(0.02 - MARGIN)
    assert all(within(rect, inside) for rect in (title, shown, legend))


@settings(max_examples=8, deadline=None)
@given(papers, wishes)
def test_title_and_legend_are_hardly_larger_than_the_texts_of_the_map(
    paper: str, wish: Poster
) -> None:
    page = put_together(replace(A4, sheet=parse_sheet(paper), poster=wish))
    most = max(1.0, 1.4 * scale_of(page, "map"))
    assert scale_of(page, "title") <= most + 1e-6
    assert scale_of(page, "footer") <= most + 1e-6


@pytest.mark.parametrize("paper", ["A5", "A4", "A2"])
@pytest.mark.parametrize(
    "wish", [Poster(across=1, down=1), Poster(across=4, down=1), Poster(across=1, down=3)]
)
def test_a_map_fills_the_sheets_that_it_is_fitted_to(paper: str, wish: Poster) -> None:
    page = put_together(replace(A4, sheet=parse_sheet(paper), poster=wish))
    room = page.group.bounds.grown(-MARGIN)
    title, legend, shown = only(page, "title"), only(page, "footer"), only(page, "map")
    assert max((legend.bottom - title.y) / room.h, shown.w / room.w) > 0.985


def test_a_poster_in_true_scale_takes_no_sheet_that_stays_empty() -> None:
    pages = pages_of(generated_document(40, 4, 2), replace(A4, poster=Poster(scale=1.0)))
    for page in pages:
        windows = [group.clip for group, _ in groups(page.group) if group.part == "tile"]
        for window in windows:
            assert window is not None
            found = [rect for part in ("map", "title", "footer") for _, rect in parts(page, part)]
            on_sheet = Rect(0, 0, page.width, page.height)
            assert any(rect.meets(on_sheet) for rect in found)


@pytest.mark.parametrize("wish", [Poster(scale=1.0), Poster(across=3, down=2)])
def test_the_cells_of_a_blank_poster_share_out_the_height_of_its_sheets(wish: Poster) -> None:
    options = replace(A4, poster=wish, parts=(Part.BLANK,))
    page = put_together(options)
    room = page.group.bounds.grown(-MARGIN)
    filled = (only(page, "map").bottom - only(page, "title").y) / room.h
    lanes = [rect.h for _, rect in parts(page, "lane")]
    assert filled > 0.93 or max(lanes) > 320 * scale_of(page, "map")


def test_a_poster_of_one_sheet_stands_in_its_middle() -> None:
    page = put_together(replace(A4, sheet=parse_sheet("A1")))
    whole, title, legend = page.group.bounds, only(page, "title"), only(page, "footer")
    assert title.y - whole.y == pytest.approx(whole.bottom - legend.bottom, abs=0.1)
    assert title.x - whole.x == pytest.approx(whole.right - title.right, abs=0.1)
