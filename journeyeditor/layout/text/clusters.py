"""Grapheme clusters (UAX #29, Unicode 16): what a reader takes for one character and what must never be cut."""

from __future__ import annotations

import re

from uniseg.derived import indic_conjunct_break
from uniseg.emoji import extended_pictographic
from uniseg.graphemecluster import grapheme_cluster_break

from journeyeditor.layout.text.classes import ClassTable, pattern

# The names of the Unicode Character Database, shortened, each with its letter.
_LETTERS = {
    "CR": "r", "LF": "n", "Control": "c", "Extend": "xek", "ZWJ": "z", "RI": "R", "Prepend": "P",
    "SpacingMark": "s", "L": "L", "V": "V", "T": "T", "LV": "A", "LVT": "B", "Other": "o",
    "Pictographic": "p", "Consonant": "C", "Linker": "k", "Joined": "ekz", "Any": "xekzRPsLVTABopC",
}  # fmt: skip
_INDIC = {"Linker": "k", "Extend": "e", "None": "x"}

# Rules GB3 to GB13 as one expression.
_CLUSTER = re.compile(
    pattern(
        "CR LF | CR | LF | Control | Prepend*"
        "(?: L* (?: V+ | LV V* | LVT ) T* | L+ | T+ | RI RI"
        " | Pictographic (?: Extend* ZWJ Pictographic )*"
        " | Consonant (?: Joined* Linker Joined* Consonant )*"
        " | Any ) (?: Extend | ZWJ | SpacingMark )*"
        " | Prepend+",
        _LETTERS,
    )
)


def _classify(character: str) -> str:
    name = str(grapheme_cluster_break(character).value).replace("Regional_Indicator", "RI")
    if name == "Extend":
        return _INDIC[str(indic_conjunct_break(character).value)]
    if name == "Other" and extended_pictographic(character):
        return _LETTERS["Pictographic"]
    if name == "Other" and str(indic_conjunct_break(character).value) == "Consonant":
        return _LETTERS["Consonant"]
    return _LETTERS[name]


class Clusters:
    """Cuts texts into grapheme clusters; remembers the class of each character it met."""

    def __init__(self) -> None:
        self._table = ClassTable(_classify)

    def ends(self, text: str) -> list[int]:
        """Where each cluster of a text ends, as indices."""
        if text.isascii() and "\r" not in text:
            return list(range(1, len(text) + 1))
        return [match.end() for match in _CLUSTER.finditer(text.translate(self._table))]

    def cut(self, text: str) -> list[str]:
        """The grapheme clusters of a text, in order."""
        ends = self.ends(text)
        return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
