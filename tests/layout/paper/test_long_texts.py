"""Long texts in every part: they flow to further pages, and nothing is cut or covered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.pages import PageOptions, Part
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.entities import Card
from tests.support.printed import (
    DATE,
    document_with_insights,
    overlapping,
    pages_of,
    printable,
    runs,
    said,
    within,
)

BESIDE = (Part.COVER, Part.PERSONA, Part.CURVE, Part.INSIGHTS, Part.APPENDIX)
LONG = "Donaudampfschifffahrtsgesellschaft mit langen Wörtern, كتاب, 漢字かな交じり文 and more "


@pytest.mark.parametrize(
    ("paper", "language"), [("A5", "de"), ("A4", "ar"), ("A0", "de"), ("70x300mm", "ar")]
)
def test_long_texts_flow_on_and_nothing_is_cut_or_covered(paper: str, language: str) -> None:
    document = document_with_insights()
    people = {
        p.id: replace(
            p, name=LONG, role=LONG, quote=LONG * 4, goals=("- " + LONG + "\n") * 8, bio=LONG * 9
        )
        for p in document.personas[:1]
    }
    cards = {c.id: replace(c, text=LONG * 2, owner=LONG) for c in list(document.all(Card))[:12]}
    info = replace(
        document.info, title=LONG, client=LONG, language=language, confidentiality=LONG * 2
    )
    document = document.replaced({"document": info, **people, **cards})
    options = PageOptions(parse_sheet(paper), date=DATE, parts=BESIDE)
    for page in pages_of(document, options):
        inks = list(runs(page.group))
        area = printable(page, min(options.margin, min(page.width, page.height) / 4))
        assert all(within(ink, area, 1.0) for ink in inks)
        assert page.part is Part.CURVE or not overlapping(inks)
    pages = [p for p in pages_of(document, options) if p.part is Part.PERSONA]
    everything = "".join(said(*pages).split())
    assert everything.count("".join(LONG.split())) >= 2 + 4 + 8 + 9
