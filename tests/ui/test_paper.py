"""Screen and paper: the same pages painted by Qt and, through the PDF, by pdfium."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QColor, QImage, QPainter

from journeyeditor.layout.fonts import Style
from journeyeditor.layout.pages import (
    Page,
    PageMode,
    PageOptions,
    Part,
    compose_document,
    compose_lazily,
)
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.messages import untranslated
from journeyeditor.ui.painting.painter import MapPainter
from tests.support.deliverables import SHARED, shared_document
from tests.support.maps import generated_document
from tests.support.paper import TEXTS, engine, fonts, map_layout, page, palette, pdf_of, set_texts
from tests.support.scripts import SCRIPTS, scripted

SCALE = 2
MOST_OFF = 0.005
LEVELS = 64
DATE = "2026-03-01"
SAMPLES = [path for path in SHARED if path.parent.name == "samples"]
# A4 in whole points: pdfium stretches a page to whole pixels, which would shift its lower half.
SHEET = parse_sheet("842x595pt")


def by_qt(shown: Page) -> Image.Image:
    picture = QImage(
        int(shown.width * SCALE), int(shown.height * SCALE), QImage.Format.Format_RGB888
    )
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.scale(SCALE, SCALE)
    MapPainter(palette(), fonts(), lambda _k: None).paint(
        painter, shown.group, None, SCALE, detail=True
    )
    painter.end()
    size, stride = (picture.width(), picture.height()), picture.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(picture.constBits()), "raw", "RGB", stride)


def by_pdf(shown: Page) -> Image.Image:
    pdf = pypdfium2.PdfDocument(pdf_of(shown))
    picture: Image.Image = pdf[0].render(scale=SCALE).to_pil().convert("RGB")
    pdf.close()
    return picture


def share_off(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels in which any colour differs by more than LEVELS."""
    box = (0, 0, min(one.width, other.width), min(one.height, other.height))
    bands = ImageChops.difference(one.crop(box), other.crop(box)).split()
    worst = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    off = sum(worst.histogram()[LEVELS + 1 :])
    return off / (box[2] * box[3])


def maps() -> list[tuple[str, Document, PageOptions]]:
    small = PageOptions(SHEET, date="2026-03-01")
    split = PageOptions(SHEET, pages=PageMode.STAGES, date="2026-03-01")
    return [
        ("one sheet", generated_document(40, 4, 2), small),
        ("split", generated_document(60, 5, 2), split),
    ]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("document", "options"), [m[1:] for m in maps()], ids=[m[0] for m in maps()]
)
def test_a_page_looks_on_paper_as_on_the_screen(document: Document, options: PageOptions) -> None:
    shown = compose_document(document, map_layout(), options, untranslated)[0]
    assert share_off(by_qt(shown), by_pdf(shown)) <= MOST_OFF


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_kind_of_page_of_a_sample_looks_so_too(path: Path) -> None:
    """Every other kind of page, those between with the next sample."""
    document = shared_document(path)
    for part in tuple(Part)[SAMPLES.index(path) % 2 :: 2]:
        options = PageOptions(SHEET, pages=PageMode.STAGES, date=DATE, parts=(part,))
        found = compose_lazily(document, map_layout(), options, untranslated)
        if found:
            shown = found.page(0)
            assert share_off(by_qt(shown), by_pdf(shown)) <= MOST_OFF, part


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_map_in_every_script_looks_so_too(script: str) -> None:
    document = scripted(generated_document(30, 3, 2), script)
    options = PageOptions(SHEET, pages=PageMode.STAGES, date=DATE)
    shown = compose_lazily(document, map_layout(), options, untranslated).page(0)
    assert share_off(by_qt(shown), by_pdf(shown)) <= MOST_OFF


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", [12, 31, 34, 80, 200])
@pytest.mark.parametrize("bold", [False, True])
def test_type_of_every_size_is_painted(size: int, bold: bool) -> None:
    words = engine().wrap("Wörter ÄÖÜ %8", Style(size, bold), 500).glyphs(20, 20)
    shown = page([*words], (600, 800))
    assert share_off(by_qt(shown), by_pdf(shown)) <= MOST_OFF * 2


@pytest.mark.usefixtures("qapp")
def test_text_of_every_script_looks_on_paper_as_on_the_screen() -> None:
    shown = page(set_texts(TEXTS))
    assert share_off(by_qt(shown), by_pdf(shown)) <= MOST_OFF


@pytest.mark.usefixtures("qapp")
def test_the_comparison_sees_a_shift_of_one_point() -> None:
    shown = page(set_texts(TEXTS * 3))
    moved = by_qt(shown).transform(
        (int(shown.width * SCALE), int(shown.height * SCALE)),
        Image.Transform.AFFINE,
        (1, 0, SCALE, 0, 1, 0),
    )
    assert share_off(moved, by_pdf(shown)) > MOST_OFF
