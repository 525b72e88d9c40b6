"""Documents and windows are opened and closed again and again: nothing of them may stay, and memory may not grow."""

from __future__ import annotations

import ctypes
import gc
import os
import weakref
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.reliability.canvas import open_window, session_of, world_in
from tests.reliability.rows import Case, Row, Settings, Skipped, counted
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.world import World

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


def start_page_painted(window: MainWindow) -> None:
    """The start page has painted the pictures of all its templates and samples, which it does in spare moments.

    They are painted once for all documents to come, and what they are made of is kept: measured before that is done,
    the first documents would seem to take that memory.
    """
    starting = window.starting
    while any(starting.thumbnails.picture(path) is None for path in starting.page.pictured()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def window_cycle(world: World, cards: int = 20) -> list[weakref.ref[QObject]]:
    """A window is opened, with a document that is changed, and both are closed; what they were made of."""
    with open_window(world) as window:
        made = cycle(window, cards)
        made += [
            weakref.ref(one) for one in (window, window.actions_, window.starting, window.jobs)
        ]
    return made


def window_cycles(world: World, count: int, cards: int = 20) -> Iterator[Case]:
    """So many windows after one another: is any part of the one before still alive?"""
    for at in range(count):
        made = window_cycle(world, cards)
        collected()
        alive = [type(ref()).__name__ for ref in made if ref() is not None]
        yield Case("alive" if alive else "gone", bool(alive), f"window {at}: {alive}")


def run(settings: Settings) -> list[Row]:
    """1,000 documents in one window, and 1,000 windows with one each, in the full form."""
    world = world_in(settings.folder)
    with open_window(world) as window:
        start_page_painted(window)
        rows = measured(settings, "documents", lambda count: cycles(window, count))
    return rows + measured(settings, "windows", lambda count: window_cycles(world, count))


def measured(
    settings: Settings, what: str, opened_and_closed: Callable[[int], Iterator[Case]]
) -> list[Row]:
    """What stays of all of these, after a few that load what all of them use."""
    warm, early, count = settings.amount(5, 30), settings.amount(5, 200), settings.amount(15, 1000)
    list(opened_and_closed(warm))
    # What stays for good need not be looked through after each of the others: that takes a third of the time.
    gc.freeze()
    memory, before = settled_mb(), things()
    first = list(opened_and_closed(early))
    middle = settled_mb()
    title = f"{what} opened and closed: parts that stay"
    row = counted("windows", title, chain(first, opened_and_closed(count - early)))
    end, kinds = settled_mb(), left_over(before, things())
    gc.unfreeze()
    grown = f"{end - memory:.1f} MB more, {end - middle:.1f} of them after the first {early}"
    left, most = (
        f"{what}: widgets, timers, threads that stay",
        f"{what}: memory, at most {MOST_MB:g} MB more",
    )
    return [
        row,
        Row("windows", left, count, sum(kinds.values()), kinds),
        Row("windows", most, count, int(end - memory > MOST_MB), note=grown),
    ]
