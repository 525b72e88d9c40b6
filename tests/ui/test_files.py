"""What the menus do with files: save, save as, revert, import, export, and leaving what is not saved."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from journeyeditor.app.asking import Choice
from journeyeditor.app.beginning import new_session, open_session
from journeyeditor.app.export_choices import ExportChoice
from journeyeditor.layout.pages import PageOptions
from journeyeditor.model.entities import Card
from journeyeditor.storage import safe_save, swapping
from journeyeditor.ui.dialogs import Answer
from journeyeditor.ui.inspector.controls import TextControl
from journeyeditor.ui.main_window import MainWindow
from tests.ui.doing import change, document_of, finish, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers


@pytest.mark.parametrize(
    ("answer", "closed"), [(Answer.CANCEL, False), (Answer.DISCARD, True), (Answer.SAVE, True)]
)
def test_closing_asks_about_unsaved_changes(
    editor: MainWindow,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    answer: Answer,
    closed: bool,
) -> None:
    change(editor)
    answers.leave, answers.save_file = answer, tmp_path / "kept.journey"
    editor.actions_["close"].trigger()
    finish(editor, qtbot)
    assert answers.asked[0] == "save First e-bike"
    assert (editor.page is None) is closed
    assert (tmp_path / "kept.journey").is_file() is (answer is Answer.SAVE)


def test_leaving_the_program_after_saving_closes_the_window(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    change(editor)
    answers.leave, answers.save_file = Answer.SAVE, tmp_path / "kept.journey"
    editor.close()
    assert editor.isVisible()
    qtbot.waitUntil(lambda: not editor.isVisible())
    assert (tmp_path / "kept.journey").is_file()


def test_nothing_is_asked_where_nothing_changed(editor: MainWindow, answers: Answers) -> None:
    editor.actions_["close"].trigger()
    assert editor.page is None
    assert answers.asked == []


def test_save_as_and_save(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    answers.save_file = tmp_path / "bike.journey"
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    assert answers.asked == ["save as First e-bike.journey"]
    assert editor.windowTitle().startswith("bike[*]")
    change(editor)
    page_of(editor).refresh_facts()
    assert "saved 10:14, 1 change since" in page_of(editor).status.facts.text()
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    assert not editor.isWindowModified()
    assert open_session(world.services, answers.save_file).editor.document == document_of(editor)
    assert editor.settings.recent() == (answers.save_file,)


def test_a_file_that_another_program_changed_is_asked_about(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    answers.save_file = tmp_path / "bike.journey"
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    other = new_session(world.services, "blank")
    other.save_as(answers.save_file)
    change(editor)
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    assert answers.asked[-1].startswith("changed bike: bike.journey holds another document by now")
    assert editor.isWindowModified()
    answers.on_change = Choice.OVER
    editor.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not editor.isWindowModified())
    assert open_session(world.services, answers.save_file).editor.document == document_of(editor)


def test_revert_asks_and_goes_back(editor: MainWindow, answers: Answers) -> None:
    before = document_of(editor)
    change(editor)
    answers.yes = False
    editor.actions_["revert"].trigger()
    assert document_of(editor) != before
    answers.yes = True
    editor.actions_["revert"].trigger()
    assert document_of(editor) == before
    assert not editor.isWindowModified()


def test_a_file_that_is_not_ours_is_told_in_one_sentence(
    window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.open_file = tmp_path / "notes.journey"
    answers.open_file.write_bytes(b"not a journey" * 100)
    window.actions_["open"].trigger()
    assert window.page is None
    assert not any(asked.startswith("damaged") for asked in answers.asked)
    (told,) = answers.told
    assert told.startswith("The file could not be opened: This is a text file, not a journey map")


def test_an_import_shows_its_report(window: MainWindow, answers: Answers, tmp_path: Path) -> None:
    answers.open_file = tmp_path / "day.mmd"
    answers.open_file.write_text("journey\n title Day\n section Go\n Walk: good: Me\n")
    window.actions_["import"].trigger()
    assert window.page is not None
    assert answers.reported[0] == "How “day.mmd” was read"
    assert any("line 4" in sentence for sentence in answers.reported[1:])


def test_a_dropped_file_opens(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "day.mmd"
    path.write_text("journey\n title Day\n section Go\n Walk: 3: Me\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.page is not None)


def test_export_writes_a_pdf_while_the_window_lives(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.export_choice = ExportChoice(PageOptions(), all_maps=False)
    answers.export_file = tmp_path / "bike.pdf"
    editor.actions_["export-pdf"].trigger()
    assert editor.jobs.running
    assert not editor.actions_["save"].isEnabled()
    finish(editor, qtbot)
    assert answers.export_file.read_bytes().startswith(b"%PDF")
    assert "one page" in page_of(editor).status.words.toolTip()


def test_an_export_that_is_called_off_leaves_no_file(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.export_choice = ExportChoice(PageOptions(), all_maps=False)
    answers.export_file = tmp_path / "out" / "bike.pdf"
    answers.export_file.parent.mkdir()
    editor.actions_["export-pdf"].trigger()
    page_of(editor).status.cancel.click()
    finish(editor, qtbot)
    assert list(answers.export_file.parent.iterdir()) == []
    assert answers.told == []
    assert page_of(editor).status.words.toolTip() == "Called off; nothing was written."


def test_an_export_never_replaces_the_document(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.save_file = tmp_path / "bike.journey"
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    before = answers.save_file.read_bytes()
    answers.export_choice = ExportChoice(PageOptions())
    answers.export_file = answers.save_file
    editor.actions_["export-pdf"].trigger()
    finish(editor, qtbot)
    assert answers.save_file.read_bytes() == before
    assert len(answers.told) == 1


def test_an_export_that_fails_is_told(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.export_choice = ExportChoice(PageOptions())
    answers.export_file = tmp_path / "nowhere" / "bike.pdf"
    editor.actions_["export-pdf"].trigger()
    finish(editor, qtbot)
    assert answers.told and answers.told[0].startswith("The PDF was not written: ")


def test_text_under_edit_is_saved_too(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot, world: World
) -> None:
    page = page_of(editor)
    card = next(document_of(editor).all(Card))
    page.session.editor.select([card.id])
    title = next(part for part in page.inspector.parts if part.objectName() == "title")
    assert isinstance(title, TextControl)
    title.input.selectAll()
    QTest.keyClicks(title.input, "Typed last")
    answers.save_file = tmp_path / "bike.journey"
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    saved = open_session(world.services, answers.save_file).editor.document
    assert saved.one(Card, card.id).title == "Typed last"


def test_saving_is_refused_in_words_where_it_can_not_be(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    change(editor)
    answers.save_file = tmp_path / "nowhere" / "bike.journey"
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    assert len(answers.told) == 1
    assert answers.told[0].startswith("The document was not saved: ")
    assert editor.isWindowModified()


class SlowSave:
    """A disk that takes its time: the save goes on once it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.going_on = Event(), Event()
        swap = swapping.swap

        def slow(*given: Any, **more: Any) -> Any:
            self.begun.set()
            self.going_on.wait(20)
            return swap(*given, **more)

        monkeypatch.setattr(safe_save, "swap", slow)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowSave]:
    made = SlowSave(monkeypatch)
    yield made
    made.going_on.set()


