"""What undo and redo select: what a person would say was changed, and nothing that merely followed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.editing.editor import Editor
from journeyeditor.editing.operations.cards import add_card
from journeyeditor.editing.operations.columns import add_stage
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.editing.patch import Patch
from journeyeditor.editing.subjects import MANY, chosen_after, named, subjects
from journeyeditor.model.entities import DOCUMENT_KEY, Card, Map, Stage
from journeyeditor.model.messages import message
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock, fixed_ids

DOCUMENT = generated_document(120, personas=2)
MAP = DOCUMENT.maps[0].id
LABEL = message("Edit")


def cards() -> list[Card]:
    return list(DOCUMENT.all(Card))


def rated() -> Card:
    return next(card for card in cards() if DOCUMENT.ratings(card.id))


@pytest.mark.parametrize("kind", ["stage", "step", "lane", "persona", "card"])
def test_what_was_deleted_is_selected_again_without_what_went_along(kind: str) -> None:
    key = {
        "stage": DOCUMENT.stages(MAP)[0].id,
        "step": DOCUMENT.map_steps(MAP)[1].id,
        "lane": rated().lane,
        "persona": DOCUMENT.personas[0].id,
        "card": rated().id,
    }[kind]
    editor = Editor(DOCUMENT, fixed_clock)
    patch = delete(DOCUMENT, [key])
    assert len(patch.changes) > 1
    editor.commit(LABEL, patch)
    editor.undo()
    assert editor.selection == {key}
    editor.redo()
    assert editor.selection == frozenset()


def test_a_rating_is_its_card_s() -> None:
    editor = Editor(DOCUMENT, fixed_clock)
    one = rated().id
    editor.commit(LABEL, rate(DOCUMENT, [one], DOCUMENT.personas[0].id, 1.0))
    editor.undo()
    assert editor.selection == {one}


def test_colours_that_stages_keep_when_another_one_comes_are_no_subject() -> None:
    patch = add_stage(DOCUMENT, fixed_ids(), MAP)
    new = next(entity.id for entity in patch.added() if isinstance(entity, Stage))
    assert subjects(patch) == (new,)
    assert subjects(patch.inverse()) == ()


def test_hundreds_are_not_selected_unless_they_are_already() -> None:
    keys = [card.id for card in cards()]
    assert len(keys) > MANY
    patch = set_fields(DOCUMENT, keys, text="Anew")
    assert chosen_after(patch, frozenset({keys[0]})) == frozenset()
    assert chosen_after(patch, frozenset(keys)) == frozenset(keys)
    few = set_fields(DOCUMENT, keys[:3], text="Anew")
    assert chosen_after(few, frozenset()) == frozenset(keys[:3])


def test_what_is_no_part_of_the_map_leaves_the_selection_alone() -> None:
    chosen = frozenset({rated().id})
    renamed = set_fields(DOCUMENT, DOCUMENT_KEY, title="Another")
    assert chosen_after(renamed, chosen) == chosen
    editor = Editor(DOCUMENT, fixed_clock)
    editor.select(chosen)
    editor.commit(LABEL, set_fields(DOCUMENT, MAP, title="Another"))
    editor.undo()
    assert not any(isinstance(editor.document[key], Map) for key in editor.selection)


def test_a_new_scale_is_about_the_map_and_not_about_every_card() -> None:
    shown = DOCUMENT.one(Map, MAP)
    rating = DOCUMENT.ratings(rated().id)[0]
    patch = Patch(
        {
            MAP: (shown, replace(shown, scale=replace(shown.scale, max=5))),
            rating.id: (rating, replace(rating, value=2.0)),
        }
    )
    assert subjects(patch) == (MAP,)


def test_one_subject_has_a_name() -> None:
    first, second = cards()[:2]
    assert named([first.id], DOCUMENT) == " ".join(first.title.split())
    assert named([first.id, second.id], DOCUMENT) == ""
    lane, step = first.lane, first.step
    untitled = add_card(DOCUMENT, fixed_ids(), lane, step).added()[0]
    assert named([untitled.id], {untitled.id: untitled}) == ""
