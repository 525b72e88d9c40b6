"""A page as a picture: the PDF of it, painted by PDFium strip by strip and written as PNG as it comes.

So a picture looks like the PDF, needs no display, and takes little memory however large it is.
"""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journeyeditor.export.pdf import MOST_POINTS, PdfInfo, pdf_bytes
from journeyeditor.layout.drawing import Group
from journeyeditor.model.messages import N_, Refused

if TYPE_CHECKING:
    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.pages import Page
    from journeyeditor.layout.palette import Palette

MOST_PIXELS = 300_000_000
"""Beyond this hardly a program opens a picture: it takes more than a gigabyte of memory."""

LONGEST_SIDE = 60_000

TOO_MANY_PIXELS = N_(
    "The picture would have {width} x {height} pixels, more than programs open. Take a smaller scale; up to {scale} goes."
)

# Pixels of a strip: what is held in memory at a time.
_STRIP = 4_000_000
# Rows above and below that are painted with a strip and left out, as edges that a strip's end cuts are rounded otherwise.
_BESIDE = 16
_POINTS_PER_METRE = 72 / 0.0254
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB, _RGBA = 2, 6
_LEVEL = 6
_PIECE = 2**18
_PERCEPTUAL = b"\0"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PngSize:
    """The pixels of a picture."""

    width: int
    height: int


def largest_scale(page: Page) -> float:
    """The largest scale, in pixels per point and hundredths, that a page can have as a picture."""
    most = min(
        (MOST_PIXELS / (page.width * page.height)) ** 0.5,
        LONGEST_SIDE / max(page.width, page.height),
    )
    # A little less, so that rounding to whole pixels is no reason to refuse it.
    return int(most * 0.9999 * 100) / 100


def png_size(page: Page, scale: float) -> PngSize:
    """The pixels of a page at `scale` pixels per point. Raises `Refused` for more than programs open."""
    size = PngSize(max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    if size.width * size.height > MOST_PIXELS or max(size.width, size.height) > LONGEST_SIDE:
        most = largest_scale(page)
        raise Refused(TOO_MANY_PIXELS, width=size.width, height=size.height, scale=most)
    return size


def png_bytes(
    page: Page,
    *,
    fonts: FontStore,
    palette: Palette,
    image: Callable[[str], bytes | None],
    info: PdfInfo,
    scale: float = 1.0,
    transparent: bool = False,
    progress: Progress | None = None,
) -> bytes:
    """A page as a PNG file, `scale` pixels to a point. `image` gives a picture's bytes by its key.

    Where the page has no paper of its own, the ground is white, or nothing at all if `transparent`.
    `progress(done, total)` is called per strip and may raise to cancel. Raises `Refused` for too many pixels and
    damaged pictures.
    """
    size = png_size(page, scale)
    data = pdf_bytes(
        [_within_pdf(page)], fonts=fonts, palette=palette, image=image, info=info, tagged=False
    )
    rows = painted_rows(data, size, transparent, progress)
    per_metre = round(scale * _POINTS_PER_METRE)
    return b"".join(_file(size, rows, transparent, per_metre, info.title))


def _within_pdf(page: Page) -> Page:
    """The page, made smaller where a PDF can't be so large."""
    k = min(1.0, MOST_POINTS / max(page.width, page.height))
    if k == 1.0:
        return page
    group = page.group
    shrunk = Group((group,), group.bounds, scale=k)
    return replace(
        page, width=page.width * k, height=page.height * k, group=shrunk, trim=None, bleed=None
    )


def painted_rows(
    pdf: bytes, size: PngSize, transparent: bool, progress: Progress | None = None
) -> Iterator[bytes]:
    """The first page of a PDF as rows of pixels from the top, in bytes of red, green, blue (and alpha)."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    channels = 4 if transparent else 3
    form = raw.FPDFBitmap_BGRA if transparent else raw.FPDFBitmap_BGR
    ground = 0x00FFFFFF if transparent else 0xFFFFFFFF
    each = max(1, _STRIP // size.width)
    with pdfium.PdfDocument(pdf) as document:
        page = document[0]
        for top in range(0, size.height, each):
            if progress is not None:
                progress(top, size.height)
            first = max(0, top - _BESIDE)
            end = min(size.height, top + each)
            last = min(size.height, end + _BESIDE)
            stride = size.width * channels
            buffer = (ctypes.c_ubyte * (stride * (last - first)))()
            bitmap = raw.FPDFBitmap_CreateEx(size.width, last - first, form, buffer, stride)
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, size.width, last - first, ground)
            flags = raw.FPDF_REVERSE_BYTE_ORDER
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, -first, size.width, size.height, 0, flags)
            raw.FPDFBitmap_Destroy(bitmap)
            pixels = memoryview(buffer).cast("B")
            for row in range(top - first, end - first):
                yield bytes(pixels[row * stride : (row + 1) * stride])
        page.close()


def _file(
    size: PngSize, rows: Iterator[bytes], transparent: bool, per_metre: int, title: str
) -> Iterator[bytes]:
    """The parts of a PNG file (PNG 1.2, sections 3 and 11)."""
    colours = _RGBA if transparent else _RGB
    yield _SIGNATURE
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", size.width, size.height, 8, colours, 0, 0, 0))
    yield _chunk(b"sRGB", _PERCEPTUAL)
    yield _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    if title:
        text = title.encode("utf-8", "replace").replace(b"\0", b"?")
        yield _chunk(b"iTXt", b"Title\0\0\0\0\0" + text)
    for packed in _packed(rows):
        yield _chunk(b"IDAT", packed)
    yield _chunk(b"IEND", b"")


def _packed(rows: Iterator[bytes]) -> Iterator[bytes]:
    """The rows compressed, in pieces that are not too small."""
    packer = zlib.compressobj(_LEVEL)
    held = bytearray()
    for row in rows:
        # Each row says how it was filtered; flat colours pack best as they are.
        held += packer.compress(b"\0" + row)
        if len(held) > _PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held) + packer.flush()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
