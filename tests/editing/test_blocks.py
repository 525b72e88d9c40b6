"""Cards of several cells go together: where each lands, and what stops them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.blocks import CellGrid, Leeway, Shift, are_apart, block
from journeyeditor.editing.operations.cards import Going, copy_all, move_all
from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Draft
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Connector, Lane, LaneKind
from tests.editing.documents import back_again, cell, new_keys, plain_document
from tests.support.maps import generated_document
from tests.support.sources import fixed_ids


def tall_document() -> Document:
    """Map `m` with the lanes t, p, q, r and s, of which `q` holds no cards, and a card `low` in r under b1."""
    draft = Draft(plain_document())
    kinds = {"q": LaneKind.EMOTION, "r": LaneKind.TEXT, "s": LaneKind.TEXT}
    for place, (key, kind) in enumerate(kinds.items(), 2):
        draft.put(Lane(id=key, map="m", order=f"a{place}V", kind=kind))
    draft.put(Card(id="low", lane="r", step="b1", order="a0V"))
    return draft.document


def wide_map() -> Document:
    """Sixty cards, every seventh over two steps where there is a second one."""
    document = generated_document(60, stages=3)
    last = document.map_steps(document.maps[0].id)[-1].id
    cards = [card for card in list(document.all(Card))[::7] if card.step != last]
    return document.replaced({card.id: replace(card, span=2) for card in cards})


BASE, WIDE = tall_document(), wide_map()
CARDS = [card.id for card in WIDE.all(Card)]
LANES = [lane.id for lane in WIDE.lanes(WIDE.maps[0].id) if lane.kind is not LaneKind.EMOTION]
STEPS = [step.id for step in WIDE.map_steps(WIDE.maps[0].id)]


def places(document: Document, *keys: str) -> list[tuple[str, str]]:
    return [(card.lane, card.step) for card in (document.one(Card, key) for key in keys)]


def moved(
    document: Document, cards: list[str], grabbed: str, to: tuple[str, str], at: int | None = None
) -> Document:
    goings = block(document, cards, grabbed, *to, at)
    return back_again(document, move_all(document, fixed_ids(), goings))


def test_the_others_go_as_far_as_the_grabbed_one() -> None:
    after = moved(BASE, ["two", "low"], "two", ("p", "b1"))
    assert places(after, "two", "low") == [("p", "b1"), ("s", "c1")]
    after = moved(after, ["two", "low"], "low", ("r", "b2"))
    assert places(after, "two", "low") == [("t", "a2"), ("r", "b2")]


@pytest.mark.parametrize("at", [0, 1, None])
def test_the_place_in_the_cell_is_that_of_the_grabbed_one(at: int | None) -> None:
    after = moved(BASE, ["one", "two", "wide"], "wide", ("r", "b1"), at)
    assert cell(after, "r", "b1") == (["wide", "low"] if at == 0 else ["low", "wide"])
    assert cell(after, "p", "a2") == ["one", "two"]
    assert cell(after, "t", "a1") == ["three"]


def test_the_others_go_to_the_end_of_their_cells() -> None:
    after = moved(BASE, ["one", "two", "wide"], "two", ("p", "a2"), 0)
    assert cell(after, "r", "b1") == ["low", "wide"]


def test_the_block_stops_at_the_edge_as_a_whole_and_as_wide_as_it_is() -> None:
    assert CellGrid(BASE, "m").leeway(["two", "low"]) == Leeway(0, 2, 0, 1)
    after = moved(BASE, ["two", "low"], "two", ("s", "c1"))
    assert places(after, "two", "low") == [("p", "b1"), ("s", "c1")]
    after = moved(BASE, ["one", "wide"], "one", ("t", "c1"))
    assert places(after, "one", "wide") == [("t", "a2"), ("p", "b1")]
    assert after.one(Card, "wide").span == 3


def test_where_nothing_goes_further_only_the_grabbed_ones_cell_is_ordered_anew() -> None:
    draft = Draft(BASE)
    draft.put(Card(id="lowest", lane="r", step="b1", order="a1V"))
    after = moved(draft.document, ["two", "low"], "two", ("t", "a1"), 0)
    assert cell(after, "t", "a1") == ["two", "one", "three"]
    assert cell(after, "r", "b1") == ["low", "lowest"]
    copied = block(BASE, ["two", "low"], "two", "t", "a1", 0, copies=True)
    assert copied == (Going(("two",), "t", "a1", 0), Going(("low",), "r", "b1"))


def test_copies_stand_as_their_originals_do_with_the_arrows_among_them() -> None:
    document = connect(BASE, fixed_ids(3), "two", "low").apply(BASE)
    goings = block(document, ["two", "low"], "two", "p", "a2", copies=True)
    patch = copy_all(document, fixed_ids(8), goings)
    after = back_again(document, patch)
    assert places(after, "two", "low") == places(document, "two", "low")
    (arrow,) = new_keys(patch, Connector)
    ends = after.one(Connector, arrow)
    assert places(after, ends.start, ends.end) == [("p", "a2"), ("s", "b2")]


@pytest.mark.parametrize("field", ["hidden", "collapsed"])
def test_lanes_that_show_no_cells_are_stepped_over_and_can_be_left(field: str) -> None:
    document = set_fields(BASE, "p", **{field: True}).apply(BASE)
    ways = CellGrid(document, "m")
    assert ways.beside("t", "a1", Shift(1, 1)) == ("r", "a2")
    assert ways.beside("p", "a1", Shift(0, 1)) == ("r", "a1")
    assert ways.beside("p", "a1", Shift(0, -1)) == ("t", "a1")
    assert ways.beside("p", "a1", Shift(1)) == ("p", "a2")
    assert ways.beside("s", "a1", Shift(0, 1)) is ways.beside("s", "a1", Shift(-1)) is None
    assert ways.goings(["two", "low"], Shift(0, 2)) is None
    assert CellGrid(document, "m", "p").beside("t", "a1", Shift(0, 1)) == ("p", "a1")
    for cell_ in (("t", "b1"), ("r", "a1"), ("s", "c1"), ("p", "a1")):
        assert ways.beside("p", "a2", ways.between(("p", "a2"), cell_)) == cell_


@pytest.mark.parametrize(
    ("cards", "lane"), [(["one", "two"], "p"), (["one", "far"], "t"), (["one", "wide"], "u")]
)
def test_cards_of_one_cell_or_several_maps_go_into_the_cell_together(
    cards: list[str], lane: str
) -> None:
    step = "n1" if lane == "u" else "b1"
    assert not are_apart(BASE, cards, lane)
    assert block(BASE, cards, cards[1], lane, step, 0) == (Going(tuple(cards), lane, step, 0),)
    assert are_apart(BASE, ["one", "wide"], "t")


def spots(document: Document, keys: list[str]) -> list[tuple[int, int]]:
    return [(LANES.index(lane), STEPS.index(step)) for lane, step in places(document, *keys)]


@given(
    st.lists(st.sampled_from(CARDS), min_size=2, max_size=9, unique=True),
    st.sampled_from(LANES),
    st.sampled_from(STEPS),
    st.none() | st.integers(0, 3),
    st.booleans(),
)
def test_distances_are_kept_and_nothing_is_lost(
    cards: list[str], lane: str, step: str, at: int | None, copies: bool
) -> None:
    goings = block(WIDE, cards, cards[0], lane, step, at, copies)
    patch = (copy_all if copies else move_all)(WIDE, fixed_ids(8), goings)
    after = back_again(WIDE, patch)
    assert len(list(after.all(Card))) == len(CARDS) + len(cards) * copies
    if not are_apart(WIDE, cards, lane):
        return
    if copies:
        assert sorted(key for going in goings for key in going.cards) == sorted(cards)
        assert all(after.one(Card, key) == WIDE.one(Card, key) for key in cards)
        return
    before, now = spots(WIDE, cards), spots(after, cards)
    shifts = {(b[0] - a[0], b[1] - a[1]) for a, b in zip(before, now, strict=True)}
    assert len(shifts) == 1
    down, on = shifts.pop()
    goal = LANES.index(lane) - before[0][0], STEPS.index(step) - before[0][1]
    assert (0 <= down <= goal[0] or goal[0] <= down <= 0) and (
        0 <= on <= goal[1] or goal[1] <= on <= 0
    )
    assert all(after.one(Card, key).span == WIDE.one(Card, key).span for key in CARDS)
