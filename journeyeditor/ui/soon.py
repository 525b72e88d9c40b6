"""What is to happen once, a moment later, unless its owner is gone by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


class _Soon(QTimer):
    """Calls once, and is gone. Its slot is a method of Python's: PySide keeps something of each connection to one of
    Qt's own, for good."""

    def __init__(self, owner: QObject, call: Callable[[], object]) -> None:
        super().__init__(owner)
        self._call = call
        self.setSingleShot(True)
        self.timeout.connect(self._happen)

    def _happen(self) -> None:
        try:
            self._call()
        finally:
            self.deleteLater()


def soon(owner: QObject, call: Callable[[], object], ms: int = 0) -> None:
    """Calls after so many milliseconds, with 0 as soon as what is under way has ended; never once `owner` is deleted.

    `QTimer.singleShot` with an owner keeps what it should have called for good where the owner goes first (seen in
    PySide 6.11); a timer that is the owner's child goes with it.
    """
    _Soon(owner, call).start(ms)
