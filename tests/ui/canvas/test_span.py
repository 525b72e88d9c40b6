"""Resizing a card over the steps by its sides."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, Direction, LaneKind
from journeyeditor.ui.canvas.handles import LEAST_WIDTH, REACH
from journeyeditor.ui.canvas.hit import Part
from journeyeditor.ui.canvas.tools.span import SpanDrag
from journeyeditor.ui.canvas.view import Canvas
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import NONE, Hand, MakeCanvas
from tests.ui.canvas.test_cell_drag import words
from tests.ui.canvas.test_drag_cards import lane_of, steps_of


def third(canvas: Canvas) -> Card:
    """The touchpoint at the third step."""
    lane = lane_of(canvas, LaneKind.TOUCHPOINT)
    return canvas.editor.document.cell(lane, steps_of(canvas)[2])[0]


def mirrored(make: MakeCanvas, rtl: bool) -> tuple[Canvas, Hand]:
    document = generated_document(40)
    patch = set_fields(document, document.maps[0].id, direction=Direction.RTL)
    canvas = make(patch.apply(document) if rtl else document)
    return canvas, Hand(canvas)


def grip(canvas: Canvas, hand: Hand, key: str, leading: bool) -> tuple[float, float]:
    """A side of a card, in viewport pixels."""
    assert canvas.placed is not None
    x, y = hand.card(key, 0.0 if leading is not canvas.placed.rtl else 1.0, 0.5)
    return x, y


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize(
    ("leading", "by", "first", "span"),
    [(False, 1, 2, 2), (False, 2, 2, 3), (True, -1, 1, 2), (True, -2, 0, 3), (False, -1, 2, 1)],
)
def test_a_side_is_dragged_from_step_to_step(
    make: MakeCanvas, rtl: bool, leading: bool, by: int, first: int, span: int
) -> None:
    canvas, hand = mirrored(make, rtl)
    card, before, steps = third(canvas), canvas.editor.document, steps_of(canvas)
    assert canvas.placed is not None
    width = canvas.placed.columns[0].w * canvas.zoom * (-1 if rtl else 1)
    hand.click(hand.card(card.id))
    x, y = grip(canvas, hand, card.id, leading)
    hand.carry((x, y), (x + by * width * 0.8, y))
    assert isinstance(canvas.mouse.gesture, SpanDrag)
    assert ("steps" if span > 1 else "step") in words(canvas)
    assert canvas.editor.document is before
    hand.release((x + by * width * 0.8, y))
    after = canvas.editor.document.one(Card, card.id)
    assert (after.step, after.span) == (steps[first], span)
    if span > 1:
        canvas.editor.undo()
    assert canvas.editor.document == before
    assert canvas.editor.history.undo_step is None


def test_escape_leaves_a_card_as_wide_as_it_was(canvas: Canvas, hand: Hand) -> None:
    card, before = third(canvas), canvas.editor.document
    hand.click(hand.card(card.id))
    x, y = grip(canvas, hand, card.id, False)
    hand.carry((x, y), (x + 200, y))
    hand.key(Qt.Key.Key_Escape)
    hand.release((x + 200, y))
    assert canvas.editor.document is before


def test_a_side_is_as_large_as_a_finger_where_there_is_room(make: MakeCanvas) -> None:
    canvas = make(generated_document(5, stages=3, steps=1))
    hand = Hand(canvas)
    lane = lane_of(canvas, LaneKind.TOUCHPOINT)
    card = canvas.editor.document.cell(lane, steps_of(canvas)[0])[0]
    hand.click(hand.card(card.id))
    x, y = grip(canvas, hand, card.id, False)
    for off in (-8.0, 0.0, 20.0, 2 * REACH - 14):
        hand.move((x + off, y), held=NONE)
        assert canvas.hover.part is Part.SPAN, off
        assert canvas.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor
    hand.move((x - 30, y), held=NONE)
    assert canvas.hover.part is Part.CARD


def test_on_its_side_a_card_is_clicked_and_edited_as_elsewhere(canvas: Canvas, hand: Hand) -> None:
    card = third(canvas)
    hand.move(hand.card(card.id), held=NONE)
    x, y = grip(canvas, hand, card.id, False)
    hand.move((x - 3, y - 40), held=NONE)
    assert canvas.hover.part is Part.SPAN
    hand.click((x - 3, y - 40))
    assert canvas.editor.selection == {card.id}
    assert canvas.cell.card == card.id
    hand.double_click((x - 3, y - 40))
    assert canvas.texts.key == card.id


def test_a_neighbour_keeps_what_is_its_own(canvas: Canvas, hand: Hand) -> None:
    card = third(canvas)
    hand.click(hand.card(card.id))
    other = canvas.editor.document.cell(card.lane, steps_of(canvas)[3])[0]
    x, y = hand.card(other.id, 0.0, 0.5)
    hand.move((x + 12, y), held=NONE)
    assert (canvas.hover.part, canvas.hover.entity) == (Part.CARD, other.id)


def test_small_cards_have_no_handles(canvas: Canvas, hand: Hand) -> None:
    card = third(canvas)
    hand.click(hand.card(card.id))
    canvas.set_zoom(LEAST_WIDTH / 400)
    hand.move(hand.card(card.id, 1.0, 0.5), held=NONE)
    assert canvas.hover.part is not Part.SPAN
    assert canvas.handles.marks() == ()
