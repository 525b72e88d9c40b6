"""Whether files are at their places, asked beside the window: the disk they lie on may answer late or never."""

from __future__ import annotations

import stat
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journeyeditor.ui.jobs import Jobs

if TYPE_CHECKING:
    from pathlib import Path

    from journeyeditor.ui.jobs import Outcome, Progress

AT_ONCE = 12
"""So many places are looked at side by side, so that one that is dead keeps none of the others waiting."""

PATIENCE_MS = 300
"""So long the window waits for a folder that a dialog is to begin with."""


class Presence(QObject):
    """The files that one window was told to be gone. `told` carries a path, and whether it is there."""

    told = Signal(object, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self, AT_ONCE)
        self._awaited: set[Path] = set()
        self._gone: set[Path] = set()

    @property
    def gone(self) -> frozenset[Path]:
        """The files that were not there when they were looked for last."""
        return frozenset(self._gone)

    def ask(self, path: Path) -> None:
        """Looks for a file, unless the answer is still awaited."""
        if path in self._awaited:
            return
        self._awaited.add(path)

        def work(_progress: Progress) -> tuple[Path, bool]:
            return path, is_there(path)

        self._jobs.run("", work, self._answered)

    def _answered(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            raise outcome.error
        path, there = outcome.value
        self._awaited.discard(path)
        (self._gone.discard if there else self._gone.add)(path)
        self.told.emit(path, there)

    def is_folder(self, path: Path, patience_ms: int = PATIENCE_MS) -> bool:
        """Whether a folder is there and says so in time."""
        found: list[bool] = []
        answered = Event()

        def work(_progress: Progress) -> None:
            found.append(_is_folder(path))
            answered.set()

        self._jobs.run("", work, _unheard)
        return answered.wait(patience_ms / 1000) and found[0]


def is_there(path: Path) -> bool:
    """Whether a file is at its place, or something keeps it from telling: opening it says what. May take for ever."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _unheard(_outcome: Outcome) -> None:
    """For what is heard otherwise."""
