"""Samples and templates as a client gets them: every part, in every way of dividing a map, with the map attached."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from journeyeditor.export.pdf import Attachment, PdfInfo
from journeyeditor.interchange.json_document import read_json
from journeyeditor.layout.pages import Page, PageMode, PageOptions, Part, compose_document
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image
from journeyeditor.model.messages import untranslated
from tests.support.paper import RESOURCES, map_layout, pdf_of
from tests.support.sources import fixed_clock, fixed_ids

DATE = "2026-03-01"
SHARED: list[Path] = [
    path
    for folder in ("samples", "templates")
    for path in sorted((RESOURCES / folder).glob("*.json"))
    if "maps" in json.loads(path.read_text("utf-8"))
]
"""The files of all samples and templates."""

FILE = Attachment("map.journey", "application/octet-stream", b"all of it", "The map itself")


def shared_document(path: Path) -> Document:
    return read_json(path.read_text("utf-8"), fixed_ids(), fixed_clock)


def every_page(document: Document, mode: PageMode, sheet: str = "A4") -> tuple[Page, ...]:
    """The pages of all parts."""
    options = PageOptions(parse_sheet(sheet), pages=mode, date=DATE, parts=tuple(Part))
    return compose_document(document, map_layout(), options, untranslated)


def file_of(document: Document, pages: tuple[Page, ...], **more: Any) -> bytes:
    """The PDF of a document's pages."""
    info = document.info
    about = PdfInfo(info.title, info.author, "", info.language, f"{DATE}T09:30:00Z", "us")
    images = {image.id: image.data for image in document.all(Image)}
    return pdf_of(*pages, images=images, info=about, **more)
