from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from journeyeditor.model.entities import LaneKind, Stage, Step
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.hit import Part, add_lane_rect, add_stage_rect, add_step_rect
from journeyeditor.ui.canvas.view import Canvas
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import NONE, Hand, MakeCanvas
from tests.ui.canvas.test_drag_cards import first_card, lane_of, steps_of


def stages(canvas: Canvas) -> list[str]:
    document = canvas.editor.document
    return [stage.id for stage in document.stages(document.maps[0].id)]


def lanes(canvas: Canvas) -> list[str]:
    document = canvas.editor.document
    return [lane.id for lane in document.lanes(document.maps[0].id)]


def stage_at(canvas: Canvas, hand: Hand, index: int, fx: float) -> tuple[float, float]:
    assert canvas.placed is not None
    rect = canvas.placed.stages[index].rect
    return hand.view(rect.x + rect.w * fx, rect.y + rect.h / 2, Strip.HEAD)


def test_a_stage_is_dragged_behind_the_next(canvas: Canvas, hand: Hand) -> None:
    before = stages(canvas)
    hand.drag(stage_at(canvas, hand, 0, 0.3), stage_at(canvas, hand, 1, 0.8))
    assert stages(canvas)[:2] == [before[1], before[0]]
    canvas.editor.undo()
    assert stages(canvas) == before
    assert canvas.editor.history.undo_step is None


def test_escape_leaves_the_stages_alone(canvas: Canvas, hand: Hand) -> None:
    before = canvas.editor.document
    end = stage_at(canvas, hand, 1, 0.8)
    hand.carry(stage_at(canvas, hand, 0, 0.3), end)
    assert any(mark.pixmap for mark in canvas.marks)
    hand.key(Qt.Key.Key_Escape)
    hand.release(end)
    assert canvas.editor.document is before


def test_a_step_is_dragged_into_another_stage(canvas: Canvas, hand: Hand) -> None:
    assert canvas.placed is not None
    steps = steps_of(canvas)
    a, b = canvas.placed.steps[0].rect, canvas.placed.steps[3].rect
    hand.drag(hand.view(*a.centre, Strip.HEAD), hand.view(b.x + b.w * 0.9, b.centre[1], Strip.HEAD))
    moved = canvas.editor.document.one(Step, steps[0])
    assert moved.stage == stages(canvas)[1]
    assert steps_of(canvas)[:4] == [steps[1], steps[2], steps[3], steps[0]]


def test_the_only_step_of_a_stage_stays_and_it_says_so(make: MakeCanvas) -> None:
    canvas = make(generated_document(10, stages=3, steps=1))
    hand = Hand(canvas)
    said: list[object] = []
    canvas.message.connect(said.append)
    before = canvas.editor.document
    assert canvas.placed is not None
    a, b = canvas.placed.steps[0].rect, canvas.placed.steps[1].rect
    hand.drag(hand.view(*a.centre, Strip.HEAD), hand.view(*b.centre, Strip.HEAD))
    assert len(said) == 1
    assert canvas.editor.document is before


def test_a_lane_is_dragged_under_the_next(canvas: Canvas, hand: Hand) -> None:
    assert canvas.placed is not None
    before = lanes(canvas)
    a, b = canvas.placed.lanes[0], canvas.placed.lanes[1]
    start = hand.view(40, a.y + 12, Strip.LABELS)
    hand.drag(start, hand.view(40, b.bottom - 6, Strip.LABELS))
    assert lanes(canvas)[:2] == [before[1], before[0]]


def test_the_add_buttons_add(canvas: Canvas, hand: Hand) -> None:
    assert canvas.placed is not None
    canvas.set_zoom(0.5)
    canvas.scroll_by(-5000, 0)
    rect = add_stage_rect(canvas.placed)
    hand.click(hand.view(*rect.centre, Strip.HEAD))
    assert len(stages(canvas)) == 6
    assert canvas.texts.key == stages(canvas)[-1]
    hand.type("last")
    hand.key(Qt.Key.Key_Return)
    assert canvas.editor.document.one(Stage, stages(canvas)[-1]).title == "last"


def test_a_stage_under_the_mouse_offers_another_step(canvas: Canvas, hand: Hand) -> None:
    assert canvas.placed is not None
    head = canvas.placed.stages[0]
    at = hand.view(*add_step_rect(head, False).centre, Strip.HEAD)
    hand.move(at, held=NONE)
    assert canvas.hover.part is Part.ADD_STEP
    before = len(steps_of(canvas))
    hand.click(at)
    assert len(steps_of(canvas)) == before + 1
    assert len(canvas.editor.document.steps(head.id)) == 3


def test_the_lane_button_offers_the_kinds(canvas: Canvas, hand: Hand) -> None:
    assert canvas.placed is not None
    canvas.set_zoom(0.5)
    canvas.scroll_by(0, -5000)
    hand.click(hand.view(*add_lane_rect(canvas.placed).centre, Strip.LABELS))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    pain = next(a for a in menu.actions() if a.text() == "Pain points")
    pain.trigger()
    menu.close()
    document = canvas.editor.document
    last = document.lanes(document.maps[0].id)[-1]
    assert (last.kind, last.title) == (LaneKind.PAIN, "Pain points")
    assert canvas.texts.key == last.id


def test_the_rubber_band_selects_what_it_touches(canvas: Canvas, hand: Hand) -> None:
    lane = lane_of(canvas, LaneKind.TOUCHPOINT)
    assert canvas.placed is not None
    row = canvas.placed.lane(lane)
    assert row is not None
    first, second = canvas.placed.columns[:2]
    start = hand.view(first.x + 2, row.bottom - 3)
    hand.drag(start, hand.view(second.x + 20, row.y + 30))
    assert len(canvas.editor.selection) == 2
    outside = hand.view(first.x + 2, row.bottom - 3)
    hand.click(outside)
    assert canvas.editor.selection == frozenset()


def test_shift_and_control_click_add_and_toggle(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    other = canvas.editor.document.cell(card.lane, steps_of(canvas)[1])[0]
    hand.click(hand.card(card.id))
    hand.click(hand.card(other.id), Qt.KeyboardModifier.ShiftModifier)
    assert canvas.editor.selection == {card.id, other.id}
    hand.click(hand.card(card.id), Qt.KeyboardModifier.ControlModifier)
    assert canvas.editor.selection == {other.id}


def test_space_and_middle_button_pan(canvas: Canvas, hand: Hand) -> None:
    canvas.set_zoom(2.0)
    before = canvas.camera
    canvas.mouse.panning = True
    hand.drag((500, 400), (450, 380))
    canvas.mouse.panning = False
    assert (canvas.camera.x - before.x, canvas.camera.y - before.y) == (-50, -20)
    assert canvas.editor.selection == frozenset()
