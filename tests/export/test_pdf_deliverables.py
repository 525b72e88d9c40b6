"""Samples and templates as a client gets them, with every part: each in one way of dividing a map, alone or with the map.

`python -m tests.reliability pdf` prints each in all ways, alone and with the map.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyeditor.layout.pages import PageMode
from tests.support.conformance import ACCESSIBLE, ARCHIVE, ARCHIVE_WITH_FILES, broken_rules
from tests.support.deliverables import FILE, SHARED, every_page, file_of, shared_document
from tests.support.paper import opened

MODES = tuple(PageMode)
WAYS = [
    pytest.param(path, MODES[i % 3], bool(i // 3 % 2), id=path.stem)
    for i, path in enumerate(SHARED)
]


@pytest.mark.parametrize(("path", "mode", "carrying"), WAYS)
def test_a_deliverable_is_accessible_and_archivable(
    path: Path, mode: PageMode, carrying: bool
) -> None:
    document = shared_document(path)
    files = [FILE] if carrying else []
    data = file_of(document, every_page(document, mode), attachments=files)
    archive = ARCHIVE_WITH_FILES if carrying else ARCHIVE
    assert broken_rules(data, ACCESSIBLE, archive) == []
    with opened(data) as pdf:
        assert pdf.check_pdf_syntax() == []
