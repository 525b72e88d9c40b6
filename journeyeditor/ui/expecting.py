"""What a window shows that was started with a file, until the file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from journeyeditor.model.messages import N_

if TYPE_CHECKING:
    from pathlib import Path

    from journeyeditor.ui.theme import Look

OPENING = N_("Opening “{name}”…")


def expecting_page(look: Look, path: Path) -> QLabel:
    """A quiet sentence with the file's name in the middle of the window: no start page that flashes up and goes."""
    label = QLabel(look.tr_(OPENING, name=path.name))
    label.setObjectName("lead")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
