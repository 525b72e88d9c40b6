"""The list of undo steps."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeyeditor.editing.history import Step
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Patch
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import message
from journeyeditor.ui.undo_list import UndoList, go_to, shown_time, time_of

if TYPE_CHECKING:
    from journeyeditor.editing.editor import Editor
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
        "As it was opened", "Step 0", "Step 1", "Step 2", "Step 3",
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
