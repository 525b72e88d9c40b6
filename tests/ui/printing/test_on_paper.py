"""Pages on a printer: the same pages, in their sizes, as vectors. The printer writes a PDF, which is read back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from journeyeditor.layout.pages import PageMode, PageOptions, Part
from journeyeditor.layout.sheets import SHEETS, parse_sheet
from journeyeditor.model.messages import Refused
from journeyeditor.ui.jobs import Cancelled
from journeyeditor.ui.printing.composing import Composer, PrintJob
from journeyeditor.ui.printing.on_paper import (
    NEAR,
    chosen_pages,
    on_paper_of,
    page_size,
    prepare,
    print_job,
)
from journeyeditor.ui.printing.press import painted
from tests.support.maps import small_document

if TYPE_CHECKING:
    from journeyeditor.ui.world import World


@pytest.fixture
def printer(tmp_path: Path, world: World) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def unheard(_share: float) -> None:
    """Nobody waits."""


def job(**options: object) -> PrintJob:
    return PrintJob(small_document(), PageOptions(**options))  # type: ignore[arg-type]


def printed(printer: QPrinter) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(printer.outputFileName())


def test_pages_have_their_sizes_and_are_painted_as_vectors(printer: QPrinter, world: World) -> None:
    composer = Composer(world.services, world.look.icons, vectors=True)
    work = job(sheet=parse_sheet("A4"), pages=PageMode.STAGES, parts=(Part.MAP, Part.BLANK))
    prepare(printer, work.options, "Title")
    shares: list[float] = []
    count = print_job(printer, composer, work, shares.append)
    pages = composer.pages(work)
    assert count == len(pages) and shares[0] == 0 and shares[-1] == 1
    read = printed(printer)
    assert len(read) == count
    for index, page in enumerate(pages):
        width, height = read[index].get_size()
        assert abs(width - page.width) < NEAR and abs(height - page.height) < NEAR
    kinds = Counter(thing.type for thing in read[0].get_objects())
    assert kinds[FPDF_PAGEOBJ_IMAGE] == 0
    assert kinds[FPDF_PAGEOBJ_PATH] + kinds[FPDF_PAGEOBJ_TEXT] > 100
    read.close()


def test_what_stands_on_the_page_stands_there_on_paper(printer: QPrinter, world: World) -> None:
    """The page's own margin is that of the paper, so nothing is shifted by what the printer leaves free."""
    composer = Composer(world.services, world.look.icons, vectors=True)
    work = job(sheet=parse_sheet("A4"))
    prepare(printer, work.options, "Title")
    print_job(printer, composer, work, unheard)
    read = printed(printer)
    page = composer.pages(work)[0]
    ours = painted(composer, work, page, page.group.bounds, 1.0).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    size, stride = (ours.width(), ours.height()), ours.bytesPerLine()
    shown = Image.frombytes("L", size, bytes(ours.constBits()), "raw", "L", stride)
    there = read[0].render(scale=1).to_pil().convert("L")
    read.close()
    assert all(abs(a - b) <= 3 for a, b in zip(inked(there), inked(shown), strict=True))


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """The rectangle around all that is not white."""
    box = picture.point(lambda level: 255 * (level < 200)).getbbox()
    assert box is not None
    return box


def test_only_the_pages_that_are_asked_for(printer: QPrinter, world: World) -> None:
    composer = Composer(world.services, world.look.icons, vectors=True)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    work = job(sheet=parse_sheet("A5"), pages=PageMode.STAGES)
    assert len(composer.pages(work)) > 3
    assert print_job(printer, composer, work, unheard) == 2
    read = printed(printer)
    assert len(read) == 2
    read.close()
    printer.setFromTo(90, 95)
    with pytest.raises(Refused, match="no page 90"):
        chosen_pages(printer, 4)


def test_a_print_can_be_called_off(printer: QPrinter, world: World) -> None:
    composer = Composer(world.services, world.look.icons, vectors=True)

    def stop(share: float) -> None:
        if share > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_job(printer, composer, job(pages=PageMode.STAGES, sheet=parse_sheet("A5")), stop)


def test_a_printer_that_takes_nothing_is_told(
    printer: QPrinter, world: World, tmp_path: Path
) -> None:
    printer.setOutputFileName(str(tmp_path / "no folder" / "x.pdf"))
    composer = Composer(world.services, world.look.icons, vectors=True)
    with pytest.raises(Refused, match="does not take the job"):
        print_job(printer, composer, job(), unheard)


def test_the_paper_of_the_printer_counts(printer: QPrinter) -> None:
    options = PageOptions(sheet=parse_sheet("A3"))
    prepare(printer, options, "Title")
    assert on_paper_of(printer, options) is options
    printer.setPageSize(page_size(parse_sheet("Letter")))
    assert on_paper_of(printer, options).sheet.name == "Letter"
    printer.setPageSize(page_size(parse_sheet("300x700mm")))
    own = on_paper_of(printer, options).sheet
    assert abs(own.width - parse_sheet("300x700mm").width) <= NEAR


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_sheet_is_known_to_printers_in_its_size(printer: QPrinter, sheet: object) -> None:
    found = next(one for one in SHEETS if one is sheet)
    printer.setPageSize(page_size(found))
    size = printer.pageLayout().pageSize().sizePoints()
    short, long = sorted((found.width, found.height))
    assert abs(size.width() - short) <= NEAR and abs(size.height() - long) <= NEAR
