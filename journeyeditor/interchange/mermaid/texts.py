"""Small pieces of Mermaid's text: entities, line breaks, comments, and numbers as JavaScript reads them."""

from __future__ import annotations

import html
import math
import re
import unicodedata

# The model's clean text holds no control characters, so these two can stand for an entity while a line is split.
_OPEN, _CLOSE = "\x02", "\x03"
_ENTITY = re.compile(r"#(\w+);")
_HIDDEN = re.compile(f"{_OPEN}(\\w+){_CLOSE}")
_BREAK = re.compile(r"</?br\s*/?>", re.IGNORECASE)
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_OTHER_BASE = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)")
_WITH_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_OUT_OF = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)\s*/\s*[0-9]+(?:[.,][0-9]+)?")


def hide_entities(text: str) -> str:
    """Puts `#58;` and `#quot;` out of the way of whoever splits the text at colons, commas and hashes."""
    return _ENTITY.sub(f"{_OPEN}\\1{_CLOSE}", text)


def _decoded(hidden: re.Match[str]) -> str:
    name = hidden[1]
    if name.isascii() and name.isdigit():
        return html.unescape(f"&#{name[:9]};")
    decoded = html.unescape(f"&{name};")
    return f"#{name};" if decoded == f"&{name};" else decoded


def plain(text: str) -> str:
    """A piece of a line as a person reads it: entities decoded, `<br>` as a line break, trimmed."""
    broken = "\n".join(part.strip() for part in _BREAK.split(text))
    return _HIDDEN.sub(_decoded, broken).strip()


def number(text: str) -> float | None:
    """What JavaScript's `Number` makes of a text; None for what is not a finite number. Blank is 0."""
    text = text.strip()
    if not text:
        return 0.0
    if _OTHER_BASE.fullmatch(text):
        return float(int(text, 0)) if len(text) < 50 else None
    value = float(text) if _DECIMAL.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None


def loose_number(text: str) -> float | None:
    """The number that a person means by `4,5`, `5/5` or full-width digits, None where it stays unclear."""
    text = unicodedata.normalize("NFKC", text).strip()
    out_of = _OUT_OF.fullmatch(text)
    text = out_of[1] if out_of else text
    if _WITH_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return number(text) if text else None


def split_comment(text: str) -> tuple[str, str]:
    """A line and the comment at its end ("" for none).

    A hash begins a comment but for one before a digit or right behind a word, which is part of the text
    (`Child#1`, `Ticket #42`), although Mermaid cuts there; `%%` after a blank is meant as a comment.
    """
    for place, c in enumerate(text):
        if c == "#" and not _is_text(text, place):
            return text[:place], text[place:]
        if text.startswith("%%", place) and text[place - 1 : place].isspace():
            return text[:place], text[place:]
    return text, ""


def _is_text(text: str, place: int) -> bool:
    return text[place + 1 : place + 2].isdigit() or text[place - 1 : place].isalnum()
