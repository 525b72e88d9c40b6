"""The colour space that a PDF's colours are meant in: sRGB, as an ICC profile made here.

A profile of version 2 (ICC.1:2001-04), which every reader knows: the primaries of IEC 61966-2-1, adapted to the
white of D50, and its curve as a table. It depends on nothing outside, so that files are the same everywhere.
"""

from __future__ import annotations

from struct import pack

NAME = "sRGB IEC61966-2.1"

_COPYRIGHT = "No copyright, use freely"
_STEPS = 1024
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.436066, 0.222488, 0.013916),
    b"gXYZ": (0.385147, 0.716873, 0.097076),
    b"bXYZ": (0.143066, 0.060608, 0.714096),
}
_MADE = (2026, 1, 1, 0, 0, 0)


def srgb_profile() -> bytes:
    """The profile."""
    curve = _curve()
    tags = {
        b"desc": _description(NAME),
        b"cprt": b"text\0\0\0\0" + _COPYRIGHT.encode("ascii") + b"\0",
        b"wtpt": _point(_D50),
        **{key: _point(point) for key, point in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _file(tags)


def _file(tags: dict[bytes, bytes]) -> bytes:
    """Header, table of tags, and each different content once, at a multiple of four."""
    table = pack(">I", len(tags))
    body = b""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    for key, content in tags.items():
        if content not in places:
            body += b"\0" * (-len(body) % 4)
            places[content] = start + len(body)
            body += content
        table += key + pack(">II", places[content], len(content))
    body += b"\0" * (-len(body) % 4)
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    head = pack(">I4sI", size, b"\0\0\0\0", 0x02400000) + b"mntrRGB XYZ "
    head += pack(">6H", *_MADE) + b"acsp" + b"\0" * 28
    head += b"".join(pack(">i", _fixed(part)) for part in _D50)
    return head + b"\0" * (128 - len(head))


def _fixed(value: float) -> int:
    return round(value * 65536)


def _point(point: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(pack(">i", _fixed(part)) for part in point)


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + pack(">I", len(ascii_text)) + ascii_text + b"\0" * 78


def _curve() -> bytes:
    values = [round(_light(i / (_STEPS - 1)) * 65535) for i in range(_STEPS)]
    return b"curv\0\0\0\0" + pack(f">I{_STEPS}H", _STEPS, *values)


def _light(shade: float) -> float:
    """How much light a shade stands for, both 0 to 1 (IEC 61966-2-1, 5.2)."""
    return float(shade / 12.92 if shade <= 0.04045 else ((shade + 0.055) / 1.055) ** 2.4)
