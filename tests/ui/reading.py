"""Reads a window as a person does: every text that can be seen or heard, and whether it is cut off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTableWidget,
    QToolButton,
    QWidget,
)

from journeyeditor.ui.widgets.buttons import PaintedButton, Segment, Switch
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from collections.abc import Iterator

SLACK = 2
"""Logical pixels that rounding may take."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with where it was found."""

    where: str
    text: str


def windows() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def visible(root: QWidget) -> Iterator[QWidget]:
    """A window and all that is seen in it."""
    yield root
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def texts(root: QWidget) -> Iterator[Text]:
    """What can be read in a window, in tooltips, and what a screen reader says."""
    for widget in visible(root):
        where = _path(widget)
        for kind, words in _words(widget):
            if words.strip():
                yield Text(f"{where} {kind}", words)


def arranged(root: QWidget) -> tuple[tuple[int, int, int, int], ...]:
    """Where everything in a window lies: the same twice when its layouts have come to rest."""
    rects = (widget.geometry() for widget in visible(root))
    return tuple((rect.x(), rect.y(), rect.width(), rect.height()) for rect in rects)


def _path(widget: QWidget) -> str:
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names))


def _words(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tooltip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    if widget.isWindow():
        yield "title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, Elided):
        yield "text", widget.text()
    if isinstance(widget, QComboBox):
        for index in range(widget.count()):
            yield "choice", widget.itemText(index)
    if isinstance(widget, QTabBar):
        for index in range(widget.count()):
            yield "tab", widget.tabText(index)
    if isinstance(widget, QTableWidget):
        for index in range(widget.columnCount()):
            head = widget.horizontalHeaderItem(index)
            yield "column", head.text() if head else ""
    if isinstance(widget, QMenu):
        yield from (("entry", action.text()) for action in widget.actions())


def clipped(root: QWidget) -> Iterator[str]:
    """Texts in a window that are cut off without a tooltip that has all of them."""
    for widget in visible(root):
        needed, there = _room(widget)
        if needed > there + SLACK and not _told(widget):
            yield f"{_path(widget)}: {_own(widget)!r} needs {needed}, has {there}"


def _own(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _told(widget: QWidget) -> bool:
    return bool(_own(widget)) and _own(widget).strip() in widget.toolTip()


def _room(widget: QWidget) -> tuple[int, int]:
    """How many pixels the text of a widget needs, and how many it has; across, or down where it is wrapped."""
    if isinstance(widget, QLabel) and widget.text():
        inside: QRect = widget.contentsRect()
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()), widget.height()
        return widget.fontMetrics().horizontalAdvance(widget.text()), inside.width()
    if isinstance(widget, QPushButton) and widget.text():
        return widget.sizeHint().width(), widget.width()
    if isinstance(widget, Segment | Switch):
        return widget.sizeHint().width() - 8, widget.width()
    if isinstance(widget, QToolButton):
        if widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            return 0, 0
        return widget.sizeHint().width(), widget.width()
    if isinstance(widget, PaintedButton | QAbstractScrollArea):
        return 0, 0
    return 0, 0


def outside_parent(root: QWidget) -> Iterator[str]:
    """Buttons that stick out of what they lie in, where that does not scroll."""
    for widget in visible(root):
        parent = widget.parentWidget()
        if not isinstance(widget, QAbstractButton) or parent is None or widget.isWindow():
            continue
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            continue
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(widget.geometry()):
            yield f"{_path(widget)} at {widget.geometry()} in {parent.rect()}"
