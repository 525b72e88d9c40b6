"""Numbers with a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDoubleSpinBox

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class StillNumber(QDoubleSpinBox):
    """A number that the wheel does not change while the panel is scrolled."""

    def __init__(self, least: float, most: float, step: float, suffix: str, decimals: int) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(8, 0, 8, 0)
        self.setDecimals(decimals)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
