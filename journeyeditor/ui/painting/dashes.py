"""Dashed lines as separate pieces, so that a dash stands where it stands, whatever part of it is painted.

Qt begins the dashes of a line where the line comes into sight, so that a line painted in parts has seams. Here they
begin where the line begins, and run on over its corners, as in a PDF.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QPainterPath

from journeyeditor.layout.drawing import Group, Outline, Rect, Segment, Shape, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator

Point = tuple[float, float]
Cubic = tuple[Point, Point, Point, Point]

CHORDS = 24
"""How many straight pieces a curve's length is measured by."""

SPAN = 600.0
"""A long straight line is painted in stretches of about so many points, only where it is seen."""

_HANDLE = 4 / 3 * math.tan(math.pi / 8)


class _Piece(NamedTuple):
    """A part of a line: where it begins along the whole, how long it is, and the way there at equal steps."""

    start: float
    length: float
    cubic: Cubic
    along: tuple[float, ...]

    @property
    def end(self) -> float:
        return self.start + self.length

    def at(self, distance: float) -> float:
        """The curve's parameter, 0 to 1, so far from its beginning."""
        if not self.along:
            return distance / self.length
        i = min(bisect_right(self.along, distance), len(self.along) - 1)
        before, after = self.along[i - 1], self.along[i]
        return (i - 1 + (distance - before) / ((after - before) or 1.0)) / (len(self.along) - 1)


class Dashes:
    """The dashes of one outline; `dash` are lengths of strokes and gaps in turn, in the outline's units.

    Raises ValueError for dashes that never come to an end.
    """

    def __init__(self, outline: Outline, dash: tuple[float, ...]) -> None:
        if not dash or min(dash) < 0 or sum(dash) <= 0:
            raise ValueError(f"Dashes of {dash} can't be drawn.")
        self._dash = dash if len(dash) % 2 == 0 else dash * 2
        self._lines = [[*_pieces(part)] for part in _subpaths(outline)]

    @cached_property
    def path(self) -> QPainterPath:
        """The dashes as a path to be stroked."""
        path = QPainterPath()
        for pieces in self._lines:
            if len(pieces) == 1 and not pieces[0].along and pieces[0].length:
                self._straight(path, pieces[0])
                continue
            first = 0
            for start, end in self._strokes(pieces[-1].start + pieces[-1].length):
                while pieces[first].end <= start and first < len(pieces) - 1:
                    first += 1
                _add(path, pieces, first, start, end)
        return path

    def _straight(self, path: QPainterPath, piece: _Piece) -> None:
        """The dashes of one straight line, which may have thousands."""
        (x0, y0), _one, _two, (x1, y1) = piece.cubic
        dx, dy = (x1 - x0) / piece.length, (y1 - y0) / piece.length
        for start, end in self._strokes(piece.length):
            if end > start:
                path.moveTo(x0 + dx * start, y0 + dy * start)
                path.lineTo(x0 + dx * end, y0 + dy * end)

    def _strokes(self, length: float) -> Iterator[tuple[float, float]]:
        """From where to where strokes go along a line."""
        at = 0.0
        for stroke, part in cycle([*zip(cycle((True, False)), self._dash, strict=False)]):
            if at >= length:
                return
            if stroke:
                yield at, min(at + part, length)
            at += part


