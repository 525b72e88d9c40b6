"""Pasting: excerpts, blocks, lines and pictures become cards from a cell on."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.excerpt import excerpt, in_reading_order
from journeyeditor.editing.operations.paste import (
    Pasted,
    Place,
    paste_block,
    paste_cards,
    paste_lines,
    paste_pictures,
)
from journeyeditor.editing.operations.people import add_quote
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.editing.patch import Draft
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Channel,
    Image,
    Lane,
    LaneKind,
    Rating,
    Step,
)
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import check_all
from tests.editing.documents import plain_document
from tests.support.maps import generated_document, small_document
from tests.support.png import png
from tests.support.sources import fixed_ids

PICTURE = png()
KEY = hashlib.sha256(PICTURE).hexdigest()


def source() -> Document:
    """`one` and `two` in the touchpoint lane, `wide` in the lane of pains, with all that can hang on cards."""
    document, ids = plain_document(), fixed_ids(3)
    for persona, value in (("ann", 1), ("bob", -2), (None, 2)):
        document = rate(document, ["one"], persona, value).apply(document)
    document = add_quote(document, ids, "one", "I gave up", "P01").apply(document)
    document = connect(document, ids, "one", "wide").apply(document)
    document = connect(document, ids, "one", "three").apply(document)
    draft = Draft(document)
    draft.put(Image(id=KEY, media_type="image/png", width=2, height=2, data=PICTURE))
    draft.put(replace(document.one(Card, "wide"), image=KEY))
    return draft.document


def applied(document: Document, pasted: Pasted) -> Document:
    """After the patch, which undone leaves the document as it was."""
    after = pasted.patch.apply(document)
    assert pasted.patch.inverse().apply(after) == document
    assert check_all(after) == check_all(document)
    return after


def placed(document: Document, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    cards = [document.one(Card, key) for key in keys]
    return [(card.lane, card.step) for card in cards]


def test_an_excerpt_holds_what_the_cards_need_and_stands_alone() -> None:
    part = excerpt(source(), ["wide", "one", "unknown"])
    assert [card.id for card in in_reading_order(part, "m")] == ["one", "wide"]
    assert [step.id for step in part.map_steps("m")] == ["a1", "a2", "b1", "b2"]
    assert {one.id for one in part.personas} == {"ann", "bob"}
    assert [arrow.end for arrow in part.connectors("one")] == ["wide"]
    assert {image.id for image in part.images} == {KEY}
    assert [channel.id for channel in part.channels] == ["tram"]
    assert check_all(part) == []
    with pytest.raises(KeyError):
        excerpt(source(), ["ann"])


def test_cards_keep_their_places_to_one_another() -> None:
    document = source()
    pasted = paste_cards(
        document, fixed_ids(), excerpt(document, ["one", "wide"]), Place("t", "b1")
    )
    after = applied(document, pasted)
    assert placed(after, pasted.cards) == [("t", "b1"), ("p", "b2")]
    one, wide = pasted.cards
    assert {r.persona: r.value for r in after.ratings(one)} == {"ann": 1, "bob": -2, None: 2}
    assert [quote.text for quote in after.quotes(one)] == ["I gave up"]
    assert [arrow.end for arrow in after.connectors(one)] == [wide]
    assert after.one(Card, wide).span == 2
    assert (pasted.new_steps, pasted.new_lanes, pasted.notes) == (0, 0, ())


def test_into_another_document_pictures_and_channels_come_along() -> None:
    target = generated_document(5, personas=1)
    the_map = target.maps[0]
    ben = replace(target.personas[0], name=" BOB ")
    target = target.replaced({ben.id: ben})
    lanes, steps = target.lanes(the_map.id), target.map_steps(the_map.id)
    part = excerpt(source(), ["one", "wide"])
    pasted = paste_cards(target, fixed_ids(), part, Place(lanes[0].id, steps[-1].id, 0))
    after = applied(target, pasted)
    one, wide = pasted.cards
    pains = next(lane for lane in lanes if lane.kind is LaneKind.PAIN)
    assert after.one(Card, one).lane == lanes[0].id
    assert after.one(Card, wide).lane == pains.id
    assert pasted.new_steps == 1
    assert after.find(Image, KEY) is not None
    assert after.find(Channel, "tram") is not None
    assert {r.persona for r in after.ratings(one)} == {ben.id, None}
    assert [note.text() for note in pasted.notes] == [
        "Ratings by “Ann” are left out: there is no such persona here."
    ]


def test_to_another_scale_ratings_are_mapped_and_lanes_added() -> None:
    document = source()
    part = excerpt(document, ["one", "wide"])
    pasted = paste_cards(document, fixed_ids(), part, Place("u", "n1"))
    after = applied(document, pasted)
    assert {r.persona: r.value for r in after.ratings(pasted.cards[0])} == {
        "ann": 2.0, "bob": 5.0, None: 1.0,
    }  # fmt: skip
    assert (pasted.new_steps, pasted.new_lanes) == (1, 1)
    assert after.one(Lane, after.one(Card, pasted.cards[1]).lane).kind is LaneKind.PAIN


def test_dead_references_are_dropped() -> None:
    gone = "0" * 32
    card = replace(source().one(Card, "one"), link=gone, origin=gone, channel="nowhere")
    part = excerpt(source().replaced({"one": card}), ["one"])
    document = generated_document(3)
    lane = document.lanes(document.maps[0].id)[0]
    step = document.map_steps(document.maps[0].id)[0]
    pasted = paste_cards(document, fixed_ids(), part, Place(lane.id, step.id))
    new = applied(document, pasted).one(Card, pasted.cards[0])
    assert (new.link, new.origin, new.channel) == ("", None, None)


def test_an_excerpt_without_cards_is_refused() -> None:
    with pytest.raises(Refused):
        paste_cards(source(), fixed_ids(), generated_document(0), Place("t", "a1"))


def test_lines_go_below_the_cursor() -> None:
    document = plain_document()
    pasted = paste_lines(document, fixed_ids(), ["new", " ", "newer\x00"], Place("t", "a1", 1))
    after = applied(document, pasted)
    titles = [card.title for card in after.cell("t", "a1")]
    assert titles == ["One", "new", "newer", "Two", "Three"]
    with pytest.raises(Refused):
        paste_lines(document, fixed_ids(), ["", " "], Place("t", "a1"))


def test_a_block_goes_over_steps_and_lanes() -> None:
    document = plain_document()
    rows = (("A", "B\nmore\n\nC"), ("", "D"), ("E", ""))
    pasted = paste_block(
        document, fixed_ids(), rows, Place("t", "c1", 0), lambda kind: f"new {kind}"
    )
    after = applied(document, pasted)
    cards = [after.one(Card, key) for key in pasted.cards]
    assert [(c.title, c.text) for c in cards] == [
        ("A", ""), ("B", "more"), ("C", ""), ("D", ""), ("E", ""),
    ]  # fmt: skip
    assert (pasted.new_steps, pasted.new_lanes) == (1, 1)
    assert [lane.title for lane in after.lanes("m")][2:] == ["new text"]
    assert cards[1].step == cards[3].step == after.map_steps("m")[-1].id
    assert [card.lane for card in cards][:4] == ["t", "t", "t", "p"]


def test_pictures_go_to_the_image_lane_where_there_is_one() -> None:
    document = plain_document()
    pasted = paste_pictures(
        document, fixed_ids(), [(PICTURE, "One"), (PICTURE, "")], Place("t", "a2", 0)
    )
    after = applied(document, pasted)
    assert placed(after, pasted.cards) == [("t", "a2")] * 2
    assert [after.one(Card, key).image for key in pasted.cards] == [KEY, KEY]
    draft = Draft(document)
    draft.put(Lane(id="i", map="m", order="a5V", kind=LaneKind.IMAGE))
    pasted = paste_pictures(draft.document, fixed_ids(), [(PICTURE, "")], Place("t", "a2", 0))
    assert placed(applied(draft.document, pasted), pasted.cards) == [("i", "a2")]
    with pytest.raises(Refused):
        paste_pictures(document, fixed_ids(), [(b"GIF", "")], Place("t", "a2"))


def test_hidden_lanes_and_lanes_without_cards_are_stepped_over() -> None:
    document = small_document()
    the_map = document.maps[0].id
    emotion, text = document.lanes(the_map)[1:3]
    document = document.replaced({text.id: replace(text, hidden=True)})
    step = document.map_steps(the_map)[0].id
    pasted = paste_lines(document, fixed_ids(), ["x"], Place(emotion.id, step))
    after = applied(document, pasted)
    assert after.one(Lane, after.one(Card, pasted.cards[0]).lane).kind is LaneKind.PAIN


SMALL = small_document()
MAP = SMALL.maps[0].id
CARDS = [card.id for card in in_reading_order(SMALL, MAP)]


@given(
    st.lists(st.sampled_from(CARDS), min_size=1, max_size=6),
    st.sampled_from([lane.id for lane in SMALL.lanes(MAP)]),
    st.sampled_from([step.id for step in SMALL.map_steps(MAP)]),
    st.none() | st.integers(0, 3),
)
def test_any_cards_can_be_pasted_anywhere(
    keys: list[str], lane: str, step: str, at: int | None
) -> None:
    pasted = paste_cards(SMALL, fixed_ids(9), excerpt(SMALL, keys), Place(lane, step, at))
    after = applied(SMALL, pasted)
    assert len(pasted.cards) == len(set(keys))
    assert len(list(after.all(Rating))) == len(list(SMALL.all(Rating))) + sum(
        len(SMALL.ratings(key)) for key in set(keys)
    )


@given(
    st.lists(
        st.lists(st.sampled_from(["", "a", "b\nc"]), min_size=1, max_size=5), min_size=1, max_size=9
    ),
    st.sampled_from([lane.id for lane in SMALL.lanes(MAP)]),
    st.sampled_from([step.id for step in SMALL.map_steps(MAP)]),
)
def test_any_block_can_be_pasted_anywhere(rows: list[list[str]], lane: str, step: str) -> None:
    count = sum(bool(cell) for row in rows for cell in row)
    if not count:
        return
    pasted = paste_block(SMALL, fixed_ids(9), rows, Place(lane, step), str)
    after = applied(SMALL, pasted)
    assert len(pasted.cards) == count
    assert pasted.new_steps == len(list(after.all(Step))) - len(list(SMALL.all(Step)))
