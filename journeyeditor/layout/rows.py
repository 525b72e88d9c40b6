"""The cards of a lane: which columns each covers, and how they stack, laid out anew only where an edit touched them."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from journeyeditor.layout.card_face import LaneFaces
from journeyeditor.layout.cards import CardArtist, CardBlock, CardFace, card_group
from journeyeditor.layout.drawing import Group, Item, Rect
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.metrics import CARD_GUTTER, SPACING
from journeyeditor.layout.placed import CELLS, LaneBlock, PlacedCard
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane

__all__ = ["CELLS", "Row", "RowArtist", "Spread", "cells", "standing_in"]

_CHUNK = 4


class Spread(NamedTuple):
    """A card about to be placed, in stacking order: the columns it covers, its face and its picture."""

    first: int
    order: str
    card: str
    last: int
    face: CardFace
    block: CardBlock


@dataclass(frozen=True, slots=True)
class Row:
    """A lane's cards in stacking order, and where each column's first one may begin.

    `single` says that no two cover the same column. `missing` are characters that no font holds, by card.
    """

    spreads: tuple[Spread, ...]
    tops: tuple[float, ...]
    single: bool
    missing: tuple[tuple[str, str], ...]


Placed = tuple[PlacedCard, ...]


class RowArtist:
    """Stacks the cards of one lane."""

    def __init__(
        self, artist: CardArtist, document: Document, frame: Frame, lane: Lane, faces: LaneFaces
    ) -> None:
        self._artist = artist
        self._document = document
        self._frame = frame
        self._lane = lane
        self._faces = faces
        self._spans: dict[tuple[int, int], tuple[float, float]] = {}

    def row(self, tops: tuple[float, ...]) -> tuple[Row, Placed]:
        """All cards, first-fit by (first step, order): each as high up as the cards before it let it."""
        found = [s for card in self._document.cards(self._lane.id) for s in self._spread(card)]
        row = self._row(sorted(found, key=_rank), tops, _missing(found))
        return row, self._piled(row, range(len(self._frame.columns)), {})

    def after(self, row: Row, placed: Placed, touched: Iterable[str]) -> tuple[Row, Placed]:
        """The row after an edit of these cards; the others keep their places where nothing near changed."""
        touched = frozenset(touched)
        was = [s for s in row.spreads if s.card in touched]
        spreads = [s for s in row.spreads if s.card not in touched]
        now = [s for key in touched for s in self._spread(self._document.find(Card, key))]
        for spread in now:
            insort(spreads, spread, key=_rank)
        kept = [one for one in row.missing if one[0] not in touched]
        new = self._row(spreads, row.tops, [*kept, *_missing(now)])
        known = {card.id: card for card in placed}
        if row.single or new.single:
            return new, self._piled(new, range(len(self._frame.columns)), known)
        return new, self._piled(new, _reached(new.spreads, [*was, *now]), known)

    def _row(
        self,
        spreads: Sequence[Spread],
        tops: tuple[float, ...],
        missing: Iterable[tuple[str, str]],
    ) -> Row:
        single = _single_row(spreads, len(self._frame.columns))
        return Row(tuple(spreads), tops, single, tuple(sorted(missing)))

    def _spread(self, card: Card | None) -> list[Spread]:
        """The card with the columns of the view that it covers, nothing where it covers none or is elsewhere."""
        frame = self._frame
        if card is None or card.lane != self._lane.id or card.step not in frame.steps:
            return []
        start = frame.steps[card.step]
        first, last = max(start, 0), min(start + card.span, len(frame.columns)) - 1
        if last < first:
            return []
        face = self._faces.face(card, self._span(first, last)[1] - CARD_GUTTER)
        return [Spread(first, card.order, card.id, last, face, self._artist.draw(face))]

    def _span(self, first: int, last: int) -> tuple[float, float]:
        """The left edge and the width of these columns together."""
        found = self._spans.get((first, last))
        if found is None:
            found = self._spans[first, last] = self._frame.span(first, last)
        return found

    def _piled(self, row: Row, columns: Iterable[int], known: Mapping[str, PlacedCard]) -> Placed:
        """The row's cards, those over these columns stacked anew, the others as they are known."""
        gap = SPACING[self._frame.density].stack_gap
        again = frozenset(columns)
        # One row of cards reads as a row when all are as high as the highest.
        least = max((s.block.height for s in row.spreads), default=0.0) if row.single else 0.0
        bottoms = list(row.tops)
        placed: list[PlacedCard] = []
        for one in row.spreads:
            if one.first not in again and one.last not in again:
                placed.append(known[one.card])
                continue
            block = one.block
            if block.height < least:
                block = self._artist.draw(one.face._replace(least=least))
            covered = range(one.first, one.last + 1)
            top = max(bottoms[i] for i in covered)
            placed.append(self._card(one, block, top, known.get(one.card)))
            for i in covered:
                bottoms[i] = top + block.height + gap
        return tuple(placed)

    def _card(
        self, one: Spread, block: CardBlock, top: float, known: PlacedCard | None
    ) -> PlacedCard:
        x, _width = self._span(one.first, one.last)
        rect = Rect(x + CARD_GUTTER / 2, top, one.face.width, block.height)
        if known and _stands(known, one, rect, block, self._lane.id):
            return known
        group = card_group(block, one.card, rect, self._frame.language, self._lane.id)
        return PlacedCard(one.card, rect, one.first, one.last, group, block.title, block.text)


