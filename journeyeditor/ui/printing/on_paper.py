"""Pages on a printer: the same pages as of a PDF, painted as vectors at the printer's resolution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from journeyeditor.layout.sheets import SHEETS, Sheet
from journeyeditor.model.messages import N_, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.layout.pages import Page, PageOptions
    from journeyeditor.ui.printing.composing import Composer, PrintJob

POINT = QPageSize.Unit.Point
NEAR = 3.0
"""Sheets whose sides differ by no more points are the same: printers round."""

_CANT_BEGIN = N_(
    "The printer {name} does not take the job. Look whether it is switched on and has paper."
)
_NO_PAGES = N_("There is no page {number}: the pages are 1 to {count}.")


def page_size(sheet: Sheet) -> QPageSize:
    """A sheet as printers know it, by its usual name where it has one."""
    short, long = sorted((sheet.width, sheet.height))
    size = QSizeF(short, long)
    found = QPageSize.id(size, POINT, QPageSize.SizeMatchPolicy.FuzzyMatch)
    if found is not QPageSize.PageSizeId.Custom:
        return QPageSize(found)
    return QPageSize(size, POINT, sheet.name, QPageSize.SizeMatchPolicy.ExactMatch)


def prepare(printer: QPrinter, options: PageOptions, title: str) -> None:
    """What the system's dialog shows at first: the paper that was chosen last, and the document's name."""
    printer.setDocName(title)
    printer.setFullPage(True)
    if not options.sheet.of_map:
        printer.setPageSize(page_size(options.sheet))


def on_paper_of(printer: QPrinter, options: PageOptions) -> PageOptions:
    """The options for the paper that is in the printer."""
    size = printer.pageLayout().pageSize().size(POINT)
    short, long = sorted((size.width(), size.height()))
    wanted = sorted((options.sheet.width, options.sheet.height))
    if abs(wanted[0] - short) <= NEAR and abs(wanted[1] - long) <= NEAR:
        return options
    return replace(options, sheet=_named(short, long))


def _named(short: float, long: float) -> Sheet:
    for sheet in SHEETS:
        sides = sorted((sheet.width, sheet.height))
        if abs(sides[0] - short) <= NEAR and abs(sides[1] - long) <= NEAR:
            return sheet
    return Sheet(f"{short:.0f}x{long:.0f}pt", short, long)


def chosen_pages(printer: QPrinter, count: int) -> range:
    """The indexes of the pages that were asked for in the system's dialog. Raises `Refused` where there are none."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        first, last = 1, count
    if first > count or first > last:
        raise Refused(_NO_PAGES, number=first, count=count)
    return range(first - 1, min(last, count))


def print_job(
    printer: QPrinter, composer: Composer, job: PrintJob, progress: Callable[[float], None]
) -> int:
    """Prints the pages of a job; how many. `progress` hears the share that is done, and may raise to call it off:
    then the printer is told to forget the job. Raises `Refused` in words.
    """
    pages = composer.pages(job)
    while pages.plan_next():
        progress(0.0)
    wanted = chosen_pages(printer, len(pages))
    printer.setFullPage(True)
    painter: QPainter | None = None
    try:
        for number, index in enumerate(wanted):
            progress(number / len(wanted))
            painter = _next_page(printer, painter, pages[index])
            _paint(painter, printer, composer, job, pages[index])
        progress(1.0)
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter is not None:
            painter.end()
    return len(wanted)


def _next_page(printer: QPrinter, painter: QPainter | None, page: Page) -> QPainter:
    """A painter on a fresh sheet of the page's size."""
    _lay_paper(printer, page)
    if painter is None:
        painter = QPainter()
        begun = painter.begin(printer)
    else:
        begun = printer.newPage()
    if not begun:
        raise Refused(_CANT_BEGIN, name=printer.printerName() or printer.outputFileName())
    return painter


def _lay_paper(printer: QPrinter, page: Page) -> None:
    landscape = page.width > page.height
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    sheet = _named(*sorted((page.width, page.height)))
    layout = QPageLayout(page_size(sheet), way, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _paint(
    painter: QPainter, printer: QPrinter, composer: Composer, job: PrintJob, page: Page
) -> None:
    """A page in its size; smaller only where the printer's paper is."""
    paper = printer.paperRect(QPrinter.Unit.Point)
    fit = min(1.0, paper.width() / page.width, paper.height() / page.height)
    scale = printer.resolution() / 72 * (fit if fit < 0.99 else 1.0)
    painter.save()
    painter.scale(scale, scale)
    composer.paint(painter, job, page, scale)
    painter.restore()
