"""A deliverable with every part is accessible and archivable, split, on one sheet and as a poster."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.export.pdf import PdfInfo
from journeyeditor.layout.pages import PageMode, PageOptions, Part
from journeyeditor.layout.sheets import parse_sheet
from tests.support.conformance import broken_rules
from tests.support.paper import pdf_of
from tests.support.printed import DATE, document_with_insights, pages_of


@pytest.mark.parametrize(
    ("mode", "language"),
    [(PageMode.ONE, "ar"), (PageMode.STAGES, "en"), (PageMode.POSTER, "en")],
)
def test_a_deliverable_with_every_part_keeps_the_rules(mode: PageMode, language: str) -> None:
    document = document_with_insights()
    document = document.replaced({"document": replace(document.info, language=language)})
    options = PageOptions(parse_sheet("A4"), pages=mode, date=DATE, parts=tuple(Part))
    about = PdfInfo("Title", "Author", "", language, "2026-03-01T09:30:00Z", "us")
    assert broken_rules(pdf_of(*pages_of(document, options), info=about)) == []
