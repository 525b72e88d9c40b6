"""A language that nobody speaks: each message accented, in brackets and two fifths longer, to find what is not a message."""

from __future__ import annotations

import re

OPEN, CLOSE = "⟦", "⟧"
LONGER = 0.4

_ACCENTED = str.maketrans(
    "AaCcDdEeGgHhIiKkLlNnOoRrSsTtUuWwYyZz", "ÀàÇçĎďÈèĜĝĤĥÌìĶķĹĺŃńÒòŔŕŜŝŤťÙùŴŵÝýŽž"
)
_PLACE = re.compile(r"(\{[^{}]*\})")


def pseudo(key: str) -> str:
    """A message in that language, its places and the mark of its menu key kept."""
    if not key:
        return ""
    parts = _PLACE.split(key)
    words = "".join(part if part.startswith("{") else accented(part) for part in parts)
    bare = _PLACE.sub("", key)
    return f"{OPEN}{words}{'·' * round(len(bare) * LONGER)}{CLOSE}"


def accented(words: str) -> str:
    """Words with an accent on most of their letters."""
    return words.translate(_ACCENTED)


def outside(text: str) -> str:
    """What of a text stands in no brackets: it came from no message."""
    kept, depth = [], 0
    for character in text:
        depth += (character == OPEN) - (character == CLOSE)
        if depth == 0 and character != CLOSE:
            kept.append(character)
    return "".join(kept)
