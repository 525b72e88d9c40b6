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
    Shape,
)
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.outlines import polyline
from journeyeditor.layout.placed import PlacedLane
from journeyeditor.layout.routes import Point, Way, middle_of, rounded, way_between
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Connector, Heads, LineStyle

DASHES: dict[LineStyle, tuple[float, ...]] = {
    LineStyle.SOLID: (),
    LineStyle.DASHED: (6, 4),
    LineStyle.DOTTED: (1, 3),
}
_HEAD = 5.0


def connectors_in(document: Document, lanes: tuple[PlacedLane, ...]) -> tuple[Connector, ...]:
    """Every connector whose two cards are in sight."""
    every = tuple(document.all(Connector))
    if not every:
        return ()
    seen = {card.id for lane in lanes for card in lane.block.cards}
    return tuple(one for one in every if one.start in seen and one.end in seen)


def arrows(
    document: Document, lanes: tuple[PlacedLane, ...], engine: TextEngine, bounds: Rect
) -> Group:
    """Every connector whose two cards are in sight, drawn."""
    connectors = connectors_in(document, lanes)
    if not connectors:
        return Group((), bounds, part="arrows", tag=ARTIFACT)
    rects = {card.id: card.rect.moved(0, lane.y) for lane in lanes for card in lane.block.cards}
    drawn = [
        _arrow(one, _way(rects, one.start, one.end), engine, document.info.language)
        for one in sorted(connectors, key=lambda one: one.id)
    ]
    return Group(tuple(drawn), bounds, part="arrows", tag=ARTIFACT)


def _way(rects: dict[str, Rect], start: str, end: str) -> Way:
    near = rects[start].united(rects[end]).grown(20)
    others = [r for key, r in rects.items() if r.meets(near) and key not in {start, end}]
    return way_between(rects[start], rects[end], others)


def _arrow(connector: Connector, way: Way, engine: TextEngine, language: str) -> Group:
    items: list[Item] = [
        Shape(rounded(way), stroke="ink.quiet", stroke_width=1.5, dash=DASHES[connector.style])
    ]
    if connector.heads is not Heads.NONE:
        items.append(Shape(_head(way[-2], way[-1]), stroke="ink.quiet", stroke_width=1.5))
    if connector.heads is Heads.BOTH:
        items.append(Shape(_head(way[1], way[0]), stroke="ink.quiet", stroke_width=1.5))
    items += _label(connector, *middle_of(way), engine, language)
    return Group(tuple(items), _around(way), entity=connector.id, part="arrow")


def _around(way: Way) -> Rect:
    xs, ys = [x for x, _y in way], [y for _x, y in way]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(80)


def _head(before: Point, tip: Point) -> Outline:
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    ux, uy = dx / length * _HEAD, dy / length * _HEAD
    x, y = tip
    return polyline(
        [(x - ux - uy * 0.8, y - uy + ux * 0.8), tip, (x - ux + uy * 0.8, y - uy - ux * 0.8)]
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
