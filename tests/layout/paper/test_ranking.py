"""What ranks first among pain points and opportunities, what counts as a low, and which highs and lows there are."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.paper.extremes import Extreme, extremes, spread, strongest
from journeyeditor.layout.paper.ranking import CHANCES, lowest, moments, ranked
from journeyeditor.layout.placed import CurvePoint
from journeyeditor.model.entities import LaneKind, Layer, Status
from tests.support.maps import generated_document
from tests.support.printed import document_with_insights


def test_the_most_for_the_least_effort_is_first_and_what_was_dropped_is_last() -> None:
    document = generated_document(60, 3, 2)
    shown = document.maps[0]
    lane = next(x for x in document.lanes(shown.id) if x.kind is LaneKind.OPPORTUNITY)
    values = [
        (2, 1, Status.OPEN),
        (5, 3, Status.OPEN),
        (5, 5, Status.DONE),
        (5, 1, Status.DROPPED),
        (3, None, Status.OPEN),
    ]
    cards = document.cards(lane.id)
    changed = {
        card.id: replace(
            card, impact=impact, effort=effort, status=status, title=f"{impact}{effort}"
        )
        for card, (impact, effort, status) in zip(cards, values, strict=False)
    }
    found = [one.card.title for one in ranked(document.replaced(changed), shown, CHANCES)]
    assert found[:4] == ["53", "21", "55", "3None"]
    assert found[-1] == "51"
    assert len(found) == len(cards)


def test_lows_are_below_the_middle_and_the_worst_first() -> None:
    document = document_with_insights()
    found = lowest(document, document.maps[0])
    assert 0 < len(found) <= 5
    assert all(low.goodness < 0.5 for low in found)
    assert [low.goodness for low in found] == sorted(low.goodness for low in found)
    assert len({low.card.id for low in found}) == len(found)


def test_moments_of_truth_come_in_the_order_of_the_map() -> None:
    document = document_with_insights()
    shown = document.maps[0]
    steps = [step.id for step in document.map_steps(shown.id)]
    found = [steps.index(one.card.step) for one in moments(document, shown)]
    assert found == sorted(found)
    assert found


def points(*heights: float | None) -> list[CurvePoint]:
    return [
        CurvePoint(f"c{i}", None, Layer.NOW, None if y is None else 1.0, i * 10.0, y or 0.0, True)
        for i, y in enumerate(heights)
    ]


@pytest.mark.parametrize(
    ("heights", "found"),
    [
        ((5.0, 1.0, 9.0), [(0, False), (1, True), (2, False)]),
        ((5.0, 5.0, 1.0), [(0, False), (2, True)]),
        ((1.0, 3.0, 9.0), [(0, True), (2, False)]),
        ((1.0, None, 9.0), [(0, True), (2, False)]),
        ((9.0, 9.0), [(0, False)]),
        ((None,), []),
        ((), []),
    ],
)
def test_highs_and_lows(heights: tuple[float | None, ...], found: list[tuple[int, bool]]) -> None:
    made = extremes(points(*heights), 5.0)
    assert [(int(one.point.card[1:]), one.high) for one in made] == found


def test_the_strongest_stay_in_their_order() -> None:
    three = [
        Extreme(point, True, weight)
        for point, weight in zip(points(1, 2, 3), (5, 1, 9), strict=True)
    ]
    assert [one.point.card for one in strongest(three, 2)] == ["c0", "c2"]


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=8))
def test_labels_stand_side_by_side_within_the_room(centres: list[float]) -> None:
    centres.sort()
    widths = [100.0] * len(centres)
    lefts = spread(centres, widths, 1000.0, 10.0)
    assert all(left >= -1e-6 for left in lefts)
    assert lefts[-1] + 100 <= 1000 + 1e-6
    assert all(b - a >= 110 - 1e-6 for a, b in pairwise(lefts))
