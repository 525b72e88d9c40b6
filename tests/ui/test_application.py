"""The start of the program with a file, and its end: what runs beside the window is waited for, not for ever."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel

from journeyeditor.ui.application import open_window, threads_ended
from journeyeditor.ui.jobs import Jobs, Outcome, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers

    Opened = Callable[[Path], MainWindow]


@pytest.fixture
def opened(world: World) -> Iterator[Opened]:
    """Windows as the program opens them for a file."""
    made: list[MainWindow] = []

    def make(path: Path) -> MainWindow:
        made.append(open_window(world, path))
        return made[-1]

    yield make
    for window in made:
        window.jobs.wait()
        window.close_session()
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _expecting(window: MainWindow) -> list[str]:
    labels = (label for label in window.findChildren(QLabel, "lead") if label.isVisible())
    return [label.text() for label in labels if "Opening" in label.text()]


def test_a_window_for_a_file_shows_no_start_page_first(
    world: World, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(world.services.resources.samples / "first-e-bike.json")
    assert not window.start.isVisible()
    assert _expecting(window) == ["Opening “first-e-bike.json”…"]
    qtbot.waitUntil(lambda: window.page is not None)
    assert window.page is not None and window.page.isVisible()
    qtbot.waitUntil(lambda: not _expecting(window))


def test_where_the_file_is_missing_the_start_page_follows(
    opened: Opened, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(tmp_path / "gone.journey")
    qtbot.waitUntil(window.start.isVisible)
    assert window.page is None and "gone.journey" in answers.told[0]
    qtbot.waitUntil(lambda: not _expecting(window))


def test_threads_are_waited_for_but_not_for_ever(qtbot: QtBot) -> None:
    owner = QObject()
    hanging = threading.Event()
    outcomes: list[Outcome] = []

    def work(_progress: Progress) -> str:
        hanging.wait()
        return "done"

    jobs = Jobs(owner)
    jobs.run("", work, outcomes.append)
    assert not threads_ended(owner, 20)
    hanging.set()
    assert threads_ended(owner, 10_000)
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes[0].value == "done"
