"""Images are known by their first bytes, and only what is safe is ever handed to a decoder."""

from __future__ import annotations

import io
import struct

import PIL.Image
import pytest

from journeyeditor.model.pictures import MOST_PIXELS, Picture, picture_of, safe_to_decode
from journeyeditor.model.rules import MAX_PIXELS

FORMS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


def encoded(form: str, width: int = 37, height: int = 21, **options: object) -> bytes:
    file = io.BytesIO()
    picture = PIL.Image.new("RGB", (width, height), "red")
    picture.save(file, form, **options)
    return file.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_form_and_size_are_those_of_a_decoder(form: str) -> None:
    assert picture_of(encoded(form)) == Picture(FORMS[form], 37, 21)
    assert safe_to_decode(encoded(form))


def test_the_further_kinds_of_webp_and_jpeg() -> None:
    assert picture_of(encoded("WEBP", lossless=True)) == Picture("image/webp", 37, 21)
    assert picture_of(encoded("WEBP", exif=b"Exif\0\0" + bytes(20))) == Picture(
        "image/webp", 37, 21
    )
    assert picture_of(encoded("JPEG", progressive=True)) == Picture("image/jpeg", 37, 21)
    padded = encoded("JPEG")
    assert picture_of(padded[:2] + b"\xff\xff" + padded[3:]) == Picture("image/jpeg", 37, 21)


@pytest.mark.parametrize("form", FORMS)
def test_a_cut_off_head_is_nothing(form: str) -> None:
    data = encoded(form)
    for size in range(20):
        found = picture_of(data[:size])
        assert found is None or found.media_type == FORMS[form]
    assert picture_of(data[:8]) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"II*\x00" + bytes(40),
        b"BM" + bytes(60),
        b"%PDF-1.4",
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"RIFF\0\0\0\0WAVE" + bytes(30),
        b"RIFF\0\0\0\0WEBPxxxx" + bytes(30),
        b"\xff\xd8\xff\xda" + bytes(40),
        b"\xff\xd8\xff\xe0\x00\x02\x00" + bytes(40),
    ],
)
def test_other_forms_are_never_decoded(data: bytes) -> None:
    assert picture_of(data) is None
    assert not safe_to_decode(data)


def test_what_would_fill_the_memory_is_not_decoded() -> None:
    bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">II", 30_000, 30_000)
    assert picture_of(bomb) == Picture("image/png", 30_000, 30_000)
    assert not safe_to_decode(bomb)
    assert not Picture("image/png", 0, 5).fits
    assert MOST_PIXELS == MAX_PIXELS
