"""The language of a text as far as its letters tell it for sure, which decides the direction of a map."""

from __future__ import annotations

import unicodedata
from collections import Counter

# The first word of a letter's Unicode name -> language. Latin letters tell none.
_LANGUAGES = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "THAI": "th",
    "DEVANAGARI": "hi",
}
_LEAST_SHARE = 0.4
# Kana among ideographs say Japanese from this share on; a name or two may be foreign.
_LEAST_KANA = 0.1
_ENOUGH = 20_000


def guessed_language(text: str) -> str:
    """A BCP 47 tag: that of the script of at least 40 % of the letters, else `en`."""
    found = Counter(_language(c) for c in text[:_ENOUGH] if c.isalpha())
    if found["ja"] >= _LEAST_KANA * (found["ja"] + found["zh"]):
        found["ja"] += found.pop("zh", 0)
    else:
        found["zh"] += found.pop("ja", 0)
    known = {tag: count for tag, count in found.items() if tag}
    best = max(known, key=lambda tag: (known[tag], tag), default="en")
    return best if known.get(best, 0) and known[best] >= _LEAST_SHARE * found.total() else "en"


def _language(letter: str) -> str:
    return _LANGUAGES.get(unicodedata.name(letter, "").split(" ")[0], "")
