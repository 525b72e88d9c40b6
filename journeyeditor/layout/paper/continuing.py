"""How a map that goes on over several pages says so: marks at the edges where it goes on, with the page's number,
and a tick where a line of the curve runs over the edge. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from journeyeditor.layout.curve import Point, bend
from journeyeditor.layout.drawing import (
    ARTIFACT,
    Group,
    Item,
    Rect,
    Segment,
    Shape,
    Spot,
    Verb,
)
from journeyeditor.layout.emotion import Curve
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.outlines import polyline
from journeyeditor.layout.placed import PlacedLane, PlacedMap
from journeyeditor.model.messages import N_

if TYPE_CHECKING:
    from journeyeditor.layout.paper.room import Room

MARKS = 12.0
"""The height of the bands above and below a map that hold the marks, at the size of the furniture."""

_STYLE = Style(7.5)
_TICK = 7.0
_ARROW, _GAP = 5.0, 3.0

FROM = N_("continued from page {number}")
ON = N_("continued on page {number}")
BELOW = N_("continued below")
LANES_FROM = N_("lanes above: page {number}")
LANES_ON = N_("further lanes: page {number}")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The pages that a page of a map borders on, as steps from its own number (0: none on that side)."""

    before: int = 0
    after: int = 0
    above: int = 0
    below: int = 0

    @classmethod
    def of(cls, index: int, count: int, deep: int) -> Neighbours:
        """Those of page `index` of `count`, where every group of stages takes `deep` pages of lanes."""
        return cls(
            -deep if index >= deep else 0,
            deep if index + deep < count else 0,
            -1 if index % deep else 0,
            1 if index % deep < deep - 1 else 0,
        )


ALONE = Neighbours()


def continued_marks(
    room: Room, neighbours: Neighbours, number: int, bands: Sequence[Rect]
) -> Iterator[Group]:
    """The marks at the edges of a map that goes on there, in the page's coordinates; `bands` are its bands of
    stages, beside which they stand."""
    strip, k = room.strip, room.k
    first, last = bands[0], bands[-1]
    top, bottom = first.y - MARKS * k - 2 * k, last.bottom + 2 * k
    for band in bands[:-1]:
        yield _mark(room, strip.translate(BELOW), band, 1.0, band.bottom + 4 * k, 2)
    ways = (
        (neighbours.before, FROM, first, 0.0, top, -1),
        (neighbours.after, ON, last, 1.0, top if len(bands) == 1 else bottom, 1),
        (neighbours.above, LANES_FROM, first, 0.5, top, -2),
        (neighbours.below, LANES_ON, last, 0.5, bottom, 2),
    )
    for step, key, band, share, y, way in ways:
        if step:
            words = strip.translate(key).format(number=number + step)
            yield _mark(room, words, band, share, y, way)


def _mark(room: Room, words: str, band: Rect, share: float, y: float, way: int) -> Group:
    """A small arrow with words, at its share of a band from where that begins: `way` 1 and -1 along the map, 2 down,
    -2 up."""
    strip, area = room.strip, room.area
    line = strip.engine.line(words, _STYLE, strip.language, colour="ink.quiet")
    width = line.width + _GAP + _ARROW
    across = 1 - share if strip.rtl else share
    left = band.x + (band.w - width * room.k) * across
    left = max(min(left, area.right - width * room.k), area.x)
    arrow_first = (way != 1) != strip.rtl
    arrow_x = _ARROW / 2 if arrow_first else width - _ARROW / 2
    text_x = _ARROW + _GAP if arrow_first else 0.0
    items: tuple[Item, ...] = (
        Shape(_arrow(way, strip.rtl), arrow_x, MARKS / 2, fill="ink.quiet"),
        *line.glyphs(text_x, (MARKS - line.height) / 2),
    )
    bounds = Rect(0, 0, width, MARKS)
    return Group(
        items, bounds, left, y, room.k,
        part="continued", tag=ARTIFACT, language=strip.language,
    )  # fmt: skip


def _arrow(way: int, rtl: bool) -> tuple[Segment, ...]:
    r = _ARROW / 2
    if abs(way) == 2:
        tip = r if way > 0 else -r
        return polyline([(-r, -tip * 0.8), (r, -tip * 0.8), (0, tip * 0.8)], closed=True)
    tip = r if (way > 0) != rtl else -r
    return polyline([(-tip * 0.8, -r), (-tip * 0.8, r), (tip * 0.8, 0)], closed=True)


def crossings(placed: PlacedMap, spot: Spot) -> Iterator[Group]:
    """A tick for each line of a curve that runs over an edge of the page, in the page's coordinates."""
    if placed.frame.view.stages is None:
        return
    ticks = [tick for lane in placed.lanes for tick in _lane_ticks(placed, lane)]
    if ticks:
        bounds = Rect(0, 0, placed.width, placed.height)
        yield Group(tuple(ticks), bounds, spot.x, spot.y, spot.scale, part="crossing", tag=ARTIFACT)


def _lane_ticks(placed: PlacedMap, lane: PlacedLane) -> Iterator[Shape]:
    curve, columns = lane.block.curve, placed.frame.columns
    if curve is None or not columns:
        return
    left, width = placed.frame.span(0, len(columns) - 1)
    # In reading order the first edge is the left one; the curve's own x is counted so.
    edges = (placed.frame.x(left, width), placed.frame.x(left, width) + width)
    for k, series in enumerate(curve.ground.series):
        for edge in edges:
            y = _height_at(curve, k, edge)
            if y is not None:
                shown = placed.frame.x(edge)
                ends = (shown, lane.y + y - _TICK), (shown, lane.y + y + _TICK)
                outline = (Segment(Verb.MOVE, ends[0]), Segment(Verb.LINE, ends[1]))
                yield Shape(outline, stroke=series.role, stroke_width=1.2)


def _height_at(curve: Curve, k: int, edge: float) -> float | None:
    """Where a line runs at an edge between two of its points, None where it doesn't run over it."""
    parts = curve.parts
    points = [point for index in sorted(parts) for point in parts[index].heights[k]]
    for i, (a, b) in enumerate(pairwise(points)):
        if a is not None and b is not None and a[0] < edge < b[0]:
            before = points[i - 1] if i else None
            after = points[i + 2] if i + 2 < len(points) else None
            return _along(a, bend(before, a, b, after).points, edge)
    return None


def _along(a: Point, cubic: tuple[float, ...], x: float) -> float:
    """The height of a cubic whose control points divide its width in three, so that x grows evenly along it."""
    t = (x - a[0]) / (cubic[4] - a[0])
    u = 1 - t
    return u**3 * a[1] + 3 * u * u * t * cubic[1] + 3 * u * t * t * cubic[3] + t**3 * cubic[5]
