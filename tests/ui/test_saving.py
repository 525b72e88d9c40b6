"""A save that takes its time: how far it is can be seen, it can be called off until the swap, and editing goes on."""

from __future__ import annotations

import errno
import os
from threading import Event
from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.beginning import open_session
from journeyeditor.app.session import Session
from journeyeditor.storage import safe_save
from journeyeditor.ui.dialogs import Answer
from tests.ui.doing import change, document_of, finish, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers


class Held:
    """A step of a save that waits until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        self.begun, self.going_on = Event(), Event()
        real = getattr(safe_save, step)

        def held(*given: Any, **more: Any) -> Any:
            self.begun.set()
            self.going_on.wait(20)
            return real(*given, **more)

        monkeypatch.setattr(safe_save, step, held)


@pytest.fixture
def syncing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """Stops before the new file is synced, which is before it is swapped in."""
    made = Held(monkeypatch, "sync_file")
    yield made
    made.going_on.set()


@pytest.fixture
def swapping(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made = Held(monkeypatch, "swap")
    yield made
    made.going_on.set()


@pytest.fixture
def saved(editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot) -> Path:
    """The file of the open document, which was saved once and changed since."""
    path = answers.save_file = tmp_path / "user" / "bike.journey"
    path.parent.mkdir()
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    change(editor)
    return path


def test_how_far_a_save_is_can_be_seen(
    editor: MainWindow, saved: Path, qtbot: QtBot, syncing: Held
) -> None:
    status = page_of(editor).status
    editor.actions_["save"].trigger()
    qtbot.waitUntil(syncing.begun.is_set)
    qtbot.waitUntil(lambda: status.progress.value() >= 80)
    assert status.progress.isVisible()
    assert status.progress.maximum() == 100
    assert status.cancel.isVisible()
    syncing.going_on.set()
    finish(editor, qtbot)
    assert not status.progress.isVisible()
    assert not editor.isWindowModified()


def test_a_save_is_called_off_and_editing_goes_on(
    editor: MainWindow, saved: Path, qtbot: QtBot, world: World, answers: Answers, syncing: Held
) -> None:
    before, status = saved.read_bytes(), page_of(editor).status
    editor.actions_["save"].trigger()
    qtbot.waitUntil(syncing.begun.is_set)
    status.cancel.click()
    change(editor)
    syncing.going_on.set()
    finish(editor, qtbot)
    assert saved.read_bytes() == before
    left = [path.name for path in saved.parent.iterdir() if "lock" not in path.name]
    assert left == ["bike.journey"]
    assert editor.isWindowModified()
    assert status.words.toolTip().startswith("Called off; the file is as it was")
    assert answers.told == []
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    assert open_session(world.services, saved).editor.document == document_of(editor)


def test_once_the_file_is_swapped_nothing_can_be_called_off(
    editor: MainWindow, saved: Path, qtbot: QtBot, world: World, swapping: Held
) -> None:
    status = page_of(editor).status
    editor.actions_["save"].trigger()
    qtbot.waitUntil(swapping.begun.is_set)
    qtbot.waitUntil(lambda: not status.cancel.isVisible())
    assert status.progress.isVisible()
    editor.jobs.cancel()
    swapping.going_on.set()
    finish(editor, qtbot)
    assert not editor.isWindowModified()
    assert open_session(world.services, saved).editor.document == document_of(editor)


def test_leaving_is_called_off_with_the_save(
    editor: MainWindow, saved: Path, qtbot: QtBot, answers: Answers, syncing: Held
) -> None:
    answers.leave = Answer.SAVE
    editor.actions_["close"].trigger()
    qtbot.waitUntil(syncing.begun.is_set)
    page_of(editor).status.cancel.click()
    syncing.going_on.set()
    finish(editor, qtbot)
    assert editor.page is not None
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    assert editor.page is not None


def test_an_error_of_the_system_names_the_file(
    editor: MainWindow,
    saved: Path,
    qtbot: QtBot,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_args: object, **_how: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Session, "save", fails)
    editor.actions_["save"].trigger()
    finish(editor, qtbot)
    (told,) = answers.told
    assert f"{saved} can't be written" in told
    assert editor.isWindowModified()
