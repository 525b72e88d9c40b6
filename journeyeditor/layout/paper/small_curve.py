"""A persona's curve in miniature: how each touchpoint of a map feels to them, in order, with the stages below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from journeyeditor.layout.curve import Series, closed_to, series_of, smooth, touchpoints
from journeyeditor.layout.drawing import Box, Group, Item, Rect, Segment, Shape, Tag, Verb
from journeyeditor.layout.emotion import FEELS, FEELS_AT
from journeyeditor.layout.faces import face
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.furniture import UNTITLED
from journeyeditor.layout.paper.flow import Type
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Layer, Map, Persona, Stage, Step

HEIGHT = 118.0

_LABEL, _TITLE = Style(8), Style(9, bold=True)
_FACE = 6.0
_PAD = 9.0
_BELOW, _ABOVE = 18.0, 16.0
_LINE, _APART, _MOST_ROWS = 10.5, 6.0, 4
_FILL = 0.08


@dataclass(frozen=True, slots=True)
class _Point:
    card: Card
    stage: str
    value: float | None


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a stage: where it begins from the start of the curve, and in which row below."""

    text: Paragraph
    left: float
    row: int


def has_curve(document: Document, shown: Map, persona: str) -> bool:
    """Whether anything on a map is rated by this persona today."""
    return any(point.value is not None for point in _points(document, shown, persona))


def small_curve(
    type_: Type, document: Document, shown: Map, persona: Persona, high: float = HEIGHT
) -> Group:
    """The curve, as wide as the column and `high` points high, below the map's title."""
    strip, width = type_.strip, type_.width
    points = _points(document, shown, persona.id)
    names = _names(type_, document, points)
    below = _BELOW + _LINE * max((name.row for name in names), default=0)
    plot = Rect(0, _ABOVE, width, high - _ABOVE - below)
    title = strip.engine.line(
        shown.title or type_.say(UNTITLED), _TITLE, strip.language, colour="ink.quiet"
    )
    fits = min(1.0, width / max(title.width, 1))
    bounds = Rect(0, 0, title.width, title.height)
    head = Group(title.glyphs(), bounds, strip.x(0, title.width * fits), 0, fits)
    drawn = (
        *_lines(type_, points, plot),
        *_named(type_, names, plot),
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


def _spans(points: Sequence[_Point]) -> Iterator[tuple[str, float, float]]:
    """The stages with where they begin and end, as shares of the width."""
    start, count = 0, len(points)
    for key, group in groupby(points, key=lambda point: point.stage):
        end = start + len(list(group))
        yield key, start / count, end / count
        start = end


def _lines(type_: Type, points: Sequence[_Point], plot: Rect) -> Iterator[Item]:
    """Hair lines between the stages."""
    for _key, start, _end in _spans(points):
        if start:
            x = type_.strip.x(plot.w * start)
            line = (Segment(Verb.MOVE, (x, plot.y + 4)), Segment(Verb.LINE, (x, plot.bottom - 4)))
            yield Shape(line, stroke="line.quiet", stroke_width=0.75)


def _names(type_: Type, document: Document, points: Sequence[_Point]) -> list[_Name]:
    """The names of the stages, each below the middle of its own, in as many rows as keep them apart; one that is
    wider than the curve, or has no room in the last row, is left out."""
    strip, names = type_.strip, list[_Name]()
    ends = [0.0] * _MOST_ROWS
    for key, start, end in _spans(points):
        title = document.one(Stage, key).title
        text = strip.engine.line(title, _LABEL, strip.language, colour="ink.quiet")
        left = type_.width * (start + end) / 2 - text.width / 2
        left = max(min(left, type_.width - text.width), 0.0)
        row = next((i for i, taken in enumerate(ends) if left >= taken), None)
        if row is not None and text.width <= type_.width:
            ends[row] = left + text.width + _APART
            names.append(_Name(text, left, row))
    return names


def _named(type_: Type, names: Iterable[_Name], plot: Rect) -> Iterator[Item]:
    for name in names:
        left = type_.strip.x(name.left, name.text.width)
        yield from name.text.glyphs(left, plot.bottom + 3 + name.row * _LINE)


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
