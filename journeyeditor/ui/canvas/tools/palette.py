"""Dragging an item of the palette into the map: what it carries, and the drop."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.editing.operations.cards import add_card
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import LaneKind
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas import marks
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.handles import OWNERS
from journeyeditor.ui.canvas.tools.cell_drag import CellDrag

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

MIME = "application/x-journeyeditor-item"
ADD_CARD = N_("Add card")
CHANGE_CHANNEL = N_("Change channel")
EDGE = 12.0
"""So near to a card's upper and lower edge a channel makes a card of its own, in map units."""

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
    """Shows the cell that the item would go into, and puts a new card there.

    A touchpoint's channel that is let go on a touchpoint becomes the channel of that, which is shown meanwhile.
    """

    def __init__(self, canvas: Canvas, item: PaletteItem) -> None:
        super().__init__(canvas, NEW_HEIGHT)
        self._item = item
        self.onto: str = ""

    def move(self, pointer: Pointer) -> None:
        self.aim(pointer)
        self.onto = self._card_under(pointer)

    def _card_under(self, pointer: Pointer) -> str:
        """The touchpoint whose channel it would become; "" where a card would be made."""
        canvas, hit = self._canvas, pointer.hit
        if self._item.channel is None or self.target is None or hit.part not in OWNERS:
            return ""
        card, rect = hit.entity, canvas.placed.card_rect(hit.entity) if canvas.placed else None
        if rect is None or self.target.lane.block.kind is not LaneKind.TOUCHPOINT:
            return ""
        edge = min(EDGE, rect.h / 4)
        return card if rect.y + edge <= pointer.my <= rect.bottom - edge else ""

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        target, canvas = self.target, self._canvas
        if self.onto:
            self.close_lanes()
            patch = set_fields(canvas.editor.document, self.onto, channel=self._item.channel)
            canvas.commit(message(CHANGE_CHANNEL), patch, select=[self.onto])
            return
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
        if self.onto:
            return self._onto_marks(self.onto)
        return (*self.room_marks(), *self.reason_marks())

    def _onto_marks(self, card: str) -> tuple[Mark, ...]:
        """The card whose channel it would become, and that it would."""
        canvas = self._canvas
        rect = canvas.placed.card_rect(card) if canvas.placed is not None else None
        if rect is None:
            return ()
        return (
            marks.tint(Strip.BODY, rect, "drop", "drop.line", canvas.zoom),
            marks.outline(Strip.BODY, rect, "drop.line", canvas.zoom),
            self.words(canvas.translate(CHANGE_CHANNEL)),
        )
