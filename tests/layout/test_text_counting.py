"""Lines that are counted without setting the text: the very number that setting it gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.fonts import FontStore, Style
from journeyeditor.layout.text import TextEngine
from journeyeditor.layout.text.counting import PlainWords

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
STYLE = Style(10)
WORDS = (
    "the", "a", "slowly,", "hotline", "“quoted”", "(aside)", "self-service", "24/7", "12.50", "€", "–", "-", "•",
    "Donaudampfschifffahrtsgesellschaft", "naïve", "e\u0301tude", "soft\u00adhyphen", "x\u00a0y", "", "!", "…and",
    "العميل", "עברית", "漢字", "ลูกค้า", "👩🏽", "\ue000", "\u200b", "\u202e", "tab\tbed", "http://a.example/b?c=1",
    "Kundenzufriedenheit",
)  # fmt: skip
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(WORDS),
        st.sampled_from((" ", " ", " ", "  ", "\n", "\n- ", "\r\n", "\u2028")),
    )
).map(lambda pairs: "".join(word + blank for word, blank in pairs))


@pytest.fixture(scope="module")
def engine() -> TextEngine:
    return TextEngine(FontStore(FOLDER))


@given(
    text=TEXTS | st.text(max_size=40),
    width=st.floats(5, 200),
    end=st.booleans(),
    language=st.sampled_from(["", "de", "en"]),
)
def test_a_text_is_as_high_as_it_is_when_set(
    engine: TextEngine, text: str, width: float, end: bool, language: str
) -> None:
    text = text if end else text.rstrip()
    extent = engine.extent(text, STYLE, width, language)
    paragraph = engine.wrap(text, STYLE, width, language)
    assert extent.height == pytest.approx(paragraph.height)
    assert extent.missing == paragraph.missing


@pytest.mark.parametrize("width", [60.0, 61.3, 75.25, 120.0])
def test_a_word_fits_to_the_last_bit_where_it_fits_when_set(
    engine: TextEngine, width: float
) -> None:
    words = PlainWords(engine.breaker, engine.setter(STYLE, ""))
    for count in range(1, 60):
        text = " ".join(WORDS[i % 4] for i in range(count))
        assert words.lines(text, width) == len(engine.wrap(text, STYLE, width).lines)


def test_plain_words_are_not_set_to_be_counted(
    engine: TextEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "wrap", None)
    text = "She asks a neighbour, then\n- compares prices;\n- signs it and pays 12.50 €."
    assert engine.extent(text, STYLE, 90, "en").height == pytest.approx(13 * 5)


@pytest.mark.parametrize(
    "word", ["", "self-service", "x\u00a0y", "a\u00adb", "עברית", "漢字", "!", "\ue000"]
)
def test_other_words_have_no_width(engine: TextEngine, word: str) -> None:
    words = PlainWords(engine.breaker, engine.setter(STYLE, ""))
    assert words[word] == float("inf")
    assert words.lines(f"one {word} two", 500) == 0
