"""Posters: sheets that put together are the one large sheet, with whatever holds them together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.layout.drawing import (
    ARTIFACT,
    Bookmark,
    Glyphs,
    Group,
    Rect,
    Shape,
    groups,
    walk,
)
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.pages import Page, PageMode, PageOptions, Part, Poster, printed_text_size
from journeyeditor.layout.paper.marks import CHECK_LENGTH
from journeyeditor.layout.paper.poster import MOST_SHEETS
from journeyeditor.layout.paper.tiling import Tiling, code
from journeyeditor.layout.sheets import MM, Orientation, parse_sheet
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import Refused, untranslated
from tests.support.maps import generated_document
from tests.support.paper import map_layout
from tests.support.printed import DATE, cards, overlapping, pages_of, running, texts, within

A4 = PageOptions(parse_sheet("A4"), pages=PageMode.POSTER, date=DATE)


def tiles(pages: tuple[Page, ...]) -> list[Page]:
    return [page for page in pages if any(g.part == "tile" for g, _ in groups(page.group))]


def tile(page: Page) -> Group:
    return next(g for g, _ in groups(page.group) if g.part == "tile")


@given(
    st.sampled_from(["A5", "A4", "A3", "Letter", "Tabloid", "100x80mm"]),
    st.floats(0, 60), st.floats(0, 40), st.integers(1, 9), st.integers(1, 9),
)  # fmt: skip
def test_windows_lie_on_whole_points_and_cover_the_poster_with_their_overlap(
    paper: str, overlap: float, margin: float, across: int, down: int
) -> None:
    sheet = parse_sheet(paper)
    tiling = Tiling.of(sheet, overlap, margin).sized(across, down)
    last = tiling.window(across - 1, down - 1)
    assert (last.right, last.bottom) == (tiling.poster.width, tiling.poster.height)
    window = Rect(tiling.left, tiling.top, tiling.width, tiling.height)
    assert within(window, Rect(0, 0, sheet.width, sheet.height))
    for column in range(across):
        here = tiling.window(column, 0)
        assert tiling.place(column, 0) == (tiling.left - here.x, tiling.top)
        assert float(here.x).is_integer()
        if column:
            assert tiling.window(column - 1, 0).right - here.x == tiling.overlap
    assert tiling.overlap >= min(overlap, window.w - 60, window.h - 60) - 1e-9


@pytest.mark.parametrize(
    ("column", "row", "name"), [(0, 0, "A1"), (1, 1, "B2"), (25, 9, "Z10"), (26, 0, "AA1")]
)
def test_sheets_are_named_as_the_cells_of_a_spreadsheet(column: int, row: int, name: str) -> None:
    assert code(column, row) == name


@settings(max_examples=12, deadline=None)
@given(
    st.integers(0, 50), st.integers(1, 4), st.integers(1, 3), st.sampled_from(["A4", "A3", "Letter"]),
    st.sampled_from(Orientation), st.sampled_from([0.6, 1.0, 1.7]), st.floats(0, 30), st.booleans(),
)  # fmt: skip
def test_every_card_is_whole_on_the_sheets_put_together(
    count: int, stages: int, steps: int, paper: str, orientation: Orientation, scale: float,
    overlap: float, rtl: bool,
) -> None:  # fmt: skip
    document = running(generated_document(count, stages, steps), rtl)
    poster_ = Poster(overlap * MM, scale=scale)
    options = replace(A4, sheet=parse_sheet(paper), orientation=orientation, poster=poster_)
    pages = pages_of(document, options)
    found = tiles(pages)
    shown = tile(found[0]).items[0]
    assert isinstance(shown, Group)
    whole = replace(found[0], group=shown)
    assert {card for card, _ in cards(whole)} == {card.id for card in document.all(Card)}
    rects = [rect for _, rect in cards(whole)]
    assert not overlapping(rects)
    poster = shown.bounds
    assert all(within(rect, poster) for rect in rects)
    windows = [tile(page).bounds for page in found]
    for rect in rects:
        corners = ((rect.x, rect.y), (rect.right, rect.bottom))
        assert all(any(w.grown(0.01).contains(x, y) for w in windows) for x, y in corners)
    assert all(page.smallest_text == pytest.approx(SMALL.size * scale) for page in found)


def test_every_sheet_shows_the_one_picture_moved_by_whole_points_and_clipped_to_its_window() -> (
    None
):
    document = generated_document(60, 5, 2)
    found = tiles(pages_of(document, A4))
    assert len(found) > 2
    inner = [next(g for g, _ in groups(page.group) if g.part == "map") for page in found]
    for page in found:
        group = tile(page)
        assert group.scale == 1
        assert group.clip == group.bounds
        assert float(group.dx).is_integer()
        assert float(group.dy).is_integer()
        assert page.trim == Rect(
            group.bounds.x + group.dx, group.bounds.y + group.dy, *group.bounds[2:]
        )
    assert all(
        (one.dx, one.dy, one.scale) == (inner[0].dx, inner[0].dy, inner[0].scale) for one in inner
    )


def test_a_poster_takes_the_fewest_sheets() -> None:
    document = generated_document(60, 5, 2)
    counts = {
        way: len(tiles(pages_of(document, replace(A4, orientation=way)))) for way in Orientation
    }
    assert counts[Orientation.AUTO] == min(counts.values())


def test_a_poster_can_be_so_many_sheets_across_and_down() -> None:
    document = generated_document(60, 5, 2)
    found = tiles(pages_of(document, replace(A4, poster=Poster(across=3, down=2))))
    assert [page.label for page in found] == ["A1", "B1", "C1", "A2", "B2", "C2"]


@pytest.mark.parametrize("wanted", [Poster(across=2), Poster(down=2)])
def test_the_other_number_of_sheets_is_found(wanted: Poster) -> None:
    document = generated_document(60, 5, 2)
    options = replace(A4, poster=wanted, orientation=Orientation.PORTRAIT)
    found = tiles(pages_of(document, options))
    last = found[-1].label
    assert last[0] == "B" if wanted.across else last[1:] == "2"
    more = replace(
        wanted,
        across=wanted.across or ord(last[0]) - ord("A") + 2,
        down=wanted.down or int(last[1:]) + 1,
    )
    larger = tiles(pages_of(document, replace(options, poster=more)))
    assert larger[0].smallest_text == pytest.approx(found[0].smallest_text, rel=0.01)


def test_a_poster_of_more_sheets_than_can_be_glued_is_refused() -> None:
    options = replace(A4, poster=Poster(scale=60.0))
    with pytest.raises(Refused) as problem:
        pages_of(generated_document(20, 4, 3), options)
    assert str(MOST_SHEETS) in problem.value.message.text()


def test_the_sheets_say_which_they_are_and_how_long_100_mm_is() -> None:
    found = tiles(pages_of(generated_document(60, 5, 2), A4))
    for i, page in enumerate(found):
        marks = next(g for g, _ in groups(page.group) if g.part == "marks")
        assert marks.tag is ARTIFACT
        said = texts(marks)
        assert page.label in said
        assert f"sheet {i + 1} of {len(found)}" in " ".join(said)
        assert "100 mm" in " ".join(said)
        trim = page.trim
        assert trim is not None
        ends = [
            x + leaf.x
            for leaf, _ in walk(marks)
            if isinstance(leaf, Shape)
            for x, y in [s.points for s in leaf.outline if s.points]
            if y > trim.bottom + 6
        ]
        assert any(abs(b - a - CHECK_LENGTH) < 0.01 for a in ends for b in ends)


def test_the_first_page_shows_how_the_sheets_go_together() -> None:
    document = generated_document(60, 5, 2)
    first, *others = pages_of(document, A4)
    said = " ".join(" ".join(texts(first)).split())
    assert "Putting the poster together" in said
    assert "share 10 mm" in said
    assert all(page.label in texts(first) for page in others)
    check = next(g for g, _ in groups(first.group) if g.part == "plan")
    assert check.tag is not None
    assert check.tag.role == "Figure"
    marks = [
        leaf.title
        for page in (first, *others)
        for leaf, _ in walk(page.group)
        if isinstance(leaf, Bookmark)
    ]
    shown = document.maps[0]
    assert marks == [shown.title, *(stage.title for stage in document.stages(shown.id))]


def test_a_map_that_fits_on_one_sheet_needs_no_plan() -> None:
    options = replace(A4, sheet=parse_sheet("A1"))
    (page,) = pages_of(generated_document(6, 2, 2), options)
    assert page.label == "A1"


def test_the_title_is_read_on_the_first_sheet_only() -> None:
    found = tiles(pages_of(generated_document(60, 5, 2), A4))
    roles = [
        [g.tag.role for g, _ in groups(page.group) if g.tag and g.tag.role == "H1"]
        for page in found
    ]
    assert roles == [["H1"], *([] for _ in found[1:])]


def pieces(group: Group) -> Iterator[tuple[str, str]]:
    """What is read of a group: cards and heads by role and id, other texts as they are."""
    role = group.tag.role if group.tag else ""
    if group.tag and role in {"H1", "P", "TH", "LI", "Figure"}:
        yield role, str(group.entity or group.tag.alt or " ".join(texts(group)))
    elif role != "Artifact":
        for item in group.items:
            if isinstance(item, Group):
                yield from pieces(item)


def read_pieces(page: Page) -> list[tuple[str, str]]:
    """What is read on a sheet."""
    return list(pieces(tile(page)))


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("scale", [0.7, 1.0, 2.3])
def test_all_that_one_sheet_would_read_is_read_on_one_sheet_of_a_poster(
    rtl: bool, scale: float
) -> None:
    document = running(generated_document(30, 4, 2), rtl)
    poster_ = Poster(scale=scale)
    many = tiles(pages_of(document, replace(A4, poster=poster_)))
    (single,) = tiles(
        pages_of(document, replace(A4, sheet=parse_sheet("4000x4000mm"), poster=poster_))
    )
    assert len(many) > 1
    read = [piece for page in many for piece in read_pieces(page)]
    assert sorted(read) == sorted(read_pieces(single))


def test_a_card_is_read_on_a_sheet_that_shows_all_of_it_where_there_is_one() -> None:
    found = tiles(pages_of(generated_document(60, 5, 2), A4))
    windows = [tile(page).bounds for page in found]
    whole = 0
    for page, window in zip(found, windows, strict=True):
        read = {entity for _role, entity in read_pieces(page)}
        shown = tile(page).items[0]
        assert isinstance(shown, Group)
        for card, rect in cards(replace(page, group=shown)):
            if any(within(rect, other) for other in windows) and card in read:
                assert within(rect, window)
                whole += 1
    assert whole > 20


def test_sheets_of_several_maps_have_labels_of_their_own() -> None:
    first = generated_document(30)
    other = replace(first.maps[0], id="d" * 32, order="b0V", title="Second")
    document = first.replaced({other.id: other})
    labels = [page.label for page in tiles(pages_of(document, A4))]
    assert len(labels) == len(set(labels))
    assert "1-A1" in labels and "2-A1" in labels


def test_a_poster_and_its_blank_version_have_sheets_of_different_names() -> None:
    options = replace(A4, parts=(Part.MAP, Part.BLANK))
    found = tiles(pages_of(generated_document(60, 5, 2), options))
    labels = [page.label for page in found]
    assert len(labels) == len(set(labels))
    assert {page.part for page in found} == {Part.MAP, Part.BLANK}
    blank = [page for page in found if page.part is Part.BLANK]
    assert blank[0].label == "A1 (blank)"
    for page in found:
        assert page.label in texts(page)


def test_the_printed_size_of_a_poster_is_told_beforehand() -> None:
    document = generated_document(60, 5, 2)
    layout = map_layout()
    placed = layout.place(document, document.maps[0].id)
    options = replace(A4, poster=Poster(across=2, down=2))
    size = printed_text_size(document, placed, layout, options, untranslated)
    assert size == pytest.approx(tiles(pages_of(document, options))[0].smallest_text)


def test_a_poster_of_a_right_to_left_map_is_mirrored() -> None:
    document = generated_document(60, 5, 2)
    arabic = document.replaced({"document": replace(document.info, language="ar")})
    first = arabic.stages(arabic.maps[0].id)[0]
    found = tiles(pages_of(arabic, A4))
    marked = [
        page.label
        for page in found
        for leaf, _ in walk(page.group)
        if isinstance(leaf, Bookmark) and leaf.title == first.title
    ]
    assert marked == ["A1"]
    windows = {page.label: tile(page).bounds for page in found}
    assert windows["A1"].x > windows["B1"].x


def test_a_right_to_left_poster_is_glued_from_the_right() -> None:
    document = running(generated_document(60, 5, 2), rtl=True)
    plan, first, *_others = pages_of(document, A4)
    assert "at the top and at the right" in " ".join(" ".join(texts(plan)).split())
    (marks,) = [g for g, _ in groups(first.group) if g.part == "marks"]
    dashed = [item for item in marks.items if isinstance(item, Shape) and item.dash]
    upright = [s for s in dashed if s.outline[0].points[0] == s.outline[1].points[0]]
    window = tile(first)
    left = window.bounds.x + window.dx
    shared = round(10 * MM + 0.5)
    assert {round(s.outline[0].points[0] - left) for s in upright} == {shared}


def test_no_more_than_5_mm_are_left_at_the_edges() -> None:
    (page, *_rest) = tiles(pages_of(generated_document(60, 5, 2), A4))
    assert page.trim is not None
    assert page.trim.x < 5 * MM + 1
    glyphs = [leaf for leaf, _ in walk(page.group) if isinstance(leaf, Glyphs)]
    assert glyphs


def test_every_sheet_has_two_marks_to_trim_by_at_each_corner_outside_its_window() -> None:
    pages = tiles(pages_of(generated_document(12, 3, 2), replace(A4, poster=Poster(scale=1.0))))
    assert pages
    for page in pages:
        (marks,) = [g for g, _ in groups(page.group) if g.part == "marks"]
        lines = [
            (item.outline[0].points, item.outline[1].points)
            for item in marks.items
            if isinstance(item, Shape) and not item.dash
        ]
        assert page.trim is not None
        for x in (page.trim.x, page.trim.right):
            for y in (page.trim.y, page.trim.bottom):
                assert any(a[1] == b[1] == y and abs(a[0] - x) < 2 for a, b in lines)
                assert any(a[0] == b[0] == x and abs(a[1] - y) < 2 for a, b in lines)


@pytest.mark.parametrize("rtl", [False, True])
def test_no_mark_to_glue_by_touches_what_is_written_at_the_foot(rtl: bool) -> None:
    document = running(generated_document(60, 5, 2), rtl)
    for page in tiles(pages_of(document, A4)):
        (marks,) = [g for g, _ in groups(page.group) if g.part == "marks"]
        assert page.trim is not None
        shapes = [item for item in marks.items if isinstance(item, Shape)]
        glue = [s.outline[0].points[0] for s in shapes if s.dash]
        long = [
            (s.outline[0].points[0], s.outline[1].points[0])
            for s in shapes
            if not s.dash and s.outline[1].points[0] - s.outline[0].points[0] > 60
        ]
        written = [
            (leaf.x, leaf.x + leaf.width) for leaf, _ in walk(marks) if isinstance(leaf, Glyphs)
        ]
        upright = [x for x in glue if page.trim.x < x < page.trim.right]
        assert not [x for x in upright for a, b in (*long, *written) if a - 2 < x < b + 2]
