"""An open document watched over: drafts, a full disk, a file that somebody else saves, colleagues beside it."""

from __future__ import annotations

import errno
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.asking import Answered, Choice
from journeyeditor.app.beginning import open_session
from journeyeditor.app.recovery import lost_sessions
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import message
from journeyeditor.storage import safe_save
from journeyeditor.ui.attention import (
    CHANGED,
    KEEP_MINE,
    LATER,
    LOST,
    NEWER,
    OPEN_SIBLING,
    OTHERS,
    SHOW_LOST,
    SIBLING,
    TAKE_THEIRS,
    TROUBLE,
)
from journeyeditor.ui.dialogs import Answer
from journeyeditor.ui.lost_work import OnLost
from tests.storage.doors import saved_file
from tests.storage.test_newer_minor import newer
from tests.support.sources import fixed_ids

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton
    from pytestqt.qtbot import QtBot

    from journeyeditor.app.services import Services
    from journeyeditor.app.session import Session
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.notices import NoticeBar
    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers


def page_of(window: MainWindow) -> EditorPage:
    assert window.page is not None
    return window.page


def bar_of(window: MainWindow, topic: str) -> NoticeBar:
    bar = page_of(window).notices.bar(topic)
    assert bar is not None
    return bar


def answer(window: MainWindow, topic: str, what: str) -> None:
    button: QPushButton = bar_of(window, topic).buttons[what]  # type: ignore[assignment]
    button.click()


def look(window: MainWindow, qtbot: QtBot) -> None:
    """Looks at the file as on activation, until it is known what was seen."""
    with qtbot.waitSignal(page_of(window).vigil.seen):
        window.look_at_file()


def title_of(window: MainWindow) -> str:
    return page_of(window).session.editor.document.info.title


def edit(session: Session, title: str) -> None:
    patch = set_fields(session.editor.document, DOCUMENT_KEY, title=title)
    assert session.editor.commit(message("Rename"), patch)


@pytest.fixture
def ben(world: World, tmp_path: Path) -> Services:
    """A colleague on another computer, who knows only the shared folder."""
    ids = fixed_ids(77)
    return replace(world.services, workspace=tmp_path / "ben" / "sessions", ids=ids, author="Ben")


