"""Sizes of windows that large type must not push off the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_FRAME = QSize(24, 64)
"""About what a window's frame and title take, in pixels."""


def resize_within(window: QWidget, size: QSize) -> None:
    """Gives a window this size, or as much of it as its screen has room for."""
    room = window.screen().availableGeometry().size() - _FRAME
    window.resize(size.boundedTo(room))
