"""Arrows between cards: their labels hide no card and no other label, and stay on the map."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from journeyeditor.layout.drawing import Box, Glyphs, Group, Rect
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.layout.routes import spots
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Connector, LaneKind
from tests.support.layouts import map_layout
from tests.support.maps import generated_document
from tests.support.sources import fixed_ids

LAYOUT = map_layout()


def connected(label: str) -> Document:
    """A full map with arrows from each touchpoint to a card far below, all with this label."""
    document = generated_document(60, stages=3, steps=2)
    lanes = document.lanes(document.maps[0].id)
    first = next(lane for lane in lanes if lane.kind is LaneKind.TOUCHPOINT)
    ids = fixed_ids(99)
    starts = {card.step: card for card in document.cards(first.id)}
    ends = {card.step: card for card in document.cards(lanes[-1].id)}
    pairs = [(starts[step], ends[step]) for step in starts if step in ends]
    assert len(pairs) > 2
    made = [Connector(id=ids.new(), start=a.id, end=b.id, label=label) for a, b in pairs]
    return document.replaced({one.id: one for one in made})


def placed_of(document: Document) -> PlacedMap:
    return LAYOUT.place(document, document.maps[0].id)


def labels(placed: PlacedMap) -> list[Rect]:
    arrows = [group for group in placed.arrows.items if isinstance(group, Group)]
    return [item.rect for group in arrows for item in group.items if isinstance(item, Box)]


def card_rects(placed: PlacedMap) -> list[Rect]:
    return [card.rect.moved(0, lane.y) for lane in placed.lanes for card in lane.block.cards]


def test_labels_keep_clear_of_cards_and_of_each_other() -> None:
    placed = placed_of(connected("waits"))
    found = labels(placed)
    assert len(found) > 2
    assert not [(a, b) for a in found for b in card_rects(placed) if a.meets(b)]
    assert not [(a, b) for a, b in combinations(found, 2) if a.meets(b)]


def test_a_label_wider_than_the_gap_it_runs_through_stands_beside_its_arrow() -> None:
    """From one card to another in the next column, half a gap below the first: no place on the way is free."""
    document = connected("")
    lanes = document.lanes(document.maps[0].id)
    lane = next(x for x in lanes if x.kind is LaneKind.TOUCHPOINT)
    here, there, *_others = document.map_steps(document.maps[0].id)
    start, *also = document.cell(lane.id, here.id)
    upper, *more = document.cell(lane.id, there.id)
    ids = fixed_ids(5)
    lower = replace(upper, id=ids.new(), title="Below", order=upper.order + "m")
    arrow = Connector(id=ids.new(), start=start.id, end=lower.id, label="not understood, so she")
    gone = {one.id: None for one in (*document.all(Connector), *also, *more)}
    placed = placed_of(document.replaced({**gone, lower.id: lower, arrow.id: arrow}))
    (label,) = labels(placed)
    assert not [card for card in card_rects(placed) if label.meets(card)]
    card = next(c for x in placed.lanes for c in x.block.cards if c.id == start.id)
    assert label.y < card.rect.bottom + placed.lanes[0].y + 3 * label.h


def test_labels_keep_off_the_edge_of_the_map() -> None:
    placed = placed_of(connected("a label wider than the gap"))
    assert all(box.x > 7 and box.right < placed.width - 7 for box in labels(placed))


def test_a_long_label_wraps_and_stays_on_the_map() -> None:
    words = "a label that says a good deal more than it should " * 4
    placed = placed_of(connected(words.strip()))
    whole = Rect(0, 0, placed.width, placed.height)
    for group in placed.arrows.items:
        assert isinstance(group, Group)
        (box,) = [item.rect for item in group.items if isinstance(item, Box)]
        runs = [item for item in group.items if isinstance(item, Glyphs)]
        assert "".join(run.text for run in runs).split() == words.split()
        assert whole.x <= box.x
        assert box.right <= whole.right
        assert all(box.x <= run.x and run.x + run.width <= box.right + 4 for run in runs)
        assert all(box.y < run.y < box.bottom for run in runs)
        bounds = group.bounds
        assert bounds.x <= box.x
        assert box.bottom <= bounds.bottom


def test_an_arrow_without_a_label_has_none() -> None:
    assert labels(placed_of(connected(""))) == []


def test_spots_begin_in_the_middle_of_the_longest_stretch() -> None:
    found = spots(((0, 0), (0, 10), (100, 10)))
    assert found[0] == (50, 10)
    assert (0, 0) in found
    assert (100, 10) in found


def test_an_arrow_to_a_hidden_lane_is_not_drawn() -> None:
    document = connected("x")
    lane = document.lanes(document.maps[0].id)[-1]
    hidden = document.replaced({lane.id: replace(lane, hidden=True)})
    assert placed_of(hidden).arrows.items == ()


def test_two_arrows_between_the_same_cards_show_both_labels() -> None:
    document = connected("waits")
    one = next(document.all(Connector))
    twin = replace(one, id=fixed_ids(7).new(), label="calls again")
    found = labels(placed_of(document.replaced({twin.id: twin})))
    assert len(found) > 3
    assert not [(a, b) for a, b in combinations(found, 2) if a.meets(b)]
