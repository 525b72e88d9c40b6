"""Prints large maps in every script: the file must keep the standards, and read as what was written.

What is tested at 24 cards on every run (`tests/export/test_pdf_conformance.py`) is tested here at up to 10,000, and
with the tools that people use beside: `qpdf --check` and `pdftotext` of poppler.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from journeyeditor.export.pdf import PdfInfo
from journeyeditor.layout.drawing import Glyphs, walk
from journeyeditor.layout.pages import Page, PageOptions, compose_document
from journeyeditor.layout.sheets import Sheet
from journeyeditor.model.messages import untranslated
from tests.reliability.rows import Case, Row, Settings, Skipped, counted
from tests.support.conformance import broken_rules
from tests.support.maps import generated_document
from tests.support.paper import map_layout, opened, pdf_of, squeezed, text_of
from tests.support.scripts import RIGHT_TO_LEFT, SCRIPTS, scripted

RIG = "pdf"
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
TOOLS = ("qpdf", "pdftotext")
SHEET = PageOptions(Sheet("Wall", 14_400, 14_400), date="2026-03-01")
LEAST_READ = 3.0
"""In points: of text below it, pdftotext reads no more than 50,000 characters of a page."""


def run(settings: Settings) -> list[Row]:
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if absent:
        raise Skipped(f"needs {' and '.join(absent)} (Debian: qpdf, poppler-utils)")
    folder = settings.fresh(RIG)
    sizes = (1, settings.amount(100, 500), settings.amount(300, 10_000))
    rows = [
        counted(RIG, f"{count} cards, {script}", _cases(count, script, folder))
        for script in SCRIPTS
        for count in sizes
    ]
    return [*rows, counted(RIG, "a page cut short", _cut(folder), control=True)]


def _pages(count: int, script: str) -> tuple[tuple[Page, ...], str]:
    document = generated_document(count, stages=10, steps=max(1, min(20, count // 60)))
    document = scripted(document, script)
    return compose_document(document, map_layout(), SHEET, untranslated), document.info.language


def _cases(count: int, script: str, folder: Path) -> Iterator[Case]:
    pages, language = _pages(count, script)
    data = pdf_of(*pages, info=PdfInfo("Title", "Author", "", language))
    yield _case("standards", broken_rules(data))
    with opened(data) as pdf:
        yield _case("objects", pdf.check_pdf_syntax())
    runs = [
        leaf.text for page in pages for leaf, _s in walk(page.group) if isinstance(leaf, Glyphs)
    ]
    written = squeezed("".join(runs))
    target = folder / "printed.pdf"
    target.write_bytes(data)
    yield _case("qpdf", _complaints(target))
    texts = {"pdfium": text_of(data)}
    if min(page.smallest_text for page in pages) >= LEAST_READ:
        texts["pdftotext"] = _pdftotext(target)
    for reader, read in texts.items():
        yield _case(reader, _difference(written, squeezed(read), script in RIGHT_TO_LEFT))


def _case(what: str, faults: list[str]) -> Case:
    return Case(what if not faults else f"{what} not", bool(faults), "; ".join(faults)[:300])


def _complaints(path: Path) -> list[str]:
    ran = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    return [] if ran.returncode == 0 else [ran.stderr]


def _pdftotext(path: Path) -> str:
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    # It marks the direction of every stretch with characters of its own.
    return ran.stdout.translate(_DIRECTIONS)


def _difference(written: str, read: str, turned: bool) -> list[str]:
    """Where two texts part; readers turn runs from right to left each in their own way, so only the characters
    count there."""
    if turned:
        written, read = "".join(sorted(written)), "".join(sorted(read))
    if written == read:
        return []
    at = next(
        (i for i, (a, b) in enumerate(zip(written, read, strict=False)) if a != b),
        min(len(written), len(read)),
    )
    return [f"{written[at : at + 20]!r} read as {read[at : at + 20]!r}"]


def _cut(folder: Path) -> Iterator[Case]:
    """A file that lost its end, and a text that lost a word."""
    pages, _language = _pages(20, "latin")
    data = pdf_of(*pages)
    target = folder / "cut.pdf"
    target.write_bytes(data[: len(data) // 2])
    yield _case("qpdf", _complaints(target))
    read = squeezed(text_of(data))
    yield _case("pdfium", _difference(read, read[:50] + read[60:], False))
