"""Addresses that stand in a document's texts lead there from its PDF."""

from __future__ import annotations

import io

import pikepdf

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.pages import PageOptions, compose_document
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import untranslated
from tests.support.maps import small_document
from tests.support.paper import map_layout, pdf_of


def leads_to(document: Document) -> list[str]:
    """Where the links of a document's PDF lead, each within its page; "#" for a place of the PDF itself."""
    pages = compose_document(document, map_layout(), PageOptions(), untranslated)
    found = []
    with pikepdf.open(io.BytesIO(pdf_of(*pages))) as pdf:
        for page in pdf.pages:
            _left, _bottom, width, height = map(float, page.mediabox)
            for annotation in page.get("/Annots", []):
                x0, y0, x1, y1 = map(float, annotation.Rect)
                assert 0 <= x0 < x1 <= width
                assert 0 <= y0 < y1 <= height
                found.append(str(annotation.A.URI) if "/A" in annotation else "#")
    return found


def with_fields(**fields: object) -> Document:
    document = small_document()
    card = next(document.all(Card))
    return set_fields(document, card.id, **fields).apply(document)


def test_a_document_without_addresses_has_no_links() -> None:
    assert leads_to(small_document()) == []


def test_addresses_in_a_text_lead_there() -> None:
    text = "- see https://example.org/a, or\n- write to mailto:me@example.org\njavascript:alert(1)"
    found = leads_to(with_fields(text=text))
    assert set(found) == {"https://example.org/a", "mailto:me@example.org"}


def test_a_cards_own_link_leads_to_an_address_or_a_map() -> None:
    assert set(leads_to(with_fields(link="https://example.org"))) == {"https://example.org"}
    shown = small_document().maps[0].id
    assert set(leads_to(with_fields(link=shown))) == {"#"}
    assert leads_to(with_fields(link="file:///etc/passwd")) == []
