"""Cards of several cells under a drag: where the block goes, and the room that each of its cells finds there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING

from journeyeditor.editing.operations.blocks import CellGrid, Leeway, Shift, are_apart
from journeyeditor.layout.drawing import Rect
from journeyeditor.model.entities import Card, Lane
from journeyeditor.ui.canvas.camera import Strip, pane_for, pane_of
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.tools.room import Manner, Room, room_for
from journeyeditor.ui.canvas.tools.target import Target
from journeyeditor.ui.lane_kinds import CARDLESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeyeditor.layout.placed import Column, PlacedCard, PlacedLane, PlacedMap
    from journeyeditor.model.document import Document
    from journeyeditor.ui.canvas.camera import Camera
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

Cell = tuple[str, str]
FEW = 8
"""Of more cells than these, those beside the grabbed card's show no more than where things go."""
FAR = 0.3
"""Below this zoom many cells are in sight, and the lines of a lane are painted as one mark."""


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the cards stand in one state of the document, cell by cell, and how far they can go from there."""

    document: Document
    map: str
    grid: CellGrid
    leeway: Leeway
    cells: dict[Cell, list[str]]
    flat: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is in sight of a map at one place of the camera, and the rooms made so far by cell and first card."""

    placed: PlacedMap
    camera: Camera
    without: frozenset[str]
    lanes: tuple[PlacedLane, ...]
    columns: tuple[Column, ...]
    rooms: dict[tuple[str, int, str], Room]


@dataclass(frozen=True, slots=True)
class _Made:
    """The marks of all rooms in sight, and what they were made for."""

    seen: _Seen
    shift: Shift
    under: tuple[Mark, ...]
    over: tuple[Mark, ...]


