"""All that a placed map has to tell of, in reading order, made once per placing: what screen readers walk through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Rect
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.cursor import Cursor
from journeyeditor.ui.canvas.hit import point_rect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.layout.placed import CurvePoint, PlacedLane
    from journeyeditor.ui.canvas.hit import HitMap


class Sort(StrEnum):
    """The kinds of things on a map."""

    STAGE = "stage"
    STEP = "step"
    LANE = "lane"
    CARD = "card"
    POINT = "point"
    ARROW = "arrow"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on the map. `key` is its entity's, a point's its card's; `more` tells a card's points apart."""

    sort: Sort
    key: str
    more: str = ""


_NO_CELL = Cursor()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing is: its rectangle in map units of a strip, of a card its cell, of a point what it rates."""

    strip: Strip
    rect: Rect
    cell: Cursor = _NO_CELL
    point: CurvePoint | None = None


class Contents:
    """The things of one placed map. `place` gives the position of each among `things`."""

    def __init__(self, hits: HitMap) -> None:
        self.placed = hits.placed
        self.spots: dict[Thing, Spot] = dict(_all(hits))
        self.things: tuple[Thing, ...] = tuple(self.spots)
        self.place = {thing: place for place, thing in enumerate(self.things)}


def _all(hits: HitMap) -> Iterator[tuple[Thing, Spot]]:
    placed = hits.placed
    columns = {column.step: column.stage for column in placed.columns}
    for stage in placed.stages:
        yield Thing(Sort.STAGE, stage.id), Spot(Strip.HEAD, stage.rect)
        for step in placed.steps:
            if columns.get(step.id) == stage.id:
                yield Thing(Sort.STEP, step.id), Spot(Strip.HEAD, step.rect)
    for lane in placed.lanes:
        rect = lane.block.label.bounds.moved(0, lane.y)
        yield Thing(Sort.LANE, lane.id), Spot(Strip.LABELS, rect)
        yield from _in_lane(hits, lane)
    for arrow in hits.arrows.places.values():
        rect = arrow.label or Rect(*arrow.middle, 0, 0).grown(8)
        yield Thing(Sort.ARROW, arrow.key), Spot(Strip.BODY, rect)


def _in_lane(hits: HitMap, lane: PlacedLane) -> Iterator[tuple[Thing, Spot]]:
    for card in sorted(lane.block.cards, key=lambda one: (one.first, one.rect.y)):
        cell = Cursor(lane.id, hits.placed.columns[card.first].step, card.id)
        yield Thing(Sort.CARD, card.id), Spot(Strip.BODY, card.rect.moved(0, lane.y), cell)
    for point in sorted(lane.block.points, key=lambda one: one.x):
        more = f"{lane.id}:{point.persona or ''}:{point.layer}"
        spot = Spot(Strip.BODY, point_rect(point, lane.y), point=point)
        yield Thing(Sort.POINT, point.card, more), spot
