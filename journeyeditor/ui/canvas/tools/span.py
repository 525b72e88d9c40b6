"""Dragging a card's side over the steps: what it covers grows or shrinks, from step to step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.editing.operations.sizes import stretch_card
from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.layout.metrics import CARD_GUTTER
from journeyeditor.model.entities import Step
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.tools.gesture import Gesture

if TYPE_CHECKING:
    from journeyeditor.layout.placed import Column, PlacedCard, PlacedLane
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

RESIZE = N_("Resize card")
COVERS_ONE = N_("{step} · 1 step")
COVERS_MANY = N_("{first} to {last} · {count} steps")
UNNAMED = N_("Step {number}")


class SpanDrag(Gesture):
    """One side of a card follows the mouse and snaps to the steps; the other stays. Nothing changes before the drop."""

    scrolls_down = False

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        self._canvas = canvas
        self._key = pressed.hit.entity
        self._leads = pressed.hit.field == "start"
        self._pointer = pressed
        found = self._found()
        assert found is not None
        self.first, self.last = found[1].first, found[1].last

    def _found(self) -> tuple[PlacedLane, PlacedCard] | None:
        placed = self._canvas.placed
        return placed.card(self._key) if placed is not None else None

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        placed, found = self._canvas.placed, self._found()
        if placed is None or found is None:
            return
        x = self._canvas.body_point(pointer.x, pointer.y)[0]
        card, columns = found[1], placed.columns
        if self._leads:
            before = columns[: card.last + 1]
            self.first = min(before, key=lambda c: abs(_side(c, placed.rtl, True) - x)).index
        else:
            behind = columns[card.first :]
            self.last = min(behind, key=lambda c: abs(_side(c, placed.rtl, False) - x)).index

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        canvas, placed = self._canvas, self._canvas.placed
        if placed is None or self._found() is None:
            return
        first, last = placed.columns[self.first].step, placed.columns[self.last].step
        with canvas.reporting():
            document = canvas.editor.document
            patch = stretch_card(document, canvas.ids, self._key, first, last)
            canvas.commit(message(RESIZE), patch, select=[self._key])

    @property
    def ringless(self) -> frozenset[str]:
        return frozenset({self._key})

    def marks(self) -> tuple[Mark, ...]:
        """The card as wide as it would be, and in words which steps that are."""
        found, placed = self._found(), self._canvas.placed
        if found is None or placed is None:
            return ()
        lane, card = found
        a, b = placed.columns[self.first], placed.columns[self.last]
        x, right = min(a.x, b.x) + CARD_GUTTER / 2, max(a.right, b.right) - CARD_GUTTER / 2
        rect = Rect(x, card.rect.y + lane.y, right - x, card.rect.h)
        width = 2 / self._canvas.zoom
        items = (
            Box(rect, "drop", radius=10, opacity=0.35),
            Box(rect, stroke="selection", stroke_width=1.25 * width, radius=10),
        )
        bubble = self._canvas.overlay.bubble_at(
            self._pointer.x, self._pointer.y + 30, self._words()
        )
        return Mark(Strip.BODY, rect.grown(2 * width), items), bubble

    def _words(self) -> str:
        canvas = self._canvas
        first, last = self._name(self.first), self._name(self.last)
        if first == last and self.first == self.last:
            return canvas.translate(COVERS_ONE).format(step=first)
        count = self.last - self.first + 1
        return canvas.translate(COVERS_MANY).format(first=first, last=last, count=count)

    def _name(self, index: int) -> str:
        canvas = self._canvas
        assert canvas.placed is not None
        step = canvas.editor.document.one(Step, canvas.placed.columns[index].step)
        title = " ".join(step.title.split())
        if not title:
            return canvas.translate(UNNAMED).format(number=index + 1)
        return title if len(title) <= 28 else f"{title[:27]}…"

    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.SizeHorCursor


def _side(column: Column, rtl: bool, leading: bool) -> float:
    """Where a column begins, or ends, in reading direction."""
    return column.x if leading is not rtl else column.right
