"""One line of words in the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.ui.moments import as_read_here

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics


def shortened(metrics: QFontMetrics, text: str, width: int) -> str:
    """The beginning of a text and an ellipsis at its end where it is wider than `width` logical pixels."""
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
    return as_read_here(words)
