"""The emotion curve: which points it runs through, where it breaks, and its smooth line.

The line is the monotone cubic of Fritsch and Carlson ("Monotone Piecewise Cubic Interpolation", SIAM J. Numer.
Anal. 17, 1980): it passes through every rating and never rises above or falls below its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeyeditor.layout.drawing import Outline, Role, Segment, Verb
from journeyeditor.layout.palette import PERSONAS
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, LaneKind, Layer, Map

Point = tuple[float, float]

DASHES: tuple[tuple[float, ...], ...] = ((), (6, 4), (2, 3), (10, 3, 2, 3), (4, 2), (1, 4))
LINE_WIDTH = 2.0


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a curve: whose feeling, in which layer, and how it is drawn."""

    persona: str | None
    layer: Layer
    index: int

    @property
    def role(self) -> Role:
        return series_style(self.index)[0]

    @property
    def dash(self) -> tuple[float, ...]:
        return (1, 3) if self.layer is Layer.TARGET else series_style(self.index)[1]


def series_style(index: int) -> tuple[Role, tuple[float, ...]]:
    """The colour role and dash of the line of the map's persona number `index`, told apart by both."""
    return PERSONAS[index % len(PERSONAS)], DASHES[index % len(DASHES)]


def series_of(document: Document, shown: Map) -> tuple[Series, ...]:
    """The lines of a map: its personas in order, last anybody where somebody rated without one."""
    people: list[str | None] = list(shown.personas)
    cards = touchpoints(document, shown.id)
    rated = {(r.persona, r.layer) for c in cards for r in document.ratings(c.id)}
    if not people or any((None, layer) in rated for layer in Layer):
        people.append(None)
    return tuple(
        Series(person, layer, index)
        for index, person in enumerate(people)
        for layer in Layer
        if layer is Layer.NOW or (person, layer) in rated
    )


def series_in(lane: Lane, series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Those lines that an emotion lane shows."""
    return tuple(
        s
        for s in series
        if (not lane.personas or s.persona in lane.personas)
        and (not lane.layers or s.layer in lane.layers)
    )


def touchpoints(document: Document, map_id: str) -> list[Card]:
    """Every card of the map's visible touchpoint lanes, lane by lane."""
    lanes = document.lanes(map_id)
    return [
        card
        for lane in lanes
        if lane.kind is LaneKind.TOUCHPOINT and not lane.hidden
        for card in document.cards(lane.id)
    ]


def smooth(points: Sequence[Point]) -> Outline:
    """The curve through points with rising x: a move and a cubic for each stretch."""
    if not points:
        return ()
    outline = [Segment(Verb.MOVE, points[0])]
    tangents = _tangents(points)
    for (a, b), (ma, mb) in zip(pairwise(points), pairwise(tangents), strict=True):
        third = (b[0] - a[0]) / 3
        controls = (a[0] + third, a[1] + ma * third, b[0] - third, b[1] - mb * third)
        outline.append(Segment(Verb.CURVE, (*controls, *b)))
    return tuple(outline)


def _tangents(points: Sequence[Point]) -> list[float]:
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    if not slopes:
        return [0.0]
    inner = [0.0 if s * t <= 0 else (s + t) / 2 for s, t in pairwise(slopes)]
    tangents = [slopes[0], *inner, slopes[-1]]
    for i, slope in enumerate(slopes):
        _tame(tangents, i, slope)
    return tangents


def _tame(tangents: list[float], i: int, slope: float) -> None:
    """Keeps a stretch monotone: its two tangents stay within the circle of radius 3 (Fritsch and Carlson)."""
    if slope == 0:
        tangents[i] = tangents[i + 1] = 0.0
        return
    a, b = tangents[i] / slope, tangents[i + 1] / slope
    length = (a * a + b * b) ** 0.5
    if length > 3:
        tangents[i], tangents[i + 1] = 3 * a / length * slope, 3 * b / length * slope


def closed_to(outline: Outline, points: Sequence[Point], base: float) -> Outline:
    """The area between a curve and a horizontal line."""
    down = Segment(Verb.LINE, (points[-1][0], base))
    back = Segment(Verb.LINE, (points[0][0], base))
    return (*outline, down, back, Segment(Verb.CLOSE))


def stretches(points: Iterable[Point | None]) -> list[list[Point]]:
    """Rated points in runs, broken where one in between is not rated (None); equal x are nudged apart."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        elif runs[-1] and point[0] <= runs[-1][-1][0]:
            runs[-1].append((runs[-1][-1][0] + 0.5, point[1]))
        else:
            runs[-1].append(point)
    return [run for run in runs if run]
