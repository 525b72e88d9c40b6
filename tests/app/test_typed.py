"""What was being typed when the program ended: what it becomes, and that it comes back once only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.beginning import new_session
from journeyeditor.app.recovery import lost_sessions, recover
from journeyeditor.app.typed import ADDED, added_text, level_field, put_in
from journeyeditor.editing.editor import Editor
from journeyeditor.editing.operations.cards import add_card
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import DOCUMENT_KEY, Card, Map, Persona, Quote
from journeyeditor.model.messages import message
from journeyeditor.storage.journal import TypedText
from tests.support.maps import small_document
from tests.support.sources import fixed_clock, fixed_ids

if TYPE_CHECKING:
    from journeyeditor.app.services import Services


@pytest.fixture
def editor() -> Editor:
    return Editor(small_document(), fixed_clock)


def draft(key: str, field: str, text: str) -> TypedText:
    return TypedText(key, field, text, fixed_clock())


def first(editor: Editor, kind: type) -> str:
    return str(next(iter(editor.document.all(kind))).id)


def test_texts_of_every_kind_are_put_in_as_one_step(editor: Editor) -> None:
    card, quote, person, shown = (first(editor, kind) for kind in (Card, Quote, Persona, Map))
    drafts = [
        draft(card, "title", "Half a ti"),
        draft(card, "value", " 3,5 "),
        draft(card, "tags", "late, dear, la"),
        draft(quote, "participant", "P0"),
        draft(person, "goals", "- one\n- tw"),
        draft(shown, level_field(1), "Rather gl"),
    ]
    before = editor.document
    taken, homeless = put_in(editor, drafts)
    now = editor.document
    assert (now.one(Card, card).title, now.one(Card, card).value) == ("Half a ti", 3.5)
    assert now.one(Card, card).tags == ("late", "dear", "la")
    assert now.one(Quote, quote).participant == "P0"
    assert now.one(Persona, person).goals == "- one\n- tw"
    assert now.one(Map, shown).scale.names[1] == "Rather gl"
    assert (sorted(map(str, taken)), homeless) == (sorted(map(str, drafts)), [])
    editor.undo()
    assert editor.document == before


def test_one_text_for_several_cards_is_put_into_all(editor: Editor) -> None:
    keys = [card.id for card in editor.document.all(Card)][:2]
    before = editor.document
    put_in(editor, [draft(key, "owner", "Ann") for key in keys])
    assert [editor.document.one(Card, key).owner for key in keys] == ["Ann", "Ann"]
    editor.undo()
    assert editor.document == before


def test_a_card_that_was_just_being_added_comes_with_its_text_as_one_step(editor: Editor) -> None:
    before = editor.document
    card = next(iter(before.all(Card)))
    patch = add_card(before, fixed_ids(5), card.lane, card.step)
    (added,) = patch.added()
    drafts = [draft(added.id, "title", "New and half"), draft(added.id, ADDED, added_text(patch))]
    _taken, homeless = put_in(editor, drafts)
    assert homeless == []
    assert editor.document.one(Card, added.id).title == "New and half"
    editor.undo()
    assert editor.document == before


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("nothing", "Words"),
        ("value", "three"),
        ("evidence", "backed"),
        ("moment_of_truth", "yes"),
        (level_field(2), "Words"),
    ],
)
def test_what_has_no_place_is_told_and_the_rest_goes_in(
    editor: Editor, field: str, text: str
) -> None:
    key = first(editor, Card)
    _taken, homeless = put_in(editor, [draft(key, field, text), draft(key, "title", "Here")])
    assert [one.text for one in homeless] == [text]
    assert editor.document.one(Card, key).title == "Here"


def test_a_level_that_is_not_on_the_scale_any_more_is_told(editor: Editor) -> None:
    _taken, homeless = put_in(editor, [draft(first(editor, Map), level_field(99), "Words")])
    assert len(homeless) == 1


def test_after_another_crash_it_is_not_put_over_what_was_typed_since(services: Services) -> None:
    session = new_session(services)
    session.draft(DOCUMENT_KEY, "title", "Half a ti")
    session.close(keep=True)
    again = recover(services, lost_sessions(services)[0])
    assert again.editor.document.info.title == "Half a ti"
    newer = set_fields(again.editor.document, DOCUMENT_KEY, title="A whole title")
    again.editor.commit(message("Rename"), newer)
    again.close(keep=True)
    last = recover(services, lost_sessions(services)[0])
    assert last.editor.document.info.title == "A whole title"
    last.close()


def test_a_crash_right_after_recovering_loses_nothing(services: Services) -> None:
    session = new_session(services)
    session.draft(DOCUMENT_KEY, "title", "Half a ti")
    session.draft("nowhere", "title", "Homeless")
    session.close(keep=True)
    for number in range(3):
        again = recover(services, lost_sessions(services)[0])
        assert again.editor.document.info.title == "Half a ti"
        assert "Homeless" in again.report[-1], number
        again.close(keep=True)
