"""Text that an input method or a dead key composes over the canvas: it is typed like that of any other key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication, QWidget

from journeyeditor.ui.canvas.camera import Strip

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent

    from journeyeditor.ui.canvas.view import Canvas

_ENABLED = Qt.InputMethodQuery.ImEnabled
_CURSOR = Qt.InputMethodQuery.ImCursorRectangle


class Composing:
    """Hands what is composed to the field that it opens, and tells input methods where that will be."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        canvas.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        canvas.cursor_described.connect(self._moved)

    def _moved(self, _words: str) -> None:
        self._canvas.updateMicroFocus()

    def event(self, event: QInputMethodEvent | QInputMethodQueryEvent) -> bool:
        """Takes a composed text, or answers what an input method asks; True, as nobody else has to."""
        if event.type() == event.Type.InputMethod:
            self._take(event)  # type: ignore[arg-type]  # told apart by the type of the event
        else:
            self._answer(event)  # type: ignore[arg-type]
        event.accept()
        return True

    def _take(self, event: QInputMethodEvent) -> None:
        canvas, text = self._canvas, event.commitString()
        if canvas.mouse.gesture is not None or not (text or event.preeditString()):
            return
        if not event.preeditString() and canvas.keyboard.press_sign(text):
            return
        if canvas.keyboard.start_typing() and canvas.texts.box is not None:
            QApplication.sendEvent(canvas.texts.box.focused(), event)

    def _answer(self, event: QInputMethodQueryEvent) -> None:
        for query in Qt.InputMethodQuery:
            if query in event.queries() and query.value.bit_count() == 1:
                event.setValue(query, self._value(query))

    def _value(self, query: Qt.InputMethodQuery) -> object:
        if query is _ENABLED:
            return self._canvas.keyboard.takes_text()
        if query is _CURSOR:
            return self._place()
        return QWidget.inputMethodQuery(self._canvas, query)

    def _place(self) -> QRectF:
        """Where the cursor of the map is, in pixels of the canvas: there candidates are offered."""
        rect = self._canvas.cursor_rect(self._canvas.cell)
        if rect is None:
            return QRectF()
        at = self._canvas.to_view(Strip.BODY, rect)
        return QRectF(at.x, at.y, 1, at.h)
