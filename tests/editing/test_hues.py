"""Stages keep their colours whatever comes, goes or moves beside them."""

from __future__ import annotations

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.editing.operations.columns import add_stage, move_stage
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.hues import HUES, stage_hues
from journeyeditor.model.rules import check_all
from tests.support.maps import generated_document
from tests.support.sources import fixed_ids


def edit(document: Document, seed: int) -> Patch:
    rng, ids = random.Random(seed), fixed_ids(seed + 1)
    shown = document.maps[0].id
    stages = document.stages(shown)
    verb = rng.choice(["add", "move", "delete"])
    if verb == "delete" and len(stages) > 1:
        return delete(document, [rng.choice(stages).id])
    if verb == "move":
        return move_stage(document, ids, rng.choice(stages).id, rng.randrange(len(stages)))
    return add_stage(document, ids, shown, rng.randrange(len(stages) + 1))


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=8), st.integers(1, 12))
@settings(max_examples=30, deadline=None)
def test_no_stage_changes_its_colour_when_others_come_go_or_move(
    seeds: list[int], stages: int
) -> None:
    document = generated_document(6, stages, 1)
    shown = document.maps[0].id
    for seed in seeds:
        before = stage_hues(document, shown)
        patch = edit(document, seed)
        after = patch.apply(document)
        hues = stage_hues(after, shown)
        assert {key: hues[key] for key in before if key in hues} == {
            key: hue for key, hue in before.items() if key in hues
        }
        assert patch.inverse().apply(after) == document
        assert check_all(after) == []
        document = after


@given(st.integers(0, 100_000), st.integers(2, len(HUES)))
@settings(max_examples=30, deadline=None)
def test_a_new_stage_never_has_the_colour_of_a_neighbour(seed: int, stages: int) -> None:
    document = generated_document(0, stages, 1)
    shown = document.maps[0].id
    at = random.Random(seed).randrange(stages + 1)
    after = add_stage(document, fixed_ids(seed + 1_000_000), shown, at).apply(document)
    row = list(stage_hues(after, shown).values())
    assert all(a != b for a, b in itertools.pairwise(row))
