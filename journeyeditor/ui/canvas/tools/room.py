"""How a cell makes room for what is dragged over it: painted over the map, without touching the document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.layout.metrics import CARD_GUTTER, SPACING
from journeyeditor.model.entities import Map
from journeyeditor.ui.canvas import marks
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.marks import Mark

if TYPE_CHECKING:
    from journeyeditor.layout.placed import PlacedCard
    from journeyeditor.ui.canvas.camera import Camera
    from journeyeditor.ui.canvas.tools.target import Target
    from journeyeditor.ui.canvas.view import Canvas

TALLEST = 140.0
"""How high a gap opens at most, in map units: enough to see where things go."""

_LINE, _INSET, _SHADOW = 3.0, 3.0, 3.0


@dataclass(frozen=True, slots=True)
class Room:
    """The marks of one target, and what they were made for; made anew only where that changes."""

    target: Target
    camera: Camera
    shown: tuple[Mark, ...]


def room_for(canvas: Canvas, target: Target, height: float, before: Room | None) -> Room:
    """The cell with a gap so high (map units) where something would go, and the cards behind it moved on."""
    if before is not None and before.target == target and before.camera == canvas.camera:
        return before
    return Room(target, canvas.camera, _marks(canvas, target, min(height, TALLEST)))


def _marks(canvas: Canvas, target: Target, height: float) -> tuple[Mark, ...]:
    assert canvas.hits is not None
    pad, gap = _spacing(canvas)
    lane, column = target.lane, target.column
    over = canvas.hits.cards_over(lane.block, column.index)
    cards = [card for card in over if card.first == column.index]
    above = max((card.rect.bottom for card in over if card.first < column.index), default=pad - gap)
    spread = _spread(cards, target, cards[0].rect.y if cards else above + gap, height, gap)
    cell = canvas.hits.cell_rect(lane, column)
    ground = Rect(cell.x, cell.y, cell.w, max(cell.h, spread.bottom + pad)).grown(-_INSET)
    place = Rect(cell.x + CARD_GUTTER / 2, lane.y + spread.slot, cell.w - CARD_GUTTER, height)
    moved = [(card, y) for card, y in spread.cards if y != card.rect.y]
    left = [card for card in cards if card.id in target.without]
    return (
        *_extension(ground, lane.bottom, canvas.zoom),
        *(_cover(card, lane.y) for card in (*left, *(card for card, _y in moved))),
        *(_card(canvas, card, lane.y, y) for card, y in moved),
        marks.tint(Strip.BODY, ground, "drop", "drop.line", canvas.zoom),
        *_gap(place, canvas.zoom),
    )


def _spacing(canvas: Canvas) -> tuple[float, float]:
    """The padding of lanes and the gap between stacked cards on this map, in map units."""
    shown = canvas.editor.document.find(Map, canvas.map_id)
    spacing = SPACING[shown.density] if shown is not None else next(iter(SPACING.values()))
    return spacing.lane_pad, spacing.stack_gap


class _Spread(NamedTuple):
    """Where the gap opens, where each card of the cell stands then, and where the last thing ends; lane units."""

    slot: float
    cards: list[tuple[PlacedCard, float]]
    bottom: float


def _spread(
    cards: list[PlacedCard], target: Target, top: float, height: float, gap: float
) -> _Spread:
    slot, y, moved = -1.0, top, []
    staying = [card for card in cards if card.id not in target.without]
    for i, card in enumerate(staying):
        if i == target.at:
            slot, y = y, y + height + gap
        moved.append((card, y))
        y += card.rect.h + gap
    if slot < 0:
        slot, y = y, y + height + gap
    return _Spread(slot, moved, y - gap)


def _extension(ground: Rect, lane_bottom: float, zoom: float) -> tuple[Mark, ...]:
    """Where the cell needs more room than its lane has, it stands out over what is below."""
    if ground.bottom <= lane_bottom:
        return ()
    top = lane_bottom - 2 * _INSET
    rect = Rect(ground.x, top, ground.w, ground.bottom - top)
    return (Mark(Strip.BODY, rect.grown(2 / zoom), (Box(rect, "lane", radius=10.0),)),)


def _cover(card: PlacedCard, lane_y: float) -> Mark:
    """Hides a card where it stands in the document, as it is painted elsewhere or on its way."""
    rect = card.rect.moved(0, lane_y).grown(_SHADOW)
    return Mark(Strip.BODY, rect, (Box(rect, "lane"),))


def _card(canvas: Canvas, card: PlacedCard, lane_y: float, y: float) -> Mark:
    """A card elsewhere: what is painted of it already, moved, where all of it is in sight; else painted anew."""
    rect = card.rect.moved(0, lane_y)
    seen = canvas.snapshot(Strip.BODY, rect)
    if seen is None:
        group = replace(card.group, dy=card.group.dy + lane_y + y - card.rect.y)
        return Mark(Strip.BODY, rect.moved(0, y - card.rect.y).grown(4), (group,))
    area, pixmap = seen
    shift = round((y - card.rect.y) * canvas.zoom)
    place = Rect(area.x(), area.y() + shift, area.width(), area.height())
    return Mark(Strip.VIEW, place, pixmap=pixmap, key=card.id)


def _gap(place: Rect, zoom: float) -> tuple[Mark, ...]:
    """The place where it would go, and the insertion line along its top."""
    outline = Box(place, "drop", "drop.line", 1 / zoom, radius=10, opacity=0.7)
    line = Rect(place.x, place.y - _LINE / 2, place.w, _LINE)
    return Mark(Strip.BODY, place.grown(2 / zoom), (outline,)), marks.bar(
        Strip.BODY, line, "drop.line", zoom
    )
