"""Ways for arrows between cards: straight where nothing stands in between, else through the gaps between cards."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from journeyeditor.layout.drawing import Outline, Rect, Segment, Verb
from journeyeditor.layout.metrics import CARD_GUTTER

Point = tuple[float, float]
Way = tuple[Point, ...]

_GAP = 7.0
_TURN = 6.0
# How far apart labels are tried along a way, in points, and how often at most in one stretch.
_SPOT, _MOST_SPOTS = 6.0, 200


def way_between(start: Rect, end: Rect, obstacles: Sequence[Rect]) -> Way:
    """The corners of the best way from one card to another: it crosses the fewest cards, then is the shortest."""
    ways = _ways(start, end)
    return min(ways, key=lambda way: (_crossings(way, obstacles), _length(way)))


def _ways(start: Rect, end: Rect) -> list[Way]:
    if end.y >= start.bottom:
        return _downwards(start, end)
    if start.y >= end.bottom:
        return [tuple(reversed(way)) for way in _downwards(end, start)]
    return [_sideways(start, end)]


def _downwards(upper: Rect, lower: Rect) -> list[Way]:
    """From the bottom of one card to the top of another below: straight, or along the gap beside a column."""
    ways: list[Way] = []
    left, right = max(upper.x, lower.x), min(upper.right, lower.right)
    if right - left > 24:
        middle = (left + right) / 2
        ways.append(((middle, upper.bottom), (middle, lower.y)))
    half = CARD_GUTTER / 2
    gaps = (upper.right + half, lower.right + half, upper.x - half, lower.x - half)
    return ways + [_through(upper, lower, gap) for gap in gaps]


def _through(upper: Rect, lower: Rect, gap: float) -> Way:
    out, into = upper.centre[0], lower.centre[0]
    y1, y2 = upper.bottom + _GAP, lower.y - _GAP
    if y2 <= y1:
        y1 = y2 = (upper.bottom + lower.y) / 2
    return ((out, upper.bottom), (out, y1), (gap, y1), (gap, y2), (into, y2), (into, lower.y))


def _sideways(start: Rect, end: Rect) -> Way:
    rightwards = end.x >= start.right
    a = (start.right if rightwards else start.x, start.centre[1])
    b = (end.x if rightwards else end.right, end.centre[1])
    middle = (a[0] + b[0]) / 2
    return (a, (middle, a[1]), (middle, b[1]), b)


def _crossings(way: Way, obstacles: Sequence[Rect]) -> int:
    return sum(1 for rect in obstacles if any(_meets(a, b, rect) for a, b in pairwise(way)))


def _meets(a: Point, b: Point, rect: Rect) -> bool:
    x, y = min(a[0], b[0]), min(a[1], b[1])
    stroke = Rect(x - 0.5, y - 0.5, abs(a[0] - b[0]) + 1, abs(a[1] - b[1]) + 1)
    return stroke.meets(rect.grown(-1))


def _length(way: Way) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(way))


def rounded(way: Way) -> Outline:
    """A way as an outline with its corners rounded off."""
    segments = [Segment(Verb.MOVE, way[0])]
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        into, out = _towards(corner, before), _towards(corner, after)
        segments.append(Segment(Verb.LINE, into))
        segments.append(Segment(Verb.CURVE, (*corner, *corner, *out)))
    segments.append(Segment(Verb.LINE, way[-1]))
    return tuple(segments)


def _towards(corner: Point, other: Point) -> Point:
    """A point a turn's length away from a corner, at most half way to the next one."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    share = min(_TURN, length / 2) / length
    return corner[0] + dx * share, corner[1] + dy * share


def spots(way: Way) -> list[Point]:
    """Places along a way for a label, the best first: the middle of the longest stretch, then ever further off."""
    a, b = max(pairwise(way), key=_length)
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    along = [point for a, b in pairwise(way) for point in _points(a, b)]
    return [(x, y), *sorted(along, key=lambda p: (abs(p[0] - x) + abs(p[1] - y), p))]


def _points(a: Point, b: Point) -> list[Point]:
    count = max(1, min(_MOST_SPOTS, int(_length((a, b)) / _SPOT)))
    return [
        (a[0] + (b[0] - a[0]) * i / count, a[1] + (b[1] - a[1]) * i / count)
        for i in range(count + 1)
    ]
