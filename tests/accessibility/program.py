"""The program as the client meets it: the window with a sample, and a hand that does things one after the other.

Run by `python -m tests.accessibility` on a display and a bus of its own.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.app.services import default_services
from journeyeditor.app.settings import Settings
from journeyeditor.model.entities import Card
from journeyeditor.ui.application import dress, make_application
from journeyeditor.ui.dialogs import Dialogs
from journeyeditor.ui.main_window import MainWindow
from journeyeditor.ui.world import make_world

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.view import Canvas

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NO = Qt.KeyboardModifier.NoModifier
BEGIN_MS, PAUSE_MS = 4_000, 400

MUTE = "--mute"
"""With this the canvas has no interface of its own, and nothing is announced."""

STEPS = (
    (Key.Key_Home, CTRL, ""),
    (Key.Key_Right, NO, ""),
    (Key.Key_5, NO, "5"),
    (Key.Key_Right, CTRL, ""),
    (Key.Key_Z, CTRL, ""),
    (Key.Key_Delete, NO, ""),
)
"""First card, next card, best rating, one step on, undo, delete."""


class Doing:
    """Presses the keys of `STEPS` on a canvas, then ends the program."""

    def __init__(self, window: MainWindow, canvas: Canvas) -> None:
        self._window, self._canvas, self._at = window, canvas, 0
        self._timer = QTimer(window)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.step)

    def begin(self) -> None:
        self._window.activateWindow()
        self._canvas.setFocus()
        self._timer.start()

    def step(self) -> None:
        if self._at >= len(STEPS):
            self._timer.stop()
            QTimer.singleShot(2 * BEGIN_MS, QApplication.quit)
            return
        key, modifiers, text = STEPS[self._at]
        self._at += 1
        if key == Key.Key_Z:
            self._window.actions_["undo"].trigger()
            self._canvas.editor.select([self._first_card()])
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._canvas, QKeyEvent(kind, key, modifiers, text))

    def _first_card(self) -> str:
        return next(key for key in self._canvas.editor.document if self._is_card(key))

    def _is_card(self, key: str) -> bool:
        return self._canvas.editor.document.find(Card, key) is not None


def be_mute() -> None:
    """Nothing comes between the canvas and Qt, which knows of no cards."""
    QAccessible.installFactory = lambda _factory: None  # type: ignore[method-assign]


def main() -> int:
    if MUTE in sys.argv:
        be_mute()
    folder = Path(tempfile.mkdtemp(prefix="journeyeditor-accessibility-"))
    application = make_application()
    settings = Settings(folder / "settings.json")
    world = make_world(default_services(language="en", author="Tester"), settings, Dialogs, str)
    dress(application, world)
    window = MainWindow(world)
    window.show()
    window.files.sample("first-e-bike")
    assert window.page is not None
    doing = Doing(window, window.page.canvas)
    QTimer.singleShot(BEGIN_MS, doing.begin)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
