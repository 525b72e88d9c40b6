"""Pictures as they may be handed to strangers: without what cameras and programs wrote beside the pixels.

The pixels stay as they are, bit by bit, and so do their colours and which way up they are. Sources: PNG 3rd edition,
sections 5.3, 11 and 12; the WebP container specification; GIF89a, sections 17 to 27; Exif 2.3, section 4.6; `jpeg`
for JPEG.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from journeyeditor.export.jpeg import bare_jpeg
from journeyeditor.model.pictures import picture_of, safe_to_decode

_ORIENTATION = 0x0112
_UPRIGHT = 1
_PNG_HEAD = 8
# What PNG decoders need besides the critical chunks, whose names begin with a capital: transparency, how colours are
# meant, sizes, moving pictures. All others tell stories: texts, times, Exif, what programs keep for themselves.
_PNG_NEEDED = frozenset({
    b"tRNS", b"cHRM", b"cICP", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT",
    b"acTL", b"fcTL", b"fdAT",
})  # fmt: skip
_WEBP_TOLD = frozenset({b"EXIF", b"XMP "})
_WEBP_HEAD = 12
# The bits of a WebP's head that say that Exif and XMP follow.
_EXIF_FOLLOWS, _XMP_FOLLOWS = 0x08, 0x04
_GIF_HEAD, _GIF_IMAGE_HEAD = 13, 10
_GIF_EXTENSION, _GIF_IMAGE, _GIF_END = 0x21, 0x2C, b"\x3b"
_GIF_COMMENT, _GIF_PROGRAM = 0xFE, 0xFF
# What decoders need of the blocks for programs: how often moving pictures are repeated, and how colours are meant.
_GIF_NEEDED = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def bare_picture(data: bytes) -> bytes:
    """A picture's bytes without what was told beside the pixels; those of no form that we show come back as they are.

    What a camera turned says so still, in an Exif of that one field.
    """
    found = picture_of(data)
    if found is None:
        return data
    turned = _turned(data)
    match found.media_type:
        case "image/jpeg":
            return _told_jpeg(bare_jpeg(data), turned)
        case "image/png":
            return b"".join(_png_kept(data, turned))
        case "image/webp":
            return _bare_webp(data, turned)
        case "image/gif":
            return b"".join(_gif_kept(data))
    return data


def _turned(data: bytes) -> int:
    """How a camera held a picture (Exif, 1 to 8), 1 where it does not say."""
    import PIL.Image

    if not safe_to_decode(data):
        return _UPRIGHT
    try:
        with PIL.Image.open(io.BytesIO(data)) as picture:
            said = picture.getexif().get(_ORIENTATION, _UPRIGHT)
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, struct.error):
        return _UPRIGHT
    # Files may hold it as a fraction, too.
    return int(said) if said in range(1, 9) else _UPRIGHT


def _exif(turned: int) -> bytes:
    """An Exif block (TIFF 6.0, section 2) that holds how a camera held a picture and nothing else."""
    field = _ORIENTATION.to_bytes(2, "big") + b"\0\3\0\0\0\1" + turned.to_bytes(2, "big") + b"\0\0"
    return b"MM\0*\0\0\0\x08" + b"\0\1" + field + bytes(4)


def _told_jpeg(bare: bytes, turned: int) -> bytes:
    """A bare JPEG that says which way it was held, where that is not upright."""
    if turned == _UPRIGHT:
        return bare
    content = b"Exif\0\0" + _exif(turned)
    return bare[:2] + b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content + bare[2:]


def _png_kept(data: bytes, turned: int) -> Iterator[bytes]:
    """The parts of a PNG that are wanted, in order; nothing behind its end."""
    yield data[:_PNG_HEAD]
    at = _PNG_HEAD
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if kind[:1].isupper() or kind in _PNG_NEEDED:
            yield data[at:end]
        if kind == b"IHDR" and turned != _UPRIGHT:
            yield _png_chunk(b"eXIf", _exif(turned))
        if kind == b"IEND":
            return
        at = end
    yield data[at:]


def _png_chunk(kind: bytes, content: bytes) -> bytes:
    import zlib

    said = kind + content
    return len(content).to_bytes(4, "big") + said + zlib.crc32(said).to_bytes(4, "big")


def _bare_webp(data: bytes, turned: int) -> bytes:
    parts: list[bytes] = []
    for kind, content in _webp_chunks(data):
        if kind == b"VP8X" and content:
            told = _EXIF_FOLLOWS if turned != _UPRIGHT else 0
            first = content[0] & ~(_EXIF_FOLLOWS | _XMP_FOLLOWS) | told
            parts.append(_webp_chunk(kind, bytes((first,)) + content[1:]))
        elif kind not in _WEBP_TOLD:
            parts.append(_webp_chunk(kind, content))
    if turned != _UPRIGHT:
        parts.append(_webp_chunk(b"EXIF", _exif(turned)))
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a WebP, of which there are as many as its head says."""
    stop = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    at = _WEBP_HEAD
    while at + 8 <= stop:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : min(at + 8 + size, stop)]
        at += 8 + size + size % 2


def _webp_chunk(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4, "little") + content + bytes(len(content) % 2)


def _gif_kept(data: bytes) -> Iterator[bytes]:
    """The parts of a GIF that are wanted, in order; nothing behind its end."""
    at = _GIF_HEAD + _colours_size(data[10:11])
    yield data[:at]
    while at < len(data) and data[at] in {_GIF_EXTENSION, _GIF_IMAGE}:
        picture = data[at] == _GIF_IMAGE
        head = _GIF_IMAGE_HEAD + _colours_size(data[at + 9 : at + 10]) + 1 if picture else 2
        end = _gif_end(data, at + head)
        if picture or _gif_wanted(data[at + 1 : at + 2], data[at + 3 : at + 14]):
            yield data[at:end]
        at = end
    # What is no block any more comes as it is.
    yield data[at : at + 1] if data[at : at + 1] == _GIF_END else data[at:]


def _colours_size(flags: bytes) -> int:
    """How many bytes a table of colours takes that the flags before it tell of."""
    return 3 * 2 ** ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _gif_end(data: bytes, at: int) -> int:
    """Where pieces of content end that begin here, each behind its length, the last one without any."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return min(at + 1, len(data))


def _gif_wanted(label: bytes, program: bytes) -> bool:
    if label == bytes((_GIF_PROGRAM,)):
        return program in _GIF_NEEDED
    return label != bytes((_GIF_COMMENT,))
