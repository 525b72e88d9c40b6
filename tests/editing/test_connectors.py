"""Connectors: turning them round and leading them elsewhere, with undo that gives back what was there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.connectors import connect, reconnect, reverse
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Connector, ConnectorKind
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import check_all
from tests.editing.documents import deep, new_keys, plain_document
from tests.support.sources import fixed_ids

CARDS = ("one", "two", "three", "wide")
ends = st.sampled_from(CARDS)
kinds = st.sampled_from(ConnectorKind)


def wired(*pairs: tuple[str, str, ConnectorKind]) -> Document:
    """The plain document with these arrows, those that can be drawn."""
    document, ids = plain_document(), fixed_ids(3)
    for start, end, kind in pairs:
        if start != end:
            document = connect(document, ids, start, end, kind).apply(document)
    return document


def arrows(document: Document) -> list[Connector]:
    return sorted(document.all(Connector), key=lambda one: one.id)


def back_again(document: Document, patch: Patch) -> Document:
    """What a patch leads to, after making sure that its inverse leads back and that nothing is broken."""
    after = patch.apply(document)
    assert check_all(after) == []
    assert deep(patch.inverse().apply(after)) == deep(document)
    return after


@given(st.lists(st.tuples(ends, ends, kinds), min_size=1, max_size=6), st.sets(st.integers(0, 5)))
def test_turning_arrows_round_swaps_their_ends_and_comes_back(
    pairs: list[tuple[str, str, ConnectorKind]], picked: set[int]
) -> None:
    document = wired(*pairs)
    found = arrows(document)
    chosen = [one for i, one in enumerate(found) if i in picked]
    try:
        patch = reverse(document, [one.id for one in chosen])
    except Refused:
        return
    after = back_again(document, patch)
    for one in chosen:
        turned = after.one(Connector, one.id)
        assert (turned.start, turned.end) == (one.end, one.start)
    ways = [(one.start, one.end, one.kind) for one in arrows(after)]
    assert len(ways) == len(set(ways))


@given(ends, ends, st.none() | ends, st.none() | ends)
def test_an_end_leads_to_another_card(
    start: str, end: str, new_start: str | None, new_end: str | None
) -> None:
    document = wired((start, end, ConnectorKind.FLOW), ("two", "wide", ConnectorKind.FLOW))
    key = arrows(document)[0].id
    before = document.one(Connector, key)
    try:
        patch = reconnect(document, key, new_start, new_end)
    except Refused:
        return
    after = back_again(document, patch).one(Connector, key)
    assert (after.start, after.end) == (new_start or before.start, new_end or before.end)


def test_what_cannot_be_turned_or_led_says_why() -> None:
    document = wired(("one", "two", ConnectorKind.FLOW), ("two", "one", ConnectorKind.FLOW))
    first, second = arrows(document)
    with pytest.raises(Refused, match="leads that way already"):
        reverse(document, [first.id])
    assert len(reverse(document, [first.id, second.id]).changes) == 2
    with pytest.raises(Refused, match="one card to another"):
        reconnect(document, first.id, end=first.start)
    with pytest.raises(Refused, match="leads that way already"):
        reconnect(document, first.id, start=second.start, end=second.end)
    assert not reconnect(document, first.id, end=first.end)


def test_a_new_arrow_is_the_one_thing_added() -> None:
    patch = connect(plain_document(), fixed_ids(), "one", "wide", ConnectorKind.SOLVES)
    assert len(new_keys(patch, Connector)) == 1 == len(patch.changes)
