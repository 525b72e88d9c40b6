"""The cell cursor: where the keyboard is in the grid, and where it goes from there. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyeditor.layout.placed import PlacedCard, PlacedLane
    from journeyeditor.ui.canvas.hit import HitMap


@dataclass(frozen=True, slots=True)
class Cursor:
    """A cell by lane and step, and the card in it that the cursor is on ("" in an empty cell)."""

    lane: str = ""
    step: str = ""
    card: str = ""


class Grid:
    """Moves a cursor over one placed map. Cards that span several steps are in each of their cells."""

    def __init__(self, hits: HitMap) -> None:
        self._hits = hits
        self._placed = hits.placed

    def of_card(self, card: str) -> Cursor | None:
        """The cursor on a card, None where the map does not show it."""
        found = self._placed.card(card)
        if found is None:
            return None
        lane, placed = found
        return Cursor(lane.id, self._placed.columns[placed.first].step, card)

    def first(self) -> Cursor | None:
        """The first card of the map, else its first cell."""
        order = self.reading_order()
        if order:
            return self.of_card(order[0])
        if not self._placed.lanes or not self._placed.columns:
            return None
        return Cursor(self._placed.lanes[0].id, self._placed.columns[0].step)

    def cell(self, lane: str, step: str) -> Cursor:
        """The cursor in a cell, on its first card where it has one."""
        cards = self._cards(lane, step)
        return Cursor(lane, step, cards[0].id if cards else "")

    def across(self, cursor: Cursor, by: int) -> Cursor:
        """So many columns further in reading direction; beyond a card's own span."""
        column = self._placed.column_of(cursor.step)
        lane = self._placed.lane(cursor.lane)
        if column is None or lane is None:
            return self.first() or cursor
        start = self._edge(lane, cursor, column.index, by)
        index = min(max(start + by, 0), len(self._placed.columns) - 1)
        return self._nearest(lane.id, self._placed.columns[index].step, self._rank(cursor))

    def down(self, cursor: Cursor, by: int) -> Cursor:
        """The next card of the cell, or the cell of the next lane, downwards (1) or upwards (-1)."""
        cards = [card.id for card in self._cards(cursor.lane, cursor.step)]
        if cursor.card in cards:
            place = cards.index(cursor.card) + by
            if 0 <= place < len(cards):
                return replace(cursor, card=cards[place])
        rows = [lane.id for lane in self._placed.lanes]
        if cursor.lane not in rows:
            return self.first() or cursor
        row = rows.index(cursor.lane) + by
        if not 0 <= row < len(rows):
            return cursor
        found = [card.id for card in self._cards(rows[row], cursor.step)]
        chosen = (found[0] if by > 0 else found[-1]) if found else ""
        return Cursor(rows[row], cursor.step, chosen)

    def at_start(self, cursor: Cursor) -> bool:
        """Whether nothing of the lane lies before the cursor."""
        column, lane = self._placed.column_of(cursor.step), self._placed.lane(cursor.lane)
        if column is None or lane is None:
            return False
        return self._edge(lane, cursor, column.index, -1) == 0

    def row_end(self, cursor: Cursor, last: bool) -> Cursor:
        """The first or last cell of the cursor's lane."""
        if not self._placed.columns:
            return cursor
        return self.cell(cursor.lane, self._placed.columns[-1 if last else 0].step)

    def map_end(self, last: bool) -> Cursor | None:
        """The first or last card of the map."""
        order = self.reading_order()
        return self.of_card(order[-1 if last else 0]) if order else self.first()

    def reading_order(self, among: frozenset[str] | None = None) -> list[str]:
        """All cards, or those of them, lane by lane, each lane from its first step to its last."""
        found: list[str] = []
        for lane in self._placed.lanes:
            cards = [c for c in lane.block.cards if among is None or c.id in among]
            found += [c.id for c in sorted(cards, key=lambda c: (c.first, c.rect.y))]
        return found

    def next(self, cursor: Cursor, by: int) -> Cursor | None:
        """The next card in reading order, None beyond the ends."""
        order = self.reading_order()
        if not order:
            return None
        if cursor.card not in order:
            return self.of_card(order[0 if by > 0 else -1])
        place = order.index(cursor.card) + by
        return self.of_card(order[place]) if 0 <= place < len(order) else None

    def place_of(self, cursor: Cursor) -> tuple[int, int]:
        """Which of how many cards of its cell the cursor is on, counted from 1 (0 of n in an empty cell)."""
        cards = [card.id for card in self._cards(cursor.lane, cursor.step)]
        return (cards.index(cursor.card) + 1 if cursor.card in cards else 0), len(cards)

    def between(self, anchor: Cursor, here: Cursor) -> list[str]:
        """The cards from one place to another: of the rectangle of cells, in one column from card to card."""
        columns = [self._placed.column_of(place.step) for place in (anchor, here)]
        rows = [lane.id for lane in self._placed.lanes]
        first, last = columns
        if first is None or last is None or not {anchor.lane, here.lane} <= set(rows):
            return []
        low, high = sorted((first.index, last.index))
        top, bottom = sorted((self._height(rows, anchor), self._height(rows, here)))
        return [
            card.id
            for row in range(top[0], bottom[0] + 1)
            for column in range(low, high + 1)
            for rank, card in enumerate(self._over(row, column))
            if low != high or top <= (row, rank) <= bottom
        ]

    def _height(self, rows: list[str], cursor: Cursor) -> tuple[int, int]:
        """The lane and which of its cards in the cell, to compare what is above."""
        return rows.index(cursor.lane), self._rank(cursor)

    def _over(self, row: int, column: int) -> list[PlacedCard]:
        return self._hits.cards_over(self._placed.lanes[row].block, column)

    def _cards(self, lane: str, step: str) -> list[PlacedCard]:
        row, column = self._placed.lane(lane), self._placed.column_of(step)
        if row is None or column is None:
            return []
        return self._hits.cards_over(row.block, column.index)

    def _edge(self, lane: PlacedLane, cursor: Cursor, index: int, by: int) -> int:
        card = next((c for c in lane.block.cards if c.id == cursor.card), None)
        if card is None:
            return index
        return card.last if by > 0 else card.first

    def _rank(self, cursor: Cursor) -> int:
        return max(self.place_of(cursor)[0] - 1, 0)

    def _nearest(self, lane: str, step: str, rank: int) -> Cursor:
        cards = self._cards(lane, step)
        card = cards[min(rank, len(cards) - 1)].id if cards else ""
        return Cursor(lane, step, card)
