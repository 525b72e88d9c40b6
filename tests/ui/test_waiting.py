"""Opening goes on beside the window, shows how far it is after a moment, and can be called off."""

from __future__ import annotations

import threading
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from journeyeditor.app import opening
from journeyeditor.app.beginning import new_session, open_session
from journeyeditor.model.messages import Refused
from journeyeditor.ui import waiting
from journeyeditor.ui.jobs import Cancelled
from journeyeditor.ui.waiting import Waiting, WaitingSheet
from tests.ui.doing import page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.jobs import Progress
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.world import World

TITLE = "Opening “a”…"


@pytest.fixture
def gate() -> Iterator[Event]:
    made = Event()
    yield made
    made.set()


def with_sheet(act: Callable[[WaitingSheet], object]) -> QTimer:
    """Does something with the sheet once it is seen."""
    timer = QTimer()

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, WaitingSheet) and act(sheet) is not False:
            timer.stop()

    timer.timeout.connect(look)
    timer.start(5)
    return timer


def cancel(sheet: WaitingSheet) -> None:
    sheet.reject()


def test_work_is_done_on_another_thread(window: MainWindow) -> None:
    thread = Waiting(window).until(window.look, TITLE, lambda _: threading.current_thread())
    assert thread is not threading.main_thread()


def test_nobody_waits_longer_than_half_a_second_without_a_word() -> None:
    assert waiting.PATIENCE_MS <= 500


def test_what_it_raises_comes_back(window: MainWindow) -> None:
    def work(_progress: Progress) -> None:
        raise Refused("No.")

    with pytest.raises(Refused, match="No"):
        Waiting(window).until(window.look, TITLE, work)


def test_after_a_moment_it_is_seen_how_far_it_is(window: MainWindow, gate: Event) -> None:
    def work(progress: Progress) -> str:
        gate.wait(20)
        progress.reached(0.5)
        going_on.wait(20)
        return "done"

    def seen(sheet: WaitingSheet) -> bool:
        gate.set()
        if sheet.progress.value() != 50:
            return False
        assert sheet.windowTitle() == TITLE
        going_on.set()
        return True

    going_on = Event()
    timer = with_sheet(seen)
    assert Waiting(window, 0).until(window.look, TITLE, work) == "done"
    assert not timer.isActive()
    assert QApplication.activeModalWidget() is None


def test_it_is_called_off_at_once_and_what_comes_later_is_thrown_away(
    window: MainWindow, gate: Event, qtbot: QtBot
) -> None:
    thrown: list[str] = []

    def work(_progress: Progress) -> str:
        gate.wait(20)
        return "late"

    timer = with_sheet(cancel)
    with pytest.raises(Cancelled):
        Waiting(window, 0).until(window.look, TITLE, work, thrown.append)
    assert not timer.isActive()
    gate.set()
    qtbot.waitUntil(lambda: thrown == ["late"])


def test_one_thing_at_a_time_is_waited_for(window: MainWindow, gate: Event) -> None:
    made = Waiting(window, 0)
    second: list[type[BaseException]] = []

    def again(sheet: WaitingSheet) -> None:
        try:
            made.until(window.look, TITLE, lambda _: "second")
        except Cancelled as error:
            second.append(type(error))
        gate.set()

    timer = with_sheet(again)
    made.until(window.look, TITLE, lambda _: gate.wait(20))
    assert second == [Cancelled]
    assert not timer.isActive()


def test_opening_a_file_is_called_off_and_nothing_of_it_is_left(
    window: MainWindow,
    world: World,
    tmp_path: Path,
    gate: Event,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    made = new_session(world.services)
    made.save_as(tmp_path / "a.journey")
    made.close()
    window.files.sample("first-e-bike")
    page = page_of(window)
    qtbot.waitUntil(lambda: not window.errands.running)
    before = set(world.services.workspace.iterdir())
    assert len(before) == 1
    real = opening._journey

    def slow(*given: object) -> object:
        gate.wait(20)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "_journey", slow)
    monkeypatch.setattr(waiting, "PATIENCE_MS", 0)
    timer = with_sheet(cancel)
    window.files.load(tmp_path / "a.journey")
    assert not timer.isActive()
    assert window.page is page
    assert page_of(window).status.words.toolTip().startswith("Called off; nothing was opened")
    gate.set()
    qtbot.waitUntil(lambda: set(world.services.workspace.iterdir()) == before)
    monkeypatch.undo()
    other = open_session(world.services, tmp_path / "a.journey")
    assert other.others is None
    other.close()
