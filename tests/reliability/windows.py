"""Documents and windows are opened and closed again and again: nothing of them may stay, and memory may not grow."""

from __future__ import annotations

import ctypes
import gc
import os
import weakref
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from journeyeditor.ui.main_window import MainWindow
from tests.reliability.canvas import open_window, session_of, world_in
from tests.reliability.rows import Case, Row, Settings, Skipped, counted
from tests.support.maps import generated_document

MOST_MB = 20.0
_STATM = Path("/proc/self/statm")


def resident_mb() -> float:
    """How much memory this process has, in MB. Raises `Skipped` where the system doesn't tell."""
    if not _STATM.exists():
        raise Skipped("needs /proc/self/statm, which Linux has")
    pages = int(_STATM.read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def settled_mb() -> float:
    """The memory in use once everything that was thrown away is gone, without what the C library keeps in reserve."""
    collected()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    return resident_mb()


def collected() -> None:
    """What was thrown away is gone."""
    for _ in range(2):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()


def cycle(window: MainWindow, cards: int = 20) -> list[weakref.ref[QObject]]:
    """A document is opened, changed and closed; what its page was made of."""
    window.show_session(session_of(window.world, generated_document(cards)))
    QApplication.processEvents()
    page = window.page
    assert page is not None
    window.actions_["add-stage"].trigger()
    page.commit_pending()
    QApplication.processEvents()
    made: list[weakref.ref[QObject]] = [
        weakref.ref(one) for one in (page, page.canvas, page.inspector, page.bridge)
    ]
    del page
    window.close_session()
    return made


def cycles(window: MainWindow, count: int, cards: int = 20) -> Iterator[Case]:
    """So many documents after one another: is any part of the one before still alive?"""
    for at in range(count):
        made = cycle(window, cards)
        # A page goes only when it is collected, for all of it hangs together. Each is collected by itself, or memory
        # grows for how many lie about at once, which says nothing of what stays.
        collected()
        alive = [type(ref()).__name__ for ref in made if ref() is not None]
        yield Case("alive" if alive else "gone", bool(alive), f"cycle {at}: {alive}")


def left_over(before: Counter[str], after: Counter[str]) -> dict[str, int]:
    """Kinds of things that there are more of."""
    return {kind: count - before[kind] for kind, count in after.items() if count > before[kind]}


def things() -> Counter[str]:
    """All widgets, timers and pools of threads that there are, by kind."""
    found = Counter(type(widget).__name__ for widget in QApplication.allWidgets())
    made = (one for one in gc.get_objects() if isinstance(one, (QTimer, QThread, QThreadPool)))
    found.update(type(one).__name__ for one in made if isValid(one))
    return found


def run(settings: Settings) -> list[Row]:
    """1,000 documents in the full form, after a few that load what all of them use."""
    warm, early, count = settings.amount(5, 30), settings.amount(5, 200), settings.amount(15, 1000)
    with open_window(world_in(settings.folder)) as window:
        list(cycles(window, warm))
        memory, before = settled_mb(), things()
        first = list(cycles(window, early))
        middle = settled_mb()
        row = counted(
            "windows",
            "documents opened and closed: pages that stay",
            chain(first, cycles(window, count - early)),
        )
        end, kinds = settled_mb(), left_over(before, things())
    grown = f"{end - memory:.1f} MB more, {end - middle:.1f} of them after the first {early}"
    return [
        row,
        Row("windows", "widgets, timers, pools of threads that stay", count, sum(kinds.values()), kinds),
        Row("windows", f"memory, at most {MOST_MB:g} MB more", count, int(end - memory > MOST_MB),
            note=grown),
    ]  # fmt: skip
