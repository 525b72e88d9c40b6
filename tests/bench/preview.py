"""How long the export dialog takes to show the first page of a choice, its processor's time.

From the choice to the picture of the whole page, as the preview's thread makes it: planned, laid out with nothing
remembered, painted as large as it stands in the dialog. The fonts are loaded, as they are in a program that shows a
map. Beside it stands hand-written drawing of as many boxes as the map has cards, the least that any picture takes.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from journeyeditor.app.resources import Resources
from journeyeditor.app.services import Services
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.pages import PageMode, PageOptions, Part
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.messages import untranslated
from journeyeditor.ui.printing.composing import Composer, PrintJob
from journeyeditor.ui.printing.press import HEAD_START, Look, looked_at, plan_on
from tests.bench.common import Row, busy
from tests.support.maps import generated_document
from tests.support.paper import RESOURCES
from tests.support.sources import fixed_clock, fixed_ids

if TYPE_CHECKING:
    from journeyeditor.model.document import Document

ROUNDS = 3
GOAL_MS = 300.0
"""The first page is there within so many milliseconds."""

ROOM = (720, 620)
"""The pixels that a page has in the dialog."""

_A3, _A4 = parse_sheet("A3"), parse_sheet("A4")
CHOICES = {
    "one sheet": PageOptions(_A3),
    "by stages": PageOptions(_A4, pages=PageMode.STAGES),
    "poster": PageOptions(_A4, pages=PageMode.POSTER),
    "one sheet, all parts": PageOptions(_A3, parts=tuple(Part)),
    "by stages, all parts": PageOptions(_A4, pages=PageMode.STAGES, parts=tuple(Part)),
    "poster, all parts": PageOptions(_A4, pages=PageMode.POSTER, parts=tuple(Part)),
    "insights": PageOptions(_A4, parts=(Part.INSIGHTS,)),
}


def run(cards: list[int]) -> list[Row]:
    """The rows of the first page of each choice, for each number of cards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QApplication([])
    icons = IconSet.load(RESOURCES / "icons")
    _first(generated_document(5), CHOICES["one sheet"], icons)
    rows = [row for count in cards for row in _rows(count, icons)]
    assert application is not None
    return rows


def _rows(count: int, icons: IconSet) -> list[Row]:
    document = generated_document(count, stages=10, steps=max(2, min(20, count // 60)))
    boxes = median(busy(partial(_boxes, count)) for _ in range(ROUNDS))
    found = []
    for name, options in CHOICES.items():
        taken = median(_first(document, options, icons) for _ in range(ROUNDS))
        found.append(Row(f"first page, {name}", count, taken, "as many boxes", boxes, GOAL_MS))
    return found


def _first(document: Document, options: PageOptions, icons: IconSet) -> float:
    composer = Composer(_services(), icons)
    job = PrintJob(document, options)

    def work() -> None:
        pages = composer.pages(job)
        plan_on(pages, HEAD_START)
        assert looked_at(composer, job, pages, Look(0, room=ROOM)) is not None

    return busy(work)


def _services() -> Services:
    # A preview writes nothing, so the folder need not be there.
    return Services(
        resources=Resources.find(), ids=fixed_ids(), clock=fixed_clock, author="", workspace=Path("workspace"),
        language="en", translate=untranslated, app="bench",
    )  # fmt: skip


def _boxes(count: int) -> None:
    image = QImage(*ROOM, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("#eee"))
    for i in range(count):
        painter.drawRoundedRect(QRectF(i % 40 * 18, i // 40 % 60 * 10, 16, 8), 2, 2)
    painter.end()
