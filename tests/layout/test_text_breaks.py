"""Where lines may end: the rules against a second implementation, and examples a reader would notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_clusters
from uniseg.linebreak import line_break_units

from journeyeditor.layout.text.breaks import Breaker
from journeyeditor.layout.text.clusters import Clusters
from journeyeditor.layout.text.thai import ThaiWords

MODEL = Path(__file__).parents[2] / "resources" / "fonts" / "thai-breaks" / "th.json"
# Letters, digits, and one or more characters of every class that some rule singles out.
MIXED = st.text(
    "ab 1,.;:!?()[]{}-/'\"“”«»’…–—%$€\u00a0\u200b\u00ad\u2060\u200d\ufe0f\u0301#&\\"
    "漢あー、。「」（）！・한각Жאب،हि\u094dक्ष👍🏽👩❤🇩🇪\t◌ꦏ꧀\u2010",
    max_size=9,
)


@pytest.fixture(scope="module")
def breaker() -> Breaker:
    return Breaker(ThaiWords(MODEL))


@given(text=MIXED)
def test_the_rules_agree_with_a_second_implementation(breaker: Breaker, text: str) -> None:
    # uniseg misreads a closing quotation mark that bears marks at the end of the text.
    if any(mark in text for mark in "”»’"):
        text = text.rstrip("\u0301\u094d\u200d\ufe0f")
    assert breaker.segments_by_rules(text) == list(line_break_units(text))


@given(text=MIXED | st.text(max_size=20))
def test_the_short_cut_agrees_with_the_rules(breaker: Breaker, text: str) -> None:
    assert list(breaker.segments(text)) == breaker.segments_by_rules(text)


@given(text=MIXED)
def test_clusters_agree_with_a_second_implementation(text: str) -> None:
    assert Clusters().cut(text) == list(grapheme_clusters(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("well-known and/or", ["well-", "known ", "and/", "or"]),
        ("pay 12,50 € (incl. tax) !", ["pay ", "12,50 ", "€ ", "(incl. ", "tax) !"]),
        ("カート」に、入れ", ["カー", "ト」", "に、", "入", "れ"]),
        ("お「客", ["お", "「客"]),
        ("ลูกค้าค้นหาสินค้า", ["ลูกค้า", "ค้น", "หาสินค้า"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("", []),
    ],
)
def test_examples(breaker: Breaker, text: str, pieces: list[str]) -> None:
    assert list(breaker.segments(text)) == pieces
