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
    plain_choice,
    preset_choice,
    preset_plain,
    rows_of,
)
from journeyeditor.app.picturing import PictureOptions
from journeyeditor.export.kinds import Slides, SvgText
from journeyeditor.layout.pages import PageMode, PageOptions, Part, Poster
from journeyeditor.layout.sheets import SHEETS, Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Map
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
    margin=st.floats(9, 100),
    min_text=st.floats(3, 24),
    parts=parts,
    poster=posters,
    save_ink=st.booleans(),
    titles=st.booleans(),
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
    assert choice_of(plain, base) == choice


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


def viewed(*views: SavedView) -> Document:
    document = two_maps()
    return document.replaced({"document": with_views(document.info, views)})


def two_maps() -> Document:
    document = small_document()
    other = Map(id="d" * 32, order="b0V", title="Second")
    return document.replaced({other.id: other})


FIRST, SECOND = (shown.id for shown in two_maps().maps)
HERE = viewed(SavedView("v1", "Client", FIRST))
SEEN = replace(USUAL, options=replace(USUAL.options, view="v1"))


def kept(choice: ExportChoice = SEEN, document: Document = HERE) -> dict[str, object]:
    """A preset's values as they come back from a file."""
    plain: dict[str, object] = json.loads(json.dumps(preset_plain(choice, document)))
    return plain


def test_a_preset_keeps_the_view_until_that_is_gone() -> None:
    assert preset_choice(kept(), USUAL, HERE) == (SEEN, None)
    choice, said = preset_choice(kept(), SEEN, viewed())
    assert choice == USUAL
    assert said is not None and "no saved view “Client”" in said.text()
    assert preset_choice(kept(USUAL), SEEN, HERE) == (USUAL, None)
    assert preset_choice(plain_choice(USUAL), SEEN, HERE) == (SEEN, None)
    assert "view" not in plain_choice(SEEN)


def test_in_another_document_the_view_of_that_name_is_meant() -> None:
    same = viewed(SavedView("x", "Board", FIRST), SavedView("y", "Client", FIRST))
    choice, said = preset_choice(kept(), USUAL, same)
    assert (choice.options.view, said) == ("y", None)


def test_of_several_views_of_a_name_that_of_the_map_is_meant() -> None:
    both = viewed(SavedView("x", "Client", FIRST), SavedView("y", "Client", SECOND))
    for map_id, view in ((FIRST, "x"), (SECOND, "y"), ("", "x")):
        assert preset_choice(kept(), USUAL, both, map_id)[0].options.view == view
    alone = {**kept(), "all_maps": False}
    only = viewed(SavedView("x", "Client", FIRST))
    choice, said = preset_choice(alone, USUAL, only, SECOND)
    assert choice.options.view == "" and said is not None


@pytest.mark.parametrize("junk", [["v1"], None, 7, {"a": "b"}])
def test_a_view_that_makes_no_sense_is_none(junk: object) -> None:
    choice, said = preset_choice({**kept(), "view": junk, "view_name": junk}, SEEN, HERE)
    assert choice == USUAL
    assert said is None or isinstance(said.text(), str)
