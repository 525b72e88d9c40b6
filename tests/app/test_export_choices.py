"""What is chosen of an export: kept as plain values, read back tolerantly."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.app.export_choices import (
    ALL_PARTS,
    BUILT_IN,
    ExportChoice,
    Kind,
    choice_of,
    document_choice,
    document_plain,
    plain_choice,
    rows_of,
)
from journeyeditor.app.picturing import PictureOptions
from journeyeditor.export.kinds import Slides, SvgText
from journeyeditor.layout.pages import PageMode, PageOptions, Part, Poster
from journeyeditor.layout.sheets import SHEETS, Orientation, parse_sheet
from journeyeditor.model.saved_views import SavedView, with_views
from tests.support.maps import small_document

parts = st.lists(st.sampled_from(list(Part)), unique=True).map(tuple)
posters = st.builds(
    Poster,
    st.floats(0, 100),
    st.none() | st.floats(0.1, 3),
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
)
options = st.builds(
    PageOptions,
    sheet=st.sampled_from([*SHEETS, parse_sheet("map"), parse_sheet("900x600mm")]),
    orientation=st.sampled_from(list(Orientation)),
    pages=st.sampled_from(list(PageMode)),
    min_text=st.floats(3, 24),
    parts=parts,
    poster=posters,
    save_ink=st.booleans(),
)
pictures = st.builds(
    PictureOptions,
    st.none() | st.floats(0.5, 8),
    st.booleans(),
    st.sampled_from(list(SvgText)),
    st.booleans(),
)
choices = st.builds(
    ExportChoice,
    options,
    st.booleans(),
    st.sampled_from(list(Kind)),
    st.booleans(),
    pictures=pictures,
    slides=st.sampled_from(list(Slides)),
)
USUAL = ExportChoice(PageOptions())


@given(choice=choices, base=choices)
def test_what_was_kept_comes_back(choice: ExportChoice, base: ExportChoice) -> None:
    plain = json.loads(json.dumps(plain_choice(choice)))
    back = choice_of(plain, base)
    assert replace(back, options=replace(back.options, margin=choice.options.margin)) == choice


junk = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@given(values=st.dictionaries(st.sampled_from([*plain_choice(USUAL), "x"]), junk))
def test_what_makes_no_sense_is_passed_over(values: dict[str, object]) -> None:
    found = choice_of(values, USUAL)
    assert choice_of(plain_choice(found), USUAL) == found


def test_a_password_is_in_no_plain_values() -> None:
    assert "secret" not in json.dumps(plain_choice(replace(USUAL, password="secret")))


@pytest.mark.parametrize("built_in", BUILT_IN, ids=lambda one: one.id)
def test_what_comes_with_the_program_says_all_that_it_means(built_in: object) -> None:
    found = next(one for one in BUILT_IN if one is built_in)
    choice = choice_of(found.values, USUAL)
    plain = plain_choice(choice)
    assert {name: plain[name] for name in found.values} == dict(found.values)
    letter = replace(USUAL, options=replace(USUAL.options, sheet=parse_sheet("Letter")))
    assert choice_of(found.values, letter).options.sheet.name == "Letter"


def test_sharing_carries_the_map_and_clients_get_none() -> None:
    attached = {one.id: choice_of(one.values, USUAL).attach for one in BUILT_IN}
    assert attached == {"client": False, "wall": False, "sharing": True}


@given(chosen=parts)
def test_all_parts_are_listed_once_and_the_chosen_ones_in_their_order(
    chosen: tuple[Part, ...],
) -> None:
    rows = rows_of(chosen)
    assert sorted(rows) == sorted(ALL_PARTS)
    assert tuple(part for part in rows if part in chosen) == chosen


def test_parts_in_their_usual_order_leave_the_others_where_they_usually_stand() -> None:
    assert rows_of((Part.MAP, Part.APPENDIX)) == ALL_PARTS
    assert rows_of((Part.APPENDIX, Part.MAP))[:2] != ALL_PARTS[:2]


def test_only_a_pdf_carries_a_map_and_a_password() -> None:
    choice = replace(USUAL, attach=True, password="secret")
    assert (choice.handover.attach, choice.handover.password) == (True, "secret")
    hidden = replace(choice, attach_hidden=True)
    assert hidden.handover.attach_hidden
    assert not replace(hidden, attach=False).handover.attach_hidden
    assert "attach_hidden" not in plain_choice(hidden)
    other = replace(choice, kind=Kind.PNG).handover
    assert (other.attach, other.password) == (False, "")


def test_a_preset_of_the_document_keeps_the_view_until_that_is_gone() -> None:
    document = small_document()
    view = SavedView("v1", "Client", document.maps[0].id)
    viewed = document.replaced({"document": with_views(document.info, [view])})
    seen = replace(USUAL, options=replace(USUAL.options, view="v1"))
    kept = json.loads(json.dumps(document_plain(seen)))
    assert document_choice(kept, USUAL, viewed) == seen
    assert document_choice(kept, seen, document) == USUAL
    assert document_choice(document_plain(USUAL), seen, viewed) == USUAL
    assert document_choice(plain_choice(USUAL), seen, viewed) == seen
    assert document_choice({**kept, "view": ["v1"]}, seen, viewed) == USUAL
    assert "view" not in plain_choice(seen)
