"""Verbs of export presets: each is a step that undo takes back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.export_presets import (
    delete_preset,
    rename_preset,
    save_preset,
)
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.export_presets import export_presets
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import check_all
from tests.editing.documents import plain_document
from tests.support.sources import fixed_ids

names = st.sampled_from(["Client", " Wall \n poster", "שלום", "x" * 50])
verbs = st.lists(
    st.tuples(st.sampled_from(["save", "rename", "delete"]), names, st.integers(0, 3)), max_size=8
)


def done(document: Document, patch: Patch) -> Document:
    after = patch.apply(document)
    assert check_all(after) == check_all(document)
    assert patch.inverse().apply(after) == document
    return after


@given(verbs=verbs)
def test_undo_gives_back_the_document_before(verbs: list[tuple[str, str, int]]) -> None:
    document, ids = plain_document(), fixed_ids()
    for verb, name, at in verbs:
        presets = export_presets(document.info)
        if verb == "save":
            document = done(document, save_preset(document, ids, name, {"paper": "A3", "at": at}))
            kept = {one.name: one.values["at"] for one in export_presets(document.info)}
            assert kept[" ".join(name.split())] == at
        elif at < len(presets):
            key = presets[at].id
            if verb == "rename":
                document = done(document, rename_preset(document, key, name))
            else:
                document = done(document, delete_preset(document, key))
                assert key not in {one.id for one in export_presets(document.info)}


def test_saving_under_a_name_again_replaces_it() -> None:
    document = plain_document()
    document = done(document, save_preset(document, fixed_ids(1), "Wall", {"paper": "A3"}))
    document = done(document, save_preset(document, fixed_ids(2), " Wall ", {"paper": "A1"}))
    (preset,) = export_presets(document.info)
    assert (preset.name, dict(preset.values)) == ("Wall", {"paper": "A1"})


def test_names_are_not_empty_and_what_is_gone_is_refused() -> None:
    document = plain_document()
    with pytest.raises(Refused, match="Give the preset a name"):
        save_preset(document, fixed_ids(), " \n", {})
    with pytest.raises(Refused, match="no longer there"):
        delete_preset(document, "x")
    with pytest.raises(Refused, match="no longer there"):
        rename_preset(document, "x", "y")
