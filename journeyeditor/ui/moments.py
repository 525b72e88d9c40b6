"""Times and names as people here read them within a sentence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from unicodedata import bidirectional

if TYPE_CHECKING:
    from collections.abc import Iterable


def local_moment(at: str) -> str:
    """A UTC time in the zone of this computer, `2026-11-22 10:14`; as it is where it is no time."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at


def isolated(text: str) -> str:
    """A text within a line; one with letters from right to left turns nothing around it about (UAX 9, FSI and PDI)."""
    return _isolate(text) if _from_right(text) else text


def side_by_side(words: Iterable[str], between: str) -> str:
    """Those words that there are, in one line; where one has letters from right to left, none turns another about."""
    there = [word for word in words if word]
    if any(_from_right(word) for word in there):
        there = [_isolate(word) for word in there]
    return between.join(there)


def _from_right(text: str) -> bool:
    return any(bidirectional(character) in {"R", "AL"} for character in text)


def _isolate(text: str) -> str:
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
