"""Which stages and lanes go on which page: breaks between stages first, then between lanes, never elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.frame import View
from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.metrics import EDGE, LABEL_WIDTH, SPACING
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Map


@dataclass(frozen=True, slots=True)
class Portion:
    """A page's part of a map: its stages, its lanes, how large both are, and what lays them out."""

    stages: tuple[str, ...]
    lanes: tuple[str, ...]
    width: float
    height: float
    placed: Callable[[], PlacedMap]


Plan = list[Portion]


def plan_pages(
    document: Document, layout: MapLayout, whole: PlacedMap, area: Rect, scale: float
) -> Plan:
    """The fewest pages of `area` that show a map at `scale`, stage by stage and in each from the top down.

    The lanes break at the same places whatever the stages, so that pages laid side by side match. A single stage
    or lane that is too large for a page has one to itself.
    """
    stages = _stage_groups(document, whole, area.w / scale)
    bands = [layout.place(document, whole.map, View(group, None)) for group in stages]
    lanes = _lane_groups(bands, area.h / scale)
    return [
        _portion(document, layout, band, group, rows)
        for group, band in zip(stages, bands, strict=True)
        for rows in lanes
    ]


def _portion(
    document: Document,
    layout: MapLayout,
    band: PlacedMap,
    stages: tuple[str, ...],
    lanes: tuple[str, ...],
) -> Portion:
    """Some lanes of a band, which is laid out; they are laid out by themselves when their page is drawn."""
    if len(lanes) == len(band.lanes):
        return Portion(stages, lanes, band.width, band.height, lambda: band)
    blocks = [lane.block.height for lane in band.lanes if lane.id in lanes]
    gaps = SPACING[band.frame.density].lane_gap * max(len(blocks) - 1, 0)
    view = View(stages, lanes)
    return Portion(
        stages,
        lanes,
        band.width,
        band.head_height + sum(blocks) + gaps,
        lambda: layout.place(document, band.map, view),
    )


def _stage_groups(document: Document, whole: PlacedMap, room: float) -> list[tuple[str, ...]]:
    keys = [head.id for head in whole.stages]
    step = document.one(Map, whole.map).step_width
    widths = [len(document.steps(key)) * step for key in keys]
    return _cut(keys, partition(widths, room - LABEL_WIDTH - EDGE, 0.0))


def _lane_groups(bands: Sequence[PlacedMap], room: float) -> list[tuple[str, ...]]:
    keys = [lane.id for lane in bands[0].lanes]
    heights = [max(band.lanes[i].block.height for band in bands) for i in range(len(keys))]
    head = max(band.head_height for band in bands)
    gap = SPACING[bands[0].frame.density].lane_gap
    return _cut(keys, partition(heights, room - head, gap))


def _cut(keys: Sequence[str], ends: Sequence[int]) -> list[tuple[str, ...]]:
    return [tuple(keys[start:end]) for start, end in pairwise([0, *ends])]


def partition(sizes: Sequence[float], room: float, gap: float) -> list[int]:
    """Where to end each run of parts, so that runs fit into `room`, are as few as can be, and then as even.

    Parts of a run are `gap` apart. A part larger than the room is a run of its own. No parts are one empty run.
    """
    if not sizes:
        return [0]
    fewest = len(_greedy(sizes, room, gap))
    sums = [0.0, *accumulate(sizes)]
    lengths = {
        sums[end] - sums[start] + gap * (end - start - 1)
        for start in range(len(sizes))
        for end in range(start + 1, len(sizes) + 1)
    }
    for limit in sorted(length for length in lengths if length < room):
        ends = _greedy(sizes, limit, gap)
        if len(ends) == fewest:
            return ends
    return _greedy(sizes, room, gap)


def _greedy(sizes: Sequence[float], room: float, gap: float) -> list[int]:
    """Ends of runs that take as many parts as fit, one at least."""
    ends: list[int] = []
    length = 0.0
    for i, size in enumerate(sizes):
        if i and length + gap + size > room + 1e-6:
            ends.append(i)
            length = size
        else:
            length += size + (gap if i and length else 0.0)
    return [*ends, len(sizes)]
