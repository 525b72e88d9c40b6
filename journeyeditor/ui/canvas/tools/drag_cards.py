"""Dragging cards to another cell, or to another place in their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.editing.operations.cards import copy_cards, move_cards
from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import N_, Message, message
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.cursor import Grid
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.tools.gesture import Gesture
from journeyeditor.ui.canvas.tools.ghost import badge, make_ghost
from journeyeditor.ui.canvas.tools.target import Target, target_at, target_marks

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

MOVE, MOVE_MANY = N_("Move card"), N_("Move {count} cards")
COPY, COPY_MANY = N_("Copy card"), N_("Copy {count} cards")
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class DragCards(Gesture):
    """The selected cards follow the mouse as a ghost; nothing changes before the drop. Alt or Ctrl copies."""

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        self._canvas = canvas
        assert canvas.placed is not None and canvas.hits is not None
        self.cards = _in_order(canvas, pressed.hit.entity)
        found = canvas.placed.card(pressed.hit.entity)
        assert found is not None
        lane, card = found
        self._ghost = make_ghost(canvas, card.group, card.rect, pressed.mx, pressed.my - lane.y)
        self._pointer = pressed
        self.target: Target | None = None
        self.copies = False

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        self.copies = pointer.holds(_ALT, _CTRL)
        without = frozenset[str]() if self.copies else frozenset(self.cards)
        self.target = target_at(self._canvas, pointer, without)

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        target = self.target
        document = self._canvas.editor.document
        if target is None or any(document.find(Card, key) is None for key in self.cards):
            return
        verb = copy_cards if self.copies else move_cards
        patch = verb(
            document, self._canvas.ids, self.cards, target.lane.id, target.column.step, target.at
        )
        added = [entity.id for entity in patch.added() if isinstance(entity, Card)]
        self._canvas.commit(self._label(), patch, select=added if self.copies else self.cards)

    def _label(self) -> Message:
        one, many = (COPY, COPY_MANY) if self.copies else (MOVE, MOVE_MANY)
        return message(one) if len(self.cards) == 1 else message(many, count=len(self.cards))

    def marks(self) -> tuple[Mark, ...]:
        canvas, pointer = self._canvas, self._pointer
        shown = self._faded() if not self.copies else ()
        if self.target is not None:
            shown += target_marks(canvas, self.target)
        shown += (self._ghost.mark(pointer.x, pointer.y),)
        text = ("+" if self.copies else "") + (str(len(self.cards)) if len(self.cards) > 1 else "")
        if text:
            shown += (badge(canvas, self._ghost.at(pointer.x, pointer.y), text),)
        return shown

    def _faded(self) -> tuple[Mark, ...]:
        """The cards that are on their way look pale where they still stand."""
        placed = self._canvas.placed
        rects = [placed.card_rect(key) for key in self.cards] if placed is not None else []
        return tuple(_veil(rect) for rect in rects if rect is not None)

    def cursor(self) -> Qt.CursorShape:
        if self.target is None:
            return Qt.CursorShape.ForbiddenCursor
        return Qt.CursorShape.DragCopyCursor if self.copies else Qt.CursorShape.ClosedHandCursor


def _veil(rect: Rect) -> Mark:
    return Mark(Strip.BODY, rect.grown(2), (Box(rect.grown(1), "lane", radius=10, opacity=0.6),))


def _in_order(canvas: Canvas, grabbed: str) -> list[str]:
    """The cards that go along: the selected ones in reading order if the grabbed one is of them, else that one."""
    selection = canvas.editor.selection
    if grabbed not in selection:
        return [grabbed]
    assert canvas.hits is not None
    order = Grid(canvas.hits).reading_order()
    return [key for key in order if key in selection]
