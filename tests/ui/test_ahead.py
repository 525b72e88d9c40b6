"""Large steps are worked out beside the window, seen after a moment, and called off without a trace."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.editor import Editor, Worked
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import to_json
from journeyeditor.model.entities import Card, Density, Map
from journeyeditor.model.messages import message
from journeyeditor.ui import ahead
from journeyeditor.ui.ahead import Ahead
from journeyeditor.ui.canvas.differences import differences
from journeyeditor.ui.widgets.fields import LineField
from tests.reliability.afresh import Anew
from tests.reliability.canvas import session_of
from tests.support.maps import generated_document
from tests.ui.doing import page_of
from tests.ui.test_waiting import cancel, with_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.editor import Task
    from journeyeditor.model.document import Document
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.waiting import WaitingSheet

CARDS = 15


@pytest.fixture
def page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> EditorPage:
    """A page whose every step of more than a few entities counts as large."""
    monkeypatch.setattr(ahead, "MANY", 10)
    monkeypatch.setattr(ahead, "LARGE", 10)
    window.show_session(session_of(window.world, generated_document(CARDS, seed=7)))
    return page_of(window)


@pytest.fixture
def threads(page: EditorPage, monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads that steps were worked out on."""
    found: list[threading.Thread] = []
    real = Editor._edited

    def edited(self: Editor, *given: object) -> Worked:
        found.append(threading.current_thread())
        return real(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Editor, "_edited", edited)
    return found


def document_of(page: EditorPage) -> Document:
    return page.session.editor.document


def delete_all(page: EditorPage) -> None:
    page.session.editor.select([card.id for card in document_of(page).all(Card)])
    page.canvas.commands.delete_selection()


def make_compact(page: EditorPage) -> None:
    page.inspector.desk.commit(
        "Change",
        lambda document: set_fields(document, page.map_id, density=Density.COMPACT),
    )


def same_picture(page: EditorPage) -> bool:
    """Whether the canvas shows what is laid out anew."""
    shown, everywhere = page.placed, page.canvas._seen()
    assert shown is not None
    fresh = Anew(page.canvas).place(document_of(page), page.map_id)
    return differences(shown, fresh, everywhere) == []


@pytest.mark.parametrize("act", [delete_all, make_compact])
def test_a_large_step_is_worked_out_on_another_thread_and_is_one_step(
    page: EditorPage, threads: list[threading.Thread], act: Callable[[EditorPage], None]
) -> None:
    before = document_of(page)
    act(page)
    after = document_of(page)
    assert after != before
    assert [one is threading.main_thread() for one in threads] == [False]
    assert same_picture(page)
    page.session.editor.undo()
    assert document_of(page) == before
    assert same_picture(page)
    page.session.editor.redo()
    assert document_of(page) == after
    assert same_picture(page)


def test_a_small_step_is_worked_out_where_it_was_asked_for(
    page: EditorPage, threads: list[threading.Thread]
) -> None:
    card = next(iter(document_of(page).all(Card)))
    page.canvas.commit(message("Title"), set_fields(document_of(page), card.id, title="Other"))
    assert threads == [threading.main_thread()]


def test_a_map_that_is_added_and_shown_is_laid_out_ahead(
    window: MainWindow, page: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: list[bool] = []
    layout = page.world.layout
    real = type(layout._artist).lane

    def lane(*given: object) -> object:
        placed.append(threading.current_thread() is threading.main_thread())
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(type(layout._artist), "lane", lane)
    window.maps.to_be()
    assert len(document_of(page).maps) == 2
    assert page.map_id == document_of(page).maps[1].id
    assert placed
    assert True not in placed
    QApplication.processEvents()
    placed.clear()
    page.turn_to(document_of(page).maps[0].id)
    assert placed
    assert True not in placed
    monkeypatch.undo()
    assert same_picture(page)


@pytest.mark.parametrize("act", [delete_all, make_compact])
def test_a_large_step_that_is_called_off_leaves_no_trace(
    page: EditorPage,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[EditorPage], None],
) -> None:
    gate = threading.Event()
    hold(page, monkeypatch, gate)
    before = document_of(page)
    timer = with_sheet(cancel)
    act(page)
    assert not timer.isActive()
    gate.set()
    assert document_of(page) is before
    assert page.session.editor.history.undo_step is None
    assert page.status.words.text() == "Cancelled. Nothing was changed."


