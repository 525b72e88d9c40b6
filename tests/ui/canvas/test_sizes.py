"""Step width and lane height, by the edges of heads and labels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from journeyeditor.layout.fitting import fitting_step_width
from journeyeditor.model.entities import Lane, LaneKind, Map
from journeyeditor.model.rules import MAX_STEP_WIDTH, MIN_STEP_WIDTH
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.hit import Part
from journeyeditor.ui.canvas.tools import sizes
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import NONE, Hand, MakeCanvas
from tests.ui.canvas.test_cell_drag import words
from tests.ui.canvas.test_drag_cards import lane_of
from tests.ui.canvas.test_span import mirrored


def edge(canvas: Canvas, hand: Hand, index: int) -> tuple[float, float]:
    """The far edge of a step's head, in viewport pixels."""
    assert canvas.placed is not None
    column, head = canvas.placed.columns[index], canvas.placed.steps[index].rect
    return hand.view(column.x if canvas.placed.rtl else column.right, head.centre[1], Strip.HEAD)


def width(canvas: Canvas) -> float:
    return canvas.editor.document.one(Map, canvas.map_id or "").step_width


def foot(canvas: Canvas, hand: Hand, lane: str) -> tuple[float, float]:
    """The lower edge of a lane's label, in viewport pixels."""
    assert canvas.placed is not None
    row = canvas.placed.lane(lane)
    assert row is not None
    return hand.view(canvas.placed.label_x + 60, row.bottom, Strip.LABELS)


def height(canvas: Canvas, lane: str) -> float:
    assert canvas.placed is not None
    row = canvas.placed.lane(lane)
    assert row is not None
    return row.block.height


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.parametrize("rtl", [False, True])
def test_the_edge_of_a_step_follows_the_mouse(
    make: MakeCanvas, monkeypatch: pytest.MonkeyPatch, rtl: bool, slow: bool
) -> None:
    monkeypatch.setattr(sizes, "SWIFT_S", -1.0 if slow else 1e9)
    canvas, hand = mirrored(make, rtl)
    before, old = canvas.editor.document, width(canvas)
    at = edge(canvas, hand, 1)
    end = (at[0] + (-60 if rtl else 60), at[1])
    hand.move(at, held=NONE)
    assert canvas.hover.part is Part.STEP_EDGE
    hand.carry(at, end)
    assert f"Step width {(old + 30) * 25.4 / 72:.1f} mm" in words(canvas)
    canvas.units = "in"
    canvas.refresh_marks()
    assert f"Step width {round((old + 30) / 72, 3):g} in" in words(canvas)
    hand.release(end)
    assert width(canvas) == old + 30
    assert edge(canvas, hand, 1)[0] == pytest.approx(end[0], abs=2)
    canvas.editor.undo()
    assert canvas.editor.document == before
    assert canvas.editor.history.undo_step is None


@pytest.mark.parametrize(("by", "least"), [(-2000, True), (4000, False)])
def test_steps_stay_within_what_the_rules_allow(
    canvas: Canvas, hand: Hand, by: int, least: bool
) -> None:
    at = edge(canvas, hand, 0)
    hand.drag(at, (at[0] + by, at[1]))
    assert width(canvas) == (MIN_STEP_WIDTH if least else MAX_STEP_WIDTH)


def test_escape_takes_sizes_back(canvas: Canvas, hand: Hand) -> None:
    before, lane = canvas.editor.document, lane_of(canvas, LaneKind.TOUCHPOINT)
    for at, end in (
        (edge(canvas, hand, 0), (400.0, 40.0)),
        (foot(canvas, hand, lane), (60.0, 500.0)),
    ):
        hand.carry(at, end)
        assert canvas.editor.in_gesture
        hand.key(Qt.Key.Key_Escape)
        hand.release(end)
        assert canvas.editor.document == before
        assert canvas.editor.history.undo_step is None


def test_a_double_click_fits_the_steps_to_their_titles(canvas: Canvas, hand: Hand) -> None:
    at = edge(canvas, hand, 0)
    hand.double_click(at)
    document = canvas.editor.document
    wanted = fitting_step_width(document, canvas.map_id or "", canvas.map_layout.engine)
    assert width(canvas) == wanted != 168


@pytest.mark.parametrize("kind", [LaneKind.TOUCHPOINT, LaneKind.EMOTION])
def test_the_foot_of_a_lane_follows_the_mouse(canvas: Canvas, hand: Hand, kind: LaneKind) -> None:
    canvas.set_zoom(0.6)
    lane = lane_of(canvas, kind)
    before, old = canvas.editor.document, height(canvas, lane)
    at = foot(canvas, hand, lane)
    end = (at[0], at[1] + 60)
    hand.move(at, held=NONE)
    assert canvas.hover.part is Part.LANE_EDGE
    hand.carry(at, end)
    assert "Lane height" in words(canvas)
    hand.release(end)
    assert height(canvas, lane) == pytest.approx(old + 100, abs=2)
    assert foot(canvas, hand, lane)[1] == pytest.approx(end[1], abs=2)
    hand.double_click(foot(canvas, hand, lane))
    assert canvas.editor.document.one(Lane, lane).min_height is None
    assert height(canvas, lane) == old
    canvas.editor.undo()
    canvas.editor.undo()
    assert canvas.editor.document == before


def test_near_what_it_needs_a_lane_is_automatic(canvas: Canvas, hand: Hand) -> None:
    lane = lane_of(canvas, LaneKind.TOUCHPOINT)
    at = foot(canvas, hand, lane)
    hand.drag(at, (at[0], at[1] + 60))
    assert canvas.editor.document.one(Lane, lane).min_height is not None
    at = foot(canvas, hand, lane)
    hand.carry(at, (at[0], at[1] - 59))
    assert "As high as it needs" in words(canvas)
    hand.release((at[0], at[1] - 59))
    assert canvas.editor.document.one(Lane, lane).min_height is None


def test_only_the_lane_itself_is_laid_out_anew(canvas: Canvas, hand: Hand) -> None:
    lane = lane_of(canvas, LaneKind.TOUCHPOINT)
    assert canvas.placed is not None
    blocks = {row.id: row.block for row in canvas.placed.lanes}
    at = foot(canvas, hand, lane)
    hand.drag(at, (at[0], at[1] + 60))
    for row in canvas.placed.lanes:
        assert (row.block is blocks[row.id]) is (row.id != lane)
    document = canvas.editor.document
    assert canvas.map_layout.place(document, document.maps[0].id) == canvas.placed
