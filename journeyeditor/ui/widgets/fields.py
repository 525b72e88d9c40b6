"""Fields that hold their own text while they are edited, and hand it over once, on leaving.

While a field has the focus, undo is its own; Esc restores what it showed; a change from outside never overwrites
what is being typed.
"""

from __future__ import annotations

from abc import abstractmethod
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from journeyeditor.ui.soon import soon
from journeyeditor.ui.widgets.build import direction_of, paint_line, px
from journeyeditor.ui.widgets.leaning import lean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import (
        QFocusEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
        QTextBlock,
        QWheelEvent,
    )

    from journeyeditor.ui.theme import Look

FRAME, FLAT_FRAME = 24, 8
"""What a text field is higher than its lines, in logical pixels: borders, padding, margin of the text."""

MOST_CHOICES = 16
"""Choices in sight at once where a list drops down; with more it scrolls."""

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class HandedOver:
    """What fields of text share: they show what the document holds, and hand over what is typed when they are left."""

    _shown: str
    place: tuple[tuple[str, ...], str] | None = None
    """The keys of the entities that it edits and the field of theirs, for who keeps what is typed; None where the
    control around it says so."""
    heard = False
    """Whether somebody listens to what is typed."""
    _handing = False

    @abstractmethod
    def text(self) -> str:
        """What stands in the field."""

    @abstractmethod
    def put(self, text: str) -> None:
        """Writes a text into the field."""

    @abstractmethod
    def hand_over(self, text: str) -> None:
        """Tells whoever listens what was typed."""

    def show_value(self, text: str) -> None:
        """What the document holds; what has been typed here and not handed over stays."""
        typed = self.text() != self._shown
        self._shown = text
        if not typed and self.text() != text:
            self.put(text)

    def commit(self) -> None:
        """Hands over the text if it differs; it stays as it is typed until `restore`."""
        text = self.text()
        if text == self._shown or self._handing:
            return
        # The sheet of a step that takes a moment takes the keyboard: that is no second step.
        self._handing = True
        try:
            self.hand_over(text)
        finally:
            self._handing = False

    @property
    def pending(self) -> str:
        """What is typed and not handed over, "" for nothing."""
        return self.text() if self.text() != self._shown else ""

    @property
    def unsaved(self) -> str | None:
        """What the document does not hold, which may be an emptied field; None where it holds it."""
        return self.text() if self.text() != self._shown else None

    def restore(self) -> None:
        """Shows what the document holds."""
        if self.text() != self._shown:
            self.put(self._shown)


class LineField(QLineEdit, HandedOver):
    """One line of text."""

    committed = Signal(str)
    left = Signal()

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self._shown = ""
        self.setPlaceholderText(hint)
        self.returnPressed.connect(self.commit)

    def put(self, text: str) -> None:
        self.setText(text)
        self.setCursorPosition(0)

    def hand_over(self, text: str) -> None:
        self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.restore()
            self.left.emit()
            return
        super().keyPressEvent(event)


class TextField(QPlainTextEdit, HandedOver):
    """Text of several lines that grows with what is in it; Ctrl+Enter hands it over."""

    committed = Signal(str)
    left = Signal()

    def __init__(self, hint: str = "", lines: int = 2, most: int = 14, flat: bool = False) -> None:
        super().__init__()
        self._frame = px(FLAT_FRAME if flat else FRAME)
        if flat:
            self.setObjectName("flat")
            self.document().setDocumentMargin(0)
        self._shown = ""
        self._lines, self._most = lines, most
        self._hint = hint
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().rangeChanged.connect(self._stay)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._grow)
        self._grow()

    def setPlaceholderText(self, hint: str) -> None:
        self._hint = hint
        self.viewport().update()

    def placeholderText(self) -> str:
        return self._hint

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        composed = self.textCursor().block().layout().preeditAreaText()
        if self._hint and not composed and self.document().isEmpty():
            self._paint_hint()

    def _paint_hint(self) -> None:
        """Where what is typed will stand, as in a field of one line: Qt sets it to the side where the window begins."""
        margin = round(self.document().documentMargin())
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().placeholderText().color())
        painter.setLayoutDirection(direction_of(self._hint))
        room = self.viewport().rect().adjusted(margin, margin, -margin, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._hint)
        painter.end()

    def _stay(self, _least: int, most: int) -> None:
        """Qt counts the space at the end of a broken line as width, and in a mirrored field moves the text out by it."""
        if self.isRightToLeft():
            self.horizontalScrollBar().setValue(most)

    def text(self) -> str:
        return self.toPlainText()

    def put(self, text: str) -> None:
        self.setPlainText(text)

    def hand_over(self, text: str) -> None:
        self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.restore()
            self.left.emit()
            return
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            # A widget must not change its height while it is being laid out.
            soon(self, self._grow)

    def _grow(self) -> None:
        lean(self)
        line = self.fontMetrics().lineSpacing()
        # Lines of some scripts are higher than those of the base face.
        tall = ceil(sum(self.blockBoundingRect(block).height() for block in self._blocks()))
        height = min(max(tall, self._lines * line), self._most * line) + self._frame
        if height != self.height():
            self.setFixedHeight(height)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()


class StillSpinBox(QSpinBox):
    """A whole number that the wheel does not change while the panel is scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(8, 0, 8, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Quiet(QComboBox):
    """A choice among several; the wheel never changes it while the panel is scrolled."""

    picked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._values: list[object] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(MOST_CHOICES)
        self.setIconSize(look.size(QSize(18, 18)))
        # That made the list that drops down. Qt's style keeps what it asked about widgets that are never polished.
        if (lists := self.view().parentWidget()) is not None:
            lists.ensurePolished()
        self.activated.connect(self._activated)
        look.repaints(self)

    def set_choices(self, choices: Sequence[tuple[object, str, str]]) -> None:
        """(value, words, icon name or "") for each choice."""
        self.clear()
        self._values = [value for value, _words, _icon in choices]
        for _value, words, icon in choices:
            # A foreign file may name an icon that there is none of.
            if icon in self._look.icons:
                self.addItem(self._look.icon(icon), words)
            else:
                self.addItem(words)

    def show_value(self, value: object) -> None:
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    @property
    def values(self) -> list[object]:
        return list(self._values)

    @property
    def value(self) -> object:
        """The value that is shown, None for none."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def _activated(self, index: int) -> None:
        self.picked.emit(self._values[index])

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = 9 if rtl else self.width() - 25
        role = "ink.quiet" if self.isEnabled() else "ink.disabled"
        self._look.paint.paint(painter, "chevron-down", x, (self.height() - 16) / 2, 16, role)
        painter.end()


class Elided(QWidget):
    """One line of text that ends in an ellipsis where there is no room; the tooltip has all of it."""

    def __init__(
        self, look: Look, text: str, role: str = "ink", size: int = 12, *, bold: bool = False
    ) -> None:
        super().__init__()
        self._look, self._text, self._role = look, text, role
        font = self.font()
        font.setPixelSize(look.px(size))
        font.setBold(bold)
        self._font = font
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._height = look.px(20)
        self.setMinimumHeight(self._height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.repaints(self)

    def text(self) -> str:
        """All of the text, also what there is no room for."""
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._font).horizontalAdvance(self._text) + 4, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(self._look.colour(self._role))
        room: QRect = self.rect()
        words = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, room.width()
        )
        paint_line(painter, room, words, self)
        painter.end()
