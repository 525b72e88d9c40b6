"""The document's images, decoded when they are first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from journeyeditor.model.entities import Image
from journeyeditor.model.pictures import safe_to_decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.model.document import Document

MOST = 64


class Pictures:
    """Gives the image of a key; the most recent ones are kept decoded."""

    def __init__(self, document: Callable[[], Document]) -> None:
        self._document = document
        self._decoded: dict[str, QImage] = {}

    def __call__(self, key: str) -> QImage | None:
        """None where the document has no such image or it can't be read."""
        found = self._decoded.get(key)
        if found is None:
            entity = self._document().find(Image, key)
            if entity is None:
                return None
            # A decoder never sees what isn't a plain picture of a sensible size.
            found = QImage.fromData(entity.data) if safe_to_decode(entity.data) else QImage()
            if len(self._decoded) >= MOST:
                del self._decoded[next(iter(self._decoded))]
            self._decoded[key] = found
        return None if found.isNull() else found
