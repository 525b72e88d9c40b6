"""Grapheme clusters (UAX #29): what a reader takes for one character and what must never be cut."""

from __future__ import annotations

from uniseg.graphemecluster import grapheme_clusters


def clusters(text: str) -> list[str]:
    """The grapheme clusters of a text, in order."""
    if text.isascii():
        return list(text)
    return list(grapheme_clusters(text))
