"""The inside of an emotion lane: levels with their names, the lines of the personas, and the faces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from journeyeditor.layout.curve import Series
from journeyeditor.layout.drawing import (
    ARTIFACT,
    Group,
    Item,
    Rect,
    Segment,
    Shape,
    Tag,
    Told,
    Verb,
)
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.heads import series_name
from journeyeditor.layout.lines import Ground, Part, all_parts, parts_after, points_in
from journeyeditor.layout.metrics import LABEL_WIDTH, SMALL, SPACING
from journeyeditor.layout.placed import CurvePoint, Plot
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, Scale
from journeyeditor.model.messages import N_, Translate

FEELS = N_("{persona}: {ratings}.")
FEELS_AT = N_("{level} at {touchpoint}")
NOT_RATED = N_("Nothing is rated yet.")

_NAME_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Curve:
    """The lines of an emotion lane, kept so that an edit draws only what is near it."""

    ground: Ground
    parts: Mapping[int, Part]
    height: float

    @property
    def points(self) -> tuple[CurvePoint, ...]:
        return points_in(self.parts, len(self.ground.frame.columns))


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of an emotion lane: grid lines, names beside them, and how high the lane is with them."""

    height: float
    plot: Plot
    grid: tuple[Item, ...]
    names: tuple[Item, ...]
    missing: tuple[tuple[str, str], ...]


class EmotionArtist:
    """Draws the inside of emotion lanes."""

    def __init__(self, engine: TextEngine, translate: Translate) -> None:
        self._engine = engine
        self._translate = translate

    def levels(self, frame: Frame, lane: Lane, label_bottom: float) -> Levels:
        """The levels of a lane whose title ends at `label_bottom`."""
        scale = frame.map.scale
        texts = self._level_texts(frame, scale)
        plot, height = self._plot(frame, lane, scale, label_bottom, texts)
        names, missing = self._names(frame, lane, scale, plot, texts)
        return Levels(height, plot, _grid(frame, scale, plot), names, missing)

    def curve(
        self, document: Document, frame: Frame, series: tuple[Series, ...], levels: Levels
    ) -> Curve:
        ground = Ground(frame, series, frame.map.scale, levels.plot)
        return Curve(ground, all_parts(document, ground), levels.height)

    def curve_after(
        self, curve: Curve, before: Document, after: Document, cards: Iterable[str]
    ) -> Curve:
        """The curve after an edit of these touchpoints or their ratings."""
        parts = parts_after(curve.parts, before, after, curve.ground, cards)
        return Curve(curve.ground, parts, curve.height)

    def drawing(self, document: Document, curve: Curve) -> Group:
        """The lines, and the faces over all of them."""
        frame, parts = curve.ground.frame, curve.parts.values()
        whole = Rect(0, 0, frame.width, curve.height)
        lines = Group(tuple(p.lines for p in parts if p.lines.items), whole, part="curve")
        marks = Group(tuple(p.marks for p in parts if p.marks.items), whole, part="curve")
        x, width = frame.span(0, len(frame.columns) - 1)
        return Group(
            (lines, marks),
            whole,
            part="curve",
            tag=Tag("Figure", alt=Told(partial(self._alt, document, curve))),
            clip=Rect(x, 0.0, width, curve.height) if frame.view.stages else None,
        )

    def _level_texts(self, frame: Frame, scale: Scale) -> dict[int, Paragraph]:
        """The name of each level, or its number, as it stands beside the curve."""
        return {
            level: self._level_text(frame, self._level_name(scale, level), LABEL_WIDTH - 24)
            for level in _by_weight(scale)
        }

    def _level_name(self, scale: Scale, level: int) -> str:
        return scale.names.get(level) or scales.value_text(level, self._translate)

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
        spacing = SPACING[frame.density]
        each = spacing.plot_level
        lowest, highest = (texts[level].height for level in (scale.min, scale.max))
        upper, lower = (highest, lowest) if scale.high_is_good else (lowest, highest)
        room = max(min(max(spans * each, 2.5 * each), 7 * each), (upper + lower) / 2)
        top = max(spacing.plot_top, label_bottom + max(12.0, upper / 2 + _NAME_GAP))
        below = max(spacing.plot_bottom, lower / 2 + _NAME_GAP)
        room = max(room, (lane.min_height or 0.0) - top - below)
        return Plot(top, top + room), top + room + below

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
            name = self._level_name(scale, level)
            x = frame.x(LABEL_WIDTH - 10 - text.width, text.width)
            y = plot.y(scales.goodness(scale, level)) - text.height / 2
            if all(y + text.height <= top or bottom <= y for top, bottom in taken):
                taken.append((y, y + text.height))
                items += self._level_text(frame, name, text.width + 0.01).glyphs(x, y)
            if text.missing:
                missing.append((lane.id, "".join(sorted(text.missing))))
        return tuple(items), tuple(missing)

    def _alt(self, document: Document, curve: Curve) -> str:
        """The curve in words, for readers who can't see it."""
        scale, points = curve.ground.scale, curve.points
        levels: dict[float, str] = {}
        told = []
        for one in curve.ground.series:
            mine = [p for p in points if (p.persona, p.layer) == (one.persona, one.layer)]
            if not one.before and any(p.value is not None for p in mine):
                ratings = ", ".join(self._feelings(document, mine, scale, levels))
                name = series_name(document, one, self._translate)
                told.append(self._translate(FEELS).format(persona=name, ratings=ratings))
        return " ".join(told) or self._translate(NOT_RATED)

    def _feelings(
        self,
        document: Document,
        points: Sequence[CurvePoint],
        scale: Scale,
        levels: dict[float, str],
    ) -> list[str]:
        sentence = self._translate(FEELS_AT)
        told = []
        for point in points:
            if point.value is not None:
                if point.value not in levels:
                    levels[point.value] = scales.named_value(scale, point.value, self._translate)
                title = document.one(Card, point.card).title
                told.append(sentence.format(level=levels[point.value], touchpoint=title))
        return told


def _grid(frame: Frame, scale: Scale, plot: Plot) -> tuple[Item, ...]:
    left, width = frame.span(0, len(frame.columns) - 1)
    neutral = scales.neutral(scale)
    items: list[Item] = []
    for level in scales.levels(scale):
        y = plot.y(scales.goodness(scale, level))
        line = (Segment(Verb.MOVE, (left, y)), Segment(Verb.LINE, (left + width - 4, y)))
        strong = level == neutral
        items.append(Shape(line, stroke="line", dash=() if strong else (2, 4)))
    return tuple(items)


def levels_group(frame: Frame, levels: Levels) -> Group:
    return Group(levels.grid, Rect(0, 0, frame.width, levels.height), tag=ARTIFACT)


def _by_weight(scale: Scale) -> list[int]:
    """Levels in the order in which they get a name where room is short: the ends, the middle, then the rest."""
    levels = list(scales.levels(scale))
    middle = scales.nearest_level(scale, scales.neutral(scale))
    first = list(dict.fromkeys([levels[0], levels[-1], middle]))
    return first + [level for level in levels if level not in first]
