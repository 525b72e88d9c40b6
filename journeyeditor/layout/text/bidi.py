"""The bidirectional algorithm (UAX #9)."""

from __future__ import annotations

import unicodedata

_RTL = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


def has_rtl(text: str) -> bool:
    """Whether any character can make the order of the line other than the order of the text."""
    if text.isascii():
        return False
    return any(c > "\u0590" and unicodedata.bidirectional(c) in _RTL for c in text)
