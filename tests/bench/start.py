"""How long it takes from the start of a process to the first picture, against a bare PySide6 window.

Both are processes of their own, started with the same interpreter and timed from outside until they say that a
window has been painted. Opening a document is timed in a program that shows its start page and is done loading.
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

# Our own program, whose event loop ends with the first painting of the start page. With a document it then loads
# what the program loads while its start page is read, opens it, and says how long that took until the canvas was painted.
_OURS = f"""
import os
import sys
import time
from pathlib import Path
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
import journeyeditor.ui.application as program

class Watcher(QObject):
    painted = False
    canvas = False

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            # By name, so that the program itself decides when the canvas is imported.
            names = [type(one).__name__ for one in (watched, watched.parent())]
            self.painted = True
            self.canvas = self.canvas or "Canvas" in names
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
    if len(sys.argv) > 1:
        open_document(application, watcher, Path(sys.argv[1]))
    return 0

def open_document(application, watcher, path):
    program.load_editor()
    import journeyeditor.storage.document_file
    window = next(w for w in application.topLevelWidgets() if type(w).__name__ == "MainWindow")
    began = time.perf_counter()
    window.files.load(path)
    while not watcher.canvas:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    print((time.perf_counter() - began) * 1000, flush=True)

QApplication.exec = until_painted
sys.exit(program.run(None))
"""


def run(cards: list[int]) -> list[Row]:
    """The rows of starting, and of opening a document of each number of cards in a started program."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = {count: _document(count, folder) for count in cards}
        # They take turns, so that what else the machine does meets all of them; a first round is not counted.
        rounds = [_round(documents, folder) for _ in range(ROUNDS + 1)][1:]
    bare, ours, *opened = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    rows = [Row("start to first paint", 0, ours, _BARE_NAME, bare)]
    rows += [
        Row("open to first paint", count, taken, "one second", ONE_SECOND)
        for count, taken in zip(documents, opened, strict=True)
    ]
    return rows


def _round(documents: dict[int, Path], folder: Path) -> list[float]:
    """Milliseconds: a bare window, our start page, and each document opened."""
    starts = [_start([words], folder)[0] for words in (_BARE, _OURS)]
    return starts + [_start([_OURS, str(path)], folder)[1] for path in documents.values()]


def _start(words: list[str], folder: Path) -> tuple[float, float]:
    """Milliseconds from outside until a process says that it has painted, and what it says after that."""
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
        opened = process.stdout.read().strip()
    if said != _SAID or process.returncode:
        raise RuntimeError(
            f"the window was not painted; the process ended with {process.returncode}"
        )
    return taken, float(opened or 0)


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
