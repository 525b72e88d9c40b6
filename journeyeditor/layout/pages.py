"""A document on paper: the options, the pages, and what composes them. See `journeyeditor.layout.paper`.

Maps go on one sheet, on pages that break only between stages and then between lanes, or on posters. A page is laid
out as a map of its own (the stages and lanes it shows), so heads and labels are repeated, and a card that covers
steps of two pages is whole on both. Lengths are points, y runs down.
"""

from __future__ import annotations

from journeyeditor.layout.paper.composer import (
    LazyPages,
    compose,
    compose_document,
    compose_lazily,
    lying,
    printed_text_size,
)
from journeyeditor.layout.paper.hints import (
    density_hints,
    left_out,
    page_messages,
    size_warnings,
)
from journeyeditor.layout.paper.options import Page, PageMode, PageOptions, Part, Poster
from journeyeditor.layout.paper.room import LARGEST_SCALE
from journeyeditor.layout.paper.unheld import missing_characters

__all__ = [
    "LARGEST_SCALE",
    "LazyPages",
    "Page",
    "PageMode",
    "PageOptions",
    "Part",
    "Poster",
    "compose",
    "compose_document",
    "compose_lazily",
    "density_hints",
    "left_out",
    "lying",
    "missing_characters",
    "page_messages",
    "printed_text_size",
    "size_warnings",
]
