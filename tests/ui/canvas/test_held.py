"""A key that is held down makes one step, whatever ends it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.operations.locks import set_locked
from journeyeditor.model.entities import Card, Lane
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.announcer import Announcer
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import NO, Hand
from tests.ui.canvas.test_accessible import Heard
from tests.ui.canvas.test_drag_cards import first_card
from tests.ui.canvas.test_keyboard import feeling

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
K = Qt.Key


def press(
    canvas: Canvas,
    key: Qt.Key,
    text: str = "",
    modifiers: Qt.KeyboardModifier = NO,
    times: int = 1,
) -> None:
    """A key goes down and stays there, and is sent so many times, as X11 and Windows do it."""
    for i in range(times):
        if i:
            up = QKeyEvent(QEvent.Type.KeyRelease, key, modifiers, text, True)
            QApplication.sendEvent(canvas, up)
        down = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, i > 0)
        QApplication.sendEvent(canvas, down)


def let_go(canvas: Canvas, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    QApplication.sendEvent(canvas, QKeyEvent(QEvent.Type.KeyRelease, key, modifiers))


def level(canvas: Canvas, card: str) -> float:
    """What a card is rated, which it is."""
    found = feeling(canvas, card)
    assert found is not None
    return found


def steps(canvas: Canvas) -> int:
    return len(canvas.editor.history.done)


@pytest.fixture
def card(canvas: Canvas, hand: Hand) -> str:
    """A touchpoint on the lowest level, selected."""
    key = first_card(canvas).id
    hand.click(hand.card(key))
    hand.key(K.Key_1, text="1")
    return key


def test_a_held_plus_is_one_step(canvas: Canvas, card: str) -> None:
    low, before = level(canvas, card), steps(canvas)
    press(canvas, K.Key_Plus, "+", times=4)
    assert level(canvas, card) == low + 4
    let_go(canvas, K.Key_Plus)
    assert steps(canvas) == before + 1
    canvas.editor.undo()
    assert level(canvas, card) == low
    canvas.editor.redo()
    assert level(canvas, card) == low + 4


def test_pressing_it_again_and_again_is_a_step_each(canvas: Canvas, hand: Hand, card: str) -> None:
    before = steps(canvas)
    for _ in range(3):
        hand.key(K.Key_Plus, text="+")
    assert steps(canvas) == before + 3


def test_there_and_back_while_held_is_two_steps(canvas: Canvas, card: str) -> None:
    low, before = level(canvas, card), steps(canvas)
    press(canvas, K.Key_Plus, "+", times=3)
    press(canvas, K.Key_Minus, "-", times=2)
    let_go(canvas, K.Key_Minus)
    let_go(canvas, K.Key_Plus)
    assert (level(canvas, card), steps(canvas)) == (low + 1, before + 2)


def test_losing_the_focus_ends_the_step(canvas: Canvas, card: str) -> None:
    before = steps(canvas)
    press(canvas, K.Key_Plus, "+", times=2)
    QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut))
    assert not canvas.editor.in_gesture
    assert steps(canvas) == before + 1


def test_the_mouse_ends_the_step_and_can_drag(canvas: Canvas, hand: Hand, card: str) -> None:
    before = steps(canvas)
    press(canvas, K.Key_Plus, "+", times=2)
    hand.press(hand.card(card))
    assert not canvas.editor.in_gesture
    hand.release(hand.card(card))
    assert steps(canvas) == before + 1


def test_what_is_saved_meanwhile_holds_it_for_good(canvas: Canvas, card: str) -> None:
    press(canvas, K.Key_Plus, "+", times=2)
    canvas.commit_pending()
    assert not canvas.editor.in_gesture
    press(canvas, K.Key_Plus, "+", times=2)
    let_go(canvas, K.Key_Plus)


def test_other_edits_meanwhile_are_steps_of_their_own(canvas: Canvas, card: str) -> None:
    low, before = level(canvas, card), steps(canvas)
    press(canvas, K.Key_Plus, "+", times=3)
    canvas.commands.duplicate_selection()
    assert steps(canvas) == before + 2
    assert level(canvas, card) == low + 3


def test_a_held_move_is_one_step(canvas: Canvas, card: str) -> None:
    document = canvas.editor.document
    start = document.one(Card, card).step
    row = [step.id for step in document.map_steps(canvas.map_id or "")]
    before = steps(canvas)
    press(canvas, K.Key_Right, modifiers=CTRL, times=3)
    let_go(canvas, K.Key_Right, CTRL)
    assert canvas.editor.document.one(Card, card).step == row[row.index(start) + 3]
    assert canvas.editor.selection == {card}
    assert steps(canvas) == before + 1
    canvas.editor.undo()
    assert canvas.editor.document.one(Card, card).step == start


def test_a_held_move_stops_at_the_end_of_the_map(canvas: Canvas, card: str) -> None:
    row = canvas.editor.document.map_steps(canvas.map_id or "")
    before, said = steps(canvas), list[object]()
    canvas.message.connect(said.append)
    press(canvas, K.Key_Right, modifiers=CTRL, times=len(row) + 3)
    let_go(canvas, K.Key_Right, CTRL)
    assert canvas.editor.document.one(Card, card).step == row[-1].id
    assert steps(canvas) == before + 1
    assert said


def test_a_lane_that_is_moved_by_a_held_key_is_one_step(canvas: Canvas) -> None:
    lanes = [lane.id for lane in canvas.editor.document.lanes(canvas.map_id or "")]
    canvas.editor.select([lanes[0]])
    before = steps(canvas)
    press(canvas, K.Key_Down, modifiers=CTRL, times=2)
    let_go(canvas, K.Key_Down, CTRL)
    moved = [lane.id for lane in canvas.editor.document.lanes(canvas.map_id or "")]
    assert moved.index(lanes[0]) == 2
    assert steps(canvas) == before + 1


def test_what_is_locked_stays_and_is_said_once_for_each_press(canvas: Canvas, card: str) -> None:
    owner = canvas.editor.document.one(Card, card)
    patch = set_locked(canvas.editor.document, [owner.lane], True)
    canvas.commit(message(""), patch)
    before, low, said = steps(canvas), level(canvas, card), list[object]()
    canvas.message.connect(said.append)
    press(canvas, K.Key_Plus, "+", times=2)
    let_go(canvas, K.Key_Plus)
    assert (level(canvas, card), steps(canvas), len(said)) == (low, before, 2)
    assert not canvas.editor.in_gesture


def test_a_held_key_that_changes_nothing_is_no_step(canvas: Canvas, card: str) -> None:
    lane = canvas.editor.document.one(Lane, canvas.editor.document.one(Card, card).lane)
    before = steps(canvas)
    press(canvas, K.Key_Minus, "-", times=3)
    let_go(canvas, K.Key_Minus)
    assert canvas.editor.document.one(Lane, lane.id) == lane
    assert steps(canvas) == before


def test_a_held_key_is_told_as_it_goes_and_not_again_at_its_end(canvas: Canvas, card: str) -> None:
    heard = Heard()
    announcer = Announcer(canvas, lambda: True, heard.hear)
    canvas.editor.subscribe(announcer.changed)
    press(canvas, K.Key_Plus, "+", times=2)
    told = list(heard.words)
    assert len(set(told)) == len(told) == 2
    let_go(canvas, K.Key_Plus)
    assert heard.words == told
