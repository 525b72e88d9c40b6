"""The emotion curve: which lines there are, how each is drawn, and the smooth way through its points.

The line is the monotone cubic of Steffen ("A simple method for monotonic interpolation in one dimension", Astronomy
and Astrophysics 239, 1990): it passes through every rating, never rises above or falls below its neighbours, and a
stretch depends on no more than the two points on either side, so that a rating that changes bends only what is near.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeyeditor.layout.drawing import Outline, Role, Segment, Verb
from journeyeditor.layout.outlines import circle, polyline
from journeyeditor.layout.palette import PERSONAS, hue_role
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, LaneKind, Layer, Map, MapState, Persona
from journeyeditor.model.hues import known_hue

Point = tuple[float, float]

# Told apart without colour as well. Line ends are round and so add a line's width to each dash.
DASHES: tuple[tuple[float, ...], ...] = (
    (), (6, 5), (14, 6), (10, 5, 0.5, 5), (10, 5, 0.5, 5, 0.5, 5), (2.5, 5.5),
)  # fmt: skip
_TARGET_DASH = (0.3, 3.4)
LINE_WIDTH = 2.0
_TARGET_WIDTH, _BEFORE_WIDTH = 1.6, 1.1


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a curve: whose feeling, in which layer, and how it is drawn.

    `before` is a line that can't be grasped: how the same touchpoints were rated on the map that this one was
    duplicated from. `hue` is the persona's own, as `known_hue` gives it.
    """

    persona: str | None
    layer: Layer
    index: int
    hue: str = ""
    before: bool = False

    @property
    def role(self) -> Role:
        return hue_role(self.hue) if self.hue else series_style(self.index)[0]

    @property
    def dash(self) -> tuple[float, ...]:
        if self.before:
            return series_style(self.index)[1]
        return _TARGET_DASH if self.layer is Layer.TARGET else series_style(self.index)[1]

    @property
    def width(self) -> float:
        if self.before:
            return _BEFORE_WIDTH
        return _TARGET_WIDTH if self.layer is Layer.TARGET else LINE_WIDTH

    @property
    def mark(self) -> Outline | None:
        """What stands at its ratings where no face does: hollow for today, small and full for the target."""
        return None if self.before else MARKS[self.index % len(MARKS)]


def series_style(index: int) -> tuple[Role, tuple[float, ...]]:
    """The colour role and dash of the line of the map's persona number `index`, told apart by both."""
    return PERSONAS[index % len(PERSONAS)], DASHES[index % len(DASHES)]


MARK_RADIUS = 4.4


def _figure(*points: Point) -> Outline:
    return polyline([(x * MARK_RADIUS, y * MARK_RADIUS) for x, y in points], closed=True)


_DISC = circle(0, 0, MARK_RADIUS)
MARKS: tuple[Outline, ...] = (
    _DISC,
    _DISC,
    _figure((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    _figure((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    _figure((0, -1.12), (1.12, 0.84), (-1.12, 0.84)),
    _figure((0, 1.12), (1.12, -0.84), (-1.12, -0.84)),
)
"""The figure of each persona. The first two share theirs, as the first persona's ratings have faces."""


def series_of(document: Document, shown: Map) -> tuple[Series, ...]:
    """The lines of a map: its personas in order, last anybody where somebody rated without one."""
    people: list[str | None] = list(shown.personas)
    cards = touchpoints(document, shown.id)
    rated = {(r.persona, r.layer) for c in cards for r in document.ratings(c.id)}
    if not people or any((None, layer) in rated for layer in Layer):
        people.append(None)
    return tuple(
        Series(person, layer, index, _own_hue(document, person))
        for index, person in enumerate(people)
        for layer in Layer
        if layer is Layer.NOW or (person, layer) in rated
    )


def _own_hue(document: Document, person: str | None) -> str:
    persona = document.find(Persona, person)
    return known_hue(document, persona.hue) if persona else ""


def drawn_series(document: Document, shown: Map) -> tuple[Series, ...]:
    """The lines of a map and, on one that was duplicated as to-be, how its touchpoints were rated before."""
    series = series_of(document, shown)
    origin = document.find(Map, shown.origin)
    if origin is None or shown.state is not MapState.TO_BE:
        return series
    rated = {
        rating.persona
        for card in touchpoints(document, origin.id)
        for rating in document.ratings(card.id)
        if rating.layer is Layer.NOW
    }
    now = [one for one in series if one.layer is Layer.NOW and one.persona in rated]
    return (
        *series,
        *(Series(one.persona, Layer.NOW, one.index, one.hue, before=True) for one in now),
    )


def series_in(lane: Lane, series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Those lines that an emotion lane shows."""
    return tuple(
        s
        for s in series
        if (not lane.personas or s.persona in lane.personas)
        and (not lane.layers or s.layer in lane.layers)
    )


def touchpoint_lanes(document: Document, map_id: str) -> list[str]:
    """The lanes whose cards feed the curve: those of touchpoints that can be seen."""
    return [
        lane.id
        for lane in document.lanes(map_id)
        if lane.kind is LaneKind.TOUCHPOINT and not lane.hidden
    ]


def touchpoints(document: Document, map_id: str) -> list[Card]:
    """Every card of the map's visible touchpoint lanes, lane by lane."""
    lanes = touchpoint_lanes(document, map_id)
    return [card for lane in lanes for card in document.cards(lane)]


def smooth(points: Sequence[Point]) -> Outline:
    """The curve through points with rising x: a move and a cubic for each stretch."""
    if not points:
        return ()
    around = [None, *points, None]
    return (
        Segment(Verb.MOVE, points[0]),
        *(bend(around[i], a, b, around[i + 3]) for i, (a, b) in enumerate(pairwise(points))),
    )


def bend(before: Point | None, a: Point, b: Point, after: Point | None) -> Segment:
    """The cubic from a to b, with the points next to them where the line goes on there."""
    slope = _slope(a, b)
    first = _tangent(before, a, b) if before else None
    last = _tangent(a, b, after) if after else None
    # An end of the line leaves it so that the stretch has no more bend than the other end gives it.
    start = first if first is not None else slope if last is None else (3 * slope - last) / 2
    end = last if last is not None else slope if first is None else (3 * slope - first) / 2
    third = (b[0] - a[0]) / 3
    return Segment(
        Verb.CURVE,
        (a[0] + third, a[1] + start * third, b[0] - third, b[1] - end * third, *b),
    )


def _slope(a: Point, b: Point) -> float:
    return (b[1] - a[1]) / (b[0] - a[0])


def _tangent(a: Point, b: Point, c: Point) -> float:
    """The slope at b: none where it is a high or a low, else at most twice that of either side (Steffen, eq. 11)."""
    s, t = _slope(a, b), _slope(b, c)
    if s * t <= 0:
        return 0.0
    h, k = b[0] - a[0], c[0] - b[0]
    mean = abs(s * k + t * h) / (h + k)
    least = min(abs(s), abs(t), mean / 2)
    return 2 * least if s > 0 else -2 * least


def closed_to(outline: Outline, points: Sequence[Point], base: float) -> Outline:
    """The area between a curve and a horizontal line."""
    down = Segment(Verb.LINE, (points[-1][0], base))
    back = Segment(Verb.LINE, (points[0][0], base))
    return (*outline, down, back, Segment(Verb.CLOSE))
