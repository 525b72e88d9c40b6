"""Photos as cameras and phones write them, with all that they tell beside the pixels."""

from __future__ import annotations

import io
from typing import Any

import PIL.Image

SECRETS = (b"Camera of Anna", b"52N 13E", b"secret remark", b"by Anna", b"small picture")
"""What a told photo tells: its camera, its place, a remark, its author, and a picture behind its end."""

_GPS, _GPS_AREA, _MAKER, _TURNED = 0x8825, 0x001C, 0x010F, 0x0112
_IPTC = 0xED


def told_jpeg(size: tuple[int, int] = (256, 256), turned: int = 1, **settings: Any) -> bytes:
    """A photo of a gradient with Exif (place, camera, `turned`), a comment, IPTC, and a further picture behind its end."""
    exif = PIL.Image.Exif()
    exif[_MAKER], exif[_TURNED] = "Camera of Anna", turned
    exif.get_ifd(_GPS)[_GPS_AREA] = b"52N 13E"
    file = io.BytesIO()
    gradient = PIL.Image.linear_gradient("L").resize(size).convert("RGB")
    gradient.save(file, "JPEG", exif=exif, comment=b"secret remark", **settings)
    data = file.getvalue()
    told = _segment(_IPTC, b"Photoshop 3.0\0by Anna")
    return data[:2] + told + data[2:] + b"small picture" + data


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content
