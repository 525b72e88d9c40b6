"""The bidirectional algorithm against a second implementation, and its hard cases."""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.text import bidi
from journeyeditor.layout.text.lines import visual
from journeyeditor.layout.text.segments import Piece
from journeyeditor.layout.text.shaping import Unit

REMOVED = {"BN"}


def shown(text: str, base: int) -> str:
    pieces = [
        Piece(Unit("", False, c, (), (), (), (), 0.0), level)
        for c, level in zip(text, bidi.levels(text, base), strict=True)
    ]
    return "".join(piece.unit.text for piece in visual(pieces))


def drawn(text: str) -> str:
    return "".join(c for c in text if unicodedata.bidirectional(c) not in REMOVED)


@given(
    text=st.text(
        "abc 12,.+-%()[]אבגش ع١٢\u0301\u05b0:/\u200f\u200e\u2066\u2067\u2068\u2069",
        min_size=1,
    ),
    base=st.sampled_from([0, 1]),
)
def test_order_agrees_with_a_second_implementation(text: str, base: int) -> None:
    expected = get_display(text, base_dir="R" if base else "L")
    assert drawn(shown(text, base)) == drawn(expected)


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("ab אב 12", 0, [0, 0, 0, 1, 1, 1, 2, 2]),
        ("אב (c) 12", 1, [1, 1, 1, 1, 2, 1, 1, 2, 2]),
        ("ع 1%", 1, [1, 1, 2, 1]),
        ("א 1%", 1, [1, 1, 2, 2]),
        ("a \u202bב 1\u202c c", 0, [0, 0, 0, 1, 1, 2, 2, 0, 0]),
        ("a \u2067b\u2069 א", 0, [0, 0, 0, 2, 0, 0, 1]),
        ("א\t", 1, [1, 1]),
        ("١٢-٣", 0, [2, 2, 1, 2]),
    ],
)
def test_levels(text: str, base: int, levels: list[int]) -> None:
    assert list(bidi.levels(text, base)) == levels


def test_direction_is_that_of_the_first_letter() -> None:
    assert [bidi.direction(t) for t in ("1 a א", "1 א a", "12!", "\u2067א\u2069a")] == [
        0,
        1,
        None,
        0,
    ]
