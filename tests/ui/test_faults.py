"""An error of the program itself: logged, told once, and never the end of the work."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from journeyeditor.model.messages import message
from journeyeditor.ui.dialogs import Choice, Dialogs, Sheet
from journeyeditor.ui.faults import Fault, Faults
from journeyeditor.ui.widgets.build import label

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


def pressed(words: str, seen: list[str]) -> None:
    """Presses a button of the dialog that is open once it is."""

    def press() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, QDialog)
        seen.extend(one.text() for one in sheet.findChildren(QLabel))
        if not words:
            sheet.reject()
        for button in sheet.findChildren(QPushButton):
            if button.text() == words:
                button.click()

    QTimer.singleShot(0, press)


def test_the_details_can_be_copied(window: MainWindow) -> None:
    seen: list[str] = []
    pressed("Copy details", seen)
    Dialogs(window, window.look).fault("Your work is safe in /here.", "Traceback: here")
    assert "Your work is safe in /here." in seen
    assert QGuiApplication.clipboard().text() == "Traceback: here"


@pytest.mark.parametrize(("button", "discarded"), [("", False), ("Discard", True)])
def test_escape_keeps_lost_work(window: MainWindow, button: str, discarded: bool) -> None:
    seen: list[str] = []
    pressed(button, seen)
    assert Dialogs(window, window.look).discard_lost("bike", 2) is discarded
    assert "2 changes that are in no file are lost for good." in seen


@pytest.mark.parametrize(("button", "elsewhere"), [("", False), ("Save as…", True)])
def test_a_failed_save_offers_another_place(
    window: MainWindow, button: str, elsewhere: bool
) -> None:
    pressed(button, [])
    assert Dialogs(window, window.look).not_saved("There is no room.") is elsewhere


def test_a_dialog_is_just_as_high_as_its_texts(window: MainWindow) -> None:
    def height(sentence: str) -> int:
        sheet = Sheet(window, window.look, "Title")
        sheet.body.addWidget(label(sentence, wrap=True))
        sheet.choices(Choice("", "OK", "primary"))
        sheet.fit()
        sheet.show()
        found = sheet.height()
        sheet.close()
        sheet.deleteLater()
        return found

    line = label("x").fontMetrics().lineSpacing()
    one, five = height("Short."), height("\n".join(["Short."] * 5))
    assert abs(five - one - 4 * line) <= 4
    assert height("word " * 40) < one + 6 * line
