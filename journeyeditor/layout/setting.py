"""Texts in the columns of a map."""

from __future__ import annotations

from journeyeditor.layout.drawing import Role
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph


def set_text(
    engine: TextEngine,
    text: str,
    style: Style,
    width: float,
    language: str,
    rtl: bool,
    colour: Role,
) -> Paragraph:
    """A text in a column; in a right-to-left map everything keeps to the right, whatever way it runs."""
    paragraph = engine.wrap(text, style, width, language=language, colour=colour)
    if rtl and not paragraph.rtl:
        return engine.wrap(text, style, width, language=language, align="end", colour=colour)
    return paragraph
