from PySide6.QtCore import Qt

from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.ui.canvas.auto_scroll import ZONE
from journeyeditor.ui.canvas.tools.drag_cards import DragCards
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import Hand

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def lane_of(canvas: Canvas, kind: LaneKind) -> str:
    document = canvas.editor.document
    return next(x.id for x in document.lanes(document.maps[0].id) if x.kind is kind)


def steps_of(canvas: Canvas) -> list[str]:
    document = canvas.editor.document
    return [step.id for step in document.map_steps(document.maps[0].id)]


def first_card(canvas: Canvas, kind: LaneKind = LaneKind.TOUCHPOINT) -> Card:
    document = canvas.editor.document
    steps = steps_of(canvas)
    return document.cell(lane_of(canvas, kind), steps[0])[0]


def test_a_card_is_dragged_to_another_step_in_one_undo_step(canvas: Canvas, hand: Hand) -> None:
    card, steps = first_card(canvas), steps_of(canvas)
    before = canvas.editor.document
    hand.drag(hand.card(card.id), hand.cell(card.lane, steps[2], 0.95))
    moved = canvas.editor.document.one(Card, card.id)
    assert moved.step == steps[2]
    assert canvas.editor.document.cell(card.lane, steps[2])[-1].id == card.id
    assert canvas.editor.selection == {card.id}
    canvas.editor.undo()
    assert canvas.editor.document == before
    assert canvas.editor.history.undo_step is None


def test_a_card_is_dragged_to_another_lane(canvas: Canvas, hand: Hand) -> None:
    card, pains = first_card(canvas), lane_of(canvas, LaneKind.PAIN)
    canvas.set_zoom(0.6)
    hand.drag(hand.card(card.id), hand.cell(pains, card.step))
    assert canvas.editor.document.one(Card, card.id).lane == pains


def test_a_card_is_dropped_between_two_others(canvas: Canvas, hand: Hand) -> None:
    card, steps = first_card(canvas), steps_of(canvas)
    for _ in range(2):
        canvas.commands.add_card(card.lane, steps[1])
        canvas.texts.commit()
    row = [c.id for c in canvas.editor.document.cell(card.lane, steps[1])]
    assert len(row) >= 3
    hand.drag(hand.card(card.id), hand.card(row[1], fy=0.2))
    assert [c.id for c in canvas.editor.document.cell(card.lane, steps[1])] == [
        row[0], card.id, *row[1:],
    ]  # fmt: skip


def test_a_drag_shows_ghost_target_and_insertion_mark_and_changes_nothing(
    canvas: Canvas, hand: Hand
) -> None:
    card, before = first_card(canvas), canvas.editor.document
    hand.carry(hand.card(card.id), hand.cell(card.lane, steps_of(canvas)[1]))
    assert 0.7 in [mark.opacity for mark in canvas.marks if mark.pixmap is not None]
    roles = {getattr(item, "fill", None) for mark in canvas.marks for item in mark.items}
    assert {"drop", "drop.line"} <= roles
    assert canvas.editor.document is before


def test_escape_takes_a_drag_back(canvas: Canvas, hand: Hand) -> None:
    card, before = first_card(canvas), canvas.editor.document
    end = hand.cell(card.lane, steps_of(canvas)[2])
    hand.carry(hand.card(card.id), end)
    hand.key(Qt.Key.Key_Escape)
    assert canvas.mouse.gesture is None
    assert not any(mark.pixmap is not None for mark in canvas.marks)
    hand.release(end)
    assert canvas.editor.document is before


def test_no_card_can_be_put_on_the_curve(canvas: Canvas, hand: Hand) -> None:
    card, before = first_card(canvas), canvas.editor.document
    end = hand.cell(lane_of(canvas, LaneKind.EMOTION), steps_of(canvas)[1], 0.4)
    hand.carry(hand.card(card.id), end)
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    hand.release(end)
    assert canvas.editor.document is before


def test_a_small_movement_is_a_click(canvas: Canvas, hand: Hand) -> None:
    card, before = first_card(canvas), canvas.editor.document
    x, y = hand.card(card.id)
    hand.drag((x, y), (x + 2, y + 2))
    assert canvas.editor.document is before
    assert canvas.editor.selection == {card.id}


def test_control_and_alt_copy(canvas: Canvas, hand: Hand) -> None:
    card, steps = first_card(canvas), steps_of(canvas)
    for modifier in (CTRL, ALT):
        count = len(list(canvas.editor.document.all(Card)))
        hand.drag(hand.card(card.id), hand.cell(card.lane, steps[1], 0.95), modifier)
        assert len(list(canvas.editor.document.all(Card))) == count + 1
        assert canvas.editor.document.one(Card, card.id).step == steps[0]


def test_several_cards_go_together_with_their_number_on_the_ghost(
    canvas: Canvas, hand: Hand
) -> None:
    steps, lane = steps_of(canvas), lane_of(canvas, LaneKind.TOUCHPOINT)
    canvas.commands.add_card(lane, steps[0])
    canvas.texts.commit()
    first, second = canvas.editor.document.cell(lane, steps[0])
    named = canvas.editor.history.undo_step
    canvas.editor.select([first.id, second.id])
    end = hand.cell(lane, steps[3], 0.95)
    hand.carry(hand.card(second.id), end)
    texts = [item.text for m in canvas.marks for item in m.items if hasattr(item, "text")]
    assert "2" in texts
    hand.release(end)
    cell = [c.id for c in canvas.editor.document.cell(lane, steps[3])]
    assert cell[-2:] == [first.id, second.id]
    assert canvas.editor.history.undo_step != named
    canvas.editor.undo()
    assert canvas.editor.history.undo_step == named


def test_the_map_scrolls_when_a_drag_is_held_at_its_edge(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    x, y = hand.card(card.id)
    hand.carry((x, y), (canvas.viewport().width() - ZONE / 4, y))
    before = canvas.camera.x
    canvas.mouse.tick()
    assert canvas.camera.x < before
    assert isinstance(canvas.mouse.gesture, DragCards)
    hand.key(Qt.Key.Key_Escape)


def test_another_button_takes_a_drag_back(canvas: Canvas, hand: Hand) -> None:
    card, before = first_card(canvas), canvas.editor.document
    end = hand.cell(card.lane, steps_of(canvas)[2])
    hand.carry(hand.card(card.id), end)
    hand.press(end)
    hand.release(end)
    assert canvas.editor.document is before
