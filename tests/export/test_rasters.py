"""Pictures as they go into other files: told apart from what their files said beside the pixels."""

from __future__ import annotations

import io

import PIL.Image
import pytest

from journeyeditor.export.jpeg import bare_jpeg
from journeyeditor.export.rasters import LARGEST, Rasters
from journeyeditor.model.messages import Refused
from tests.support.photos import told_jpeg


def saved(picture: PIL.Image.Image, form: str, **settings: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **settings)
    return file.getvalue()


def test_a_photo_goes_out_as_it_is_but_for_what_was_told_beside_it() -> None:
    data = told_jpeg()
    raster = Rasters(lambda _key: data).raster("k")
    assert raster is not None and raster.data == bare_jpeg(data)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_form_becomes_one_that_all_read(mode: str) -> None:
    data = saved(PIL.Image.new(mode, (30, 20)), "PNG")
    raster = Rasters(lambda _key: data).raster("k")
    assert raster is not None
    assert (raster.media_type, raster.width, raster.height) == ("image/png", 30, 20)
    assert PIL.Image.open(io.BytesIO(raster.data)).size == (30, 20)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_large_picture_is_made_smaller(form: str) -> None:
    data = saved(PIL.Image.new("RGB", (LARGEST * 2, 100)), form)
    raster = Rasters(lambda _key: data).raster("k")
    assert raster is not None and (raster.width, raster.height) == (LARGEST, 50)
    assert raster.media_type == f"image/{form.lower()}"


def test_a_picture_that_is_gone_is_none_and_another_form_is_refused() -> None:
    assert Rasters(lambda _key: None).raster("k") is None
    with pytest.raises(Refused):
        Rasters(lambda _key: b"<svg xmlns='http://www.w3.org/2000/svg'/>").raster("k")
