"""Personas: their order in the document's list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.people import add_persona, move_persona
from tests.editing.documents import back_again, plain_document
from tests.support.sources import fixed_ids


@given(st.integers(0, 2), st.integers(-1, 4))
def test_a_persona_goes_where_it_is_put(which: int, at: int) -> None:
    document, ids = plain_document(), fixed_ids(8)
    document = back_again(document, add_persona(document, ids, "Cleo"))
    moving = document.personas[which]
    others = [one.id for one in document.personas if one.id != moving.id]
    after = back_again(document, move_persona(document, ids, moving.id, at))
    place = max(0, min(at, 2))
    assert [one.id for one in after.personas] == [*others[:place], moving.id, *others[place:]]
