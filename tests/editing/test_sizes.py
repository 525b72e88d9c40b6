"""Sizes: what a card covers, how wide steps and how high lanes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.sizes import (
    LEAST_LANE,
    MOST_LANE,
    set_lane_height,
    set_step_width,
    stretch_card,
)
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Lane, Map
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import MAX_STEP_WIDTH, MIN_STEP_WIDTH, check_all
from tests.editing.documents import deep, place, plain_document
from tests.support.sources import fixed_ids

BASE = plain_document()
STEPS = ("a1", "a2", "b1", "b2", "c1")
steps = st.sampled_from(STEPS)


def back_again(patch: Patch) -> Document:
    after = patch.apply(BASE)
    assert check_all(after) == []
    assert deep(patch.inverse().apply(after)) == deep(BASE)
    return after


@given(st.sampled_from(["one", "three", "wide"]), steps, steps)
def test_a_card_covers_what_it_is_stretched_over(card: str, one: str, other: str) -> None:
    first, last = sorted((one, other), key=STEPS.index)
    after = back_again(stretch_card(BASE, fixed_ids(), card, one, other))
    assert place(after, card) == (first, STEPS.index(last) - STEPS.index(first) + 1)


def test_a_card_that_comes_into_a_cell_is_the_last_there() -> None:
    after = back_again(stretch_card(BASE, fixed_ids(), "wide", "a1", "b2"))
    assert [card.id for card in after.cell("p", "a1")] == ["wide"]
    assert not stretch_card(BASE, fixed_ids(), "wide", "a2", "b2")
    with pytest.raises(Refused, match="its own map"):
        stretch_card(BASE, fixed_ids(), "wide", "a2", "n1")


@given(st.floats(-1e4, 1e4))
def test_steps_are_as_wide_as_the_rules_allow(width: float) -> None:
    after = back_again(set_step_width(BASE, "m", width)).one(Map, "m").step_width
    assert after == round(min(max(width, MIN_STEP_WIDTH), MAX_STEP_WIDTH))


@given(st.none() | st.floats(-1e4, 1e4))
def test_lanes_are_as_high_as_asked_for_or_as_they_need(height: float | None) -> None:
    after = back_again(set_lane_height(BASE, ["t", "p", "t"], height))
    for key in ("t", "p"):
        least = after.one(Lane, key).min_height
        assert (least is None) == (height is None)
        assert least is None or LEAST_LANE <= least <= MOST_LANE
