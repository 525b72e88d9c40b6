"""Drags that come from outside the canvas: items of the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.ui.canvas.tools.palette import PaletteDrag, item_of

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    from journeyeditor.ui.canvas.view import Canvas


class Drops:
    """Turns Qt's drag events into a gesture of the canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def enter(self, event: QDragEnterEvent) -> None:
        canvas = self._canvas
        item = item_of(event.mimeData())
        if item is None or not canvas.editable:
            event.ignore()
            return
        canvas.commit_pending()
        canvas.refine()
        canvas.mouse.own(PaletteDrag(canvas, item))
        event.acceptProposedAction()

    def move(self, event: QDragMoveEvent) -> None:
        gesture = self._gesture()
        if gesture is not None:
            mouse = self._canvas.mouse
            mouse.track(mouse.pointer(event.position(), event.modifiers()))
        if gesture is None or gesture.target is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def leave(self) -> None:
        if self._gesture() is not None:
            self._canvas.mouse.own(None)

    def drop(self, event: QDropEvent) -> None:
        gesture, mouse = self._gesture(), self._canvas.mouse
        if gesture is None:
            event.ignore()
            return
        mouse.own(None)
        gesture.drop(mouse.pointer(event.position(), event.modifiers()))
        event.acceptProposedAction()

    def _gesture(self) -> PaletteDrag | None:
        gesture = self._canvas.mouse.gesture
        return gesture if isinstance(gesture, PaletteDrag) else None
