"""A map on paper is a table: painted cell by cell in the order of reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.drawing import Box, Glyphs, Group, Picture, Shape, groups, walk
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Direction, Entity, Lane, LaneKind, Measure
from tests.support.maps import generated_document, small_document
from tests.support.paper import map_layout

DOCUMENT = generated_document(40, 2, 3)


def placed(document: Document) -> PlacedMap:
    return map_layout().place(document, document.maps[0].id)


def of_role(group: Group, role: str) -> list[Group]:
    return [g for g, _spot in groups(group) if g.tag is not None and g.tag.role == role]


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_every_row_has_a_cell_for_each_step(direction: Direction) -> None:
    shown = DOCUMENT.maps[0]
    document = DOCUMENT.replaced({shown.id: replace(shown, direction=direction)})
    rows = of_role(placed(document).picture(), "TR")
    assert len(rows) == 2 + len(document.lanes(shown.id))
    for row in rows:
        cells = [g.tag for g in row.items if isinstance(g, Group) and g.tag is not None]
        assert sum(cell.span for cell in cells if cell.role in {"TD", "TH"}) == 1 + 6


def test_cards_stand_in_the_cell_of_their_first_step() -> None:
    picture = placed(DOCUMENT).picture()
    for cell in of_role(picture, "TD"):
        assert cell.tag is not None
        lane, _, step = cell.tag.key.partition(" ")
        cards = [g.entity for g, _spot in groups(cell) if g.part == "card"]
        if cards:
            assert cards == [card.id for card in DOCUMENT.cell(lane, step)]


def test_a_wide_card_is_in_one_cell_only() -> None:
    card = min(DOCUMENT.all(Card), key=lambda card: card.order)
    document = DOCUMENT.replaced({card.id: replace(card, span=3)})
    every = groups(placed(document).picture())
    assert [g.entity for g, _spot in every if g.part == "card"].count(card.id) == 1


def spans(document: Document, lane: str) -> list[int]:
    """Over how many columns each cell of a lane goes."""
    picture = placed(document).picture()
    tags = [g.tag for g in of_role(picture, "TD") if g.tag is not None]
    return [tag.span for tag in tags if tag.key.startswith(f"{lane} ")]


def with_only(*wanted: tuple[int, int]) -> tuple[Document, str]:
    """A map of six steps with a lane that has only these cards: their first steps, and over how many they go."""
    shown = DOCUMENT.maps[0]
    pains, others = (
        next(lane for lane in DOCUMENT.lanes(shown.id) if lane.kind is kind)
        for kind in (LaneKind.PAIN, LaneKind.TEXT)
    )
    steps = DOCUMENT.map_steps(shown.id)
    changed: dict[str, Entity | None] = {}
    for i, card in enumerate(DOCUMENT.cards(pains.id)):
        changed[card.id] = replace(card, lane=others.id)
        if i < len(wanted):
            first, span = wanted[i]
            changed[card.id] = replace(card, step=steps[first].id, span=span)
    return DOCUMENT.replaced(changed), pains.id


@pytest.mark.parametrize(
    ("cards", "expected"),
    [
        ([(1, 3)], [1, 3, 1, 1]),
        ([(0, 6)], [6]),
        ([(4, 5)], [1, 1, 1, 1, 2]),
        ([(0, 2), (2, 4)], [2, 4]),
        ([(0, 4), (2, 1)], [2, 1, 1, 1, 1]),
        ([(0, 4), (0, 2)], [2, 1, 1, 1, 1]),
        ([(0, 4), (0, 1)], [1, 1, 1, 1, 1, 1]),
        ([(0, 4), (2, 3)], [2, 3, 1]),
    ],
)
@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_a_cell_goes_as_far_as_all_that_begins_in_it_and_into_no_other(
    cards: list[tuple[int, int]], expected: list[int], direction: Direction
) -> None:
    document, lane = with_only(*cards)
    shown = document.maps[0]
    document = document.replaced({shown.id: replace(shown, direction=direction)})
    assert spans(document, lane) == expected


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_the_measures_of_a_stage_go_over_its_steps(direction: Direction) -> None:
    document, key = with_only()
    shown, lane = document.maps[0], document.one(Lane, key)
    measure = Measure(id="measure", stage=document.stages(shown.id)[1].id, order="a", name="Wait")
    document = document.replaced(
        {
            measure.id: measure,
            key: replace(lane, kind=LaneKind.METRIC),
            shown.id: replace(shown, direction=direction),
        }
    )
    assert spans(document, key) == [1, 1, 1, 3]


def test_nothing_that_the_lanes_show_is_left_out_or_doubled() -> None:
    document = small_document()
    there = placed(document)
    leaves = [id(leaf) for leaf, _spot in walk(there.picture()) if not isinstance(leaf, Box)]
    wanted = [there.corner, there.head, there.arrows]
    for lane in there.lanes:
        wanted += [lane.block.body, lane.block.label]
    expected = [
        id(leaf)
        for group in wanted
        for leaf, _spot in walk(group)
        if isinstance(leaf, Glyphs | Shape | Picture)
    ]
    shown = [key for key in leaves if key in set(expected)]
    assert sorted(shown) == sorted(expected)


def test_what_is_painted_stands_where_the_lane_stands() -> None:
    there = placed(DOCUMENT)
    spots = {g.entity: spot for g, spot in groups(there.picture()) if g.part == "card"}
    for lane in there.lanes:
        for card in lane.block.cards:
            x, y = spots[card.id].point(0, 0)
            assert (x, y) == (card.rect.x, card.rect.y + lane.y)


def test_collapsed_lanes_and_lines_are_rows_too() -> None:
    lanes = DOCUMENT.lanes(DOCUMENT.maps[0].id)
    changed = {
        lanes[0].id: replace(lanes[0], collapsed=True),
        lanes[2].id: replace(lanes[2], kind=LaneKind.DIVIDER),
    }
    moved = {card.id: replace(card, lane=lanes[3].id) for card in DOCUMENT.cards(lanes[2].id)}
    document = DOCUMENT.replaced({**changed, **moved})
    rows = of_role(placed(document).picture(), "TR")
    titles = [row.tag.title for row in rows if row.tag is not None and row.tag.title]
    assert titles == [document.one(Lane, lane.id).title for lane in lanes]
    assert all(of_role(row, "TD") for row in rows)
