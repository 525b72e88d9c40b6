"""Looking at the file's folder, which may answer late: nothing waits for it, and nothing is asked twice at once."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.watching import OnDisk, Seen
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import message
from journeyeditor.ui.jobs import Jobs, Lookout
from tests.ui.doing import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.vigil import Vigil


class Share:
    """Answers when it is told to; counts how often it was asked, and how often at once."""

    def __init__(self) -> None:
        self.answering = Event()
        self.asked = self.at_once = self.most_at_once = 0
        self.answer: object = Seen(OnDisk.SAME)

    def __call__(self) -> object:
        self.asked += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.answering.wait(20)
        self.at_once -= 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def share() -> Iterator[Share]:
    made = Share()
    yield made
    made.answering.set()


@pytest.fixture
def jobs(application: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.wait()


def test_a_folder_that_hangs_stalls_neither_the_window_nor_the_journal(
    editor: MainWindow, share: Share, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(editor)
    qtbot.waitUntil(lambda: not editor.errands.running)
    monkeypatch.setattr(page.vigil._file, "_work", share)
    page.vigil.look()
    qtbot.waitUntil(lambda: share.asked == 1)
    for _ in range(5):
        editor.look_at_file()
    patch = set_fields(page.session.editor.document, DOCUMENT_KEY, title="Typed meanwhile")
    assert page.session.editor.commit(message("Rename"), patch)
    page.vigil.sync()
    qtbot.waitUntil(lambda: not editor.errands.running)
    assert share.at_once == 1
    share.answering.set()
    qtbot.waitUntil(lambda: share.asked == 2)
    assert share.most_at_once == 1


def test_a_poll_waits_for_the_last_answer(jobs: Jobs, share: Share, qtbot: QtBot) -> None:
    heard: list[object] = []
    lookout = Lookout(jobs, share, heard.append)
    for _ in range(3):
        lookout.poll()
    share.answering.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert (share.asked, heard) == (1, [share.answer])


def test_an_answer_from_before_a_save_counts_no_more(
    jobs: Jobs, share: Share, qtbot: QtBot
) -> None:
    heard: list[object] = []
    lookout = Lookout(jobs, share, heard.append)
    lookout.ask()
    qtbot.waitUntil(lambda: share.asked == 1)
    lookout.ask_anew()
    share.answering.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert (share.asked, len(heard)) == (2, 1)


def test_a_disk_that_fails_is_no_answer_and_the_next_look_is_one(
    jobs: Jobs, share: Share, qtbot: QtBot
) -> None:
    heard: list[object] = []
    lookout = Lookout(jobs, share, heard.append)
    share.answering.set()
    share.answer = OSError("gone")
    lookout.ask()
    qtbot.waitUntil(lambda: not jobs.running)
    assert heard == []
    share.answer = "there"
    lookout.ask()
    qtbot.waitUntil(lambda: heard == ["there"])


def test_nothing_is_heard_after_the_end(jobs: Jobs, share: Share, qtbot: QtBot) -> None:
    heard: list[object] = []
    lookout = Lookout(jobs, share, heard.append)
    lookout.ask()
    lookout.ask()
    lookout.stop()
    share.answering.set()
    qtbot.waitUntil(lambda: not jobs.running)
    lookout.poll()
    assert (share.asked, heard) == (1, [])


def watched(vigil: Vigil) -> set[str]:
    return {*vigil._watcher.files(), *vigil._watcher.directories()}


def test_what_is_watched_is_asked_beside_the_window(
    editor: MainWindow, share: Share, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that hangs keeps the window from nothing: watching it waits for an answer."""
    page, path = page_of(editor), tmp_path / "here.journey"
    qtbot.waitUntil(lambda: not page.vigil._looking.running)
    page.session.save_as(path)
    share.answer = frozenset([str(path)])
    monkeypatch.setattr(page.vigil._place, "_work", share)
    page.vigil.saved()
    qtbot.waitUntil(lambda: share.asked == 1)
    assert watched(page.vigil) == set()
    share.answering.set()
    qtbot.waitUntil(lambda: watched(page.vigil) == {str(path)})


def test_a_file_on_this_computer_is_watched_and_one_on_a_share_is_not(
    editor: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, path = page_of(editor), tmp_path / "here.journey"
    page.session.save_as(path)
    page.vigil.saved()
    qtbot.waitUntil(lambda: watched(page.vigil) == {str(path), str(tmp_path)})
    monkeypatch.setattr("journeyeditor.ui.vigil.on_share", lambda _path: True)
    page.vigil.saved()
    qtbot.waitUntil(lambda: watched(page.vigil) == set())
