"""Texts as strings of classes: each character replaced by a letter that stands for its Unicode property.

On such a string the rules of the Unicode algorithms are plain regular expressions, and `str.translate` makes it
at the speed of C. The letters are code points of a private table, never shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class ClassTable(dict[int, str]):
    """A table for `str.translate` that asks `classify` for each new character and remembers the answer."""

    def __init__(self, classify: Callable[[str], str]) -> None:
        super().__init__()
        self._classify = classify

    def __missing__(self, code: int) -> str:
        letter = self[code] = self._classify(chr(code))
        return letter


_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")


def pattern(text: str, letters: Mapping[str, str]) -> str:
    """A regular expression written with class names, as one over letters: `OP SP*` becomes `[a][bc]*`.

    `letters` has the letters of each name; white space is left out. Raises KeyError for an unknown name.
    """
    return _NAME.sub(lambda m: f"[{letters[m.group()]}]", text).replace(" ", "")
