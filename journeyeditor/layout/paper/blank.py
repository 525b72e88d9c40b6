"""The version for the wall: the stages and lanes of a map with empty cells, to be filled by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from journeyeditor.layout.drawing import ARTIFACT, Box, Group, Item, Rect
from journeyeditor.layout.metrics import CARD_GUTTER, CARD_RADIUS, SPACING
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.maps import MapPages
from journeyeditor.layout.paper.options import PageMode, Part
from journeyeditor.layout.paper.poster import PosterPages
from journeyeditor.layout.placed import PlacedLane, PlacedMap
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Entity, Lane, LaneKind

LEAST_CELL, MOST_CELL = 110.0, 330.0
"""The least height of a lane, so that a note has room in its cells, and the most, so that it is still a row."""

_WITHOUT_CELLS = frozenset({LaneKind.EMOTION, LaneKind.DIVIDER})


def blank_pages(job: Job) -> Iterator[Draft]:
    """The pages of each map, laid out as the map itself is asked for, without what is on its lanes."""
    pages = PosterPages if job.options.pages is PageMode.POSTER else MapPages
    for key in job.maps:
        emptied = job.of(emptied_map(job.document, key))
        filled = emptied.of(_heightened(emptied, key, pages(emptied, Part.BLANK)))
        yield from pages(filled, Part.BLANK, empty_cells).drafts(key)


def _heightened(job: Job, map_id: str, pages: PosterPages | MapPages) -> Document:
    """The document whose lanes share out the height that their pages have left, so that more notes find room."""
    lanes = job.document.lanes(map_id)
    cells = [x for x in lanes if not x.hidden and x.kind not in _WITHOUT_CELLS]
    spare = pages.spare(map_id, len(cells))
    return job.document.replaced({lane.id: _higher(lane, spare) for lane in cells})


def _higher(lane: Lane, by: float) -> Lane:
    """The lane so much higher, in units of the map, but not beyond `MOST_CELL` unless it is that high already."""
    high = lane.min_height or 0.0
    return replace(lane, min_height=max(high, min(high + by, MOST_CELL)))


def emptied_map(document: Document, map_id: str) -> Document:
    """The document without the cards and measures of a map, its lanes open and as high as notes need."""
    changed: dict[str, Entity | None] = {}
    for lane in document.lanes(map_id):
        for card in document.cards(lane.id):
            changed[card.id] = None
            changed.update(dict.fromkeys((x.id for x in document.quotes(card.id)), None))
            changed.update(dict.fromkeys((x.id for x in document.ratings(card.id)), None))
            changed.update(dict.fromkeys((x.id for x in document.connectors(card.id)), None))
        changed[lane.id] = _opened(lane)
    for stage in document.stages(map_id):
        changed.update(dict.fromkeys((x.id for x in document.measures(stage.id)), None))
    return document.replaced(changed)


def _opened(lane: Lane) -> Lane:
    if lane.kind in _WITHOUT_CELLS:
        return replace(lane, collapsed=False)
    return replace(lane, collapsed=False, min_height=max(lane.min_height or 0.0, LEAST_CELL))


def empty_cells(placed: PlacedMap) -> tuple[Item, ...]:
    """A dashed frame for each cell, in the map's coordinates."""
    cells = [box for lane in placed.lanes for box in _cells(placed, lane)]
    bounds = Rect(0, 0, placed.width, placed.height)
    return (Group(tuple(cells), bounds, part="cells", tag=ARTIFACT),)


def _cells(placed: PlacedMap, lane: PlacedLane) -> Iterator[Box]:
    if lane.block.kind in _WITHOUT_CELLS:
        return
    pad = SPACING[placed.frame.density].lane_pad
    for column in placed.columns:
        rect = Rect(
            column.x + CARD_GUTTER / 2, lane.y + pad,
            column.w - CARD_GUTTER, lane.block.height - 2 * pad,
        )  # fmt: skip
        yield Box(rect, stroke="line", stroke_width=0.8, radius=CARD_RADIUS, dash=(3, 3))
