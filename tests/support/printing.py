"""What a reader of the PDF gets out of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2

from journeyeditor.app.exporting import export_pdf
from journeyeditor.app.services import default_services
from journeyeditor.layout.pages import PageOptions
from journeyeditor.model.document import Document


def pdf_text(path: Path) -> str:
    """The text of all pages, in the order in which it is drawn."""
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(_page_text(document, number) for number in range(len(document)))
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range())
    finally:
        text_page.close()
        page.close()


_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\x02\ufffe"))


def unhyphenated(text: str) -> str:
    """A text without hyphens of any kind: readers keep, drop or mark those at the ends of lines as they like, whether
    they part a word or belong to it (pdfium writes U+FFFE, poppler the soft hyphen)."""
    return text.translate(_HYPHENS)


def printed_text(document: Document) -> str:
    """The text of a document's PDF."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "printed.pdf"
        export_pdf(document, target, PageOptions(), default_services(language="en", author="T"))
        return pdf_text(target)
