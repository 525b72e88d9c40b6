"""Times and names as people here read them within a sentence."""

from __future__ import annotations

from datetime import datetime
from unicodedata import bidirectional


def local_moment(at: str) -> str:
    """A UTC time in the zone of this computer, `2026-11-22 10:14`; as it is where it is no time."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at


def isolated(text: str) -> str:
    """A text within a line; one with letters from right to left turns nothing around it about (UAX 9, FSI and PDI)."""
    if not any(bidirectional(character) in {"R", "AL"} for character in text):
        return text
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
