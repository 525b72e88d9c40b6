"""Photos are handed on without what was told beside their pixels."""

from __future__ import annotations

import io
from typing import Any

import PIL.Image
import pytest

from journeyeditor.export.jpeg import bare_jpeg
from tests.support.photos import SECRETS, told_jpeg

KINDS: tuple[dict[str, Any], ...] = (
    {},
    {"progressive": True},
    {"restart_marker_rows": 1},
    {"subsampling": 0},
)


def picture(data: bytes) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(data))


@pytest.mark.parametrize("settings", KINDS, ids=str)
def test_a_photo_keeps_its_pixels_and_loses_what_was_told_beside_them(
    settings: dict[str, Any],
) -> None:
    data = told_jpeg(**settings)
    bare = bare_jpeg(data)
    assert all(secret in data for secret in SECRETS)
    assert not [secret for secret in SECRETS if secret in bare]
    assert picture(bare).tobytes() == picture(data).tobytes()
    assert bare_jpeg(bare) == bare
    assert bare.endswith(b"\xff\xd9")


def test_of_several_pictures_in_a_file_the_first_is_kept() -> None:
    exif = PIL.Image.Exif()
    exif[0x010F] = "Camera of Anna"
    first = PIL.Image.linear_gradient("L").convert("RGB")
    file = io.BytesIO()
    first.save(file, "MPO", save_all=True, append_images=[first.rotate(90)], exif=exif)
    data = file.getvalue()
    bare = bare_jpeg(data)
    assert (picture(data).format, picture(bare).format) == ("MPO", "JPEG")
    assert picture(bare).tobytes() == picture(data).tobytes()
    assert b"Camera of Anna" in data and b"Camera of Anna" not in bare
    assert len(bare) < len(data) / 1.5


def test_what_says_how_colours_are_meant_is_kept() -> None:
    profile = b"as measured" * 20
    assert picture(bare_jpeg(told_jpeg(icc_profile=profile))).info["icc_profile"] == profile
    file = io.BytesIO()
    PIL.Image.new("CMYK", (9, 9), (10, 200, 30, 40)).save(file, "JPEG")
    inks = file.getvalue()
    assert b"Adobe" in inks
    assert picture(bare_jpeg(inks)).tobytes() == picture(inks).tobytes()


@pytest.mark.parametrize("cut", [0, 1, 2, 3, 30, 200, 700, -1, -2])
def test_a_cut_photo_is_cut(cut: int) -> None:
    whole = bare_jpeg(told_jpeg())
    assert bare_jpeg(whole[:cut]) == whole[:cut]


def test_bytes_that_are_no_photo_stay() -> None:
    assert bare_jpeg(b"GIF89a") == b"GIF89a"
    assert bare_jpeg(b"\xff" * 9) == b"\xff"
