"""Where a word may be parted that has no room in a line of its own: between its syllables, or at its separators.

Syllables are found with Liang's patterns ("Word Hy-phen-a-tion by Com-put-er", 1983): letters with weights between
them, of which the highest at a place counts, and an odd one allows a hyphen. The dictionaries are those of pyphen, in
the form of Hunspell; they are read here as pyphen itself takes six times as long for a large one. All of it is loaded
when the first such word comes, which most maps never have.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from importlib.resources.abc import Traversable

    from journeyeditor.layout.text.clusters import Clusters

# A line gets no less than so many letters of a word, the next one no less than so many.
_BEFORE, _BEHIND = 2, 3
# No part of a compound is parted so that fewer letters stand alone.
_LEAST = 2
# What is longer is no word that a dictionary knows of.
_MOST_LETTERS = 100
# What is remembered is dropped as a whole beyond this.
_REMEMBERED = 10_000

_SEPARATORS = re.compile(r"[/\\.,:;?!&=#%_@+~|–—-]+(?=[^/\\.,:;?!&=#%_@+~|–—-])")
_TOKEN = re.compile(r"\w+")
# Web and mail addresses, paths, and names of computers and files: "shop.example", "notes.txt", "two_words".
_ADDRESS = re.compile(
    r"://|[\w.]@\w|\\|\w_\w|(?<!\w)(?:www\.|mailto:)|\w\.[a-z]{2,4}(?![^\W\d_]|\.\w*[A-Z])",
)
_DIGITS = dict.fromkeys(map(ord, "0123456789"))
_CHANGE = re.compile("/.*")
_WEIGHTY = re.compile("[1-9]")
_HEX = re.compile(r"\^\^([0-9a-f]{2})")
_VOWEL = re.compile("[aeiouyäöüàáâéèêíîóôúû]")
_WEIGHT = re.compile(r"(\d?)(\D?)")


class Break(NamedTuple):
    """A place within a word where a line may end, as an index, and whether a hyphen shows there."""

    end: int
    hyphen: bool


class Hyphenation:
    """Finds such places for words of one language, given as a BCP 47 tag; remembers them."""

    def __init__(self, language: str, clusters: Clusters) -> None:
        self._language = language
        self._clusters = clusters
        self._known: dict[tuple[str, bool], tuple[Break, ...]] = {}

    def breaks(self, word: str, address: bool = False) -> tuple[Break, ...]:
        """The places in their order. An address, and what has figures in it, is parted at its separators only;
        without a dictionary of the language nothing else is, either."""
        key = (word, address)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._found(word, address)
        return found

    def _found(self, word: str, address: bool) -> tuple[Break, ...]:
        ends = self._clusters.ends(word)
        made = {place: Break(place, False) for place in separated(word) if _is_end(ends, place)}
        if not address:
            for place in self._syllables(word, ends):
                made.setdefault(place, Break(place, True))
        return tuple(sorted(made.values()))

    def _syllables(self, word: str, ends: Sequence[int]) -> Iterator[int]:
        """Where syllables end; a letter with its marks is one letter to the patterns."""
        starts = [0, *ends]
        clusters = [word[start:end] for start, end in zip(starts, ends, strict=False)]
        letters = "".join([_letter(cluster) for cluster in clusters])
        for token in _TOKEN.finditer(letters):
            shown = token[0].lower()
            long = _BEFORE + _BEHIND <= len(shown) == len(token[0]) <= _MOST_LETTERS
            if long and shown.isalpha() and self._dictionary is not None:
                for place in self._voiced(shown, self._dictionary.places(shown)):
                    if _BEFORE <= place <= len(shown) - _BEHIND:
                        yield starts[token.start() + place]

    def _voiced(self, word: str, places: Sequence[int]) -> Sequence[int]:
        """The places without those that would leave a German syllable without a vowel, as the patterns do with the
        "ck" of compounds that they don't know."""
        if not self._language.lower().startswith("de"):
            return places
        ends = [*places[1:], len(word)]
        return [
            place
            for place, end in zip(places, ends, strict=False)
            if _VOWEL.search(word, place, end)
        ]

    @cached_property
    def _dictionary(self) -> Dictionary | None:
        import pyphen

        known = pyphen.language_fallback(self._language)
        return Dictionary(pyphen.LANGUAGES[known]) if known else None


