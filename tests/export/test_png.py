"""PNG: the size that was asked for, the PDF's look, a ground or none, and refusals before anything is made."""

from __future__ import annotations

import io
from collections.abc import Callable

import PIL.Image
import PIL.ImageChops
import pytest

from journeyeditor.app.resources import Resources
from journeyeditor.export import png
from journeyeditor.export.pdf_adapter import PdfInfo
from journeyeditor.export.png import largest_scale, png_bytes, png_size
from journeyeditor.layout.alone import map_page, without_paper
from journeyeditor.layout.drawing import Box, Group, Rect
from journeyeditor.layout.pages import Page
from journeyeditor.layout.palette import Palette
from journeyeditor.model.messages import LANGUAGE, Refused
from tests.support.layouts import map_layout
from tests.support.maps import small_document

PALETTE = Palette.load(Resources.find().theme("print"))
LAYOUT = map_layout(working=False)


def made(page: Page, **settings: object) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(made_bytes(page, **settings)))


def made_bytes(page: Page, **settings: object) -> bytes:
    nothing: Callable[[str], bytes | None] = lambda _key: None  # noqa: E731
    fonts, info = LAYOUT.engine.fonts, PdfInfo(title="A map ü")
    return png_bytes(page, fonts=fonts, palette=PALETTE, image=nothing, info=info, **settings)  # type: ignore[arg-type]


def half_page(width: float = 100, height: float = 60) -> Page:
    """A page whose left half is painted in the ink's colour."""
    box = Box(Rect(0, 0, width / 2, height), fill="ink")
    return Page(width, height, Group((box,), Rect(0, 0, width, height)))


def map_of(*, ground: bool = True) -> Page:
    document = small_document()
    return map_page(LAYOUT.place(document, document.maps[0].id), ground=ground)


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.5])
def test_a_point_is_as_many_pixels_as_asked_for(scale: float) -> None:
    picture = made(half_page(), scale=scale)
    assert picture.size == (round(100 * scale), round(60 * scale))
    assert picture.info["dpi"][0] == pytest.approx(72 * scale, abs=0.1)
    assert picture.info["Title"] == "A map ü"


def test_colours_stand_where_the_page_has_them() -> None:
    picture = made(half_page())
    ink = tuple(round(255 * part) for part in PALETTE.rgb("ink"))
    assert (picture.mode, picture.getpixel((20, 30)), picture.getpixel((80, 30))) == (
        "RGB",
        ink,
        (255, 255, 255),
    )


def test_without_a_ground_nothing_is_behind() -> None:
    picture = made(half_page(), transparent=True)
    assert picture.mode == "RGBA"
    corners = picture.getpixel((20, 30)), picture.getpixel((80, 30))
    assert [pixel[3] for pixel in corners if isinstance(pixel, tuple)] == [255, 0]
    assert made(map_of(ground=False), transparent=True).getpixel((1, 1))[3] == 0  # type: ignore[index]
    whole = made(without_paper(map_of()), transparent=True)
    assert whole.getpixel((1, 1))[3] == 0  # type: ignore[index]


def test_strips_fit_together_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    page = map_of()
    whole = made(page)
    monkeypatch.setattr(png, "_STRIP", round(page.width) * 50)
    difference = PIL.ImageChops.difference(made(page), whole)
    # The painter rounds a level otherwise here and there; a seam is a hundred levels.
    assert max(most for _least, most in difference.getextrema()) <= 4  # type: ignore[misc]


def test_the_same_page_gives_the_same_bytes() -> None:
    assert made_bytes(map_of()) == made_bytes(map_of())


def test_a_page_larger_than_a_pdf_can_be_is_a_picture_all_the_same() -> None:
    picture = made(half_page(30_000, 40), scale=0.5)
    assert picture.size == (15_000, 20)
    assert picture.getpixel((14_000, 10)) == (255, 255, 255) != picture.getpixel((7_000, 10))


def in_german(key: str) -> str:
    """The catalogue of a language with a decimal comma, in which nothing is translated yet."""
    return "de" if key == LANGUAGE else key


@pytest.mark.parametrize("size", [(1000.0, 900.0), (59_000.0, 20.0), (20.0, 70_000.0)])
def test_too_many_pixels_are_refused_with_a_scale_that_goes(size: tuple[float, float]) -> None:
    page = half_page(*size)
    with pytest.raises(Refused, match="more than programs open") as refused:
        made(page, scale=20.0)
    most = largest_scale(page)
    assert f"up to {most:g} goes" in str(refused.value)
    comma = f"{most:g}".replace(".", ",")
    assert f"up to {comma} goes" in refused.value.message.text(in_german)
    assert png_size(page, most).width > 0


def test_it_can_be_called_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_STRIP", 200)
    heard: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        heard.append((done, total))
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(half_page(), progress=progress)
    assert heard[0] == (0, 60) and heard[-1][0] < 30
