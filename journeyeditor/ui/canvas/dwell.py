"""Tells when a drag has rested on the same thing for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

DWELL_MS = 600


class Dwell:
    """Calls `rested` once with what the drag rests on, after 600 ms on it. "" is nothing."""

    def __init__(self, parent: QObject, rested: Callable[[str], None]) -> None:
        self._rested = rested
        self._key = ""
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DWELL_MS)
        self._timer.timeout.connect(self._ring)

    def on(self, key: str) -> None:
        """The drag is on this now."""
        if key == self._key:
            return
        self._key = key
        if key:
            self._timer.start()
        else:
            self._timer.stop()

    def _ring(self) -> None:
        if self._key:
            self._rested(self._key)
