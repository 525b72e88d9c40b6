"""Outlines of plain figures, for icons, faces, handles and marks; y runs downwards, units are the caller's."""

from __future__ import annotations

from math import cos, pi, sin, tan
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Outline, Rect, Segment, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]

CLOSE = Segment(Verb.CLOSE)
GOLDEN_STAR = 0.382
"""Inner to outer radius of the star whose edges lie on the lines between its points."""


def polyline(points: Sequence[Point], *, closed: bool = False) -> Outline:
    """Straight lines through `points`, back to the first one when `closed`; raises ValueError for no points."""
    if not points:
        raise ValueError("A polyline needs at least one point.")
    first, *rest = points
    lines = tuple(Segment(Verb.LINE, point) for point in rest)
    return (Segment(Verb.MOVE, first), *lines, *((CLOSE,) if closed else ()))


def arc(cx: float, cy: float, radius: float, start: float, sweep: float) -> Outline:
    """A part of a circle from the angle `start` over `sweep` degrees; 0 points right, positive runs clockwise.

    Each piece of at most 90 degrees is one cubic with handles of 4/3 tan(angle/4) radii, which strays from the
    circle by less than 0.03 % of the radius.
    """
    pieces = max(1, -int(-abs(sweep) // 90))
    step = sweep / pieces * pi / 180
    angles = [start * pi / 180 + step * i for i in range(pieces)]
    begin = Segment(
        Verb.MOVE, (cx + radius * cos(start * pi / 180), cy + radius * sin(start * pi / 180))
    )
    return (begin, *(_piece(cx, cy, radius, angle, step) for angle in angles))


def _piece(cx: float, cy: float, radius: float, angle: float, step: float) -> Segment:
    handle = 4 / 3 * tan(step / 4)
    c0, s0, c1, s1 = cos(angle), sin(angle), cos(angle + step), sin(angle + step)
    controls = (c0 - handle * s0, s0 + handle * c0, c1 + handle * s1, s1 - handle * c1, c1, s1)
    origin = (cx, cy) * 3
    return Segment(Verb.CURVE, tuple(o + radius * c for o, c in zip(origin, controls, strict=True)))


def circle(cx: float, cy: float, radius: float) -> Outline:
    """A whole circle, closed."""
    return (*arc(cx, cy, radius, 0, 360), CLOSE)


def rounded_rectangle(rect: Rect, radius: float) -> Outline:
    """A rectangle with quarter circles for corners; a radius over half of a side is cut to that half."""
    r = max(0.0, min(radius, rect.w / 2, rect.h / 2))
    if r == 0:
        corners = [(rect.x, rect.y), (rect.right, rect.y)]
        corners += [(rect.right, rect.bottom), (rect.x, rect.bottom)]
        return polyline(corners, closed=True)
    centres = (
        (rect.right - r, rect.y + r),
        (rect.right - r, rect.bottom - r),
        (rect.x + r, rect.bottom - r),
        (rect.x + r, rect.y + r),
    )
    pieces = [arc(x, y, r, 90 * i - 90, 90) for i, (x, y) in enumerate(centres)]
    return (*joined(pieces), CLOSE)


def joined(pieces: Iterable[Outline]) -> Outline:
    """Open outlines as one line: each later piece is led to by a straight line instead of a jump."""
    (first, *rest), *later = pieces
    tail = [s._replace(verb=Verb.LINE) if s.verb is Verb.MOVE else s for p in later for s in p]
    return (first, *rest, *tail)


def star(cx: float, cy: float, radius: float, inner: float = 0.45) -> Outline:
    """A star of five points, the first one up; `inner` is the inner radius as a part of `radius`.

    `GOLDEN_STAR` gives the sharp pentagram; the plumper default stays legible when it is small.
    """
    tips = [(radius * (inner if i % 2 else 1), pi * (i / 5 - 0.5)) for i in range(10)]
    return polyline([(cx + r * cos(a), cy + r * sin(a)) for r, a in tips], closed=True)


def bounds(outline: Outline) -> Rect:
    """The rectangle around every point of an outline, control points too (so never too small)."""
    xs = [x for segment in outline for x in segment.points[::2]]
    ys = [y for segment in outline for y in segment.points[1::2]]
    if not xs:
        return Rect(0, 0, 0, 0)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
