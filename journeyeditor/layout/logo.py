"""The document's logo at work: in the corner of the map, on a plate as light as the paper that logos are made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Item, Picture, Rect
from journeyeditor.layout.metrics import LABEL_WIDTH
from journeyeditor.model.entities import Image

if TYPE_CHECKING:
    from journeyeditor.layout.frame import Frame
    from journeyeditor.model.document import Document

PLATE = "logo.plate"
_LEFT, _WIDE, _HIGH = 10.0, LABEL_WIDTH - 24.0, 40.0
_PAD_X, _PAD_Y = 8.0, 5.0


def corner_logo(document: Document, frame: Frame, y: float) -> tuple[tuple[Item, ...], float]:
    """The plate with the logo, its top at `y` (map units) where lines begin, and its height; nothing without a logo."""
    logo = document.find(Image, document.info.logo)
    if logo is None or not logo.width or not logo.height:
        return (), 0.0
    scale = min((_WIDE - 2 * _PAD_X) / logo.width, (_HIGH - 2 * _PAD_Y) / logo.height)
    wide, high = logo.width * scale, logo.height * scale
    plate_w, plate_h = wide + 2 * _PAD_X, high + 2 * _PAD_Y
    plate = Rect(frame.x(_LEFT, plate_w), y, plate_w, plate_h)
    picture = Rect(plate.x + _PAD_X, y + _PAD_Y, wide, high)
    return (Box(plate, fill=PLATE, radius=8), Picture(picture, logo.id, logo.alt)), plate_h
