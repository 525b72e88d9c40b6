"""The curve runs through every rating and never beyond its neighbours."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.maps import duplicate_as_to_be
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.layout.curve import (
    Point,
    Series,
    drawn_series,
    series_of,
    series_style,
    smooth,
)
from journeyeditor.layout.drawing import Shape, Verb, groups, walk
from journeyeditor.layout.grid import View
from journeyeditor.layout.lines import all_parts
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Direction, LaneKind, Layer, Rating
from journeyeditor.model.scale import goodness
from tests.support.kinds import every_kind
from tests.support.layouts import map_layout
from tests.support.maps import LANE_KINDS, generated_document
from tests.support.sources import fixed_ids

heights = st.lists(st.floats(-5, 5, allow_subnormal=False), min_size=2, max_size=12)


def sampled(points: list[Point]) -> list[list[float]]:
    """The y values of each stretch of the curve, at 21 places."""
    outline = smooth(points)
    stretches_: list[list[float]] = []
    y0 = points[0][1]
    for segment in outline[1:]:
        _x1, y1, _x2, y2, _x3, y3 = segment.points
        ts = [t / 20 for t in range(21)]
        stretches_.append(
            [
                (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t * t * y2 + t**3 * y3
                for t in ts
            ]
        )
        y0 = y3
    return stretches_


@given(heights)
def test_no_stretch_leaves_the_range_of_its_two_ratings(ys: list[float]) -> None:
    points = [(10.0 * i, y) for i, y in enumerate(ys)]
    for (_x0, a), (_x1, b), values in zip(points, points[1:], sampled(points), strict=False):
        assert min(a, b) - 1e-6 <= min(values)
        assert max(values) <= max(a, b) + 1e-6


@given(heights)
def test_the_curve_passes_through_every_rating(ys: list[float]) -> None:
    points = [(10.0 * i, y) for i, y in enumerate(ys)]
    outline = smooth(points)
    assert outline[0].verb is Verb.MOVE
    assert [segment.points[-2:] for segment in outline] == points


def test_the_line_breaks_where_nothing_is_rated() -> None:
    document = every_kind(1)
    shown = document.maps[0]
    contacts = document.cards(document.lanes(shown.id)[0].id)
    document = rate(document, [contacts[2].id], shown.personas[0], None).apply(document)
    lane = next(
        one for one in map_layout().place(document, shown.id).lanes
        if one.block.kind is LaneKind.EMOTION
    )  # fmt: skip
    xs = {p.card: p.x for p in lane.block.points if p.layer is Layer.NOW}
    lines = [
        leaf for leaf, _ in walk(lane.block.body)
        if isinstance(leaf, Shape) and leaf.stroke == "persona.1" and leaf.stroke_width == 2
    ]  # fmt: skip
    ends = {(s.outline[0].points[0], s.outline[-1].points[-2]) for s in lines}
    row = [xs[card.id] for card in contacts]
    assert ends == {(row[0], row[1]), (row[3], row[4]), (row[4], row[5])}


def test_personas_differ_in_colour_and_stroke() -> None:
    styles = [series_style(i) for i in range(6)]
    assert len({role for role, _dash in styles}) == 6
    assert len({dash for _role, dash in styles}) == 6


@given(heights, st.integers(0, 11), st.floats(-5, 5, allow_subnormal=False))
def test_a_rating_that_changes_bends_only_the_stretches_near_it(
    ys: list[float], at: int, value: float
) -> None:
    at %= len(ys)
    before = [(10.0 * i, y) for i, y in enumerate(ys)]
    after = [*before[:at], (10.0 * at, value), *before[at + 1 :]]
    for i, (old, new) in enumerate(zip(smooth(before), smooth(after), strict=True)):
        if not at - 1 <= i <= at + 2:
            assert old == new


def test_as_is_target_and_before_differ_in_more_than_colour() -> None:
    lines = [
        Series("p", Layer.NOW, 0),
        Series("p", Layer.TARGET, 0),
        Series("p", Layer.NOW, 0, before=True),
    ]
    assert len({(line.width, line.dash) for line in lines}) == 3


def rated_alike(personas: int) -> Document:
    document = every_kind(personas)
    alike = {r.id: replace(r, value=1.0) for r in document.all(Rating)}
    return document.replaced(alike)


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_marks_of_five_personas_hide_none_of_one_another(direction: Direction) -> None:
    document = rated_alike(5)
    shown = document.maps[0]
    document = document.replaced({shown.id: replace(shown, direction=direction)})
    placed = map_layout().place(document, shown.id)
    lane = next(one for one in placed.lanes if one.block.kind is LaneKind.EMOTION)
    faces = [g for g, _ in groups(lane.block.body) if g.part == "face"]
    assert len(faces) == 6 * 6
    for a, b in combinations(faces, 2):
        near = (a.bounds.w + b.bounds.w) / 2 - 4
        assert abs(a.dx - b.dx) >= near or abs(a.dy - b.dy) >= near


def test_what_can_be_grasped_is_where_its_mark_is() -> None:
    document = rated_alike(5)
    placed = map_layout().place(document, document.maps[0].id)
    lane = next(one for one in placed.lanes if one.block.kind is LaneKind.EMOTION)
    marks = {(g.dx, g.dy, g.entity) for g, _ in groups(lane.block.body) if g.part == "face"}
    assert {(p.x, p.y, p.card) for p in lane.block.points} == marks


def test_a_persona_may_have_a_hue_of_its_own() -> None:
    document = every_kind(2)
    first = document.personas[0]
    document = document.replaced({first.id: replace(first, hue="brand-1")})
    roles = [series.role for series in series_of(document, document.maps[0])]
    assert roles == ["hue.#e4002b", "hue.#e4002b", "persona.2"]


def to_be() -> Document:
    """A map duplicated as to-be, whose first contact is rated otherwise than before."""
    document = every_kind(1)
    patch = duplicate_as_to_be(document, fixed_ids(60), document.maps[0].id, "To be")
    return patch.apply(document)


def test_a_to_be_map_shows_how_its_touchpoints_were_rated_before() -> None:
    document = to_be()
    new = next(m for m in document.maps if m.origin)
    contact = document.cards(document.lanes(new.id)[0].id)[0]
    document = rate(document, [contact.id], new.personas[0], 2.0).apply(document)
    series = drawn_series(document, new)
    assert [one.before for one in series].count(True) == 1
    placed = map_layout().place(document, new.id)
    lane = next(one for one in placed.lanes if one.block.kind is LaneKind.EMOTION)
    ghosts = [
        leaf for leaf, _ in walk(lane.block.body) if isinstance(leaf, Shape) and leaf.opacity == 0.6
    ]
    assert ghosts
    origin = document.rating(contact.origin or "", new.personas[0])
    assert origin is not None
    assert lane.block.plot is not None
    y = lane.block.plot.y(goodness(new.scale, origin.value or 0.0))
    assert ghosts[0].outline[0].points[1] == pytest.approx(y)
    assert len(lane.block.points) == 2 * 6


def test_a_rating_on_the_origin_changes_the_line_before() -> None:
    document = to_be()
    old, new = document.maps[0], next(m for m in document.maps if m.origin)
    layout = map_layout()
    placed = layout.place(document, new.id)
    contact = document.cards(document.lanes(old.id)[0].id)[1]
    patch = rate(document, [contact.id], old.personas[0], -1.5)
    after = patch.apply(document)
    assert layout.replace(placed, document, after, patch.touched()) == layout.place(after, new.id)


@pytest.mark.parametrize("width", [1, 2, 4])
def test_a_view_draws_no_more_of_the_curve_than_it_shows_and_that_as_the_whole_does(
    width: int,
) -> None:
    document = generated_document(20 * len(LANE_KINDS), stages=20, steps=1, personas=3, seed=width)
    levels = (-2, 1, 0, 2, -1, 2, 1)
    rated = {r.id: replace(r, value=levels[i % 7]) for i, r in enumerate(document.all(Rating))}
    document = document.replaced(rated)
    layout, shown = map_layout(), document.maps[0]
    stages = [stage.id for stage in document.stages(shown.id)]
    fewest = len(stages)
    for first in range(len(stages) - width + 1):
        placed = layout.place(document, shown.id, View(tuple(stages[first : first + width])))
        curve = next(lane.block.curve for lane in placed.lanes if lane.block.curve is not None)
        frame = replace(curve.ground.frame, view=View())
        whole = all_parts(document, replace(curve.ground, frame=frame))
        fewest = min(fewest, len(curve.parts))
        for i in range(width + 1):
            assert curve.parts.get(i) == whole.get(i)
    assert fewest < len(stages)
