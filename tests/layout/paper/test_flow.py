"""Texts in columns: whole where a column holds them, else cut between lines; headings stay with what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.drawing import Box, Glyphs, Rect, groups, walk
from journeyeditor.layout.furniture import Strip
from journeyeditor.layout.paper.flow import BODY, Block, Column, Row, Type, fill, flowing
from journeyeditor.model.messages import untranslated
from tests.support.paper import engine

HEIGHT = 100.0


def block(lines: int, gap: float = 0.0, keep: bool = False) -> Block:
    row = Row((Box(Rect(0, 0, 50, 10), fill="ink"),), 10.0)
    return Block((row,) * lines, gap, keep, part="kept" if keep else "text")


def filled(blocks: list[Block]) -> list[Column]:
    return fill(blocks, lambda _: HEIGHT, 50.0, "en")


@given(
    st.lists(st.tuples(st.integers(1, 25), st.sampled_from([0.0, 7.0]), st.booleans()), max_size=12)
)
def test_no_line_is_lost_or_beyond_its_column(sizes: list[tuple[int, float, bool]]) -> None:
    columns = filled([block(*size) for size in sizes])
    count = 0
    for column in columns:
        end = 0.0
        for group in column:
            assert group.dy >= end - 1e-6
            end = group.dy + group.bounds.h
            count += sum(1 for _ in walk(group))
        assert end <= HEIGHT + 1e-3
    assert count == sum(lines for lines, _gap, _keep in sizes)


@given(st.lists(st.integers(1, 10), min_size=1, max_size=12))
def test_what_fits_in_a_column_stays_whole(sizes: list[int]) -> None:
    columns = filled([block(lines) for lines in sizes])
    assert [g.bounds.h for column in columns for g in column] == [10.0 * lines for lines in sizes]


@given(st.lists(st.integers(1, 8), min_size=1, max_size=10))
def test_a_heading_stays_with_what_follows(sizes: list[int]) -> None:
    blocks = [one for lines in sizes for one in (block(1, 7.0, keep=True), block(lines, 4.0))]
    for column in filled(blocks):
        assert column[-1].part == "text"


@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=12),
    st.integers(1, 9),
    st.booleans(),
)
def test_a_heading_at_the_top_of_a_short_column_stays_with_what_follows(
    sizes: list[int], short: int, near: bool
) -> None:
    items = [replace(block(lines, 4.0), near=near) for lines in sizes]
    blocks = [replace(block(1, 7.0, keep=True), near=near), *items[:-1], block(sizes[-1], 4.0)]
    columns = fill(blocks, lambda i: HEIGHT if i else 10.0 * short, 50.0, "en")
    begun = next(column for column in columns if column)
    assert [group.part for group in begun[:2]] == ["kept", "text"]
    assert sum(map(len, columns)) == len(blocks)


def test_a_text_is_a_paragraph_of_rows_at_the_start_of_its_column() -> None:
    for rtl in (False, True):
        made = Type(Strip(engine(), untranslated, 120.0, "en", rtl))
        text = made.text("some words that need more than one line", BODY, indent=10.0)
        assert len(text.rows) > 1
        group = made.group(text)
        assert group.tag is not None
        assert group.tag.role == "P"
        assert group.bounds.h == sum(row.height for row in text.rows)
        lefts = [
            leaf.x for g, _ in groups(group) for leaf, _ in walk(g) if isinstance(leaf, Glyphs)
        ]
        assert (min(lefts) >= 10) != rtl


@pytest.mark.parametrize("rtl", [False, True])
def test_lines_stand_at_the_start_of_their_column_whichever_way_each_runs(rtl: bool) -> None:
    made = Type(Strip(engine(), untranslated, 200.0, "ar" if rtl else "en", rtl))
    for words in ("يبدأ \nImpact 5", "Impact 5 \nيبدأ"):
        rows = made.rows(words, BODY)
        assert len(rows) == 2
        for row in rows:
            runs = [item for item in row.items if isinstance(item, Glyphs) and item.text.strip()]
            left, right = min(r.x for r in runs), max(r.x + r.width for r in runs)
            assert right > 195 if rtl else left < 5, words


def test_no_more_blocks_are_asked_for_than_a_column_takes() -> None:
    asked: list[int] = []

    def coming() -> Iterator[Block]:
        for i in range(50):
            asked.append(i)
            yield block(3)

    first = next(flowing(coming(), lambda _: HEIGHT, 50.0, "en"))
    assert [group.bounds.h for group in first] == [30.0] * 3
    assert len(asked) == 4
