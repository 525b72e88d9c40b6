"""What is said of the printed size, and the better choices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Group, Rect
from journeyeditor.layout.pages import Page, PageMode, PageOptions, Part, Poster
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.messages import untranslated
from journeyeditor.ui.exporting.advice import (
    Advice,
    advice_on,
    larger_sheets,
    not_printed,
    page_hints,
    smallest_of,
)
from tests.support.maps import small_document

A4 = PageOptions(sheet=parse_sheet("A4"))
EMPTY = Group((), Rect(0, 0, 1, 1))


def words(advice: Advice) -> list[str]:
    return [offer.words.text(untranslated) for offer in advice.offers]


@pytest.mark.parametrize(
    ("size", "alarming", "said"),
    [
        (9.0, False, "9 pt, which is easy to read"),
        (6.0, False, "6 pt: small, but readable"),
        (5.96, False, "6 pt: small, but readable"),
        (3.14, True, "3.1 pt, which is too small to read"),
    ],
)
def test_the_printed_size_in_plain_words(size: float, alarming: bool, said: str) -> None:
    advice = advice_on(A4, size, {})
    assert said in advice.sentence.text(untranslated)
    assert advice.alarming is alarming
    assert bool(advice.offers) is alarming


def test_sizes_are_told_as_the_language_writes_numbers() -> None:
    def german(key: str) -> str:
        return {"en": "de"}.get(key, key)

    assert "3,1 pt" in advice_on(A4, 3.14, {}).sentence.text(german)


def test_the_smallest_sheet_on_which_it_can_be_read_is_offered_first() -> None:
    advice = advice_on(A4, 3.0, {"A3": 4.2, "A2": 6.0, "A1": 8.5})
    assert words(advice) == ["Use A2", "Split it between stages", "Make a poster"]
    chosen = [offer.options for offer in advice.offers]
    assert chosen[0] == replace(A4, sheet=parse_sheet("A2"))
    assert chosen[1] == replace(A4, pages=PageMode.STAGES)
    assert chosen[2] == replace(A4, pages=PageMode.POSTER)


def test_where_no_sheet_helps_none_is_offered() -> None:
    assert words(advice_on(A4, 1.0, {"A3": 1.4, "A0": 4.0})) == [
        "Split it between stages",
        "Make a poster",
    ]


def test_a_split_map_and_a_poster_have_other_choices() -> None:
    split = replace(A4, pages=PageMode.STAGES, min_text=7.0)
    assert words(advice_on(split, 5.0, {})) == ["Use A3", "Make a poster"]
    low = replace(A4, pages=PageMode.STAGES, min_text=4.0)
    assert not advice_on(low, 4.0, {}).alarming
    poster = replace(A4, pages=PageMode.POSTER, poster=Poster(scale=0.2))
    (offer,) = advice_on(poster, 2.1, {}).offers
    assert offer.options.poster == Poster()


def test_sheets_of_the_same_series_are_offered() -> None:
    names = [sheet.name for sheet in larger_sheets(A4)]
    assert names == ["A3", "A2", "A1", "A0"]
    letter = replace(A4, sheet=parse_sheet("Letter"))
    assert [sheet.name for sheet in larger_sheets(letter)] == [
        "Legal", "Tabloid", "ARCH C", "ARCH D", "ARCH E",
    ]  # fmt: skip
    assert larger_sheets(replace(A4, sheet=parse_sheet("A0"))) == ()


def test_only_maps_count_for_the_smallest_text() -> None:
    pages = [
        Page(100, 100, EMPTY, smallest_text=2.0, part=Part.BLANK),
        Page(100, 100, EMPTY, smallest_text=7.0),
        Page(100, 100, EMPTY, smallest_text=5.0),
    ]
    assert smallest_of(pages) == 5.0
    assert smallest_of(pages[:1]) is None


def test_nothing_to_print_is_said() -> None:
    (said,) = page_hints([], replace(A4, parts=()))
    assert "Tick the map" in said.text(untranslated)


def test_what_does_not_print_is_said() -> None:
    document = small_document()
    key = document.maps[0].id
    (comments,) = not_printed(document, A4, [key])
    assert comments.text(untranslated) == "1 comment does not print."
    lane = document.lanes(key)[0]
    hidden = set_fields(document, lane.id, hidden=True, title="Backstage").apply(document)
    said = [one.text(untranslated) for one in not_printed(hidden, A4, [key], [("c", "\U000e0041")])]
    assert "“Backstage”" in said[0]
    assert "U+E0041" in said[2]
