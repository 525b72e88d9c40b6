"""Times and names as people here read them within a sentence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from journeyeditor.model.numbers import from_right

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = "\N{LEFT-TO-RIGHT MARK}"
_LTR, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def local_moment(at: str) -> str:
    """A UTC time in the zone of this computer, `2026-11-22 10:14`; as it is where it is no time."""
    try:
        return in_digits_order(datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M"))
    except ValueError:
        return at


def in_digits_order(figures: str) -> str:
    """Figures with signs between, such as a time or `63 %`, as they are in a window that is read from the right.

    Among words from right to left, and alone there, their parts would stand in reverse order.
    """
    return f"{_LTR}{figures}{_END}" if _mirrored() else figures


def as_read_here(text: str) -> str:
    """Words as `from_the_left` where the window is read from the right, else as they are."""
    return from_the_left(text) if _mirrored() else text


def _mirrored() -> bool:
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def from_the_left(text: str) -> str:
    """Words read from left to right with their signs at their own ends, for a window that is read from the right.

    Signs at the ends of a text take the window's direction: “Open…” would be shown as “…Open”.
    """
    classes = [bidirectional(character) for character in text]
    if not classes or not {"R", "AL"}.isdisjoint(classes):
        return text
    before = "" if classes[0] == "L" else _MARK
    # Figures after a letter keep its direction (UAX 9, W7).
    return before + text + ("" if classes[-1] in {"L", "EN"} else _MARK)


def in_own_direction(text: str) -> str:
    """Lines of a text each of which runs as its first letter does, whatever stands around (UAX 9, FSI and PDI)."""
    return "\n".join(_isolate(line) if line else "" for line in text.split("\n"))


def isolated(text: str) -> str:
    """A text within a line; one with letters from right to left turns nothing around it about (UAX 9, FSI and PDI)."""
    return _isolate(text) if from_right(text) else text


def side_by_side(words: Iterable[str], between: str) -> str:
    """Those words that there are, in one line; where one has letters from right to left, none turns another about."""
    there = [word for word in words if word]
    if any(from_right(word) for word in there):
        there = [_isolate(word) for word in there]
    return between.join(there)


def _isolate(text: str) -> str:
    return f"\N{FIRST STRONG ISOLATE}{text}{_END}"
