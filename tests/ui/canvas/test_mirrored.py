"""Maps from right to left: keys and drags go where they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider

from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.ui.canvas.tools.reorder import DragStage
from tests.ui.canvas.conftest import Hand, MakeCanvas
from tests.ui.canvas.test_drag_cards import lane_of, steps_of
from tests.ui.canvas.test_reorder import stage_at, stages
from tests.ui.canvas.test_span import mirrored, third

if TYPE_CHECKING:
    from journeyeditor.layout.drawing import Rect
    from journeyeditor.ui.canvas.view import Canvas

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BOTH = pytest.mark.parametrize("rtl", [False, True])


def card_rect(canvas: Canvas, key: str) -> Rect:
    assert canvas.placed is not None
    found = canvas.placed.card_rect(key)
    assert found is not None
    return found


def step_x(canvas: Canvas) -> float:
    """Where the cursor's step stands."""
    assert canvas.placed is not None
    column = canvas.placed.column_of(canvas.cell.step)
    assert column is not None
    return column.middle


@BOTH
def test_an_arrow_goes_to_the_side_it_points_to(make: MakeCanvas, rtl: bool) -> None:
    canvas, hand = mirrored(make, rtl)
    steps, here = steps_of(canvas), 2
    hand.click(hand.card(third(canvas).id))
    x = step_x(canvas)
    hand.key(K.Key_Right)
    assert canvas.cell.step == steps[here - 1 if rtl else here + 1]
    assert step_x(canvas) > x
    hand.key(K.Key_Left)
    hand.key(K.Key_Left)
    assert canvas.cell.step == steps[here + 1 if rtl else here - 1]
    assert step_x(canvas) < x


@BOTH
def test_shift_and_an_arrow_select_more_on_that_side(make: MakeCanvas, rtl: bool) -> None:
    canvas, hand = mirrored(make, rtl)
    card = third(canvas)
    hand.click(hand.card(card.id))
    hand.key(K.Key_Right, SHIFT)
    (other,) = canvas.editor.selection - {card.id}
    assert card_rect(canvas, other).x > card_rect(canvas, card.id).x


@BOTH
@pytest.mark.parametrize("key", [K.Key_Left, K.Key_Right])
def test_ctrl_and_an_arrow_move_the_card_to_that_side(
    make: MakeCanvas, rtl: bool, key: Qt.Key
) -> None:
    canvas, hand = mirrored(make, rtl)
    card, steps = third(canvas), steps_of(canvas)
    before = card_rect(canvas, card.id).x
    hand.click(hand.card(card.id))
    hand.key(key, CTRL)
    later = (key is K.Key_Right) is not rtl
    assert canvas.editor.document.one(Card, card.id).step == steps[3 if later else 1]
    assert (card_rect(canvas, card.id).x > before) is (key is K.Key_Right)
    canvas.editor.undo()
    assert canvas.editor.document.one(Card, card.id) == card


@BOTH
def test_beyond_the_first_step_an_arrow_goes_to_the_label_of_the_lane(
    make: MakeCanvas, rtl: bool
) -> None:
    canvas, hand = mirrored(make, rtl)
    lane = lane_of(canvas, LaneKind.TOUCHPOINT)
    first = canvas.editor.document.cell(lane, steps_of(canvas)[0])[0]
    hand.click(hand.card(first.id))
    hand.key(K.Key_Right if rtl else K.Key_Left)
    assert canvas.editor.selection == {lane}


def drag_ends(
    canvas: Canvas, hand: Hand, start: int, end: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """From the middle of a stage to the far side of another, in viewport pixels."""
    assert canvas.placed is not None
    far = 0.8 if (end > start) is not canvas.placed.rtl else 0.2
    return stage_at(canvas, hand, start, 0.5), stage_at(canvas, hand, end, far)


@BOTH
@pytest.mark.parametrize(("start", "end"), [(0, 1), (1, 0)])
def test_a_stage_goes_to_the_side_where_it_was_let_go(
    make: MakeCanvas, rtl: bool, start: int, end: int
) -> None:
    canvas, hand = mirrored(make, rtl)
    before = stages(canvas)
    hand.drag(*drag_ends(canvas, hand, start, end))
    assert stages(canvas) == [before[1], before[0], *before[2:]]


@BOTH
@pytest.mark.parametrize("end", [0, 4])
def test_the_bar_stands_where_the_stage_would_go(make: MakeCanvas, rtl: bool, end: int) -> None:
    canvas, hand = mirrored(make, rtl)
    canvas.fit_map()
    assert canvas.placed is not None
    target = canvas.placed.stages[end].rect
    hand.carry(*drag_ends(canvas, hand, 1, end))
    assert isinstance(canvas.mouse.gesture, DragStage)
    bar = canvas.mouse.gesture.marks()[0].rect
    outer = target.right if (end > 1) is not rtl else target.x
    assert abs(bar.centre[0] - outer) < 10
    hand.key(K.Key_Escape)


def begins_left(bar: QScrollBar) -> bool:
    """Whether the handle of a bar stands at the left when its value is the least."""
    bar.resize(300, 12)
    bar.setRange(0, 1000)
    bar.setPageStep(100)
    bar.setValue(0)
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    part = QStyle.SubControl.SC_ScrollBarSlider
    handle = bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, bar)
    return handle.right() < 150


@BOTH
def test_the_scroll_bar_stands_where_the_map_does_in_windows_from_right_to_left(
    make: MakeCanvas, rtl: bool
) -> None:
    canvas, _hand = mirrored(make, rtl)
    canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert begins_left(canvas.horizontalScrollBar())
