import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, Lane, LaneKind, Stage, Step
from journeyeditor.model.messages import message
from journeyeditor.model.rules import MAX_TEXT
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.field_box import RIM
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import Hand, MakeCanvas
from tests.ui.canvas.test_drag_cards import first_card, lane_of, steps_of
from tests.ui.canvas.test_span import mirrored

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def test_a_double_click_edits_the_title_in_one_undo_step(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    before = canvas.editor.document
    hand.double_click(hand.card(card.id, fy=0.2))
    assert canvas.texts.key == card.id
    hand.type("new")
    hand.key(Qt.Key.Key_Space, text=" ")
    hand.type("name")
    assert canvas.editor.document is before
    hand.key(ENTER)
    assert canvas.texts.box is None
    assert canvas.editor.document.one(Card, card.id).title == "new name"
    assert canvas.hasFocus()
    canvas.editor.undo()
    assert canvas.editor.document == before
    assert canvas.editor.history.undo_step is None


def test_a_double_click_on_the_text_edits_the_text(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    assert canvas.placed is not None
    found = canvas.placed.card(card.id)
    assert found is not None
    lane, placed = found
    hand.double_click(hand.view(placed.text.x + 5, lane.y + placed.text.y + 5))
    assert canvas.texts.box is not None
    assert canvas.texts.box.fields["text"].hasFocus()
    hand.type("more")
    hand.key(ENTER)
    after = canvas.editor.document.one(Card, card.id)
    assert (after.title, after.text) == (card.title, "more")


def test_escape_leaves_the_old_text(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    before = canvas.editor.document
    canvas.edit(card.id)
    hand.type("never")
    hand.key(ESC)
    assert canvas.texts.box is None
    assert canvas.editor.document is before


def test_the_same_text_is_no_step(canvas: Canvas, hand: Hand) -> None:
    canvas.edit(first_card(canvas).id)
    hand.key(ENTER)
    assert canvas.editor.history.undo_step is None


def test_shift_enter_breaks_the_line_and_the_field_grows(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    canvas.edit(card.id)
    box = canvas.texts.box
    assert box is not None
    before = box.height()
    for _ in range(8):
        hand.type("line")
        hand.key(ENTER, Qt.KeyboardModifier.ShiftModifier, "\r")
    assert box.height() > before
    canvas.commit_pending()
    assert canvas.editor.document.one(Card, card.id).title.count("\n") == 8


def test_clicking_elsewhere_keeps_what_was_typed(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    canvas.edit(card.id)
    hand.type("kept")
    hand.click(hand.cell(card.lane, steps_of(canvas)[1], 0.98))
    assert canvas.texts.box is None
    assert canvas.editor.document.one(Card, card.id).title == "kept"


def test_leaving_for_another_widget_keeps_what_was_typed(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    canvas.edit(card.id)
    hand.type("kept")
    canvas.setFocus()
    assert canvas.texts.box is None
    assert canvas.editor.document.one(Card, card.id).title == "kept"


def test_the_arrows_lead_between_title_and_text(canvas: Canvas, hand: Hand) -> None:
    canvas.edit(first_card(canvas).id)
    box = canvas.texts.box
    assert box is not None
    hand.key(Qt.Key.Key_Down)
    assert box.fields["text"].hasFocus()
    box.fields["text"].moveCursor(box.fields["text"].textCursor().MoveOperation.Start)
    hand.key(Qt.Key.Key_Up)
    assert box.fields["title"].hasFocus()


def test_control_enter_goes_on_with_a_card_below(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    canvas.edit(card.id)
    hand.type("first")
    hand.key(ENTER, Qt.KeyboardModifier.ControlModifier)
    cell = canvas.editor.document.cell(card.lane, card.step)
    assert cell[0].title == "first"
    assert canvas.texts.key == cell[1].id
    assert cell[1].title == ""


def test_tab_goes_on_to_the_next_step(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    canvas.edit(card.id)
    hand.type("first")
    hand.key(Qt.Key.Key_Tab)
    assert canvas.texts.box is None
    assert canvas.editor.document.one(Card, card.id).title == "first"
    assert canvas.cell.step == steps_of(canvas)[1]


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Tab, 2), (Qt.Key.Key_Backtab, 0)])
def test_tab_goes_on_as_the_map_is_read(
    make: MakeCanvas, rtl: bool, key: Qt.Key, step: int
) -> None:
    canvas, hand = mirrored(make, rtl)
    steps, lane = steps_of(canvas), lane_of(canvas, LaneKind.TOUCHPOINT)
    card = canvas.editor.document.cell(lane, steps[1])[0]
    hand.click(hand.card(card.id))
    canvas.edit(card.id)
    hand.key(key)
    assert (canvas.cell.lane, canvas.cell.step) == (lane, steps[step])


def test_heads_and_labels_are_edited_in_place(canvas: Canvas, hand: Hand) -> None:
    document = canvas.editor.document
    stage = document.stages(document.maps[0].id)[0]
    lane = lane_of(canvas, LaneKind.PAIN)
    step = steps_of(canvas)[1]
    for key, name in ((stage.id, "begin"), (step, "step"), (lane, "lane")):
        canvas.edit(key)
        hand.type(name)
        hand.key(ENTER)
    after = canvas.editor.document
    assert after.one(Stage, stage.id).title == "begin"
    assert after.one(Step, step).title == "step"
    assert after.one(Lane, lane).title == "lane"


def test_a_double_click_on_a_goal_edits_the_goal(canvas: Canvas, hand: Hand) -> None:
    assert canvas.placed is not None
    head = canvas.placed.stages[0]
    assert head.goal is not None
    hand.double_click(hand.view(head.goal.x + 4, head.goal.y + 4, Strip.HEAD))
    hand.type("goal")
    hand.key(ENTER)
    assert canvas.editor.document.one(Stage, head.id).goal == "goal"


def test_the_field_follows_its_card(canvas: Canvas) -> None:
    card = first_card(canvas)
    canvas.edit(card.id)
    canvas.set_zoom(1.4)
    canvas.scroll_by(-40, -20)
    assert canvas.texts.box is not None
    assert canvas.placed is not None
    rect = canvas.placed.card_rect(card.id)
    assert rect is not None
    at = canvas.to_view(Strip.BODY, rect)
    assert canvas.texts.box.x() == round(at.x) - RIM
    assert canvas.texts.box.width() == round(at.w) + 2 * RIM


def test_a_field_goes_with_its_card(canvas: Canvas) -> None:
    card = first_card(canvas)
    canvas.edit(card.id)
    canvas.editor.select([card.id])
    canvas.commands.delete_selection()
    assert card.id not in canvas.editor.document
    assert canvas.texts.box is None


def test_undo_of_another_edit_leaves_the_field_alone(canvas: Canvas, hand: Hand) -> None:
    first = first_card(canvas)
    other = canvas.editor.document.cell(first.lane, steps_of(canvas)[1])[0]
    canvas.commands.add_card(other.lane, other.step)
    canvas.texts.commit()
    canvas.edit(first.id)
    hand.type("typed")
    canvas.editor.undo()
    assert canvas.texts.key == first.id
    canvas.commit_pending()
    assert canvas.editor.document.one(Card, first.id).title == "typed"


def test_a_text_that_is_too_long_stays_in_its_field_and_says_so(canvas: Canvas) -> None:
    card = first_card(canvas)
    said: list[object] = []
    canvas.message.connect(said.append)
    canvas.edit(card.id)
    box = canvas.texts.box
    assert box is not None
    box.fields["text"].setPlainText("x" * (MAX_TEXT + 1))
    canvas.commit_pending()
    assert len(said) == 1
    assert canvas.texts.box is box
    canvas.texts.cancel()


def test_a_new_card_and_its_title_are_one_step(canvas: Canvas, hand: Hand) -> None:
    before = canvas.editor.document
    lane, step = lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[1]
    canvas.commands.add_card(lane, step)
    key = canvas.texts.key
    assert key in canvas.editor.document
    hand.type("new")
    hand.key(ENTER)
    assert canvas.editor.document.one(Card, key).title == "new"
    canvas.editor.undo()
    assert canvas.editor.document == before
    assert canvas.editor.history.undo_step is None
    canvas.editor.redo()
    assert canvas.editor.document.one(Card, key).title == "new"


def test_escape_takes_a_new_card_back(canvas: Canvas, hand: Hand) -> None:
    before = canvas.editor.document
    canvas.commands.add_card(lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[1])
    hand.type("new")
    hand.key(ESC)
    assert canvas.editor.document == before
    assert canvas.editor.history.undo_step is None
    assert canvas.texts.box is None
    assert canvas.hasFocus()


def test_escape_keeps_a_new_lane_that_has_its_name(canvas: Canvas, hand: Hand) -> None:
    canvas.commands.add_lane(LaneKind.PAIN)
    key = canvas.texts.key
    hand.type("other")
    hand.key(ESC)
    assert canvas.editor.document.one(Lane, key).title == "Pain points"
    assert not canvas.editor.in_gesture


def test_a_new_card_left_without_a_title_stays(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    canvas.commands.add_card(card.lane, card.step)
    key = canvas.texts.key
    hand.key(ENTER)
    assert canvas.editor.document.one(Card, key).title == ""
    assert canvas.editor.history.undo_step is not None


def test_another_step_ends_the_one_of_a_new_card(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    canvas.commands.add_card(card.lane, card.step)
    key = canvas.texts.key
    hand.type("new")
    patch = set_fields(canvas.editor.document, card.id, title="other")
    assert canvas.commit(message("x"), patch)
    after = canvas.editor.document
    assert (after.one(Card, key).title, after.one(Card, card.id).title) == ("new", "other")


def test_a_title_that_is_refused_leaves_the_new_card_and_the_field(canvas: Canvas) -> None:
    card = first_card(canvas)
    said: list[object] = []
    canvas.message.connect(said.append)
    canvas.commands.add_card(card.lane, card.step)
    key, box = canvas.texts.key, canvas.texts.box
    assert box is not None
    box.fields["text"].setPlainText("x" * (MAX_TEXT + 1))
    canvas.commit_pending()
    assert len(said) == 1
    assert canvas.texts.box is box
    assert not canvas.editor.in_gesture
    assert key in canvas.editor.document
    canvas.texts.cancel()
    assert key in canvas.editor.document


def test_undo_from_elsewhere_takes_a_new_card_and_its_field(canvas: Canvas) -> None:
    before = canvas.editor.document
    card = first_card(canvas)
    canvas.commands.add_card(card.lane, card.step)
    canvas.editor.undo()
    assert canvas.editor.document == before
    assert canvas.texts.box is None
    assert not canvas.editor.in_gesture


def test_a_text_committed_from_elsewhere_meanwhile_is_replaced_not_lost(
    canvas: Canvas, hand: Hand
) -> None:
    card = first_card(canvas)
    canvas.edit(card.id)
    hand.type("mine")
    canvas.editor.commit(message("x"), set_fields(canvas.editor.document, card.id, channel="shop"))
    canvas.commit_pending()
    after = canvas.editor.document.one(Card, card.id)
    assert (after.title, after.channel) == ("mine", "shop")


def test_a_step_made_for_another_state_is_told_and_not_done(canvas: Canvas) -> None:
    said: list[str] = []
    canvas.message.connect(lambda told: said.append(told.text()))
    card = first_card(canvas)
    late = set_fields(canvas.editor.document, card.id, title="late")
    assert canvas.commit(message("x"), set_fields(canvas.editor.document, card.id, title="mine"))
    assert not canvas.commit(message("x"), late)
    assert canvas.editor.document.one(Card, card.id).title == "mine"
    assert said == ["The document changed in the meantime; look at it and try again."]


def test_a_style_sheet_of_the_window_does_not_dress_the_fields(
    canvas: Canvas, qapp: QApplication
) -> None:
    qapp.setStyleSheet(
        "* { font-size: 30px } QTextEdit:focus { border: 9px solid red; padding: 20px }"
    )
    canvas.set_zoom(0.75)
    canvas.edit(first_card(canvas).id)
    box = canvas.texts.box
    assert box is not None
    QApplication.processEvents()
    field = box.fields["title"]
    assert field.font().pixelSize() == 9
    assert field.font().bold()
    assert field.viewport().geometry() == field.rect()
    canvas.texts.cancel()
    qapp.setStyleSheet("")


@pytest.mark.parametrize(
    "chord",
    [
        Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_Down,
        Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_R,
        Qt.KeyboardModifier.AltModifier | Qt.Key.Key_Down,
        Qt.KeyboardModifier.NoModifier | Qt.Key.Key_PageDown,
    ],
    ids=lambda chord: chord.key().name,
)
def test_keys_without_a_use_in_a_text_do_nothing_to_the_map(
    canvas: Canvas, hand: Hand, chord: QKeyCombination
) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    before, camera, selected = canvas.editor.document, canvas.camera, canvas.editor.selection
    canvas.edit(card.id)
    hand.key(chord.key(), chord.keyboardModifiers())
    assert canvas.texts.box is not None
    assert canvas.texts.box.has_focus()
    assert canvas.editor.document is before
    assert canvas.camera == camera
    assert canvas.editor.selection == selected
