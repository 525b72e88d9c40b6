"""What a copy puts on the clipboard: our own form, a table in HTML, tab-separated text, and a picture."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from journeyeditor.editing.operations.excerpt import in_reading_order
from journeyeditor.interchange.json_write import plain_document
from journeyeditor.interchange.table_text import Block, write_html, write_tsv
from journeyeditor.layout.drawing import Rect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.model.document import Document
    from journeyeditor.model.entities import Card
    from journeyeditor.ui.painting.painter import MapPainter

OWN = "application/x-journeyeditor+json"
"""The open JSON form (docs/JSON.md) of an excerpt, with its own version number."""

PNG = "image/png"
SHARPEST, LEAST, MOST_PIXELS = 2.0, 0.75, 2_000_000
"""Pixels per map unit of the picture, fewer where it would have more than so many pixels in all.

With fewer than the least nobody could read it, and there is none.
"""

_MARGIN = 12.0
# Qt's "quality" of a PNG is how little it is compressed, which is what takes the time.
_QUICKLY = 80


def mime_of(part: Document, picture: QImage | None) -> QMimeData:
    """All forms of an excerpt (see `operations.excerpt`), with a picture of it where there is one."""
    mime = QMimeData()
    # Without indents, which would take a multiple of the time.
    text = json.dumps(plain_document(part), ensure_ascii=False)
    mime.setData(OWN, QByteArray(text.encode("utf-8")))
    rows, heads = table_of(part)
    mime.setHtml(write_html(rows, heads if len(heads) > 1 else ()))
    single = len(rows) == 1 and len(rows[0]) == 1
    mime.setText(rows[0][0] if single else write_tsv(rows))
    if picture is not None and not picture.isNull():
        mime.setData(PNG, QByteArray(png_of(picture)))
    return mime


def table_of(part: Document) -> tuple[Block, tuple[str, ...]]:
    """An excerpt as a table, lanes as rows and steps as columns, and the steps' titles."""
    owner = part.maps[0]
    steps = part.map_steps(owner.id)
    cells: dict[tuple[str, str], list[str]] = {}
    for card in in_reading_order(part, owner.id):
        cells.setdefault((card.lane, card.step), []).append(card_text(card))
    rows = tuple(
        tuple("\n\n".join(cells.get((lane.id, step.id), ())) for step in steps)
        for lane in part.lanes(owner.id)
    )
    return rows, tuple(step.title for step in steps)


def card_text(card: Card) -> str:
    """A card's title and text; no line between them is empty, for empty lines part cards."""
    lines = f"{card.title}\n{card.text}".split("\n")
    return "\n".join(line for line in lines if line.strip())


def picture_of_cards(
    placed: PlacedMap, cards: Iterable[str], painter: MapPainter, ground: QColor
) -> QImage:
    """The cards as they look on the map, in their places, on a ground; a null image where none is placed or they would be too many."""
    wanted = set(cards)
    found = [
        (lane, card) for lane in placed.lanes for card in lane.block.cards if card.id in wanted
    ]
    if not found:
        return QImage()
    rects = [card.rect.moved(0, lane.y) for lane, card in found]
    area = rects[0]
    for rect in rects[1:]:
        area = area.united(rect)
    area = area.grown(_MARGIN)
    scale = min(SHARPEST, (MOST_PIXELS / (area.w * area.h)) ** 0.5)
    if scale < LEAST:
        return QImage()
    image = _sheet(area, scale, ground)
    brush = QPainter(image)
    try:
        brush.scale(scale, scale)
        brush.translate(-area.x, -area.y)
        for lane, card in found:
            brush.save()
            brush.translate(0, lane.y)
            painter.paint(brush, card.group, None, scale, detail=True)
            brush.restore()
    finally:
        brush.end()
    return image


def _sheet(area: Rect, scale: float, ground: QColor) -> QImage:
    size = max(1, round(area.w * scale)), max(1, round(area.h * scale))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(ground if ground.isValid() else Qt.GlobalColor.white)
    return image


def png_of(image: QImage) -> bytes:
    """A picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", _QUICKLY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
