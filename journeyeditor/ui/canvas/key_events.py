"""What becomes of the events of keys on the canvas: a drag's, the map's that is moved while one is held, or a command's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from journeyeditor.ui.canvas.view import Canvas

_CTRL = Qt.KeyboardModifier.ControlModifier
_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt})
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class KeyEvents:
    """Hands each key to whom it means."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def first(self, event: QKeyEvent) -> bool:
        """Takes what would else go to shortcuts of the window or move the focus; False where it is none of that."""
        if event.type() == QEvent.Type.ShortcutOverride and self._claims(event):
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._tabbed(event)

    def _claims(self, event: QKeyEvent) -> bool:
        # During a drag no shortcut of the window may change the document under it.
        return self._canvas.mouse.gesture is not None or self._canvas.keyboard.wants(event)

    def _tabbed(self, event: QKeyEvent) -> bool:
        way = _TABS.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & _CTRL:
            return False
        return self._canvas.keyboard.tab(way)

    def press(self, event: QKeyEvent) -> None:
        """A key goes down; what means nothing here is left to others."""
        canvas = self._canvas
        if event.key() in _MODIFIERS:
            canvas.mouse.modifiers_changed(event.modifiers())
        elif canvas.mouse.gesture is not None:
            if canvas.keyboard.calls_off(event) or event.matches(QKeySequence.StandardKey.Undo):
                canvas.cancel_gesture()
        elif canvas.keyboard.pans(event):
            self._pan(True)
        elif not canvas.keyboard.press(event):
            event.ignore()

    def release(self, event: QKeyEvent) -> bool:
        """A key is let go; False where it means nothing here."""
        canvas = self._canvas
        if canvas.keyboard.ends_panning(event) and not event.isAutoRepeat():
            self._pan(False)
        elif event.key() in _MODIFIERS:
            canvas.mouse.modifiers_changed(event.modifiers())
        else:
            return False
        return True

    def _pan(self, on: bool) -> None:
        """The mouse moves the map as long as the key is held."""
        self._canvas.mouse.panning = on
        shape = Qt.CursorShape.OpenHandCursor if on else Qt.CursorShape.ArrowCursor
        self._canvas.viewport().setCursor(shape)
