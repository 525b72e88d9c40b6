"""The curve runs through every rating and never beyond its neighbours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.curve import Point, series_style, smooth, stretches
from journeyeditor.layout.drawing import Verb

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
    runs = stretches([(0, 1), (1, 2), None, (3, 1), None, None, (6, 2)])
    assert runs == [[(0, 1), (1, 2)], [(3, 1)], [(6, 2)]]


def test_ratings_at_one_place_are_nudged_apart() -> None:
    assert stretches([(5, 1), (5, 2)]) == [[(5, 1), (5.5, 2)]]


def test_personas_differ_in_colour_and_stroke() -> None:
    styles = [series_style(i) for i in range(6)]
    assert len({role for role, _dash in styles}) == 6
    assert len({dash for _role, dash in styles}) == 6
