"""Export presets of a document: read tolerantly, written without loss of what is foreign."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.model.entities import DocumentInfo
from journeyeditor.model.export_presets import ExportPreset, export_presets, with_export_presets
from journeyeditor.model.frozen import FrozenMap, freeze
from journeyeditor.model.plain import from_plain, to_plain
from journeyeditor.model.saved_views import SavedView, saved_views, with_views
from tests.support.maps import small_document

BASE = small_document().info
words = st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, categories=["L", "N"]))
plain = st.none() | st.booleans() | st.integers(-5, 5) | words
values = st.dictionaries(words, plain | st.lists(plain, max_size=3), max_size=3)
presets = st.lists(
    st.builds(
        ExportPreset, words.filter(bool), words.filter(bool), values.map(freeze)
    ),
    max_size=4,
    unique_by=lambda preset: preset.id,
)  # fmt: skip


@given(presets=presets)
def test_what_was_written_is_read(presets: list[ExportPreset]) -> None:
    info = from_plain("document", to_plain(with_export_presets(BASE, presets)))
    assert isinstance(info, DocumentInfo)
    assert export_presets(info) == tuple(presets)


@given(presets=presets, junk=st.lists(plain | values, max_size=3))
def test_what_is_foreign_stays(presets: list[ExportPreset], junk: list[object]) -> None:
    raw = freeze(junk)
    info = replace(BASE, presets=FrozenMap({"exports": raw, "zoom": 1}))
    assert export_presets(info) == ()
    after = with_export_presets(info, presets)
    assert after.presets["zoom"] == 1
    assert export_presets(after) == tuple(presets)
    assert with_export_presets(after, []).presets.get("exports", ()) == raw


def test_presets_and_saved_views_leave_each_other_alone() -> None:
    document = small_document()
    view, preset = SavedView("v", "View", document.maps[0].id), ExportPreset("p", "Preset")
    info = with_export_presets(with_views(document.info, [view]), [preset])
    assert export_presets(info) == (preset,)
    assert saved_views(document.replaced({"document": info})) == (view,)
