"""What an image's bytes are, read from their first bytes without decoding anything.

Only these forms are ever handed to a decoder, and only within the size: never SVG, which can name other files
and addresses, and nothing whose decoded size would fill the memory. Sources: PNG 1.2 section 4.1.1, JPEG (ITU
T.81) annex B.2.2, GIF89a section 18, WebP container specification.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

# The same as rules.MAX_PIXELS, by what the bytes say rather than the document.
MOST_PIXELS = 50_000_000
MOST_BYTES = 64 * 2**20
"""How large one image may be; what is read from elsewhere is read no further."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The form and the size in pixels that an image's own bytes tell."""

    media_type: str
    width: int
    height: int

    @property
    def fits(self) -> bool:
        """Whether it may be decoded."""
        return 0 < self.width * self.height <= MOST_PIXELS


def picture_of(data: bytes) -> Picture | None:
    """What these bytes are, or None for anything but PNG, JPEG, GIF and WebP, and for a cut-off head."""
    for start, read in _FORMS:
        if data.startswith(start):
            try:
                return read(data)
            except (struct.error, IndexError):
                return None
    return None


def safe_to_decode(data: bytes) -> bool:
    """Whether a decoder may be given these bytes."""
    found = picture_of(data)
    return found is not None and found.fits


def _png(data: bytes) -> Picture | None:
    if data[12:16] != b"IHDR":
        return None
    return Picture("image/png", *struct.unpack_from(">II", data, 16))


def _gif(data: bytes) -> Picture:
    return Picture("image/gif", *struct.unpack_from("<HH", data, 6))


# Start-of-frame markers; C4, C8 and CC between them are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def _jpeg(data: bytes) -> Picture | None:
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return Picture("image/jpeg", width, height)
        elif marker in {0xDA, 0xD9}:
            return None
        else:
            at += 2 + max(2, struct.unpack_from(">H", data, at + 2)[0])
    return None


def _webp(data: bytes) -> Picture | None:
    form = data[12:16]
    if data[8:12] != b"WEBP":
        return None
    if form == b"VP8X":
        width, height = (int.from_bytes(data[i : i + 3], "little") + 1 for i in (24, 27))
        return Picture("image/webp", width, height) if len(data) >= 30 else None
    if form == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return Picture("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if form == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Picture("image/webp", width & 0x3FFF, height & 0x3FFF)
    return None


_FORMS: tuple[tuple[bytes, Callable[[bytes], Picture | None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"GIF87a", _gif),
    (b"GIF89a", _gif),
    (b"RIFF", _webp),
)