class Stretches:
    """A long straight dashed line, lying or standing, as groups of a whole number of dashes each."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._period = sum(shape.dash) * (1 + len(shape.dash) % 2)
        self._each = self._period * max(1, round(SPAN / self._period)) if self._period else 0.0
        self._made: dict[int, Group] = {}

    @staticmethod
    def suit(shape: Shape) -> bool:
        """Whether a line is long, straight enough, and nothing but a line."""
        if shape.fill is not None or shape.scale != 1 or shape.mirrored or shape.x or shape.y:
            return False
        if [segment.verb for segment in shape.outline] != [Verb.MOVE, Verb.LINE]:
            return False
        (x0, y0), (x1, y1) = shape.outline[0].points, shape.outline[1].points
        return (x0 == x1 or y0 == y1) and abs(x1 - x0 + y1 - y0) > 1.5 * SPAN

    def within(self, exposed: Rect | None) -> Iterator[Group]:
        """The groups of which something can be seen."""
        (x0, y0), (x1, y1) = (segment.points for segment in self._shape.outline)
        length, lying = abs(x1 - x0 + y1 - y0), y0 == y1
        first, last = 0, math.ceil(length / self._each)
        if exposed is not None:
            low, high = exposed.x - x0, exposed.right - x0
            if not lying:
                low, high = exposed.y - y0, exposed.bottom - y0
            if x1 < x0 or y1 < y0:
                low, high = -high, -low
            reach = self._shape.stroke_width
            first = max(first, math.floor((low - reach) / self._each))
            last = min(last, math.ceil((high + reach) / self._each))
        for i in range(first, last):
            if i not in self._made:
                self._made[i] = self._group(
                    i * self._each / length, min(1.0, (i + 1) * self._each / length)
                )
            yield self._made[i]

    def _group(self, start: float, end: float) -> Group:
        (x0, y0), (x1, y1) = (segment.points for segment in self._shape.outline)
        ends = [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for t in (start, end)]
        (ax, ay), (bx, by) = ends
        line = (Segment(Verb.MOVE, (ax, ay)), Segment(Verb.LINE, (bx, by)))
        bounds = Rect(min(ax, bx), min(ay, by), abs(bx - ax), abs(by - ay))
        return Group((replace(self._shape, outline=line),), bounds.grown(self._shape.stroke_width))


def rounded(rect: Rect, radius: float) -> Outline:
    """A rectangle with round corners, from the left end of its upper side on, as the PDF's begins."""
    r = max(0.0, min(radius, rect.w / 2, rect.h / 2))
    a = r * (1 - _HANDLE)
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return (
        Segment(Verb.MOVE, (left + r, top)),
        Segment(Verb.LINE, (right - r, top)),
        Segment(Verb.CURVE, (right - a, top, right, top + a, right, top + r)),
        Segment(Verb.LINE, (right, bottom - r)),
        Segment(Verb.CURVE, (right, bottom - a, right - a, bottom, right - r, bottom)),
        Segment(Verb.LINE, (left + r, bottom)),
        Segment(Verb.CURVE, (left + a, bottom, left, bottom - a, left, bottom - r)),
        Segment(Verb.LINE, (left, top + r)),
        Segment(Verb.CURVE, (left, top + a, left + a, top, left + r, top)),
    )


def _subpaths(outline: Outline) -> Iterator[list[Cubic]]:
    """The curves of each connected part of an outline; a straight line is one with its ends for handles."""
    found: list[Cubic] = []
    first = last = (0.0, 0.0)
    for verb, numbers in outline:
        points = [*zip(numbers[::2], numbers[1::2], strict=True)]
        if verb is Verb.MOVE:
            if found:
                yield found
            found, first = [], points[0]
        elif verb is Verb.LINE:
            found.append((last, last, points[0], points[0]))
        elif verb is Verb.CURVE:
            found.append((last, points[0], points[1], points[2]))
        elif last != first:
            found.append((last, last, first, first))
        last = points[-1] if points else first
    if found:
        yield found


def _pieces(curves: list[Cubic]) -> Iterator[_Piece]:
    start = 0.0
    for curve in curves:
        first, one, two, last = curve
        along: tuple[float, ...] = ()
        length = math.dist(first, last)
        if (one, two) != (first, last):
            points = [_point(curve, i / CHORDS) for i in range(CHORDS + 1)]
            sums = [0.0]
            for before, after in pairwise(points):
                sums.append(sums[-1] + math.dist(before, after))
            along, length = tuple(sums), sums[-1]
        yield _Piece(start, length, curve, along)
        start += length


def _add(path: QPainterPath, pieces: list[_Piece], first: int, start: float, end: float) -> None:
    """One dash, over as many pieces as it takes from the first that it may stand on."""
    begun = False
    for i in range(first, len(pieces)):
        piece = pieces[i]
        if piece.start >= end:
            return
        low, high = max(0.0, start - piece.start), min(piece.length, end - piece.start)
        if high <= low or not piece.length:
            continue
        one, two = piece.at(low), piece.at(high)
        if not begun:
            path.moveTo(*_point(piece.cubic, one))
            begun = True
        if piece.along:
            path.cubicTo(*_part(piece.cubic, one, two))
        else:
            path.lineTo(*_point(piece.cubic, two))


def _point(curve: Cubic, t: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    if (x1, y1) == (x0, y0) and (x2, y2) == (x3, y3):
        return x0 + (x3 - x0) * t, y0 + (y3 - y0) * t
    u = 1 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _part(curve: Cubic, one: float, two: float) -> tuple[float, ...]:
    """The handles and the end of the part of a curve between two parameters."""
    third = (two - one) / 3
    (ax, ay), (bx, by) = _point(curve, one), _point(curve, two)
    (sx, sy), (ex, ey) = _slope(curve, one), _slope(curve, two)
    return ax + sx * third, ay + sy * third, bx - ex * third, by - ey * third, bx, by


def _slope(curve: Cubic, t: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    u = 1 - t
    a, b, c = 3 * u * u, 6 * u * t, 3 * t * t
    return (
        a * (x1 - x0) + b * (x2 - x1) + c * (x3 - x2),
        a * (y1 - y0) + b * (y2 - y1) + c * (y3 - y2),
    )
