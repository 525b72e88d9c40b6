"""Pages that are filled: no rows, entries or names left alone on a last page, maps and curves across the page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.drawing import Bookmark, Rect, groups, walk
from journeyeditor.layout.pages import Page, PageMode, PageOptions, Part
from journeyeditor.layout.partition import partition
from journeyeditor.layout.sheets import Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image, Persona, Quote
from tests.support.exports import sample_document
from tests.support.maps import generated_document
from tests.support.printed import DATE, overlapping, pages_of, parts, printable, said, texts, within
from tests.support.sources import fixed_ids

BIKE, MOVING = sample_document("first-e-bike"), sample_document("moving-flat-blueprint")
TALL = PageOptions(parse_sheet("A4"), Orientation.PORTRAIT, PageMode.STAGES, date=DATE)
WIDE = replace(TALL, orientation=Orientation.LANDSCAPE)


def composed(document: Document, part: Part, options: PageOptions = TALL) -> list[Page]:
    return [*pages_of(document, replace(options, parts=(part,)))]


def quoted(count: int) -> Document:
    """A small map with so many quotes."""
    document = generated_document(4, 1, 1)
    card = document.cards(document.lanes(document.maps[0].id)[0].id)[0]
    ids = fixed_ids(3)
    quotes = [
        Quote(id=ids.new(), card=card.id, order=f"a{i:03}", text=f"Said {i}", participant="P1")
        for i in range(count)
    ]
    return document.replaced({one.id: one for one in quotes})


def quotes_on(page: Page) -> int:
    return " ".join(texts(page)).count("“Said")


@pytest.mark.parametrize("count", [16, 18, 20, 22, 24, 26])
def test_few_quotes_are_not_left_alone_on_a_last_page(count: int) -> None:
    found = [quotes_on(page) for page in composed(quoted(count), Part.APPENDIX, WIDE)]
    assert sum(found) == count
    assert found[-1] >= min(count, 8)


def test_quotes_that_one_page_holds_are_not_torn() -> None:
    """The cards' table of this map leaves half a page."""
    pages = composed(BIKE, Part.APPENDIX)
    heads = [said(page).count("Quotes and their sources") for page in pages]
    assert sum(heads) == len(BIKE.maps)
    assert "(continued)" not in said(*pages).partition("Quotes and their sources")[2][:60]


def test_details_in_a_narrow_column_begin_no_line_with_a_blank() -> None:
    for page in composed(MOVING, Part.APPENDIX):
        lines = [group for group, _ in groups(page.group) if group.part == "row"]
        assert lines
        assert not [
            text for text in texts(page) if text.startswith("\u00a0") and text.strip(" \u00a0·")
        ]


def test_the_last_page_of_insights_is_filled_column_by_column() -> None:
    *_before, last = composed(MOVING, Part.INSIGHTS)
    entries = [rect for _group, rect in parts(last, "insight")]
    starts = sorted({round(rect.x) for rect in entries})
    assert len(starts) == 2
    ends = [max(r.bottom for r in entries if round(r.x) == x) for x in starts]
    assert abs(ends[0] - ends[1]) < 0.2 * last.height


def unknown(document: Document, *, but: int = 0) -> Document:
    """The document with nothing known of its personas but their names, beside the first so many."""
    shown = document.maps[0]
    ids = fixed_ids(8)
    more = [Persona(id=ids.new(), order=f"z{i}", name=f"Somebody {i}") for i in range(4)]
    people = (*shown.personas[:but], *(one.id for one in more))
    rest = {one.id: replace(one, personas=()) for one in document.maps}
    return document.replaced(
        {**rest, shown.id: replace(shown, personas=people), **{one.id: one for one in more}}
    )


@pytest.mark.parametrize("options", [TALL, WIDE])
def test_personas_with_only_a_name_share_a_page(options: PageOptions) -> None:
    *full, page = composed(unknown(BIKE, but=1), Part.PERSONA, options)
    assert len(full) == 1
    assert "Marta" in said(full[0])
    titles = [g for g, _ in groups(page.group) if g.tag and g.tag.role == "H1"]
    assert len(titles) == 4
    named = [leaf.title for leaf, _ in walk(page.group) if isinstance(leaf, Bookmark)]
    assert named == [f"Somebody {i}" for i in range(4)]
    portraits = [
        s.rect(g.bounds) for g, s in groups(page.group) if g.tag and g.tag.role == "Figure"
    ]
    assert len(portraits) == 4
    assert not overlapping(portraits)
    assert all(within(rect, printable(page, options.margin)) for rect in portraits)


