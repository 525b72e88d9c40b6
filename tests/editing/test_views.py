"""Saved views: what is shown is kept, and comes back in one step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.people import show_personas
from journeyeditor.editing.operations.views import (
    apply_view,
    delete_view,
    is_shown,
    rename_view,
    save_view,
)
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Lane, Map
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import check_all
from journeyeditor.model.saved_views import saved_views
from tests.editing.documents import plain_document
from tests.support.sources import fixed_ids

BASE = plain_document()


def done(document: Document, patch: Patch) -> Document:
    after = patch.apply(document)
    assert check_all(after) == check_all(document)
    assert patch.inverse().apply(after) == document
    return after


def looks(document: Document, map_id: str = "m") -> list[object]:
    lanes = document.lanes(map_id)
    return [
        document.one(Map, map_id).personas,
        [(lane.id, lane.hidden, lane.collapsed, lane.layers) for lane in lanes],
    ]


@st.composite
def shown(draw: st.DrawFn, document: Document = BASE) -> Document:
    """Map `m` with some lanes hidden or collapsed, and some personas."""
    for lane in document.lanes("m"):
        values = {name: draw(st.booleans()) for name in ("hidden", "collapsed")}
        layers = draw(st.sampled_from([(), ("now",), ("target", "now")]))
        document = set_fields(document, lane.id, **values, layers=layers).apply(document)
    people = draw(st.lists(st.sampled_from(["ann", "bob"]), unique=True))
    return show_personas(document, "m", people).apply(document)


@given(first=shown(), second=shown())
def test_a_view_comes_back_as_it_was_saved(first: Document, second: Document) -> None:
    document = done(first, save_view(first, fixed_ids(1), "m", " All\n of it "))
    (view,) = saved_views(document)
    assert view.name == "All of it"
    assert is_shown(document, view)
    lane = second.one(Lane, "t")
    patch = set_fields(document, ["t", "p"], hidden=lane.hidden, layers=lane.layers)
    other = done(document, patch)
    other = done(other, show_personas(other, "m", second.one(Map, "m").personas))
    back = done(other, apply_view(other, view.id))
    assert looks(back) == looks(first)
    assert looks(back, "n") == looks(first, "n")
    assert is_shown(other, view) == (looks(other) == looks(first))


def test_saving_under_a_name_again_replaces_it_on_its_map_only() -> None:
    document = done(BASE, save_view(BASE, fixed_ids(1), "m", "All"))
    document = done(document, save_view(document, fixed_ids(2), "n", "All"))
    document = done(document, set_fields(document, "t", hidden=True))
    document = done(document, save_view(document, fixed_ids(3), "m", "All"))
    assert [(v.map, v.lanes_hidden) for v in saved_views(document)] == [("m", ("t",)), ("n", ())]


def test_views_are_renamed_and_deleted() -> None:
    document = done(BASE, save_view(BASE, fixed_ids(1), "m", "All"))
    (view,) = saved_views(document)
    document = done(document, rename_view(document, view.id, "Every lane"))
    assert saved_views(document)[0].name == "Every lane"
    for words in ("", " \n"):
        with pytest.raises(Refused, match="Give the view a name"):
            rename_view(document, view.id, words)
        with pytest.raises(Refused, match="Give the view a name"):
            save_view(document, fixed_ids(1), "m", words)
    gone = done(document, delete_view(document, view.id))
    assert saved_views(gone) == ()
    assert "views" not in gone.info.presets
    for verb in (apply_view, delete_view):
        with pytest.raises(Refused, match="no longer there"):
            verb(gone, view.id)


def test_what_is_gone_since_is_passed_over_and_what_is_new_is_shown() -> None:
    document = done(BASE, save_view(BASE, fixed_ids(1), "m", "All"))
    (view,) = saved_views(document)
    document = done(document, delete(document, ["t", "ann"]))
    document = done(document, set_fields(document, "p", hidden=True))
    back = done(document, apply_view(document, view.id))
    assert looks(back) == [("bob",), [("p", False, False, ())]]
    assert apply_view(back, view.id) == Patch({})
