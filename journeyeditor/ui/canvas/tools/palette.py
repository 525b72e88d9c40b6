"""Dragging an item of the palette into the map: what it carries, and the drop."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.editing.operations.cards import add_card
from journeyeditor.model.entities import LaneKind
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas.tools.gesture import Gesture
from journeyeditor.ui.canvas.tools.target import Target, target_at, target_marks

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

MIME = "application/x-journeyeditor-item"
ADD_CARD = N_("Add card")


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


class PaletteDrag(Gesture):
    """Shows the cell that the item would go into, and puts a new card there."""

    def __init__(self, canvas: Canvas, item: PaletteItem) -> None:
        self._canvas = canvas
        self._item = item
        self.target: Target | None = None

    def move(self, pointer: Pointer) -> None:
        self.target = target_at(self._canvas, pointer)

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        target = self.target
        if target is None:
            return
        canvas = self._canvas
        patch = add_card(
            canvas.editor.document, canvas.ids, target.lane.id, target.column.step, target.at,
            channel=self._item.channel,
        )  # fmt: skip
        canvas.add(message(ADD_CARD), patch, patch.added()[0].id)

    def marks(self) -> tuple[Mark, ...]:
        return target_marks(self._canvas, self.target) if self.target is not None else ()
