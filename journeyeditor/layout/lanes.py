"""Lanes: rounded bands with a label, cells with stacked cards, and the emotion lane with its curve."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from journeyeditor.layout.card_face import FaceMaker
from journeyeditor.layout.cards import CardArtist, CardBlock, CardFace, card_group, set_text
from journeyeditor.layout.curve import Series, series_in
from journeyeditor.layout.drawing import (
    ARTIFACT,
    Box,
    Group,
    Item,
    Rect,
    Segment,
    Shape,
    Tag,
    Verb,
)
from journeyeditor.layout.emotion import EmotionArtist
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.metrics import (
    CARD_GUTTER,
    CARD_TITLE,
    EDGE,
    LABEL_WIDTH,
    LANE_RADIUS,
    SMALL,
    SPACING,
)
from journeyeditor.layout.placed import LaneBlock, PlacedCard
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, LaneKind
from journeyeditor.model.messages import N_, Translate, speaks

HINTS: dict[LaneKind, str] = {
    LaneKind.TOUCHPOINT: N_("what happens, and where"),
    LaneKind.PAIN: N_("by impact"),
    LaneKind.OPPORTUNITY: N_("impact · effort"),
    LaneKind.SOLUTION: N_("impact · effort"),
}

_LABEL_ICON = 18.0
_LABEL_TEXT = 40.0


class _Spread(NamedTuple):
    """A card about to be placed: the columns it covers and its face."""

    first: int
    last: int
    card: str
    face: CardFace


def _stands(known: PlacedCard, one: _Spread, rect: Rect, block: CardBlock, lane: Lane) -> bool:
    """Whether a card is placed just so already."""
    where = (known.rect, known.first, known.last, known.group.layer)
    return known.group.items is block.items and where == (rect, one.first, one.last, lane.id)


def _single_row(found: list[_Spread], columns: int) -> bool:
    """Whether no two cards cover the same column."""
    return sum(one.last - one.first + 1 for one in found) <= columns and all(
        a.last < b.first for a, b in pairwise(found)
    )


class LaneArtist:
    """Lays out one lane at a time. Cards that stand as they did in `placed` are taken from there."""

    def __init__(
        self,
        engine: TextEngine,
        icons: IconSet,
        translate: Translate,
        artist: CardArtist,
        emotion: EmotionArtist,
        placed: Mapping[str, PlacedCard] | None = None,
    ) -> None:
        self._engine = engine
        self._icons = icons
        self._translate = translate
        self._cards = artist
        self._faces = FaceMaker(icons, translate)
        self._placed = placed or {}
        self._emotion = emotion
        self.missing: list[tuple[str, str]] = []

    def lane(
        self, document: Document, frame: Frame, lane: Lane, series: tuple[Series, ...]
    ) -> LaneBlock:
        """This lane, its top at 0."""
        self.missing = []
        if lane.kind is LaneKind.EMOTION and not lane.collapsed:
            return self._emotion_lane(document, frame, lane, series)
        if lane.kind is LaneKind.DIVIDER:
            return self._divider(frame, lane)
        return self._card_lane(document, frame, lane)

    def _card_lane(self, document: Document, frame: Frame, lane: Lane) -> LaneBlock:
        cards = () if lane.collapsed else self._stacked(document, frame, lane)
        label, title, label_height = self._label(frame, lane)
        pad = SPACING[frame.density].lane_pad
        filled = max((card.rect.bottom for card in cards), default=0.0) + pad
        height = max(filled, label_height, self._least(frame, lane))
        if lane.collapsed:
            height = label_height
        body = self._body(frame, lane, height, [card.group for card in cards])
        return LaneBlock(
            lane.id, lane.kind, height, cards, (), None,
            self._label_group(frame, lane, label, height), body, title, lane.collapsed,
        )  # fmt: skip

    def _emotion_lane(
        self, document: Document, frame: Frame, lane: Lane, series: tuple[Series, ...]
    ) -> LaneBlock:
        label, title, _label_height = self._label(frame, lane)
        curve = self._emotion.curve(document, frame, lane, series_in(lane, series), title.bottom)
        height = max(curve.height, lane.min_height or 0.0)
        self.missing += curve.missing
        grid = Group(curve.grid, Rect(0, 0, frame.width, height), tag=ARTIFACT)
        drawn = Group(
            curve.items,
            Rect(0, 0, frame.width, height),
            tag=Tag("Figure", alt=curve.alt),
            clip=Rect(*self._inside(frame), height) if frame.view.stages else None,
        )
        body = self._body(frame, lane, height, [grid, drawn])
        names = Group(curve.names, Rect(frame.label_x, 0, LABEL_WIDTH, height), tag=ARTIFACT)
        return LaneBlock(
            lane.id, lane.kind, height, (), curve.points, curve.plot,
            self._label_group(frame, lane, [*label, names], height), body, title,
        )  # fmt: skip

    def _inside(self, frame: Frame) -> tuple[float, float, float]:
        x, width = frame.span(0, len(frame.columns) - 1)
        return x, 0.0, width

    def _divider(self, frame: Frame, lane: Lane) -> LaneBlock:
        """A thin line over the whole map with its name: the blueprint's lines of interaction and visibility."""
        label, title, height = self._label(frame, lane, dividing=True)
        y = height / 2
        left = frame.x(title.x + title.w + 10) if frame.rtl else title.right + 10
        ends = (frame.x(EDGE), frame.x(frame.width - EDGE))
        start = min(max(left, LABEL_WIDTH), frame.width) if not frame.rtl else ends[1]
        end = ends[1] if not frame.rtl else frame.width - LABEL_WIDTH
        line = (Segment(Verb.MOVE, (start, y)), Segment(Verb.LINE, (end, y)))
        stroke = Shape(line, stroke="ink.quiet", stroke_width=1.2, dash=(6, 4))
        bounds = Rect(0, 0, frame.width, height)
        body = Group((stroke,), bounds, entity=lane.id, part="lane", layer=lane.id)
        ground = Box(Rect(frame.label_x, 0, LABEL_WIDTH, height), fill="canvas")
        group = Group((ground, *label), bounds, entity=lane.id, part="label", layer=lane.id)
        return LaneBlock(lane.id, lane.kind, height, (), (), None, group, body, title)

    def _least(self, frame: Frame, lane: Lane) -> float:
        return max(SPACING[frame.density].lane_min, lane.min_height or 0.0)

    def _label(
        self, frame: Frame, lane: Lane, dividing: bool = False
    ) -> tuple[list[Item], Rect, float]:
        """Icon, title and hint of a lane; where the title stands; the height that they need."""
        top = 6.0 if dividing else 13.0
        width = LABEL_WIDTH - _LABEL_TEXT - 8
        x = frame.x(_LABEL_TEXT, width)
        title = set_text(
            self._engine, lane.title, CARD_TITLE, width, frame.language, frame.rtl, "ink"
        )
        self._note(lane.id, title.missing)
        icon = self._icons.shape(
            str(lane.kind), frame.x(14, _LABEL_ICON), top - 1, _LABEL_ICON, "ink.quiet"
        )
        items: list[Item] = [icon, *title.glyphs(x, top)]
        y = top + max(title.height, _LABEL_ICON)
        # Words of ours stand on a map only where they are in its own language.
        if lane.kind in HINTS and not lane.collapsed and speaks(self._translate, frame.language):
            items, y = self._with_hint(frame, lane, items, y)
        return items, Rect(x, top, width, title.height), y + (6 if dividing else 12)

    def _with_hint(
        self, frame: Frame, lane: Lane, items: list[Item], y: float
    ) -> tuple[list[Item], float]:
        width = LABEL_WIDTH - 14 - 12
        text = self._translate(HINTS[lane.kind])
        hint = set_text(self._engine, text, SMALL, width, frame.language, frame.rtl, "ink.quiet")
        return [*items, *hint.glyphs(frame.x(14, width), y + 3)], y + 3 + hint.height

    def _label_group(self, frame: Frame, lane: Lane, items: list[Item], height: float) -> Group:
        # Painted over the body when that is scrolled away below, so it brings the band's colour along.
        ground = Box(
            Rect(frame.x(2, LABEL_WIDTH - 4), 1, LABEL_WIDTH - 4, height - 2),
            fill="lane",
            radius=LANE_RADIUS - 1,
        )
        return Group(
            (ground, *items),
            Rect(frame.label_x, 0, LABEL_WIDTH, height),
            entity=lane.id,
            part="label",
            tag=Tag("TH", scope="Row"),
            layer=lane.id,
            language=frame.language,
        )

    def _body(self, frame: Frame, lane: Lane, height: float, inside: list[Group]) -> Group:
        rect = Rect(0, 0, frame.width, height)
        band = Box(rect, fill="lane", stroke="lane.line", radius=LANE_RADIUS)
        lines = tuple(self._stage_lines(frame, height))
        ground = Group((band, *lines), rect.grown(1), tag=ARTIFACT)
        return Group(
            (ground, *inside), rect.grown(1), entity=lane.id, part="lane", tag=Tag("TR"),
            layer=lane.id, language=frame.language,
        )  # fmt: skip

    def _stage_lines(self, frame: Frame, height: float) -> list[Shape]:
        lines = []
        for before, after in zip(frame.columns, frame.columns[1:], strict=False):
            if before.stage != after.stage:
                x = after.right if frame.rtl else after.x
                outline = (Segment(Verb.MOVE, (x, 9)), Segment(Verb.LINE, (x, height - 9)))
                lines.append(Shape(outline, stroke="line"))
        return lines

    def _stacked(self, document: Document, frame: Frame, lane: Lane) -> tuple[PlacedCard, ...]:
        """The lane's cards, first-fit by (first step, order): each as high up as the cards before it let it."""
        places = {column.step: column.index for column in frame.columns}
        faces = self._faces.of_lane(document, frame, lane)
        found = [
            _Spread(
                first, last, card.id, faces.face(card, frame.span(first, last)[1] - CARD_GUTTER)
            )
            for first, last, card in self._in_sight(document, frame, lane, places)
        ]
        blocks = [self._cards.draw(one.face) for one in found]
        if _single_row(found, len(frame.columns)) and found:
            # One row of cards reads as a row when all are as high as the highest.
            least = max(block.height for block in blocks)
            found = [one._replace(face=one.face._replace(least=least)) for one in found]
            blocks = [self._cards.draw(one.face) for one in found]
        return self._piled(frame, lane, found, blocks)

    def _piled(
        self, frame: Frame, lane: Lane, found: list[_Spread], blocks: list[CardBlock]
    ) -> tuple[PlacedCard, ...]:
        spacing = SPACING[frame.density]
        bottoms = [spacing.lane_pad] * len(frame.columns)
        placed: list[PlacedCard] = []
        for one, block in zip(found, blocks, strict=True):
            top = max(bottoms[one.first : one.last + 1])
            placed.append(self._card(frame, lane, one, block, top))
            bottom = top + block.height + spacing.stack_gap
            bottoms[one.first : one.last + 1] = [bottom] * (one.last - one.first + 1)
        return tuple(placed)

    def _in_sight(
        self, document: Document, frame: Frame, lane: Lane, places: dict[str, int]
    ) -> list[tuple[int, int, Card]]:
        """The cards that the view shows, each with its first and last column, in stacking order."""
        before = {} if frame.view.stages is None else self._steps_before(document, frame)
        found = []
        for card in document.cards(lane.id):
            first = places.get(card.step)
            if first is None:
                # A card that begins before the view may reach into it.
                first = before.get(card.step)
            if first is not None and first + card.span > 0:
                last = min(first + card.span, len(frame.columns)) - 1
                found.append((max(first, 0), last, card))
        return sorted(found, key=lambda one: (one[0], one[2].order, one[2].id))

    def _steps_before(self, document: Document, frame: Frame) -> dict[str, int]:
        steps = document.map_steps(frame.map.id)[: frame.first]
        return {step.id: i - frame.first for i, step in enumerate(steps)}

    def _card(
        self, frame: Frame, lane: Lane, one: _Spread, block: CardBlock, top: float
    ) -> PlacedCard:
        x, _width = frame.span(one.first, one.last)
        self._note(one.card, block.missing)
        rect = Rect(x + CARD_GUTTER / 2, top, one.face.width, block.height)
        known = self._placed.get(one.card)
        if known and _stands(known, one, rect, block, lane):
            return known
        group = card_group(block, one.card, rect, frame.language, lane.id)
        title, text = block.title.moved(rect.x, rect.y), block.text.moved(rect.x, rect.y)
        return PlacedCard(one.card, rect, one.first, one.last, group, title, text)

    def _note(self, entity: str, missing: frozenset[str]) -> None:
        if missing:
            self.missing.append((entity, "".join(sorted(missing))))
