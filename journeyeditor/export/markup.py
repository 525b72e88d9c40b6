"""Text and numbers as XML holds them: user text is never anything but text."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

# All that XML 1.0 does not allow (section 2.2), lone surrogates among it.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGN = "\N{REPLACEMENT CHARACTER}"

_SCHEMES = frozenset({"http", "https", "mailto"})
# What a web address may hold as it is; everything else is percent-encoded.
_URL_SAFE = ";/?:@&=+$,#[]!'()*%~-._"


def clean(text: str) -> str:
    """The text with a visible sign for each character that no XML file can hold."""
    return _FORBIDDEN.sub(_SIGN, text)


def content(text: str) -> str:
    """The text as it stands between tags."""
    return escape(clean(text))


def attribute(text: str) -> str:
    """The text as the value of an attribute, with its quotes."""
    return quoteattr(clean(text))


def number(value: float, digits: int = 3) -> str:
    """A number without needless zeros, the same on every system."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def web_address(target: str) -> str | None:
    """A web or mail address in ASCII, or None for any other kind of target."""
    try:
        scheme = urlsplit(target.strip()).scheme.lower()
    except ValueError:
        return None
    if scheme not in _SCHEMES:
        return None
    return quote(target.strip(), safe=_URL_SAFE, errors="replace")
