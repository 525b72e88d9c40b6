"""Long work beside the window: a function runs on another thread over a snapshot, the window stays alive.

What it returns, or the `Refused` it raises, comes back as a signal on the window's own thread.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThreadPool, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Cancelled(Exception):
    """The work was called off by the person who started it."""


class Progress:
    """What a job is given: says how far it is, and raises `Cancelled` where it was called off."""

    def __init__(self, say: Callable[[float], None]) -> None:
        self._say = say
        self._off = threading.Event()
        self._percent = -1

    def cancel(self) -> None:
        self._off.set()

    def reached(self, share: float) -> None:
        """So much of the work is done, 0 to 1. Raises `Cancelled`; at 1 for the last time: what follows is final."""
        if self._off.is_set():
            raise Cancelled
        # A window that hears of every piece has no time for anything else.
        percent = int(share * 100)
        if percent != self._percent:
            self._percent = percent
            self._say(share)


Work = "Callable[[Progress], Any]"


class _Voice(QObject):
    """Carries what a thread says to the window's thread."""

    said = Signal(float)
    done = Signal(object)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: its value, or what went wrong."""

    value: Any = None
    error: BaseException | None = None


class _Run:
    """What a thread calls. No `QRunnable`: PySide 6.11 never frees one that ends while the window's thread is busy."""

    def __init__(self, work: Callable[[Progress], Any], voice: _Voice, progress: Progress) -> None:
        self._work, self._voice, self._progress = work, voice, progress

    def __call__(self) -> None:
        try:
            outcome = Outcome(self._work(self._progress))
        except BaseException as error:
            # Whatever went wrong is for the window to tell; a thread that dies in silence helps nobody.
            outcome = Outcome(error=error)
        self._voice.done.emit(outcome)


class Job(QObject):
    """One piece of work under way. `finished` carries its `Outcome`, on the window's thread."""

    progressed = Signal(float)
    finished = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self._voice = _Voice(self)
        self._voice.said.connect(self.progressed)
        self._voice.done.connect(self._done)
        self._progress = Progress(self._voice.said.emit)

    def start(self, work: Callable[[Progress], Any], pool: QThreadPool) -> None:
        pool.start(_Run(work, self._voice, self._progress))

    def cancel(self) -> None:
        """Asks the work to stop at its next report of progress."""
        self._progress.cancel()

    def _done(self, outcome: Outcome) -> None:
        self.finished.emit(outcome)
        self.deleteLater()


class Jobs(QObject):
    """The jobs of one window, one after another, so that two saves never race; or so many `at_once`.

    `busy` names the one under way, and says whether it can be called off; "" when there is none any more.
    `progressed` carries how much of it is done, 0 to 1, where it says so.
    """

    busy = Signal(str, bool)
    progressed = Signal(float)

    def __init__(self, parent: QObject | None = None, at_once: int = 1) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(at_once)
        self._running: list[Job] = []
        self._retired = False

    def run(
        self,
        name: str,
        work: Callable[[Progress], Any],
        then: Callable[[Outcome], None],
        cancellable: bool = False,
    ) -> Job:
        """Starts work; `then` hears how it ended."""
        job = Job(name, self)
        self._running.append(job)
        job.finished.connect(self._ended)
        job.finished.connect(then)
        job.progressed.connect(self._reached)
        self.busy.emit(name, cancellable)
        job.start(work, self._pool)
        return job

    def _reached(self, share: float) -> None:
        self.progressed.emit(share)
        job = self.sender()
        if share >= 1 and isinstance(job, Job):
            # It can't be called off any more.
            self.busy.emit(job.name, False)
            self.progressed.emit(share)

    @property
    def running(self) -> bool:
        return bool(self._running)

    def cancel(self) -> None:
        for job in self._running:
            job.cancel()

    def wait(self, patience_ms: int = -1) -> bool:
        """Until all work is done, or for so long; used on leaving. Whether it is done."""
        return self._pool.waitForDone(patience_ms)

    def retire(self, owner: QObject) -> None:
        """Lets what is under way end by itself, below an owner that stays; nobody waits for it any more."""
        self._retired = True
        if self._running:
            self.setParent(owner)

    def _ended(self) -> None:
        job = self.sender()
        self._running = [one for one in self._running if one is not job]
        if not self._running:
            self.busy.emit("", False)
            if self._retired:
                self.deleteLater()


class Lookout:
    """One question that is asked again and again, and never twice at once. Errors of the disk are no answer.

    `work` runs on another thread; `then` hears what it returned, on the window's.
    """

    def __init__(self, jobs: Jobs, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        self._jobs, self._work, self._then = jobs, work, then
        self._running = self._again = self._stale = self._stopped = False

    def poll(self) -> None:
        """Asks, unless the last answer is still awaited."""
        if not self._running and not self._stopped:
            self._running = True
            self._jobs.run("", self._do, self._answered)

    def ask(self) -> None:
        """Asks; where an answer is still awaited, once more after it."""
        self._again = self._running
        self.poll()

    def ask_anew(self) -> None:
        """Asks, and an answer that is still awaited counts no more: what it is about is another thing by now."""
        self._stale = self._running
        self.ask()

    def stop(self) -> None:
        """No answer is heard any more."""
        self._stopped = True

    def _do(self, _progress: Progress) -> Any:
        return self._work()

    def _answered(self, outcome: Outcome) -> None:
        counts, again = not self._stale and not self._stopped, self._again
        self._running = self._again = self._stale = False
        if again:
            self.poll()
        if not counts or isinstance(outcome.error, OSError):
            return
        if outcome.error is not None:
            raise outcome.error
        self._then(outcome.value)
