"""How often Python looks for garbage in cycles."""

from __future__ import annotations

import gc

# Laying out 2,000 cards makes about a million small tuples that are in no cycle; with Python's own thresholds the
# collector walks them over and over, which was 35 % of the time.
_YOUNG, _MIDDLE, _OLD = 50_000, 20, 50


def ease_collector() -> None:
    """Makes the cycle collector run less often; call it once, when a process starts."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
