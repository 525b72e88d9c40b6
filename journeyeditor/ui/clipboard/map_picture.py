"""A whole map as a picture for the clipboard: as it goes out, on white, without what only people at work see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QColor, QImage, QPainter

from journeyeditor.app.exporting import map_layout
from journeyeditor.layout.alone import map_page
from journeyeditor.layout.palette import Palette
from journeyeditor.model.messages import N_, Refused
from journeyeditor.ui.clipboard.writing import PNG, png_of
from journeyeditor.ui.painting.painter import MapPainter
from journeyeditor.ui.painting.pictures import Pictures

if TYPE_CHECKING:
    from journeyeditor.app.services import Services
    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.model.document import Document

SHARPEST, LEAST, MOST_PIXELS = 2.0, 0.5, 40_000_000
"""Pixels per map unit, fewer where there would be more than so many pixels in all; with fewer than the least nobody
could read it."""

TOO_LARGE = N_(
    "This map is too large for a picture on the clipboard. Export it as a PNG or SVG file."
)


def mime_of_map(document: Document, map_id: str, services: Services, fonts: FontStore) -> QMimeData:
    """A map as a picture in the forms that other programs take. Raises `Refused` where it is too large."""
    image = picture_of_map(document, map_id, services, fonts)
    mime = QMimeData()
    # Programs differ in which of the two they ask for.
    mime.setImageData(image)
    mime.setData(PNG, QByteArray(png_of(image)))
    return mime


def picture_of_map(document: Document, map_id: str, services: Services, fonts: FontStore) -> QImage:
    """A map with a margin around it, in the colours of print. Raises `Refused` where it is too large."""
    placed = map_layout(document, services).place(document, map_id)
    page = map_page(placed)
    scale = min(SHARPEST, (MOST_PIXELS / (page.width * page.height)) ** 0.5)
    if scale < LEAST:
        raise Refused(TOO_LARGE)
    palette = Palette.load(services.resources.theme("print"))
    size = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.hex("paper")))
    brush = QPainter(image)
    try:
        brush.scale(scale, scale)
        painter = MapPainter(palette, fonts, Pictures(lambda: document))
        painter.paint(brush, page.group, None, scale, detail=True)
    finally:
        brush.end()
    return image
