"""What is to happen once, a moment later, unless its owner is gone by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


def soon(owner: QObject, call: Callable[[], object], ms: int = 0) -> None:
    """Calls after so many milliseconds, with 0 as soon as what is under way has ended; never once `owner` is deleted.

    `QTimer.singleShot` with an owner keeps what it should have called for good where the owner goes first (seen in
    PySide 6.11); a timer that is the owner's child goes with it.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(call)
    timer.timeout.connect(timer.deleteLater)
    timer.start(ms)