def test_undo_that_is_called_off_leaves_the_step_done(
    page: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete_all(page)
    after, gate = document_of(page), threading.Event()
    hold(page, monkeypatch, gate)
    titles: list[str] = []

    def refuse(sheet: WaitingSheet) -> None:
        titles.append(sheet.windowTitle())
        cancel(sheet)

    timer = with_sheet(refuse)
    assert page.session.editor.undo() is None
    assert not timer.isActive()
    gate.set()
    assert titles == ["Undo: Delete"]
    assert document_of(page) is after
    assert page.session.editor.history.undo_step is not None


def test_a_map_whose_showing_is_called_off_is_not_shown(
    window: MainWindow, page: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.maps.to_be()
    shown, other = page.map_id, document_of(page).maps[0].id
    gate = threading.Event()
    real = page.world.layout.place
    page.ahead.patience_ms = 0

    def place(*given: object) -> object:
        gate.wait(20)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(page.world.layout, "place", place)
    timer = with_sheet(cancel)
    page.turn_to(other)
    gate.set()
    assert not timer.isActive()
    assert page.map_id == shown
    assert page.bar.maps.tabs.current == shown


def test_what_was_done_meanwhile_counts(page: EditorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step is worked out anew where the document is another one by then."""
    editor = page.session.editor
    first, *others = document_of(page).all(Card)
    real = Ahead.work_out

    def meanwhile(self: Ahead, task: Task) -> Worked | None:
        worked = real(self, task)
        if len(task.patch.changes) > 1:
            patch = set_fields(editor.document, first.id, title="Meanwhile")
            editor.commit(message("Title"), patch)
        return worked

    monkeypatch.setattr(Ahead, "work_out", meanwhile)
    page.ahead.begin()
    keys = [card.id for card in others]
    page.canvas.commit(message("Text"), set_fields(document_of(page), keys, text="Other"))
    now = document_of(page)
    assert now.one(Card, first.id).title == "Meanwhile"
    assert {now.one(Card, key).text for key in keys} == {"Other"}
    assert same_picture(page)


def test_the_journal_gets_the_line_that_was_written_ahead(page: EditorPage) -> None:
    written: list[str] = []
    page.session.editor.subscribe(lambda event: written.append(event.written))
    delete_all(page)
    step = page.session.editor.history.undo_step
    assert step is not None
    assert written == [to_json(step.patch)]


def test_a_page_that_is_closed_works_nothing_out_any_more(
    window: MainWindow, page: EditorPage
) -> None:
    editor = page.session.editor
    window.close_session()
    maps = [one.id for one in editor.document.all(Map)]
    editor.commit(message("Title"), set_fields(editor.document, maps, title="Other"))
    assert not page.ahead.under_way


def test_a_window_stays_while_a_step_is_waited_for(
    window: MainWindow, page: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    hold(page, monkeypatch, gate)
    closed: list[bool] = []

    def try_to_close(_sheet: WaitingSheet) -> None:
        closed.append(window.close())
        gate.set()

    timer = with_sheet(try_to_close)
    delete_all(page)
    assert not timer.isActive()
    assert closed == [False]
    assert list(document_of(page).all(Card)) == []


def test_a_field_hands_over_once_though_the_sheet_takes_the_keyboard(
    page: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[object] = []
    page.inspector.said.connect(said.append)
    page.session.editor.select(())
    title = document_of(page).one(Map, page.map_id).title
    field = next(one for one in page.inspector.findChildren(LineField) if one.text() == title)
    field.setFocus()
    assert field.hasFocus()
    gate = threading.Event()
    hold(page, monkeypatch, gate)
    timer = with_sheet(lambda _sheet: gate.set())
    field.setText("Other")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not timer.isActive()
    assert document_of(page).one(Map, page.map_id).title == field.text() == "Other"
    assert said == []


def hold(page: EditorPage, monkeypatch: pytest.MonkeyPatch, gate: threading.Event) -> None:
    """Steps are not worked out before the gate opens, and the sheet shows at once."""
    real = Ahead._laid_out

    def laid_out(self: Ahead, *given: object) -> object:
        gate.wait(20)
        return real(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Ahead, "_laid_out", laid_out)
    page.ahead.patience_ms = 0
