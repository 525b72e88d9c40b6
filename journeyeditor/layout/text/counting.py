"""How many lines a text takes, counted without setting it: enough to know how high a card is.

Most texts are plain words with one blank between them. The width of each such word is remembered as a number, so a
text costs one look-up a word. Texts with anything else in them have to be set to be counted.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from journeyeditor.layout.text import bidi
from journeyeditor.layout.text.filling import SLACK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.layout.text.breaks import Breaker
    from journeyeditor.layout.text.segments import Setter

# What is remembered is dropped as a whole beyond this.
_REMEMBERED = 50_000


class PlainWords(dict[str, float]):
    """The width in points of each plain word in one style and language, infinite for any other word.

    Plain is what runs from left to right, is never broken, has nothing to do with the words beside it, and is shown
    by a face; all that stands between such words is the blank.
    """

    def __init__(self, breaker: Breaker, setter: Setter) -> None:
        super().__init__()
        self._breaker = breaker
        self._setter = setter
        self._blank = setter.plain(" ").blank_width

    def __missing__(self, word: str) -> float:
        if len(self) > _REMEMBERED:
            self.clear()
        width = self[word] = self._width(word)
        return width

    def _width(self, word: str) -> float:
        if bidi.has_rtl(word) or not self._breaker.is_whole(word):
            return math.inf
        width = self._setter.shaper.width(word)
        if width is not None:
            return width
        segment = self._setter.plain(word + " ")
        plain = not (segment.soft or segment.missing) and segment.blank_width == self._blank
        return segment.width if plain else math.inf

    def lines(self, text: str, width: float) -> int:
        """The lines that plain words fill in a column so wide, in points; 0 where a word is not plain or too wide."""
        return len(self.ends(text.split(" "), width))

    def ends(self, words: Sequence[str], width: float) -> list[tuple[int, float]]:
        """Behind which word each line ends in a column so wide, and how wide it is, in points; none where a word is
        not plain or too wide.

        The sums are those of `fill`, in the same order, so both break at the same words.
        """
        limit, blank = width + SLACK, self._blank
        ends: list[tuple[int, float]] = []
        used = before = 0.0
        for i, word in enumerate(words):
            own = self[word]
            if used + own > limit and own > limit - used:
                if own > limit:
                    return []
                ends.append((i, before))
                used = 0.0
            before = used + own
            used += own + blank
        # In a column without an end, words that are not plain fit, too.
        if before == math.inf:
            return []
        ends.append((len(words), before))
        return ends
