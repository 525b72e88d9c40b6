import itertools

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.layout.drawing import Glyphs
from journeyeditor.model.entities import Card, Lane, LaneKind, Layer, Persona, Stage, Step
from journeyeditor.model.messages import Message
from journeyeditor.ui.canvas.commands import NOBODY_ELSE
from journeyeditor.ui.canvas.cursor import Cursor
from journeyeditor.ui.canvas.hit import Hit, Part
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.view import Canvas
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import NO, Hand, MakeCanvas
from tests.ui.canvas.test_drag_cards import first_card, lane_of, steps_of

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
K = Qt.Key


def feeling(canvas: Canvas, card: str) -> float | None:
    rating = canvas.editor.document.rating(card, canvas.persona, Layer.NOW)
    return rating.value if rating else None


def test_the_arrows_go_through_the_grid(canvas: Canvas, hand: Hand) -> None:
    card, steps = first_card(canvas), steps_of(canvas)
    hand.click(hand.card(card.id))
    hand.key(K.Key_Right)
    assert canvas.cell.step == steps[1]
    assert canvas.editor.selection == {canvas.cell.card}
    hand.key(K.Key_Down)
    assert canvas.cell.lane == lane_of(canvas, LaneKind.EMOTION)
    assert canvas.editor.selection == frozenset()
    hand.key(K.Key_Up)
    hand.key(K.Key_Left)
    assert canvas.editor.selection == {card.id}


def test_shift_and_arrows_select_more(canvas: Canvas, hand: Hand) -> None:
    hand.click(hand.card(first_card(canvas).id))
    hand.key(K.Key_Right, SHIFT)
    assert len(canvas.editor.selection) == 2


