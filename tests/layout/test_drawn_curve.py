"""The curve as a map draws it: lines told apart without colour, and smooth through every rating."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.layout.curve import DASHES, Series
from journeyeditor.layout.drawing import Group, Shape, Verb, walk
from journeyeditor.layout.grid import View
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, LaneKind, Layer, Rating
from tests.support.kinds import every_kind
from tests.support.layouts import map_layout

LAYOUT = map_layout()
STEPS = 6
Point = tuple[float, float]
WHOLE = View()


class Cubic(NamedTuple):
    """A stretch of a line: where it begins, its two handles, where it ends."""

    a: Point
    leaving: Point
    arriving: Point
    b: Point

    def y(self, t: float) -> float:
        u = 1 - t
        parts = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        return sum(part * point[1] for part, point in zip(parts, self, strict=True))

    @property
    def first_slope(self) -> float:
        return (self.leaving[1] - self.a[1]) / (self.leaving[0] - self.a[0])

    @property
    def last_slope(self) -> float:
        return (self.b[1] - self.arriving[1]) / (self.b[0] - self.arriving[0])

    @property
    def rise(self) -> float:
        return self.b[1] - self.a[1]


def curve_of(document: Document, view: View = WHOLE) -> Group:
    """What the emotion lane draws."""
    placed = LAYOUT.place(document, document.maps[0].id, view)
    return next(one for one in placed.lanes if one.block.kind is LaneKind.EMOTION).block.body


def strokes(body: Group, series: Series) -> list[Shape]:
    """The stretches of a line."""
    shapes = [leaf for leaf, _spot in walk(body) if isinstance(leaf, Shape)]
    return [
        shape for shape in shapes
        if shape.stroke == series.role and shape.stroke_width == series.width
        and any(segment.verb is Verb.CURVE for segment in shape.outline)
        and not shape.fill
    ]  # fmt: skip


def cubics(body: Group, series: Series) -> list[Cubic]:
    """The stretches of a line, in the order of their x."""
    found: list[Cubic] = []
    for shape in strokes(body, series):
        at = shape.outline[0].points[-2:]
        for segment in shape.outline[1:]:
            x1, y1, x2, y2, x3, y3 = segment.points
            found.append(Cubic((at[0], at[1]), (x1, y1), (x2, y2), (x3, y3)))
            at = (x3, y3)
    return sorted(found)


def second_half(document: Document) -> View:
    stages = [stage.id for stage in document.stages(document.maps[0].id)]
    return View(tuple(stages[1:]))


@pytest.mark.parametrize("cut", [False, True])
def test_each_persona_and_the_target_have_a_dash_of_their_own(cut: bool) -> None:
    document = every_kind(3)
    people = document.maps[0].personas
    body = curve_of(document, second_half(document) if cut else WHOLE)
    lines = [Series(person, Layer.NOW, index) for index, person in enumerate(people)]
    lines.append(Series(people[0], Layer.TARGET, 0))
    dashes = [{shape.dash for shape in strokes(body, line)} for line in lines]
    assert dashes == [{DASHES[0]}, {DASHES[1]}, {DASHES[2]}, {lines[-1].dash}]
    assert len(frozenset().union(*dashes)) == 4
    assert () not in frozenset().union(*dashes[1:])


def rated(values: tuple[float, ...]) -> Document:
    """A map whose only persona rated its six touchpoints so, one in each step."""
    document = every_kind(1)
    places = {
        card.id: i
        for i, step in enumerate(document.map_steps(document.maps[0].id))
        for card in document.all(Card)
        if card.step == step.id
    }
    return document.replaced(
        {
            one.id: replace(one, value=values[places[one.card]])
            for one in document.all(Rating)
            if one.layer is Layer.NOW
        }
    )


levels = st.integers(-8, 8).map(lambda quarter: quarter / 4)
ratings = st.tuples(*[levels] * STEPS)


def line_of(values: tuple[float, ...]) -> list[Cubic]:
    document = rated(values)
    line = cubics(curve_of(document), Series(document.maps[0].personas[0], Layer.NOW, 0))
    assert len(line) == STEPS - 1
    return line


def way(number: float) -> int:
    return (number > 0) - (number < 0)


@given(ratings)
@settings(max_examples=25, deadline=None)
def test_the_line_has_no_corner_and_is_flat_at_highs_and_lows(values: tuple[float, ...]) -> None:
    for before, after in pairwise(line_of(values)):
        assert before.b == pytest.approx(after.a)
        assert before.last_slope == pytest.approx(after.first_slope, abs=1e-9)
        if before.rise * after.rise <= 0:
            assert before.last_slope == pytest.approx(0, abs=1e-9)
        else:
            assert way(before.last_slope) == way(before.rise)


@given(ratings)
@settings(max_examples=25, deadline=None)
def test_the_line_keeps_between_the_ratings_at_its_ends(values: tuple[float, ...]) -> None:
    for stretch, (here, there) in zip(line_of(values), pairwise(values), strict=True):
        # Better feelings stand higher, where y is less.
        assert way(stretch.rise) == way(here - there)
        heights = [stretch.y(t / 20) for t in range(21)]
        low, high = sorted((stretch.a[1], stretch.b[1]))
        assert low - 1e-9 <= min(heights)
        assert max(heights) <= high + 1e-9


def test_between_three_that_rise_the_line_is_bent() -> None:
    first, second = line_of((-2, -1.5, 1.5, 2, 0, -2))[:2]
    straight = first.rise / (first.b[0] - first.a[0])
    assert abs(first.last_slope) > abs(straight) * 1.5
    assert abs(second.first_slope) < abs(second.rise / (second.b[0] - second.a[0]))
