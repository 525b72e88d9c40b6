"""Small helpers that put widgets together the same way everywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar
from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from journeyeditor.ui.moments import as_read_here
from journeyeditor.ui.theme import BASE
from journeyeditor.ui.widgets.eliding import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter, QResizeEvent

_LINK_EDGES = 16
"""What of a link is not its words, in pixels at 100 %."""

L = TypeVar("L", QVBoxLayout, QHBoxLayout)
Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)
ZERO_WIDTH_SPACE = "\u200b"


def px(pixels: float) -> int:
    """A size at 100 % as it is at the chosen size of text, for widgets that know no `Look`."""
    return round(pixels * QApplication.font().pixelSize() / BASE)


def label(text: str, style: str = "", *, wrap: bool = False) -> QLabel:
    """A plain text; `style` is its name in the style sheet. Never reads its text as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(style)
    made.setWordWrap(wrap)
    if QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        # Qt sets words by their own script, and so tears a mirrored panel with English words apart.
        absolute = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        made.setAlignment(absolute | Qt.AlignmentFlag.AlignVCenter)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


_UNBROKEN = re.compile(r"\S{25,}")
_PIECE = 12


def breakable(text: str) -> str:
    """A text whose very long words, such as paths, may end a line within, where Qt would cut them off."""

    def parted(match: re.Match[str]) -> str:
        word = match.group()
        return ZERO_WIDTH_SPACE.join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))

    return _UNBROKEN.sub(parted, text)


class Button(QPushButton):
    """A button whose tooltip has its words where there is no room for all of them."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = self.sizeHint().width() > self.width()
        if cut and not self.toolTip():
            self.setToolTip(self.text())


class ElidedLink(QPushButton):
    """A link as wide as there is room, its words shortened to that; the tooltip has all of them."""

    def __init__(self, text: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.whole = text
        self.clicked.connect(clicked)
        self._shorten()

    def _shorten(self) -> None:
        room = self.width() - px(_LINK_EDGES)
        words = shortened(self.fontMetrics(), self.whole, room)
        self.setText(words.replace("&", "&&"))
        self.setToolTip(self.whole if words != as_read_here(self.whole) else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()


def button(text: str, style: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """A button; `clicked` must be a bound method of a QObject, so that it does not keep its window alive."""
    made = Button(text)
    made.setObjectName(style)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if clicked is not None:
        made.clicked.connect(clicked)
    return made


def column(
    parent: QWidget | None = None, spacing: int = 8, margins: Margins = NO_MARGINS
) -> QVBoxLayout:
    return _laid(QVBoxLayout(parent) if parent else QVBoxLayout(), spacing, margins)


def row(
    parent: QWidget | None = None, spacing: int = 8, margins: Margins = NO_MARGINS
) -> QHBoxLayout:
    return _laid(QHBoxLayout(parent) if parent else QHBoxLayout(), spacing, margins)


def _laid(layout: L, spacing: int, margins: Margins) -> L:
    left, top, right, bottom = margins
    if QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        # Qt mirrors what is in a layout, but not the room around it.
        left, right = right, left
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(spacing)
    return layout


def at_start(*widgets: QWidget, spacing: int = 2) -> QHBoxLayout:
    """Widgets side by side where a line begins, the rest of it left free."""
    line = row(spacing=spacing)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


def scrolling(inner: QWidget, name: str = "sidePanel") -> QScrollArea:
    """A panel that is scrolled up and down, never sideways, and takes no focus of its own; both are styled by `name`."""
    inner.setObjectName(name)
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def direction_of(text: str) -> Qt.LayoutDirection:
    """In which direction a text reads by itself, as its first letter says: a name or path keeps it everywhere."""
    for character in text:
        kind = bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return Qt.LayoutDirection.LeftToRight if kind == "L" else Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight


def paint_line(painter: QPainter, room: QRect, text: str, beside: QWidget) -> None:
    """A line of text in the middle of `room`'s height, at the side where the lines of a widget begin."""
    rtl = beside.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    painter.setLayoutDirection(direction_of(text))
    absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room, side | absolute, text)


def hairline() -> QFrame:
    """A line across a panel."""
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout; its widgets are hidden at once and deleted later."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
