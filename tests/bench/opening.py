"""How long it takes to open a file in a running program until its map is painted for the first time.

Reading, checking, laying out and painting, in a program that has shown another map before: the modules are loaded, the
fonts too, but the words are new to it. Beside it stands reading all rows with plain sqlite3. What a window takes to
build its panels around the canvas is not in it; `tests.bench start` measures that too, by the clock.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from journeyeditor.storage.document_file import open_document
from journeyeditor.storage.rows import RowMemory
from tests.bench.common import Row, busy, timed
from tests.bench.file import raw_tables, write_file
from tests.support.canvases import make_canvas, make_layout
from tests.support.kinds import every_kind
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.model.document import Document
    from journeyeditor.ui.canvas.view import Canvas

    Clock = Callable[[Callable[[], object]], float]

WIDTH, HEIGHT, ROUNDS = 1600, 900, 5
GOALS = {2000: 400.0, 10_000: 2000.0}
"""Milliseconds that opening so many cards may take at most."""


def run(cards: list[int]) -> list[Row]:
    """The rows of opening a file of each number of cards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    rows = [_row(count) for count in cards]
    assert application is not None
    return rows


def _row(count: int) -> Row:
    clock = busy if QGuiApplication.platformName() == "offscreen" else timed
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.journey"
        document = generated_document(count, 10, max(2, min(20, count // 60)))
        write_file(document, path, path.parent / "workspace")
        figures = [_opened(path, clock) for _ in range(ROUNDS)]
        raw = statistics.median(clock(partial(raw_tables, path)) for _ in range(ROUNDS))
    figure = statistics.median(figures)
    return Row(
        "open to first paint", count, figure, "sqlite3, all rows", raw, GOALS.get(count, 0.0)
    )


def _opened(path: Path, clock: Clock) -> float:
    layout = make_layout()
    shown = [_shown(every_kind(), layout)]

    def work() -> None:
        opened = open_document(path, path.parent / "workspace", memory=RowMemory())
        shown.append(_shown(opened.document, layout))

    taken = clock(work)
    for canvas in shown:
        canvas.release()
        canvas.close()
        canvas.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return taken


def _shown(document: Document, layout: MapLayout) -> Canvas:
    """A canvas that has painted the first map of a document."""
    canvas = make_canvas(document, layout=layout)
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    # A window that the system has not shown yet paints nothing.
    QApplication.processEvents()
    canvas.show_map(document.maps[0].id)
    canvas.viewport().repaint()
    return canvas
