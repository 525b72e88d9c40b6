"""All that the program relies on in ReportLab: the layer that numbers objects and writes the file.

ReportLab's canvas is left out, because it can't embed shaped text, adds Helvetica to every file and reads
settings of the whole process (ASCII85, time zone, wall clock). Its document layer (`reportlab.pdfbase.pdfdoc`)
numbers and writes objects; the line end before `endstream` is mended in a subclass, and the file itself, with its
object streams, is `pdf_objects`'s. `tests/export/test_pdf_adapter.py` guards each point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from reportlab.pdfbase import pdfdoc

from journeyeditor.export.pdf_objects import FileWriter, deflated, line_end

PDF_VERSION = (1, 7)
PRODUCER = "ReportLab PDF Library"
# A file without a date of its own is dated so, since the wall clock would make every file different.
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)

# In UTF-16, with its mark of two bytes; no text of so many characters is longer.
_LONGEST = 32_764
_SHORT = _LONGEST // 4

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

    def held(self) -> PdfInfo:
        """The same with texts no longer than a file may say."""
        texts = {key: held(getattr(self, key)) for key in ("title", "author", "subject")}
        return replace(self, **texts)


class _Stream(pdfdoc.PDFStream):
    """A stream with the line end before `endstream` that ISO 32000-1, 7.3.8.1 asks for and PDF/A insists on."""

    def format(self, document: Any) -> bytes:
        head, _, _ = super().format(document).rpartition(b"endstream")
        return bytes(head) + line_end(self.content) + b"endstream\n"


def name(text: str) -> Value:
    """A name such as `/Font`."""
    return pdfdoc.PDFName(text)


def string(text: str) -> Value:
    """A text string in whichever encoding holds it, as much of it as `held` gives."""
    return pdfdoc.PDFString(held(text))


def held(text: str) -> str:
    """As much of a text as a string of an archivable file may hold (32,767 bytes: ISO 19005-2, 6.1.13), with an ellipsis
    where that is not all."""
    if len(text) <= _SHORT:
        return text
    units = text.encode("utf-16-be", "surrogatepass")
    if len(units) <= _LONGEST:
        return text
    return units[: _LONGEST - 2].decode("utf-16-be", "ignore") + "…"


def text_string(text: str) -> bytes:
    """A text string as PDF: as it is where it is ASCII, else in UTF-16 (ISO 32000-1, 7.9.2.2); as much of it as `held`
    gives."""
    text = held(text)
    if not (text.isascii() and text.isprintable()):
        return b"<FEFF" + text.encode("utf-16-be", "surrogatepass").hex().upper().encode() + b">"
    for special in "\\()":
        text = text.replace(special, f"\\{special}")
    return f"({text})".encode("ascii")


def dictionary(**entries: Value) -> Value:
    return pdfdoc.PDFDictionary(entries)


def dictionary_of(entries: Mapping[str, Value]) -> Value:
    return pdfdoc.PDFDictionary(dict(entries))


def array(values: Sequence[Value]) -> Value:
    return pdfdoc.PDFArray(values)


class PdfFile:
    """A PDF file being put together: objects and pages are added, `data` gives the bytes.

    All but streams is gathered in object streams (ISO 32000-1, 7.5.7), as the elements of a tagged file are many and
    much alike.
    """

    def __init__(self, info: PdfInfo) -> None:
        make: Any = pdfdoc.PDFDocument
        self._document = make(invariant=1, pdfVersion=PDF_VERSION)
        self._forget_standard_fonts()
        self._plain: dict[int, bytes] = {}
        self._pages: list[int] = []
        self._tree = self.add(dictionary(), "pages")
        self._info = self.add(dictionary_of(_information(info)))
        self.root: dict[str, Value] = {
            "Type": name("Catalog"),
            "Pages": self._tree,
            "ViewerPreferences": dictionary(DisplayDocTitle=b"true"),
        }
        if info.language:
            self.root["Lang"] = string(info.language)

    def _forget_standard_fonts(self) -> None:
        """Leave out the dictionary of fonts that are not embedded, which ReportLab begins every file with."""
        made = self._document
        made.objectcounter = 0
        for known in (made.idToObject, made.idToObjectNumberAndVersion, made.numberToId):
            known.clear()

    def add(self, value: Value, key: str | None = None) -> Value:
        """Make a value an object of its own; the result refers to it."""
        return self._document.Reference(value, key)

    def refer(self, key: str) -> Value:
        """A reference to an object that is added under this key, before or later."""
        return pdfdoc.PDFObjectReference(key)

    def reserve(self) -> int:
        """The number of an object that `put` gives its contents."""
        self._document.objectcounter += 1
        return int(self._document.objectcounter)

    def put(self, number: int, content: bytes) -> None:
        """Say what the object of a reserved number is, as PDF."""
        self._plain[number] = content

    def written(self, value: Value) -> bytes:
        """A value as PDF."""
        return bytes(pdfdoc.format(value, self._document))

    def stream(self, content: bytes, entries: Mapping[str, Value], packed: bool = False) -> Value:
        """Add a stream; it is compressed here unless it is `packed` (its entries then name the filter)."""
        made = dict(entries)
        if not packed:
            made["Filter"] = name("FlateDecode")
            content = deflated(content)
        return self.add(_Stream(dictionary_of(made), content))

    def plain_stream(self, content: bytes, entries: Mapping[str, Value]) -> Value:
        """Add a stream that is not compressed, such as metadata, which programs look for without reading PDF."""
        return self.add(_Stream(dictionary_of(dict(entries)), content))

    def reserve_page(self) -> int:
        """The number of the next page's object, which `put_page` gives its contents."""
        self._pages.append(self.reserve())
        return self._pages[-1]

    def put_page(self, number: int, entries: Mapping[str, Value]) -> None:
        """Say what a page of these entries is; type and parent are set here."""
        page = dictionary_of({"Type": name("Page"), "Parent": self._tree, **entries})
        self.put(number, self.written(page))

    def set_outline(self, root: Value) -> None:
        """Make an outline dictionary the document's, and show it when the file is opened."""
        self.root["Outlines"] = root
        self.root["PageMode"] = name("UseOutlines")

    def data(self) -> bytes:
        """The whole file."""
        kids = array([b"%d 0 R" % page for page in self._pages])
        pages = {"Type": name("Pages"), "Kids": kids, "Count": len(self._pages)}
        self._document.idToObject["pages"].dict.update(pages)
        root = self.add(dictionary_of(self.root), "catalog")
        trailer = {"Root": self.written(root), "Info": self.written(self._info)}
        return FileWriter(PDF_VERSION).data(self._objects(), trailer)

    def _objects(self) -> Iterator[tuple[int, bytes, bool]]:
        """Number, content and whether it is a stream, of every object. Writing one may add others."""
        document = self._document
        number = 0
        while number < document.objectcounter:
            number += 1
            plain = self._plain.get(number)
            if plain is not None:
                yield number, plain, False
            elif number in document.numberToId:
                made = document.idToObject[document.numberToId[number]]
                yield number, pdfdoc.format(made, document, 1), isinstance(made, _Stream)


def _information(info: PdfInfo) -> dict[str, Value]:
    """The document information, which says the same as the metadata."""
    date = f"D:{moment(info.created):%Y%m%d%H%M%S}+00'00'"
    said = {
        "Title": info.title,
        "Author": info.author,
        "Subject": info.subject,
        "Creator": info.creator,
        "Producer": PRODUCER,
        "CreationDate": date,
        "ModDate": date,
    }
    return {key: string(text) for key, text in said.items() if text}


def moment(created: str) -> datetime:
    """A time such as `2026-03-01T09:30:00Z` in UTC; a fixed one where there is none."""
    try:
        found = datetime.fromisoformat(created)
    except ValueError:
        return _NO_DATE
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
