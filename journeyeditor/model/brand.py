"""The colours of a document's own, and the hues that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from journeyeditor.model.entities import DocumentInfo

MAX_COLOURS = 8
BRAND_HUES: tuple[str, ...] = tuple(f"brand-{place}" for place in range(1, MAX_COLOURS + 1))
"""What the hue of a stage, lane, card or persona is called that takes one of the document's colours."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is a colour as the model keeps it: `#RRGGBB`, sRGB."""
    return _COLOUR.fullmatch(text) is not None


def clean_brand(colours: Iterable[str]) -> tuple[str, ...]:
    """Colours as a person may have typed them, as they are kept: with `#`, in capitals, each once, at most eight.

    What is no colour drops out; `#abc` is read as `#AABBCC`.
    """
    read = (_read(colour) for colour in colours)
    return tuple(dict.fromkeys(colour for colour in read if is_colour(colour)))[:MAX_COLOURS]


def _read(text: str) -> str:
    digits = text.strip().removeprefix("#").upper()
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)


def brand_colour(info: DocumentInfo, hue: str) -> str | None:
    """The colour that a hue names, `#RRGGBB`, or None where it names none of this document's."""
    place = BRAND_HUES.index(hue) if hue in BRAND_HUES else MAX_COLOURS
    return info.brand[place] if place < len(info.brand) else None


def brand_hues(info: DocumentInfo) -> tuple[str, ...]:
    """The hues that this document offers beside the built-in ones."""
    return BRAND_HUES[: len(info.brand)]
