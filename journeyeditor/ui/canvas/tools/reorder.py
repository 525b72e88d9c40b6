"""Dragging stages, steps and lanes to another place in their row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.editing.operations.columns import move_stage, move_step
from journeyeditor.editing.operations.lanes import move_lane
from journeyeditor.layout.drawing import Rect
from journeyeditor.model.entities import Step
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas import marks
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.tools.gesture import Gesture
from journeyeditor.ui.canvas.tools.ghost import make_ghost

if TYPE_CHECKING:
    from journeyeditor.editing.patch import Patch
    from journeyeditor.layout.drawing import Group
    from journeyeditor.layout.placed import PlacedHead, PlacedMap
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

MOVE_STAGE, MOVE_STEP, MOVE_LANE = N_("Move stage"), N_("Move step"), N_("Move lane")
_THICK = 3.0


class Reorder(Gesture, ABC):
    """What is dragged follows as a ghost; a bar shows where it would go. Nothing changes before the drop."""

    def __init__(self, canvas: Canvas, pressed: Pointer, group: Group | None, rect: Rect) -> None:
        self._canvas = canvas
        self._key = pressed.hit.entity
        self._pointer = pressed
        self._ghost = make_ghost(canvas, group, rect, pressed.mx, pressed.my) if group else None
        self.at: int | None = None

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        if self.at is None or self._key not in self._canvas.editor.document:
            return
        with self._canvas.reporting():
            self._canvas.commit(self._label(), self._patch(self.at), select=[self._key])

    @abstractmethod
    def _label(self) -> Message: ...

    @abstractmethod
    def _patch(self, at: int) -> Patch: ...

    @abstractmethod
    def _bar(self, placed: PlacedMap) -> Mark | None: ...

    def marks(self) -> tuple[Mark, ...]:
        placed = self._canvas.placed
        bar = self._bar(placed) if placed is not None and self.at is not None else None
        ghost = self._ghost.mark(self._pointer.x, self._pointer.y) if self._ghost else None
        return tuple(mark for mark in (bar, ghost) if mark is not None)

    def cursor(self) -> Qt.CursorShape:
        if self.at is None:
            return Qt.CursorShape.ForbiddenCursor
        return Qt.CursorShape.ClosedHandCursor


def _head(heads: tuple[PlacedHead, ...], key: str) -> PlacedHead:
    return next(head for head in heads if head.id == key)


def _passed(row: list[PlacedHead], x: float, rtl: bool) -> int:
    """How many of a row of heads lie before a point, in reading direction."""
    return sum((head.rect.centre[0] > x) if rtl else (head.rect.centre[0] < x) for head in row)


def _upright(row: list[PlacedHead], at: int, placed: PlacedMap) -> Mark:
    """The bar before the head at index `at`, over all lanes."""
    if at < len(row):
        x = row[at].rect.right + 3 if placed.rtl else row[at].rect.x - 3
    else:
        x = row[-1].rect.x - 3 if placed.rtl else row[-1].rect.right + 3
    rect = Rect(x - _THICK / 2, row[0].rect.y, _THICK, row[0].rect.h)
    return marks.bar(Strip.HEAD, rect, "drop.line", 1)


class DragStage(Reorder):
    """A stage goes between two others, with its steps and all that stands there."""

    scrolls_down = False

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        assert canvas.placed is not None
        head = _head(canvas.placed.stages, pressed.hit.entity)
        super().__init__(canvas, pressed, head.group, head.rect)

    def _others(self, placed: PlacedMap) -> list[PlacedHead]:
        return [head for head in placed.stages if head.id != self._key]

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        placed = self._canvas.placed
        if placed is None or len(placed.stages) < 2:
            self.at = None
            return
        self.at = _passed(
            self._others(placed), self._canvas.body_point(pointer.x, 0)[0], placed.rtl
        )

    def _bar(self, placed: PlacedMap) -> Mark | None:
        others = self._others(placed)
        return _upright(others, self.at or 0, placed) if others else None

    def _label(self) -> Message:
        return message(MOVE_STAGE)

    def _patch(self, at: int) -> Patch:
        return move_stage(self._canvas.editor.document, self._canvas.ids, self._key, at)


class DragStep(Reorder):
    """A step goes between two others, of its own or another stage, with the cards that begin there."""

    scrolls_down = False

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        assert canvas.placed is not None
        head = _head(canvas.placed.steps, pressed.hit.entity)
        self._stage = canvas.editor.document.one(Step, head.id).stage
        super().__init__(canvas, pressed, head.group, head.rect)

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        placed = self._canvas.placed
        if placed is None:
            self.at = None
            return
        x = self._canvas.body_point(pointer.x, 0)[0]
        column = placed.column_at(x)
        if column is not None:
            self._stage = column.stage
        self.at = _passed(self._row(placed), x, placed.rtl)

    def _row(self, placed: PlacedMap) -> list[PlacedHead]:
        own = {column.step for column in placed.columns if column.stage == self._stage}
        return [head for head in placed.steps if head.id in own and head.id != self._key]

    def _bar(self, placed: PlacedMap) -> Mark | None:
        row = self._row(placed)
        if row:
            return _upright(row, self.at or 0, placed)
        return _upright([_head(placed.steps, self._key)], 0, placed)

    def _label(self) -> Message:
        return message(MOVE_STEP)

    def _patch(self, at: int) -> Patch:
        editor = self._canvas.editor
        return move_step(editor.document, self._canvas.ids, self._key, self._stage, at)


class DragLane(Reorder):
    """A lane goes between two others; lanes that are hidden stay where they are among the rest."""

    scrolls_across = False

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        assert canvas.placed is not None
        lane = canvas.placed.lane(pressed.hit.entity)
        assert lane is not None
        label = lane.block.label
        rect = Rect(canvas.placed.label_x, 0, canvas.placed.label_w, lane.block.height)
        self._shift = lane.y
        super().__init__(canvas, pressed, None, rect)
        self._ghost = make_ghost(canvas, label, rect, pressed.mx, pressed.my - lane.y)

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        placed = self._canvas.placed
        if placed is None or len(placed.lanes) < 2:
            self.at = None
            return
        y = self._canvas.body_point(0, pointer.y)[1]
        others = [lane for lane in placed.lanes if lane.id != self._key]
        self.at = sum((lane.y + lane.bottom) / 2 < y for lane in others)

    def _bar(self, placed: PlacedMap) -> Mark | None:
        others = [lane for lane in placed.lanes if lane.id != self._key]
        at = self.at or 0
        y = others[at].y - 5 if at < len(others) else others[-1].bottom + 5
        rect = Rect(placed.label_x + 4, y - _THICK / 2, placed.label_w - 8, _THICK)
        return marks.bar(Strip.LABELS, rect, "drop.line", 1)

    def _label(self) -> Message:
        return message(MOVE_LANE)

    def _patch(self, at: int) -> Patch:
        document, placed = self._canvas.editor.document, self._canvas.placed
        assert placed is not None
        shown = [lane.id for lane in placed.lanes if lane.id != self._key]
        every = [lane.id for lane in document.lanes(placed.map) if lane.id != self._key]
        index = every.index(shown[at]) if at < len(shown) else every.index(shown[-1]) + 1
        return move_lane(document, self._canvas.ids, self._key, index)
