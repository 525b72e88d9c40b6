"""Setting text: from a string, a style and a width to glyphs in their places, the same for screen and paper."""

from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Line, Paragraph

__all__ = ["Line", "Paragraph", "TextEngine"]
