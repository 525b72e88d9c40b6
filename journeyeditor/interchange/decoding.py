"""Bytes of a text file to text, whatever wrote them."""

from __future__ import annotations

import codecs

from journeyeditor.interchange.report import Notice
from journeyeditor.model.messages import N_, Refused, message

_GUESSED = N_(
    "This file is not UTF-8; it was read as Windows-1252. Please check the accented letters."
)
_BINARY = N_("This file is no text file.")
_BROKEN = N_("This file begins as UTF-16, but can't be read as such. Please save it as UTF-8.")

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text of UTF-8 with or without a mark, of UTF-16 with one, else of Windows-1252, with a notice.

    Raises `Refused` for bytes that are no text.
    """
    if data.startswith(_WIDE):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise Refused(_BROKEN) from None
    if b"\0" in data:
        raise Refused(_BINARY)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _windows(data), (Notice(0, "", message(_GUESSED)),)


def _windows(data: bytes) -> str:
    # Five bytes mean nothing there; the replacement character shows where they stood.
    return data.decode("cp1252", errors="replace")
