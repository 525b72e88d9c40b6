"""What stands around a map on paper: title block, legend, and the line with the page number.

All of it is laid out in a strip of a given width with the origin at its top left corner, in points. Long texts
wrap, so a strip is as high as it needs to be; nothing is cut. In a document that runs from right to left every
strip is mirrored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journeyeditor.layout.drawing import ARTIFACT, Box, Group, Item, Picture, Rect
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.sheets import MM
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image, Map, MapState, Persona
from journeyeditor.model.messages import N_, Translate

TITLE_HEIGHT = 14 * MM

_TITLES = (Style(16, bold=True), Style(14, bold=True), Style(12, bold=True))
_PLAIN = Style(9)
_STRONG = Style(9, bold=True)
_GAP = 16.0
_DOT = "  ·  "
_FACTS_SHARE = 0.36
_LOGO_WIDTH = 42 * MM
_LOGO_HEIGHT = TITLE_HEIGHT - 6
_RULE = 0.75

AS_IS = N_("As-is")
TO_BE = N_("To-be")
VERSION = N_("Version {label}")
PAGE = N_("Page {number} of {count}")
CONTINUED = N_("continued on page {number}")
UNTITLED = N_("Untitled map")

STATES = {MapState.AS_IS: AS_IS, MapState.TO_BE: TO_BE, MapState.NONE: ""}


@dataclass(frozen=True, slots=True)
class Strip:
    """The setting of a strip: who sets the text, in which words, how wide, and which way it runs."""

    engine: TextEngine
    translate: Translate
    width: float
    language: str
    rtl: bool

    def x(self, x: float, width: float = 0.0) -> float:
        """Where something stands that is at `x` in a left-to-right strip."""
        return self.width - x - width if self.rtl else x

    def wrap(self, text: str, style: Style, width: float, colour: str, end: bool = False) -> Paragraph:
        """A text in a column that keeps to the strip's start, or to its end."""
        direction = "rtl" if self.rtl else "ltr"
        align = "end" if end else "start"
        return self.engine.wrap(
            text, style, width, self.language, align, _either(direction), colour
        )


def _either(direction: str):  # noqa: ANN202
    return direction
