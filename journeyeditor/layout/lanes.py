"""Lanes: rounded bands with a label, cells with stacked cards, and the emotion lane with its curve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from journeyeditor.layout.card_face import FaceMaker
from journeyeditor.layout.cards import CardArtist
from journeyeditor.layout.curve import Series, series_in
from journeyeditor.layout.derived import Derived, Deriver
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
from journeyeditor.layout.emotion import Curve, EmotionArtist, levels_group
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.labels import HINTS, LabelArtist
from journeyeditor.layout.metrics import CARD_GUTTER, EDGE, LABEL_WIDTH, LANE_RADIUS, SPACING
from journeyeditor.layout.pills import make_pill, pill_items
from journeyeditor.layout.placed import LaneBlock, PlacedCard
from journeyeditor.layout.rows import CELLS, RowArtist, cells
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, LaneKind
from journeyeditor.model.messages import Translate, speaks

__all__ = ["DIVIDERS", "HINTS", "LaneArtist"]

# The lines of a service blueprint from the top: interaction, visibility, internal interaction; width and dash.
DIVIDERS: tuple[tuple[float, tuple[float, ...]], ...] = (
    (1.2, (6, 5)),
    (1.8, ()),
    (1.2, (0.5, 4)),
)


class LaneArtist:
    """Lays out one lane at a time."""

    def __init__(
        self,
        engine: TextEngine,
        icons: IconSet,
        translate: Translate,
        artist: CardArtist,
        working: bool = True,
    ) -> None:
        self._engine = engine
        self._icons = icons
        self._translate = translate
        self._cards = artist
        self._faces = FaceMaker(icons, translate, working)
        self._labels = LabelArtist(engine, icons, translate, working)
        self._emotion = EmotionArtist(engine, translate)

    def lane(
        self, document: Document, frame: Frame, lane: Lane, series: tuple[Series, ...]
    ) -> LaneBlock:
        """This lane, its top at 0."""
        if lane.kind is LaneKind.DIVIDER:
            return self._divider(document, frame, lane)
        if lane.collapsed:
            return self._collapsed(document, frame, lane)
        if lane.kind is LaneKind.EMOTION:
            return self._emotion_lane(document, frame, lane, series)
        return self._card_lane(document, frame, lane)

    def lane_after(
        self,
        block: LaneBlock,
        before: Document,
        after: Document,
        frame: Frame,
        touched: Iterable[str],
    ) -> LaneBlock:
        """The lane after an edit of these cards, or, in an emotion lane, of these touchpoints and their ratings."""
        lane = after.one(Lane, block.id)
        if block.curve is not None:
            curve = self._emotion.curve_after(block.curve, before, after, touched)
            return self._with_curve(after, block, curve)
        if block.row is None or (
            lane.kind is LaneKind.CHANNEL and _rechannelled(before, after, touched)
        ):
            return self.lane(after, frame, lane, ())
        row, placed = self._rows(after, frame, lane).after(block.row, block.cards, touched)
        known = block.body.items[1:]
        derived = [item for item in known if not (isinstance(item, Group) and item.part == CELLS)]
        height = self._height(frame, lane, placed, block.row.tops, block.label_height)
        own = {key for key, _characters in block.row.missing}
        others = tuple(one for one in block.missing if one[0] not in own)
        label = block.label
        if height != block.height:
            again = self._labels.label(after, frame, lane)
            label = self._labels.group(frame, lane, again, height)
        inside = [*derived, *cells(placed, known)]
        return replace(
            block,
            height=height,
            cards=placed,
            label=label,
            body=self._body_after(frame, lane, height, inside, block),
            missing=(*others, *row.missing),
            row=row,
        )

    def _rows(self, document: Document, frame: Frame, lane: Lane) -> RowArtist:
        faces = self._faces.of_lane(document, frame, lane)
        return RowArtist(self._cards, document, frame, lane, faces)

    def _card_lane(self, document: Document, frame: Frame, lane: Lane) -> LaneBlock:
        derived = self._derived(document, frame, lane)
        row, placed = self._rows(document, frame, lane).row(derived.tops)
        label = self._labels.label(document, frame, lane)
        height = self._height(frame, lane, placed, derived.tops, label.height)
        inside = [*derived.groups, *cells(placed)]
        return LaneBlock(
            id=lane.id,
            kind=lane.kind,
            height=height,
            cards=placed,
            points=(),
            plot=None,
            label=self._labels.group(frame, lane, label, height),
            body=self._body(frame, lane, height, inside),
            label_title=label.title,
            label_height=label.height,
            pinned=lane.pinned,
            missing=(*label.missing, *derived.missing, *row.missing),
            row=row,
        )

    def _derived(self, document: Document, frame: Frame, lane: Lane) -> Derived:
        words = self._translate if speaks(self._translate, frame.language) else None
        return Deriver(self._engine, self._icons, words).of_lane(document, frame, lane)

    def _height(
        self,
        frame: Frame,
        lane: Lane,
        cards: tuple[PlacedCard, ...],
        tops: tuple[float, ...],
        label: float,
    ) -> float:
        spacing = SPACING[frame.density]
        lowest = max([card.rect[1] + card.rect[3] for card in cards], default=0.0)
        shown = max(max(tops, default=0.0) - spacing.stack_gap, lowest)
        return max(shown + spacing.lane_pad, label, spacing.lane_min, lane.min_height or 0.0)

    def _collapsed(self, document: Document, frame: Frame, lane: Lane) -> LaneBlock:
        """A slim band that says how many cards it hides, and in which columns they are."""
        counts = Counter(frame.steps.get(card.step, -1) for card in document.cards(lane.id))
        label = self._labels.label(document, frame, lane, sum(counts.values()))
        height = label.height
        inside = [
            self._count(frame, lane, index, counts[index], height)
            for index in range(len(frame.columns))
            if counts[index]
        ]
        return LaneBlock(
            id=lane.id,
            kind=lane.kind,
            height=height,
            cards=(),
            points=(),
            plot=None,
            label=self._labels.group(frame, lane, label, height),
            body=self._body(frame, lane, height, inside),
            label_title=label.title,
            label_height=label.height,
            collapsed=True,
            pinned=lane.pinned,
            missing=label.missing,
        )

    def _count(self, frame: Frame, lane: Lane, index: int, count: int, height: float) -> Group:
        pill = make_pill(self._engine, str(count), 80, frame.language, str(lane.kind))
        x, width = frame.span(index, index)
        at = x + width - CARD_GUTTER / 2 - pill.width if frame.rtl else x + CARD_GUTTER / 2
        items = tuple(pill_items(self._icons, pill, at, (height - pill.height) / 2, frame.rtl))
        bounds = Rect(at, (height - pill.height) / 2, pill.width, pill.height).grown(1)
        return Group(items, bounds, part="count", tag=Tag("P"), layer=lane.id)

    def _emotion_lane(
        self, document: Document, frame: Frame, lane: Lane, series: tuple[Series, ...]
    ) -> LaneBlock:
        label = self._labels.label(document, frame, lane)
        levels = self._emotion.levels(frame, lane, label.title.bottom)
        curve = self._emotion.curve(document, frame, series_in(lane, series), levels)
        height = max(levels.height, lane.min_height or 0.0)
        names = Group(levels.names, Rect(frame.label_x, 0, LABEL_WIDTH, height), tag=ARTIFACT)
        block = LaneBlock(
            id=lane.id,
            kind=lane.kind,
            height=height,
            cards=(),
            points=(),
            plot=levels.plot,
            label=self._labels.group(frame, lane, label, height, names),
            body=self._body(frame, lane, height, [levels_group(frame, levels)]),
            label_title=label.title,
            label_height=label.height,
            pinned=lane.pinned,
            missing=(*label.missing, *levels.missing),
        )
        return self._with_curve(document, block, curve)

    def _with_curve(self, document: Document, block: LaneBlock, curve: Curve) -> LaneBlock:
        """The emotion lane with these lines on its grid."""
        kept = block.body.items[:2]
        body = replace(block.body, items=(*kept, self._emotion.drawing(document, curve)))
        return replace(block, points=curve.points, body=body, curve=curve)

    def _divider(self, document: Document, frame: Frame, lane: Lane) -> LaneBlock:
        """A thin line over the whole map with its name: the blueprint's lines of interaction and visibility."""
        label = self._labels.divider(document, frame, lane)
        title, height = label.title, label.height
        y = height / 2
        left = frame.x(title.x + title.w + 10) if frame.rtl else title.right + 10
        ends = (frame.x(EDGE), frame.x(frame.width - EDGE))
        start = min(max(left, LABEL_WIDTH), frame.width) if not frame.rtl else ends[1]
        end = ends[1] if not frame.rtl else frame.width - LABEL_WIDTH
        line = (Segment(Verb.MOVE, (start, y)), Segment(Verb.LINE, (end, y)))
        width, dash = _divider_line(document, lane)
        role = self._labels.ink(document, lane)
        stroke = Shape(line, stroke=role, stroke_width=width, dash=dash)
        bounds = Rect(0, 0, frame.width, height)
        return LaneBlock(
            id=lane.id,
            kind=lane.kind,
            height=height,
            cards=(),
            points=(),
            plot=None,
            label=self._labels.plain_group(frame, lane, label),
            body=Group((stroke,), bounds, entity=lane.id, part="lane", layer=lane.id),
            label_title=title,
            label_height=height,
            pinned=lane.pinned,
            missing=label.missing,
        )

    def _body(self, frame: Frame, lane: Lane, height: float, inside: Sequence[Item]) -> Group:
        rect = Rect(0, 0, frame.width, height)
        band = Box(rect, fill="lane", stroke="lane.line", radius=LANE_RADIUS)
        lines = tuple(_stage_lines(frame, height))
        ground = Group((band, *lines), rect.grown(1), tag=ARTIFACT)
        return Group(
            (ground, *inside), rect.grown(1), entity=lane.id, part="lane", tag=Tag("TR"),
            layer=lane.id, language=frame.language,
        )  # fmt: skip

    def _body_after(
        self, frame: Frame, lane: Lane, height: float, inside: Sequence[Item], block: LaneBlock
    ) -> Group:
        """The band with other cards in it; its ground stays where it is as high as before."""
        if height != block.height:
            return self._body(frame, lane, height, inside)
        return replace(block.body, items=(block.body.items[0], *inside))


def _rechannelled(before: Document, after: Document, cards: Iterable[str]) -> bool:
    """Whether any of these cards is a contact of another kind, or elsewhere, than it was."""

    def contact(document: Document, key: str) -> tuple[object, ...]:
        card = document.find(Card, key)
        return (card.lane, card.step, card.span, card.channel) if card else ()

    return any(contact(before, key) != contact(after, key) for key in cards)


def _divider_line(document: Document, lane: Lane) -> tuple[float, tuple[float, ...]]:
    rows = document.lanes(lane.map)
    dividers = [row.id for row in rows if row.kind is LaneKind.DIVIDER]
    return DIVIDERS[min(dividers.index(lane.id), len(DIVIDERS) - 1)]


def _stage_lines(frame: Frame, height: float) -> list[Shape]:
    lines = []
    for before, after in zip(frame.columns, frame.columns[1:], strict=False):
        if before.stage != after.stage:
            x = after.right if frame.rtl else after.x
            outline = (Segment(Verb.MOVE, (x, 9)), Segment(Verb.LINE, (x, height - 9)))
            lines.append(Shape(outline, stroke="line"))
    return lines
