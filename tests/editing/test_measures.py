"""Measures of stages come where they are wanted, and undo takes them away again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.measures import add_measure
from journeyeditor.model.entities import Measure
from tests.editing.documents import back_again
from tests.support.maps import generated_document
from tests.support.sources import fixed_ids


@given(
    st.lists(st.tuples(st.integers(0, 1), st.none() | st.integers(0, 3)), min_size=1, max_size=6)
)
def test_measures_come_where_they_are_wanted(wanted: list[tuple[int, int | None]]) -> None:
    document, ids = generated_document(4, stages=2), fixed_ids(3)
    stages = document.stages(document.maps[0].id)
    expected: dict[str, list[str]] = {stage.id: [] for stage in stages}
    for number, (place, at) in enumerate(wanted):
        stage, name = stages[place].id, f"M{number}"
        document = back_again(document, add_measure(document, ids, stage, name, at))
        own = expected[stage]
        own.insert(len(own) if at is None else min(at, len(own)), name)
    for key, names in expected.items():
        assert [measure.name for measure in document.measures(key)] == names


def test_a_measure_needs_its_stage() -> None:
    document = generated_document(4, stages=2)
    with pytest.raises(KeyError):
        add_measure(document, fixed_ids(3), "nowhere")
    with pytest.raises(KeyError):
        add_measure(document, fixed_ids(3), document.personas[0].id)
    assert not list(document.all(Measure))
