"""How well a text fits what somebody typed of it. No Qt."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
WHOLE, BEGIN, WORD_BEGIN, INSIDE, BEGINNINGS, SCATTERED = 100.0, 80.0, 60.0, 35.0, 25.0, 10.0
"""What a word of the query is worth by how it is found: at best as a word, at worst letter by letter."""


def plain(text: str) -> str:
    """A text in small letters without accents."""
    parted = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def fit(query: str, text: str) -> float | None:
    """How well a text fits a query, the higher the better; None where it doesn't. Both as `plain` gives them.

    Every word of the query must be found: as a word, at the beginning of one, somewhere, as beginnings of words, or
    as one with letters left out. Shorter texts fit better.
    """
    words = query.split()
    if not words:
        return 0.0
    total = 0.0
    starts = [match.start() for match in _WORD.finditer(text)]
    for word in words:
        found = _word(word, text, starts)
        if found is None:
            return None
        total += found
    return total / len(words) - 0.1 * len(text)


def _word(word: str, text: str, starts: list[int]) -> float | None:
    if text.startswith(word):
        return WHOLE if len(text) == len(word) else BEGIN
    if any(text.startswith(word, start) for start in starts):
        return WORD_BEGIN
    if word in text:
        return INSIDE
    return _scattered(word, text, starts)


def _scattered(word: str, text: str, starts: list[int]) -> float | None:
    """Beginnings of words one after the other (`nft` in “new from template”), or one word with letters left out."""
    if _by_beginnings(word, text, starts):
        return BEGINNINGS
    return SCATTERED if any(_within(word, part) for part in _WORD.findall(text)) else None


def _by_beginnings(word: str, text: str, starts: list[int]) -> bool:
    """Whether every letter begins a word or follows the one before it."""
    places = {start for start in starts if text.startswith(word[0], start)}
    for letter in word[1:]:
        if not places:
            return False
        first = min(places)
        nexts = {place + 1 for place in places} | {start for start in starts if start > first}
        places = {place for place in nexts if text.startswith(letter, place)}
    return bool(places)


def _within(word: str, part: str) -> bool:
    """Whether a word is another one with few letters left out."""
    if len(word) < 3 or word[0] != part[0] or 3 * len(word) < 2 * len(part):
        return False
    letters = iter(part)
    return all(letter in letters for letter in word)
