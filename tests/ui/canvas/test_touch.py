"""Fingers and wheel: pinching, panning, resting; and links, which open with Ctrl."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Link, Rect, walk
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.hit import Hit, Part
from journeyeditor.ui.canvas.links import target_under
from journeyeditor.ui.canvas.touch import LONG_MS, WHEEL_STEP
from journeyeditor.ui.canvas.view import Canvas
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import NO, NONE, Hand, MakeCanvas
from tests.ui.canvas.test_drag_cards import CTRL, first_card

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SHIFT = Qt.KeyboardModifier.ShiftModifier
Native = Qt.NativeGestureType


def under(canvas: Canvas, x: float, y: float) -> tuple[float, float]:
    """The point of the map under a point of the viewport."""
    return canvas.body_point(x, y)


def native(canvas: Canvas, kind: Qt.NativeGestureType, value: float, delta: QPointF) -> None:
    at = QPointF(500, 400)
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, at, at, at, value, delta)
    QApplication.sendEvent(canvas.viewport(), event)


def wheel(canvas: Canvas, notches: int, modifiers: Qt.KeyboardModifier = NO) -> None:
    at = QPointF(500, 400)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * notches), NONE, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)


def test_the_wheel_scrolls_and_zooms_at_the_pointer(make: MakeCanvas) -> None:
    canvas = make(generated_document(300, stages=10, steps=4))
    camera = canvas.camera
    wheel(canvas, -1)
    assert canvas.camera.y < camera.y
    assert canvas.camera.x == camera.x
    camera = canvas.camera
    wheel(canvas, -1, SHIFT)
    assert canvas.camera.x < camera.x
    assert canvas.camera.y == camera.y
    before = under(canvas, 500, 400)
    wheel(canvas, 2, CTRL)
    assert canvas.zoom == pytest.approx(WHEEL_STEP**2)
    assert under(canvas, 500, 400) == pytest.approx(before, abs=1)


def test_two_fingers_on_a_touchpad_zoom_and_pan(make: MakeCanvas) -> None:
    canvas = make(generated_document(300, stages=10, steps=4))
    before = under(canvas, 500, 400)
    native(canvas, Native.ZoomNativeGesture, 0.25, QPointF())
    assert canvas.zoom == pytest.approx(1.25)
    assert under(canvas, 500, 400) == pytest.approx(before, abs=1)
    camera = canvas.camera
    native(canvas, Native.PanNativeGesture, 0, QPointF(-30, -40))
    assert (canvas.camera.x - camera.x, canvas.camera.y - camera.y) == (-30, -40)
    native(canvas, Native.SmartZoomNativeGesture, 0, QPointF())
    assert canvas.zoom < 1


@pytest.fixture
def screen() -> QPointingDevice:
    made = QTest.createTouchDevice()
    assert made.type() is QInputDevice.DeviceType.TouchScreen
    return made


def test_two_fingers_on_a_screen_pinch(canvas: Canvas, screen: QPointingDevice) -> None:
    area = canvas.viewport()
    touch = QTest.touchEvent(area, screen)
    touch.press(0, QPoint(450, 400), area).press(1, QPoint(550, 400), area).commit()
    for by in range(10, 101, 10):
        touch.move(0, QPoint(450 - by, 400), area).move(1, QPoint(550 + by, 400), area).commit()
    touch.release(0, QPoint(350, 400), area).release(1, QPoint(650, 400), area).commit()
    assert canvas.zoom > 2
    assert canvas.mouse.gesture is None


def asked(canvas: Canvas) -> list[Hit]:
    found: list[Hit] = []
    canvas.context_requested.connect(lambda hit, _at: found.append(hit))
    return found


def test_a_finger_that_rests_asks_for_the_menu(
    canvas: Canvas, hand: Hand, screen: QPointingDevice, qtbot: QtBot
) -> None:
    found, card, area = asked(canvas), first_card(canvas), canvas.viewport()
    x, y = hand.card(card.id)
    at = QPoint(round(x), round(y))
    touch = QTest.touchEvent(area, screen)
    touch.press(0, at, area).commit()
    qtbot.waitUntil(lambda: bool(found), timeout=3000)
    touch.release(0, at, area).commit()
    assert (found[0].part, found[0].entity) == (Part.CARD, card.id)
    assert canvas.editor.selection == {card.id}


def test_a_mouse_that_rests_does_not(canvas: Canvas, hand: Hand) -> None:
    hand.press(hand.card(first_card(canvas).id))
    waiting = [t for t in canvas.findChildren(QTimer) if t.interval() == LONG_MS and t.isActive()]
    assert waiting == []
    hand.release(hand.card(first_card(canvas).id))


def linked(canvas: Canvas, text: str) -> tuple[str, tuple[float, float]]:
    """A card with an address in its text, and where that stands, in map units."""
    key = first_card(canvas).id
    canvas.editor.commit(message("x"), set_fields(canvas.editor.document, key, text=text))
    assert canvas.placed is not None
    found = canvas.placed.card(key)
    assert found is not None
    lane, card = found
    rects = [spot.rect(leaf.rect) for leaf, spot in walk(card.group) if isinstance(leaf, Link)]
    return key, (rects[0].centre[0], rects[0].centre[1] + lane.y)


def test_control_and_a_click_follow_a_link(canvas: Canvas, hand: Hand) -> None:
    followed: list[str] = []
    canvas.link_followed.connect(followed.append)
    key, at = linked(canvas, "See https://example.org/a now")
    canvas.editor.select([key])
    hand.move(hand.view(*at), CTRL, held=NONE)
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    hand.click(hand.view(*at), CTRL)
    assert followed == ["https://example.org/a"]
    assert canvas.editor.selection == {key}
    hand.click(hand.view(*at))
    assert len(followed) == 1


def test_only_web_and_mail_addresses_and_maps_are_followed(canvas: Canvas, hand: Hand) -> None:
    placed, key = canvas.placed, first_card(canvas).id
    found = placed.card(key) if placed is not None else None
    assert placed is not None
    assert found is not None
    lane, card = found
    hit = Hit(Part.CARD, Strip.BODY, key)
    for target, leads in (
        ("https://example.org", True), ("mailto:a@b.de", True), ("#map", True),
        ("file:///etc/passwd", False), ("javascript:alert(1)", False), ("https://a b", False),
    ):  # fmt: skip
        group = replace(card.group, items=(Link(Rect(0, 0, 100, 40), target),))
        cards = tuple(replace(c, group=group) if c is card else c for c in lane.block.cards)
        row = replace(lane, block=replace(lane.block, cards=cards))
        other = replace(placed, lanes=(row,))
        at = card.rect.x + 5, lane.y + card.rect.y + 5
        assert target_under(other, hit, *at) == (target if leads else "")
