"""Saved views in the presets: read tolerantly, written without loss of what is foreign."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.frozen import FrozenMap, freeze
from journeyeditor.model.plain import from_plain, to_plain
from journeyeditor.model.saved_views import SavedView, saved_views, with_views
from tests.support.maps import small_document

BASE = small_document()
texts = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F, blacklist_categories=["Cc"]), max_size=8
)
names = texts.filter(bool)
views = st.lists(
    st.builds(
        SavedView,
        names,
        names,
        names,
        st.lists(texts).map(tuple),
        st.lists(texts).map(tuple),
        st.lists(texts).map(tuple),
        st.dictionaries(texts, st.sampled_from([("now",), ("target", "now")])).map(FrozenMap),
    ),
    max_size=4,
    unique_by=lambda view: view.id,
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "map", "layers", "personas", "x"]), inner, max_size=5
        )
    ),
    max_leaves=8,
)


def having(raw: object) -> Document:
    presets = FrozenMap({"pdf": 1, "views": freeze(raw)})
    return BASE.replaced({DOCUMENT_KEY: replace(BASE.info, presets=presets)})


@given(views=views)
def test_what_was_written_is_read(views: list[SavedView]) -> None:
    info = with_views(BASE.info, views)
    again = from_plain("document", to_plain(info))
    assert saved_views(BASE.replaced({DOCUMENT_KEY: again})) == tuple(views)


@settings(deadline=None)
@given(raw=values, views=views)
def test_foreign_content_is_passed_over_and_kept(raw: object, views: list[SavedView]) -> None:
    document = having(raw)
    read = saved_views(document)
    info = with_views(document.info, [*read, *views])
    assert info.presets["pdf"] == 1
    again = document.replaced({DOCUMENT_KEY: info})
    assert {view.id for view in saved_views(again)} >= {view.id for view in read}
    assert saved_views(document.replaced({DOCUMENT_KEY: with_views(info, read)})) == read


def test_only_views_are_read() -> None:
    good = {"id": "v", "name": "Ann only", "map": "m", "personas": ["ann", 5], "more": {}}
    odd = {"id": "w", "name": "", "map": "m"}
    layers = {"id": "z", "name": "Z", "map": "n", "layers": {"e": ["now", "later"], "f": 3}}
    document = having([good, odd, 7, {"id": "v", "name": "Again", "map": "m"}, layers])
    assert saved_views(document) == (
        SavedView("v", "Ann only", "m", personas=("ann",)),
        SavedView("z", "Z", "n", layers=FrozenMap({"e": ("now",)})),
    )
    assert [view.id for view in saved_views(document, "n")] == ["z"]
    kept = with_views(document.info, []).presets["views"]
    assert kept == freeze([odd, 7, {"id": "v", "name": "Again", "map": "m"}])


def test_without_views_there_is_no_entry() -> None:
    info = with_views(BASE.info, [SavedView("v", "V", "m")])
    assert "views" in info.presets
    assert with_views(info, []).presets == BASE.info.presets
    assert saved_views(BASE) == ()
