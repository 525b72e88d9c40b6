"""Where on a placed map an entity stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Rect
from journeyeditor.ui.canvas.camera import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyeditor.ui.canvas.cursor import Cursor
    from journeyeditor.ui.canvas.hit import HitMap

Place = tuple[Strip, Rect]


def place_of(hits: HitMap, key: str) -> Place | None:
    """The strip and the rectangle of a card, lane, stage, step or connector; None where the map doesn't show it."""
    placed = hits.placed
    rect = placed.card_rect(key)
    if rect is not None:
        return Strip.BODY, rect
    lane = placed.lane(key)
    if lane is not None:
        return Strip.LABELS, lane.block.label.bounds.moved(0, lane.y)
    heads = (*placed.stages, *placed.steps)
    head = next((head for head in heads if head.id == key), None)
    if head is not None:
        return Strip.HEAD, head.rect
    arrow = hits.arrows.places.get(key)
    if arrow is None:
        return None
    return Strip.BODY, arrow.label or Rect(*arrow.middle, 0, 0).grown(20)


def cursor_place(hits: HitMap, cursor: Cursor) -> Rect | None:
    """The card or the cell that a cursor is on; None where the map doesn't show it."""
    placed = hits.placed
    if cursor.card:
        return placed.card_rect(cursor.card)
    lane, column = placed.lane(cursor.lane), placed.column_of(cursor.step)
    return hits.cell_rect(lane, column) if lane and column else None


def around(hits: HitMap, keys: Iterable[str]) -> Rect | None:
    """The rectangle round those of these entities that stand in the body; a stage, step or lane counts as all of it."""
    whole: Rect | None = None
    for key in keys:
        rect = _extent(hits, key)
        if rect is not None:
            whole = rect if whole is None else whole.united(rect)
    return whole


def _extent(hits: HitMap, key: str) -> Rect | None:
    place, placed = place_of(hits, key), hits.placed
    if place is None:
        return None
    strip, rect = place
    if strip is Strip.HEAD:
        return Rect(rect.x, placed.head_height, rect.w, placed.height - placed.head_height)
    if strip is Strip.LABELS and placed.columns:
        x = min(column.x for column in placed.columns)
        return Rect(x, rect.y, max(c.right for c in placed.columns) - x, rect.h)
    return rect
