"""The map's own typefaces for text fields, under the names that Qt knows them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

from journeyeditor.layout.fonts import CHAINS, FILES
from journeyeditor.layout.text.engine import LEADING
from journeyeditor.ui.faces import families_in

if TYPE_CHECKING:
    from journeyeditor.layout.fonts import Style
    from journeyeditor.layout.text.engine import TextEngine


class TextFonts:
    """Loads the faces of the store into Qt's font database when the first field needs them."""

    def __init__(self, engine: TextEngine) -> None:
        self._engine, self._fonts = engine, engine.fonts
        self._families: tuple[str, ...] = ()

    def font(self, style: Style, zoom: float) -> QFont:
        """A face chain in a style, as large as the map's type at a zoom, as far as Qt has it: in whole pixels.

        Its letters advance as those of the map do, not by whole pixels, and by what its size is rounded.
        """
        size = style.size * zoom
        pixels = max(1, round(size))
        font = QFont()
        font.setFamilies(list(self._loaded()))
        font.setPixelSize(pixels)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * size / pixels)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setBold(style.bold)
        font.setItalic(style.italic)
        return font

    def lift(self, style: Style) -> float:
        """How much higher than in a field a first baseline is on the map, in map units.

        Lines of a fixed height have theirs at four fifths of it (`QTextBlockFormat::FixedHeight`).
        """
        return 0.8 * LEADING * style.size - self._engine.rise(style)

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
