"""Moving the map with the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.ui.canvas.tools.gesture import Gesture

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas


class Pan(Gesture):
    """The map follows the mouse."""

    scrolls_across = scrolls_down = aims = False

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        self._canvas = canvas
        self._start = canvas.camera
        self._x, self._y = pressed.x, pressed.y

    def move(self, pointer: Pointer) -> None:
        self._canvas.set_camera(self._start.moved(pointer.x - self._x, pointer.y - self._y))

    def cancel(self) -> None:
        self._canvas.set_camera(self._start)

    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.ClosedHandCursor
