"""Errors of our own: logged, and told once in a dialog that says that the work is safe, wherever they happen."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journeyeditor.app.services import NAME

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

LOG_BYTES, LOG_FILES = 512 * 1024, 3
"""The log file is put aside when it is this large; so many old ones are kept."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error nobody expected. `details` is for whoever mends it, `place` the line of our program it came from."""

    name: str
    details: str
    place: str

    @classmethod
    def of(cls, error: BaseException) -> Fault:
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        name = f"{type(error).__name__}: {error}"
        return cls(name, "".join(traceback.format_exception(error)), f"{type(error)} {place}")


class Faults(QObject):
    """Catches what no code caught, on every thread, from `install` until `remove`.

    Each fault is logged; `tell` is called for the first of each place only, on the window's thread and never while
    it still tells another one, so that a fault that repeats itself is no cascade of dialogs.
    """

    happened = Signal(object)

    def __init__(self, log: Path, tell: Callable[[Fault], None]) -> None:
        super().__init__()
        self._path, self._tell = log, tell
        self._told: set[str] = set()
        self._telling = False
        self._logger: logging.Logger | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self._crashes: object = None
        self.happened.connect(self._on_fault)

    def install(self) -> None:
        """From now on nothing goes unnoticed; a crash of the interpreter itself leaves its stack beside the log."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        with suppress(OSError, RuntimeError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            crashes = self._path.with_suffix(".crash.log").open("a", encoding="utf-8")
            faulthandler.enable(crashes)
            self._crashes = crashes

    def remove(self) -> None:
        """As it was before `install`."""
        sys.excepthook, threading.excepthook = self._before
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()  # type: ignore[attr-defined]
            self._crashes = None
        self._close_log()

    def note(self, error: BaseException) -> None:
        """Logs an error that is told otherwise."""
        self._log(Fault.of(error))

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        fault = Fault.of(error.with_traceback(trace))
        self._log(fault)
        self.happened.emit(fault)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_fault(self, fault: Fault) -> None:
        if self._telling or fault.place in self._told:
            return
        self._told.add(fault.place)
        self._telling = True
        try:
            self._tell(fault)
        except Exception as error:
            # Telling must never be what goes wrong next.
            self._log(Fault.of(error))
        finally:
            self._telling = False

    # The log

    def _log(self, fault: Fault) -> None:
        with suppress(OSError):
            if self._logger is None:
                self._logger = self._opened()
            self._logger.error("%s", fault.details.rstrip("\n"))

    def _opened(self) -> logging.Logger:
        import logging
        from logging.handlers import RotatingFileHandler

        self._path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            self._path,
            maxBytes=LOG_BYTES,
            backupCount=LOG_FILES,
            encoding="utf-8",
            errors="backslashreplace",
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger = logging.Logger(NAME)
        logger.addHandler(handler)
        return logger

    def _close_log(self) -> None:
        if self._logger is not None:
            for handler in self._logger.handlers:
                handler.close()
            self._logger = None
