"""Curves cut off at the sides of a slide's map."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.export.pptx_clip import cut_sides
from journeyeditor.layout.drawing import Rect, Segment, Verb

CLIP = Rect(10, 0, 20, 100)
NUMBERS = st.floats(-50, 80, allow_nan=False).map(lambda value: round(value, 2))
STEPS = st.one_of(
    st.tuples(NUMBERS, NUMBERS).map(lambda p: Segment(Verb.LINE, p)),
    st.tuples(*[NUMBERS] * 6).map(lambda p: Segment(Verb.CURVE, p)),
)


def line(*points: tuple[float, float]) -> list[Segment]:
    first, *rest = points
    return [Segment(Verb.MOVE, first), *(Segment(Verb.LINE, point) for point in rest)]


def test_what_lies_inside_stays_as_it_is() -> None:
    curve = [Segment(Verb.MOVE, (12, 5)), Segment(Verb.CURVE, (13, 6, 20, 7, 29, 9))]
    assert cut_sides(curve, CLIP, False) == curve


def test_what_lies_outside_is_gone() -> None:
    assert cut_sides(line((0, 0), (9, 9)), CLIP, False) == []
    assert cut_sides(line((31, 0), (40, 9), (33, 2)), CLIP, True) == []


def test_a_line_is_cut_where_it_crosses_the_sides() -> None:
    assert cut_sides(line((0, 0), (40, 40)), CLIP, False) == line((10, 10), (30, 30))
    zigzag = cut_sides(line((0, 0), (20, 20), (40, 0)), CLIP, False)
    assert zigzag == line((10, 10), (20, 20), (30, 10))


def test_a_line_that_leaves_and_comes_back_is_two() -> None:
    made = cut_sides(line((20, 0), (40, 0), (40, 5), (20, 5)), CLIP, False)
    assert made == [*line((20, 0), (30, 0)), *line((30, 5), (20, 5))]


def test_an_area_is_closed_along_the_sides() -> None:
    area = [*line((0, 0), (40, 0), (40, 10), (0, 10)), Segment(Verb.CLOSE)]
    made = cut_sides(area, CLIP, True)
    corners = {segment.points for segment in made if segment.points}
    assert corners == {(10, 0), (30, 0), (30, 10), (10, 10)}
    assert made[-1].verb is Verb.CLOSE


@given(st.tuples(NUMBERS, NUMBERS), st.lists(STEPS, min_size=1, max_size=8), st.booleans())
def test_nothing_is_left_beyond_the_sides(
    start: tuple[float, float], steps: list[Segment], filled: bool
) -> None:
    outline = [Segment(Verb.MOVE, start), *steps]
    for segment in cut_sides(outline, CLIP, filled):
        for x in segment.points[0::2]:
            assert CLIP.x - 1e-6 <= x <= CLIP.right + 1e-6