def test_editing_goes_on_while_a_document_is_saved(
    editor: MainWindow,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    world: World,
    slow: SlowSave,
) -> None:
    answers.save_file = tmp_path / "bike.journey"
    change(editor)
    saved = document_of(editor)
    editor.actions_["save"].trigger()
    qtbot.waitUntil(slow.begun.is_set)
    assert page_of(editor).status.progress.isVisible()
    assert not editor.actions_["save"].isEnabled()
    change(editor)
    slow.going_on.set()
    finish(editor, qtbot)
    assert editor.isWindowModified()
    assert open_session(world.services, answers.save_file).editor.document == saved
    assert document_of(editor) != saved
    editor.actions_["undo"].trigger()
    assert not editor.isWindowModified()


def test_leaving_waits_until_a_save_is_done(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot, slow: SlowSave
) -> None:
    answers.save_file = tmp_path / "bike.journey"
    change(editor)
    editor.actions_["save"].trigger()
    qtbot.waitUntil(slow.begun.is_set)
    editor.close()
    editor.actions_["close"].trigger()
    assert editor.isVisible() and editor.page is not None
    assert page_of(editor).status.words.toolTip().startswith("Wait until the document is saved")
    slow.going_on.set()
    finish(editor, qtbot)
    editor.close()
    assert not editor.isVisible()
    assert answers.save_file.is_file()
    assert answers.asked == ["save as First e-bike.journey"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS])
def test_a_disk_that_takes_nothing_is_told_and_the_document_stays(
    editor: MainWindow,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    answers.save_file = tmp_path / "bike.journey"
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    before = answers.save_file.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    answers.yes = False
    change(editor)
    monkeypatch.setattr(safe_save, "swap", full)
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    said = " ".join([*answers.told, *answers.asked])
    assert "bike.journey" in said or str(tmp_path) in said
    assert editor.isWindowModified()
    assert answers.save_file.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir() if one.name.endswith(".journey")} == {
        "bike.journey"
    }


def test_what_can_t_be_saved_here_is_saved_elsewhere_and_left_then(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    change(editor)
    answers.leave = Answer.SAVE
    answers.save_file = tmp_path / "nowhere" / "bike.journey"
    answers.elsewhere = tmp_path / "bike.journey"
    editor.actions_["close"].trigger()
    qtbot.waitUntil(lambda: editor.page is None)
    assert len(answers.told) == 1
    assert answers.elsewhere.is_file()


def test_a_save_that_failed_is_no_longer_said_to_go_on(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    change(editor)
    answers.save_file = tmp_path / "nowhere" / "bike.journey"
    editor.actions_["save"].trigger()
    assert page_of(editor).status.words.toolTip() == "Saving…"
    finish(editor, qtbot)
    assert page_of(editor).status.words.toolTip() != "Saving…"
    assert page_of(editor).status.progress.isHidden()
