"""All that the program relies on in ReportLab: the layer that numbers objects and writes the file.

ReportLab's canvas is left out, because it can't embed shaped text, adds Helvetica to every file and reads
settings of the whole process (ASCII85, time zone, wall clock). Its document layer (`reportlab.pdfbase.pdfdoc`)
is used as it is; the two things that it does otherwise than we need, the line end before `endstream` and the
date, are mended in a subclass and on the instance. `tests/export/test_pdf_adapter.py` guards each point.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

PDF_VERSION = (1, 7)
# One level above this makes files 8 % smaller in half as much time again.
_COMPRESSION = 5
# A file without a date of its own is dated so, since the wall clock would make every file different.
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_CARRIAGE_RETURN = 0x0D

Value = Any
"""Anything ReportLab can write as part of an object: its own objects, numbers, and bytes that are PDF already."""


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What a PDF says about itself. `created` is a UTC time such as `2026-03-01T09:30:00Z` or ""."""

    title: str = ""
    author: str = ""
    subject: str = ""
    language: str = ""
    created: str = ""
    creator: str = ""


class _Date(NamedTuple):
    """The date in the shape that ReportLab's document information reads (`TimeStamp`)."""

    YMDhms: tuple[int, ...]
    dhh: int = 0
    dmm: int = 0


class _Stream(pdfdoc.PDFStream):
    """A stream with the line end before `endstream` that ISO 32000-1, 7.3.8.1 asks for and PDF/A insists on."""

    def format(self, document: Any) -> bytes:
        head, _, _ = super().format(document).rpartition(b"endstream")
        return bytes(head) + b"\nendstream\n"


def name(text: str) -> Value:
    """A name such as `/Font`."""
    return pdfdoc.PDFName(text)


def string(text: str) -> Value:
    """A text string in whichever encoding holds it."""
    return pdfdoc.PDFString(text)


def dictionary(**entries: Value) -> Value:
    return pdfdoc.PDFDictionary(entries)


def dictionary_of(entries: Mapping[str, Value]) -> Value:
    return pdfdoc.PDFDictionary(dict(entries))


def array(values: Sequence[Value]) -> Value:
    return pdfdoc.PDFArray(values)


class PdfFile:
    """A PDF file being put together: objects and pages are added, `data` gives the bytes."""

    def __init__(self, info: PdfInfo) -> None:
        make: Any = pdfdoc.PDFDocument
        self._document = make(invariant=1, pdfVersion=PDF_VERSION, lang=info.language or None)
        self._pages: list[Value] = []
        self._digest = hashlib.md5(usedforsecurity=False)
        self._document.signature = self._digest
        self._set_info(info)
        self._document.Catalog.ViewerPreferences = dictionary(DisplayDocTitle=b"true")

    def _set_info(self, info: PdfInfo) -> None:
        said = self._document.info
        said.title, said.author, said.subject = info.title, info.author, info.subject
        said.creator = info.creator
        moment = _moment(info.created)
        self._document._timeStamp = _Date(tuple(moment.timetuple())[:6])
        self._digest.update(repr(info).encode())

    def add(self, value: Value, key: str | None = None) -> Value:
        """Make a value an object of its own; the result refers to it."""
        return self._document.Reference(value, key)

    def refer(self, key: str) -> Value:
        """A reference to an object that is added under this key, before or later."""
        return pdfdoc.PDFObjectReference(key)

    def stream(self, content: bytes, entries: Mapping[str, Value], packed: bool = False) -> Value:
        """Add a stream; it is compressed here unless it is `packed` (its entries then name the filter)."""
        made = dict(entries)
        if not packed:
            made["Filter"] = name("FlateDecode")
            content = _deflated(content)
        self._digest.update(content)
        return self.add(_Stream(dictionary_of(made), content))

    def page_key(self, number: int) -> str:
        """The key of page `number`, from 0, to refer to before it is added."""
        return f"page-{number}"

    def add_page(self, entries: Mapping[str, Value]) -> None:
        """Add a page of these entries; type and parent are set here."""
        key = self.page_key(len(self._pages))
        parent = self.add(self._document.Pages)
        page = dictionary_of({"Type": name("Page"), "Parent": parent, **entries})
        self._document.Pages.addPage(self.add(page, key))
        self._pages.append(page)

    def set_outline(self, root: Value) -> None:
        """Make an outline dictionary the document's, and show it when the file is opened."""
        self._document.Catalog.Outlines = root
        self._document.Catalog.PageMode = name("UseOutlines")

    def data(self) -> bytes:
        """The whole file."""
        catalog = self._document.Catalog
        if isinstance(catalog.Outlines, pdfdoc.PDFOutlines):
            catalog.Outlines = None
        return bytes(self._document.format())


def _deflated(content: bytes) -> bytes:
    """The content compressed; where it would end in a carriage return, which some readers take for a part of
    the line end after it, with another effort."""
    packed = b""
    for level in (_COMPRESSION, _COMPRESSION + 1, _COMPRESSION - 1):
        packed = zlib.compress(content, level)
        if packed[-1] != _CARRIAGE_RETURN:
            return packed
    return packed


def _moment(created: str) -> datetime:
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return _NO_DATE
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
