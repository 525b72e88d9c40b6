"""Laying out maps: nothing overlaps, nothing is cut, and an edit lays out no more than it touches."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.editing.operations import cards, columns, lanes, ratings
from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Patch
from journeyeditor.layout.drawing import Glyphs, Group, Rect, walk
from journeyeditor.layout.grid import View
from journeyeditor.layout.metrics import LABEL_WIDTH
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Density,
    Direction,
    Lane,
    LaneKind,
    Layer,
    Map,
    Scale,
    Stage,
    Step,
)
from journeyeditor.model.frozen import FrozenMap
from tests.support.kinds import every_kind
from tests.support.layouts import map_layout
from tests.support.maps import generated_document, small_document
from tests.support.sources import fixed_ids

LAYOUT = map_layout()


def placed_of(document: Document, view: View = View()) -> PlacedMap:  # noqa: B008
    return LAYOUT.place(document, document.maps[0].id, view)


def card_rects(placed: PlacedMap) -> dict[str, Rect]:
    return {
        card.id: card.rect.moved(0, lane.y) for lane in placed.lanes for card in lane.block.cards
    }


def set_map(document: Document, **fields: object) -> Document:
    return set_fields(document, document.maps[0].id, **fields).apply(document)


def check_geometry(placed: PlacedMap) -> None:
    whole = Rect(0, 0, placed.width, placed.height)
    rects = card_rects(placed)
    for rect in rects.values():
        assert whole.x <= rect.x
        assert rect.right <= whole.right
    for a, b in combinations(rects.values(), 2):
        assert not a.meets(b)
    for lane in placed.lanes:
        for card in lane.block.cards:
            assert card.rect.y >= 0
            assert card.rect.bottom <= lane.block.height
    bands = [(lane.y, lane.bottom) for lane in placed.lanes]
    assert all(a[1] <= b[0] for a, b in pairwise(bands))


@given(
    st.integers(0, 40),
    st.integers(1, 4),
    st.integers(1, 3),
    st.sampled_from(list(Density)),
    st.sampled_from([Direction.LTR, Direction.RTL]),
)
@settings(max_examples=25, deadline=None)
def test_no_two_cards_overlap_and_all_stand_in_their_lanes(
    count: int, stages: int, steps: int, density: Density, direction: Direction
) -> None:
    document = generated_document(count, stages, steps)
    document = set_map(document, density=density, direction=direction)
    wide = random.Random(count)
    for card in list(document.all(Card)):
        patch = cards.set_span(document, card.id, wide.randrange(1, 4))
        document = patch.apply(document)
    check_geometry(placed_of(document))


def test_every_text_of_the_map_is_drawn_whole() -> None:
    document = small_document()
    picture = placed_of(document).picture()
    drawn = "".join(leaf.text for leaf, _spot in walk(picture) if isinstance(leaf, Glyphs))
    seen = sorted(drawn.replace(" ", ""))
    texts = [
        *(t for card in document.all(Card) for t in (card.title, card.text)),
        *(t for stage in document.all(Stage) for t in (stage.title, stage.goal)),
        *(step.title for step in document.all(Step)),
        *(lane.title for lane in document.all(Lane)),
    ]
    for character in sorted("".join(texts).replace(" ", "")):
        seen.remove(character)


def test_a_card_grows_with_its_text() -> None:
    document = small_document()
    card = next(document.all(Card))
    before = card_rects(placed_of(document))[card.id]
    longer = set_fields(document, card.id, text=card.text + " and so on" * 30).apply(document)
    assert card_rects(placed_of(longer))[card.id].h > before.h + 100


def test_cards_of_one_cell_stack_in_their_order() -> None:
    document = generated_document(0, 1, 2)
    lane = next(row for row in document.all(Lane) if row.kind is LaneKind.TEXT)
    step = document.map_steps(document.maps[0].id)[1].id
    ids = fixed_ids(5)
    for title in ("first", "second", "third"):
        document = cards.add_card(document, ids, lane.id, step, title=title).apply(document)
    rects = card_rects(placed_of(document))
    tops = [rects[card.id].y for card in document.cell(lane.id, step)]
    assert tops == sorted(tops)
    assert len(set(tops)) == 3


def test_a_mirrored_map_is_the_mirror_image() -> None:
    document = generated_document(20)
    left = placed_of(set_map(document, direction=Direction.LTR))
    right = placed_of(set_map(document, direction=Direction.RTL))
    assert right.rtl
    assert right.label_x == right.width - LABEL_WIDTH
    mirrored = card_rects(right)
    for key, rect in card_rects(left).items():
        assert mirrored[key].x == pytest.approx(left.width - rect.right)


def test_the_curve_has_a_point_for_each_touchpoint_and_persona() -> None:
    document = generated_document(30)
    placed = placed_of(document)
    lane = next(one for one in placed.lanes if one.block.kind is LaneKind.EMOTION)
    points = lane.block.points
    touchpoints = [c for c in document.all(Card) if c.channel]
    assert {p.card for p in points} == {c.id for c in touchpoints}
    assert lane.block.plot is not None
    scale = document.maps[0].scale
    for point in points:
        rating = document.rating(point.card, point.persona)
        assert point.value == (rating.value if rating else None)
        if point.value is not None:
            assert point.y == pytest.approx(lane.block.plot.y(scales.goodness(scale, point.value)))


def test_where_less_is_better_the_axis_is_turned() -> None:
    document = generated_document(30)
    turned = ratings.set_scale(document, document.maps[0].id, Scale(-2, 2, high_is_good=False))
    before, after = placed_of(document), placed_of(turned.apply(document))
    for old, new in zip(before.lanes[1].block.points, after.lanes[1].block.points, strict=True):
        assert new.y == pytest.approx(old.y)
        assert new.value == (None if old.value is None else -old.value)


def test_a_view_shows_its_stages_with_whole_cards() -> None:
    document = generated_document(20, 3, 2)
    first = next(c for c in document.cards(next(document.all(Lane)).id) if c)
    document = cards.set_span(document, first.id, 6).apply(document)
    stages = document.stages(document.maps[0].id)
    middle = placed_of(document, View(stages=(stages[1].id,)))
    assert [stage.id for stage in middle.stages] == [stages[1].id]
    assert len(middle.columns) == 2
    check_geometry(middle)


def changes(document: Document, seed: int) -> Patch:
    """An edit, of whichever kind the seed says."""
    rng, ids = random.Random(seed), fixed_ids(seed)
    some = sorted(card.id for card in document.all(Card))
    card = rng.choice(some)
    map_id = document.maps[0].id
    rows = [lane for lane in document.lanes(map_id) if lane.kind is not LaneKind.EMOTION]
    steps = document.map_steps(map_id)
    edits = [
        lambda: set_fields(document, card, text="changed " * rng.randrange(1, 20)),
        lambda: cards.move_cards(
            document, ids, [card], rng.choice(rows).id, rng.choice(steps).id, 0
        ),
        lambda: ratings.rate(document, [card], document.maps[0].personas[0], rng.randrange(-2, 3)),
        lambda: delete(document, [card]),
        lambda: lanes.move_lane(document, ids, rows[0].id, 3),
        lambda: columns.add_step(document, ids, steps[0].stage, 0),
        lambda: set_fields(document, rows[0].id, hidden=True),
        lambda: cards.set_span(document, card, 3),
        lambda: set_fields(document, map_id, step_width=120.0),
    ]
    return rng.choice(edits)()


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_laying_out_an_edit_equals_laying_out_everything(seeds: list[int]) -> None:
    document = small_document()
    placed = placed_of(document)
    for seed in seeds:
        if not any(True for _ in document.all(Card)):
            break
        patch = changes(document, seed)
        after = patch.apply(document)
        placed = LAYOUT.replace(placed, document, after, patch.touched())
        assert placed == placed_of(after)
        document = after


def wired(document: Document) -> Document:
    """With arrows between cards of different lanes."""
    ids = fixed_ids(3)
    some = sorted(card.id for card in document.all(Card))
    for one, other in zip(some, some[3:12], strict=False):
        document = connect(document, ids, one, other).apply(document)
    return document


def any_change(document: Document, seed: int) -> Patch:
    """An edit of a map with lanes of every kind, of whichever sort the seed says."""
    rng, ids = random.Random(seed), fixed_ids(seed)
    shown = document.maps[0]
    some = sorted(card.id for card in document.all(Card))
    card = document.one(Card, rng.choice(some))
    rows = document.lanes(shown.id)
    contacts = [
        c for lane in rows if lane.kind is LaneKind.TOUCHPOINT for c in document.cards(lane.id)
    ]
    contact = rng.choice(contacts or [card]).id
    steps = document.map_steps(shown.id)
    homes = [lane for lane in rows if lane.kind not in {LaneKind.EMOTION, LaneKind.DIVIDER}]
    value = rng.choice([None, -2.0, 0.5, 1.0, 2.0])
    lane = rng.choice(rows).id
    edits = [
        lambda: set_fields(document, card.id, title="changed " * rng.randrange(1, 9)),
        lambda: set_fields(document, contact, channel=rng.choice(["web", "app", None])),
        lambda: cards.move_cards(
            document, ids, [card.id], rng.choice(homes).id, rng.choice(steps).id, 0
        ),
        lambda: cards.add_card(document, ids, contacts[0].lane, rng.choice(steps).id, title="New"),
        lambda: cards.set_span(document, contact, rng.randrange(1, 4)),
        lambda: ratings.rate(
            document, [contact], rng.choice([*shown.personas, None]), value, rng.choice(list(Layer))
        ),
        lambda: delete(document, [contact]),
        lambda: delete(document, [q.id for q in document.quotes(card.id)]),
        lambda: set_fields(document, lane, min_height=rng.choice([None, 90.0, 300.0])),
        lambda: set_fields(document, lane, collapsed=rng.random() < 0.5),
        lambda: set_fields(document, card.id, value=rng.choice([None, 3.0]), tags=("x", "y")),
    ]
    return rng.choice(edits)()


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=8), st.sampled_from(Direction))
@settings(max_examples=60, deadline=None)
def test_laying_out_an_edit_of_lanes_of_every_kind_equals_laying_out_everything(
    seeds: list[int], direction: Direction
) -> None:
    document = set_map(wired(every_kind()), direction=direction)
    placed = placed_of(document)
    for seed in seeds:
        patch = any_change(document, seed)
        after = patch.apply(document)
        placed = LAYOUT.replace(placed, document, after, patch.touched())
        assert placed == placed_of(after)
        document = after


def test_a_rating_draws_only_what_is_near_it() -> None:
    document = generated_document(600, 10, 10)
    before = placed_of(document)
    contacts = document.cards(document.lanes(document.maps[0].id)[0].id)
    patch = ratings.rate(document, [contacts[50].id], document.maps[0].personas[0], 1.7)
    after = LAYOUT.replace(before, document, patch.apply(document), patch.touched())
    for old, new in zip(curve_layers(before), curve_layers(after), strict=True):
        kept = {id(item) for item in old.items} & {id(item) for item in new.items}
        assert 0 < len(new.items) - len(kept) <= 4


def curve_layers(placed: PlacedMap) -> list[Group]:
    """The lines and the marks of the first emotion lane."""
    lane = next(one for one in placed.lanes if one.block.kind is LaneKind.EMOTION)
    drawing = lane.block.body.items[-1]
    assert isinstance(drawing, Group)
    return [item for item in drawing.items if isinstance(item, Group)]


def test_an_edit_moves_cards_that_only_wide_ones_tie_to_it() -> None:
    document = generated_document(0, 1, 6)
    lane = next(row for row in document.all(Lane) if row.kind is LaneKind.TEXT)
    steps = document.map_steps(document.maps[0].id)
    ids = fixed_ids(6)
    made = []
    for step, span in ((0, 1), (3, 2), (1, 3), (0, 2), (4, 1)):
        patch = cards.add_card(document, ids, lane.id, steps[step].id, title="Card")
        (key,) = [k for k in patch.touched() if k not in document]
        document = cards.set_span(patch.apply(document), key, span).apply(patch.apply(document))
        made.append(key)
    placed = placed_of(document)
    patch = set_fields(document, made[0], text="a longer text than before " * 8)
    after = patch.apply(document)
    replaced = LAYOUT.replace(placed, document, after, patch.touched())
    assert replaced == placed_of(after)
    assert card_rects(replaced)[made[4]].y > card_rects(placed)[made[4]].y


def test_an_edit_of_one_cell_keeps_every_other_card() -> None:
    document = generated_document(600, 10, 10)
    before = placed_of(document)
    card = next(c for c in document.all(Card) if not c.channel)
    patch = set_fields(document, card.id, text="Longer than it was " * 9)
    after = LAYOUT.replace(before, document, patch.apply(document), patch.touched())
    old = {c.id: c for lane in before.lanes for c in lane.block.cards}
    moved = [c.id for lane in after.lanes for c in lane.block.cards if c is not old[c.id]]
    assert card.id in moved
    column = {c.id for c in document.cell(card.lane, card.step)}
    assert set(moved) <= column


def test_an_edit_lays_out_its_lane_only() -> None:
    document = generated_document(60)
    before = placed_of(document)
    card = next(c for c in document.all(Card) if not c.channel)
    patch = set_fields(document, card.id, title="Other words")
    after = LAYOUT.replace(before, document, patch.apply(document), patch.touched())
    kept = [a.block is b.block for a, b in zip(before.lanes, after.lanes, strict=True)]
    assert kept.count(False) == 1
    assert after.head is before.head


def test_characters_that_no_font_holds_are_reported() -> None:
    document = small_document()
    card = next(document.all(Card))
    document = set_fields(document, card.id, title="Rune \U00016a40 here").apply(document)
    assert (card.id, "\U00016a40") in placed_of(document).missing


def test_hidden_lanes_are_not_laid_out_and_collapsed_ones_are_low() -> None:
    document = generated_document(30)
    lane = next(row for row in document.all(Lane) if row.kind is LaneKind.PAIN)
    full = next(one for one in placed_of(document).lanes if one.id == lane.id)
    hidden = set_fields(document, lane.id, hidden=True).apply(document)
    assert placed_of(hidden).lane(lane.id) is None
    folded = document.replaced({lane.id: replace(lane, collapsed=True)})
    low = placed_of(folded).lane(lane.id)
    assert low is not None
    assert low.block.cards == ()
    assert low.block.height < full.block.height


def test_an_empty_map_has_its_bands() -> None:
    document = generated_document(0, 1, 1)
    placed = placed_of(document)
    assert len(placed.lanes) == len(document.lanes(document.maps[0].id))
    assert isinstance(document.maps[0], Map)
    assert placed.height > placed.head_height


@pytest.mark.parametrize("high_is_good", [True, False])
def test_long_names_of_levels_stand_in_the_lane_below_its_title_and_apart(
    high_is_good: bool,
) -> None:
    document = small_document()
    long = "a name that goes on over a good many lines " * 4
    scale = Scale(-2, 2, FrozenMap({-2: long, 0: "so", 2: long}), high_is_good)
    document = set_map(document, scale=scale)
    lane = next(one for one in document.all(Lane) if one.kind is LaneKind.EMOTION)
    document = set_fields(document, lane.id, title="a long title " * 6).apply(document)
    placed = next(one for one in placed_of(document).lanes if one.block.id == lane.id).block
    (names,) = [item for item in placed.label.items if isinstance(item, Group)]
    lines = sorted({(run.y, run.text) for run, _spot in walk(names) if isinstance(run, Glyphs)})
    assert lines[0][0] - 10.5 >= placed.label_title.bottom
    assert lines[-1][0] + 3 <= placed.height
    assert all(below[0] - above[0] >= 10.5 for above, below in pairwise(lines))
    assert sum(text.strip() == "so" for _y, text in lines) == 1
