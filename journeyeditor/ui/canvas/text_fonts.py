"""The map's own typefaces for text fields, under the names that Qt knows them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

from journeyeditor.layout.fonts import CHAINS, FILES
from journeyeditor.ui.faces import families_in

if TYPE_CHECKING:
    from journeyeditor.layout.fonts import FontStore, Style


class TextFonts:
    """Loads the faces of the store into Qt's font database when the first field needs them."""

    def __init__(self, fonts: FontStore) -> None:
        self._fonts = fonts
        self._families: tuple[str, ...] = ()

    def font(self, style: Style, zoom: float) -> QFont:
        """A face chain in a style, as large as the map's type at a zoom."""
        font = QFont()
        font.setFamilies(list(self._loaded()))
        font.setPixelSize(max(1, round(style.size * zoom)))
        font.setBold(style.bold)
        font.setItalic(style.italic)
        return font

    def _loaded(self) -> tuple[str, ...]:
        if not self._families:
            families: list[str] = []
            for key in FILES:
                families += families_in(self._fonts.face(key).path)
            wanted = [key.split("-")[0] for key in CHAINS[False, False]]
            order = {name: place for place, name in enumerate(wanted)}
            unique = dict.fromkeys(families)
            self._families = tuple(
                sorted(unique, key=lambda family: order.get(family.replace(" ", ""), len(order)))
            )
        return self._families
