"""Dragging something from outside into the map: pictures, text, cells of a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from journeyeditor.ui.canvas.tools.cell_drag import CellDrag
from journeyeditor.ui.canvas.tools.palette import NEW_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas


class Foreign(Protocol):
    """Who knows what to make of what comes from outside."""

    def wants(self, mime: QMimeData) -> bool:
        """Whether it can be dropped on a cell."""

    def drop_on(self, mime: QMimeData, lane: str, step: str, at: int) -> None:
        """It was dropped on a cell, before its card at index `at`."""


class ForeignDrag(CellDrag):
    """Shows the cell that it would go into."""

    def __init__(self, canvas: Canvas, mime: QMimeData, foreign: Foreign) -> None:
        super().__init__(canvas, NEW_HEIGHT)
        self._mime, self._foreign = mime, foreign

    def move(self, pointer: Pointer) -> None:
        self.aim(pointer)

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        self.close_lanes()
        if self.target is not None:
            target = self.target
            self._foreign.drop_on(self._mime, target.lane.id, target.column.step, target.at)

    def marks(self) -> tuple[Mark, ...]:
        return (*self.room_marks(), *self.reason_marks())
