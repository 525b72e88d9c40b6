"""Where a map lies on a poster's sheets: seams go through as few cards as the room that is left allows."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.paper.seams import cut, inset
from journeyeditor.layout.paper.tiling import Tiling
from journeyeditor.layout.sheets import MM, parse_sheet

A4 = Tiling.of(parse_sheet("A4"), 10 * MM, 5 * MM)

rects = st.lists(
    st.builds(Rect, st.floats(0, 900), st.floats(0, 900), st.floats(1, 90), st.floats(1, 90)),
    max_size=30,
)


def whole(rect: Rect, tiling: Tiling, dx: float, dy: float) -> bool:
    """Whether a sheet shows all of a rectangle that is moved so far."""
    windows = [tiling.window(c, r) for c in range(tiling.across) for r in range(tiling.down)]
    here = rect.moved(dx, dy)
    return any(
        w.x <= here.x and here.right <= w.right and w.y <= here.y and here.bottom <= w.bottom
        for w in windows
    )


@given(rects, st.integers(2, 4), st.integers(2, 4))
def test_no_fewer_cards_are_whole_than_in_the_middle_one_way_and_the_other(
    cards: list[Rect], across: int, down: int
) -> None:
    tiling = A4.sized(across, down)
    poster = tiling.poster
    dx, dy = inset(tiling, 1000, 1000, cards)
    for found, left, (step, window), spans in (
        (
            dx,
            poster.width - 1000,
            (tiling.step[0], tiling.width),
            Counter((r.x, r.w) for r in cards),
        ),
        (
            dy,
            poster.height - 1000,
            (tiling.step[1], tiling.height),
            Counter((r.y, r.h) for r in cards),
        ),
    ):
        assert min(0, left) <= found <= max(0, left)
        assert cut(spans, found, step, window) <= cut(spans, left / 2, step, window)


def test_a_card_on_a_seam_of_the_middle_is_moved_off_it() -> None:
    tiling = A4.sized(2, 1)
    poster = tiling.poster
    width = poster.width - 200
    seam = tiling.window(1, 0).x
    card = Rect(seam - 100 - 40, 10, 80, 80)
    dx, dy = inset(tiling, width, poster.height, [card])
    assert not whole(card, tiling, 100, 0)
    assert whole(card, tiling, dx, dy)
    assert abs(dx - 100) < 50


def test_without_cards_or_without_room_it_lies_in_the_middle() -> None:
    tiling = A4.sized(2, 2)
    poster = tiling.poster
    assert inset(tiling, poster.width - 60, poster.height, []) == (30, 0)
    card = Rect(tiling.step[0] - 10, tiling.step[1] - 10, 90, 90)
    dx, dy = inset(tiling, poster.width, poster.height + 2, [card])
    assert (dx, dy) == pytest.approx((0, -1))
