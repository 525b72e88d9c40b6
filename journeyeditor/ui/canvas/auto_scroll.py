"""How fast the map scrolls by itself while something is dragged near the edge of what can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyeditor.layout.drawing import Rect

TICK_MS = 16
ZONE = 48.0
"""Pixels from the edge within which a drag scrolls the map."""

FASTEST = 900.0
"""Pixels a second that the map scrolls at the very edge and beyond."""

_MEANT = 6.0
Point = tuple[float, float]


class AutoScroll:
    """Remembers where a drag began: one that begins near an edge scrolls there only once it is led towards it."""

    def __init__(self, start: Point | None = None) -> None:
        self._start = start

    def pull(self, at: Point, clip: Rect) -> Point:
        """How many pixels the map moves in one tick for a mouse at a point; `clip` is where the map can be seen."""
        start = self._start or (None, None)
        return (
            _pull(at[0], start[0], clip.x, clip.right),
            _pull(at[1], start[1], clip.y, clip.bottom),
        )

    def moved(self, at: Point, clip: Rect) -> None:
        """The mouse is here; away from all edges it has left where it began."""
        if self._start is not None and clip.grown(-ZONE).contains(*at):
            self._start = None


def _pull(at: float, start: float | None, low: float, high: float) -> float:
    step = FASTEST * TICK_MS / 1000
    before, behind = low + ZONE - at, at - (high - ZONE)
    if before > 0 and (start is None or start > low + ZONE or at < start - _MEANT):
        return step * min(1.0, before / ZONE)
    if behind > 0 and (start is None or start < high - ZONE or at > start + _MEANT):
        return -step * min(1.0, behind / ZONE)
    return 0.0
