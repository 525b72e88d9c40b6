"""Signs that stand for commands go with the keys of these when a person chooses others."""

from PySide6.QtCore import Qt

from journeyeditor.ui.canvas.view import Canvas
from journeyeditor.ui.shortcuts.bindings import CANVAS, Bindings
from tests.ui.canvas.conftest import Hand
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
