"""Connectors between cards, drawn over the lanes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from journeyeditor.layout.drawing import (
    ARTIFACT,
    Box,
    Group,
    Item,
    Outline,
    Rect,
    Shape,
    Tag,
)
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.outlines import polyline
from journeyeditor.layout.placed import PlacedLane
from journeyeditor.layout.routes import Point, Way, rounded, spots, way_between
from journeyeditor.layout.rows import standing_in
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Connector, Heads, LineStyle

DASHES: dict[LineStyle, tuple[float, ...]] = {
    LineStyle.SOLID: (),
    LineStyle.DASHED: (6, 4),
    LineStyle.DOTTED: (1, 3),
}
_SIGNS = {Heads.NONE: "–", Heads.END: "→", Heads.BOTH: "↔"}
_HEAD = 5.0
_LABEL_WIDTH, _LABEL_PAD = 150.0, 6.0
# How far labels keep from the map's edges, and those beside their arrow from it.
_INSET, _CLEAR = 8.0, 3.0
# How far around its two cards an arrow looks for others in its way, and for what its label may hide.
_NEAR, _FAR = 20.0, 420.0


def connectors_in(document: Document, lanes: tuple[PlacedLane, ...]) -> tuple[Connector, ...]:
    """Every connector whose two cards are in sight."""
    every = tuple(document.all(Connector))
    if not every:
        return ()
    seen = {card.id for lane in lanes for card in lane.block.cards}
    return tuple(one for one in every if one.start in seen and one.end in seen)


class ArrowArtist:
    """Draws connectors. Keeps what it drew, as most stand as they did when something else is edited."""

    MOST = 4_000

    def __init__(self, engine: TextEngine) -> None:
        self._engine = engine
        self._drawn: dict[_Surroundings, _Drawn] = {}

    def arrows(
        self,
        document: Document,
        lanes: tuple[PlacedLane, ...],
        bounds: Rect,
        known: Sequence[str] | None = None,
    ) -> Group:
        """Every connector whose two cards are in sight. `known` are those, where they have been looked up."""
        if known is None:
            connectors = connectors_in(document, lanes)
        else:
            connectors = tuple(document.one(Connector, key) for key in known)
        if not connectors:
            return Group((), bounds, part="arrows", tag=ARTIFACT)
        if len(self._drawn) >= self.MOST:
            self._drawn.clear()
        ends = {key for one in connectors for key in (one.start, one.end)}
        standing = Standing(lanes, ends)
        drawing = _Arrows(self._engine, document.info.language, standing, bounds, self._drawn)
        drawn = [
            drawing.arrow(one, arrow_words(document, one))
            for one in sorted(connectors, key=lambda one: one.id)
        ]
        return Group(tuple(drawn), bounds, part="arrows")


def arrow_words(document: Document, one: Connector) -> str:
    """A connector for those who can't see it, in signs that need no language: “Pays → Leaves: at once”."""
    start, end = (document.one(Card, key).title for key in (one.start, one.end))
    told = f"{start} {_SIGNS[one.heads]} {end}"
    return f"{told}: {one.label}" if one.label else told


class Standing:
    """Where cards stand in a map: those that are wanted by id, and all that are near a place."""

    def __init__(self, lanes: tuple[PlacedLane, ...], wanted: Collection[str]) -> None:
        self._lanes = lanes
        self.rects = {
            card.id: card.rect.moved(0, lane.y)
            for lane in lanes
            for card in lane.block.cards
            if card.id in wanted
        }

    def near(self, place: Rect) -> Iterator[tuple[str, Rect]]:
        """The cards that meet a place."""
        for lane in self._lanes:
            if lane.y < place.bottom and place.y < lane.bottom:
                for key, rect in standing_in(lane.block, place.moved(0, -lane.y)):
                    yield key, rect.moved(0, lane.y)


class _Surroundings(NamedTuple):
    """All that an arrow's picture depends on; `cards` are those it may have to go round, `covered` what its label
    should not hide."""

    connector: Connector
    words: str
    language: str
    start: Rect
    end: Rect
    cards: tuple[Rect, ...]
    covered: tuple[Rect, ...]
    within: Rect | None


class _Drawn(NamedTuple):
    """An arrow, and where its label stands."""

    group: Group
    label: Rect | None


