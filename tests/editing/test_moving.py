"""Several stages, steps or lanes go beside another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.moving import move_beside, row_of
from journeyeditor.model.document import Document
from journeyeditor.model.messages import Refused
from tests.editing.documents import back_again, plain_document
from tests.support.maps import small_document
from tests.support.sources import fixed_ids

BASE = plain_document()
SMALL = small_document()
MAP = SMALL.maps[0].id
LANES = [lane.id for lane in SMALL.lanes(MAP)]
STAGES = [stage.id for stage in SMALL.stages(MAP)]


def moved(document: Document, keys: list[str], beside: str, after: bool) -> list[str]:
    patch = move_beside(document, fixed_ids(), keys, beside, after)
    return row_of(back_again(document, patch), beside)


@pytest.mark.parametrize(
    ("keys", "beside", "after", "row"),
    [
        (["A"], "C", True, ["B", "C", "A"]),
        (["A", "B"], "C", True, ["C", "A", "B"]),
        (["C", "B"], "A", False, ["B", "C", "A"]),
        (["A"], "B", False, ["A", "B", "C"]),
        (["a1"], "b2", True, ["a2", "b1", "b2", "a1", "c1"]),
        (["a1", "b1"], "c1", False, ["a2", "b2", "a1", "b1", "c1"]),
        (["t"], "p", True, ["p", "t"]),
        (["p"], "p", True, ["t", "p"]),
    ],
)
def test_where_they_go(keys: list[str], beside: str, after: bool, row: list[str]) -> None:
    assert moved(BASE, keys, beside, after) == row


@pytest.mark.parametrize(
    ("keys", "beside"), [(["A", "t"], "B"), (["N"], "A"), (["c1"], "a1"), (["a1", "a2"], "b1")]
)
def test_what_cant_go_there_is_refused(keys: list[str], beside: str) -> None:
    with pytest.raises(Refused):
        move_beside(BASE, fixed_ids(), keys, beside, True)


@given(
    st.sampled_from([LANES, STAGES]).flatmap(
        lambda row: st.tuples(st.just(row), st.lists(st.sampled_from(row)), st.sampled_from(row))
    ),
    st.booleans(),
)
def test_they_keep_their_order_and_stand_together(
    case: tuple[list[str], list[str], str], after: bool
) -> None:
    row, keys, beside = case
    moving = [key for key in row if key in keys and key != beside]
    others = [key for key in row if key not in moving]
    at = others.index(beside) + after
    assert moved(SMALL, keys, beside, after) == others[:at] + moving + others[at:]
