"""Hyphens of our own: seen in every kind of file, and no part of the text that is read."""

from __future__ import annotations

import re

import pytest

from journeyeditor.export.pdf_marks import Said, logical
from journeyeditor.export.svg_text import text_element
from journeyeditor.layout.drawing import Glyphs, Group, Rect, Tag
from journeyeditor.layout.fonts import Style
from tests.support.paper import A4, engine, fonts, page, pdf_of, shown_glyphs, text_of
from tests.support.printing import unhyphenated
from tests.support.structure import structure

WORD = "Kundenzufriedenheitsanalyse"


def set_text(text: str, language: str = "de", width: float = 70) -> tuple[Glyphs, ...]:
    return engine().wrap(text, Style(10), width, language).glyphs(40, 40)


def paper(text: str, language: str = "de") -> bytes:
    said = Group(set_text(text, language), Rect(0, 0, *A4), tag=Tag("P"), language=language)
    return pdf_of(page([Group((said,), Rect(0, 0, *A4), tag=Tag("Sect"))]))


@pytest.mark.parametrize(
    "text", [f"Die {WORD} kommt", "Kunden\u00adzufriedenheits\u00adanalyse", f"({WORD}), 1.234.567.890.123.456"]
)  # fmt: skip
def test_a_parted_word_is_read_whole(text: str) -> None:
    wanted = text.replace("\u00ad", "").split()
    data = paper(text)
    assert unhyphenated(text_of(data)).replace("\n", " ").split()[0] == wanted[0]
    assert (
        unhyphenated(structure(data).text).split()[: len(wanted) - 1] == wanted[: len(wanted) - 1]
    )
    if "." not in text:
        assert unhyphenated(text_of(data)).split() == wanted


def test_its_hyphens_are_on_the_page() -> None:
    hyphen = fonts().base(Style(10)).glyph("-")
    lines = len(engine().wrap(WORD, Style(10), 70, "de").lines)
    assert [glyph.gid for glyph in shown_glyphs(paper(WORD))].count(hyphen) == lines - 1 == 2


def test_a_listener_hears_it_whole_amid_text_from_right_to_left() -> None:
    root = structure(paper("שלום internationalization סוף", "en"))
    (said,) = root.every("P")
    assert said.actual.split() == ["שלום", "internationalization", "סוף"]


def test_only_parts_of_a_word_are_joined() -> None:
    first, second = set_text("Kunden\u00adzufriedenheit")
    (ended,) = set_text("Kunden\u00ad", width=200)
    for apart in (False, True):
        joined = logical([Said(first, True), Said(second, apart)])
        assert joined == "Kundenzufriedenheit"
    assert logical([Said(ended, True), Said(second, True)]) == "Kunden\u00ad zufriedenheit"


def test_as_text_in_an_svg_it_is_seen() -> None:
    drawn = [re.sub("<[^>]*>", "", text_element(run, "#000")) for run in set_text(WORD)]
    assert drawn == ["Kundenzufrie-", "denheitsana-", "lyse"]
    (run,) = set_text("Kunden\u00adanalyse", width=200)
    assert re.sub("<[^>]*>", "", text_element(run, "#000")) == "Kundenanalyse"


def test_what_is_seen_of_a_part_of_a_run() -> None:
    run = set_text("Kunden\u00adzufriedenheit")[0]
    assert (run.seen(), run.seen(0, 6), run.seen(4)) == ("Kunden-", "Kunden", "en-")
