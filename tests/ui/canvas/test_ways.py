"""Moving about the map and choosing on it, with the keys and buttons that people press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.model.entities import LaneKind
from journeyeditor.ui.canvas.camera import pane_for
from journeyeditor.ui.canvas.surface import STEP
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import LEFT, NO, NONE, Hand
from tests.ui.canvas.test_drag_cards import first_card, lane_of, steps_of

K = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MIDDLE = Qt.MouseButton.MiddleButton


def space(canvas: Canvas, kind: QEvent.Type, again: bool = False) -> None:
    QApplication.sendEvent(canvas, QKeyEvent(kind, K.Key_Space, NO, " ", again))


def moved(canvas: Canvas, before: tuple[float, float]) -> tuple[float, float]:
    return canvas.camera.x - before[0], canvas.camera.y - before[1]


def at(canvas: Canvas) -> tuple[float, float]:
    return canvas.camera.x, canvas.camera.y


def band(canvas: Canvas, hand: Hand) -> tuple[tuple[float, float], tuple[float, float]]:
    """From a free place to another, over the touchpoints of the first two steps."""
    assert canvas.placed is not None
    row = canvas.placed.lane(lane_of(canvas, LaneKind.TOUCHPOINT))
    assert row is not None
    first, second = canvas.placed.columns[:2]
    return hand.view(first.x + 2, row.bottom - 3), hand.view(second.x + 20, row.y + 30)


def touchpoint(canvas: Canvas, step: int) -> str:
    lane = lane_of(canvas, LaneKind.TOUCHPOINT)
    return canvas.editor.document.cell(lane, steps_of(canvas)[step])[0].id


def test_the_space_key_pans_while_it_is_held(canvas: Canvas, hand: Hand) -> None:
    canvas.set_zoom(2.0)
    before = at(canvas)
    space(canvas, QEvent.Type.KeyPress)
    space(canvas, QEvent.Type.KeyPress, again=True)
    hand.drag((500, 400), (450, 380))
    assert moved(canvas, before) == (-50, -20)
    assert canvas.editor.selection == frozenset()
    space(canvas, QEvent.Type.KeyRelease)
    hand.drag((450, 380), (500, 400))
    assert moved(canvas, before) == (-50, -20)


def test_the_middle_button_pans(canvas: Canvas, hand: Hand) -> None:
    canvas.set_zoom(2.0)
    before, document = at(canvas), canvas.editor.document
    hand.send(QEvent.Type.MouseButtonPress, (500, 400), MIDDLE, MIDDLE)
    hand.move((480, 390), held=MIDDLE)
    hand.move((450, 380), held=MIDDLE)
    hand.send(QEvent.Type.MouseButtonRelease, (450, 380), MIDDLE, NONE)
    assert moved(canvas, before) == (-50, -20)
    hand.move((300, 300), held=NONE)
    assert moved(canvas, before) == (-50, -20)
    assert canvas.editor.document is document


def test_escape_during_a_pan_goes_back(canvas: Canvas, hand: Hand) -> None:
    canvas.set_zoom(2.0)
    before = canvas.camera
    space(canvas, QEvent.Type.KeyPress)
    hand.carry((500, 400), (450, 380))
    assert canvas.camera != before
    hand.key(K.Key_Escape)
    assert canvas.camera == before
    hand.move((400, 300), held=LEFT)
    assert canvas.camera == before


@pytest.mark.parametrize("zoom", [0.4, 2.0])
def test_the_actual_size_is_a_hundred_percent(canvas: Canvas, zoom: float) -> None:
    canvas.set_zoom(zoom)
    assert canvas.zoom == pytest.approx(zoom)
    canvas.actual_size()
    assert canvas.zoom == pytest.approx(1.0)


def test_zooming_in_and_out_goes_by_steps_about_the_middle(canvas: Canvas) -> None:
    canvas.set_zoom(1.5)
    middle = canvas.viewport().rect().center()
    canvas.zoom_in()
    assert canvas.zoom == pytest.approx(1.5 * STEP)
    canvas.set_zoom(1.5)
    there = canvas.to_map(middle.x(), middle.y())
    canvas.zoom_out()
    assert canvas.zoom == pytest.approx(1.5 / STEP)
    assert canvas.to_map(middle.x(), middle.y())[1:] == pytest.approx(there[1:], abs=1.0)


def test_what_is_selected_fills_the_view(canvas: Canvas, hand: Hand) -> None:
    chosen = [touchpoint(canvas, step) for step in (1, 2)]
    canvas.editor.select(chosen)
    canvas.set_zoom(0.3)
    canvas.scroll_by(-4000, -4000)
    hand.key(K.Key_At, SHIFT, text="@")
    assert canvas.zoom > 0.5
    for key in chosen:
        place = canvas.place_of(key)
        assert place is not None
        pane = pane_for(canvas.panes, *place)
        seen = pane.to_view(place[1])
        assert pane.clip.x <= seen.x
        assert seen.right <= pane.clip.right
        assert pane.clip.y <= seen.y
        assert seen.bottom <= pane.clip.bottom


def test_control_click_adds(canvas: Canvas, hand: Hand) -> None:
    one, other = touchpoint(canvas, 0), touchpoint(canvas, 1)
    hand.click(hand.card(one))
    hand.click(hand.card(other), CTRL)
    assert canvas.editor.selection == {one, other}


def test_a_band_with_shift_adds(canvas: Canvas, hand: Hand) -> None:
    before = touchpoint(canvas, 3)
    start, end = band(canvas, hand)
    hand.click(hand.card(before))
    hand.press(start, SHIFT)
    hand.move(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), SHIFT)
    hand.move(end, SHIFT)
    hand.release(end, SHIFT)
    assert canvas.editor.selection == {before, touchpoint(canvas, 0), touchpoint(canvas, 1)}


@pytest.mark.parametrize("held", [NO, SHIFT])
def test_escape_during_a_band_gives_the_selection_back(
    canvas: Canvas, hand: Hand, held: Qt.KeyboardModifier
) -> None:
    before = touchpoint(canvas, 3)
    start, end = band(canvas, hand)
    hand.click(hand.card(before))
    hand.press(start, held)
    hand.move(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), held)
    hand.move(end, held)
    assert touchpoint(canvas, 0) in canvas.editor.selection
    hand.key(K.Key_Escape)
    assert canvas.editor.selection == {before}
    hand.release(end, held)
    assert canvas.editor.selection == {before}


def test_the_page_keys_scroll(canvas: Canvas, hand: Hand) -> None:
    hand.click(hand.card(first_card(canvas).id))
    canvas.set_zoom(2.0)
    x, start = at(canvas)
    hand.key(K.Key_PageDown)
    assert canvas.camera.y < start - 100
    assert canvas.camera.x == x
    low = canvas.camera.y
    hand.key(K.Key_PageUp)
    assert canvas.camera.y > low + 100
    hand.key(K.Key_PageDown, SHIFT)
    assert canvas.camera.x < x - 100
    hand.key(K.Key_PageUp, SHIFT)
    assert canvas.camera.x == pytest.approx(x)
