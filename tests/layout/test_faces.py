"""Faces: the right expression for a value, inside the head, told apart without colour."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from journeyeditor.layout.drawing import Shape
from journeyeditor.layout.faces import LEVEL_ROLES, MUTED_OPACITY, face, fifth, level_role

MIDDLES = (0.1, 0.3, 0.5, 0.7, 0.9)


@pytest.mark.parametrize(
    ("fraction", "level"),
    [
        (0.0, -2), (0.19, -2), (0.2, -1), (0.25, -1), (0.4, 0), (0.5, 0),
        (3 / 5, 1), (0.75, 1), (0.79, 1), (0.8, 2), (1.0, 2), (-0.5, -2), (1.5, 2),
    ],
)  # fmt: skip
def test_a_value_falls_into_a_fifth(fraction: float, level: int) -> None:
    assert fifth(fraction) == level


def test_borders_are_not_lost_to_binary_rounding() -> None:
    assert fifth(0.1 + 0.2 + 0.3) == 1
    assert fifth((0.7 - 0.1) / 3) == -1


def test_five_ratings_from_worst_to_best_take_the_five_levels() -> None:
    assert tuple(level_role(i / 4) for i in range(5)) == LEVEL_ROLES
    assert LEVEL_ROLES == ("level.m2", "level.m1", "level.0", "level.p1", "level.p2")


def shapes(fraction: float, radius: float = 10, muted: bool = False) -> tuple[Shape, Shape, Shape]:
    head, eyes, mouth = face(fraction, 100, 50, radius, muted)
    assert isinstance(head, Shape)
    assert isinstance(eyes, Shape)
    assert isinstance(mouth, Shape)
    return head, eyes, mouth


@pytest.mark.parametrize("fraction", MIDDLES)
def test_features_lie_within_the_head(fraction: float) -> None:
    head, *features = shapes(fraction)
    assert (head.x, head.y, head.scale, head.fill) == (100, 50, 10, level_role(fraction))
    for shape in features:
        assert (shape.x, shape.y, shape.scale) == (100, 50, 10)
        ends = [s.points[-2:] for s in shape.outline if s.points]
        assert all(hypot(x, y) < 0.8 for x, y in ends)


def test_mouths_differ_by_form_alone() -> None:
    mouths = [shapes(fraction)[2] for fraction in MIDDLES]
    assert all(a.outline != b.outline for a, b in combinations(mouths, 2))
    assert [mouth.fill is not None for mouth in mouths] == [True, False, False, False, True]


def mouth_bend(fraction: float) -> float:
    """How far the middle of the mouth hangs below its corners."""
    outline = shapes(fraction)[2].outline
    ys = [y for segment in outline for y in segment.points[1::2]]
    corner = outline[0].points[1]
    return max(ys, key=lambda y: abs(y - corner)) - corner


def test_mouths_turn_from_frown_to_smile() -> None:
    bends = [mouth_bend(fraction) for fraction in MIDDLES]
    assert bends[0] < 0 and bends[1] < 0
    assert bends[2] == 0
    assert bends[3] > 0 and bends[4] > 0


def test_a_line_for_a_mouth_grows_with_the_face() -> None:
    small, large = shapes(0.5, 6)[2], shapes(0.5, 12)[2]
    assert large.stroke_width == pytest.approx(2 * small.stroke_width)
    assert small.stroke_width >= 1


def test_a_muted_face_is_pale_and_keeps_its_expression() -> None:
    plain, muted = shapes(0.9), shapes(0.9, muted=True)
    assert muted[0].opacity == MUTED_OPACITY < plain[0].opacity
    assert muted[1:] == plain[1:]


def test_ink_is_a_role_of_its_own() -> None:
    for fraction in MIDDLES:
        _, eyes, mouth = shapes(fraction)
        assert {eyes.fill, mouth.fill, mouth.stroke} - {None} == {"face.ink"}
