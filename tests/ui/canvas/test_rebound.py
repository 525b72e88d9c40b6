"""Signs that stand for commands go with the keys of these when a person chooses others."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.model.entities import Card, Direction
from journeyeditor.ui.canvas.view import Canvas
from journeyeditor.ui.shortcuts.bindings import CANVAS, Bindings
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import NO, Hand, MakeCanvas
from tests.ui.canvas.test_drag_cards import first_card
from tests.ui.canvas.test_keyboard import feeling

SHIFT = Qt.KeyboardModifier.ShiftModifier
SIGNS = (("fit-map", Qt.Key.Key_Exclam, "!"), ("fit-selection", Qt.Key.Key_At, "@"))


def does_something(canvas: Canvas, hand: Hand, key: Qt.Key, sign: str) -> bool:
    wanted: list[str] = []
    canvas.action_wanted.connect(wanted.append)
    canvas.set_zoom(0.43)
    before = canvas.camera
    hand.key(key, SHIFT, text=sign)
    canvas.action_wanted.disconnect(wanted.append)
    canvas.texts.cancel()
    return bool(wanted) or canvas.camera != before


def test_a_sign_means_what_it_did_until_its_command_has_other_keys(
    canvas: Canvas, hand: Hand
) -> None:
    bindings = Bindings()
    hand.click(hand.card(first_card(canvas).id))
    for name, key, sign in SIGNS:
        canvas.keyboard.use(bindings.for_canvas())
        assert does_something(canvas, hand, key, sign)
        bindings.change(CANVAS + name, ("Ctrl+Shift+J",))
        canvas.keyboard.use(bindings.for_canvas())
        assert canvas.keyboard._sign(sign) is None
        bindings.reset(CANVAS + name)


def test_the_question_mark_goes_with_the_keys_of_the_list_of_keys(
    canvas: Canvas, hand: Hand
) -> None:
    bindings = Bindings()
    canvas.keyboard.use(bindings.for_canvas())
    assert does_something(canvas, hand, Qt.Key.Key_Question, "?")
    for keys in (("F4",), ()):
        bindings.change("shortcuts", keys)
        canvas.keyboard.use(bindings.for_canvas())
        assert not does_something(canvas, hand, Qt.Key.Key_Question, "?")
    bindings.reset("shortcuts")
    canvas.keyboard.use(bindings.for_canvas())
    assert does_something(canvas, hand, Qt.Key.Key_Question, "?")


def test_plus_stays_with_the_keys_of_a_person(canvas: Canvas, hand: Hand) -> None:
    bindings = Bindings({CANVAS + "edit": ("F4",)})
    canvas.keyboard.use(bindings.for_canvas())
    card = first_card(canvas).id
    hand.click(hand.card(card))
    hand.key(Qt.Key.Key_3, text="3")
    hand.key(Qt.Key.Key_Plus, text="+")
    assert feeling(canvas, card) == 1


def level(canvas: Canvas, card: str) -> float:
    """What a card is rated, which it is."""
    found = feeling(canvas, card)
    assert found is not None
    return found


def rebound(canvas: Canvas, **keys: str) -> None:
    bindings = Bindings()
    for name, chosen in keys.items():
        bindings.change(CANVAS + name.replace("_", "-"), (chosen,))
    canvas.keyboard.use(bindings.for_canvas())


def test_walking_has_the_keys_of_a_person(canvas: Canvas, hand: Hand) -> None:
    first = first_card(canvas).id
    hand.click(hand.card(first))
    here = canvas.cell
    rebound(canvas, right="Alt+Right")
    hand.key(Qt.Key.Key_Right)
    assert canvas.cell == here
    hand.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert canvas.cell.step == canvas.editor.document.map_steps(canvas.map_id or "")[1].id


def test_left_stays_left_in_a_map_from_right_to_left(make: MakeCanvas) -> None:
    document = generated_document(20)
    shown = document.maps[0]
    turned = replace(shown, direction=Direction.RTL)
    canvas = make(document.replaced({shown.id: turned}))
    hand, steps = Hand(canvas), [step.id for step in document.map_steps(shown.id)]
    rebound(canvas, left="Ctrl+J")
    hand.click(hand.card(first_card(canvas).id))
    before = canvas.cursor_rect(canvas.cell)
    hand.key(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    after = canvas.cursor_rect(canvas.cell)
    assert canvas.cell.step == steps[1]
    assert before is not None and after is not None and after.x < before.x


def test_rating_has_the_keys_of_a_person(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas).id
    hand.click(hand.card(card))
    rebound(canvas, level_1="#", level_3="F4", better="*")
    hand.key(Qt.Key.Key_F4)
    middle = level(canvas, card)
    hand.key(Qt.Key.Key_Asterisk, SHIFT, text="*")
    assert level(canvas, card) == middle + 1
    hand.key(Qt.Key.Key_NumberSign, text="#")
    assert level(canvas, card) == middle - 2
    canvas.texts.cancel()
    hand.key(Qt.Key.Key_1, text="1")
    # A digit that means nothing writes over the title.
    assert canvas.texts.key == card
    assert level(canvas, card) == middle - 2


def test_nothing_is_selected_by_the_key_of_a_person(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas).id
    hand.click(hand.card(card))
    rebound(canvas, select_none="F4")
    hand.key(Qt.Key.Key_Escape)
    assert canvas.editor.selection == {card}
    hand.key(Qt.Key.Key_F4)
    assert not canvas.editor.selection


def test_a_drag_is_called_off_and_the_map_panned_by_the_keys_of_a_person(
    canvas: Canvas, hand: Hand
) -> None:
    rebound(canvas, call_off="F4", pan="F8")
    card = first_card(canvas).id
    start = hand.card(card)
    hand.carry(start, (start[0] + 200, start[1]))
    hand.key(Qt.Key.Key_Escape)
    assert canvas.mouse.gesture is not None
    hand.key(Qt.Key.Key_F4)
    assert canvas.mouse.gesture is None
    hand.release(start)
    QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F8, NO))
    assert canvas.mouse.panning
    QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_F8, NO))
    assert not canvas.mouse.panning


def opened(canvas: Canvas, hand: Hand) -> str:
    card = first_card(canvas).id
    hand.click(hand.card(card))
    hand.key(Qt.Key.Key_F2)
    assert canvas.texts.box is not None
    return card


def test_a_text_under_edit_has_the_keys_of_a_person(canvas: Canvas, hand: Hand) -> None:
    rebound(canvas, field_below="F4", field_cancel="F8", field_newline="Ctrl+J")
    cards = len(list(canvas.editor.document.all(Card)))
    card = opened(canvas, hand)
    hand.type("A")
    hand.key(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    hand.type("B")
    assert canvas.texts.typing() == {(card, "title"): "A\nB"}
    hand.key(Qt.Key.Key_F8)
    assert canvas.texts.box is None
    assert canvas.editor.document.one(Card, card).title != "A\nB"
    opened(canvas, hand)
    hand.key(Qt.Key.Key_F4)
    canvas.texts.commit()
    assert len(list(canvas.editor.document.all(Card))) == cards + 1


def test_what_is_said_while_a_text_is_edited_names_the_keys_of_a_person(
    canvas: Canvas, hand: Hand
) -> None:
    said: list[str] = []
    canvas.cursor_described.connect(said.append)
    opened(canvas, hand)
    assert said[-1] == (
        "Enter: done · Down: the text below · Ctrl+Enter: next card · Tab: next step · Esc: as it was"
    )
    canvas.texts.cancel()
    bindings = Bindings({CANVAS + "field-next": ("F4",), CANVAS + "field-down": ()})
    canvas.keyboard.use(bindings.for_canvas())
    opened(canvas, hand)
    assert said[-1] == "Enter: done · Ctrl+Enter: next card · F4: next step · Esc: as it was"


def test_a_key_of_the_window_is_the_texts_own_where_a_person_wants_it(
    canvas: Canvas, hand: Hand
) -> None:
    rebound(canvas, field_next="Ctrl+F")
    opened(canvas, hand)
    asked = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier
    )
    asked.ignore()
    QApplication.sendEvent(hand.focused(), asked)
    assert asked.isAccepted()