class Block:
    """Cards held by one of them, over that of its columns which is called `grip`, counted from 0."""

    def __init__(self, canvas: Canvas, cards: Sequence[str], grabbed: str, grip: int) -> None:
        self._canvas, self._cards, self._grabbed, self._grip = canvas, cards, grabbed, grip
        self._start: _Start | None = None
        self._seen: _Seen | None = None
        self._made: _Made | None = None
        self._shift: Shift | None = None
        self.stopped = False
        """Whether the map's edge keeps the block from where the mouse is."""

    @property
    def flat(self) -> bool:
        """Whether it is all of one lane: a cell that stands out below that hides no other one's mark then."""
        return self._shift is None or self._start is None or self._start.flat

    def aim(self, document: Document, target: Target | None, pointer: Pointer) -> Target | None:
        """Where the grabbed card goes when the mouse is over a cell; `document` is what the canvas shows."""
        self._shift, self.stopped = None, False
        start = self._begin(document, target.lane.id) if target is not None else None
        end = (target.lane.id, target.column.step) if target is not None else ("", "")
        if target is None or start is None or not start.grid.holds(*end):
            return target
        card = document.one(Card, self._grabbed)
        over = start.grid.between((card.lane, card.step), end)
        wanted = replace(over, steps=over.steps - self._grip)
        shift = start.leeway.kept(wanted)
        cell = start.grid.beside(card.lane, card.step, shift)
        goal = self._placed(cell) if cell is not None else None
        if goal is None or self._canvas.hits is None:
            return target
        self._shift, self.stopped = shift, shift != wanted
        at = self._canvas.hits.insertion(*goal, pointer.my, target.without)
        return Target(*goal, at, target.without)

    def _begin(self, document: Document, lane: str) -> _Start | None:
        """The cards where they stand; None where they have no arrangement to keep on the way to a lane."""
        before, goal = self._start, document.find(Lane, lane)
        if goal is None or any(document.find(Card, key) is None for key in self._cards):
            return None
        if before is None or before.document is not document or before.map != goal.map:
            apart = are_apart(document, self._cards, lane)
            self._start = before = self._begun(document, goal.map) if apart else None
        return before

    def _begun(self, document: Document, map_id: str) -> _Start:
        cells: dict[Cell, list[str]] = {}
        for key in self._cards:
            card = document.one(Card, key)
            cells.setdefault((card.lane, card.step), []).append(key)
        grid = CellGrid(document, map_id)
        flat = len({lane for lane, _step in cells}) == 1
        return _Start(document, map_id, grid, grid.leeway(self._cards), cells, flat)

    def _placed(self, cell: Cell) -> tuple[PlacedLane, Column] | None:
        placed = self._canvas.placed
        lane = placed.lane(cell[0]) if placed is not None else None
        column = placed.column_of(cell[1]) if placed is not None else None
        return (lane, column) if lane is not None and column is not None else None

    def marks(self, goal: Target, copies: bool) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
        """The room in every cell in sight that cards go to, but for the grabbed one's: what is under, what is over."""
        start, shift, placed = self._start, self._shift, self._canvas.placed
        if start is None or shift is None or placed is None or (shift == Shift() and not copies):
            return (), ()
        seen = self._in_sight(placed, goal.without)
        if self._made is None or self._made.seen is not seen or self._made.shift != shift:
            rooms = list(self._rooms(start, shift, seen))
            under = tuple(mark for room in rooms for mark in room.under)
            over = tuple(mark for room in rooms for mark in room.over)
            if len(start.cells) > FEW and self._canvas.zoom < FAR:
                over = tuple(_together(rooms))
            self._made = _Made(seen, shift, under, over)
        return self._made.under, self._made.over

    def _rooms(self, start: _Start, shift: Shift, seen: _Seen) -> Iterator[Room]:
        back, manner = shift.back(), self._manner(start)
        for lane in seen.lanes:
            for column in seen.columns:
                origin = start.grid.beside(lane.id, column.step, back)
                cards = start.cells.get(origin) if origin is not None else None
                if cards and self._grabbed not in cards:
                    yield self._room(seen, (lane, column), cards[0], manner)

    def _manner(self, start: _Start) -> Manner:
        if len(start.cells) > FEW:
            return Manner.BARE
        return Manner.GROWS if start.flat else Manner.FITS

    def _room(
        self, seen: _Seen, cell: tuple[PlacedLane, Column], first: str, manner: Manner
    ) -> Room:
        lane, column = cell
        known = seen.rooms.get((lane.id, column.index, first))
        if known is None:
            card = self._card(first)
            height, span = (card.rect.h, card.last - card.first + 1) if card else (0.0, 1)
            row = self._canvas.hits.cell(*cell) if self._canvas.hits is not None else ()
            target = Target(*cell, len(row), seen.without)
            known = room_for(self._canvas, target, height, None, span, manner)
            seen.rooms[lane.id, column.index, first] = known
        return known

    def _card(self, key: str) -> PlacedCard | None:
        card, hits = self._canvas.editor.document.find(Card, key), self._canvas.hits
        goal = self._placed((card.lane, card.step)) if card is not None else None
        if goal is None or hits is None:
            return None
        return next((one for one in hits.cell(*goal) if one.id == key), None)

    def _in_sight(self, placed: PlacedMap, without: frozenset[str]) -> _Seen:
        camera, seen = self._canvas.camera, self._seen
        same = seen is not None and seen.placed is placed and seen.camera == camera
        if seen is None or not same or seen.without is not without:
            columns = self._columns(placed)
            lanes = self._lanes(placed, columns)
            self._seen = seen = _Seen(placed, camera, without, lanes, columns, {})
        return seen

    def _columns(self, placed: PlacedMap) -> tuple[Column, ...]:
        shown = pane_of(self._canvas.panes, Strip.BODY).visible()
        return tuple(c for c in placed.columns if c.x < shown.right and c.right > shown.x)

    def _lanes(self, placed: PlacedMap, columns: tuple[Column, ...]) -> tuple[PlacedLane, ...]:
        """The lanes in sight that cards can go to."""
        return tuple(
            lane
            for lane in placed.lanes
            if not (lane.block.kind in CARDLESS or lane.block.collapsed)
            and columns
            and self._is_seen(lane, columns[0])
        )

    def _is_seen(self, lane: PlacedLane, column: Column) -> bool:
        rect = Rect(column.x, lane.y, column.w, lane.block.height)
        pane = pane_for(self._canvas.panes, Strip.BODY, rect)
        return pane.to_view(rect).meets(pane.clip)


def _together(rooms: Sequence[Room]) -> Iterator[Mark]:
    """The insertion lines of rooms that come lane by lane, those of a lane as one mark."""
    for _lane, row in groupby(rooms, lambda room: room.target.lane.id):
        lines = [mark for room in row for mark in room.over]
        items = tuple(item for mark in lines for item in mark.items)
        yield Mark(Strip.BODY, reduce(Rect.united, (mark.rect for mark in lines)), items)