class _Arrows:
    """Draws arrows one after the other; a label keeps clear of cards and of the labels before it."""

    def __init__(
        self,
        engine: TextEngine,
        language: str,
        standing: Standing,
        bounds: Rect,
        drawn: dict[_Surroundings, _Drawn],
    ) -> None:
        self._engine = engine
        self._language = language
        self._standing = standing
        self._bounds = bounds
        self._labels: list[Rect] = []
        self._drawn = drawn

    def arrow(self, one: Connector, words: str) -> Group:
        around = self._surroundings(one, words)
        known = self._drawn.get(around)
        if known is None:
            known = self._drawn[around] = self._draw(around)
        if known.label:
            self._labels.append(known.label)
        return known.group

    def _surroundings(self, one: Connector, words: str) -> _Surroundings:
        start, end = (self._standing.rects[key] for key in (one.start, one.end))
        near = start.united(end).grown(_NEAR)
        cards = tuple(r for key, r in self._standing.near(near) if key not in {one.start, one.end})
        if not one.label:
            return _Surroundings(one, words, self._language, start, end, cards, (), None)
        # No way leaves this place, nor does a label on it.
        area = start.united(end).grown(_FAR)
        covered = [rect for _key, rect in self._standing.near(area)]
        covered += [rect for rect in self._labels if rect.meets(area)]
        hidden = tuple(covered)
        whole = (one, words, self._language, start, end, cards, hidden, self._bounds)
        return _Surroundings(*whole)

    def _draw(self, around: _Surroundings) -> _Drawn:
        one = around.connector
        way = way_between(around.start, around.end, around.cards)
        items: list[Item] = [
            Shape(rounded(way), stroke="ink.quiet", stroke_width=1.5, dash=DASHES[one.style])
        ]
        if one.heads is not Heads.NONE:
            items.append(
                Shape(head_outline(way[-2], way[-1]), stroke="ink.quiet", stroke_width=1.5)
            )
        if one.heads is Heads.BOTH:
            items.append(Shape(head_outline(way[1], way[0]), stroke="ink.quiet", stroke_width=1.5))
        bounds, box = _around(way), None
        if one.label:
            label, box = self._label(one.label, way, around.covered)
            items += label
            bounds = bounds.united(box.grown(1))
        tag = Tag("Figure", alt=around.words)
        return _Drawn(Group(tuple(items), bounds, entity=one.id, part="arrow", tag=tag), box)

    def _label(self, label: str, way: Way, covered: Sequence[Rect]) -> tuple[list[Item], Rect]:
        text = self._engine.wrap(
            label, SMALL, _LABEL_WIDTH, self._language, "center", colour="chip.ink"
        )
        width, height = text.width + 2 * _LABEL_PAD, text.height + 2
        box = self._free(way, width, height, covered)
        left = box.x + _LABEL_PAD - (_LABEL_WIDTH - text.width) / 2
        return [
            Box(box, fill="chip", stroke="chip.line", radius=7),
            *text.glyphs(left, box.y + 1),
        ], box

    def _free(self, way: Way, width: float, height: float, covered: Sequence[Rect]) -> Rect:
        """Where a label of this size hides nothing: on its way, or else close beside it; or else on its way where it
        hides the least."""
        area = _around(way).grown(width + height)
        others = [rect for rect in covered if rect.meets(area)]
        on = [self._inside(x - width / 2, y - height / 2, width, height) for x, y in spots(way)]
        best = next(_clear(on, others), None)
        if best is None:
            beside = (self._inside(*box) for box in _beside(way, width, height))
            best = next(_clear(beside, [*others, *_strokes(way)]), None)
        return best or min(on, key=lambda box: sum(_common(box, rect) for rect in others))

    def _inside(self, x: float, y: float, width: float, height: float) -> Rect:
        seen, inset = self._bounds, min(_INSET, max(self._bounds.w - width, 0.0) / 2)
        x = max(min(x, seen.right - inset - width), seen.x + inset)
        y = max(min(y, seen.bottom - height), seen.y)
        return Rect(x, y, width, height)


def _clear(boxes: Iterable[Rect], others: Sequence[Rect]) -> Iterator[Rect]:
    """Those that hide nothing."""
    return (box for box in boxes if not any(_common(box, rect) for rect in others))


def _beside(way: Way, width: float, height: float) -> Iterator[tuple[float, float, float, float]]:
    """Boxes close to a way but not on it, the best first: above, below and at the sides of its spots."""
    down, across = height / 2 + _CLEAR, width / 2 + _CLEAR
    places = ((0.0, -down), (0.0, down), (-across, 0.0), (across, 0.0),
              (-across, -down), (-across, down), (across, -down), (across, down))  # fmt: skip
    for x, y in spots(way):
        for dx, dy in places:
            yield x + dx - width / 2, y + dy - height / 2, width, height


def _strokes(way: Way) -> Iterator[Rect]:
    """The stretches of a way as thin rectangles."""
    for (x1, y1), (x2, y2) in pairwise(way):
        yield Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2)).grown(1)


def _common(one: Rect, other: Rect) -> float:
    """The area that two rectangles share."""
    w = min(one.right, other.right) - max(one.x, other.x)
    h = min(one.bottom, other.bottom) - max(one.y, other.y)
    return w * h if w > 0 and h > 0 else 0.0


def _around(way: Way) -> Rect:
    xs, ys = [x for x, _y in way], [y for _x, y in way]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(80)


def head_outline(before: Point, tip: Point) -> Outline:
    """The head of an arrow that comes from `before` and ends at `tip`."""
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    ux, uy = dx / length * _HEAD, dy / length * _HEAD
    x, y = tip
    return polyline(
        [(x - ux - uy * 0.8, y - uy + ux * 0.8), tip, (x - ux + uy * 0.8, y - uy - ux * 0.8)]
    )