def test_more_personas_than_a_page_holds_take_another() -> None:
    document = unknown(BIKE)
    image = Image(id="e" * 64, media_type="image/png", width=100, height=260, alt="Them")
    people = {
        one.id: replace(one, portrait=image.id)
        for one in document.personas
        if one.name.startswith("Some")
    }
    pages = composed(document.replaced({**people, image.id: image}), Part.PERSONA, WIDE)
    assert 1 <= len(pages) < 4
    assert said(*pages).count("Somebody") == 4
    for page in pages:
        found = [
            s.rect(g.bounds) for g, s in groups(page.group) if g.tag and g.tag.role == "Figure"
        ]
        assert all(within(rect, printable(page, WIDE.margin)) for rect in found)


@pytest.mark.parametrize("name", ["moving-flat-blueprint", "saas-onboarding"])
def test_the_pages_of_a_curve_are_as_wide_as_the_page_and_of_one_scale(name: str) -> None:
    options = TALL if name.startswith("moving") else WIDE
    pages = composed(sample_document(name), Part.CURVE, options)
    assert len(pages) > 1
    found = [(s.scale, s.rect(g.bounds)) for page in pages
             for g, s in groups(page.group) if g.part == "curve-page"]  # fmt: skip
    assert max(scale for scale, _r in found) == pytest.approx(min(scale for scale, _r in found))
    for _scale, rect in found:
        assert rect.w == pytest.approx(pages[0].width - 2 * options.margin, rel=0.01)
        assert rect.x == pytest.approx(options.margin, abs=1)


def test_both_sides_of_a_curve_name_whose_rating_is_there() -> None:
    """Ali feels worse than Marta at one touchpoint: her leader ran through his rating."""
    (page,) = composed(replace_maps(BIKE), Part.CURVE, WIDE)
    words = said(page).replace(" ", "")
    assert "Ali:Frustrated−2" in words
    assert "Marta:Annoyed−1" in words


def test_wishes_move_no_name_to_the_other_side() -> None:
    """The target above a low of today's line is no rating of somebody else."""
    pages = composed(sample_document("hospital-visit"), Part.CURVE, WIDE)
    for page in pages:
        ((_lane, lane),) = [
            (g, s.rect(g.bounds)) for g, s in groups(page.group) if g.part == "curve-page"
        ]
        names = {
            " ".join(texts(g)): s.rect(g.bounds)
            for g, s in groups(page.group)
            if g.part == "extreme"
        }
        highs = [rect for words, rect in names.items() if words.startswith(("Waking up", "Physio"))]
        assert len(highs) == 1
        assert highs[0].y < lane.y + lane.h / 2


def replace_maps(document: Document) -> Document:
    return document.replaced({one.id: None for one in document.maps[1:]})


def test_two_curves_stand_one_below_the_other_where_they_are_larger_so() -> None:
    (page, *_rest) = composed(BIKE, Part.PERSONA, replace(WIDE, sheet=parse_sheet("A3")))
    upper, lower = (rect for _group, rect in parts(page, "small-curve"))
    assert upper.bottom <= lower.y
    assert upper.w == pytest.approx(lower.w)
    assert upper.w > page.width / 2


def lanes_on(page: Page) -> Rect:
    ((_group, rect),) = parts(page, "map")
    return rect


def test_a_map_over_pages_fills_their_width() -> None:
    pages = composed(MOVING, Part.MAP)
    room = pages[0].width - 2 * TALL.margin
    shares = [lanes_on(page).w / room for page in pages]
    assert len(pages) <= 6
    assert max(shares) > 0.92
    assert min(shares) > 0.65
    assert min(page.smallest_text for page in pages) >= TALL.min_text


def test_a_map_that_fills_its_pages_keeps_its_steps() -> None:
    document = sample_document("old-town-inn")
    first, *_rest = composed(document, Part.MAP)
    assert lanes_on(first).w > 0.97 * (first.width - 2 * TALL.margin)


def test_runs_behind_a_long_one_are_as_even_as_they_can_be() -> None:
    assert partition([5, 5, 2, 3, 2, 2, 1, 2], 10.5, 0.0) == [2, 5, 8]
    assert partition([9, 1, 1, 1, 1], 9.0, 0.0) == [1, 5]
    assert partition([1] * 12, 4.0, 0.0) == [4, 8, 12]


@given(
    st.lists(st.floats(0.1, 8.0), min_size=1, max_size=14),
    st.floats(3, 20),
    st.sampled_from([0.0, 0.5]),
)
def test_runs_hold_all_parts_in_order_and_fit_the_room(
    sizes: list[float], room: float, gap: float
) -> None:
    ends = partition(sizes, room, gap)
    assert ends[-1] == len(sizes)
    for start, end in pairwise([0, *ends]):
        assert end > start
        assert end - start == 1 or sum(sizes[start:end]) + gap * (end - start - 1) <= room + 1e-4
