"""Laying out a map: stages times lanes to rectangles, and only as much of it anew as an edit touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journeyeditor.layout.arrows import ArrowArtist
from journeyeditor.layout.cards import CardArtist
from journeyeditor.layout.changes import Touch, concerning, lines_may_change, touched_parts
from journeyeditor.layout.curve import drawn_series
from journeyeditor.layout.drawing import Group, Rect
from journeyeditor.layout.frame import WHOLE, Frame, View, make_frame
from journeyeditor.layout.heads import Heads
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.lanes import LaneArtist
from journeyeditor.layout.metrics import LABEL_WIDTH, SPACING
from journeyeditor.layout.placed import LaneBlock, PlacedLane, PlacedMap
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Connector, Lane
from journeyeditor.model.messages import Translate

__all__ = ["WHOLE", "MapLayout", "View"]


class MapLayout:
    """Turns maps into placed maps. Keeps the pictures of cards, so that laying out again is cheap."""

    def __init__(
        self, engine: TextEngine, icons: IconSet, translate: Translate, working: bool = True
    ) -> None:
        """`working` shows what only people at work want to see: open comments, locks, pins. Paper does without."""
        self.engine = engine
        self.icons = icons
        self.translate = translate
        self._working = working
        self._ahead: tuple[Document, tuple[PlacedMap, ...]] | None = None
        cards = CardArtist(engine, icons)
        self._connectors = ArrowArtist(engine)
        self._artist = LaneArtist(engine, icons, translate, cards, working)

    def place(self, document: Document, map_id: str, view: View = WHOLE) -> PlacedMap:
        """The map laid out, or the part of it that a view shows. Raises KeyError where there is no such map."""
        known = self._known(document, map_id, view)
        if known is not None:
            return known
        frame = make_frame(document, map_id, view)
        series = drawn_series(document, frame.map)
        heads = Heads(self.engine, self.icons, document, frame, self._working)
        corner = heads.corner(series, self.translate)
        stages, steps, head = heads.head(corner.bounds.h)
        blocks = [
            self._artist.lane(document, frame, lane, series)
            for lane in document.lanes(map_id)
            if not lane.hidden and (view.lanes is None or lane.id in view.lanes)
        ]
        top = max(head.bounds.h, corner.bounds.h)
        lanes, bottom = stack(blocks, top, frame)
        return PlacedMap(
            map=map_id,
            rtl=frame.rtl,
            width=frame.width,
            height=bottom,
            head_height=top,
            label_x=frame.label_x,
            label_w=LABEL_WIDTH,
            columns=frame.columns,
            stages=stages,
            steps=steps,
            lanes=lanes,
            head=head,
            corner=corner,
            arrows=self._arrows(document, frame, lanes, bottom),
            frame=frame,
            series=series,
            head_missing=tuple(heads.missing),
        )

    def replace(
        self, placed: PlacedMap, before: Document, after: Document, touched: Iterable[str]
    ) -> PlacedMap:
        """What `place` would give for `after`, keeping all that the edit did not touch.

        `placed` is the layout of `before`; `touched` are the keys that differ between the two.
        """
        known = self._known(after, placed.map, placed.frame.view)
        if known is not None:
            return known
        touched = concerning(before, after, touched, placed.map)
        if not touched:
            return placed
        frame = placed.frame
        touch = touched_parts(before, after, touched, placed.map)
        if touch is None or lines_may_change(before, after, touched):
            return self.place(after, placed.map, frame.view)
        blocks = [self._block(lane.block, before, after, placed, touch) for lane in placed.lanes]
        lanes, bottom = stack(blocks, placed.head_height, frame, placed.lanes)
        return replace(
            placed,
            height=bottom,
            lanes=lanes,
            arrows=self._arrows_after(placed, before, after, touched, lanes, bottom),
        )

    def expect(self, document: Document, placed: Iterable[PlacedMap]) -> None:
        """Maps of a document that `place` gave on another thread, to be asked for soon; until `forget`."""
        self._ahead = document, tuple(placed)

    def forget(self) -> None:
        """What was expected was asked for, or never will be."""
        self._ahead = None

    def _known(self, document: Document, map_id: str, view: View) -> PlacedMap | None:
        # Taken once, as the window may forget it while another thread asks.
        ahead = self._ahead
        if ahead is None or ahead[0] is not document:
            return None
        maps = (one for one in ahead[1] if one.map == map_id and one.frame.view == view)
        return next(maps, None)

    def _block(
        self, block: LaneBlock, before: Document, after: Document, placed: PlacedMap, touch: Touch
    ) -> LaneBlock:
        cards = touch.cards.get(block.id)
        lane = after.one(Lane, block.id)
        if block.id in touch.lanes and (block.row is None or lane.collapsed):
            return self._artist.lane(after, placed.frame, lane, placed.series)
        if not cards and block.id not in touch.lanes:
            return block
        return self._artist.lane_after(block, before, after, placed.frame, cards or ())

    def _arrows(
        self,
        document: Document,
        frame: Frame,
        lanes: tuple[PlacedLane, ...],
        bottom: float,
        known: list[str] | None = None,
    ) -> Group:
        bounds = Rect(0, 0, frame.width, bottom)
        return self._connectors.arrows(document, lanes, bounds, known)

    def _arrows_after(
        self,
        placed: PlacedMap,
        before: Document,
        after: Document,
        touched: tuple[str, ...],
        lanes: tuple[PlacedLane, ...],
        bottom: float,
    ) -> Group:
        """The arrows: as they were where no card moved, and looked for only where others may have come."""
        if _rewired(placed, before, after, touched):
            return self._arrows(after, placed.frame, lanes, bottom)
        if bottom == placed.height and _cards_stand(placed.lanes, lanes):
            return placed.arrows
        groups = [item for item in placed.arrows.items if isinstance(item, Group)]
        known = [group.entity for group in groups if group.entity]
        return self._arrows(after, placed.frame, lanes, bottom, known)


def stack(
    blocks: Iterable[LaneBlock],
    top: float,
    frame: Frame,
    known: tuple[PlacedLane, ...] = (),
) -> tuple[tuple[PlacedLane, ...], float]:
    """Lanes one below the other from `top`, and where the last one ends; those that stand as known are kept."""
    gap = SPACING[frame.density].lane_gap
    lanes: list[PlacedLane] = []
    y = top
    for i, block in enumerate(blocks):
        same = i < len(known) and known[i].block is block and known[i].y == y
        lanes.append(known[i] if same else PlacedLane(y, block))
        y += block.height + gap
    return tuple(lanes), max(y - gap, top)


def _rewired(
    placed: PlacedMap, before: Document, after: Document, touched: tuple[str, ...]
) -> bool:
    """Whether other arrows may be drawn: connectors changed, or cards came into sight or left it."""
    shown = {lane.id for lane in placed.lanes if lane.block.row is not None}

    def stands(document: Document, key: str) -> bool:
        card = document.find(Card, key)
        return card is not None and card.lane in shown

    def opened(document: Document, key: str) -> bool:
        lane = document.find(Lane, key)
        return lane is not None and not lane.collapsed

    return any(
        isinstance(before.get(key), Connector)
        or isinstance(after.get(key), Connector)
        or opened(before, key) != opened(after, key)
        or (key in before and stands(before, key) != stands(after, key))
        for key in touched
    )


def _cards_stand(before: tuple[PlacedLane, ...], after: tuple[PlacedLane, ...]) -> bool:
    """Whether every card is where it was, so that arrows between them stay as they are."""
    return len(before) == len(after) and all(
        old.y == new.y and old.block.cards == new.block.cards
        for old, new in zip(before, after, strict=True)
        if old.block is not new.block or old.y != new.y
    )
