"""The scale of a diagram's scores, which Mermaid leaves open."""

from __future__ import annotations

from bisect import bisect_right

from journeyeditor.model.entities import Scale
from journeyeditor.model.scale import WIDEST, fitting

# Scores beyond this are slips or ids, never moods.
_FARTHEST = 1_000_000


def scale_for(scores: list[float]) -> Scale:
    """The narrowest usual scale that holds all scores; where they lie too far apart, most of them.

    The scale is at most 20 wide, so some scores may be outside it.
    """
    near = sorted(score for score in scores if abs(score) <= _FARTHEST)
    scale = fitting(near)
    if scale.max - scale.min <= WIDEST:
        return scale
    # From each score on, one level is kept back, as the range is widened to whole levels.
    kept = max(
        (near[i : bisect_right(near, near[i] + WIDEST - 1)] for i in range(len(near))), key=len
    )
    return fitting(kept)
