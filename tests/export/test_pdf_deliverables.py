"""Samples and templates as a client gets them: with every part, in every way of dividing a map, alone and with the map."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyeditor.layout.pages import PageMode
from tests.support.conformance import ACCESSIBLE, ARCHIVE_WITH_FILES, broken_rules
from tests.support.deliverables import FILE, SHARED, every_page, file_of, shared_document
from tests.support.paper import opened


@pytest.mark.parametrize("mode", PageMode)
@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.stem)
def test_a_deliverable_is_accessible_and_archivable(path: Path, mode: PageMode) -> None:
    document = shared_document(path)
    pages = every_page(document, mode)
    alone, carrying = file_of(document, pages), file_of(document, pages, attachments=[FILE])
    assert broken_rules(alone) == []
    assert broken_rules(carrying, ACCESSIBLE, ARCHIVE_WITH_FILES) == []
    for data in (alone, carrying):
        with opened(data) as pdf:
            assert pdf.check_pdf_syntax() == []
