"""Cards: their places, copies, and what hangs on them."""

from __future__ import annotations

import pytest

from journeyeditor.editing.operations.cards import (
    add_card,
    copy_cards,
    covered_steps,
    duplicate_cards,
    move_cards,
)
from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.lanes import add_lane, move_lane
from journeyeditor.editing.operations.people import (
    add_persona,
    add_quote,
    show_personas,
)
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.editing.patch import Draft, Patch, difference
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    Connector,
    ConnectorKind,
    DocumentInfo,
    Lane,
    LaneKind,
    Map,
    Persona,
    Quote,
    Rating,
)
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import check_all
from tests.editing.documents import PIXEL, card, cell, new_keys, plain_document
from tests.support.sources import fixed_ids

BASE = plain_document()


def hung() -> Document:
    """`one` rated twice, quoted and commented on, with arrows to `two` and from `wide`."""
    document = BASE
    ids = fixed_ids(7)
    document = rate(document, ["one"], "ann", 1).apply(document)
    document = rate(document, ["one"], None, -2).apply(document)
    document = add_quote(document, ids, "one", "I\x00 gave\r\nup", "P\x01 1").apply(document)
    document = connect(document, ids, "one", "two").apply(document)
    document = connect(document, ids, "wide", "one", ConnectorKind.CAUSES).apply(document)
    draft = Draft(document)
    draft.put(Comment(id="q", about="one", text="Sure?"), Comment(id="r", about="one", parent="q"))
    draft.put(Comment(id="s", about="q"))
    return draft.patch().apply(document)


@pytest.mark.parametrize(("at", "place"), [(0, 0), (1, 1), (2, 2), (None, 3), (99, 3), (-1, 0)])
def test_a_card_is_added_between_two_others(at: int | None, place: int) -> None:
    patch = add_card(BASE, fixed_ids(), "t", "a1", at, title="N\x00ew", tags=("a\x00", "b"))
    after = patch.apply(BASE)
    (key,) = new_keys(patch, Card)
    assert cell(after, "t", "a1").index(key) == place
    assert (card(after, key).title, card(after, key).tags) == ("New", ("a", "b"))


@pytest.mark.parametrize(
    ("moving", "at", "row"),
    [
        (["one"], 1, ["two", "one", "three"]),
        (["three"], 0, ["three", "one", "two"]),
        (["wide"], 1, ["one", "wide", "two", "three"]),
        (["three", "wide"], 1, ["one", "three", "wide", "two"]),
        (["two", "one"], None, ["three", "two", "one"]),
        (["wide", "three", "one"], 1, ["two", "wide", "three", "one"]),
        (["one", "one"], 1, ["two", "one", "three"]),
    ],
)
def test_cards_move_together_in_the_order_given(
    moving: list[str], at: int | None, row: list[str]
) -> None:
    after = move_cards(BASE, fixed_ids(), moving, "t", "a1", at).apply(BASE)
    assert cell(after, "t", "a1") == row


@pytest.mark.parametrize(
    ("moving", "at"), [(["one"], 0), (["two"], 1), (["three"], None), (["two", "three"], 1)]
)
def test_already_there_is_no_change(moving: list[str], at: int | None) -> None:
    assert not move_cards(BASE, fixed_ids(), moving, "t", "a1", at)


def test_two_people_inserting_at_one_place_keep_both() -> None:
    ours = add_card(BASE, fixed_ids(1), "t", "a1", 1)
    theirs = add_card(BASE, fixed_ids(2), "t", "a1", 1)
    both = theirs.apply(ours.apply(BASE))
    row = both.cell("t", "a1")
    assert [c.id for c in row if c.title] == ["one", "two", "three"]
    assert {c.id for c in row[1:3]} == {*new_keys(ours, Card), *new_keys(theirs, Card)}
    assert len({c.order for c in row}) == 5


def test_a_copy_has_ratings_and_quotes_and_arrows_among_the_copied() -> None:
    document = hung()
    patch = copy_cards(document, fixed_ids(8), ["one", "two", "two"], "p", "c1")
    after = patch.apply(document)
    one, two = cell(after, "p", "c1")
    assert [r.value for r in sorted(after.ratings(one), key=lambda r: r.id)] == [-2, 1]
    assert [q.text for q in after.quotes(one)] == ["I gave\nup"]
    assert [(a.start, a.end) for a in after.connectors(one)] == [(one, two)]
    assert len(patch.added()) == 6
    assert after.ratings("one") == document.ratings("one")
    assert check_all(after) == []


def test_copying_and_moving_to_another_scale_maps_the_ratings() -> None:
    document = hung()
    copied = copy_cards(document, fixed_ids(8), ["one"], "u", "n1", 0).apply(document)
    moved = move_cards(document, fixed_ids(8), ["one"], "u", "n1", 0).apply(document)
    for after in (copied, moved):
        rated = after.ratings(cell(after, "u", "n1")[0])
        # -2..2 with high good onto 1..5 with low good.
        assert {r.persona: r.value for r in rated} == {"ann": 2.0, None: 5.0}
        assert check_all(after) == []
    assert copied.ratings("one") == document.ratings("one")


