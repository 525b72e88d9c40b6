"""Work that the window has to wait for, such as opening a file: done on another thread, seen after a moment, called off.

A file may be large or lie on a share that answers late or never. The window stays alive meanwhile, and takes no
input but “Cancel”; work that does not even notice that is left to itself, and what it brings later is thrown away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QProgressBar

from journeyeditor.model.messages import N_
from journeyeditor.ui.dialogs import Choice, Sheet
from journeyeditor.ui.jobs import Cancelled, Jobs, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from journeyeditor.ui.jobs import Progress
    from journeyeditor.ui.theme import Look

T = TypeVar("T")

PATIENCE_MS = 500
"""So long nothing is shown: most files are open by then, and nobody wonders yet."""


def thrown_away(_value: object) -> None:
    """For what needs no closing."""


class WaitingSheet(Sheet):
    """Says what is under way and how far it is; its one button calls it off."""

    def __init__(self, parent: QWidget | None, look: Look, title: str) -> None:
        super().__init__(parent, look, title)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(title)
        self.body.addWidget(self.progress)
        self.choices(Choice("", look.tr_(N_("Cancel"))))

    def show_progress(self, share: float) -> None:
        """So much of the work is done, 0 to 1."""
        self.progress.setRange(0, 100)
        self.progress.setValue(round(share * 100))


class _Wait(QObject):
    """One piece of work that is waited for. It lives until the work has ended, waited for or not."""

    def __init__(self, window: QWidget, dispose: Callable[[Any], object]) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = Jobs(self)
        self._dispose = dispose
        self._loop = QEventLoop(self)
        self._sheet: WaitingSheet | None = None
        self._given_up = False
        self.outcome: Outcome | None = None

    def begin(self, work: Callable[[Progress], object]) -> None:
        self._jobs.progressed.connect(self._progressed)
        self._jobs.run("", work, self._ended)

    def quietly(self, patience_ms: int) -> None:
        """Waits a moment without anything to see; what a person does meanwhile comes after it."""
        if self.outcome is None:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(self._loop.quit)
            timer.start(patience_ms)
            self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            timer.stop()

    def openly(self, look: Look, title: str) -> None:
        """Waits with a sheet that calls it off."""
        if self.outcome is not None:
            return
        self._sheet = WaitingSheet(self._window, look, title)
        self._sheet.ask()
        self._sheet = None
        if self.outcome is None:
            self._given_up = True
            self._jobs.cancel()

    def _progressed(self, share: float) -> None:
        if self._sheet is not None:
            self._sheet.show_progress(share)

    def _ended(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._loop.quit()
        if self._sheet is not None:
            self._sheet.accept()
        if self._given_up and outcome.error is None:
            self._dispose(outcome.value)
        self.deleteLater()


class Waiting:
    """Waits for work on behalf of one window, one piece at a time."""

    def __init__(self, window: QWidget, patience_ms: int = PATIENCE_MS) -> None:
        self._window = window
        self._patience_ms = patience_ms
        self.under_way = False

    def until(
        self,
        look: Look,
        title: str,
        work: Callable[[Progress], T],
        dispose: Callable[[T], object] = thrown_away,
    ) -> T:
        """What `work` returns, or the error that it raises. Raises `Cancelled` where it was called off.

        `title` says what is under way. `dispose` gets what comes after that, on the window's thread.
        """
        if self.under_way:
            raise Cancelled
        self.under_way = True
        try:
            wait = _Wait(self._window, dispose)
            wait.begin(work)
            wait.quietly(self._patience_ms)
            wait.openly(look, title)
            outcome = wait.outcome
        finally:
            self.under_way = False
        if outcome is None:
            raise Cancelled
        if outcome.error is not None:
            raise outcome.error
        value: T = outcome.value
        return value
