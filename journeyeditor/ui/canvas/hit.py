"""What lies under a point of the map: from the grid, without looking at more than one cell."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.metrics import CARD_GUTTER, FACE_RADIUS
from journeyeditor.model.entities import LaneKind
from journeyeditor.ui.canvas.arrow_hit import ArrowMap
from journeyeditor.ui.canvas.camera import Strip

if TYPE_CHECKING:
    from journeyeditor.layout.placed import (
        Column,
        CurvePoint,
        LaneBlock,
        PlacedCard,
        PlacedHead,
        PlacedLane,
        PlacedMap,
    )

BUTTON = 28.0
"""Width and height of the add buttons in map units."""

LANE_BUTTON_WIDTH = 150.0
NEAR_POINT = FACE_RADIUS + 5
NOWHERE = Rect(0, 0, 0, 0)
NEAR_LINE, NEAR_EDGE = 6.0, 6.0
"""Pixels from a connector's line, and from an edge that can be dragged, within which it is meant."""

_CELL_PAD, _WIDEST_EDGE = 8.0, 8.0


class Part(StrEnum):
    """The kinds of things that can be pointed at."""

    CARD = "card"
    POINT = "point"
    STAGE = "stage"
    STEP = "step"
    LANE = "lane"
    CELL = "cell"
    CONNECTOR = "connector"
    CONNECTOR_END = "connector-end"
    CONNECT = "connect"
    SPAN = "span"
    STEP_EDGE = "step-edge"
    LANE_EDGE = "lane-edge"
    ADD_STAGE = "add-stage"
    ADD_STEP = "add-step"
    ADD_LANE = "add-lane"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Hit:
    """What was pointed at. `entity` is its key (a point's: its card's); `rect` its place in map units.

    `lane` and `step` name the cell; `at` is where in it a card would be put, counting the cards that begin there.
    `field` is the text under the point (`title`, `text`, `goal`, `label`), or which end or side of the entity.
    """

    part: Part
    strip: Strip
    entity: str = ""
    rect: Rect = NOWHERE
    lane: str = ""
    step: str = ""
    at: int = 0
    field: str = "title"
    point: CurvePoint | None = None


NOTHING = Hit(Part.NOTHING, Strip.BODY)


