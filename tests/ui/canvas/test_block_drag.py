"""Cards of several cells under the mouse keep their arrangement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.model.entities import Card, Lane, LaneKind
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.camera import Strip
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import Hand, MakeCanvas
from tests.ui.canvas.test_cell_drag import collapse, is_collapsed, two_maps, words
from tests.ui.canvas.test_drag_cards import ALT, CTRL, lane_of, steps_of
from tests.ui.canvas.test_span import mirrored

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.model.document import Document
    from journeyeditor.ui.canvas.view import Canvas

# The first card is the grabbed one; the second stands one step further and, stepping over the curve, one lane down.
TOUCH, TEXT, PAIN = LaneKind.TOUCHPOINT, LaneKind.TEXT, LaneKind.PAIN
STAYS = "the cards stay together"


def pair(canvas: Canvas) -> list[str]:
    """The card in the first cell, and that one step on and a lane below; both selected, and all lanes in sight."""
    document, steps = canvas.editor.document, steps_of(canvas)
    cells = (TOUCH, steps[0]), (TEXT, steps[1])
    keys = [document.cell(lane_of(canvas, kind), step)[0].id for kind, step in cells]
    canvas.set_zoom(0.5)
    canvas.editor.select(keys)
    return keys


def stand(canvas: Canvas, keys: list[str]) -> list[tuple[LaneKind, int]]:
    """In which lane, and under which step, counted from 0."""
    document, steps = canvas.editor.document, steps_of(canvas)
    cards = [document.one(Card, key) for key in keys]
    return [(document.one(Lane, card.lane).kind, steps.index(card.step)) for card in cards]


def cell(
    canvas: Canvas, hand: Hand, kind: LaneKind, step: int, fy: float = 0.95
) -> tuple[float, float]:
    return hand.cell(lane_of(canvas, kind), steps_of(canvas)[step], fy)


def lines(canvas: Canvas) -> list[tuple[str, int]]:
    """The cells in which an insertion mark is shown: kind of lane and number of the step."""
    placed, steps = canvas.placed, steps_of(canvas)
    assert placed is not None
    bars: list[Rect] = [
        item.rect
        for mark in canvas.marks
        for item in mark.items
        if isinstance(item, Box) and item.fill == "drop.line" and mark.strip is Strip.BODY
    ]
    found = []
    for bar in bars:
        lane, column = placed.lane_at(bar.centre[1]), placed.column_at(bar.x + 20)
        assert lane is not None and column is not None
        found.append((lane.block.kind.value, steps.index(column.step)))
    return sorted(found)


@pytest.mark.parametrize("rtl", [False, True])
def test_they_keep_their_arrangement_in_one_undo_step(make: MakeCanvas, rtl: bool) -> None:
    canvas, hand = mirrored(make, rtl)
    keys, before = pair(canvas), canvas.editor.document
    hand.carry(hand.card(keys[0]), cell(canvas, hand, TEXT, 3))
    assert lines(canvas) == [("pain", 4), ("text", 3)]
    assert canvas.editor.document is before
    hand.release(cell(canvas, hand, TEXT, 3))
    assert stand(canvas, keys) == [(TEXT, 3), (PAIN, 4)]
    assert canvas.editor.selection == set(keys)
    canvas.editor.undo()
    assert canvas.editor.document == before
    assert canvas.editor.history.undo_step is None


def test_whichever_is_grabbed_goes_to_the_cell_and_to_the_place_in_it(
    canvas: Canvas, hand: Hand
) -> None:
    keys = pair(canvas)
    hand.drag(hand.card(keys[1]), cell(canvas, hand, PAIN, 3, 0.1))
    assert stand(canvas, keys) == [(TEXT, 2), (PAIN, 3)]
    document, steps = canvas.editor.document, steps_of(canvas)
    assert document.cell(lane_of(canvas, PAIN), steps[3])[0].id == keys[1]
    assert document.cell(lane_of(canvas, TEXT), steps[2])[-1].id == keys[0]


@pytest.mark.parametrize("holding", [CTRL, ALT])
def test_copies_have_the_same_arrangement(
    canvas: Canvas, hand: Hand, holding: Qt.KeyboardModifier
) -> None:
    keys, before = pair(canvas), canvas.editor.document
    hand.drag(hand.card(keys[0]), cell(canvas, hand, TOUCH, 2), holding)
    assert stand(canvas, keys) == [(TOUCH, 0), (TEXT, 1)]
    chosen = canvas.editor.selection
    assert len(chosen) == 2 and not chosen & set(keys)
    assert sorted(stand(canvas, list(chosen))) == [(TEXT, 3), (TOUCH, 2)]
    canvas.editor.undo()
    assert canvas.editor.document == before


@pytest.mark.parametrize("rtl", [False, True])
def test_at_the_edge_the_block_stops_as_a_whole_and_says_so(make: MakeCanvas, rtl: bool) -> None:
    canvas, hand = mirrored(make, rtl)
    keys = pair(canvas)
    end = cell(canvas, hand, LaneKind.BACKSTAGE, 7)
    hand.carry(hand.card(keys[0]), cell(canvas, hand, TOUCH, 7))
    assert STAYS not in words(canvas)
    hand.move(end)
    assert STAYS in words(canvas)
    assert lines(canvas) == [("backstage", 8), ("opportunity", 7)]
    hand.release(end)
    assert stand(canvas, keys) == [(LaneKind.OPPORTUNITY, 7), (LaneKind.BACKSTAGE, 8)]
    start = hand.card(keys[1])
    hand.drag(start, cell(canvas, hand, TOUCH, 0))
    assert stand(canvas, keys) == [(TOUCH, 0), (TEXT, 1)]


def test_all_of_a_map_stays_where_it_is(canvas: Canvas, hand: Hand) -> None:
    pair(canvas)
    document = canvas.editor.document
    steps = steps_of(canvas)
    last = document.cell(lane_of(canvas, TOUCH), steps[7])[0].id
    canvas.commit(message("Last"), set_fields(document, last, span=3))
    before = canvas.editor.document
    canvas.commands.select_all()
    hand.drag(hand.card(last, fx=0.1), cell(canvas, hand, TOUCH, 6))
    assert canvas.editor.document is before


def test_cards_over_several_steps_keep_their_width_and_are_held_where_they_were_grabbed(
    canvas: Canvas, hand: Hand
) -> None:
    keys, steps = pair(canvas), steps_of(canvas)
    canvas.commit(message("Wide"), set_fields(canvas.editor.document, keys[0], span=3))
    hand.drag(hand.card(keys[0], fx=0.9), cell(canvas, hand, TOUCH, 5))
    assert stand(canvas, keys) == [(TOUCH, 3), (TEXT, 4)]
    hand.drag(hand.card(keys[1]), cell(canvas, hand, TEXT, 9))
    assert stand(canvas, keys) == [(TOUCH, len(steps) - 3), (TEXT, 8)]
    assert canvas.editor.document.one(Card, keys[0]).span == 3


def test_within_their_cells_only_those_beside_the_grabbed_one_are_ordered_anew(
    canvas: Canvas, hand: Hand
) -> None:
    keys = pair(canvas)
    lane, step = lane_of(canvas, TEXT), steps_of(canvas)[1]
    canvas.commands.add_card(lane, step)
    canvas.texts.commit()
    canvas.editor.select(keys)
    row = [card.id for card in canvas.editor.document.cell(lane, step)]
    hand.drag(hand.card(keys[1], fy=0.2), cell(canvas, hand, TEXT, 1))
    assert [card.id for card in canvas.editor.document.cell(lane, step)] == row[::-1]
    before = canvas.editor.document
    hand.drag(hand.card(keys[0], fy=0.2), cell(canvas, hand, TOUCH, 0, 0.5))
    assert canvas.editor.document is before


def test_a_lock_on_the_way_keeps_all_of_them_and_is_told(canvas: Canvas, hand: Hand) -> None:
    keys, said = pair(canvas), list[str]()
    canvas.message.connect(lambda told: said.append(told.text(str)))
    lane = lane_of(canvas, PAIN)
    canvas.editor.commit(message("Lock"), set_fields(canvas.editor.document, lane, locked=True))
    before = canvas.editor.document
    hand.drag(hand.card(keys[0]), cell(canvas, hand, TEXT, 3))
    assert canvas.editor.document is before
    assert len(said) == 1 and "lock" in said[0].lower()


def test_escape_takes_it_back(canvas: Canvas, hand: Hand) -> None:
    keys, before = pair(canvas), canvas.editor.document
    hand.carry(hand.card(keys[0]), cell(canvas, hand, TEXT, 3))
    assert len(lines(canvas)) == 2
    hand.key(Qt.Key.Key_Escape)
    assert lines(canvas) == []
    hand.release(cell(canvas, hand, TEXT, 3))
    assert canvas.editor.document is before


def test_collapsed_lanes_are_stepped_over_until_they_open_under_the_drag(
    canvas: Canvas, hand: Hand, qtbot: QtBot
) -> None:
    keys = pair(canvas)
    pains, chances = collapse(canvas, PAIN), collapse(canvas, LaneKind.OPPORTUNITY)
    hand.carry(hand.card(keys[0]), cell(canvas, hand, TEXT, 2))
    assert lines(canvas) == [("backstage", 3), ("text", 2)]
    hand.move(cell(canvas, hand, PAIN, 2))
    qtbot.waitUntil(lambda: not is_collapsed(canvas, pains)[1], timeout=3000)
    end = cell(canvas, hand, TEXT, 2)
    hand.move(end)
    assert lines(canvas) == [("pain", 3), ("text", 2)]
    hand.release(end)
    assert stand(canvas, keys) == [(TEXT, 2), (PAIN, 3)]
    assert is_collapsed(canvas, pains) == (False, False)
    assert is_collapsed(canvas, chances) == (True, True)


def test_on_another_map_they_go_into_the_cell_together(make: MakeCanvas) -> None:
    document, other = two_maps()
    canvas = make(document)
    hand = Hand(canvas)
    canvas.find_map = lambda place: other
    keys = pair(canvas)
    hand.carry(hand.card(keys[0]), cell(canvas, hand, TEXT, 3))
    canvas.show_map(other)
    end = hand.cell("otherlane", "otherstep")
    hand.move(end)
    hand.release(end)
    assert [card.id for card in canvas.editor.document.cell("otherlane", "otherstep")] == keys


@pytest.mark.parametrize(("zoom", "most"), [(0.5, 19), (0.2, 20)])
def test_of_many_cells_those_in_sight_show_where_cards_go(
    make: MakeCanvas, zoom: float, most: int
) -> None:
    canvas = make(many())
    hand = Hand(canvas)
    canvas.set_zoom(zoom)
    document, steps = canvas.editor.document, steps_of(canvas)
    lane = lane_of(canvas, TOUCH)
    keys = [card.id for step in steps[:20] for card in document.cell(lane, step)]
    canvas.editor.select(keys)
    hand.carry(hand.card(keys[0]), cell(canvas, hand, TOUCH, 2))
    assert canvas.placed is not None
    shown = [step for kind, step in lines(canvas)]
    assert shown[0] == 2 and shown == list(range(2, 2 + len(shown)))
    assert 8 < len(shown) <= most


def many() -> Document:
    """A hundred and fifty cards under thirty steps."""
    return generated_document(150, stages=10, steps=3)
