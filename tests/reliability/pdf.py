"""Prints large maps in every script: the file must keep the standards, and read as what was written.

What is tested at 24 cards on every run (`tests/export/test_pdf_conformance.py`) is tested here at up to 10,000, and
with the tools that people use beside: `qpdf --check` and `pdftotext` of poppler.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from journeyeditor.export.pdf import PdfInfo
from journeyeditor.layout.drawing import Glyphs, walk
from journeyeditor.layout.pages import PageMode, PageOptions, compose_document
from journeyeditor.layout.sheets import Sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import untranslated
from journeyeditor.model.rules import MAX_TEXT
from tests.reliability.rows import Case, Row, Settings, Skipped, counted
from tests.support.conformance import ACCESSIBLE, ARCHIVE_WITH_FILES, broken_rules
from tests.support.deliverables import FILE, SHARED, every_page, file_of, shared_document
from tests.support.exports import with_card_text
from tests.support.hostile import HARMFUL, plain, speaking, unsaid
from tests.support.maps import generated_document
from tests.support.paper import map_layout, opened, pdf_of, squeezed, text_of
from tests.support.printing import unhyphenated
from tests.support.scripts import RIGHT_TO_LEFT, SCRIPTS, scripted
from tests.support.structure import structure

RIG = "pdf"
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
TOOLS = ("qpdf", "pdftotext")
SHEET = PageOptions(Sheet("Wall", 14_400, 14_400), date="2026-03-01")
BY_STAGES = PageOptions(
    Sheet("Wall", 7_200, 7_200), pages=PageMode.STAGES, min_text=14, date="2026-03-01"
)
MOST_READ = 1_000
"""Of more cards on one page pdftotext leaves letters out: it reads no more than 50,000 of a page that are narrower
than 3 pt (poppler's `TextOutputDev`). It then gets the same cards by stages in larger type, on as many pages as it
takes."""

_NOT_BY_POPPLER = frozenset({"marks"})
"""It leaves out marks that lie upon others."""

ENDLESS = {
    "a word of 100,000 letters": "Wort" * 25_000,
    "a word of 100,000 Han characters": "客户" * 50_000,
    "a letter with 10,000 marks": "e" + "\u0301" * 10_000,
}


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
    rows += [
        counted(
            RIG,
            f"samples and templates with every part, {mode}",
            _deliverables(SHARED[: settings.amount(1, len(SHARED))], mode, folder),
        )
        for mode in PageMode
    ]
    rows.append(counted(RIG, "harmful texts in every field", _harmful(settings, folder)))
    rows.append(counted(RIG, "the longest word in a field", _longest(settings)))
    rows.append(counted(RIG, "texts as long as they get", _endless()))
    return [*rows, counted(RIG, "a page cut short", _cut(folder), control=True)]


def _document(count: int, script: str) -> Document:
    document = generated_document(count, stages=10, steps=max(1, min(20, count // 60)))
    return scripted(document, script)


def _printed(document: Document, options: PageOptions) -> tuple[bytes, str]:
    """The file of a document's pages, and the text of the runs on them."""
    pages = compose_document(document, map_layout(), options, untranslated)
    data = pdf_of(*pages, info=PdfInfo("Title", "Author", "", document.info.language))
    runs = [
        leaf.text for page in pages for leaf, _s in walk(page.group) if isinstance(leaf, Glyphs)
    ]
    return data, squeezed("".join(runs))


def _cases(count: int, script: str, folder: Path) -> Iterator[Case]:
    document, turned = _document(count, script), script in RIGHT_TO_LEFT
    data, written = _printed(document, SHEET)
    yield _case("standards", broken_rules(data))
    with opened(data) as pdf:
        yield _case("objects", pdf.check_pdf_syntax())
    target = folder / "printed.pdf"
    target.write_bytes(data)
    yield _case("qpdf", _complaints(target))
    read = squeezed(text_of(data))
    yield _case("pdfium", _difference(written, read, turned))
    # Listeners get such texts as they were written; what readers turn round has no order of its own.
    told = squeezed(structure(data).text) if turned else read
    yield _case("model", _left_out(document, told))
    if count > MOST_READ:
        data, written = _printed(document, BY_STAGES)
        target.write_bytes(data)
    plainly = written.translate(_DIRECTIONS)
    yield _case("pdftotext", _difference(plainly, squeezed(_pdftotext(target)), turned))


def _deliverables(shared: list[Path], mode: PageMode, folder: Path) -> Iterator[Case]:
    """Each sample and template as a client gets it, alone and with its map attached."""
    target = folder / "deliverable.pdf"
    for path in shared:
        document = shared_document(path)
        pages = every_page(document, mode)
        alone, carrying = file_of(document, pages), file_of(document, pages, attachments=[FILE])
        for what, broken in (
            ("standards", broken_rules(alone)),
            ("standards with a file", broken_rules(carrying, ACCESSIBLE, ARCHIVE_WITH_FILES)),
        ):
            yield _case(what, [f"{path.stem}: {rule}" for rule in broken])
        for data in (alone, carrying):
            target.write_bytes(data)
            yield _case("qpdf", [f"{path.stem}: {said}" for said in _complaints(target)])


def _left_out(document: Document, read: str) -> list[str]:
    """The first card of the model that is not read where it stands: lane by lane, step by step."""
    shown = document.maps[0].id
    read = unhyphenated(read)
    at = 0
    for lane in document.lanes(shown):
        for step in document.map_steps(shown):
            for card in document.cell(lane.id, step.id):
                for text in map(unhyphenated, map(squeezed, (card.title, card.text))):
                    at = read.find(text, at)
                    if at < 0:
                        return [f"{text[:20]!r} is not read in its place"]
                    at += len(text)
    return []


def _harmful(settings: Settings, folder: Path) -> Iterator[Case]:
    """Texts that have broken programs, all fields at once: told by both readers as they are seen."""
    target = folder / "harmful.pdf"
    for what in sorted({*HARMFUL} - {"unclosed"})[: settings.amount(2, len(HARMFUL))]:
        harmful = HARMFUL[what]
        document, names = speaking(harmful.text)
        data = file_of(document, every_page(document, PageMode.ONE, "A1"))
        target.write_bytes(data)
        yield _case("standards", [f"{what}: {rule}" for rule in broken_rules(data)])
        yield _case("qpdf", [f"{what}: {said}" for said in _complaints(target)])
        readers = {"pdfium": text_of(data)}
        if what not in _NOT_BY_POPPLER:
            readers["pdftotext"] = _pdftotext(target)
        for reader, read in readers.items():
            faults = [f"{what} in {field}" for field in unsaid(harmful, names, read)]
            yield _case(reader, faults)


def _longest(settings: Settings) -> Iterator[Case]:
    """A word, and a letter with marks, as long as a field may be, one field at a time."""
    _document, names = speaking("")
    for at, (name, field) in list(enumerate(names.items()))[: settings.amount(1, len(names))]:
        for text in ("Wort" * (MAX_TEXT // 4 - 2), "e" + "\u0301" * (MAX_TEXT // 2)):
            document, _names = speaking(*(text if i == at else "" for i in range(len(names))))
            read = text_of(file_of(document, every_page(document, PageMode.ONE, "A1")))
            # A column that goes over a page goes on behind those beside it.
            found = not Counter(plain(name + text)) - Counter(plain(read))
            yield _case("read back", [] if found else [f"{field}, {text[:4]!r}"])


def _endless() -> Iterator[Case]:
    """Texts without an end: each must be printed, and read back whole."""
    for what, text in ENDLESS.items():
        data, _written = _printed(with_card_text(text, "x"), SHEET)
        read = squeezed(text_of(data))
        yield _case(what, [] if squeezed(text) in read else [f"{what} is not read back"])


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
    """Where two texts part, hyphens aside; readers turn runs from right to left each in their own way, so only the characters
    count there."""
    written, read = unhyphenated(written), unhyphenated(read)
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
    document = _document(20, "latin")
    data, _written = _printed(document, SHEET)
    target = folder / "cut.pdf"
    target.write_bytes(data[: len(data) // 2])
    yield _case("qpdf", _complaints(target))
    read = squeezed(text_of(data))
    yield _case("pdfium", _difference(read, read[:50] + read[60:], False))
    yield _case("model", _left_out(document, read.replace(squeezed(_last(document)), "")))


def _last(document: Document) -> str:
    """A text that stands on one card only."""
    texts = [card.text for card in document.all(Card)]
    return next(text for text in texts if texts.count(text) == 1)