class HitMap:
    """Looks things up in one placed map. What it knows of a lane is kept while the lane's block is the same."""

    def __init__(self, placed: PlacedMap, before: HitMap | None = None) -> None:
        self.placed = placed
        self.persona: str | None = before.persona if before is not None else None
        self._tops = [lane.y for lane in placed.lanes]
        self._known: dict[int, tuple[LaneBlock, dict[int, list[PlacedCard]]]] = {}
        if before is not None:
            kept = {id(lane.block) for lane in placed.lanes}
            self._known = {key: it for key, it in before._known.items() if key in kept}
        self._arrows: ArrowMap | None = before._arrows if before is not None else None

    @property
    def arrows(self) -> ArrowMap:
        """The connectors, by where they are drawn."""
        if self._arrows is None or self._arrows.arrows is not self.placed.arrows:
            self._arrows = ArrowMap(self.placed.arrows)
        return self._arrows

    def at(self, strip: Strip, x: float, y: float, zoom: float = 1.0) -> Hit:
        """What lies at a point of a strip, in map units. The zoom says how near a line is near on the screen."""
        if strip is Strip.HEAD:
            return self._head(x, y, zoom)
        if strip is Strip.LABELS:
            return self._label(x, y, zoom)
        if strip is Strip.BODY:
            return self._body(x, y, zoom)
        return Hit(Part.NOTHING, strip)

    def lane_at(self, y: float) -> PlacedLane | None:
        index = bisect_right(self._tops, y) - 1
        if index < 0:
            return None
        lane = self.placed.lanes[index]
        return lane if y < lane.bottom else None

    def near_lane(self, y: float) -> PlacedLane | None:
        """The lane at a height, or the nearest one."""
        return min(
            self.placed.lanes,
            key=lambda lane: max(lane.y - y, y - lane.bottom, 0.0),
            default=None,
        )

    def cards_over(self, block: LaneBlock, index: int) -> list[PlacedCard]:
        """The cards of a lane that cover a column, from top to bottom."""
        known = self._known.get(id(block))
        if known is None:
            known = self._known[id(block)] = (block, {})
        columns = known[1]
        if index not in columns:
            over = [card for card in block.cards if card.first <= index <= card.last]
            columns[index] = sorted(over, key=lambda card: card.rect.y)
        return columns[index]

    def cell(self, lane: PlacedLane, column: Column) -> list[PlacedCard]:
        """The cards that begin in a cell, from top to bottom."""
        return [c for c in self.cards_over(lane.block, column.index) if c.first == column.index]

    def cell_rect(self, lane: PlacedLane, column: Column) -> Rect:
        return Rect(column.x, lane.y, column.w, lane.block.height)

    def insertion(self, lane: PlacedLane, column: Column, y: float, without: frozenset[str]) -> int:
        """Before which of the cell's cards, those in `without` not counted, something at height y would go."""
        staying = [card for card in self.cell(lane, column) if card.id not in without]
        return sum(lane.y + card.rect.centre[1] < y for card in staying)

    def insertion_mark(
        self, lane: PlacedLane, column: Column, at: int, without: frozenset[str]
    ) -> Rect:
        """Where the line is drawn that shows this insertion."""
        staying = [card for card in self.cell(lane, column) if card.id not in without]
        if not staying:
            y = _CELL_PAD
        elif at <= 0:
            y = staying[0].rect.y - 5
        elif at >= len(staying):
            y = staying[-1].rect.bottom + 5
        else:
            y = (staying[at - 1].rect.bottom + staying[at].rect.y) / 2
        inset = CARD_GUTTER / 2
        return Rect(column.x + inset, lane.y + y - 1.5, column.w - 2 * inset, 3)

    def _head(self, x: float, y: float, zoom: float) -> Hit:
        placed = self.placed
        if add_stage_rect(placed).contains(x, y):
            return Hit(Part.ADD_STAGE, Strip.HEAD, rect=add_stage_rect(placed))
        for stage in placed.stages:
            if add_step_rect(stage, placed.rtl).contains(x, y):
                return Hit(Part.ADD_STEP, Strip.HEAD, stage.id, add_step_rect(stage, placed.rtl))
            if stage.rect.contains(x, y):
                return Hit(
                    Part.STAGE, Strip.HEAD, stage.id, stage.rect, field=_stage_field(stage, y)
                )
        edge = self._step_edge(x, y, zoom)
        if edge is not None:
            return edge
        column = placed.column_at(x)
        step = next((s for s in placed.steps if column and s.id == column.step), None)
        if column is None or step is None or y < step.rect.y - 2:
            return Hit(Part.NOTHING, Strip.HEAD)
        rect = Rect(column.x + 2, step.rect.y, column.w - 4, step.rect.h)
        return Hit(Part.STEP, Strip.HEAD, step.id, rect, step=step.id)

    def _step_edge(self, x: float, y: float, zoom: float) -> Hit | None:
        """The far edge of a step's head, which sets how wide the steps are."""
        placed, near = self.placed, min(NEAR_EDGE / zoom, _WIDEST_EDGE)
        if not placed.steps or y < placed.steps[0].rect.y - 2:
            return None
        for column in placed.columns:
            edge = column.x if placed.rtl else column.right
            if abs(x - edge) <= near:
                top = placed.steps[0].rect.y
                rect = Rect(edge - near, top, 2 * near, placed.head_height - top)
                return Hit(Part.STEP_EDGE, Strip.HEAD, column.step, rect, step=column.step)
        return None

    def _lane_edge(self, y: float, zoom: float) -> Hit | None:
        """The lower edge of a lane's label, which sets how high the lane is."""
        near = min(NEAR_EDGE / zoom, _WIDEST_EDGE)
        lane = self.lane_at(y) or self.lane_at(y - near)
        lane = lane if lane is None or abs(y - lane.bottom) <= near else None
        if lane is None or lane.block.collapsed or lane.block.kind is LaneKind.DIVIDER:
            return None
        rect = Rect(self.placed.label_x, lane.bottom - near, self.placed.label_w, 2 * near)
        return Hit(Part.LANE_EDGE, Strip.LABELS, lane.id, rect, lane=lane.id)

    def _label(self, x: float, y: float, zoom: float) -> Hit:
        placed = self.placed
        button = add_lane_rect(placed)
        inside = placed.label_x <= x < placed.label_x + placed.label_w
        edge = self._lane_edge(y, zoom) if inside else None
        if edge is not None:
            return edge
        if button.contains(x, y):
            return Hit(Part.ADD_LANE, Strip.LABELS, rect=button)
        lane = self.lane_at(y)
        if lane is None or not inside:
            return Hit(Part.NOTHING, Strip.LABELS)
        rect = Rect(placed.label_x, lane.y, placed.label_w, lane.block.height)
        return Hit(Part.LANE, Strip.LABELS, lane.id, rect, lane=lane.id)

    def _body(self, x: float, y: float, zoom: float) -> Hit:
        lane, column = self.lane_at(y), self.placed.column_at(x)
        curve = None
        if lane is not None and column is not None and lane.block.plot is not None:
            curve = self._curve(lane, column, x, y)
            if curve.part is Part.POINT:
                return curve
        arrow = self.arrows.at(x, y, NEAR_LINE / zoom)
        if arrow is not None:
            rect = arrow.label or Rect(*arrow.middle, 0, 0)
            return Hit(Part.CONNECTOR, Strip.BODY, arrow.key, rect, field="label")
        if curve is not None:
            return curve
        if lane is None or column is None:
            return NOTHING
        for card in self.cards_over(lane.block, column.index):
            if card.rect.contains(x, y - lane.y):
                return self._card(lane, column, card, y)
        at = self.insertion(lane, column, y, frozenset())
        return Hit(
            Part.CELL, Strip.BODY, rect=self.cell_rect(lane, column),
            lane=lane.id, step=column.step, at=at,
        )  # fmt: skip

    def card_at(self, x: float, y: float) -> str:
        """The card under a point of the body, whatever is drawn over it; "" for none."""
        lane, column = self.lane_at(y), self.placed.column_at(x)
        if lane is None or column is None:
            return ""
        cards = self.cards_over(lane.block, column.index)
        return next((card.id for card in cards if card.rect.contains(x, y - lane.y)), "")

    def _card(self, lane: PlacedLane, column: Column, card: PlacedCard, y: float) -> Hit:
        field = "text" if y - lane.y >= card.text.y else "title"
        rect = card.rect.moved(0, lane.y)
        step = self.placed.columns[card.first].step
        return Hit(Part.CARD, Strip.BODY, card.id, rect, lane.id, step, 0, field)

    def _curve(self, lane: PlacedLane, column: Column, x: float, y: float) -> Hit:
        around = lane.block.points_near(column.index)
        near = [p for p in around if _distance(p, x, y - lane.y) <= NEAR_POINT]
        if near:
            best = min(near, key=lambda p: self._far(p, x, y - lane.y))
            return Hit(
                Part.POINT, Strip.BODY, best.card, point_rect(best, lane.y), lane.id,
                column.step, point=best,
            )  # fmt: skip
        rect = self.cell_rect(lane, column)
        return Hit(Part.CELL, Strip.BODY, rect=rect, lane=lane.id, step=column.step)

    def _far(self, point: CurvePoint, x: float, y: float) -> tuple[bool, float, bool]:
        """A rated point goes before an unrated one, and among near ones that of the persona chosen."""
        return point.value is None, _distance(point, x, y) // 4, point.persona != self.persona


