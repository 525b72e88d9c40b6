"""How long it takes from the start of a process to the first picture, against a bare PySide6 window.

Both are processes of their own, started with the same interpreter and timed from outside until they say that a
window has been painted. What opening a document costs is the difference between starting with and without it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from journeyeditor.storage.document_file import save_document
from tests.bench.common import Row
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock, fixed_ids

ROUNDS = 5
ONE_SECOND = 1000.0
PATIENCE_MS = 60_000
_ROOT = Path(__file__).parents[2]
_SAID = "painted"
_BARE_NAME = "bare PySide6 window"

_BARE = f"""
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    painted = False

    def paintEvent(self, event):
        self.painted = True

application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
while not window.painted:
    application.processEvents()
print("{_SAID}", flush=True)
"""

# Our own program, whose event loop ends with the first painting: of the canvas where there is a document.
_OURS = f"""
import os
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
import journeyeditor.ui.application as program
from journeyeditor.ui.canvas.view import Canvas

path = Path(sys.argv[1]) if len(sys.argv) > 1 else None

class Watcher(QObject):
    painted = False

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and (path is None or isinstance(watched, Canvas)):
            self.painted = True
        return False

def until_painted(*_):
    application = QApplication.instance()
    watcher = Watcher()
    application.installEventFilter(watcher)
    # Nobody closes a dialog that says what went wrong.
    QTimer.singleShot({PATIENCE_MS}, lambda: os._exit(1))
    while not watcher.painted:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    print("{_SAID}", flush=True)
    return 0

QApplication.exec = until_painted
sys.exit(program.run(path))
"""


def run(cards: list[int]) -> list[Row]:
    """The rows of starting, alone and with a document of each number of cards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = {count: _document(count, folder) for count in cards}
        commands = [[_BARE], [_OURS], *([_OURS, str(path)] for path in documents.values())]
        bare, ours, *wholes = median_starts(commands, folder)
        rows = [Row("start to first paint", 0, ours, _BARE_NAME, bare)]
        for count, whole in zip(documents, wholes, strict=True):
            rows += [
                Row("start with a document", count, whole, _BARE_NAME, bare),
                Row("open to first paint", count, max(0.0, whole - ours), "one second", ONE_SECOND),
            ]
        return rows


def median_starts(commands: list[list[str]], folder: Path) -> list[float]:
    """For each command the median time in milliseconds until it says that it has painted.

    They take turns, so that what else the machine does meets all of them; a first round is not counted.
    """
    rounds = [[_start(command, folder) for command in commands] for _ in range(ROUNDS + 1)]
    return [statistics.median(figures) for figures in zip(*rounds[1:], strict=True)]


def _start(words: list[str], folder: Path) -> float:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", *words],
        cwd=_ROOT,
        env=_environment(folder),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        taken = (time.perf_counter() - began) * 1000
        process.stdout.read()
    if said != _SAID:
        raise RuntimeError(
            f"the window was not painted; the process ended with {process.returncode}"
        )
    return taken


def _environment(folder: Path) -> dict[str, str]:
    """No display, settings of nobody, and compiled modules kept as they are of an installed program."""
    folders = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "PYTHONPYCACHEPREFIX")
    own = {name: str(folder / name) for name in folders}
    known = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**known, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT), **own}


def _document(count: int, folder: Path) -> Path:
    path = folder / f"{count}.journey"
    save_document(
        generated_document(count),
        path,
        workspace=folder / "workspace",
        author="Anna",
        app="journeyeditor bench",
        ids=fixed_ids(),
        clock=fixed_clock,
    )
    return path
