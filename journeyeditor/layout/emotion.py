"""The inside of an emotion lane: levels with their names, the lines of the personas, and the faces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from journeyeditor.layout.curve import (
    LINE_WIDTH,
    Point,
    Series,
    closed_to,
    smooth,
    stretches,
    touchpoints,
)
from journeyeditor.layout.drawing import Group, Item, Rect, Segment, Shape, Verb
from journeyeditor.layout.faces import face, fifth
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.heads import series_name
from journeyeditor.layout.metrics import FACE_RADIUS, LABEL_WIDTH, SMALL, SPACING
from journeyeditor.layout.outlines import circle
from journeyeditor.layout.placed import CurvePoint, Plot
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, Layer, Scale
from journeyeditor.model.messages import N_, Translate

FEELS = N_("{persona}: {ratings}.")
FEELS_AT = N_("{level} at {touchpoint}")
NOT_RATED = N_("Nothing is rated yet.")

_TOP = 26.0
_BOTTOM = 24.0
_NAME_GAP = 4.0
_RING_RADIUS = 4.2
_RING = circle(0, 0, _RING_RADIUS)
_FACES = {level: face((level + 2.5) / 5, 0, 0, FACE_RADIUS) for level in range(-2, 3)}


def _square(radius: float) -> Rect:
    return Rect(-radius - 1, -radius - 1, 2 * radius + 2, 2 * radius + 2)


_FACE_BOUNDS = _square(FACE_RADIUS)
_RING_BOUNDS = _square(_RING_RADIUS)


class _Stretch(NamedTuple):
    """An unbroken piece of a line: whose, the height it is filled down to (None: not filled), its points."""

    series: Series
    base: float | None
    run: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class CurveDrawing:
    """The parts of an emotion lane: grid lines, level names, curve and faces, and what can be grasped."""

    height: float
    plot: Plot
    grid: tuple[Item, ...]
    names: tuple[Item, ...]
    items: tuple[Item, ...]
    points: tuple[CurvePoint, ...]
    alt: str
    missing: tuple[tuple[str, str], ...]


class EmotionArtist:
    """Draws the curve of a map. Keeps the stretches it has drawn, as most stay when one rating changes."""

    MOST = 4_000

    def __init__(self, engine: TextEngine, translate: Translate) -> None:
        self._engine = engine
        self._translate = translate
        self._stretches: dict[_Stretch, tuple[Shape, ...]] = {}

    def curve(
        self,
        document: Document,
        frame: Frame,
        lane: Lane,
        series: tuple[Series, ...],
        label_bottom: float,
    ) -> CurveDrawing:
        """The inside of an emotion lane whose title ends at `label_bottom`."""
        scale = frame.map.scale
        texts = self._level_texts(frame, scale)
        plot, height = self._plot(frame, lane, scale, label_bottom, texts)
        names, missing = self._names(frame, lane, scale, plot, texts)
        places = curve_places(document, frame)
        lines = [
            self._points(document, one, i == 0, places, scale, plot) for i, one in enumerate(series)
        ]
        items: list[Item] = []
        for one, points in reversed(list(zip(series, lines, strict=True))):
            items += self._line(one, points, scale, plot)
        return CurveDrawing(
            height=height,
            plot=plot,
            grid=self._grid(frame, scale, plot),
            names=names,
            items=tuple(items),
            points=self._in_sight(frame, lines),
            alt=self._alt(document, series, lines, scale),
            missing=missing,
        )

    def _level_texts(self, frame: Frame, scale: Scale) -> dict[int, Paragraph]:
        """The name of each level, or its number, as it stands beside the curve."""
        return {
            level: self._level_text(
                frame, scale.names.get(level) or scales.value_text(level), LABEL_WIDTH - 24
            )
            for level in _by_weight(scale)
        }

    def _level_text(self, frame: Frame, name: str, width: float) -> Paragraph:
        return self._engine.wrap(name, SMALL, width, frame.language, colour="ink.quiet")

    def _plot(
        self,
        frame: Frame,
        lane: Lane,
        scale: Scale,
        label_bottom: float,
        texts: Mapping[int, Paragraph],
    ) -> tuple[Plot, float]:
        """Where the levels lie: as far apart as they read well, closer where there are many; the names of the
        two ends have room whatever their height."""
        spans = scale.max - scale.min
        each = SPACING[frame.density].plot_level
        lowest, highest = (texts[level].height for level in (scale.min, scale.max))
        upper, lower = (highest, lowest) if scale.high_is_good else (lowest, highest)
        room = max(min(max(spans * each, 2.5 * each), 7 * each), (upper + lower) / 2)
        top = max(_TOP, label_bottom + max(12.0, upper / 2 + _NAME_GAP))
        below = max(_BOTTOM, lower / 2 + _NAME_GAP)
        room = max(room, (lane.min_height or 0.0) - top - below)
        return Plot(top, top + room), top + room + below

    def _in_sight(self, frame: Frame, lines: list[list[CurvePoint]]) -> tuple[CurvePoint, ...]:
        left, width = frame.span(0, len(frame.columns) - 1)
        right = left + width
        return tuple(p for points in lines for p in points if left <= p.x <= right)

    def _grid(self, frame: Frame, scale: Scale, plot: Plot) -> tuple[Item, ...]:
        left, width = frame.span(0, len(frame.columns) - 1)
        neutral = scales.neutral(scale)
        items = []
        for level in scales.levels(scale):
            y = plot.y(scales.goodness(scale, level))
            line = (Segment(Verb.MOVE, (left, y)), Segment(Verb.LINE, (left + width - 4, y)))
            strong = level == neutral
            items.append(Shape(line, stroke="line", dash=() if strong else (2, 4)))
        return tuple(items)

    def _names(
        self,
        frame: Frame,
        lane: Lane,
        scale: Scale,
        plot: Plot,
        texts: Mapping[int, Paragraph],
    ) -> tuple[tuple[Item, ...], tuple[tuple[str, str], ...]]:
        """The names of the levels at the inner edge of the labels, as many as have room."""
        items: list[Item] = []
        missing: list[tuple[str, str]] = []
        taken: list[tuple[float, float]] = []
        for level, text in texts.items():
            name = scale.names.get(level) or scales.value_text(level)
            x = frame.x(LABEL_WIDTH - 10 - text.width, text.width)
            y = plot.y(scales.goodness(scale, level)) - text.height / 2
            if all(y + text.height <= top or bottom <= y for top, bottom in taken):
                taken.append((y, y + text.height))
                items += self._level_text(frame, name, text.width + 0.01).glyphs(x, y)
            if text.missing:
                missing.append((lane.id, "".join(sorted(text.missing))))
        return tuple(items), tuple(missing)

    def _points(
        self,
        document: Document,
        series: Series,
        first: bool,
        places: list[tuple[float, Card]],
        scale: Scale,
        plot: Plot,
    ) -> list[CurvePoint]:
        heights = _Heights(scale, plot)
        points = []
        for x, card in places:
            rating = document.rating(card.id, series.persona, series.layer)
            value = rating.value if rating else None
            y = heights[value]
            points.append(CurvePoint(card.id, series.persona, series.layer, value, x, y, first))
        return points

    def _line(
        self, series: Series, points: list[CurvePoint], scale: Scale, plot: Plot
    ) -> list[Item]:
        items: list[Item] = []
        ordered = sorted(points, key=lambda p: p.x)
        base = plot.y(scales.goodness(scale, scales.neutral(scale)))
        hero = bool(points) and points[0].first and series.layer is Layer.NOW
        for run in stretches((p.x, p.y) if p.value is not None else None for p in ordered):
            if len(run) > 1:
                items += self._stretch(_Stretch(series, base if hero else None, tuple(run)))
        return [*items, *_marks(series, ordered, hero, scale)]

    def _stretch(self, stretch: _Stretch) -> tuple[Shape, ...]:
        known = self._stretches.get(stretch)
        if known is None:
            if len(self._stretches) >= self.MOST:
                self._stretches.clear()
            known = self._stretches[stretch] = _drawn(stretch)
        return known

    def _alt(
        self,
        document: Document,
        series: tuple[Series, ...],
        lines: list[list[CurvePoint]],
        scale: Scale,
    ) -> str:
        """The curve in words, for readers who can't see it."""
        levels: dict[float, str] = {}
        told = [
            self._translate(FEELS).format(
                persona=series_name(document, one, self._translate),
                ratings=", ".join(self._feelings(document, points, scale, levels)),
            )
            for one, points in zip(series, lines, strict=True)
            if any(p.value is not None for p in points)
        ]
        return " ".join(told) or self._translate(NOT_RATED)

    def _feelings(
        self,
        document: Document,
        points: list[CurvePoint],
        scale: Scale,
        levels: dict[float, str],
    ) -> list[str]:
        sentence = self._translate(FEELS_AT)
        told = []
        for point in points:
            if point.value is not None:
                if point.value not in levels:
                    levels[point.value] = scales.named_value(scale, point.value)
                title = document.one(Card, point.card).title
                told.append(sentence.format(level=levels[point.value], touchpoint=title))
        return told


