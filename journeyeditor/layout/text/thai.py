"""Words in Thai, which is written without blanks between them.

The words are found with the Thai model of BudouX: every place gets the sum of the weights of the letters around
it, alone and in twos and threes; where the sum is positive, a word ends. The model lies beside the fonts.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]{2,}")

# A feature of the model: its name, where its letters begin relative to the place, and how many they are.
_FEATURES = (
    ("UW1", -3, 1), ("UW2", -2, 1), ("UW3", -1, 1), ("UW4", 0, 1), ("UW5", 1, 1), ("UW6", 2, 1),
    ("BW1", -2, 2), ("BW2", -1, 2), ("BW3", 0, 2),
    ("TW1", -3, 3), ("TW2", -2, 3), ("TW3", -1, 3), ("TW4", 0, 3),
)  # fmt: skip
# Vowels written before their consonant, and signs that stand behind or upon one: no word ends there.
_NOT_BEFORE = frozenset(
    "\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e45\u0e46\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
_NOT_AFTER = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44")


class _Feature(NamedTuple):
    weights: dict[str, int]
    offset: int
    length: int


class ThaiWords:
    """Finds where Thai words end. `path` is the model; it is read when the first Thai text comes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _model(self) -> tuple[tuple[_Feature, ...], float]:
        weights: dict[str, dict[str, int]] = json.loads(self._path.read_text("utf-8"))
        features = tuple(_Feature(weights.get(name, {}), at, n) for name, at, n in _FEATURES)
        return features, -sum(sum(group.values()) for group in weights.values()) / 2

    def ends(self, text: str) -> list[int]:
        """The places within stretches of Thai letters where a word ends."""
        if text.isascii():
            return []
        return [
            match.start() + end
            for match in _THAI.finditer(text)
            for end in self._ends(match.group())
        ]

    def _ends(self, word: str) -> list[int]:
        return [
            place
            for place in range(1, len(word))
            if word[place] not in _NOT_BEFORE
            and word[place - 1] not in _NOT_AFTER
            and self._score(word, place) > 0
        ]

    def _score(self, word: str, place: int) -> float:
        features, score = self._model
        for weights, offset, length in features:
            start = place + offset
            if start >= 0 and start + length <= len(word):
                score += weights.get(word[start : start + length], 0)
        return score
