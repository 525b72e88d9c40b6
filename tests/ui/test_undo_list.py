"""The list of undo steps."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeyeditor.editing.editor import Task, Worked, at_once
from journeyeditor.editing.history import Step
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.editing.patch import Patch
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import message, untranslated
from journeyeditor.ui.undo_list import UndoList, go_to, known, shown_time, time_of, titled

if TYPE_CHECKING:
    from journeyeditor.editing.editor import Editor
    from journeyeditor.model.document import Document
    from journeyeditor.ui.main_window import MainWindow

NOW = datetime(2026, 3, 1, 12).astimezone()


def steps(editor: MainWindow, count: int) -> tuple[Editor, list[object]]:
    """So many steps, and the documents before and after each."""
    assert editor.page is not None
    engine = editor.page.session.editor
    card = next(engine.document.all(Card)).id
    documents: list[object] = [engine.document]
    for number in range(count):
        patch = set_fields(engine.document, card, title=f"Title {number}")
        engine.commit(message("Step {n}", n=number), patch)
        documents.append(engine.document)
    return engine, documents


def opened(editor: MainWindow) -> UndoList:
    editor.actions_["history"].trigger()
    found = editor.findChild(UndoList)
    assert isinstance(found, UndoList)
    return found


def test_steps_have_names_and_times_and_are_gone_to(editor: MainWindow) -> None:
    engine, documents = steps(editor, 4)
    shown = opened(editor)
    assert [pick.text for pick in shown.list.picks] == [
        "As it was opened", *(f"Step {n} · Title {n}" for n in range(4)),
    ]  # fmt: skip
    assert all(pick.hints for pick in shown.list.picks[1:])
    assert shown.list.current is not None and shown.list.current.detail == "now"
    QTest.keyClick(shown.list, Qt.Key.Key_Up)
    QTest.keyClick(shown.list, Qt.Key.Key_Up)
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert engine.document == documents[2]
    assert [pick.detail for pick in shown.list.picks] == ["", "", "now", "taken back", "taken back"]
    QTest.keyClick(shown.list, Qt.Key.Key_Home)
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert engine.document == documents[0]
    shown.list.choose(4)
    shown.list.activated.emit(shown.list.currentIndex())
    assert engine.document == documents[4]
    shown.accept()


def test_what_hangs_on_a_card_is_named_by_it_and_what_is_gone_by_what_it_was(
    editor: MainWindow,
) -> None:
    assert editor.page is not None
    engine = editor.page.session.editor
    card = next(card for card in engine.document.all(Card) if engine.document.ratings(card.id))
    person = engine.document.personas[0].id
    for value in (1.0, -1.0):
        engine.commit(message("Rate"), rate(engine.document, [card.id], person, value))
    engine.commit(message("Clear"), rate(engine.document, [card.id], person, None))
    engine.commit(message("Delete"), delete(engine.document, [card.id]))
    engine.commit(message("Rename “{title}”", title="x"), title_of_map(engine.document, "x"))
    entities = known(engine.history, engine.document)
    names = [titled(step, entities, untranslated) for step in engine.history.done]
    titled_so = [f"{verb} · {card.title}" for verb in ("Rate", "Clear", "Delete")]
    assert names[-4:] == [*titled_so, "Rename “x”"]


def title_of_map(document: Document, title: str) -> Patch:
    return set_fields(document, document.maps[0].id, title=title)


def test_going_beyond_the_ends_goes_to_them(editor: MainWindow) -> None:
    engine, documents = steps(editor, 2)
    go_to(engine, 0)
    go_to(engine, 99)
    assert engine.document == documents[2]


def test_times_are_short_today_and_whole_before() -> None:
    assert shown_time("2026-03-01T09:30:00Z", NOW).count("-") == 0
    assert shown_time("2026-02-01T09:30:00Z", NOW).startswith("2026-02-01 ")
    assert shown_time("", NOW) == ""


def test_steps_without_a_time_have_that_of_what_they_changed() -> None:
    card = Card(id="c", lane="l", step="s", order="a0V", modified="2026-03-01T09:30:00Z")
    step = Step(message("x"), Patch({"c": (None, card)}), frozenset({"c"}))
    assert time_of(step) == "2026-03-01T09:30:00Z"
    assert time_of(Step(message("x"), Patch({"c": (card, None)}), frozenset())) == ""


def test_going_to_a_step_ends_where_one_is_called_off(editor: MainWindow) -> None:
    engine, documents = steps(editor, 4)
    asked: list[Task] = []

    def called_off(task: Task) -> Worked | None:
        asked.append(task)
        return at_once(task) if len(asked) == 1 else None

    engine.work_out = called_off
    go_to(engine, 0)
    assert (engine.document, len(asked)) == (documents[3], 2)
    go_to(engine, 4)
    assert (engine.document, len(asked)) == (documents[3], 3)