def _drawn(stretch: _Stretch) -> tuple[Shape, ...]:
    series, base, run = stretch
    outline = smooth(run)
    line = Shape(outline, stroke=series.role, stroke_width=LINE_WIDTH, dash=series.dash)
    if base is None:
        return (line,)
    return Shape(closed_to(outline, run, base), fill=series.role, opacity=0.08), line


def _marks(series: Series, points: list[CurvePoint], hero: bool, scale: Scale) -> list[Group]:
    """A face at each rating on the first persona's line, a ring on the others'."""
    ring = (Shape(_RING, fill="lane", stroke=series.role, stroke_width=1.8),)
    bounds = _FACE_BOUNDS if hero else _RING_BOUNDS
    rated = [(p, p.value) for p in points if p.value is not None]
    return [
        Group(
            _FACES[fifth(scales.goodness(scale, value))] if hero else ring,
            bounds,
            point.x,
            point.y,
            entity=point.card,
            part="face",
        )
        for point, value in rated
    ]


class _Heights(dict[float | None, float]):
    """The height of each value of a scale, worked out once for each; None stands at the neutral line."""

    def __init__(self, scale: Scale, plot: Plot) -> None:
        super().__init__()
        self._scale = scale
        self._plot = plot

    def __missing__(self, value: float | None) -> float:
        shown = scales.neutral(self._scale) if value is None else value
        self[value] = self._plot.y(scales.goodness(self._scale, shown))
        return self[value]


