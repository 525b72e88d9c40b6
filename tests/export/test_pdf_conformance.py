"""Every file keeps PDF/UA-1 and PDF/A-2a; what would break them is found."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from journeyeditor.export.pdf import Attachment, PdfInfo
from journeyeditor.interchange.json_document import read_json
from journeyeditor.layout.drawing import Glyphs, Group, Rect, Tag, walk
from journeyeditor.layout.pages import Page, PageMode, PageOptions, compose_document
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image
from journeyeditor.model.messages import untranslated
from tests.support.conformance import ACCESSIBLE, ARCHIVE_WITH_FILES, broken_rules
from tests.support.maps import generated_document, small_document
from tests.support.paper import (
    A4,
    RESOURCES,
    TEXTS,
    map_layout,
    opened,
    page,
    pdf_of,
    set_texts,
    squeezed,
    text_of,
)
from tests.support.printing import unhyphenated
from tests.support.scripts import RIGHT_TO_LEFT, SCRIPTS, scripted
from tests.support.sources import fixed_clock, fixed_ids

SHARED = [
    path
    for folder in ("samples", "templates")
    for path in sorted((RESOURCES / folder).glob("*.json"))
    if "maps" in json.loads(path.read_text("utf-8"))
]
HARD = [
    *TEXTS,
    "ستون تقييمًا، ثلاثة تبدّل فجرًا وبمَ لا إلى",
    "בְּרֵאשִׁית (בָּרָא)",
    "क्षत्रिय ज्ञान त्रि र्क",
    "น้ำ ที่ กำ",
    "e\u0301te\u0301 nai\u0308ve a\u00adb x\u00a0y",
    "a\U00013000b \u200d \u2028",
]
FILE = Attachment("map.journey", "application/octet-stream", b"all of it", "The map itself")


def pages_of(document: Document, mode: PageMode, sheet: str = "A4") -> tuple[Page, ...]:
    options = PageOptions(parse_sheet(sheet), pages=mode, date="2026-03-01")
    return compose_document(document, map_layout(), options, untranslated)


def printed(document: Document, mode: PageMode = PageMode.STAGES, **more: Any) -> bytes:
    info = document.info
    about = PdfInfo(info.title, info.author, "", info.language, "2026-03-01T09:30:00Z", "us")
    images = {image.id: image.data for image in document.all(Image)}
    return pdf_of(*pages_of(document, mode), images=images, info=about, **more)


@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.stem)
def test_samples_and_templates_are_accessible_and_archivable(path: Path) -> None:
    document = read_json(path.read_text("utf-8"), fixed_ids(), fixed_clock)
    for mode in (PageMode.ONE, PageMode.STAGES):
        data = printed(document, mode)
        assert broken_rules(data) == []
        with opened(data) as pdf:
            assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("cards", [1, 60, 500])
def test_generated_maps_are_accessible_and_archivable(cards: int) -> None:
    data = printed(generated_document(cards, 5, 3))
    assert broken_rules(data) == []


def test_a_poster_is_accessible_and_archivable() -> None:
    assert broken_rules(printed(small_document(), PageMode.POSTER)) == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_accessible_archivable_and_read_as_it_was_written(script: str) -> None:
    document = scripted(generated_document(24, 2, 2), script)
    pages = pages_of(document, PageMode.ONE)
    data = pdf_of(*pages, info=PdfInfo("T", language=document.info.language))
    assert broken_rules(data) == []
    runs = [leaf.text for leaf, _spot in walk(pages[0].group) if isinstance(leaf, Glyphs)]
    wanted, read = squeezed("".join(runs)), squeezed(text_of(data))
    wanted, read = unhyphenated(wanted), unhyphenated(read)
    if script in RIGHT_TO_LEFT:
        # Runs stand in visual order there, and readers turn them round each in their own way.
        wanted, read = "".join(sorted(wanted)), "".join(sorted(read))
    assert read == wanted


@pytest.mark.parametrize("text", HARD)
def test_every_glyph_has_a_meaning(text: str) -> None:
    said = Group(set_texts([text]), Rect(0, 0, *A4), tag=Tag("P"))
    assert broken_rules(pdf_of(page([Group((said,), Rect(0, 0, *A4), tag=Tag("Sect"))]))) == []


def test_with_a_file_attached_it_is_archivable_as_part_3() -> None:
    data = printed(small_document(), attachments=[FILE])
    assert broken_rules(data, ACCESSIBLE, ARCHIVE_WITH_FILES) == []


def _elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [
        o
        for o in pdf.objects
        if isinstance(o, pikepdf.Dictionary) and o.get("/S") == Name(f"/{role}") and "/P" in o
    ]


def _no_alt(pdf: pikepdf.Pdf) -> None:
    for figure in _elements(pdf, "Figure"):
        del figure.Alt


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _no_marks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def _no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


def _not_embedded(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and "/FontFile2" in found:
            del found.FontFile2


def _wrong_widths(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Subtype") == Name.CIDFontType2:
            for i in range(1, len(found.W), 2):
                found.W[i] = pikepdf.Array([float(width) + 50 for width in found.W[i]])


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _untagged(pdf: pikepdf.Pdf) -> None:
    kept: list[Any] = []
    dropped = False
    for step in pikepdf.parse_content_stream(pdf.pages[0]):
        operator = str(step.operator)
        if operator == "BDC" and str(step.operands[0]) == "/H1" and not dropped:
            dropped = True
        elif operator == "EMC" and dropped and kept and kept[-1] != "done":
            kept.append("done")
        else:
            kept.append(step)
    steps = [step for step in kept if step != "done"]
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def _no_scope(pdf: pikepdf.Pdf) -> None:
    for head in _elements(pdf, "TH"):
        del head.A


FAULTS: list[Callable[[pikepdf.Pdf], None]] = [
    _no_alt,
    _no_language,
    _no_marks,
    _no_title,
    _not_embedded,
    _wrong_widths,
    _no_intent,
    _untagged,
    _no_scope,
]


def saved(fault: Callable[[pikepdf.Pdf], None]) -> bytes:
    made = io.BytesIO()
    with opened(printed(small_document(), PageMode.ONE)) as pdf:
        fault(pdf)
        pdf.save(made)
    return made.getvalue()


def test_a_file_saved_anew_without_a_fault_still_passes() -> None:
    assert broken_rules(saved(lambda _pdf: None)) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
def test_a_seeded_fault_is_found(fault: Callable[[pikepdf.Pdf], None]) -> None:
    assert broken_rules(saved(fault)) != []