class Dictionary:
    """The patterns of a file of Hunspell's form: those that part compounds, where it has them, then those of the parts."""

    def __init__(self, path: Traversable) -> None:
        self._levels = [Patterns(lines) for lines in _levels(path)]

    def places(self, word: str) -> list[int]:
        """Where a word in small letters may be parted."""
        return self._within(word, self._levels)

    def _within(self, word: str, levels: Sequence[Patterns]) -> list[int]:
        found = levels[0].places(word)
        if len(levels) == 1:
            return found
        made = set(found)
        for start, end in pairwise([0, *found, len(word)]):
            for place in self._within(word[start:end], levels[1:]):
                if place >= _LEAST and end - start - place >= _LEAST:
                    made.add(start + place)
        return sorted(made)


class Patterns:
    """The patterns of one level, as lines such as "rück1gabe" or ".ab3a4s"."""

    def __init__(self, lines: Iterable[str]) -> None:
        weighty = [line for line in map(str.strip, lines) if _WEIGHTY.search(line)]
        letters = _CHANGE.sub("", "\n".join(weighty)).translate(_DIGITS).split("\n")
        self._lines = dict(zip(letters, weighty, strict=True)) if weighty else {}
        self._longest = max(map(len, self._lines), default=0)

    def places(self, word: str) -> list[int]:
        """Where a word may be parted, however few letters that leaves; not where its letters would change, as those
        of "asszony" do ("asz-szony")."""
        pointed = f".{word}."
        weights = [(0, False)] * (len(pointed) + 1)
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + self._longest, len(pointed)) + 1):
                line = self._lines.get(pointed[start:end])
                if line:
                    _weigh(line, start, weights)
        return [
            i - 1
            for i, (weight, changed) in enumerate(weights)
            if weight % 2 and not changed and 0 < i - 1 < len(word)
        ]


def separated(word: str) -> list[int]:
    """Where a word may be parted without a hyphen: behind its separators."""
    return [match.end() for match in _SEPARATORS.finditer(word)]


def reads_as_address(word: str) -> bool:
    """Whether a word between two blanks is or holds an address or a name, in which a hyphen would mislead."""
    return _ADDRESS.search(word) is not None


def _letter(cluster: str) -> str:
    """A grapheme cluster as one character, one that is no letter where it has none of its own."""
    composed = unicodedata.normalize("NFC", cluster)
    return composed if len(composed) == 1 else "\0"


def _is_end(ends: Sequence[int], place: int) -> bool:
    at = bisect_left(ends, place)
    return at < len(ends) and ends[at] == place


def _levels(path: Traversable) -> list[list[str]]:
    """The lines of a dictionary, level by level."""
    head, _, body = path.read_bytes().partition(b"\n")
    encoding = head.decode("ascii").strip().lower()
    text = body.decode("cp1251" if encoding == "microsoft-cp1251" else encoding)
    text = _HEX.sub(lambda match: chr(int(match[1], 16)), text)
    return [level.split("\n") for level in text.split("\nNEXTLEVEL")]


def _weigh(line: str, start: int, weights: list[tuple[int, bool]]) -> None:
    """Raise the weights at a pattern's places from `start` on to those of the pattern."""
    pattern, _, change = line.partition("/")
    for i, (digit, _letter) in enumerate(_WEIGHT.findall(pattern), start):
        weight = int(digit or 0)
        if weight and weight >= weights[i][0]:
            weights[i] = (weight, bool(change) and weight % 2 == 1)