def _by_weight(scale: Scale) -> list[int]:
    """Levels in the order in which they get a name where room is short: the ends, the middle, then the rest."""
    levels = list(scales.levels(scale))
    middle = scales.nearest_level(scale, scales.neutral(scale))
    first = list(dict.fromkeys([levels[0], levels[-1], middle]))
    return first + [level for level in levels if level not in first]


def curve_places(document: Document, frame: Frame) -> list[tuple[float, Card]]:
    """Each touchpoint of the map with its x on the curve, in reading order.

    The middle of its span; several that begin in one step and are as wide share the width in order. Those of
    columns outside the view have their x beyond its edges, so that the line is carried on there.
    """
    width = frame.map.step_width
    steps = {step.id: i - frame.first for i, step in enumerate(document.map_steps(frame.map.id))}
    cells: dict[tuple[int, int], list[Card]] = {}
    for card in touchpoints(document, frame.map.id):
        cells.setdefault((steps[card.step], card.span), []).append(card)
    places = []
    for (first, span), cards in sorted(cells.items(), key=lambda cell: cell[0]):
        for i, card in enumerate(cards):
            x = LABEL_WIDTH + (first + span * (i + 0.5) / len(cards)) * width
            places.append((frame.x(x), card))
    return sorted(places, key=lambda place: -place[0] if frame.rtl else place[0])
