"""Where a map lies on the sheets of a poster, so that the seams between them go through few of its cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.paper.tiling import Tiling

Span = tuple[float, float]
"""A start and a length, in points."""

_TRIED = 48
# What it costs to lie at the very edge instead of in the middle, as a share of all cards that would be cut for that.
_OFF_MIDDLE = 0.01


def inset(tiling: Tiling, width: float, height: float, cards: Iterable[Rect]) -> Span:
    """Where something of this size with these cards lies on a poster: in the middle, or beside it where that leaves
    more cards whole on one sheet."""
    rects = list(cards)
    poster, (across, down) = tiling.poster, tiling.step
    return (
        _best(Counter((r.x, r.w) for r in rects), poster.width - width, across, tiling.width),
        _best(Counter((r.y, r.h) for r in rects), poster.height - height, down, tiling.height),
    )


def _best(spans: Mapping[Span, int], left: float, step: float, window: float) -> float:
    """The offset within the length that is left."""
    middle, most = left / 2, sum(spans.values())
    if left <= 0:
        return middle

    def cost(offset: float) -> float:
        beside = abs(offset - middle) / middle
        return cut(spans, offset, step, window) + beside * most * _OFF_MIDDLE

    return min((middle, *(left * i / _TRIED for i in range(_TRIED + 1))), key=cost)


def cut(spans: Mapping[Span, int], offset: float, step: float, window: float) -> int:
    """How many of these are whole in no window; windows of one length begin a step apart."""
    return sum(count for (x, w), count in spans.items() if (x + offset) % step + w > window)
