"""How much memory the canvas of a map takes: what Python counts, and what the process has, after it was all shown."""

from __future__ import annotations

import gc
import os
import tracemalloc
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.bench.common import Row
from tests.support.canvases import make_canvas
from tests.support.maps import generated_document

LARGE, MOST_MB = 10_000, 60.0
_STATM = Path("/proc/self/statm")


def _resident() -> float:
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def run(cards: list[int]) -> list[Row]:
    """The rows for each number of cards: the canvas with its layout, without the document."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    _shown(100)
    rows = [row for count in cards for row in _rows(count)]
    assert application is not None
    return rows


def _rows(count: int) -> list[Row]:
    goal = MOST_MB if count == LARGE else 0.0
    resident = _shown(count)
    tracemalloc.start()
    counted = _shown(count, tracemalloc_too=True)
    tracemalloc.stop()
    return [
        Row("canvas, memory of the process", count, resident, "", 0.0, goal, "MB"),
        Row("canvas, counted by Python", count, counted, "", 0.0, goal, "MB"),
    ]


def _shown(count: int, tracemalloc_too: bool = False) -> float:
    """MB that a canvas takes once its map was laid out and seen at 100 % and as a whole."""
    document = generated_document(count, stages=10, steps=max(2, min(20, count // 60)))
    gc.collect()
    before = tracemalloc.get_traced_memory()[0] / 1e6 if tracemalloc_too else _resident()
    canvas = make_canvas(document)
    canvas.resize(1600, 900)
    canvas.show()
    canvas.show_map(document.maps[0].id)
    canvas.viewport().repaint()
    canvas.fit_map()
    canvas.viewport().repaint()
    gc.collect()
    after = tracemalloc.get_traced_memory()[0] / 1e6 if tracemalloc_too else _resident()
    canvas.release()
    canvas.close()
    canvas.deleteLater()
    QApplication.processEvents()
    return after - before
