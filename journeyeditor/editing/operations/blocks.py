"""Cards of several cells that move at once keep their arrangement: all go as many steps and lanes further."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from journeyeditor.editing.operations.cards import Going
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane
from journeyeditor.model.kinds import CARDLESS

Cell = tuple[str, str]
"""A lane and a step."""


@dataclass(frozen=True, slots=True)
class Shift:
    """So many steps on in the map's order, and so many lanes down; negative ones go back and up."""

    steps: int = 0
    lanes: int = 0

    def back(self) -> Shift:
        return Shift(-self.steps, -self.lanes)


@dataclass(frozen=True, slots=True)
class Leeway:
    """How far cards can go as a block without leaving their map: steps back and on, lanes up and down."""

    back: int
    on: int
    up: int
    down: int

    def kept(self, shift: Shift) -> Shift:
        """As much of a shift as there is room for."""
        return Shift(
            max(-self.back, min(shift.steps, self.on)), max(-self.up, min(shift.lanes, self.down))
        )


class CellGrid:
    """The cells of one map between which cards are shifted.

    Lanes that hold no cards, hidden and collapsed ones are stepped over, but for `goal`; what stands in such a lane
    can leave it.
    """

    def __init__(self, document: Document, map_id: str, goal: str = "") -> None:
        self._document = document
        self._steps = [step.id for step in document.map_steps(map_id)]
        self._columns = {step: index for index, step in enumerate(self._steps)}
        self._rows: list[str] = []
        self._above: dict[str, int] = {}
        for lane in document.lanes(map_id):
            self._above[lane.id] = len(self._rows)
            if lane.id == goal or _takes_cards(lane):
                self._rows.append(lane.id)
        self._open = frozenset(self._rows)

    def holds(self, lane: str, step: str) -> bool:
        """Whether a cell is of this map."""
        return step in self._columns and lane in self._above

    def beside(self, lane: str, step: str, shift: Shift) -> Cell | None:
        """The cell so far from another one; None beyond the map's edge, and for cells that are not of this map."""
        if not self.holds(lane, step):
            return None
        column = self._columns[step] + shift.steps
        row = self._row(lane, shift.lanes)
        if row is None or not 0 <= column < len(self._steps):
            return None
        return row, self._steps[column]

    def _row(self, lane: str, by: int) -> str | None:
        if not by:
            return lane
        first = self._above[lane] + (lane in self._open) - 1 if by > 0 else self._above[lane]
        return self._rows[first + by] if 0 <= first + by < len(self._rows) else None

    def between(self, start: Cell, end: Cell) -> Shift:
        """How far it is from one cell to another, which stands in a lane that takes cards or in the same one."""
        steps = self._columns[end[1]] - self._columns[start[1]]
        if start[0] == end[0]:
            return Shift(steps)
        lanes = self._above[end[0]] - self._above[start[0]]
        down = self._above[end[0]] >= self._above[start[0]]
        return Shift(steps, lanes + (down and start[0] not in self._open))

    def leeway(self, cards: Iterable[str]) -> Leeway:
        """How far cards can go together, as wide as they are."""
        found = [self._document.one(Card, key) for key in cards]
        columns = [self._columns[card.step] for card in found]
        ends = [column + card.span for column, card in zip(columns, found, strict=True)]
        lanes = {card.lane for card in found}
        return Leeway(
            min(columns),
            max(0, len(self._steps) - max(ends)),
            min(self._above[lane] for lane in lanes),
            min(self._below(lane) for lane in lanes),
        )

    def _below(self, lane: str) -> int:
        return len(self._rows) - self._above[lane] - (lane in self._open)

    def goings(self, cards: Iterable[str], shift: Shift) -> tuple[Going, ...] | None:
        """Where cards go, cell by cell, each at the end; None where one would leave the map."""
        cells: dict[Cell, list[str]] = {}
        for key in dict.fromkeys(cards):
            card = self._document.one(Card, key)
            cell = self.beside(card.lane, card.step, shift)
            if cell is None:
                return None
            cells.setdefault(cell, []).append(key)
        return tuple(Going(tuple(keys), *cell) for cell, keys in cells.items())


def _takes_cards(lane: Lane) -> bool:
    return not (lane.kind in CARDLESS or lane.hidden or lane.collapsed)


def are_apart(document: Document, cards: Iterable[str], lane: str) -> bool:
    """Whether cards have an arrangement to keep when they go to a lane: they are of several cells of its map."""
    cells = {(card.lane, card.step) for card in (document.one(Card, key) for key in cards)}
    maps = {document.one(Lane, key).map for key in {lane, *(cell[0] for cell in cells)}}
    return len(maps) == 1 and len(cells) > 1


def block(
    document: Document,
    cards: Sequence[str],
    grabbed: str,
    lane: str,
    step: str,
    at: int | None = None,
    copies: bool = False,
) -> tuple[Going, ...]:
    """Where cards go when one of them goes to a cell: the others as many steps and lanes further, in the order given.

    Those that stand in the grabbed one's cell go with it before the card at index `at` there (None: at the end); in
    the other cells they go to the end, and where nothing goes any further, they stay unless they are `copies`. The
    block stops at the map's edge as a whole, so no card changes its width. Cards of one cell, of several maps or for
    another map go into the cell together.
    """
    if not are_apart(document, cards, lane):
        return (Going(tuple(dict.fromkeys(cards)), lane, step, at),)
    card = document.one(Card, grabbed)
    grid = CellGrid(document, document.one(Lane, lane).map, lane)
    wanted = grid.between((card.lane, card.step), (lane, step))
    shift = grid.leeway(cards).kept(wanted)
    return tuple(
        replace(going, at=at) if grabbed in going.cards else going
        for going in grid.goings(cards, shift) or ()
        if grabbed in going.cards or copies or shift != Shift()
    )
