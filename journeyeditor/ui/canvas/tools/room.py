"""How a cell makes room for what is dragged over it: painted over the map, without touching the document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.layout.metrics import CARD_GUTTER, SPACING
from journeyeditor.model.entities import Map
from journeyeditor.ui.canvas import marks
from journeyeditor.ui.canvas.camera import Strip, pane_for
from journeyeditor.ui.canvas.marks import Mark

if TYPE_CHECKING:
    from journeyeditor.layout.placed import PlacedCard
    from journeyeditor.ui.canvas.camera import Camera
    from journeyeditor.ui.canvas.tools.target import Target
    from journeyeditor.ui.canvas.view import Canvas

TALLEST = 140.0
"""How high a gap opens at most, in map units: enough to see where things go."""

_REACH = 12
"""So many columns are looked through for cards to push on."""

_LINE, _INSET, _SHADOW = 3.0, 3.0, 3.0


class Manner(Enum):
    """How a cell makes room: standing out below its lane, no higher than that, or by an insertion line alone."""

    GROWS = auto()
    FITS = auto()
    BARE = auto()


@dataclass(frozen=True, slots=True)
class Room:
    """The marks of one target, and what they were made for; made anew only where that changes.

    `under` hides what stands where cards move, and is painted before what is `over` it.
    """

    target: Target
    camera: Camera
    under: tuple[Mark, ...]
    over: tuple[Mark, ...]


def room_for(
    canvas: Canvas,
    target: Target,
    height: float,
    before: Room | None,
    span: int = 1,
    manner: Manner = Manner.GROWS,
) -> Room:
    """The cell with a gap so high (map units) and so many steps wide where something would go, the rest moved on."""
    if before is not None and before.target == target and before.camera == canvas.camera:
        return before
    return Room(target, canvas.camera, *_marks(canvas, target, min(height, TALLEST), span, manner))


def _marks(
    canvas: Canvas, target: Target, height: float, span: int, manner: Manner
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    assert canvas.hits is not None
    if manner is Manner.BARE:
        return (), (_line(canvas, target, span),)
    pad, gap = _spacing(canvas)
    lane, column = target.lane, target.column
    over = canvas.hits.cards_over(lane.block, column.index)
    cards = [card for card in over if card.first == column.index]
    reaching = [
        card for card in over if card.first < column.index and card.id not in target.without
    ]
    above = max((card.rect.bottom for card in reaching), default=pad - gap)
    spread = _spread(cards, target, cards[0].rect.y if cards else above + gap, height, gap)
    grows = manner is Manner.GROWS
    if not grows:
        spread, height = _fitted(spread, height, lane.block.height - pad)
    cell = canvas.hits.cell_rect(lane, column)
    ground = Rect(cell.x, cell.y, cell.w, max(cell.h, spread.bottom + pad)).grown(-_INSET)
    wide = _across(canvas, cell, column.index, span)
    place = Rect(wide.x + CARD_GUTTER / 2, lane.y + spread.slot, wide.w - CARD_GUTTER, height)
    moved = [(card, y) for card, y in spread.cards if y != card.rect.y]
    last = min(column.index + span, len(canvas.placed.columns)) - 1 if canvas.placed else 0
    gap_block = _Block(column.index, last, spread.slot, spread.slot + height)
    moved += _pushed(canvas, target, gap_block, moved, gap) if grows else []
    moved = [(card, y) for card, y in moved if _in_sight(canvas, card, lane.y, y)]
    left = [card for card in over if card.id in target.without]
    return (
        (
            *_extension(ground, lane.bottom, canvas.zoom),
            *(_cover(card, lane.y) for card in (*left, *(card for card, _y in moved))),
        ),
        (
            *(_card(canvas, card, lane.y, y) for card, y in moved),
            marks.tint(Strip.BODY, ground, "drop", "drop.line", canvas.zoom),
            *_gap(place, canvas.zoom),
        ),
    )


def _line(canvas: Canvas, target: Target, span: int) -> Mark:
    """The insertion line among cards that stay where they are."""
    assert canvas.hits is not None
    at = canvas.hits.insertion_mark(target.lane, target.column, target.at, target.without)
    wide = _across(canvas, at, target.column.index, span)
    y = min(at.y, target.lane.bottom - _LINE)
    line = Rect(wide.x + CARD_GUTTER / 2, y, wide.w - CARD_GUTTER, _LINE)
    return marks.bar(Strip.BODY, line, "drop.line", canvas.zoom)


def _fitted(spread: _Spread, height: float, bottom: float) -> tuple[_Spread, float]:
    """A gap at the end of a cell that ends where the lane does."""
    slot = min(spread.slot, bottom - _LINE)
    return _Spread(slot, spread.cards, bottom), min(height, bottom - slot)


def _in_sight(canvas: Canvas, card: PlacedCard, lane_y: float, y: float) -> bool:
    """Whether anything is seen of a card on its way from where it stands to another height in its lane."""
    way = card.rect.united(card.rect.moved(0, y - card.rect.y)).moved(0, lane_y).grown(_SHADOW)
    pane = pane_for(canvas.panes, Strip.BODY, way)
    return pane.to_view(way).meets(pane.clip)


def _spacing(canvas: Canvas) -> tuple[float, float]:
    """The padding of lanes and the gap between stacked cards on this map, in map units."""
    shown = canvas.editor.document.find(Map, canvas.map_id)
    spacing = SPACING[shown.density] if shown is not None else next(iter(SPACING.values()))
    return spacing.lane_pad, spacing.stack_gap


class _Block(NamedTuple):
    """What stands in the way: the columns and the height that it takes, in lane units."""

    first: int
    last: int
    top: float
    bottom: float

    def meets(self, card: PlacedCard, top: float, gap: float) -> bool:
        across = card.first <= self.last and card.last >= self.first
        return across and top < self.bottom + gap and top + card.rect.h > self.top


def _across(canvas: Canvas, cell: Rect, first: int, span: int) -> Rect:
    """A cell with those after it, as many as the map has."""
    columns = canvas.placed.columns[first : first + span] if canvas.placed is not None else ()
    rects = [Rect(column.x, cell.y, column.w, cell.h) for column in columns]
    return reduce(Rect.united, rects, cell)


def _pushed(
    canvas: Canvas,
    target: Target,
    slot: _Block,
    moved: list[tuple[PlacedCard, float]],
    gap: float,
) -> list[tuple[PlacedCard, float]]:
    """The cards of other columns that a gap or a card over several steps pushes on, and where they stand then."""
    blocks = [slot] if slot.last > slot.first else []
    blocks += [_Block(c.first, c.last, y, y + c.rect.h) for c, y in moved if c.last > c.first]
    if not blocks:
        return []
    known = {card.id for card, _y in moved} | target.without
    rest = [
        card
        for card in _cards_from(canvas, target, min(block.first for block in blocks))
        if card.id not in known and card.first != target.column.index
    ]
    found: list[tuple[PlacedCard, float]] = []
    for card in sorted(rest, key=lambda card: card.rect.y):
        y = card.rect.y
        for block in sorted(blocks, key=lambda block: block.top):
            if block.meets(card, y, gap):
                y = block.bottom + gap
        if y > card.rect.y:
            found.append((card, y))
            blocks.append(_Block(card.first, card.last, y, y + card.rect.h))
    return found


def _cards_from(canvas: Canvas, target: Target, first: int) -> list[PlacedCard]:
    """The cards of the target's lane over a column and the few after it that a gap can reach."""
    assert canvas.hits is not None and canvas.placed is not None
    reach = range(first, min(first + _REACH, len(canvas.placed.columns)))
    found = (card for index in reach for card in canvas.hits.cards_over(target.lane.block, index))
    return list({card.id: card for card in found}.values())


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
        if card.last > card.first:
            # It may stand on something in another column.
            y = max(y, card.rect.y)
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
    """The place where it would go, if there is any, and the insertion line along its top."""
    bar = Rect(place.x, place.y - _LINE / 2, place.w, _LINE)
    line = marks.bar(Strip.BODY, bar, "drop.line", zoom)
    if place.h <= 2 * _LINE:
        return (line,)
    outline = Box(place, "drop", "drop.line", 1 / zoom, radius=10, opacity=0.7)
    return Mark(Strip.BODY, place.grown(2 / zoom), (outline,)), line
