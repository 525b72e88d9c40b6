"""Faces for ratings: five expressions that differ by their mouths, so that they can be told apart without colour."""

from __future__ import annotations

from journeyeditor.layout.drawing import Box, Outline, Role, Segment, Shape, Verb
from journeyeditor.layout.outlines import CLOSE, arc, circle, polyline

LEVEL_ROLES: tuple[Role, ...] = ("level.m2", "level.m1", "level.0", "level.p1", "level.p2")
"""The fill of a face for each fifth of a scale, from the worst to the best."""

INK: Role = "face.ink"
MUTED_OPACITY = 0.4

# All on a face of radius 1 around the origin.
_HEAD = circle(0, 0, 1)
_EYES = (*circle(-0.34, -0.22, 0.135), *circle(0.34, -0.22, 0.135))
_LINE_WIDTH = 0.17


def _open_mouth(top: float, depth: float) -> Outline:
    """A half moon, flat at `top` and round towards `top + depth` (negative: upwards)."""
    x, bulge = 0.48, top + depth * 4 / 3
    curve = Segment(Verb.CURVE, (-x, bulge, x, bulge, x, top))
    return (*polyline([(-x, top)]), curve, CLOSE)


_MOUTHS: dict[int, Outline] = {
    -2: _open_mouth(0.56, -0.42),
    -1: arc(0, 0.78, 0.5, -142, 104),
    0: polyline([(-0.4, 0.36), (0.4, 0.36)]),
    1: arc(0, -0.02, 0.5, 38, 104),
    2: _open_mouth(0.16, 0.46),
}


def fifth(fraction: float) -> int:
    """Which fifth of a scale a value lies in, -2 (worst) to 2 (best); `fraction` is 0 to 1, beyond it the end counts."""
    # A value on a border such as 3/5 belongs to the upper fifth even when binary rounding put it just below.
    return min(4, max(0, int(fraction * 5 + 1e-9))) - 2


def level_role(fraction: float) -> Role:
    """The colour role of a value at `fraction` (0 to 1) of its scale."""
    return LEVEL_ROLES[fifth(fraction) + 2]


def face(
    fraction: float, cx: float, cy: float, radius: float, muted: bool = False
) -> tuple[Box | Shape, ...]:
    """The face for a value at `fraction` (0 to 1) of its scale: head, eyes, mouth, centred at (cx, cy), in points.

    A muted face is one that could be chosen but is not: its head is pale, its features stay.
    """
    level = fifth(fraction)
    head = Shape(
        _HEAD,
        cx,
        cy,
        radius,
        fill=level_role(fraction),
        opacity=MUTED_OPACITY if muted else 1.0,
    )
    return head, Shape(_EYES, cx, cy, radius, fill=INK), _mouth(level, cx, cy, radius)


def _mouth(level: int, cx: float, cy: float, radius: float) -> Shape:
    outline = _MOUTHS[level]
    if outline[-1] is CLOSE:
        return Shape(outline, cx, cy, radius, fill=INK)
    return Shape(outline, cx, cy, radius, stroke=INK, stroke_width=_LINE_WIDTH * radius)
