"""Tables over pages: heads on each, rows whole where a page holds them, nothing lost where none does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.layout.drawing import Group, Rect, groups
from journeyeditor.layout.furniture import Strip
from journeyeditor.layout.paper.flow import Type
from journeyeditor.layout.paper.table import Cell, Column, Record, Table
from journeyeditor.model.messages import untranslated
from tests.support.paper import engine
from tests.support.printed import overlapping, runs, texts, within

TYPE = Type(Strip(engine(), untranslated, 400.0, "en", False))
TABLE = Table(TYPE, (Column("First", 1), Column("Second", 3)))


def pages(records: list[Record], height: float = 200.0) -> list[Group]:
    return list(TABLE.pages(records, lambda _: height))


def said(group: Group) -> str:
    return "".join("".join(texts(group)).split())


def rows(group: Group) -> list[Group]:
    return [g for g, _ in groups(group) if g.part == "row"]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 200), st.integers(0, 2)), min_size=1, max_size=12),
    st.floats(120, 400),
)  # fmt: skip
def test_all_words_stand_on_some_page_and_none_over_another(
    sizes: list[tuple[int, int, int]], height: float
) -> None:
    sizes.sort(key=lambda size: size[2])
    records = [
        Record((Cell(f"a{i} " * a), Cell(f"b{i} " * b)), band=f"Band {k}")
        for i, (a, b, k) in enumerate(sizes)
    ]
    drawn = pages(records, height)
    for group in drawn:
        inks = list(runs(group))
        assert all(within(ink, Rect(0, 0, 400, height), 0.5) for ink in inks)
        assert not overlapping(inks)
        heads = rows(group)[0]
        assert said(heads) == "FirstSecond"
    everything = "".join(said(group) for group in drawn)
    for i, (a, b, _k) in enumerate(sizes):
        assert everything.count(f"a{i}") >= a
        assert everything.count(f"b{i}") >= b


def test_a_row_that_fits_on_a_page_is_not_cut() -> None:
    records = [Record((Cell(str(i)), Cell("word " * 60))) for i in range(8)]
    drawn = pages(records)
    assert len(drawn) > 1
    bodies = [row for group in drawn for row in rows(group)[1:]]
    assert [said(row)[0] for row in bodies] == [str(i) for i in range(8)]
    assert all(said(row).count("word") == 60 for row in bodies)


def test_a_row_longer_than_a_page_goes_on_and_says_so() -> None:
    drawn = pages([Record((Cell("Name"), Cell("word " * 800)))])
    assert len(drawn) > 1
    assert sum(said(group).count("word") for group in drawn) == 800
    assert "(continued)" not in said(drawn[0])
    assert all("Name(continued)" in said(group) for group in drawn[1:])


def test_a_band_is_said_again_on_the_next_page_and_never_stands_last() -> None:
    records = [
        Record((Cell("x"), Cell("word " * 30)), band=f"Band {i // 5}", note="why")
        for i in range(15)
    ]
    drawn = pages(records)
    for group in drawn:
        last = [g for g, _ in groups(group) if g.part in {"row", "band"}][-1]
        assert last.part == "row"
    assert "".join(said(group) for group in drawn).count("why") == 3
    again = [group for group in drawn[1:] if "(continued)" in said(group)]
    assert again


def test_readers_are_told_of_heads_and_rows() -> None:
    (group,) = pages([Record((Cell("x"), Cell("y")), band="Band", entity="place")])
    assert group.tag is not None
    assert group.tag.role == "Table"
    roles = [(g.tag.role, g.tag.scope, g.tag.span) for g, _ in groups(group) if g.tag]
    assert roles.count(("TH", "Column", 1)) == 2
    assert ("TH", "Row", 2) in roles
    assert roles.count(("TD", "", 1)) == 2
    assert "place" in [g.entity for g, _ in groups(group)]
