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

BAND_GAP = 36.0
"""So far, in units of the map, bands of stages on one page are apart, with room for a mark that they go on."""

# The largest scale is sought so closely, and only where so few pages make it worth the time.
_TRIES, _FEW = 6, 8


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a map that stands on a page: its stages, its lanes, how large both are, and what lays them out."""

    stages: tuple[str, ...]
    lanes: tuple[str, ...]
    width: float
    height: float
    placed: Callable[[], PlacedMap]


@dataclass(frozen=True, slots=True)
class Sheetful:
    """What a page shows: bands of stages one below the other, `BAND_GAP` apart, or one of them with some lanes."""

    bands: tuple[Portion, ...]

    @property
    def stages(self) -> tuple[str, ...]:
        return tuple(key for band in self.bands for key in band.stages)

    @property
    def width(self) -> float:
        return max(band.width for band in self.bands)

    @property
    def height(self) -> float:
        return sum(band.height for band in self.bands) + BAND_GAP * (len(self.bands) - 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages of a map in reading order; each run of stages takes `deep` pages of lanes."""

    pages: tuple[Sheetful, ...]
    deep: int = 1


class Planner:
    """Divides a map among pages of the size that is asked for; what it lays out it keeps."""

    def __init__(self, document: Document, layout: MapLayout, whole: PlacedMap) -> None:
        self._document, self._layout = document, layout
        self.whole = whole
        self._bands: dict[tuple[str, ...], PlacedMap] = {}

    def plan(self, area: Rect, scale: float) -> Plan:
        """The fewest pages of `area` that show the map at `scale`, stage by stage and in each from the top down.

        The lanes break at the same places whatever the stages, so that pages laid side by side match. Where all
        lanes fit, as many bands of stages as fit stand on a page. A single stage or lane that is too large for a page
        has one to itself.
        """
        groups = _stage_groups(self._document, self.whole, area.w / scale)
        bands = [self._band(group) for group in groups]
        lanes = _lane_groups(bands, area.h / scale)
        pairs = list(zip(groups, bands, strict=True))
        if len(lanes) > 1:
            cut = [self._portion(band, group, rows) for group, band in pairs for rows in lanes]
            return Plan(tuple(Sheetful((one,)) for one in cut), len(lanes))
        whole = [self._portion(band, group, lanes[0]) for group, band in pairs]
        ends = partition([one.height for one in whole], area.h / scale, BAND_GAP)
        return Plan(tuple(Sheetful(tuple(whole[a:b])) for a, b in pairwise([0, *ends])))

    def largest(self, area: Rect, least: float, most: float, count: int) -> Plan:
        """The plan for the largest scale from `least` to `most` that takes no more than `count` pages, as `least`
        does."""
        best, low, high = self.plan(area, least), least, most
        for _ in range(_TRIES if count <= _FEW else 0):
            middle = (low + high) / 2
            plan = self.plan(area, middle)
            if len(plan.pages) > count:
                high = middle
            else:
                best, low = plan, middle
        return best

    def _band(self, stages: tuple[str, ...]) -> PlacedMap:
        if stages not in self._bands:
            view = View(stages, None)
            self._bands[stages] = self._layout.place(self._document, self.whole.map, view)
        return self._bands[stages]

    def _portion(self, band: PlacedMap, stages: tuple[str, ...], lanes: tuple[str, ...]) -> Portion:
        return _portion(self._document, self._layout, band, stages, lanes)


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
            return _evened(sizes, limit, gap, ends)
    return _greedy(sizes, room, gap)


def _evened(sizes: Sequence[float], limit: float, gap: float, ends: list[int]) -> list[int]:
    """The same runs, those behind the first as even among each other as they can be: the longest of all may stand at
    the start, and need not make the last a short one."""
    if not 2 < len(ends) <= _FEW:
        return ends
    first = ends[0]
    return [first, *(first + end for end in partition(sizes[first:], limit + 1e-6, gap))]


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
