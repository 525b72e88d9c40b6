"""A frame round what the keyboard came to by a key, where nothing in it would show that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QRegion
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from journeyeditor.ui.theme import Look

THICK = 2
"""In logical pixels."""

_BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class FocusFrame(QWidget):
    """Lies along the edges of a widget while that has the focus; after a press of the mouse it is not needed."""

    def __init__(self, look: Look, around: QWidget) -> None:
        super().__init__(around)
        self._look, self._around = look, around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        look.repaints(self)
        self.hide()

    def eventFilter(self, _around: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self._focus(event)
        elif event.type() == QEvent.Type.Resize:
            self._fit()
        elif event.type() == QEvent.Type.MouseButtonPress:
            self.hide()
        return False

    def _focus(self, event: QFocusEvent) -> None:
        came = event.gotFocus() and event.reason() in _BY_KEY
        back = event.reason() == Qt.FocusReason.ActiveWindowFocusReason
        if came:
            self._fit()
            self.show()
            self.raise_()
        elif not back:
            self.hide()

    def _fit(self) -> None:
        """Only the edges belong to it, so that what moves under it can be moved as it is."""
        self.setGeometry(self._around.rect())
        whole = self.rect()
        inside = whole.adjusted(THICK, THICK, -THICK, -THICK)
        self.setMask(QRegion(whole).subtracted(QRegion(inside)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("accent"))
        painter.end()
