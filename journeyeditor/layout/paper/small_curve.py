"""A persona's curve in miniature: how each touchpoint of a map feels to them, in order, with the stages below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from journeyeditor.layout.curve import Series, closed_to, series_of, smooth, touchpoints
from journeyeditor.layout.drawing import Box, Group, Item, Rect, Segment, Shape, Tag, Verb
from journeyeditor.layout.emotion import FEELS, FEELS_AT
from journeyeditor.layout.faces import face
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.furniture import UNTITLED
from journeyeditor.layout.paper.flow import Type
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Layer, Map, Persona, Stage, Step

HEIGHT = 118.0

_LABEL, _TITLE = Style(8), Style(9, bold=True)
_FACE = 6.0
_PAD = 9.0
_BELOW, _ABOVE = 18.0, 16.0
_FILL = 0.08


@dataclass(frozen=True, slots=True)
class _Point:
    card: Card
    stage: str
    value: float | None


def has_curve(document: Document, shown: Map, persona: str) -> bool:
    """Whether anything on a map is rated by this persona today."""
    return any(point.value is not None for point in _points(document, shown, persona))


def small_curve(
    type_: Type, document: Document, shown: Map, persona: Persona, high: float = HEIGHT
) -> Group:
    """The curve, as wide as the column and `high` points high, below the map's title."""
    strip, width = type_.strip, type_.width
    points = _points(document, shown, persona.id)
    plot = Rect(0, _ABOVE, width, high - _ABOVE - _BELOW)
    title = strip.engine.line(
        shown.title or type_.say(UNTITLED), _TITLE, strip.language, colour="ink.quiet"
    )
    fits = min(1.0, width / max(title.width, 1))
    bounds = Rect(0, 0, title.width, title.height)
    head = Group(title.glyphs(), bounds, strip.x(0, title.width * fits), 0, fits)
    drawn = (
        *_stages(type_, document, points, plot),
        *_line(type_, document, shown, persona, points, plot),
    )
    alt = _alt(type_, shown, persona, points)
    figure = Group(
        (Box(plot, stroke="line", radius=8), *drawn),
        Rect(0, 0, width, high),
        tag=Tag("Figure", alt=alt),
    )
    return Group(
        (head, figure), Rect(0, 0, width, high), part="small-curve", language=strip.language
    )


def _points(document: Document, shown: Map, persona: str) -> list[_Point]:
    steps = {step.id: i for i, step in enumerate(document.map_steps(shown.id))}
    cards = sorted(touchpoints(document, shown.id), key=lambda card: steps.get(card.step, 0))
    found = []
    for card in cards:
        rating = document.rating(card.id, persona)
        stage = document.one(Step, card.step).stage
        found.append(_Point(card, stage, rating.value if rating else None))
    return found


def _x(type_: Type, index: float, count: int, plot: Rect) -> float:
    return type_.strip.x(plot.w * index / count)


def _stages(
    type_: Type, document: Document, points: Sequence[_Point], plot: Rect
) -> Iterator[Item]:
    """Hair lines between the stages, and their names below where they have room."""
    start, count, strip = 0, len(points), type_.strip
    for key, group in groupby(points, key=lambda point: point.stage):
        end = start + len(list(group))
        if start:
            x = _x(type_, start, count, plot)
            line = (Segment(Verb.MOVE, (x, plot.y + 4)), Segment(Verb.LINE, (x, plot.bottom - 4)))
            yield Shape(line, stroke="line.quiet", stroke_width=0.75)
        width = plot.w * (end - start) / count
        title = document.one(Stage, key).title
        name = strip.engine.line(title, _LABEL, strip.language, colour="ink.quiet")
        if name.width <= width - 4:
            left = strip.x(plot.w * start / count + (width - name.width) / 2, name.width)
            yield from name.glyphs(left, plot.bottom + 3)
        start = end


def _line(
    type_: Type,
    document: Document,
    shown: Map,
    persona: Persona,
    points: Sequence[_Point],
    plot: Rect,
) -> Iterator[Item]:
    series = next(
        (
            one
            for one in series_of(document, shown)
            if one.persona == persona.id and one.layer is Layer.NOW
        ),
        Series(persona.id, Layer.NOW, 0),
    )
    middle = _height(plot, scales.goodness(shown.scale, scales.neutral(shown.scale)))
    neutral = (Segment(Verb.MOVE, (4, middle)), Segment(Verb.LINE, (plot.w - 4, middle)))
    yield Shape(neutral, stroke="line", stroke_width=0.75)
    spots: list[tuple[float, float, float] | None] = []
    for i, point in enumerate(points):
        if point.value is None:
            spots.append(None)
            continue
        good = scales.goodness(shown.scale, point.value)
        spots.append((_x(type_, i + 0.5, len(points), plot), _height(plot, good), good))
    for rated, run in groupby(spots, key=lambda spot: spot is not None):
        if rated:
            way = sorted((spot[0], spot[1]) for spot in run if spot)
            outline = smooth(way)
            if len(way) > 1:
                yield Shape(closed_to(outline, way, middle), fill=series.role, opacity=_FILL)
            yield Shape(outline, stroke=series.role, stroke_width=series.width, dash=series.dash)
    size = max(2.0, min(_FACE, plot.w / len(points) / 2 - 0.5))
    for spot in filter(None, spots):
        yield from face(spot[2], spot[0], spot[1], size)


def _height(plot: Rect, good: float) -> float:
    return plot.bottom - _PAD - (plot.h - 2 * _PAD) * good


def _alt(type_: Type, shown: Map, persona: Persona, points: Sequence[_Point]) -> str:
    ratings = ", ".join(
        type_.say(
            FEELS_AT,
            level=scales.named_value(shown.scale, point.value, type_.strip.translate),
            touchpoint=point.card.title,
        )
        for point in points
        if point.value is not None
    )
    return type_.say(FEELS, persona=persona.name, ratings=ratings)
