"""The choke point: what is told, what is kept when something is refused, gestures, history and selection."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from journeyeditor.editing.editor import (
    Cause,
    Changed,
    Editor,
    GestureError,
    Task,
    Worked,
    at_once,
)
from journeyeditor.editing.history import History, Step
from journeyeditor.editing.operations.cards import add_card, move_cards
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.editing.patch import NOTHING, Patch, Stale, from_json, to_json
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, Quote, Stage
from journeyeditor.model.messages import Refused, message
from journeyeditor.model.rules import RuleBroken
from tests.editing.documents import card, new_keys, plain_document
from tests.support.sources import fixed_clock, fixed_ids

BASE = plain_document()
LABEL = message("Edit")


class Heard:
    """An editor and everything that its listeners were told."""

    def __init__(self, document: Document = BASE) -> None:
        self.editor = Editor(document, fixed_clock)
        self.events: list[Changed] = []
        self.selections: list[frozenset[str]] = []
        self.editor.subscribe(self.events.append)
        self.editor.subscribe_selection(self.selections.append)

    def causes(self) -> list[Cause]:
        return [event.cause for event in self.events]


def title(key: str, text: str) -> Patch:
    return set_fields(BASE, key, title=text)


BROKEN = [
    (Patch({"one": (None, card(BASE, "one"))}), Stale),
    (Patch({"one": (card(BASE, "two"), None)}), Stale),
    (title("one", "x" * 20_001), RuleBroken),
    (Patch({"a1": (BASE["a1"], None)}), RuleBroken),
    (Patch({"ann": (BASE["ann"], None)}), RuleBroken),
    (
        Patch({"b2": (BASE["b2"], None), "c1": (BASE["c1"], None), "C": (BASE["C"], None)}),
        RuleBroken,
    ),
    (Patch({"q": (None, Quote(id="q", card="gone", order="a0V"))}), RuleBroken),
    (Patch({"t": (BASE["t"], replace(BASE.one(Lane, "t"), map="n"))}), RuleBroken),
    (Patch({"N": (BASE["N"], replace(BASE.one(Stage, "N"), map="m"))}), RuleBroken),
    (Patch({"document": (BASE.info, None)}), RuleBroken),
    (Patch({"a1": (BASE["a1"], Card(id="a1", lane="t", step="a2", order="a5V"))}), RuleBroken),
]


@pytest.mark.parametrize(("patch", "refusal"), BROKEN)
def test_a_refused_commit_leaves_everything_as_it_was(
    patch: Patch, refusal: type[Exception]
) -> None:
    heard = Heard()
    editor = heard.editor
    editor.select(["one"])
    told = len(heard.selections)
    with pytest.raises(refusal):
        editor.commit(LABEL, patch, select=["two"])
    assert editor.document is BASE
    assert (editor.history.undo_step, heard.events) == (None, [])
    assert editor.selection == {"one"}
    assert len(heard.selections) == told
    assert not editor.modified


def test_a_refused_preview_keeps_what_was_shown() -> None:
    heard = Heard()
    heard.editor.begin(LABEL)
    heard.editor.preview(title("one", "shown"))
    shown = heard.editor.document
    with pytest.raises(RuleBroken):
        heard.editor.preview(title("one", "x" * 20_001))
    assert heard.editor.document is shown
    heard.editor.cancel()
    assert heard.editor.document == BASE
    assert heard.causes() == [Cause.PREVIEW, Cause.PREVIEW]


def test_an_edit_is_stamped_told_once_and_selects() -> None:
    heard = Heard()
    patch = add_card(BASE, fixed_ids(), "t", "b1")
    (key,) = new_keys(patch, Card)
    assert heard.editor.commit(LABEL, patch, "inspector", [key, "nowhere"])
    (event,) = heard.events
    assert (event.before, event.after) == (BASE, heard.editor.document)
    assert (event.origin, event.cause) == ("inspector", Cause.EDIT)
    assert event.patch == event.lasting
    assert card(event.after, key).modified == fixed_clock()
    assert heard.editor.selection == {key}


def test_an_empty_patch_is_no_step() -> None:
    heard = Heard()
    assert not heard.editor.commit(LABEL, NOTHING)
    assert not heard.editor.commit(
        LABEL, Patch({"one": (BASE["one"], BASE["one"])}), select=["one"]
    )
    assert (heard.events, heard.editor.history.undo_step) == ([], None)
    assert heard.editor.selection == {"one"}


def test_a_gesture_is_one_step_and_its_end_lasts() -> None:
    heard = Heard()
    editor = heard.editor
    editor.begin(LABEL)
    for step in ("a2", "b1", "b2"):
        editor.preview(move_cards(BASE, fixed_ids(), ["one"], "t", step), "canvas")
    assert editor.in_gesture
    assert editor.end("canvas", ["one"])
    assert heard.causes() == [Cause.PREVIEW] * 3 + [Cause.EDIT]
    assert [bool(e.lasting) for e in heard.events] == [False] * 3 + [True]
    assert {e.origin for e in heard.events} == {"canvas"}
    assert heard.events[-1].lasting.apply(BASE) == editor.document
    assert card(editor.document, "one").modified == fixed_clock()
    assert editor.undo() is not None
    assert editor.document == BASE
    assert editor.undo() is None


def test_a_gesture_back_at_its_start_is_no_step() -> None:
    heard = Heard()
    heard.editor.begin(LABEL)
    heard.editor.preview(title("one", "x"))
    heard.editor.preview(NOTHING)
    assert not heard.editor.end()
    assert (heard.editor.document, heard.editor.history.undo_step) == (BASE, None)
    assert not heard.editor.modified


@pytest.mark.parametrize("leave", ["cancel", "undo"])
def test_leaving_a_gesture_restores_and_keeps_redo(leave: str) -> None:
    heard = Heard()
    editor = heard.editor
    editor.commit(LABEL, title("one", "x"))
    editor.undo()
    editor.begin(LABEL)
    editor.preview(title("two", "y"))
    assert editor.redo() is None
    getattr(editor, leave)()
    assert (editor.document, editor.in_gesture) == (BASE, False)
    assert editor.history.redo_step is not None


def test_gestures_do_not_mix() -> None:
    editor = Heard().editor
    for call in (editor.end, editor.cancel, lambda: editor.preview(NOTHING)):
        with pytest.raises(GestureError):
            call()
    editor.begin(LABEL)
    with pytest.raises(GestureError):
        editor.begin(LABEL)
    with pytest.raises(GestureError):
        editor.commit(LABEL, title("one", "x"))


def test_undo_and_redo_select_what_they_touched() -> None:
    editor = Heard().editor
    added = add_card(BASE, fixed_ids(), "t", "b1")
    editor.commit(LABEL, title("one", "x"))
    editor.commit(LABEL, rate(editor.document, ["two"], "ann", 1))
    editor.commit(LABEL, added)
    editor.select(["three"])
    editor.undo()
    assert editor.selection == frozenset()
    editor.undo()
    editor.undo()
    assert editor.selection == {"one"}
    for _ in range(3):
        editor.redo()
    assert editor.selection == set(new_keys(added, Card))


def test_what_is_deleted_is_not_selected_any_more() -> None:
    heard = Heard()
    heard.editor.select(["one", "two"])
    heard.editor.commit(LABEL, delete(BASE, ["one"]))
    assert heard.selections == [{"one", "two"}, {"two"}]


def test_modified_compares_with_what_was_saved() -> None:
    editor = Heard().editor
    editor.commit(LABEL, title("one", "x"))
    halfway = editor.document
    editor.commit(LABEL, set_fields(editor.document, "one", title="y"))
    editor.mark_saved(halfway)
    assert editor.modified
    editor.undo()
    assert not editor.modified
    editor.undo()
    editor.commit(LABEL, title("one", "x"))
    assert not editor.modified
    editor.mark_saved(Document())
    assert editor.modified
    editor.mark_saved()
    assert not editor.modified


def test_listeners_hear_in_order_even_if_one_edits_or_fails() -> None:
    editor = Editor(BASE, fixed_clock)
    heard: list[str] = []

    def editing(event: Changed) -> None:
        if card(event.after, "one").title == "first":
            editor.commit(LABEL, set_fields(editor.document, "one", title="second"))
            raise RuntimeError("a fault in one view")

    editor.subscribe(editing)
    end = editor.subscribe(lambda event: heard.append(card(event.after, "one").title))
    with pytest.raises(RuntimeError, match="a fault"):
        editor.commit(LABEL, title("one", "first"))
    assert heard == ["first", "second"]
    end()
    editor.commit(LABEL, set_fields(editor.document, "one", title="third"))
    assert heard == ["first", "second"]


@pytest.mark.parametrize("way", ["undo", "redo"])
def test_a_step_that_another_one_came_upon_while_it_was_waited_for_stays(way: str) -> None:
    editor = Editor(BASE, fixed_clock)
    editor.commit(LABEL, title("one", "first"))
    if way == "redo":
        editor.undo()

    def waited(task: Task) -> Worked:
        worked = at_once(task)
        editor.work_out = at_once
        editor.commit(message("Other"), title("two", "second"))
        return worked

    editor.work_out = waited
    assert getattr(editor, way)() is None
    assert editor.document.one(Card, "two").title == "second"
    assert (editor.document.one(Card, "one").title == "first") == (way == "undo")
    assert editor.history.undo_step is not None
    assert editor.history.undo_step.label.key == "Other"
    while editor.undo() is not None:
        pass
    assert editor.document == BASE


def test_the_history_forgets_the_oldest_step() -> None:
    history = History(limit=2)
    for name in "abc":
        history.push(Step(message(name), NOTHING, frozenset()))
    done = []
    while (step := history.undo_step) is not None:
        done.append(step.label.key)
        history.went_back()
    assert done == ["c", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "1",
        '{"a":1}',
        '{"a":[null]}',
        '{"a":[null,[1]]}',
        '{"a":[null,["card",3]]}',
        "{",
        '{"a":[null,["card",{}]]}',
    ],
)
def test_a_text_that_is_no_patch_is_refused(text: str) -> None:
    with pytest.raises((ValueError, Refused)):
        from_json(text)


def test_a_patch_survives_json() -> None:
    patch = delete(BASE, ["ann", "one"])
    assert from_json(to_json(patch)) == patch
    assert "\n" not in to_json(title("one", "two\nlines"))
    assert json.loads(to_json(NOTHING)) == {}
