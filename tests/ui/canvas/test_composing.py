"""What input methods and dead keys compose while the canvas itself has the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import Hand
from tests.ui.canvas.test_drag_cards import first_card, lane_of, steps_of
from tests.ui.canvas.test_keyboard import feeling

ENABLED = Qt.InputMethodQuery.ImEnabled
CURSOR = Qt.InputMethodQuery.ImCursorRectangle


def compose(hand: Hand, *preedit: str, commit: str = "") -> None:
    """What an input method sends to whatever has the keyboard."""
    for text in preedit:
        QApplication.sendEvent(hand.focused(), QInputMethodEvent(text, []))
    event = QInputMethodEvent()
    event.setCommitString(commit)
    QApplication.sendEvent(hand.focused(), event)


def asked(canvas: Canvas, query: Qt.InputMethodQuery) -> object:
    event = QInputMethodQueryEvent(query)
    QApplication.sendEvent(canvas, event)
    return event.value(query)


def in_empty_cell(canvas: Canvas, hand: Hand) -> tuple[str, str]:
    lane, step = lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[0]
    canvas.editor.select([card.id for card in canvas.editor.document.cell(lane, step)])
    canvas.commands.delete_selection()
    hand.click(hand.cell(lane, step))
    return lane, step


@pytest.mark.parametrize(
    ("preedit", "commit"), [(("に", "日本"), "日本"), ((), "日本"), ((), "é"), ((), "?")]
)
def test_what_is_composed_in_an_empty_cell_starts_a_card(
    canvas: Canvas, hand: Hand, preedit: tuple[str, ...], commit: str
) -> None:
    cell = in_empty_cell(canvas, hand)
    before = canvas.editor.document
    compose(hand, *preedit, commit=commit)
    hand.key(Qt.Key.Key_Return)
    assert [card.title for card in canvas.editor.document.cell(*cell)] == [commit]
    canvas.editor.undo()
    assert canvas.editor.document == before


def test_what_is_composed_writes_over_the_title_of_what_is_selected(
    canvas: Canvas, hand: Hand
) -> None:
    card = first_card(canvas).id
    hand.click(hand.card(card))
    compose(hand, "ㅎ", "한", commit="한")
    hand.key(Qt.Key.Key_Return)
    assert canvas.editor.document.one(Card, card).title == "한"


def test_a_composition_that_is_given_up_leaves_nothing(canvas: Canvas, hand: Hand) -> None:
    in_empty_cell(canvas, hand)
    before = canvas.editor.document
    compose(hand, "に")
    hand.key(Qt.Key.Key_Escape)
    compose(hand)
    assert canvas.texts.box is None
    assert canvas.editor.document == before


def test_signs_and_digits_rate_in_any_width(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas).id
    hand.click(hand.card(card))
    for sign, level in (("３", 0), ("＋", 1), ("-", 0)):
        compose(hand, commit=sign)
        assert feeling(canvas, card) == level
    assert canvas.texts.box is None


def test_nothing_is_composed_during_a_drag(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas).id
    hand.carry(hand.card(card), (500, 300))
    compose(hand, commit="日本")
    assert canvas.texts.box is None
    assert canvas.cancel_gesture()


def test_input_methods_are_told_where_typing_starts_something(canvas: Canvas, hand: Hand) -> None:
    assert canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert asked(canvas, ENABLED) is False
    card = first_card(canvas).id
    hand.click(hand.card(card))
    assert asked(canvas, ENABLED) is True
    assert canvas.rect().contains(asked(canvas, CURSOR).toRect())  # type: ignore[attr-defined]
    in_empty_cell(canvas, hand)
    assert asked(canvas, ENABLED) is True
    canvas.editable = False
    assert asked(canvas, ENABLED) is False
