"""Snapshots: indexes that were brought along equal indexes made from scratch."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.model.document import Document, content_hash
from journeyeditor.model.entities import Card, Entity, Lane
from journeyeditor.model.plain import from_plain, key_of, kind_name, to_plain
from journeyeditor.model.rules import check_all
from tests.support.maps import small_document


def shuffled_changes(document: Document, seed: int) -> dict[str, Entity | None]:
    rng = random.Random(seed)
    lanes = [lane.id for lane in document.all(Lane)]
    changes: dict[str, Entity | None] = {}
    for card in sorted(document.all(Card), key=key_of):
        if rng.random() < 0.3:
            changes[card.id] = None
        elif rng.random() < 0.5:
            changes[card.id] = replace(
                card, lane=rng.choice(lanes), order=f"b{rng.randrange(1, 9)}"
            )
    return changes


@given(st.integers(0, 10_000))
@settings(max_examples=50)
def test_incremental_indexes_equal_fresh_ones(seed: int) -> None:
    document = small_document()
    after = document.replaced(shuffled_changes(document, seed))
    fresh = Document(after.values())
    assert after == fresh
    for lane in fresh.all(Lane):
        assert after.cards(lane.id) == fresh.cards(lane.id)
    for step in (s.id for m in fresh.maps for s in fresh.map_steps(m.id)):
        assert after.cards_at(step) == fresh.cards_at(step)


def test_every_entity_survives_plain_values() -> None:
    for entity in small_document().values():
        assert from_plain(kind_name(entity), to_plain(entity)) == entity


def test_a_document_keeps_its_rules_and_its_hash() -> None:
    document = small_document()
    assert check_all(document) == []
    assert content_hash(document) == content_hash(Document(reversed(list(document.values()))))
    card = next(document.all(Card))
    changed = document.replaced({card.id: replace(card, text=card.text + "!")})
    assert content_hash(changed) != content_hash(document)