@pytest.fixture
def saved(editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with a document in a file."""
    answers.save_file = tmp_path / "bike.journey"
    editor.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not editor.jobs.running)
    return editor


def saved_by(services: Services, path: Path, title: str) -> None:
    session = open_session(services, path)
    edit(session, title)
    session.save(Answered(Choice.OVER))
    session.close()


# The disk


def test_what_can_t_be_kept_is_told_once_and_taken_back(
    world: World, window: MainWindow, qtbot: QtBot
) -> None:
    world.services.workspace.write_text("in the way")
    window.files.sample("first-e-bike")
    qtbot.waitUntil(lambda: page_of(window).notices.bar(TROUBLE) is not None)
    sentence = bar_of(window, TROUBLE).notice.sentence
    assert "is safe" in sentence
    answer(window, TROUBLE, LATER)
    edit(page_of(window).session, "Another")
    page_of(window).vigil.sync()
    qtbot.waitUntil(lambda: not window.errands.running)
    assert page_of(window).notices.bar(TROUBLE) is None
    world.services.workspace.unlink()
    with qtbot.waitSignal(page_of(window).vigil.troubled) as told:
        page_of(window).vigil.sync()
    assert told.args == [None]
    assert page_of(window).session.trouble is None


# The file


def test_a_file_that_a_colleague_saves_is_noticed_by_the_folder(
    saved: MainWindow, ben: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    for title in ("Ben's", "Ben's second"):
        saved_by(ben, tmp_path / "bike.journey", title)
        qtbot.waitUntil(lambda: page_of(saved).notices.bar(CHANGED) is not None)
        assert "was saved by Ben at " in bar_of(saved, CHANGED).notice.sentence
        answer(saved, CHANGED, LATER)
        look(saved, qtbot)
        assert page_of(saved).notices.bar(CHANGED) is None
    assert title_of(saved) == "First e-bike"


def test_theirs_is_taken_as_one_step(
    saved: MainWindow, ben: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    edit(page_of(saved).session, "Mine")
    saved_by(ben, tmp_path / "bike.journey", "Ben's")
    look(saved, qtbot)
    answer(saved, CHANGED, TAKE_THEIRS)
    assert title_of(saved) == "Ben's"
    assert not saved.isWindowModified()
    saved.actions_["undo"].trigger()
    assert title_of(saved) == "Mine"


def test_mine_is_kept_as_a_copy(
    saved: MainWindow, ben: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    edit(page_of(saved).session, "Mine")
    saved_by(ben, tmp_path / "bike.journey", "Ben's")
    look(saved, qtbot)
    answer(saved, CHANGED, KEEP_MINE)
    qtbot.waitUntil(lambda: not saved.jobs.running)
    path = page_of(saved).session.path
    assert path is not None and path.name.startswith("bike (Tester ")
    assert open_session(ben, path).editor.document.info.title == "Mine"
    assert open_session(ben, tmp_path / "bike.journey").editor.document.info.title == "Ben's"
    assert page_of(saved).notices.bar(CHANGED) is None


@pytest.mark.parametrize(
    ("choice", "theirs", "mine"),
    [
        (Choice.CANCEL, "Ben's", "Mine"),
        (Choice.RELOAD, "Ben's", "Ben's"),
        (Choice.OVER, "Mine", "Mine"),
    ],
)
def test_saving_asks_what_to_do_with_theirs(
    saved: MainWindow,
    ben: Services,
    tmp_path: Path,
    qtbot: QtBot,
    answers: Answers,
    choice: Choice,
    theirs: str,
    mine: str,
) -> None:
    edit(page_of(saved).session, "Mine")
    saved_by(ben, tmp_path / "bike.journey", "Ben's")
    answers.on_change = choice
    saved.actions_["save"].trigger()
    qtbot.waitUntil(lambda: answers.asked[-1].startswith("changed bike: "))
    qtbot.waitUntil(lambda: not saved.jobs.running)
    assert "saved by Ben" in answers.asked[-1]
    assert title_of(saved) == mine
    assert open_session(ben, tmp_path / "bike.journey").editor.document.info.title == theirs


def test_a_file_that_can_t_be_swapped_is_written_over_only_after_asking(
    saved: MainWindow,
    answers: Answers,
    tmp_path: Path,
    world: World,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forbidden(*_: object) -> None:
        raise OSError(errno.EXDEV, "no renaming here")

    monkeypatch.setattr(safe_save, "swap", forbidden)
    edit(page_of(saved).session, "Mine")
    answers.yes = False
    saved.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not saved.jobs.running)
    assert answers.asked[-1].startswith("write over: ")
    assert saved.isWindowModified()
    answers.yes = True
    saved.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not saved.isWindowModified())
    path = tmp_path / "bike.journey"
    assert open_session(world.services, path).editor.document.info.title == "Mine"


def test_a_file_that_is_gone_or_damaged_is_told(
    saved: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "bike.journey"
    whole = path.read_bytes()
    path.write_bytes(b"half a file")
    look(saved, qtbot)
    assert list(bar_of(saved, CHANGED).buttons) == [KEEP_MINE, LATER]
    path.unlink()
    look(saved, qtbot)
    assert "Saving writes it anew" in bar_of(saved, CHANGED).notice.sentence
    path.write_bytes(whole)
    look(saved, qtbot)
    assert page_of(saved).notices.bar(CHANGED) is None


# Colleagues


def test_who_else_has_it_open_is_told_and_our_name_goes_with_us(
    window: MainWindow, saved_elsewhere: Path, ben: Services, qtbot: QtBot
) -> None:
    colleague = open_session(ben, saved_elsewhere)
    window.files.load(saved_elsewhere)
    assert "Ben has this document open" in bar_of(window, OTHERS).notice.sentence
    colleague.close()
    with qtbot.waitSignal(page_of(window).vigil.others):
        page_of(window).vigil.beat()
    assert page_of(window).notices.bar(OTHERS) is None
    locks = [one for one in saved_elsewhere.parent.iterdir() if one.name.startswith(".~lock")]
    assert len(locks) == 1
    window.close_session()
    qtbot.waitUntil(lambda: not locks[0].exists())


@pytest.fixture
def saved_elsewhere(ben: Services, tmp_path: Path) -> Path:
    from journeyeditor.app.beginning import new_session

    (tmp_path / "share").mkdir()
    session = new_session(ben, title="Shared")
    session.save_as(tmp_path / "share" / "a.journey")
    session.close()
    return tmp_path / "share" / "a.journey"


def test_a_conflicted_copy_beside_it_is_told_and_opens(
    saved: MainWindow, ben: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = shutil.copyfile(tmp_path / "bike.journey", tmp_path / "bike (conflicted).journey")
    saved_by(ben, copy, "Ben's")
    qtbot.waitUntil(lambda: page_of(saved).notices.bar(SIBLING) is not None)
    sentence = bar_of(saved, SIBLING).notice.sentence
    assert "bike (conflicted).journey" in sentence and "by Ben" in sentence
    answer(saved, SIBLING, OPEN_SIBLING)
    assert page_of(saved).session.path == copy


def test_who_opens_a_file_with_lost_work_is_told(
    window: MainWindow, world: World, saved_elsewhere: Path, qtbot: QtBot, answers: Answers
) -> None:
    session = open_session(world.services, saved_elsewhere)
    edit(session, "Not in the file")
    session.close(keep=True)
    window.files.load(saved_elsewhere)
    qtbot.waitUntil(lambda: page_of(window).notices.bar(LOST) is not None)
    assert "1\N{NO-BREAK SPACE}unsaved change" in bar_of(window, LOST).notice.sentence
    page = page_of(window)
    answer(window, LOST, SHOW_LOST)
    # Looking at it closes nothing.
    assert window.page is page
    assert answers.asked == ["lost a"]
    window.recovery.look()
    qtbot.waitUntil(lambda: page.notices.bar(LOST) is not None)
    answers.on_lost, answers.leave = OnLost.OPEN, Answer.CANCEL
    edit(page.session, "Edited meanwhile")
    answer(window, LOST, SHOW_LOST)
    assert window.page is page
    answers.leave = Answer.DISCARD
    window.recovery.show()
    assert title_of(window) == "Not in the file"


def test_what_was_lost_is_discarded_over_the_open_document(
    window: MainWindow, world: World, saved_elsewhere: Path, answers: Answers, qtbot: QtBot
) -> None:
    session = open_session(world.services, saved_elsewhere)
    edit(session, "Not in the file")
    session.close(keep=True)
    window.files.load(saved_elsewhere)
    qtbot.waitUntil(lambda: page_of(window).notices.bar(LOST) is not None)
    page, answers.on_lost = page_of(window), OnLost.DISCARD
    answer(window, LOST, SHOW_LOST)
    assert window.page is page
    qtbot.waitUntil(lambda: lost_sessions(world.services) == ())


def test_a_recovered_document_knows_how_many_changes_are_in_no_file(
    window: MainWindow, world: World, saved_elsewhere: Path
) -> None:
    session = open_session(world.services, saved_elsewhere)
    for number in range(3):
        edit(session, f"Not in the file {number}")
    session.close(keep=True)
    window.recovery.open(lost_sessions(world.services)[0])
    assert page_of(window).bridge.steps == 3


# Newer files


def test_a_file_of_a_newer_version_says_so_and_is_saved_elsewhere_first(
    window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "user").mkdir()
    path = saved_file(tmp_path / "user")
    newer(path)
    before = shutil.copyfile(path, tmp_path / "before")
    window.files.load(path)
    assert "newer version of the program" in bar_of(window, NEWER).notice.sentence
    window.actions_["save"].trigger()
    assert answers.asked == [f"save as {path.name}"]
    assert path.read_bytes() == before.read_bytes()
    answers.save_file = tmp_path / "user" / "mine.journey"
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not window.jobs.running)
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert len(answers.asked) == 2
    assert path.read_bytes() == before.read_bytes()
