"""Connectors between cards, drawn over the lanes."""

from __future__ import annotations

from itertools import chain

from journeyeditor.layout.drawing import (
    ARTIFACT,
    Box,
    Group,
    Item,
    Outline,
    Rect,
    Segment,
    Shape,
    Verb,
)
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.outlines import polyline
from journeyeditor.layout.placed import PlacedLane
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Connector, Heads, LineStyle

DASHES: dict[LineStyle, tuple[float, ...]] = {
    LineStyle.SOLID: (),
    LineStyle.DASHED: (6, 4),
    LineStyle.DOTTED: (1, 3),
}
_HEAD = 5.0

Ends = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


def arrows(
    document: Document, lanes: tuple[PlacedLane, ...], engine: TextEngine, bounds: Rect
) -> Group:
    """Every connector whose two cards are in sight."""
    rects = {card.id: card.rect.moved(0, lane.y) for lane in lanes for card in lane.block.cards}
    drawn = [
        _arrow(
            connector, rects[connector.start], rects[connector.end], engine, document.info.language
        )
        for card in rects
        for connector in document.connectors(card)
        if connector.end in rects
    ]
    return Group(tuple(drawn), bounds, part="arrows", tag=ARTIFACT)


def _arrow(
    connector: Connector, start: Rect, end: Rect, engine: TextEngine, language: str
) -> Group:
    (x1, y1), (x2, y2), (ux, uy) = _ends(start, end)
    bend = max(abs(x2 - x1), abs(y2 - y1)) * 0.4
    curve = (x1 + ux * bend, y1 + uy * bend, x2 - ux * bend, y2 - uy * bend, x2, y2)
    outline = (Segment(Verb.MOVE, (x1, y1)), Segment(Verb.CURVE, curve))
    items: list[Item] = [
        Shape(outline, stroke="ink.quiet", stroke_width=1.5, dash=DASHES[connector.style])
    ]
    if connector.heads is not Heads.NONE:
        items.append(Shape(_head(x2, y2, ux, uy), stroke="ink.quiet", stroke_width=1.5))
    if connector.heads is Heads.BOTH:
        items.append(Shape(_head(x1, y1, -ux, -uy), stroke="ink.quiet", stroke_width=1.5))
    items += _label(connector, (x1 + x2) / 2, (y1 + y2) / 2, engine, language)
    return Group(tuple(items), start.united(end), entity=connector.id, part="arrow")


def _ends(start: Rect, end: Rect) -> Ends:
    """Where an arrow leaves and arrives, and in which direction: downwards or upwards where it can, else sideways."""
    left, right = max(start.x, end.x), min(start.right, end.right)
    sx, ex = start.centre[0], end.centre[0]
    if right - left > 24:
        sx = ex = (left + right) / 2
    if end.y >= start.bottom:
        return (sx, start.bottom), (ex, end.y), (0, 1)
    if start.y >= end.bottom:
        return (sx, start.y), (ex, end.bottom), (0, -1)
    if end.x >= start.right:
        return (start.right, start.centre[1]), (end.x, end.centre[1]), (1, 0)
    return (start.x, start.centre[1]), (end.right, end.centre[1]), (-1, 0)


def _head(x: float, y: float, ux: float, uy: float) -> Outline:
    side = (-uy * _HEAD * 0.8, ux * _HEAD * 0.8)
    back = (x - ux * _HEAD, y - uy * _HEAD)
    return polyline(
        [(back[0] + side[0], back[1] + side[1]), (x, y), (back[0] - side[0], back[1] - side[1])]
    )


def _label(
    connector: Connector, x: float, y: float, engine: TextEngine, language: str
) -> tuple[Item, ...]:
    if not connector.label:
        return ()
    text = engine.line(connector.label, SMALL, language, colour="chip.ink")
    box = Rect(x - text.width / 2 - 6, y - text.height / 2 - 1, text.width + 12, text.height + 2)
    return tuple(
        chain(
            (Box(box, fill="chip", stroke="chip.line", radius=7),),
            text.glyphs(box.x + 6, box.y + 1),
        )
    )
