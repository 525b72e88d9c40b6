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

from tests.bench.common import Row
from tests.bench.file import write_file
from tests.bench.opening import GOALS
from tests.support.maps import generated_document

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
# what the program loads while its start page is read, opens it, and says how long that took until the canvas was
# painted, by the clock and of the processor's time.
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

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
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
    application.removeEventFilter(watcher)
    print("{_SAID}", flush=True)
    if len(sys.argv) > 1:
        open_document(application, Path(sys.argv[1]))
    return 0

def open_document(application, path):
    program.load_editor()
    import journeyeditor.storage.document_file
    from journeyeditor.ui.canvas.surface import Surface

    painted = []
    paint = Surface.paintEvent

    def noted(canvas, event):
        paint(canvas, event)
        painted.append(canvas.placed is not None)

    Surface.paintEvent = noted
    window = next(w for w in application.topLevelWidgets() if type(w).__name__ == "MainWindow")
    began, worked = time.perf_counter(), time.process_time()
    window.files.load(path)
    while not any(painted):
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    taken, work = time.perf_counter() - began, time.process_time() - worked
    print(taken * 1000, work * 1000, flush=True)

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
    for count, taken, worked in zip(documents, opened[::2], opened[1::2], strict=True):
        goal = GOALS.get(count, 0.0)
        rows += [
            Row("open in the window, by the clock", count, taken, "one second", ONE_SECOND),
            Row("open in the window, processor", count, worked, "one second", ONE_SECOND, goal),
        ]
    return rows


def _round(documents: dict[int, Path], folder: Path) -> list[float]:
    """Milliseconds: a bare window, our start page, and each document opened, by the clock and the processor's."""
    figures = [_start([words], folder)[0] for words in (_BARE, _OURS)]
    for path in documents.values():
        figures += _start([_OURS, str(path)], folder)[1]
    return figures


def _start(words: list[str], folder: Path) -> tuple[float, list[float]]:
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
    return taken, [float(figure) for figure in opened.split()]


def _environment(folder: Path) -> dict[str, str]:
    """No display, settings of nobody, and compiled modules kept as they are of an installed program."""
    folders = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "PYTHONPYCACHEPREFIX")
    own = {name: str(folder / name) for name in folders}
    known = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**known, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT), **own}


def _document(count: int, folder: Path) -> Path:
    path = folder / f"{count}.journey"
    write_file(generated_document(count), path, folder / "workspace")
    return path
