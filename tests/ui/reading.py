"""Reads a window as a person does: every text that can be seen or heard, and whether it is cut off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from journeyeditor.ui.widgets.buttons import PaintedButton, Segment, Switch
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from collections.abc import Iterator

Role = Qt.ItemDataRole

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
        where = path_of(widget)
        for kind, words in _words(widget):
            if words.strip():
                yield Text(f"{where} {kind}", words)


def arranged(root: QWidget) -> tuple[tuple[int, int, int, int], ...]:
    """Where everything in a window lies: the same twice when its layouts have come to rest."""
    rects = (widget.geometry() for widget in visible(root))
    return tuple((rect.x(), rect.y(), rect.width(), rect.height()) for rect in rects)


def path_of(widget: QWidget) -> str:
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
    if isinstance(widget, QAbstractItemView):
        yield from items(widget.model())
    if isinstance(widget, QMenu):
        yield from (("entry", action.text()) for action in widget.actions())


ROLES = {
    Role.DisplayRole: "item",
    Role.ToolTipRole: "item's tooltip",
    Role.StatusTipRole: "item's status tip",
    Role.AccessibleTextRole: "item's accessible name",
    Role.AccessibleDescriptionRole: "item's accessible description",
}
"""What of an item is read or heard, and its name here."""


def items(
    model: QAbstractItemModel | None, parent: QModelIndex | None = None
) -> Iterator[tuple[str, str]]:
    """All that a list, table or tree has to say, of what is folded in too, and of the heads of its columns."""
    if model is None:
        return
    above = parent or QModelIndex()
    if parent is None:
        for column in range(_columns(model, above)):
            for role, kind in ROLES.items():
                said = model.headerData(column, Qt.Orientation.Horizontal, role)
                yield f"head: {kind}", said if isinstance(said, str) else ""
    for row in range(model.rowCount(above)):
        for column in range(_columns(model, above)):
            index = model.index(row, column, above)
            for role, kind in ROLES.items():
                said = index.data(role)
                yield kind, said if isinstance(said, str) else ""
        yield from items(model, model.index(row, 0, above))


def _columns(model: QAbstractItemModel, above: QModelIndex) -> int:
    # Lists keep theirs to themselves.
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)


def clipped(root: QWidget) -> Iterator[str]:
    """Texts in a window that are cut off without a tooltip that has all of them."""
    for widget in visible(root):
        needed, there = _room(widget)
        if needed > there + SLACK and not _told(widget):
            yield f"{path_of(widget)}: {_own(widget)!r} needs {needed}, has {there}"


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
            yield f"{path_of(widget)} at {widget.geometry()} in {parent.rect()}"
