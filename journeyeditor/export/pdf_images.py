"""Pictures in a PDF: turned as their camera says, no finer than paper shows, and stored once each."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.export.jpeg import bare_jpeg
from journeyeditor.export.pdf_adapter import PdfFile, Value, name
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.pictures import safe_to_decode

if TYPE_CHECKING:
    from PIL.Image import Image

FINEST = 300
"""Pixels per inch of paper beyond which a picture is made smaller."""

_EXIF_ORIENTATION = 0x0112
# Pillow raises these for files that are not pictures, are cut off, or would unpack to more than memory holds.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError)

STRANGE_PICTURE = N_(
    "A picture of this document is not a PNG, JPEG, GIF or WebP of a sensible size. Replace it and export again."
)
BAD_PICTURE = N_(
    "A picture in this document is damaged and can't be printed ({reason}). Remove or replace it, then export again."
)


@dataclass(slots=True)
class PdfImage:
    """A picture as a PDF will hold it: the name pages call it by, its pixels, and the largest size it is shown at.

    `source` is the JPEG that it came as, without what was told beside its pixels; empty for all others.
    """

    resource: str
    picture: Image
    source: bytes
    width: int
    height: int
    shown: float = 0.0


class PdfImages:
    """The pictures that one PDF uses, by their keys. `load` gives a picture's bytes, or None where it is gone."""

    def __init__(self, load: Callable[[str], bytes | None]) -> None:
        self._load = load
        self._images: dict[str, PdfImage | None] = {}
        self._by_content: dict[bytes, PdfImage] = {}

    def image(self, key: str, width: float, height: float) -> PdfImage | None:
        """The picture of a key, to be shown within `width` x `height` points; None where there is none.

        Raises Refused where its bytes can't be read as a picture.
        """
        if key not in self._images:
            content = self._load(key)
            self._images[key] = None if content is None else self._of(content)
        found = self._images[key]
        if found is not None:
            scale = min(width / found.width, height / found.height)
            found.shown = max(found.shown, scale)
        return found

    def _of(self, content: bytes) -> PdfImage:
        """The picture of these bytes, one for all keys that have the same."""
        digest = hashlib.sha256(content).digest()
        found = self._by_content.get(digest)
        if found is None:
            found = _opened(content, f"P{len(self._by_content) + 1}")
            self._by_content[digest] = found
        return found

    def embed(self, file: PdfFile) -> dict[str, Value]:
        """Add all pictures; the result is what the pages' resources name."""
        return {image.resource: _embedded(image, file) for image in self._by_content.values()}


def _opened(content: bytes, resource: str) -> PdfImage:
    import PIL.Image
    import PIL.ImageOps

    if not safe_to_decode(content):
        raise Refused(STRANGE_PICTURE)
    try:
        picture: Image = PIL.Image.open(io.BytesIO(content))
        turned = picture.getexif().get(_EXIF_ORIENTATION, 1) != 1
        as_it_is = picture.format in ("JPEG", "MPO") and not turned and picture.mode in ("L", "RGB")
        picture.load()
        picture = _in_8_bits(PIL.ImageOps.exif_transpose(picture))
    except (*_BROKEN, PIL.Image.DecompressionBombError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise Refused(BAD_PICTURE, reason=reason[:120]) from error
    return PdfImage(resource, picture, bare_jpeg(content) if as_it_is else b"", *picture.size)


def _in_8_bits(picture: Image) -> Image:
    """Pillow cuts greys of 16 bits off at 255 when it converts them, so they are scaled before."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _embedded(image: PdfImage, file: PdfFile) -> Value:
    picture = _reduced(image)
    if image.source and picture is image.picture:
        entries = _entries(picture.mode, *picture.size)
        return file.stream(image.source, {**entries, "Filter": name("DCTDecode")}, packed=True)
    has_alpha = picture.has_transparency_data
    plain = picture.convert("RGBA" if has_alpha else "L" if picture.mode in ("1", "L") else "RGB")
    extra: dict[str, Value] = {}
    if has_alpha:
        alpha = plain.getchannel("A")
        extra["SMask"] = file.stream(alpha.tobytes(), _entries("L", *alpha.size))
        plain = plain.convert("RGB")
    return file.stream(plain.tobytes(), {**_entries(plain.mode, *plain.size), **extra})


def _reduced(image: PdfImage) -> Image:
    import PIL.Image

    finest = FINEST / 72 * image.shown
    if finest >= 1:
        return image.picture
    size = (max(1, round(image.width * finest)), max(1, round(image.height * finest)))
    picture = image.picture
    if picture.mode in ("P", "1"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture.resize(size, PIL.Image.Resampling.LANCZOS)


def _entries(mode: str, width: int, height: int) -> dict[str, Value]:
    return {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": width,
        "Height": height,
        "BitsPerComponent": 8,
        "ColorSpace": name("DeviceGray" if mode == "L" else "DeviceRGB"),
    }
