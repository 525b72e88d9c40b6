"""Dragging an item of the palette into the map: what it carries, and the drop."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.editing.operations.cards import add_card
from journeyeditor.model.entities import LaneKind
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas.tools.cell_drag import CellDrag

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

MIME = "application/x-journeyeditor-item"
ADD_CARD = N_("Add card")
NEW_HEIGHT = 58.0
"""How much room a new card is shown to want, in map units."""


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """A kind of card, and a channel where it is a touchpoint's."""

    kind: LaneKind
    channel: str | None = None

    def to_bytes(self) -> bytes:
        """The form that a drag carries, as JSON."""
        return json.dumps({"kind": str(self.kind), "channel": self.channel}).encode()


def item_of(data: QMimeData) -> PaletteItem | None:
    """The item that a drag carries, None where it is something else."""
    if not data.hasFormat(MIME):
        return None
    try:
        raw = json.loads(bytes(data.data(MIME).data()))
        channel = raw.get("channel")
        return PaletteItem(LaneKind(raw["kind"]), channel if isinstance(channel, str) else None)
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


class PaletteDrag(CellDrag):
    """Shows the cell that the item would go into, and puts a new card there."""

    def __init__(self, canvas: Canvas, item: PaletteItem) -> None:
        super().__init__(canvas, NEW_HEIGHT)
        self._item = item

    def move(self, pointer: Pointer) -> None:
        self.aim(pointer)

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        target, canvas = self.target, self._canvas
        if target is None:
            self.cancel()
            return
        with canvas.reporting():
            opened = self.opened(target.lane.id)
            patch = add_card(
                opened.apply(canvas.editor.document), canvas.ids, target.lane.id,
                target.column.step, target.at, channel=self._item.channel,
            )  # fmt: skip
            canvas.add(message(ADD_CARD), opened.then(patch), patch.added()[0].id)
        self.close_lanes()

    def marks(self) -> tuple[Mark, ...]:
        return (*self.room_marks(), *self.reason_marks())
