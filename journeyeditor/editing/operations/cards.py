"""Verbs of cards: add, move, copy."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from journeyeditor.editing.operations.fields import clean_fields
from journeyeditor.editing.operations.places import keys_at
from journeyeditor.editing.operations.ratings import on_scale
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Connector,
    Entity,
    Quote,
    Rating,
    Step,
    rating_key,
)
from journeyeditor.model.ids import IdSource


def add_card(
    document: Document,
    ids: IdSource,
    lane: str,
    step: str,
    at: int | None = None,
    **fields: Any,
) -> Patch:
    """A new card in a cell, before the card at index `at` there (None: at the end). `fields` are a card's own."""
    order = keys_at(document.cell(lane, step), at, 1, ids)[0]
    draft = Draft(document)
    draft.put(Card(id=ids.new(), lane=lane, step=step, order=order, **clean_fields(fields)))
    return draft.patch()


@dataclass(frozen=True, slots=True)
class Going:
    """Cards that go together into a cell, in this order, before the card at index `at` there (None: at the end).

    When they move, `at` counts the cell's cards without all that move.
    """

    cards: tuple[str, ...]
    lane: str
    step: str
    at: int | None = None


def move_cards(
    document: Document,
    ids: IdSource,
    cards: Sequence[str],
    lane: str,
    step: str,
    at: int | None = None,
) -> Patch:
    """Cards go together into a cell, in the order given, before the card at index `at` there (None: at the end).

    `at` counts the cell's cards without those that move. A span that would reach beyond the map's end is cut.
    Already standing there in that order is no change.
    """
    return move_all(document, ids, [Going(tuple(dict.fromkeys(cards)), lane, step, at)])


def move_all(document: Document, ids: IdSource, goings: Sequence[Going]) -> Patch:
    """What `move_cards` does, into several cells at once. No card and no cell may be in two of them."""
    moving = dict.fromkeys(key for going in goings for key in going.cards)
    draft = Draft(document)
    for going in goings:
        draft.put(*_moved(document, ids, going, moving.keys()))
    _settle(draft, document, {key: key for key in moving})
    return draft.patch()


def _moved(document: Document, ids: IdSource, going: Going, moving: Set[str]) -> list[Card]:
    """The cards of one cell as they are then; none where they stand so already."""
    row = document.cell(going.lane, going.step)
    staying = [card for card in row if card.id not in moving]
    place = len(staying) if going.at is None else max(0, min(going.at, len(staying)))
    if _stands_so(row, going.cards, staying, place):
        return []
    orders = keys_at(staying, place, len(going.cards), ids)
    return _in_cell(document, going, orders)


def _in_cell(document: Document, going: Going, orders: Sequence[str]) -> list[Card]:
    """Cards as they stand in the cell that they go to; a span that would reach beyond the map's end is cut."""
    room = _room_from(document, going.step)
    found = []
    for key, order in zip(going.cards, orders, strict=True):
        card = document.one(Card, key)
        span = min(card.span, room)
        found.append(replace(card, lane=going.lane, step=going.step, order=order, span=span))
    return found


def _stands_so(
    row: Sequence[Card], cards: Sequence[str], staying: Sequence[Card], place: int
) -> bool:
    wanted = [c.id for c in staying[:place]] + list(cards) + [c.id for c in staying[place:]]
    return [card.id for card in row] == wanted


def _room_from(document: Document, step: str) -> int:
    """How many steps there are from this one to the map's end."""
    owner = document.map_of(document[step])
    steps = [s.id for s in document.map_steps(owner.id)] if owner else [step]
    return len(steps) - steps.index(step)


def _settle(draft: Draft, before: Document, cards: dict[str, str]) -> None:
    """Ratings of cards (by the key of the card they came from) read as their new map's scale has it."""
    after = draft.document
    for source, key in cards.items():
        old, new = before.map_of(before[source]), after.map_of(after[key])
        if old and new and old.scale != new.scale:
            draft.put(*(on_scale(r, old.scale, new.scale) for r in after.ratings(key)))


def set_span(document: Document, card: str, span: int) -> Patch:
    """A card covers so many steps from where it stands, at least one and at most to the map's end."""
    before = document.one(Card, card)
    after = replace(before, span=max(1, min(span, _room_from(document, before.step))))
    return Patch({card: (before, after)} if after != before else {})


def copy_cards(
    document: Document,
    ids: IdSource,
    cards: Sequence[str],
    lane: str,
    step: str,
    at: int | None = None,
) -> Patch:
    """Copies of cards, with their ratings and quotes and the connectors among them, in a cell."""
    return copy_all(document, ids, [Going(tuple(dict.fromkeys(cards)), lane, step, at)])


def copy_all(document: Document, ids: IdSource, goings: Sequence[Going]) -> Patch:
    """What `copy_cards` does, into several cells at once. No card and no cell may be in two of them."""
    copies: dict[str, Card] = {}
    for going in goings:
        row = document.cell(going.lane, going.step)
        placed = _in_cell(document, going, keys_at(row, going.at, len(going.cards), ids))
        copies |= {card.id: replace(card, id=ids.new()) for card in placed}
    return _copied(document, ids, copies)


def _copied(document: Document, ids: IdSource, copies: dict[str, Card]) -> Patch:
    """The patch that adds copies (by the key of what they are a copy of) with all that hangs on their originals."""
    new_ids = {key: copy.id for key, copy in copies.items()}
    draft = Draft(document)
    draft.put(*copies.values())
    for key, new in new_ids.items():
        draft.put(*_parts_of(document, key, new, ids))
    _settle(draft, document, new_ids)
    draft.put(*_arrows_among(document, new_ids, ids))
    return draft.patch()


def _parts_of(document: Document, card: str, new: str, ids: IdSource) -> list[Entity]:
    ratings: list[Rating] = [
        replace(r, id=rating_key(new, r.persona, r.layer), card=new) for r in document.ratings(card)
    ]
    quotes: list[Quote] = [replace(q, id=ids.new(), card=new) for q in document.quotes(card)]
    return [*ratings, *quotes]


def _arrows_among(document: Document, new_ids: dict[str, str], ids: IdSource) -> list[Connector]:
    return [
        replace(arrow, id=ids.new(), start=new_ids[key], end=new_ids[arrow.end])
        for key in new_ids
        for arrow in document.connectors(key)
        if arrow.end in new_ids
    ]


def duplicate_cards(document: Document, ids: IdSource, cards: Sequence[str]) -> Patch:
    """Each card has a copy right behind it in its own cell, with what hangs on it and the connectors among them."""
    copies = {}
    cells: dict[tuple[str, str], tuple[Card, ...]] = {}
    behind: dict[str, int] = {}
    for key in dict.fromkeys(cards):
        card = document.one(Card, key)
        place = card.lane, card.step
        if place not in cells:
            cells[place] = document.cell(*place)
            behind |= {other.id: at for at, other in enumerate(cells[place], 1)}
        order = keys_at(cells[place], behind[key], 1, ids)[0]
        copies[key] = replace(card, id=ids.new(), order=order)
    return _copied(document, ids, copies)


def covered_steps(document: Document, card: Card) -> tuple[str, ...]:
    """The steps that a card covers, from its own on."""
    owner = document.map_of(document.one(Step, card.step))
    steps = [step.id for step in document.map_steps(owner.id)] if owner else []
    first = steps.index(card.step)
    return tuple(steps[first : first + card.span])
