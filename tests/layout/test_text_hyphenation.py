"""Words that no line has room for: parted at their separators, else between syllables, and never in an address."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyphen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.layout.drawing import SOFT_HYPHEN
from journeyeditor.layout.fonts import FontStore, Style
from journeyeditor.layout.text import Paragraph, TextEngine
from journeyeditor.layout.text.clusters import Clusters
from journeyeditor.layout.text.hyphenation import Dictionary, Hyphenation, reads_as_address

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
STYLE = Style(10)
WORDS = (
    "und", "Donaudampfschifffahrtsgesellschaft", "(Kundenzufriedenheit),", "Rückgabe-/Umtauschbedingungen",
    "Zufrieden\u00adheitsanalyse", "U\u0308bergro\u0308ßenverzeichnis", "12.345.678.901,00", "漢字", "العميل",
    "https://shop.example/kundenbereich?auftrag=1", "anna@kundenzufriedenheit.example", "internationalization",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@pytest.fixture(scope="module")
def engine() -> TextEngine:
    return TextEngine(FontStore(FOLDER))


@pytest.fixture(scope="module")
def german() -> Hyphenation:
    return Hyphenation("de", Clusters())


def seen(paragraph: Paragraph) -> list[str]:
    """The lines as they are seen."""
    return ["".join(run.seen() for run in line.runs).strip() for line in paragraph.lines]


def parted(word: str, found: Hyphenation) -> str:
    """A word with its breaks: "-" where a hyphen shows, "|" where none does."""
    for end, hyphen in reversed(found.breaks(word, reads_as_address(word))):
        word = word[:end] + ("-" if hyphen else "|") + word[end:]
    return word


@pytest.mark.parametrize(
    "wanted",
    [
        "Kun-den-zu-frie-den-heits-ma-na-ge-ment",
        "Rück-ga-be-be-din-gun-gen",
        "Rück-mel-dung",
        "Stück-gut-be-för-de-rung",
        "(Be-stell-be-stä-ti-gung),",
        "Über-grö-ßen",
        "U\u0308ber-gro\u0308-ßen",
        "KUN-DEN-KON-TAKT-PUNKT",
        "https://|shop.|example/|Kundenzufriedenheit?|a=|1",
        "anna.|muster@|kundenzufriedenheit.|example",
        "C:\\|Eigene|Dateien\\|Kundenzufriedenheit.|docx".replace(
            "Eigene|Dateien", "EigeneDateien"
        ),
        "kundenzufriedenheit_|der_|stammkunden",
        "1.|234.|567,|89",
        "ISO27001Zertifizierungsverfahren",
        "Kunde.|Zu-frie-den-heit",
        "Haus",
    ],
)
def test_where_words_are_parted(wanted: str, german: Hyphenation) -> None:
    assert parted(wanted.replace("-", "").replace("|", ""), german) == wanted


@pytest.mark.parametrize("language", ["", "ja", "ar", "xx", "not a language"])
def test_without_a_dictionary_there_are_no_syllables(language: str) -> None:
    assert Hyphenation(language, Clusters()).breaks("Kundenzufriedenheit") == ()


@pytest.mark.parametrize("language", ["de-AT", "de_CH", "DE"])
def test_a_region_falls_back_to_its_language(language: str) -> None:
    assert Hyphenation(language, Clusters()).breaks("Zufriedenheit") != ()


@pytest.mark.parametrize("language", ["el", "ru", "cs", "uk", "pt_BR"])
def test_syllables_are_those_that_pyphen_finds(language: str) -> None:
    path = pyphen.LANGUAGES[language]
    ours, theirs = Dictionary(path), pyphen.Pyphen(lang=language, left=1, right=1)
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")[1:]
    pieces = ["".join(c for c in line if c.isalpha()).lower() for line in lines[::7]]
    for word in map("".join, zip(pieces, pieces[3:], pieces[5:], strict=False)):
        assert ours.places(word) == [int(place) for place in theirs.positions(word)]


def test_a_place_where_letters_would_change_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "hyph.dic"
    path.write_text("UTF-8\nLEFTHYPHENMIN 1\nas3szony/sz=sz,2,3\n1nyal\n^^61b1c\n", "utf-8")
    ours, theirs = Dictionary(path), pyphen.Pyphen(filename=path, left=1, right=1)
    for word in ("asszonnyal", "abc", "asszony", "x"):
        plain = [int(place) for place in theirs.positions(word) if place.data is None]
        assert ours.places(word) == plain
    assert theirs.positions("asszony") and not ours.places("asszony")


def test_parts_of_compounds_are_parted_for_themselves(tmp_path: Path) -> None:
    path = tmp_path / "hyph.dic"
    path.write_text("UTF-8\nback1water\nNEXTLEVEL\n.ba1ck\nk1w\nwa1ter\nr1.\n", "utf-8")
    assert Dictionary(path).places("backwater") == [2, 4, 6]
    assert Dictionary(path).places("water") == [2]


@given(word=st.text("abeinorstuüßŞ\u0308-/.@1", max_size=40), address=st.booleans())
def test_breaks_are_between_letters_and_leave_enough(
    german: Hyphenation, word: str, address: bool
) -> None:
    ends = Clusters().ends(word)
    places = german.breaks(word, address)
    assert [place.end for place in places] == sorted({place.end for place in places})
    for end, hyphen in places:
        assert end in ends and 0 < end < len(word)
        assert not (hyphen and address)
        if hyphen:
            assert word[end - 1].isalpha() or word[end - 1] == "\u0308"
            assert sum(c.isalpha() for c in word[:end]) >= 2 and len(word) - end >= 3


def test_a_word_that_has_no_room_is_hyphenated(engine: TextEngine) -> None:
    paragraph = engine.wrap("Die Kundenzufriedenheitsanalyse ist da", STYLE, 70, "de")
    assert seen(paragraph) == ["Die", "Kundenzufrie-", "denheitsana-", "lyse ist da"]
    first = paragraph.lines[1]
    assert first.text == "Kundenzufrie"
    assert first.runs[-1].text == "Kundenzufrie" + SOFT_HYPHEN
    assert first.runs[-1].gids[-1] == engine.fonts.base(STYLE).glyph("-")
    assert first.width == pytest.approx(engine.measure("Kundenzufrie", STYLE, "de"), abs=6)
    assert first.width <= 70 < engine.measure("Kundenzufrieden-", STYLE, "de")


def test_without_a_dictionary_it_is_cut_between_letters(engine: TextEngine) -> None:
    assert seen(engine.wrap("Kundenzufriedenheit", STYLE, 70, "ja")) == ["Kundenzufried", "enheit"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Rückmeldungs-Kundenzufriedenheit", ["Rückmel-", "dungs-", "Kundenzufrie-", "denheit"]),
        ("Lob/Kundenzufriedenheit", ["Lob/", "Kundenzufrie-", "denheit"]),
        ("Kunden\u00adzufriedenheit da", ["Kunden-", "zufriedenheit", "da"]),
        ("1.000.000.000.000.000", ["1.000.000.000.", "000.000"]),
        (
            "https://a.example/Kundenzufriedenheit/x",
            ["https://", "a.example/", "Kundenzufried", "enheit/x"],
        ),
        ("kundenbefragung@firma.example", ["kundenbefrag", "ung@firma.", "example"]),
        ("שלום internationalization", ["שלום", "international-", "ization"]),
    ],
)
def test_what_is_tried_first(engine: TextEngine, text: str, lines: list[str]) -> None:
    language = "en" if "ization" in text else "de"
    assert seen(engine.wrap(text, STYLE, 70, language)) == lines


def test_a_syllable_that_is_too_wide_is_cut(engine: TextEngine) -> None:
    assert seen(engine.wrap("Schrumpfung", STYLE, 25, "de")) == ["Schr", "ump-", "fung"]


def test_words_with_room_are_never_looked_up(
    engine: TextEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Hyphenation, "breaks", None)
    text = "Donaudampfschifffahrtsgesellschaft und Kunden\u00adzufriedenheits-Analyse, https://a.example"
    setter = engine.setter(STYLE, "de")
    widest = max(segment.width for segment in engine.segments(text, setter, 0))
    assert len(engine.wrap(text, STYLE, widest, "de").lines) > 2


def test_the_dictionaries_are_loaded_where_a_word_has_no_room() -> None:
    program = """
