"""An icon with its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeyeditor.ui.widgets.eliding import shortened

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from journeyeditor.ui.theme import Look


class Pictured(QWidget):
    """Only to be read."""

    def __init__(self, look: Look, icon: str, text: str) -> None:
        super().__init__()
        self._look, self._icon, self._text = look, icon, text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.repaints(self)

    def sizeHint(self) -> QSize:
        look = self._look
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + look.px(30), look.px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(60), self._look.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, room = look.px(18), look.px(26)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - side - 2 if rtl else 2
        look.paint.paint(painter, self._icon, x, (self.height() - side) / 2, side, "ink.quiet")
        painter.setPen(look.colour("ink.quiet"))
        words = self.rect().adjusted(0 if rtl else room, 0, -room if rtl else 0, 0)
        text = shortened(painter.fontMetrics(), self._text, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
