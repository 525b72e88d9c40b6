"""What is locked stays as it is under mouse and keys, and the canvas says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, Lane
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.hit import Part
from tests.ui.canvas.test_rate import height, point, spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.model.messages import Message
    from journeyeditor.ui.canvas.view import Canvas
    from tests.ui.canvas.conftest import Hand

Key = Qt.Key


def card_of(canvas: Canvas) -> Card:
    return canvas.editor.document.one(Card, point(canvas).card)


LOCKS: dict[str, Callable[[Card, Lane], str]] = {
    "card": lambda card, lane: card.id,
    "lane": lambda card, lane: lane.id,
    "map": lambda card, lane: lane.map,
}


@pytest.fixture(params=LOCKS)
def locked(canvas: Canvas, request: pytest.FixtureRequest) -> list[str]:
    """A rated touchpoint is locked by itself, its lane or its map; what the canvas says goes into the list."""
    said: list[str] = []

    def hear(told: Message) -> None:
        said.append(told.text())

    document = canvas.editor.document
    card = card_of(canvas)
    key = LOCKS[request.param](card, document.one(Lane, card.lane))
    canvas.editor.commit(message("Lock"), set_fields(document, key, locked=True))
    canvas.message.connect(hear)
    return said


def unchanged(canvas: Canvas, said: list[str], act: Callable[[], object]) -> None:
    before, steps = canvas.editor.document, canvas.editor.history.undo_step
    act()
    assert canvas.editor.document == before
    assert canvas.editor.history.undo_step is steps
    assert not canvas.editor.in_gesture
    assert canvas.mouse.gesture is None
    assert len(said) == 1
    assert "is locked. Unlock it to change" in said[0]


def test_a_drag_of_the_card_is_refused(canvas: Canvas, hand: Hand, locked: list[str]) -> None:
    card = card_of(canvas)
    lanes = canvas.editor.document.lanes(canvas.editor.document.maps[0].id)
    steps = canvas.editor.document.map_steps(lanes[0].map)
    target = hand.cell(card.lane, next(s.id for s in steps if s.id != card.step))
    unchanged(canvas, locked, lambda: hand.drag(hand.card(card.id), target))


def test_a_drag_on_the_curve_is_taken_back(canvas: Canvas, hand: Hand, locked: list[str]) -> None:
    p = point(canvas)
    levels = (-2, -1, 1, 2)
    far = next(level for level in levels if level != p.value)

    def act() -> None:
        hand.press(spot(canvas, hand, p))
        for level in (far, 0, far):
            hand.move(height(canvas, hand, p, level))
        hand.release(height(canvas, hand, p, far))

    unchanged(canvas, locked, act)


def test_digits_are_refused(canvas: Canvas, hand: Hand, locked: list[str]) -> None:
    chosen(canvas, hand)
    text = "5" if point(canvas).value == -2 else "1"
    unchanged(canvas, locked, lambda: hand.key(Key(ord(text)), text=text))


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_F2])
def test_keys_are_refused(canvas: Canvas, hand: Hand, locked: list[str], key: Qt.Key) -> None:
    chosen(canvas, hand)
    unchanged(canvas, locked, lambda: hand.key(key))
    assert canvas.texts.box is None


def chosen(canvas: Canvas, hand: Hand) -> None:
    """The locked card is selected, and the cursor on it."""
    at = QPointF(*hand.card(card_of(canvas).id))
    canvas.point_at(canvas.mouse.pointer(at).hit)


def test_a_locked_card_shows_no_handles_to_resize_it(canvas: Canvas, locked: list[str]) -> None:
    card = card_of(canvas)
    canvas.editor.select([card.id])
    shown = {handle.part for handle in canvas.handles._of_card(card.id)}
    assert shown == {Part.CONNECT} and not locked
    for key in (lock(card, canvas.editor.document.one(Lane, card.lane)) for lock in LOCKS.values()):
        canvas.editor.commit(
            message("Unlock"), set_fields(canvas.editor.document, key, locked=False)
        )
    assert Part.SPAN in {handle.part for handle in canvas.handles._of_card(card.id)}