def cells(cards: Placed, known: Sequence[Item] = ()) -> list[Group]:
    """The pictures of cards, some columns of them held together, so that what is out of sight is passed over quickly.

    Groups that would be as they are in `known` are taken from there.
    """
    chunks: dict[int, list[PlacedCard]] = {}
    for card in cards:
        chunks.setdefault(card.first // _CHUNK, []).append(card)
    before = {_ids(g.items): g for g in known if isinstance(g, Group) and g.part == CELLS}
    found = ((before.get(_ids([c.group for c in row])), row) for row in chunks.values())
    return [group or _chunk(row) for group, row in found]


def standing_in(block: LaneBlock, place: Rect) -> Iterator[tuple[str, Rect]]:
    """The cards of a lane that meet a place, both in the lane's coordinates."""
    for chunk in block.body.items:
        if isinstance(chunk, Group) and chunk.part == CELLS and chunk.bounds.meets(place):
            for card in chunk.items:
                if isinstance(card, Group) and card.entity:
                    x, y, w, h = card.bounds
                    rect = Rect(card.dx + x + 1, card.dy + y + 1, w - 2, h - 4)
                    if rect.meets(place):
                        yield card.entity, rect


def _ids(items: Iterable[Item]) -> tuple[int, ...]:
    return tuple(map(id, items))


def _chunk(cards: Sequence[PlacedCard]) -> Group:
    left = min([card.rect[0] for card in cards])
    top = min([card.rect[1] for card in cards])
    right = max([card.rect[0] + card.rect[2] for card in cards])
    bottom = max([card.rect[1] + card.rect[3] for card in cards])
    around = Rect(left - 1, top - 1, right - left + 2, bottom - top + 4)
    return Group(tuple([card.group for card in cards]), around, part=CELLS)


def _missing(spreads: Iterable[Spread]) -> list[tuple[str, str]]:
    return [(s.card, "".join(sorted(s.block.missing))) for s in spreads if s.block.missing]


def _rank(spread: Spread) -> tuple[int, str, str]:
    return spread.first, spread.order, spread.card


def _stands(known: PlacedCard, one: Spread, rect: Rect, block: CardBlock, lane: str) -> bool:
    """Whether a card is placed just so already."""
    where = (known.rect, known.first, known.last, known.group.layer)
    return known.group.items is block.items and where == (rect, one.first, one.last, lane)


def _single_row(found: Sequence[Spread], columns: int) -> bool:
    """Whether there are cards and no two cover the same column."""
    return 0 < len(found) <= columns and all(a.last < b.first for a, b in pairwise(found))


def _reached(spreads: Sequence[Spread], changed: Sequence[Spread]) -> set[int]:
    """The columns where cards may move when these change: theirs, and those tied to them by wide cards."""
    reached = {i for one in changed for i in range(one.first, one.last + 1)}
    wide = [(one.first, one.last) for one in spreads if one.last > one.first]
    grows = True
    while grows:
        grows = False
        for first, last in wide:
            covered = range(first, last + 1)
            if any(i in reached for i in covered) and not reached.issuperset(covered):
                reached.update(covered)
                grows = True
    return reached
