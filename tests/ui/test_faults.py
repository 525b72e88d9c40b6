"""An error of the program itself: logged, told once, and never the end of the work."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from journeyeditor.model.messages import message
from journeyeditor.ui.faults import Fault, Faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers


@pytest.fixture
def told() -> list[Fault]:
    return []


@pytest.fixture
def faults(told: list[Fault], tmp_path: Path) -> Iterator[Faults]:
    made = Faults(tmp_path / "log" / "journeyeditor.log", told.append)
    made.install()
    yield made
    made.remove()


def log_of(tmp_path: Path) -> str:
    return (tmp_path / "log" / "journeyeditor.log").read_text(encoding="utf-8")


def fail() -> None:
    raise ZeroDivisionError("by us")


def test_an_error_in_a_slot_is_told_once_and_logged_each_time(
    application: object, faults: Faults, told: list[Fault], tmp_path: Path, qtbot: QtBot
) -> None:
    timer = QTimer()
    timer.timeout.connect(fail)
    timer.start(1)
    qtbot.waitUntil(lambda: log_seen(tmp_path) >= 3)
    timer.stop()
    assert [fault.name for fault in told] == ["ZeroDivisionError: by us"]
    assert "in fail" in told[0].details


def log_seen(tmp_path: Path) -> int:
    path = tmp_path / "log" / "journeyeditor.log"
    return log_of(tmp_path).count("ZeroDivisionError: by us") if path.exists() else 0


def test_an_error_on_another_thread_is_told_on_the_window_s(
    application: object, faults: Faults, tmp_path: Path, qtbot: QtBot
) -> None:
    where: list[bool] = []
    faults.happened.connect(
        lambda: where.append(threading.current_thread() is threading.main_thread())
    )
    worker = threading.Thread(target=fail)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(where))
    assert "ZeroDivisionError: by us" in log_of(tmp_path)


def test_telling_that_fails_is_logged_and_no_cascade(application: object, tmp_path: Path) -> None:
    def tell(_fault: Fault) -> None:
        raise RuntimeError("no dialog")

    faults = Faults(tmp_path / "log" / "journeyeditor.log", tell)
    faults.install()
    try:
        sys.excepthook(ValueError, ValueError("first"), None)
    finally:
        faults.remove()
    assert "RuntimeError: no dialog" in log_of(tmp_path)


def test_all_is_as_before_once_it_is_removed(application: object, tmp_path: Path) -> None:
    before = sys.excepthook, threading.excepthook
    faults = Faults(tmp_path / "log" / "journeyeditor.log", lambda _fault: None)
    faults.install()
    assert sys.excepthook not in before
    faults.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_log_that_can_t_be_written_stops_nothing(
    application: object, told: list[Fault], tmp_path: Path
) -> None:
    (tmp_path / "log").write_text("in the way")
    faults = Faults(tmp_path / "log" / "journeyeditor.log", told.append)
    faults.install()
    try:
        sys.excepthook(ValueError, ValueError("first"), None)
    finally:
        faults.remove()
    assert len(told) == 1


def test_the_window_says_what_is_safe_and_where(
    editor: MainWindow, answers: Answers, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.tell_fault(Fault("ValueError: x", "details", "place"))
    assert str(world.services.workspace) in answers.told[0]
    assert "ValueError: x" in answers.told[0]
    assert editor.session is not None
    monkeypatch.setattr(type(editor.session), "trouble", message("Nothing is kept."))
    editor.tell_fault(Fault("ValueError: x", "details", "place"))
    assert answers.told[1].startswith("Nothing is kept. Save the document now")
