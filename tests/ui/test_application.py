"""The end of the program: what runs beside the window is waited for, but not for ever."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journeyeditor.ui.application import threads_ended
from journeyeditor.ui.jobs import Jobs, Outcome, Progress

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


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
