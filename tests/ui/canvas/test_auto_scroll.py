"""The map scrolls by itself under whatever is dragged near the edge of what can be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journeyeditor.layout.drawing import Rect
from journeyeditor.ui.canvas.auto_scroll import FASTEST, TICK_MS, ZONE, AutoScroll
from journeyeditor.ui.canvas.camera import Strip, pane_of
from journeyeditor.ui.canvas.tools.gesture import Gesture
from journeyeditor.ui.canvas.view import Canvas
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import Hand, MakeCanvas
from tests.ui.canvas.test_drag_cards import first_card

CLIP = Rect(100, 50, 800, 600)
MIDDLE = (500.0, 350.0)


def test_the_speed_rises_towards_the_edge_and_beyond_is_not_more() -> None:
    scroll = AutoScroll()
    step = FASTEST * TICK_MS / 1000
    assert scroll.pull(MIDDLE, CLIP) == (0, 0)
    at = [scroll.pull((900 - ZONE + far, 350), CLIP)[0] for far in (0, 12, 24, 48, 90)]
    assert at == pytest.approx([0, -step / 4, -step / 2, -step, -step])
    assert scroll.pull((100, 50), CLIP) == pytest.approx((step, step))
    assert scroll.pull((500, 660), CLIP) == pytest.approx((0, -step))


def test_a_drag_that_begins_near_an_edge_scrolls_only_where_it_is_led() -> None:
    scroll = AutoScroll((110, 350))
    assert scroll.pull((110, 350), CLIP) == (0, 0)
    assert scroll.pull((130, 350), CLIP) == (0, 0)
    assert scroll.pull((102, 350), CLIP)[0] > 0
    assert scroll.pull((110, 640), CLIP)[1] < 0
    scroll.moved(MIDDLE, CLIP)
    assert scroll.pull((110, 350), CLIP)[0] > 0


Points = tuple[tuple[float, float], tuple[float, float]]


def ways(canvas: Canvas, hand: Hand) -> dict[str, Points]:
    """Where each drag begins, and a place near the edge that it is led to."""
    placed = canvas.placed
    assert placed is not None
    clip = pane_of(canvas.panes, Strip.BODY).clip
    card, lane = first_card(canvas), placed.lanes[0]
    x, y = hand.card(card.id)
    edge, low = clip.right - 8, clip.bottom - 8
    row = placed.lane(card.lane)
    assert row is not None
    gap = hand.view(placed.columns[0].x + 3, row.bottom - 3)
    side = hand.card(card.id, 1.0, 0.5)
    head = hand.view(*placed.steps[0].rect.centre, Strip.HEAD)
    stage = placed.stages[0].rect
    return {
        "card": ((x, y), (edge, y)),
        "band": (gap, (edge, low)),
        "span": ((side[0] - 1, side[1]), (edge, side[1])),
        "step": (head, (edge, head[1])),
        "stage": (hand.view(stage.x + 20, stage.y + 12, Strip.HEAD), (edge, 20)),
        "lane": (hand.view(60, lane.y + 12, Strip.LABELS), (60, low)),
    }


@pytest.mark.parametrize("what", ["card", "band", "span", "step", "stage", "lane"])
def test_every_drag_scrolls_by_the_timer_and_escape_ends_that(
    make: MakeCanvas, qtbot: QtBot, what: str
) -> None:
    canvas = make(generated_document(60))
    hand = Hand(canvas)
    before, camera = canvas.editor.document, canvas.camera
    start, end = ways(canvas, hand)[what]
    hand.carry(start, end)
    assert isinstance(canvas.mouse.gesture, Gesture)
    qtbot.waitUntil(lambda: canvas.camera != camera, timeout=3000)
    hand.key(Qt.Key.Key_Escape)
    stopped = canvas.camera
    canvas.mouse.tick()
    assert canvas.camera == stopped
    hand.release(end)
    assert canvas.editor.document is before
