"""What is closed is gone: pages, canvases, dialogs, windows, and the memory they took.

`python -m tests.reliability windows --full` opens and closes 1,000 documents, and 1,000 windows.
"""

from __future__ import annotations

import gc
import weakref
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog

from journeyeditor.app.resources import Resources
from journeyeditor.ui.faces import families_in
from journeyeditor.ui.jobs import Jobs, Outcome
from journeyeditor.ui.soon import soon
from journeyeditor.ui.theme import FONT_FILES
from tests.reliability.canvas import open_window, session_of, world_in
from tests.reliability.windows import (
    collected,
    cycles,
    left_over,
    things,
)
from tests.support.canvases import make_canvas
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow

CYCLES = 2
DIALOGS = ("shortcuts", "history", "comment", "palette", "settings")
pytestmark = pytest.mark.usefixtures("application")


@pytest.fixture(autouse=True, scope="module")
def only_what_is_new() -> Iterator[None]:
    """What was there before is not looked at: collecting and counting all of it takes most of the time."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def test_documents_opened_and_closed_leave_nothing_behind(tmp_path: Path) -> None:
    with open_window(world_in(tmp_path)) as window:
        list(cycles(window, 1, cards=1))
        collected()
        before = things()
        assert [case.where for case in cycles(window, CYCLES, cards=1) if case.bad] == []
        collected()
        assert left_over(before, things()) == {}


def test_a_closed_window_is_gone_with_all_it_held(tmp_path: Path) -> None:
    collected()
    before = things()
    with open_window(world_in(tmp_path)) as window:
        window.show_session(session_of(window.world, generated_document(8)))
        QApplication.processEvents()
        held: list[weakref.ref[QObject]] = [weakref.ref(window), weakref.ref(window.actions_)]
    del window
    collected()
    assert [ref() for ref in held if ref() is not None] == []
    assert left_over(before, things()) == {}


def test_a_released_canvas_is_gone() -> None:
    canvas = make_canvas(generated_document(8))
    canvas.show()
    canvas.show_map(canvas.editor.document.maps[0].id)
    QApplication.processEvents()
    ref = weakref.ref(canvas)
    canvas.release()
    canvas.close()
    canvas.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del canvas
    collected()
    assert ref() is None


def test_a_closed_dialog_is_gone(tmp_path: Path) -> None:
    with open_window(world_in(tmp_path)) as window:
        window.show_session(session_of(window.world, generated_document(8)))
        for action in DIALOGS:
            # What is made once and kept is made by the first time.
            opened_and_closed(window, action)
        collected()
        before = things()
        for action in DIALOGS:
            opened_and_closed(window, action)
        collected()
        assert left_over(before, things()) == {}


def opened_and_closed(window: MainWindow, action: str) -> None:
    window.actions_[action].trigger()
    QApplication.processEvents()
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    window.tools.palette_closed()


def test_work_beside_the_window_leaves_nothing_of_itself() -> None:
    """It ends while the window's thread is busy, as it does mostly."""
    jobs = Jobs()
    held: list[weakref.ref[_Work]] = []
    outcomes: list[Outcome] = []
    for _ in range(CYCLES):
        work = _Work()
        held.append(weakref.ref(work))
        jobs.run("", work, outcomes.append)
        del work
        while jobs.running:
            QApplication.processEvents()
    collected()
    assert [ref for ref in held if ref() is not None] == []


def test_what_was_to_happen_soon_goes_with_its_owner() -> None:
    happened: list[int] = []
    owner, work = QObject(), _Work()
    ref = weakref.ref(work)
    soon(owner, work.at_once)
    soon(owner, work.at_once, 1)
    soon(owner, partial(happened.append, 1))
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    del owner, work
    collected()
    assert ref() is None
    assert happened == []


def test_what_is_to_happen_soon_happens_once(qtbot: QtBot) -> None:
    happened: list[int] = []
    owner = QObject()
    soon(owner, partial(happened.append, 1))
    soon(owner, partial(happened.append, 2), 1)
    qtbot.waitUntil(lambda: happened == [1, 2])
    collected()
    assert owner.children() == []


def test_a_typeface_is_read_once_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    path = Resources.find().fonts / FONT_FILES[0]
    assert families_in(path)
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", _never)
    assert "Noto Sans" in families_in(path)


def _never(_path: str) -> int:
    raise AssertionError("read again")


class _Work:
    def __call__(self, _progress: object) -> int:
        return 0

    def at_once(self) -> None:
        return
