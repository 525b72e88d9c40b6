"""SVG: only what is allowed stands in it, it says what the map says, and it looks like the other pictures."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from dataclasses import replace

import PIL.Image
import pytest

from journeyeditor.app.resources import Resources
from journeyeditor.export.kinds import SvgText
from journeyeditor.export.pdf_adapter import PdfInfo
from journeyeditor.export.png import png_bytes
from journeyeditor.export.svg import SvgInfo, svg_bytes
from journeyeditor.layout.alone import map_page
from journeyeditor.layout.drawing import ARTIFACT, Box, Group, Item, Link, Picture, Rect, Tag
from journeyeditor.layout.pages import Page
from journeyeditor.layout.palette import Palette
from journeyeditor.model.document import Document
from tests.support.exports import elements_of, sample_document
from tests.support.layouts import map_layout
from tests.support.maps import small_document

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ELEMENTS = {
    f"{SVG}{name}"
    for name in [
        "svg",
        "title",
        "desc",
        "defs",
        "path",
        "g",
        "rect",
        "use",
        "image",
        "clipPath",
        "a",
        "text",
        "tspan",
    ]
}
ATTRIBUTES = {
    LINK,
    LANGUAGE,
    *[
        "version",
        "width",
        "height",
        "viewBox",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "fill",
        "opacity",
        "transform",
        "d",
        "id",
        "x",
        "y",
        "rx",
        "clip-path",
        "role",
        "aria-label",
        "aria-hidden",
        "pointer-events",
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "direction",
        "unicode-bidi",
        "textLength",
        "lengthAdjust",
    ],
}
PALETTE = Palette.load(Resources.find().theme("print"))
LAYOUT = map_layout(working=False)
SIZE = Rect(0, 0, 200, 100)


def svg_of(
    page: Page,
    text: SvgText = SvgText.PATHS,
    image: Callable[[str], bytes | None] = lambda _key: None,
    info: SvgInfo | None = None,
) -> bytes:
    fonts = LAYOUT.engine.fonts
    told = info or SvgInfo("T & t", "About <it>", "en")
    return svg_bytes(page, fonts=fonts, palette=PALETTE, image=image, info=told, text=text)


def page_of(document: Document) -> Page:
    return map_page(LAYOUT.place(document, document.maps[0].id))


def page_with(*items: Item) -> Page:
    return Page(200, 100, Group(items, SIZE))


@pytest.mark.parametrize("text", SvgText)
@pytest.mark.parametrize("sample", ["first-e-bike", "old-town-inn"])
def test_only_allowed_elements_and_attributes_are_used(sample: str, text: SvgText) -> None:
    for element in elements_of(svg_of(page_of(sample_document(sample)), text)):
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        target = element.get(LINK, "#")
        assert target.startswith(("#", "http://", "https://", "mailto:", "data:image/"))


def test_references_lead_to_what_is_there_and_names_are_single() -> None:
    elements = elements_of(svg_of(page_of(small_document())))
    names = [name for element in elements if (name := element.get("id"))]
    assert len(names) == len(set(names))
    wanted = {e.get(LINK, "")[1:] for e in elements if e.get(LINK, "").startswith("#")}
    wanted |= {
        m[1] for e in elements if (m := re.fullmatch(r"url\(#(.*)\)", e.get("clip-path", "")))
    }
    assert wanted and wanted <= set(names)


def test_text_stays_text_with_its_places() -> None:
    document = sample_document("first-e-bike")
    elements = elements_of(svg_of(page_of(document), SvgText.TEXT))
    runs = ["".join(e.itertext()) for e in elements if e.tag == f"{SVG}text"]
    titles = {lane.title for lane in document.lanes(document.maps[0].id)}
    assert titles <= set(runs)
    first = next(e for e in elements if e.tag == f"{SVG}tspan")
    assert float(first.get("x", "")) >= 0 and float(first.get("textLength", "1")) > 0


def test_right_to_left_text_is_set_as_the_layout_resolved_it() -> None:
    elements = elements_of(svg_of(page_of(sample_document("old-town-inn")), SvgText.TEXT))
    turned = [e for e in elements if e.get("direction") == "rtl"]
    assert turned and all(e.get("unicode-bidi") == "bidi-override" for e in turned)


def test_outlines_say_which_text_they_are() -> None:
    document = sample_document("first-e-bike")
    labels = {e.get("aria-label", "") for e in elements_of(svg_of(page_of(document)))}
    assert {lane.title for lane in document.lanes(document.maps[0].id)} <= labels


def test_title_language_and_description_are_told() -> None:
    root, *rest = elements_of(svg_of(page_of(small_document())))
    assert root.get(LANGUAGE) == "en"
    assert [e.text for e in rest[:2]] == ["T & t", "About <it>"]


def test_the_same_page_gives_the_same_bytes() -> None:
    page = page_of(small_document())
    assert svg_of(page) == svg_of(page)


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#here", "#e-here"),
        ("#gone", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        (" data:text/html,x", None),
    ],
)
def test_links_lead_only_where_they_may(target: str, written: str | None) -> None:
    place = Group((Box(SIZE, fill="card"),), SIZE, entity="here")
    elements = elements_of(svg_of(page_with(place, Link(SIZE, target))))
    assert [e.get(LINK) for e in elements if e.tag == f"{SVG}a"] == ([written] if written else [])


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), **settings: object) -> bytes:
    file = io.BytesIO()
    PIL.Image.new("RGB", size, "#c02020").save(file, form, **settings)
    return file.getvalue()


def test_a_picture_is_held_once_as_what_it_is() -> None:
    shown = Picture(SIZE, "key", "A red field")
    page = page_with(shown, replace(shown, rect=Rect(0, 0, 20, 20)))
    elements = elements_of(svg_of(page, image=lambda _key: picture("JPEG")))
    (image,) = (e for e in elements if e.tag == f"{SVG}image")
    head, _, data = image.get(LINK, "").partition(",")
    assert head == "data:image/jpeg;base64"
    assert PIL.Image.open(io.BytesIO(base64.b64decode(data))).size == (40, 20)
    assert [e.get("aria-label") for e in elements if e.get("role") == "img"] == ["A red field"] * 2


def test_a_turned_photograph_is_turned_and_tells_no_more_than_its_pixels() -> None:
    exif = PIL.Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    data = picture("JPEG", exif=exif)
    elements = elements_of(svg_of(page_with(Picture(SIZE, "key")), image=lambda _key: data))
    (image,) = (e for e in elements if e.tag == f"{SVG}image")
    made = PIL.Image.open(io.BytesIO(base64.b64decode(image.get(LINK, "").partition(",")[2])))
    assert (made.size, made.getexif().get(0x010F)) == ((20, 40), None)


def test_a_missing_picture_is_a_frame() -> None:
    elements = elements_of(svg_of(page_with(Picture(SIZE, "gone"))))
    assert [e.tag for e in elements if e.tag == f"{SVG}rect"]


def test_what_decorates_is_hidden_and_figures_are_told() -> None:
    box = Box(SIZE, fill="card")
    page = page_with(
        Group((box,), SIZE, tag=ARTIFACT), Group((box,), SIZE, tag=Tag("Figure", alt="<Curve>"))
    )
    groups = [e for e in elements_of(svg_of(page)) if e.tag == f"{SVG}g"]
    assert [g.get("aria-hidden") for g in groups] == ["true", None]
    assert groups[1].get("aria-label") == "<Curve>"


def test_what_is_not_on_the_page_is_left_out() -> None:
    away = Group((Box(SIZE, fill="card"),), SIZE, dx=900)
    assert len(elements_of(svg_of(page_with(away)))) == 3


def test_it_looks_like_the_png(qapp: object) -> None:
    from PySide6.QtCore import QBuffer
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    page = page_of(sample_document("first-e-bike"))
    renderer = QSvgRenderer(svg_of(page))
    image = QImage(round(page.width), round(page.height), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    brush = QPainter(image)
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(brush)
    brush.end()
    buffer = QBuffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    made = PIL.Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("L")
    fonts = LAYOUT.engine.fonts
    nothing: Callable[[str], bytes | None] = lambda _key: None  # noqa: E731
    png = png_bytes(page, fonts=fonts, palette=PALETTE, image=nothing, info=PdfInfo())
    other = PIL.Image.open(io.BytesIO(png)).convert("L")
    assert made.size == other.size
    # In patches, as the two smooth edges differently.
    small = [
        p.resize((p.width // 12, p.height // 12), PIL.Image.Resampling.BOX) for p in (made, other)
    ]
    pairs = zip(small[0].tobytes(), small[1].tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) < 40
