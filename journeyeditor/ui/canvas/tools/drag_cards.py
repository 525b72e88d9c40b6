"""Dragging cards to another cell, or to another place in their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.editing.operations.blocks import block
from journeyeditor.editing.operations.cards import Going, copy_all, move_all
from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import N_, Message, message
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.cursor import Grid
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.tools.block import Block
from journeyeditor.ui.canvas.tools.cell_drag import CellDrag
from journeyeditor.ui.canvas.tools.ghost import badge, make_ghost
from journeyeditor.ui.canvas.tools.room import Manner

if TYPE_CHECKING:
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.tools.target import Target
    from journeyeditor.ui.canvas.view import Canvas

MOVE, MOVE_MANY = N_("Move card"), N_("Move {count} cards")
COPY, COPY_MANY = N_("Copy card"), N_("Copy {count} cards")
STOPPED = N_("The map ends here: the cards stay together")
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class DragCards(CellDrag):
    """The selected cards follow the mouse as a ghost; nothing changes before the drop. Alt or Ctrl copies.

    Those of one cell go together into the cell under the mouse; those of several keep their arrangement.
    """

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        assert canvas.placed is not None and canvas.hits is not None
        self._grabbed = pressed.hit.entity
        self.cards = _in_order(canvas, self._grabbed)
        self._moving = frozenset(self.cards)
        found = canvas.placed.card(self._grabbed)
        assert found is not None
        lane, card = found
        super().__init__(canvas, card.rect.h)
        self._ghost = make_ghost(canvas, card.group, card.rect, pressed.mx, pressed.my - lane.y)
        self._pointer = pressed
        self._span = card.last - card.first + 1
        held = canvas.placed.column_at(pressed.mx)
        grip = held.index - card.first if held is not None else 0
        self._block = Block(canvas, self.cards, self._grabbed, grip)
        self.copies = False
        self._veils: tuple[PlacedMap, tuple[Mark, ...]] | None = None

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        self.copies = pointer.holds(_ALT, _CTRL)
        self.aim(pointer, frozenset() if self.copies else self._moving)
        self.target = self._block.aim(self.shown(), self.target, pointer)

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        target, canvas = self.target, self._canvas
        document = canvas.editor.document
        if target is None or any(document.find(Card, key) is None for key in self.cards):
            self.cancel()
            return
        with canvas.reporting():
            goings = self._goings(target)
            opened = self.opened(*(going.lane for going in goings))
            verb = copy_all if self.copies else move_all
            patch = verb(opened.apply(document), canvas.ids, goings)
            added = [entity.id for entity in patch.added() if isinstance(entity, Card)]
            chosen = added if self.copies else self.cards
            canvas.commit(self._label(), opened.then(patch), select=chosen)
        self.close_lanes()

    def _goings(self, target: Target) -> tuple[Going, ...]:
        cell = target.lane.id, target.column.step
        return block(self.shown(), self.cards, self._grabbed, *cell, target.at, self.copies)

    def _label(self) -> Message:
        one, many = (COPY, COPY_MANY) if self.copies else (MOVE, MOVE_MANY)
        return message(one) if len(self.cards) == 1 else message(many, count=len(self.cards))

    @property
    def ringless(self) -> frozenset[str]:
        return frozenset() if self.copies else self._moving

    def marks(self) -> tuple[Mark, ...]:
        canvas, pointer = self._canvas, self._pointer
        shown = self._faded() if not self.copies else ()
        under, over = self._beside()
        shown += under + self.room_marks(self._manner()) + over
        shown += (self._ghost.mark(pointer.x, pointer.y),)
        text = ("+" if self.copies else "") + (str(len(self.cards)) if len(self.cards) > 1 else "")
        if text:
            shown += (badge(canvas, self._ghost.at(pointer.x, pointer.y), text),)
        return shown + self.reason_marks()

    def _beside(self) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
        """The rooms of the cards that keep their distance from the grabbed one."""
        return self._block.marks(self.target, self.copies) if self.target else ((), ())

    def _manner(self) -> Manner:
        """The target cell may not stand out over the lane below where cards go to that one as well."""
        target, hits = self.target, self._canvas.hits
        if target is None or hits is None or self._block.flat:
            return Manner.GROWS
        row = hits.cell(target.lane, target.column)
        last = sum(card.id not in target.without for card in row)
        return Manner.GROWS if target.at < last else Manner.FITS

    def reason_marks(self) -> tuple[Mark, ...]:
        if self.target is not None and self._block.stopped:
            return (self.words(self._canvas.translate(STOPPED)),)
        return super().reason_marks()

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
