"""Stages and steps: spans of cards follow what happens to the steps they cover."""

from __future__ import annotations

import pytest

from journeyeditor.editing.operations.cards import copy_cards, move_cards, set_span
from journeyeditor.editing.operations.columns import add_stage, add_step, move_stage, move_step
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.patch import Patch
from journeyeditor.model.entities import Stage, Step
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import check_all
from tests.editing.documents import new_keys, place, plain_document
from tests.support.sources import fixed_ids

BASE = plain_document()  # "wide" covers a2, b1 and b2 of a1 a2 | b1 b2 | c1


def wide_after(patch: Patch) -> tuple[str, int]:
    after = patch.apply(BASE)
    assert check_all(after) == []
    return place(after, "wide")


@pytest.mark.parametrize(
    ("stage", "at", "span"),
    [("A", 0, 3), ("A", 1, 3), ("A", None, 4), ("B", 0, 4), ("B", 1, 4), ("B", 2, 3), ("C", 0, 3)],
)
def test_a_step_inserted_inside_widens(stage: str, at: int | None, span: int) -> None:
    assert wide_after(add_step(BASE, fixed_ids(), stage, at)) == ("a2", span)


def test_a_stage_inserted_inside_widens() -> None:
    patch = add_stage(BASE, fixed_ids(), "m", 1, "New", "Goal")
    assert wide_after(patch) == ("a2", 4)
    assert [s.title for s in patch.apply(BASE).stages("m")] == ["", "New", "", ""]
    assert len(new_keys(patch, Step)) == len(new_keys(patch, Stage)) == 1


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (["a1"], ("a2", 3)),
        (["a2"], ("b1", 2)),
        (["b1"], ("a2", 2)),
        (["a2", "b1"], ("b2", 1)),
        (["B"], ("a2", 1)),
        (["A"], ("b1", 2)),
        (["A", "b1"], ("b2", 1)),
        (["C"], ("a2", 3)),
    ],
)
def test_deleted_steps_shrink_what_covers_them(gone: list[str], left: tuple[str, int]) -> None:
    assert wide_after(delete(BASE, gone)) == left


def test_steps_deleted_on_both_sides_of_a_step_that_stays() -> None:
    """Each counts once, in whichever order they are named."""
    longer = set_span(BASE, "wide", 4).apply(BASE)
    more = add_step(longer, fixed_ids(), "C").apply(longer)
    for gone in (["b1", "c1"], ["c1", "b1"]):
        assert place(delete(more, gone).apply(more), "wide") == ("a2", 2)


def test_a_card_goes_with_all_its_steps() -> None:
    assert "wide" not in delete(BASE, ["A", "B"]).apply(BASE)


@pytest.mark.parametrize(
    ("step", "stage", "at", "covered"),
    [
        ("b1", "C", 1, ("a2", 2)),  # out of it: shrinks
        ("b1", "B", 1, ("a2", 3)),  # within it: stays
        ("a1", "B", 1, ("a2", 4)),  # into it: widens
        ("a2", "C", 1, ("a2", 1)),  # its own first step, to the map's end: cut
        ("a2", "B", 0, ("a2", 3)),  # over the border of a stage, no place further
        ("b2", "C", 0, ("a2", 3)),
    ],
)
def test_spans_follow_a_step_that_moves(
    step: str, stage: str, at: int, covered: tuple[str, int]
) -> None:
    assert wide_after(move_step(BASE, fixed_ids(), step, stage, at)) == covered


@pytest.mark.parametrize(
    ("stage", "at", "covered"),
    [("A", 2, ("a2", 1)), ("B", 2, ("a2", 1)), ("C", 1, ("a2", 4)), ("C", 0, ("a2", 3))],
)
def test_spans_follow_a_stage_that_moves(stage: str, at: int, covered: tuple[str, int]) -> None:
    assert wide_after(move_stage(BASE, fixed_ids(), stage, at)) == covered


def test_moving_to_where_it_is_changes_nothing() -> None:
    assert not move_stage(BASE, fixed_ids(), "B", 1)
    assert not move_step(BASE, fixed_ids(), "b2", "B", 1)
    assert not move_step(BASE, fixed_ids(), "b2", "B", 99)
    assert not set_span(BASE, "wide", 3)


def test_the_end_of_the_map_clips() -> None:
    assert wide_after(set_span(BASE, "wide", 99)) == ("a2", 4)
    assert wide_after(set_span(BASE, "wide", 0)) == ("a2", 1)
    assert wide_after(move_cards(BASE, fixed_ids(), ["wide"], "p", "b2")) == ("b2", 2)
    copied = copy_cards(BASE, fixed_ids(), ["wide"], "p", "c1").apply(BASE)
    assert [c.span for c in copied.cell("p", "c1")] == [1]


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (["c1"], "A stage keeps at least one step. Delete the stage instead."),
        (["a1", "a2"], "A stage keeps at least one step. Delete the stage instead."),
        (["N"], "A map keeps at least one stage."),
        (["A", "B", "C"], "A map keeps at least one stage."),
        (["m", "n"], "A document keeps at least one map."),
        (["document"], "The document itself can't be deleted."),
    ],
)
def test_the_last_one_is_refused_in_words(gone: list[str], words: str) -> None:
    with pytest.raises(Refused, match=words.replace(".", "[.]")):
        delete(BASE, gone)


@pytest.mark.parametrize("gone", [["C", "c1"], ["n", "N", "n1"], ["n"]])
def test_the_last_one_goes_with_its_whole(gone: list[str]) -> None:
    after = delete(BASE, gone).apply(BASE)
    assert not set(gone) & set(after)
    assert check_all(after) == []


@pytest.mark.parametrize(("step", "stage"), [("c1", "A"), ("a1", "N")])
def test_a_step_that_must_stay_is_refused(step: str, stage: str) -> None:
    with pytest.raises(Refused, match="step"):
        move_step(BASE, fixed_ids(), step, stage, 0)


def test_limits_are_told_beforehand() -> None:
    stages = {f"x{i}": Stage(id=f"x{i}", order="a0V", map="m") for i in range(200)}
    with pytest.raises(Refused, match="at most 200 stages"):
        add_stage(BASE.replaced(stages), fixed_ids(), "m")
    steps = {f"x{i}": Step(id=f"x{i}", order="a0V", stage="A") for i in range(1000)}
    with pytest.raises(Refused, match="at most 1000 steps"):
        add_step(BASE.replaced(steps), fixed_ids(), "A")
