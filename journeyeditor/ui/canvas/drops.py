"""Drags that come from outside the canvas: items of the palette, and what other programs let go of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.ui.canvas.tools.foreign import ForeignDrag
from journeyeditor.ui.canvas.tools.palette import PaletteDrag, item_of

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    from journeyeditor.ui.canvas.tools.cell_drag import CellDrag
    from journeyeditor.ui.canvas.view import Canvas


class Drops:
    """Turns Qt's drag events into a gesture of the canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def enter(self, event: QDragEnterEvent) -> None:
        canvas = self._canvas
        gesture = self._gesture_for(event.mimeData()) if canvas.editable else None
        if gesture is None:
            event.ignore()
            return
        canvas.drag_came.emit()
        canvas.commit_pending()
        canvas.refine()
        canvas.mouse.own(gesture, (event.position().x(), event.position().y()))
        event.acceptProposedAction()

    def _gesture_for(self, mime: QMimeData) -> CellDrag | None:
        canvas = self._canvas
        item = item_of(mime)
        if item is not None:
            return PaletteDrag(canvas, item)
        if canvas.foreign is not None and canvas.foreign.wants(mime):
            return ForeignDrag(canvas, mime, canvas.foreign)
        return None

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
            self._canvas.mouse.cancel()

    def drop(self, event: QDropEvent) -> None:
        gesture, mouse = self._gesture(), self._canvas.mouse
        if gesture is None:
            event.ignore()
            return
        mouse.own(None)
        gesture.drop(mouse.pointer(event.position(), event.modifiers()))
        event.acceptProposedAction()

    def _gesture(self) -> PaletteDrag | ForeignDrag | None:
        gesture = self._canvas.mouse.gesture
        return gesture if isinstance(gesture, PaletteDrag | ForeignDrag) else None
