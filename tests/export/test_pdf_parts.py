"""All parts in an order of their own, with and without title blocks, keep both standards."""

from __future__ import annotations

import pytest

from journeyeditor.layout.pages import PageMode, PageOptions, Part, compose_document
from journeyeditor.layout.sheets import Orientation, parse_sheet
from journeyeditor.model.messages import untranslated
from tests.support.conformance import broken_rules
from tests.support.exports import sample_document
from tests.support.paper import map_layout, opened, pdf_of, text_of

ORDERS = (
    (Part.LEGEND, Part.COVER, Part.MAP, Part.CURVE),
    (Part.MAP, Part.PERSONA, Part.INSIGHTS, Part.LEGEND, Part.BLANK),
)


@pytest.mark.parametrize("titles", [True, False])
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order[0])
def test_any_order_of_parts_is_accessible_and_archivable(
    order: tuple[Part, ...], titles: bool
) -> None:
    options = PageOptions(
        parse_sheet("A4"), Orientation.PORTRAIT, PageMode.STAGES, date="2026-03-01", parts=order,
        titles=titles,
    )  # fmt: skip
    document = sample_document("moving-flat-blueprint")
    pages = compose_document(document, map_layout(), options, untranslated)
    data = pdf_of(*pages)
    assert broken_rules(data) == []
    with opened(data) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert "number of quotes" in text_of(data)
    assert ("Version 2.0" in text_of(data)) is (titles or Part.COVER in order)
