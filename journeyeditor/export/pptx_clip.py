"""Cutting outlines off at the sides of a rectangle, as slides have no clipping: curves that go on are cut there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from journeyeditor.layout.drawing import Rect, Segment, Verb

_PIECES = 16
Point = tuple[float, float]


def cut_sides(outline: Sequence[Segment], clip: Rect, filled: bool) -> list[Segment]:
    """What of an outline lies between the left and the right side of `clip`.

    What lies inside as a whole stays as it is; what is cut comes back as straight pieces, sixteen to a curve.
    """
    made: list[Segment] = []
    for part in _parts(outline):
        xs = [x for segment in part for x in segment.points[0::2]]
        if clip.x <= min(xs) and max(xs) <= clip.right:
            made += part
        elif min(xs) < clip.right and max(xs) > clip.x:
            points = list(_flat(part))
            made += _area(points, clip) if filled else _line(points, clip)
    return made


def _parts(outline: Iterable[Segment]) -> Iterator[list[Segment]]:
    """The subpaths of an outline."""
    part: list[Segment] = []
    for segment in outline:
        if segment.verb is Verb.MOVE and part:
            yield part
            part = []
        part.append(segment)
    if part:
        yield part


def _flat(part: Iterable[Segment]) -> Iterator[Point]:
    """A subpath as points."""
    at: Point = (0.0, 0.0)
    for segment in part:
        found = segment.points
        if segment.verb is Verb.CURVE:
            yield from (_on_curve(at, found, i / _PIECES) for i in range(1, _PIECES + 1))
        elif found:
            yield found[0], found[1]
        if found:
            at = found[-2], found[-1]


def _on_curve(start: Point, points: Sequence[float], t: float) -> Point:
    s = 1 - t
    weights = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    xs, ys = (start[0], *points[0::2]), (start[1], *points[1::2])
    x = sum(w * value for w, value in zip(weights, xs, strict=True))
    y = sum(w * value for w, value in zip(weights, ys, strict=True))
    return x, y


def _line(points: Sequence[Point], clip: Rect) -> list[Segment]:
    """The stretches of a line between the sides."""
    made: list[Segment] = []
    last: Point | None = None
    for a, b in pairwise(points):
        ends = _between(a, b, clip)
        if ends is None:
            continue
        if ends[0] != last:
            made.append(Segment(Verb.MOVE, ends[0]))
        made.append(Segment(Verb.LINE, ends[1]))
        last = ends[1]
    return made


def _between(a: Point, b: Point, clip: Rect) -> tuple[Point, Point] | None:
    """The stretch from a to b between the sides, None where there is none."""
    low, high = 0.0, 1.0
    run = b[0] - a[0]
    for distance, towards in ((a[0] - clip.x, run), (clip.right - a[0], -run)):
        if towards == 0:
            if distance < 0:
                return None
            continue
        at = -distance / towards
        low, high = (max(low, at), high) if towards > 0 else (low, min(high, at))
    if low > high:
        return None
    return _along(a, b, low), _along(a, b, high)


def _along(a: Point, b: Point, t: float) -> Point:
    if t in {0.0, 1.0}:
        return b if t else a
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _area(points: Sequence[Point], clip: Rect) -> list[Segment]:
    """The part of a closed area between the sides (Sutherland and Hodgman, 1974)."""
    kept = list(points)
    for sign, side in ((1.0, clip.x), (-1.0, clip.right)):
        kept = list(_inside(kept, sign, side))
    if len(kept) < 3:
        return []
    first, *rest = kept
    lines = (Segment(Verb.LINE, point) for point in rest)
    return [Segment(Verb.MOVE, first), *lines, Segment(Verb.CLOSE)]


def _inside(points: Sequence[Point], sign: float, side: float) -> Iterator[Point]:
    for i, here in enumerate(points):
        before = points[i - 1]
        was, is_in = (sign * (p[0] - side) >= 0 for p in (before, here))
        if was != is_in:
            yield _along(before, here, (side - before[0]) / (here[0] - before[0]))
        if is_in:
            yield here
