"""How wide the columns of tables are: they fill the table, no word is broken where there is room, few lines are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.furniture import Strip
from journeyeditor.layout.paper.flow import Type
from journeyeditor.layout.paper.table import Cell, Column, Record, Table
from journeyeditor.layout.paper.widths import Wanted, shared
from journeyeditor.model.messages import untranslated
from tests.support.paper import engine

WIDTHS = st.lists(st.floats(5, 400), min_size=3, max_size=3)


@given(st.lists(WIDTHS, min_size=1, max_size=6), WIDTHS)
def test_columns_share_out_the_room_and_break_no_word_that_has_room(
    rows: list[list[float]], shares: list[float]
) -> None:
    least = [min(30.0, *(row[i] for row in rows)) for i in range(3)]
    wanted = Wanted([[[width] for width in row] for row in rows], least, shares)
    found = wanted.widths(300.0)
    assert sum(found) == pytest.approx(300.0)
    assert all(width >= low - 1e-6 for width, low in zip(found, least, strict=True))


def test_what_a_column_does_not_need_goes_to_those_that_do() -> None:
    assert shared([1, 1, 2], [10, 90, 500], 200) == pytest.approx([10, 190 / 3, 380 / 3])
    assert shared([1, 1, 2], [10, 20, 30], 100) == pytest.approx([20, 30, 50])


def test_room_is_moved_to_where_it_saves_lines() -> None:
    rows = [[[120.0], [95.0]]] * 5
    found = Wanted(rows, [20.0, 20.0], [1, 1]).widths(216.0)
    assert [math.ceil(120.0 / found[0]), math.ceil(95.0 / found[1])] == [1, 1]


def test_a_table_breaks_no_line_that_has_room() -> None:
    made = Type(Strip(engine(), untranslated, 400.0, "en", False))
    plain = Table(made, (Column("Who", 1), Column("What", 9)))
    records = [Record((Cell("M2, administrator"), Cell("Says little", bold=True)))] * 3
    assert len(plain.lines(records[0])[0]) > 1
    assert [len(rows) for rows in plain.fitted(records).lines(records[0])] == [1, 1]
