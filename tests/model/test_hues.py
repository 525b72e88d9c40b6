"""Hues: known ones, the document's own, and automatic ones that stay with their stage."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Stage
from journeyeditor.model.hues import HUES, held, known_hue, stage_hues
from tests.support.maps import generated_document


def with_brand() -> Document:
    document = generated_document(0, 3, 1)
    info = replace(document.info, brand=("#E4002B", "#FFCC00"))
    return document.replaced({"document": info})


@pytest.mark.parametrize(
    ("hue", "known"),
    [("teal", "teal"), ("brand-1", "#e4002b"), ("brand-2", "#ffcc00"), ("brand-3", ""),
     ("brand-0", ""), ("brand-", ""), ("mauve", ""), ("", "")],
)  # fmt: skip
def test_a_hue_is_one_of_ours_or_the_documents(hue: str, known: str) -> None:
    assert known_hue(with_brand(), hue) == known


def test_stages_take_hues_in_turn_but_for_their_own() -> None:
    document = with_brand()
    shown = document.maps[0].id
    last = document.stages(shown)[-1]
    document = document.replaced({last.id: replace(last, hue="brand-1")})
    assert list(stage_hues(document, shown).values()) == [*HUES[:2], "#e4002b"]


def test_a_new_stage_between_two_differs_from_both() -> None:
    before = generated_document(0, 3, 1)
    shown = before.maps[0].id
    first = before.stages(shown)[0]
    new = replace(first, id="f" * 32, order=first.order + "V")
    after = before.replaced({new.id: new})
    set_hues = held(before, after, shown)
    done = after.replaced(
        {key: replace(after.one(Stage, key), hue=hue) for key, hue in set_hues.items()}
    )
    hues = stage_hues(done, shown)
    assert {key: hues[key] for key in stage_hues(before, shown)} == stage_hues(before, shown)
    row = [hues[stage.id] for stage in done.stages(shown)]
    assert all(a != b for a, b in itertools.pairwise(row))


def test_a_stage_at_the_end_stays_automatic() -> None:
    before = generated_document(0, 3, 1)
    shown = before.maps[0].id
    new = replace(before.stages(shown)[0], id="f" * 32, order="zzz")
    assert held(before, before.replaced({new.id: new}), shown) == {}
