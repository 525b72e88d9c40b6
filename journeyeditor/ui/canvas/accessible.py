"""The canvas as screen readers see it: a list of cards, each with its title, lane, stage, step and rating.

Qt asks the factory for an interface when a screen reader first looks at a canvas; until then nothing is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget

from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.cursor import Grid
from journeyeditor.ui.canvas.describe import describe_cell
from journeyeditor.ui.canvas.view import Canvas

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

NAME = N_("Journey map {title}")
_TEXT_NAME = QAccessible.Text.Name


class CardInterface(QAccessibleInterface):
    """One card as an item of the list. It lives as long as its canvas's list keeps it."""

    def __init__(self, tree: CanvasInterface, key: str) -> None:
        super().__init__()
        self.tree = tree
        self.key = key

    def isValid(self) -> bool:
        return self.tree.canvas.place_of(self.key) is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self.tree.window()

    def relations(self, match: Any = None) -> list[Any]:
        return []

    def parent(self) -> QAccessibleInterface:
        return self.tree

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def text(self, kind: QAccessible.Text) -> str:
        return self.tree.words(self.key) if kind == _TEXT_NAME else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Texts are edited in their fields only."""

    def rect(self) -> QRect:
        return self.tree.card_rect(self.key)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        canvas = self.tree.canvas
        state = QAccessible.State()
        state.focusable = state.selectable = 1
        state.selected = int(self.key in canvas.editor.selection)
        state.focused = int(canvas.cell.card == self.key and canvas.hasFocus())
        return state


class CanvasInterface(QAccessibleWidget):
    """A canvas as a list of its cards in reading order."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, "")
        self.canvas = canvas
        self._items: dict[str, CardInterface] = {}
        canvas.cursor_described.connect(self._moved)

    def keys(self) -> list[str]:
        hits = self.canvas.hits
        return Grid(hits).reading_order() if hits is not None else []

    def item(self, key: str) -> CardInterface:
        """The interface of a card, made when it is first asked for."""
        found = self._items.get(key)
        if found is None:
            found = self._items[key] = CardInterface(self, key)
            QAccessible.registerAccessibleInterface(found)
        return found

    def text(self, kind: QAccessible.Text) -> str:
        if kind != _TEXT_NAME:
            return ""
        shown = self.canvas.editor.document.find(Map, self.canvas.map_id)
        return self.canvas.translate(NAME).format(title=shown.title if shown else "")

    def childCount(self) -> int:
        return len(self.keys())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        keys = self.keys()
        return self.item(keys[index]) if 0 <= index < len(keys) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        keys = self.keys()
        key = getattr(child, "key", None)
        return keys.index(key) if key in keys else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        card = self.canvas.cell.card
        return self.item(card) if card and self.canvas.place_of(card) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        canvas = self.canvas
        at = canvas.viewport().mapFromGlobal(QPoint(x, y))
        hit = canvas.mouse.pointer(at).hit
        return self.item(hit.entity) if hit.entity and canvas.place_of(hit.entity) else None

    def words(self, key: str) -> str:
        """A card in words: title, lane, stage, step, which of how many in its cell, and its rating."""
        hits = self.canvas.hits
        cursor = Grid(hits).of_card(key) if hits is not None else None
        return describe_cell(self.canvas, cursor, with_lane=True) if cursor is not None else ""

    def card_rect(self, key: str) -> QRect:
        """Where a card lies on the screen, in pixels."""
        canvas = self.canvas
        rect = canvas.placed.card_rect(key) if canvas.placed is not None else None
        if rect is None:
            return QRect()
        seen = QRectF(*canvas.to_view(Strip.BODY, rect)).toAlignedRect()
        return QRect(canvas.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def _moved(self, words: str) -> None:
        """The cursor is elsewhere: screen readers read the card, or the words for an empty cell."""
        if not QAccessible.isActive() or not self.canvas.hasFocus():
            return
        item = self.focusChild()
        if item is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Focus))
        else:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.canvas, words))


def interface_for(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """The interface of a canvas, None for everything else: Qt asks its other factories then."""
    if not isinstance(thing, Canvas):
        return None
    if thing.accessible is None:
        # Kept with the canvas, for Qt does not keep the Python side alive.
        thing.accessible = CanvasInterface(thing)
    return thing.accessible
