"""The document's own colours: at most eight, written one way, named by hues."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.model.brand import (
    BRAND_HUES,
    MAX_COLOURS,
    brand_colour,
    brand_hues,
    clean_brand,
    is_colour,
)
from journeyeditor.model.entities import DocumentInfo
from journeyeditor.model.rules import check_all
from tests.support.maps import small_document

INFO = DocumentInfo(id="info", brand=("#0A7D5B", "#F2A541"))


@pytest.mark.parametrize("text", ["0A7D5B", "#0A7D5", "#0A7D5G", "#0A7D5B\n", "", "red"])
def test_what_is_no_colour(text: str) -> None:
    assert not is_colour(text)


def test_colours_as_people_type_them() -> None:
    typed = [" #0a7d5b", "f2a541", "#abc", "red", "#0A7D5B", ""]
    assert clean_brand(typed) == ("#0A7D5B", "#F2A541", "#AABBCC")
    assert len(clean_brand(f"#0000{i:02x}" for i in range(20))) == MAX_COLOURS


def test_hues_name_them() -> None:
    assert brand_hues(INFO) == ("brand-1", "brand-2")
    assert [brand_colour(INFO, hue) for hue in brand_hues(INFO)] == list(INFO.brand)
    assert [brand_colour(INFO, hue) for hue in (BRAND_HUES[2], "teal", "", "brand-9")] == [None] * 4


@pytest.mark.parametrize(
    ("brand", "words"),
    [(("#123",), "not written as #RRGGBB"), (("#112233",) * 9, "at most 8 colours")],
)
def test_rules_hold_for_them(brand: tuple[str, ...], words: str) -> None:
    document = small_document()
    info = replace(document.info, brand=brand)
    (finding,) = check_all(document.replaced({"document": info}))
    assert words in finding.message.text()
