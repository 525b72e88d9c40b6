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
from journeyeditor.ui.canvas.tools.cell_drag import CellDrag
from journeyeditor.ui.canvas.tools.ghost import badge, make_ghost

if TYPE_CHECKING:
    from journeyeditor.editing.patch import Patch
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.model.document import Document
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.tools.target import Target
    from journeyeditor.ui.canvas.view import Canvas

MOVE, MOVE_MANY = N_("Move card"), N_("Move {count} cards")
COPY, COPY_MANY = N_("Copy card"), N_("Copy {count} cards")
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class DragCards(CellDrag):
    """The selected cards follow the mouse as a ghost; nothing changes before the drop. Alt or Ctrl copies."""

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        assert canvas.placed is not None and canvas.hits is not None
        self.cards = _in_order(canvas, pressed.hit.entity)
        found = canvas.placed.card(pressed.hit.entity)
        assert found is not None
        lane, card = found
        super().__init__(canvas, card.rect.h)
        self._ghost = make_ghost(canvas, card.group, card.rect, pressed.mx, pressed.my - lane.y)
        self._pointer = pressed
        self._span = card.last - card.first + 1
        self.copies = False
        self._veils: tuple[PlacedMap, tuple[Mark, ...]] | None = None

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        self.copies = pointer.holds(_ALT, _CTRL)
        self.aim(pointer, frozenset() if self.copies else frozenset(self.cards))

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        target, canvas = self.target, self._canvas
        document = canvas.editor.document
        if target is None or any(document.find(Card, key) is None for key in self.cards):
            self.cancel()
            return
        with canvas.reporting():
            opened = self.opened(target.lane.id)
            patch = self._patch(opened.apply(document), target)
            added = [entity.id for entity in patch.added() if isinstance(entity, Card)]
            chosen = added if self.copies else self.cards
            canvas.commit(self._label(), opened.then(patch), select=chosen)
        self.close_lanes()

    def _patch(self, document: Document, target: Target) -> Patch:
        verb = copy_cards if self.copies else move_cards
        ids, lane, step = self._canvas.ids, target.lane.id, target.column.step
        return verb(document, ids, self.cards, lane, step, target.at)

    def _label(self) -> Message:
        one, many = (COPY, COPY_MANY) if self.copies else (MOVE, MOVE_MANY)
        return message(one) if len(self.cards) == 1 else message(many, count=len(self.cards))

    def marks(self) -> tuple[Mark, ...]:
        canvas, pointer = self._canvas, self._pointer
        shown = self._faded() if not self.copies else ()
        shown += self.room_marks()
        shown += (self._ghost.mark(pointer.x, pointer.y),)
        text = ("+" if self.copies else "") + (str(len(self.cards)) if len(self.cards) > 1 else "")
        if text:
            shown += (badge(canvas, self._ghost.at(pointer.x, pointer.y), text),)
        return shown + self.reason_marks()

    def _faded(self) -> tuple[Mark, ...]:
        """The cards that are on their way look pale where they still stand."""
        placed = self._canvas.placed
        if placed is None:
            return ()
        if self._veils is None or self._veils[0] is not placed:
            rects = [placed.card_rect(key) for key in self.cards]
            self._veils = placed, tuple(_veil(rect) for rect in rects if rect is not None)
        return self._veils[1]

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
    return Grid(canvas.hits).reading_order(selection)
