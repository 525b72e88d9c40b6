"""JPEG files without what cameras and programs tell beside the pixels, such as the place where a picture was taken."""

from __future__ import annotations

from collections.abc import Iterator

_BEGIN, _END, _SCAN = 0xD8, 0xD9, 0xDA
# Markers that stand alone (ITU T.81, table B.1): restarts, and one for private use.
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_COMMENT = 0xFE
_FOR_PROGRAMS = range(0xE0, 0xF0)
# What decoders need of the segments for programs: how colours are coded and meant. All others tell stories: Exif, XMP,
# IPTC, small pictures of the picture, where further ones stand behind it.
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG of its pixels alone, which stay as they are; colour profiles are kept, what follows its end is not.

    Bytes that are no JPEG any more come back from there as they are. Sources: ITU T.81, annex B.1; Exif 2.3, section
    4.5; CIPA DC-007, section 5 (pictures behind the end).
    """
    return b"".join(_kept(data))


def _kept(data: bytes) -> Iterator[bytes]:
    """The parts of a JPEG that are wanted, in order."""
    at = 0
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            yield data[at : at + 2]
            return
        end = at + 2
        if marker != _BEGIN and marker not in _ALONE:
            end += int.from_bytes(data[end : end + 2], "big")
        if marker == _SCAN:
            end = _scan_end(data, end)
        if _wanted(marker, data[at + 4 : end]):
            yield data[at:end]
        at = end
    yield data[at:]


def _wanted(marker: int, content: bytes) -> bool:
    if marker in _FOR_PROGRAMS:
        return marker in _NEEDED and content.startswith(_NEEDED[marker])
    return marker != _COMMENT


def _scan_end(data: bytes, at: int) -> int:
    """Where the pixels of a scan end: before the next marker that is no restart (ITU T.81, B.1.1.5)."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        following = data[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or following in _ALONE:
            at += 2
        else:
            return at
