"""Laying out a map: stages times lanes to rectangles, and only as much of it anew as an edit touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journeyeditor.layout.arrows import arrows
from journeyeditor.layout.cards import CardArtist
from journeyeditor.layout.curve import Series, series_of
from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.emotion import EmotionArtist
from journeyeditor.layout.frame import WHOLE, Frame, View, make_frame
from journeyeditor.layout.heads import Heads
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.lanes import LaneArtist
from journeyeditor.layout.metrics import LABEL_WIDTH, LANE_GAP
from journeyeditor.layout.placed import LaneBlock, PlacedCard, PlacedLane, PlacedMap
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    Connector,
    Entity,
    Lane,
    LaneKind,
    Quote,
    Rating,
)
from journeyeditor.model.messages import Translate

__all__ = ["WHOLE", "MapLayout", "View"]

_EVERYTHING = None
_Missing = tuple[tuple[str, str], ...]


class MapLayout:
    """Turns maps into placed maps. Keeps the pictures of cards, so that laying out again is cheap."""

    def __init__(self, engine: TextEngine, icons: IconSet, translate: Translate) -> None:
        self.engine = engine
        self.icons = icons
        self.translate = translate
        self._artist = CardArtist(engine, icons)
        self._emotion = EmotionArtist(engine, translate)

    def place(self, document: Document, map_id: str, view: View = WHOLE) -> PlacedMap:
        """The map laid out, or the part of it that a view shows. Raises KeyError where there is no such map."""
        frame = make_frame(document, map_id, view)
        series = series_of(document, frame.map)
        blocks, missing = self._blocks(document, frame, series, {}, {})
        return self._assembled(document, frame, series, blocks, missing)

    def replace(
        self,
        placed: PlacedMap,
        before: Document,
        after: Document,
        touched: Iterable[str],
        view: View = WHOLE,
    ) -> PlacedMap:
        """What `place` would give for `after`, keeping the lanes that the edit did not touch.

        `placed` is the layout of `before`; `touched` are the keys that differ between the two.
        """
        touched = tuple(touched)
        dirty = dirty_lanes(before, after, touched)
        if dirty is _EVERYTHING:
            return self.place(after, placed.map, view)
        frame = make_frame(after, placed.map, view)
        kept = {lane.id: lane.block for lane in placed.lanes if lane.id not in dirty}
        cards = {
            card.id: card for lane in placed.lanes if lane.id in dirty for card in lane.block.cards
        }
        series = series_of(after, frame.map)
        blocks, missing = self._blocks(after, frame, series, kept, cards)
        missing += tuple(one for one in placed.missing if one[0] in after and one not in missing)
        rewired = any(isinstance(d.get(k), Connector) for k in touched for d in (before, after))
        return self._stacked(after, frame, series, placed, blocks, missing, rewired)

    def _blocks(
        self,
        document: Document,
        frame: Frame,
        series: tuple[Series, ...],
        kept: dict[str, LaneBlock],
        cards: dict[str, PlacedCard],
    ) -> tuple[list[LaneBlock], _Missing]:
        artist = LaneArtist(
            self.engine, self.icons, self.translate, self._artist, self._emotion, cards
        )
        blocks: list[LaneBlock] = []
        missing: list[tuple[str, str]] = []
        for lane in document.lanes(frame.map.id):
            shown = frame.view.lanes is None or lane.id in frame.view.lanes
            if lane.hidden or not shown:
                continue
            if lane.id in kept:
                blocks.append(kept[lane.id])
            else:
                blocks.append(artist.lane(document, frame, lane, series))
                missing += artist.missing
        return blocks, tuple(missing)

    def _assembled(
        self,
        document: Document,
        frame: Frame,
        series: tuple[Series, ...],
        blocks: list[LaneBlock],
        missing: _Missing,
    ) -> PlacedMap:
        heads = Heads(self.engine, document, frame)
        stages, steps, head = heads.head()
        corner = heads.corner(series, head.bounds.h, self.translate)
        height = max(head.bounds.h, corner.bounds.h)
        lanes, bottom = stack(blocks, height)
        bounds = Rect(0, 0, frame.width, bottom)
        return PlacedMap(
            map=frame.map.id,
            rtl=frame.rtl,
            width=frame.width,
            height=bottom,
            head_height=height,
            label_x=frame.label_x,
            label_w=LABEL_WIDTH,
            columns=frame.columns,
            stages=stages,
            steps=steps,
            lanes=lanes,
            head=head,
            corner=corner,
            arrows=arrows(document, lanes, self.engine, bounds),
            missing=(*heads.missing, *missing),
        )

    def _stacked(
        self,
        document: Document,
        frame: Frame,
        series: tuple[Series, ...],
        placed: PlacedMap,
        blocks: list[LaneBlock],
        missing: _Missing,
        rewired: bool,
    ) -> PlacedMap:
        """The same head over these lanes."""
        heads = Heads(self.engine, document, frame)
        corner = heads.corner(series, placed.head.bounds.h, self.translate)
        height = max(placed.head.bounds.h, corner.bounds.h)
        lanes, bottom = stack(blocks, height)
        bounds = Rect(0, 0, frame.width, bottom)
        still = not rewired and _cards_stand(placed.lanes, lanes)
        return replace(
            placed,
            height=bottom,
            head_height=height,
            lanes=lanes,
            corner=corner,
            arrows=placed.arrows if still else arrows(document, lanes, self.engine, bounds),
            missing=missing,
        )


def stack(blocks: Iterable[LaneBlock], top: float) -> tuple[tuple[PlacedLane, ...], float]:
    """Lanes one below the other from `top`, and where the last one ends."""
    lanes = []
    y = top
    for block in blocks:
        lanes.append(PlacedLane(y, block))
        y += block.height + LANE_GAP
    return tuple(lanes), max(y - LANE_GAP, top)


def _cards_stand(before: tuple[PlacedLane, ...], after: tuple[PlacedLane, ...]) -> bool:
    """Whether every card is where it was, so that arrows between them stay as they are."""
    return len(before) == len(after) and all(
        old.y == new.y and old.block.cards == new.block.cards
        for old, new in zip(before, after, strict=True)
        if old.block is not new.block or old.y != new.y
    )


def dirty_lanes(before: Document, after: Document, touched: Iterable[str]) -> set[str] | None:
    """The lanes that must be laid out anew; None: the whole map, as columns, heads or looks changed."""
    dirty: set[str] = set()
    for key in touched:
        for document in (before, after):
            entity = document.get(key)
            found = _lanes_of(document, entity) if entity is not None else set()
            if found is None:
                return None
            dirty |= found
    return dirty


def _lanes_of(document: Document, entity: Entity) -> set[str] | None:
    if isinstance(entity, Comment | Connector):
        return set()
    if isinstance(entity, Rating):
        return _emotion_lanes(document, entity)
    if isinstance(entity, Quote):
        card = document.find(Card, entity.card)
        return {card.lane} if card else set()
    if isinstance(entity, Card):
        lane = document.find(Lane, entity.lane)
        feeds = lane is not None and lane.kind is LaneKind.TOUCHPOINT
        return {entity.lane} | (_emotion_lanes(document, entity) if feeds else set())
    return None


def _emotion_lanes(document: Document, entity: Entity) -> set[str]:
    owner = document.map_of(entity)
    lanes = document.lanes(owner.id) if owner else ()
    return {lane.id for lane in lanes if lane.kind is LaneKind.EMOTION}