def test_shift_and_arrows_take_back_what_they_selected(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    seen = [canvas.editor.selection]
    for _ in range(3):
        hand.key(K.Key_Right, SHIFT)
        seen.append(canvas.editor.selection)
    assert all(less < more for less, more in itertools.pairwise(seen))
    for before in seen[-2::-1]:
        hand.key(K.Key_Left, SHIFT)
        assert canvas.editor.selection == before
    hand.key(K.Key_Down, SHIFT)
    hand.key(K.Key_Right, SHIFT)
    hand.key(K.Key_Up, SHIFT)
    assert canvas.editor.selection == seen[1]


def test_what_was_selected_besides_stays_when_more_is_selected(canvas: Canvas, hand: Hand) -> None:
    far = canvas.editor.document.cell(lane_of(canvas, LaneKind.PAIN), steps_of(canvas)[3])[0].id
    hand.click(hand.card(first_card(canvas).id))
    one = canvas.editor.selection
    canvas.editor.select(one | {far})
    hand.key(K.Key_Right, SHIFT)
    hand.key(K.Key_Left, SHIFT)
    assert canvas.editor.selection == one | {far}
    hand.key(K.Key_Right)
    assert far not in canvas.editor.selection


def test_ctrl_enter_on_a_head_adds_a_card_in_that_lane_or_step(canvas: Canvas, hand: Hand) -> None:
    steps = steps_of(canvas)
    lanes = [lane_of(canvas, kind) for kind in (LaneKind.TOUCHPOINT, LaneKind.PAIN)]
    hand.click(hand.card(first_card(canvas).id))
    for chosen, lane, step in ((lanes[1], lanes[1], steps[0]), (steps[2], lanes[1], steps[2])):
        before = {card.id for card in canvas.editor.document.all(Card)}
        canvas.editor.select([chosen])
        hand.key(K.Key_Return, CTRL)
        added = [c for c in canvas.editor.document.all(Card) if c.id not in before]
        assert [(card.lane, card.step) for card in added] == [(lane, step)]
        hand.key(K.Key_Escape)
        canvas.cell = Cursor(lanes[1], steps[0])


def test_the_menu_key_without_a_cursor_asks_for_the_menu_of_the_map(
    canvas: Canvas, hand: Hand
) -> None:
    asked: list[Hit] = []
    canvas.context_requested.connect(lambda hit, _at: asked.append(hit))
    hand.key(K.Key_Menu)
    hand.key(K.Key_F10, SHIFT)
    assert [hit.part for hit in asked] == [Part.NOTHING] * 2


def test_tab_goes_in_reading_order_and_leaves_at_the_end(canvas: Canvas, hand: Hand) -> None:
    hand.click(hand.card(first_card(canvas).id))
    hand.key(K.Key_Tab)
    assert canvas.cell.step == steps_of(canvas)[1]
    hand.key(K.Key_Backtab, SHIFT)
    assert canvas.cell.card == first_card(canvas).id
    assert not canvas.keyboard.tab(-1)


def test_typing_in_an_empty_cell_starts_a_card(canvas: Canvas, hand: Hand) -> None:
    lane, step = lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[0]
    canvas.editor.select([card.id for card in canvas.editor.document.cell(lane, step)])
    canvas.commands.delete_selection()
    hand.click(hand.cell(lane, step))
    hand.type("hello")
    hand.key(K.Key_Return)
    cell = canvas.editor.document.cell(lane, step)
    assert [card.title for card in cell] == ["hello"]


def test_digits_rate_for_the_chosen_persona(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    for digit, level in ((K.Key_1, -2), (K.Key_5, 2), (K.Key_3, 0)):
        hand.key(digit, text=chr(digit))
        assert feeling(canvas, card.id) == level
    canvas.persona = canvas.editor.document.personas[1].id
    hand.key(K.Key_4, text="4")
    assert feeling(canvas, card.id) == 1
    hand.key(K.Key_9, text="9")
    assert feeling(canvas, card.id) == 1


def test_a_key_goes_on_to_the_next_persona(canvas: Canvas, hand: Hand) -> None:
    said: list[Message] = []
    canvas.message.connect(said.append)
    people = canvas.editor.document.maps[0].personas
    hand.click(hand.card(first_card(canvas).id))
    met = []
    for _ in people:
        hand.key(K.Key_R, CTRL)
        met.append(canvas.persona)
    assert met == [*people[1:], people[0]]
    names = [dict(one.values)["name"] for one in said]
    assert names == [canvas.editor.document.one(Persona, str(key)).name for key in met]


def test_the_dots_under_the_mouse_are_the_next_persona_s(canvas: Canvas, hand: Hand) -> None:
    steps, lane = steps_of(canvas), lane_of(canvas, LaneKind.EMOTION)
    changed = False
    for step in steps[:4]:
        hand.move(hand.cell(lane, step, 0.95), held=Qt.MouseButton.NoButton)
        before = canvas.marks
        hand.key(K.Key_R, CTRL)
        changed |= canvas.marks != before
        assert canvas.marks == canvas.overlay.marks()
    assert changed


def test_alone_or_with_nobody_there_is_no_next_one(make: MakeCanvas) -> None:
    for people in (0, 1):
        canvas = make(generated_document(5, personas=people))
        said: list[Message] = []
        canvas.message.connect(said.append)
        before = canvas.persona
        Hand(canvas).key(K.Key_R, CTRL)
        assert canvas.persona == before
        assert [one.key for one in said] == [NOBODY_ELSE]


@pytest.mark.parametrize("kind", [Card, Stage, Step, Lane])
def test_letters_write_over_the_title_of_what_is_selected(
    canvas: Canvas, hand: Hand, kind: type[Card | Stage | Step | Lane]
) -> None:
    key = next(iter(canvas.editor.document.all(kind))).id
    before = canvas.editor.document
    canvas.editor.select([key])
    hand.type("new")
    hand.key(K.Key_Return)
    assert canvas.editor.document.one(kind, key).title == "new"
    canvas.editor.undo()
    assert canvas.editor.document == before


def test_letters_do_nothing_to_several_cards(canvas: Canvas, hand: Hand) -> None:
    before = canvas.editor.document
    canvas.editor.select([card.id for card in before.all(Card)])
    hand.type("n")
    assert canvas.texts.box is None
    assert canvas.editor.document is before


def test_enter_brings_the_cursor_to_the_first_cell(canvas: Canvas, hand: Hand) -> None:
    assert not canvas.cell.lane
    hand.key(K.Key_Return)
    assert canvas.cell.card == first_card(canvas).id


def test_plus_minus_and_backspace(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    hand.key(K.Key_3, text="3")
    hand.key(K.Key_Plus, text="+")
    assert feeling(canvas, card.id) == 1
    hand.key(K.Key_Minus, text="-")
    hand.key(K.Key_Minus, text="-")
    assert feeling(canvas, card.id) == -1
    hand.key(K.Key_Backspace)
    assert feeling(canvas, card.id) is None
    assert card.id in canvas.editor.document


def test_several_touchpoints_are_rated_in_one_step(canvas: Canvas, hand: Hand) -> None:
    lane = lane_of(canvas, LaneKind.TOUCHPOINT)
    cards = [canvas.editor.document.cell(lane, step)[0].id for step in steps_of(canvas)[:3]]
    canvas.editor.select(cards)
    hand.key(K.Key_1, text="1")
    assert [feeling(canvas, card) for card in cards] == [-2, -2, -2]
    canvas.editor.undo()
    assert canvas.editor.history.undo_step is None


def test_only_touchpoints_are_rated(canvas: Canvas, hand: Hand) -> None:
    said: list[object] = []
    canvas.message.connect(said.append)
    canvas.editor.select([first_card(canvas, LaneKind.PAIN).id])
    hand.key(K.Key_1, text="1")
    assert len(said) == 1
    assert canvas.editor.history.undo_step is None


def test_control_and_arrows_move_cards(canvas: Canvas, hand: Hand) -> None:
    card, steps = first_card(canvas), steps_of(canvas)
    hand.click(hand.card(card.id))
    hand.key(K.Key_Right, CTRL)
    assert canvas.editor.document.one(Card, card.id).step == steps[1]
    # The emotion lane below holds no cards and is stepped over.
    hand.key(K.Key_Down, CTRL)
    assert canvas.editor.document.one(Card, card.id).lane == lane_of(canvas, LaneKind.TEXT)
    assert canvas.cell.card == card.id
    hand.key(K.Key_Left, CTRL)
    said: list[object] = []
    canvas.message.connect(said.append)
    hand.key(K.Key_Left, CTRL)
    assert len(said) == 1


def test_the_first_arrow_goes_to_the_first_cell(canvas: Canvas, hand: Hand) -> None:
    hand.key(K.Key_Right)
    assert canvas.cell.card == first_card(canvas).id
    hand.key(K.Key_Right)
    assert canvas.cell.step == steps_of(canvas)[1]


def test_alt_and_arrows_reorder_within_the_cell(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    canvas.commands.add_card(card.lane, card.step)
    canvas.texts.commit()
    row = [c.id for c in canvas.editor.document.cell(card.lane, card.step)]
    canvas.editor.select([row[0]])
    hand.key(K.Key_Down, ALT)
    after = [c.id for c in canvas.editor.document.cell(card.lane, card.step)]
    assert after[:2] == [row[1], row[0]]
    hand.key(K.Key_Up, ALT)
    assert [c.id for c in canvas.editor.document.cell(card.lane, card.step)] == row


def test_delete_and_escape(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    hand.key(K.Key_Escape)
    assert canvas.editor.selection == frozenset()
    hand.key(K.Key_Delete)
    assert card.id in canvas.editor.document
    hand.click(hand.card(card.id))
    hand.key(K.Key_Delete)
    assert card.id not in canvas.editor.document
    assert canvas.cell.step == card.step


def test_the_last_step_of_a_stage_is_refused_in_words(canvas: Canvas) -> None:
    said: list[object] = []
    canvas.message.connect(said.append)
    document = canvas.editor.document
    stage = document.stages(document.maps[0].id)[0]
    canvas.editor.select([step.id for step in document.steps(stage.id)])
    canvas.commands.delete_selection()
    assert len(said) == 1
    assert canvas.editor.document is document


@pytest.mark.parametrize("key", [K.Key_1, K.Key_Left, K.Key_Delete, K.Key_F2, K.Key_Space])
def test_own_keys_go_before_shortcuts_of_the_window(canvas: Canvas, hand: Hand, key: K) -> None:
    hand.click(hand.card(first_card(canvas).id))
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NO, "1" if key is K.Key_1 else "")
    event.ignore()
    QApplication.sendEvent(canvas, event)
    assert event.isAccepted()


def test_control_z_is_left_to_the_window(canvas: Canvas) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, K.Key_Z, CTRL, "")
    event.ignore()
    QApplication.sendEvent(canvas, event)
    assert not event.isAccepted()


def test_home_and_end(canvas: Canvas, hand: Hand) -> None:
    steps = steps_of(canvas)
    hand.click(hand.card(first_card(canvas).id))
    hand.key(K.Key_End)
    assert canvas.cell.step == steps[-1]
    hand.key(K.Key_Home)
    assert canvas.cell.step == steps[0]
    hand.key(K.Key_End, CTRL)
    assert canvas.cell.lane == lane_of(canvas, LaneKind.BACKSTAGE)
    hand.key(K.Key_Home, CTRL)
    assert canvas.cell.lane == lane_of(canvas, LaneKind.TOUCHPOINT)


def test_all_and_duplicate(canvas: Canvas, hand: Hand) -> None:
    hand.key(K.Key_A, CTRL)
    assert len(canvas.editor.selection) == 40
    canvas.editor.select([first_card(canvas).id])
    hand.key(K.Key_D, CTRL)
    assert len(list(canvas.editor.document.all(Card))) == 41


def test_the_menu_key_asks_for_the_menu_of_the_card(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    asked: list[str] = []
    canvas.context_requested.connect(lambda hit, _point: asked.append(hit.entity))
    hand.key(K.Key_Menu)
    assert asked == [card.id]


def test_the_cursor_is_told_in_words(canvas: Canvas, hand: Hand) -> None:
    told: list[str] = []
    canvas.cursor_described.connect(told.append)
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    hand.key(K.Key_2, text="2")
    assert told[-1].startswith(card.title)
    assert "Stage 1 · Step 1.1 · 1 of 1" in told[-1]
    canvas.describe()
    assert told[-1].endswith("Annoyed −1")


def test_during_a_drag_only_escape_and_undo_mean_something(canvas: Canvas, hand: Hand) -> None:
    card, before = first_card(canvas), canvas.editor.document
    end = hand.cell(card.lane, steps_of(canvas)[2])
    for key, modifiers in ((K.Key_Escape, NO), (K.Key_Z, CTRL)):
        hand.carry(hand.card(card.id), end)
        hand.key(K.Key_1, text="1")
        hand.key(K.Key_Delete)
        assert canvas.mouse.gesture is not None
        hand.key(key, modifiers)
        assert canvas.mouse.gesture is None
        hand.release(end)
        assert canvas.editor.document is before


def test_an_empty_map_says_what_to_do_until_it_has_a_card(make: MakeCanvas) -> None:
    canvas = make(generated_document(0))
    hint = next(mark for mark in canvas.marks if words_of(mark).startswith("Drag"))
    lane = canvas.placed.lanes[0] if canvas.placed else None
    assert lane is not None
    assert lane.y <= hint.rect.y and hint.rect.bottom <= lane.bottom
    canvas.commands.add_card(lane.id, steps_of(canvas)[0])
    assert not any(words_of(mark).startswith("Drag") for mark in canvas.marks)


def words_of(mark: Mark) -> str:
    return "".join(item.text for item in mark.items if isinstance(item, Glyphs))


def selected(canvas: Canvas) -> str:
    (key,) = canvas.editor.selection
    return key


def test_the_arrows_reach_stages_steps_and_lanes(canvas: Canvas, hand: Hand) -> None:
    document = canvas.editor.document
    stages = [stage.id for stage in document.stages(document.maps[0].id)]
    lanes = [lane.id for lane in document.lanes(document.maps[0].id)]
    card, steps = first_card(canvas), steps_of(canvas)
    hand.click(hand.card(card.id))
    for key, there in (
        (K.Key_Up, steps[0]),
        (K.Key_Right, steps[1]),
        (K.Key_Right, steps[2]),
        (K.Key_Up, stages[1]),
        (K.Key_Up, stages[1]),
        (K.Key_Left, stages[0]),
        (K.Key_Left, stages[0]),
        (K.Key_Down, steps[0]),
        (K.Key_Down, card.id),
        (K.Key_Left, lanes[0]),
        (K.Key_Left, lanes[0]),
        (K.Key_Down, lanes[1]),
        (K.Key_Up, lanes[0]),
        (K.Key_Right, card.id),
    ):
        hand.key(key)
        assert selected(canvas) == there
    assert canvas.cell.card == card.id


def test_a_head_that_was_reached_by_keys_is_renamed_and_deleted(canvas: Canvas, hand: Hand) -> None:
    hand.click(hand.card(first_card(canvas).id))
    hand.key(K.Key_Up)
    step = selected(canvas)
    hand.key(K.Key_F2)
    hand.type("renamed")
    hand.key(K.Key_Return)
    assert canvas.editor.document.one(Step, step).title == "renamed"
    assert selected(canvas) == step
    hand.key(K.Key_Delete)
    assert step not in canvas.editor.document


def test_control_enter_adds_a_card_below(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    hand.key(K.Key_Return, CTRL)
    assert canvas.texts.key == canvas.editor.document.cell(card.lane, card.step)[1].id


def test_the_menu_key_asks_for_the_menu_of_a_head(canvas: Canvas, hand: Hand) -> None:
    hand.click(hand.card(first_card(canvas).id))
    asked: list[tuple[str, str]] = []
    canvas.context_requested.connect(lambda hit, _point: asked.append((hit.part, hit.entity)))
    for key, part in ((K.Key_Up, "step"), (K.Key_Up, "stage")):
        hand.key(key)
        hand.key(K.Key_F10, SHIFT)
        assert asked[-1] == (part, selected(canvas))
    hand.key(K.Key_Home)
    hand.key(K.Key_Left)
    hand.key(K.Key_Menu)
    assert asked[-1] == ("lane", selected(canvas))


def test_a_key_of_the_canvas_first_keeps_what_is_new(canvas: Canvas) -> None:
    """Its field is open while the canvas has the keys, as where a window lost them meanwhile."""
    lane, step = lane_of(canvas, LaneKind.PAIN), steps_of(canvas)[0]
    canvas.commands.add_card(lane, step)
    key = canvas.texts.key
    canvas.keyboard.run("move-right")
    document = canvas.editor.document
    assert document.one(Card, key).step == steps_of(canvas)[1]
    assert [canvas.editor.undo() is not None for _ in range(2)] == [True, True]
    assert key not in canvas.editor.document
