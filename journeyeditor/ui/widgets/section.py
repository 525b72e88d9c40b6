"""A heading that opens and closes what stands under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from journeyeditor.ui.widgets.build import column
from journeyeditor.ui.widgets.eliding import shortened

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from journeyeditor.ui.theme import Look

HEIGHT = 28


class SectionHead(QAbstractButton):
    """The heading: a chevron, the title, and how much there is under it."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look, self._title, self._count = look, title, 0
        self.setCheckable(True)
        self.setText(title)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(HEIGHT))
        look.repaints(self)

    def show_count(self, count: int) -> None:
        """A number behind the title, none for 0."""
        self._count = count
        self.setText(f"{self._title} · {count}" if count else self._title)
        self.setAccessibleName(self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 30, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(self.rect(), 7, 7)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 7, 7)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side, room = look.px(16), look.px(22)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        x = self.width() - side - 2 if rtl else 2
        look.paint.paint(painter, name, x, (self.height() - side) / 2, side, "ink.quiet")
        font = self.font()
        font.setPixelSize(look.px(11))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look.colour("ink" if self.isChecked() else "ink.quiet"))
        words: QRect = self.rect().adjusted(0 if rtl else room, 0, -room if rtl else 0, 0)
        text = shortened(painter.fontMetrics(), self.text(), words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class Section(QWidget):
    """Opens and closes; `body` is the layout of what is under the heading, `toggled` tells whether it is open."""

    toggled = Signal(bool)

    def __init__(self, look: Look, title: str, opened: bool) -> None:
        super().__init__()
        box = column(self, 8)
        self.head = SectionHead(look, title)
        self.content = QWidget()
        self.body = column(self.content, 13)
        box.addWidget(self.head)
        box.addWidget(self.content)
        self.head.setChecked(opened)
        self.content.setVisible(opened)
        self.head.toggled.connect(self._toggled)

    def _toggled(self, opened: bool) -> None:
        self.content.setVisible(opened)
        self.toggled.emit(opened)