import sys
from pathlib import Path
from journeyeditor.layout.fonts import FontStore, Style
from journeyeditor.layout.text import TextEngine
engine = TextEngine(FontStore(Path(sys.argv[1])))
engine.wrap("Words with room", Style(10), 70, "en")
engine.extent("Words with room", Style(10), 70, "en")
assert "pyphen" not in sys.modules
engine.extent("Internationalization", Style(10), 70, "en")
assert "pyphen" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program, FOLDER], check=True)


@settings(max_examples=50)
@given(text=TEXTS, width=st.floats(8, 120), language=st.sampled_from(["de", "en"]))
def test_nothing_is_lost_and_nothing_overflows(
    engine: TextEngine, text: str, width: float, language: str
) -> None:
    paragraph = engine.wrap(text, STYLE, width, language)
    assert "".join(line.text for line in paragraph.lines) == text
    for line in paragraph.lines:
        said = "".join(run.text for run in line.runs)
        assert not Counter(line.text) - Counter(said)
        assert set((Counter(said) - Counter(line.text)).elements()) <= {SOFT_HYPHEN}
        assert all(0 <= start < len(run.text) for run in line.runs for start in run.clusters)
        if len(line.text.strip()) > 2:
            assert line.width <= width + 1e-5


@settings(max_examples=50)
@given(text=TEXTS, width=st.floats(8, 120))
def test_hyphens_show_only_at_the_ends_of_lines_and_before_a_letter(
    engine: TextEngine, text: str, width: float
) -> None:
    lines = engine.wrap(text, STYLE, width, "de").lines
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        added = "".join(run.text for run in line.runs).count(SOFT_HYPHEN)
        added -= line.text.count(SOFT_HYPHEN)
        assert added in (0, 1)
        if added:
            assert following is not None and following.text[0].isalpha()
            assert line.text[-1].isalpha() or line.text[-1] == "\u0308"


@pytest.mark.parametrize("text", ["Kundenzufriedenheit" * 1000, "shop.example/" * 2000])
def test_very_long_words_are_kept_whole(engine: TextEngine, text: str) -> None:
    paragraph = engine.wrap(text, STYLE, 140, "de")
    assert "".join(line.text for line in paragraph.lines) == text
    assert paragraph.width <= 140


def test_a_very_long_address_is_parted_at_its_separators(engine: TextEngine) -> None:
    address = "https://a.example/" + "und&so=weiter/" * 60
    lines = engine.wrap(address.replace("/", "."), STYLE, 140, "de").lines
    assert len(lines) > 30
    assert all(line.text[-1] in ".&=" for line in lines)


def test_lines_set_apart_keep_their_hyphens(engine: TextEngine) -> None:
    whole = engine.wrap("Kundenzufriedenheit ist", STYLE, 70, "de")
    apart = whole.apart()
    assert [seen(one) for one in apart] == [[line] for line in seen(whole)]
    assert [one.width for one in apart] == [line.width for line in whole.lines]
    first = engine.line("x", STYLE).lines[0].baseline
    assert [line.baseline for one in apart for line in one.lines] == pytest.approx([first] * 2)
