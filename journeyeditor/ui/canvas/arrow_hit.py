"""Which connector lies under a point, read from the picture of the connectors itself."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Group, Shape, Verb

if TYPE_CHECKING:
    from journeyeditor.layout.drawing import Outline, Rect

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ArrowPlace:
    """A connector as it is drawn: the corners of its way from start to end, its outline, and its label's box."""

    key: str
    way: tuple[Point, ...]
    outline: Outline
    label: Rect | None
    around: Rect

    def distance(self, x: float, y: float) -> float:
        """How far a point is from the line, in map units."""
        return min(_distance(a, b, (x, y)) for a, b in pairwise(self.way))

    @property
    def middle(self) -> Point:
        """Half way along the line."""
        lengths = [_far(a, b) for a, b in pairwise(self.way)]
        left = sum(lengths) / 2
        for (a, b), length in zip(pairwise(self.way), lengths, strict=True):
            if left <= length and length:
                return _between(a, b, left / length)
            left -= length
        return self.way[0]


class ArrowMap:
    """The connectors of one placed map."""

    def __init__(self, arrows: Group) -> None:
        self.arrows = arrows
        groups = [item for item in arrows.items if isinstance(item, Group)]
        places = (_place(group) for group in groups)
        self.places = {place.key: place for place in places if place is not None}

    def at(self, x: float, y: float, near: float) -> ArrowPlace | None:
        """The connector whose label is here, else the one whose line passes nearest within `near` map units."""
        close = [place for place in self.places.values() if place.around.contains(x, y)]
        for place in reversed(close):
            if place.label is not None and place.label.contains(x, y):
                return place
        best = min(close, key=lambda place: place.distance(x, y), default=None)
        return best if best is not None and best.distance(x, y) <= near else None


def _place(group: Group) -> ArrowPlace | None:
    line = group.items[0] if group.items else None
    if not isinstance(line, Shape) or group.entity is None:
        return None
    label = next((item.rect for item in group.items if isinstance(item, Box)), None)
    return ArrowPlace(group.entity, _way(line.outline), line.outline, label, group.bounds)


def _way(outline: Outline) -> tuple[Point, ...]:
    """The corners of a rounded way: where it begins, the handle of each of its bends, where it ends."""
    points = [_first(outline[0].points)]
    points += [_first(segment.points) for segment in outline if segment.verb is Verb.CURVE]
    return (*points, _first(outline[-1].points))


def _first(points: tuple[float, ...]) -> Point:
    return points[0], points[1]


def _far(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _distance(a: Point, b: Point, p: Point) -> float:
    """How far a point is from a stretch between two others."""
    length = _far(a, b)
    if not length:
        return _far(a, p)
    along = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / length**2
    return _far(_between(a, b, min(1.0, max(0.0, along))), p)
