"""The highs and lows of a curve, and where their names stand so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from journeyeditor.layout.placed import CurvePoint


@dataclass(frozen=True, slots=True)
class Extreme:
    """A high or low of a persona's line, and by how much it stands out from the points beside it, in pt."""

    point: CurvePoint
    high: bool
    weight: float


def extremes(points: Sequence[CurvePoint], middle: float) -> list[Extreme]:
    """The highs and lows of one line, whose points are in the order of reading; of a level stretch the first. A line
    that stays at one height is a high above `middle`, the height of neutral, and a low below it."""
    found: list[Extreme] = []
    for rated, run in groupby(points, key=lambda point: point.value is not None):
        if rated:
            found += _in_run([next(same) for _y, same in groupby(run, key=lambda p: p.y)], middle)
    return found


def _in_run(points: Sequence[CurvePoint], middle: float) -> Iterator[Extreme]:
    """Those of a stretch without gaps in which no two neighbours are equal; y runs down."""
    for i, point in enumerate(points):
        beside = [points[k].y for k in (i - 1, i + 1) if 0 <= k < len(points)]
        if all(y > point.y for y in beside) or all(y < point.y for y in beside):
            high = (beside[0] if beside else middle) > point.y
            yield Extreme(point, high, max((abs(y - point.y) for y in beside), default=0.0))


def strongest(found: Iterable[Extreme], most: int) -> list[Extreme]:
    """So many of them, those that stand out most, in the order of their places; one of each touchpoint, the outermost,
    as its leader would run through it to any other."""
    outermost: dict[str, Extreme] = {}
    for one in found:
        known = outermost.get(one.point.card)
        if known is None or _further_out(one, known):
            outermost[one.point.card] = one
    by_weight = sorted(outermost.values(), key=lambda e: -round(e.weight))
    chosen = {one.point.card: one for one in by_weight[:most]}
    return sorted(chosen.values(), key=lambda e: e.point.x)


def _further_out(one: Extreme, other: Extreme) -> bool:
    """Whether it is the higher of two highs or the lower of two lows; y runs down."""
    return one.point.y < other.point.y if one.high else one.point.y > other.point.y


def spread(
    centres: Sequence[float], widths: Sequence[float], room: float, gap: float
) -> list[float]:
    """The left edges of labels in a row, each as near to its centre (rising) as the others and the room allow.

    They have to fit: their widths and gaps are no more than `room` together.
    """
    lefts: list[float] = []
    edge = 0.0
    for centre, width in zip(centres, widths, strict=True):
        left = max(centre - width / 2, edge)
        lefts.append(left)
        edge = left + width + gap
    edge = room
    for i in range(len(lefts) - 1, -1, -1):
        lefts[i] = min(lefts[i], edge - widths[i])
        edge = lefts[i] - gap
    return lefts