def test_duplicates_stand_right_behind_with_their_arrows() -> None:
    document = hung()
    patch = duplicate_cards(document, fixed_ids(8), ["one", "two"])
    after = patch.apply(document)
    new_one, new_two = new_keys(patch, Card)
    assert cell(after, "t", "a1") == ["one", new_one, "two", new_two, "three"]
    assert [a.end for a in after.connectors(new_one)] == [new_two]


def test_deleting_a_card_takes_along_what_hangs_on_it() -> None:
    document = hung()
    after = delete(document, ["one", "one", "unknown"]).apply(document)
    for kind in (Rating, Quote, Connector, Comment):
        assert list(after.all(kind)) == []
    assert {c.id for c in after.all(Card)} == {"two", "three", "wide", "far"}
    assert check_all(after) == []


def test_deleting_a_map_takes_all_on_it() -> None:
    document = hung()
    after = delete(document, ["m"]).apply(document)
    assert {c.id for c in after.all(Card)} == {"far"}
    assert {m.id for m in after.maps} == {"n"}
    assert after.personas == document.personas
    assert check_all(after) == []


def test_what_stays_forgets_a_deleted_persona_picture_and_channel() -> None:
    document = hung()
    after = delete(document, ["ann", PIXEL, "tram"]).apply(document)
    assert (after.one(Map, "m").personas, after.one(Map, "n").personas) == (("bob",), ())
    assert after.one(Lane, "t").personas == ()
    assert [r.persona for r in after.ratings("one")] == [None]
    assert (card(after, "wide").image, card(after, "wide").channel) == (None, None)
    assert after.info.logo is None
    assert check_all(after) == []


def test_a_portrait_is_forgotten() -> None:
    after = delete(BASE, [PIXEL]).apply(BASE)
    assert after.one(Persona, "ann").portrait is None


def test_fields_are_cleaned_and_set_on_all() -> None:
    patch = set_fields(BASE, ["one", "two"], title="T\x07wo\r\nlines\ud800", tags=("x\x00",))
    after = patch.apply(BASE)
    for key in ("one", "two"):
        assert card(after, key).title == "Two\nlines\N{REPLACEMENT CHARACTER}"
        assert card(after, key).tags == ("x",)
    assert not set_fields(after, "one", title="Two\nlines\N{REPLACEMENT CHARACTER}", span=1)


def test_lanes_go_where_they_are_put() -> None:
    patch = add_lane(BASE, fixed_ids(), "m", LaneKind.PAIN, "Pa\x00ins", 1)
    (key,) = new_keys(patch, Lane)
    after = patch.apply(BASE)
    assert [lane.id for lane in after.lanes("m")] == ["t", key, "p"]
    assert after.one(Lane, key).title == "Pains"
    moved = move_lane(after, fixed_ids(2), "t", 2).apply(after)
    assert [lane.id for lane in moved.lanes("m")] == [key, "p", "t"]
    assert not move_lane(after, fixed_ids(2), "t", 0)
    assert not move_lane(after, fixed_ids(2), "p", 99)


def test_a_map_has_at_most_so_many_lanes() -> None:
    lanes = {f"x{i}": Lane(id=f"x{i}", map="m", order="a0V") for i in range(200)}
    with pytest.raises(Refused, match="at most 200 lanes"):
        add_lane(BASE.replaced(lanes), fixed_ids(), "m", LaneKind.PAIN, "One more")


def test_personas_are_added_and_shown() -> None:
    patch = add_persona(BASE, fixed_ids(), "Cl\x00eo", "m")
    after = patch.apply(BASE)
    (key,) = new_keys(patch, Persona)
    assert [p.name for p in after.personas] == ["Ann", "Bob", "Cleo"]
    assert after.one(Map, "m").personas == ("ann", "bob", key)
    shown = show_personas(after, "m", [key, "ann", key]).apply(after)
    assert shown.one(Map, "m").personas == (key, "ann")
    assert not show_personas(after, "m", ["ann", "bob", key])
    assert new_keys(add_persona(BASE, fixed_ids(), "Nowhere"), Persona)


def test_arrows_are_made_once_a_kind_and_not_to_oneself() -> None:
    document = hung()
    assert not connect(document, fixed_ids(), "one", "two")
    assert connect(document, fixed_ids(), "two", "one")
    assert connect(document, fixed_ids(), "one", "two", ConnectorKind.SOLVES)
    with pytest.raises(Refused, match="from one card to another"):
        connect(document, fixed_ids(), "one", "one")


def test_covered_steps_cross_stages() -> None:
    assert covered_steps(BASE, card(BASE, "wide")) == ("a2", "b1", "b2")


def test_the_difference_leads_from_one_document_to_the_other() -> None:
    document = hung()
    patch = difference(BASE, document)
    assert patch.apply(BASE) == document
    assert patch.inverse().apply(document) == BASE
    assert patch.then(patch.inverse()) == Patch({})
    assert isinstance(document.info, DocumentInfo)
