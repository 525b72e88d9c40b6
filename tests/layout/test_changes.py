"""What an edit of one map means to another one: nothing, unless it was duplicated from it or leads to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.editing.operations.maps import duplicate_as_to_be, duplicate_map
from journeyeditor.editing.operations.people import add_persona
from journeyeditor.layout.changes import concerning
from journeyeditor.layout.grid import MapLayout
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Map
from tests.support.layouts import map_layout
from tests.support.maps import generated_document
from tests.support.sources import fixed_ids


@pytest.fixture
def layout() -> MapLayout:
    return map_layout()


def first_map(document: Document) -> str:
    return document.maps[0].id


def test_a_map_that_is_added_leaves_the_others_as_they_are(layout: MapLayout) -> None:
    before = generated_document(10)
    shown = first_map(before)
    patch = duplicate_map(before, fixed_ids(7), shown, "Copy")
    after = patch.apply(before)
    assert concerning(before, after, patch.changes, shown) == ()
    placed = layout.place(before, shown)
    assert layout.replace(placed, before, after, patch.changes) is placed


def test_the_map_that_one_was_duplicated_from_counts(layout: MapLayout) -> None:
    document = generated_document(10)
    document = duplicate_as_to_be(document, fixed_ids(7), first_map(document), "To be").apply(
        document
    )
    old, new = document.maps
    cards = [card.id for lane in document.lanes(old.id) for card in document.cards(lane.id)]
    after = document.replaced(dict.fromkeys(cards[:1]))
    assert concerning(document, after, cards[:1], new.id) == (cards[0],)
    assert concerning(document, after, cards[:1], old.id) == (cards[0],)
    added = [card.id for lane in document.lanes(new.id) for card in document.cards(lane.id)]
    assert concerning(document, document, added, old.id) == ()


def test_a_map_that_a_card_leads_to_counts() -> None:
    before = generated_document(10)
    shown = first_map(before)
    patch = duplicate_map(before, fixed_ids(7), shown, "Copy")
    other = next(entity.id for entity in patch.added() if isinstance(entity, Map))
    card = next(iter(before.all(Card)))
    leading = before.replaced({card.id: replace(card, link=other)})
    after = leading.replaced({key: entity for key, (_, entity) in patch.changes.items()})
    assert concerning(leading, after, patch.changes, shown) == (other,)


def test_what_stands_on_no_map_counts_for_all() -> None:
    before = generated_document(3)
    patch = add_persona(before, fixed_ids(7), "Mia", first_map(before))
    after = patch.apply(before)
    assert set(concerning(before, after, patch.changes, first_map(before))) == set(patch.changes)


def test_what_was_laid_out_ahead_is_given_until_it_is_forgotten(layout: MapLayout) -> None:
    document = generated_document(5)
    other = document.replaced({})
    shown = first_map(document)
    ahead = layout.place(document, shown)
    assert layout.place(document, shown) is not ahead
    layout.expect(document, [ahead])
    assert layout.place(document, shown) is ahead
    assert layout.replace(ahead, other, document, ()) is ahead
    assert layout.place(other, shown) is not ahead
    layout.forget()
    assert layout.place(document, shown) is not ahead
