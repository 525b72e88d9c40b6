"""Pictures of the document as files of their own, for forms that take them in as they are: PNG or JPEG."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.export.pdf_images import PdfImage, PdfImages

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 2400
"""Pixels of the longer side beyond which a picture is made smaller: a hand's breadth at 600 to the inch."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture as the bytes of a PNG or JPEG file, its size in pixels, turned as its camera says."""

    media_type: str
    data: bytes
    width: int
    height: int


class Rasters:
    """The pictures of one export by their keys. `load` gives a picture's bytes, or None where it is gone."""

    def __init__(self, load: Callable[[str], bytes | None]) -> None:
        self._images = PdfImages(load)
        self._made: dict[str, Raster | None] = {}

    def raster(self, key: str) -> Raster | None:
        """The picture of a key, None where there is none. Raises `Refused` where its bytes are no picture."""
        if key not in self._made:
            found = self._images.image(key, 1.0, 1.0)
            self._made[key] = None if found is None else _made(found)
        return self._made[key]


def _made(image: PdfImage) -> Raster:
    if image.source and max(image.width, image.height) <= LARGEST:
        return Raster("image/jpeg", image.source, image.width, image.height)
    picture = _small(image.picture)
    file = io.BytesIO()
    if image.source:
        picture.save(file, "JPEG", quality=90)
    else:
        picture.save(file, "PNG")
    media_type = "image/jpeg" if image.source else "image/png"
    return Raster(media_type, file.getvalue(), *picture.size)


def _small(picture: Image) -> Image:
    """The picture in a form that PNG holds, at most so large."""
    import PIL.Image

    if picture.mode not in {"1", "L", "LA", "RGB", "RGBA"}:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    k = LARGEST / max(picture.size)
    if k >= 1:
        # Without what the file told beside the pixels: places, cameras, colours of screens.
        bare = PIL.Image.new(picture.mode, picture.size)
        bare.paste(picture)
        return bare
    width, height = picture.size
    if picture.mode == "1":
        picture = picture.convert("L")
    size = (max(1, round(width * k)), max(1, round(height * k)))
    return picture.resize(size, PIL.Image.Resampling.LANCZOS)