def _distance(point: CurvePoint, x: float, y: float) -> float:
    return max(abs(point.x - x), abs(point.y - y))


def point_rect(point: CurvePoint, lane_y: float) -> Rect:
    radius = FACE_RADIUS + 2
    return Rect(point.x - radius, lane_y + point.y - radius, 2 * radius, 2 * radius)


def _stage_field(stage: PlacedHead, y: float) -> str:
    return "goal" if stage.goal is not None and y >= stage.goal.y else "title"


def add_stage_rect(placed: PlacedMap) -> Rect:
    """The button behind the last stage, level with the stage heads."""
    top = placed.stages[0].rect if placed.stages else Rect(0, 0, 0, BUTTON)
    y = top.y + (top.h - BUTTON) / 2
    return Rect(-BUTTON - 6 if placed.rtl else placed.width + 6, y, BUTTON, BUTTON)


def add_step_rect(stage: PlacedHead, rtl: bool) -> Rect:
    """The button inside the far end of a stage's head."""
    size = 22.0
    x = stage.rect.x + 6 if rtl else stage.rect.right - size - 6
    return Rect(x, stage.rect.y + 6, size, size)


def add_lane_rect(placed: PlacedMap) -> Rect:
    """The button under the last lane's label."""
    return Rect(placed.label_x, placed.height + 8, LANE_BUTTON_WIDTH, BUTTON)
