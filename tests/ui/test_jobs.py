"""Work beside the window says how far it is and can be called off, until it says that it is final."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject

from journeyeditor.ui.jobs import Cancelled, Jobs, Outcome, Progress

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def jobs(application: object) -> Jobs:
    return Jobs()


class Heard:
    """What a window hears of its jobs."""

    def __init__(self, jobs: Jobs) -> None:
        self.busy: list[tuple[str, bool]] = []
        self.shares: list[float] = []
        self.ends: list[Outcome] = []
        jobs.busy.connect(self._busy)
        jobs.progressed.connect(self.shares.append)

    def _busy(self, name: str, cancellable: bool) -> None:
        self.busy.append((name, cancellable))


def test_shares_come_to_the_window_a_percent_at_a_time(jobs: Jobs, qtbot: QtBot) -> None:
    heard = Heard(jobs)

    def work(progress: Progress) -> None:
        for piece in range(1000):
            progress.reached(piece / 2000)

    jobs.run("Saving", work, heard.ends.append, cancellable=True)
    qtbot.waitUntil(lambda: bool(heard.ends))
    assert [int(share * 100) for share in heard.shares] == list(range(50))


def test_what_is_final_can_not_be_called_off(jobs: Jobs, qtbot: QtBot) -> None:
    heard = Heard(jobs)
    final, go_on = Event(), Event()

    def work(progress: Progress) -> str:
        progress.reached(1)
        final.set()
        go_on.wait(20)
        return "done"

    jobs.run("Saving", work, heard.ends.append, cancellable=True)
    qtbot.waitUntil(lambda: ("Saving", False) in heard.busy)
    jobs.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(heard.ends))
    assert heard.ends == [Outcome("done")]
    assert heard.busy == [("Saving", True), ("Saving", False), ("", False)]
    assert final.is_set()


def test_work_that_is_called_off_ends_at_its_next_report(jobs: Jobs, qtbot: QtBot) -> None:
    heard = Heard(jobs)
    begun, off = Event(), Event()

    def work(progress: Progress) -> None:
        begun.set()
        off.wait(20)
        progress.reached(0.5)

    jobs.run("Saving", work, heard.ends.append, cancellable=True)
    qtbot.waitUntil(begun.is_set)
    jobs.cancel()
    off.set()
    qtbot.waitUntil(lambda: bool(heard.ends))
    assert isinstance(heard.ends[0].error, Cancelled)


def test_retired_jobs_end_by_themselves_below_another_owner(
    application: object, qtbot: QtBot
) -> None:
    page, window = QObject(), QObject()
    jobs, go_on = Jobs(page), Event()
    heard: list[Outcome] = []
    jobs.run("", lambda _: go_on.wait(20), heard.append)
    jobs.retire(window)
    assert jobs.parent() is window
    # Its page is gone, while the work still hangs.
    shiboken6.delete(page)
    assert shiboken6.isValid(jobs)
    go_on.set()
    qtbot.waitUntil(lambda: not shiboken6.isValid(jobs))
    assert [outcome.value for outcome in heard] == [True]
    assert shiboken6.isValid(window)


def test_retired_jobs_that_have_ended_go_with_their_owner(
    application: object, qtbot: QtBot
) -> None:
    page, window = QObject(), QObject()
    jobs = Jobs(page)
    heard: list[Outcome] = []
    jobs.run("", lambda _: "done", heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    jobs.retire(window)
    assert jobs.parent() is page
    shiboken6.delete(page)
    assert not shiboken6.isValid(jobs)


def test_jobs_go_on_side_by_side_where_that_is_wanted(application: object, qtbot: QtBot) -> None:
    jobs, second = Jobs(at_once=2), Event()
    heard: list[Outcome] = []
    jobs.run("first", lambda _: second.wait(20), heard.append)
    jobs.run("second", lambda _: second.set(), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert True in [outcome.value for outcome in heard]
