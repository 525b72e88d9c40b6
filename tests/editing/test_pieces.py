"""A large patch in pieces: they grow to the whole, and every state on the way keeps the rules."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.excerpt import excerpt
from journeyeditor.editing.operations.paste import Place, paste_block, paste_cards, paste_lines
from journeyeditor.editing.patch import Patch
from journeyeditor.editing.pieces import pieces
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.rules import check_all
from tests.support.maps import generated_document, small_document
from tests.support.sources import fixed_ids

SOURCE = generated_document(60, personas=2)
TARGET = small_document()


def place(document: Document) -> Place:
    owner = document.maps[0].id
    lane = next(lane for lane in document.lanes(owner) if document.cards(lane.id))
    return Place(lane.id, document.map_steps(owner)[0].id)


def pasted_cards() -> Patch:
    part = excerpt(SOURCE, [card.id for card in SOURCE.all(Card)])
    return paste_cards(TARGET, fixed_ids(7), part, place(TARGET)).patch


PATCHES: dict[str, Callable[[], Patch]] = {
    "cards": pasted_cards,
    "lines": lambda: paste_lines(TARGET, fixed_ids(7), ["a"] * 40, place(TARGET)).patch,
    "block": lambda: (
        paste_block(
            TARGET, fixed_ids(7), [["a"] * 9] * 5, place(TARGET), lambda _kind: "Text"
        ).patch
    ),
    "deletion": lambda: delete(TARGET, [card.id for card in TARGET.all(Card)]),
}


@pytest.mark.parametrize("kind", PATCHES)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_pieces_grow_to_the_whole_and_keep_the_rules(kind: str, size: int) -> None:
    patch = PATCHES[kind]()
    parts = list(pieces(patch, size))
    assert parts[-1].changes == patch.changes
    for less, more in itertools.pairwise(parts):
        assert less.changes.items() <= more.changes.items() or size == 1
        new = [k for k in more.changes.keys() - less.changes.keys() if k in cards(more)]
        assert len(new) <= size
    for part in parts[:: max(1, len(parts) // 5)]:
        assert check_all(part.apply(TARGET)) == []


def cards(patch: Patch) -> set[str]:
    return {entity.id for entity in patch.added() if isinstance(entity, Card)}
