"""What is painted anew: little for a little change, everything where everything may differ."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.operations.cards import move_cards
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.palette import Palette
from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.view import Canvas
from tests.support.canvases import RESOURCES
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import NO, Hand, MakeCanvas
from tests.ui.canvas.test_anything import furthest
from tests.ui.canvas.test_drag_cards import first_card, lane_of, steps_of

ROUNDED = 1
"""Levels of 255, as measured; the pictures that are kept are blended once more than what is painted at once."""


def settled(canvas: Canvas) -> None:
    QApplication.processEvents()
    assert canvas.stale.isEmpty()


def test_a_mark_changes_nothing_of_the_map(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    settled(canvas)
    hand.carry(hand.card(card.id), hand.cell(card.lane, steps_of(canvas)[2]))
    assert canvas.stale.isEmpty()
    hand.key(Qt.Key.Key_Escape)


def test_a_mark_of_a_feature_paints_only_its_own_card(canvas: Canvas) -> None:
    card = first_card(canvas)
    settled(canvas)
    patch = set_fields(canvas.editor.document, card.id, moment_of_truth=not card.moment_of_truth)
    canvas.editor.commit(message("x"), patch)
    assert canvas.placed is not None
    rect = canvas.placed.card_rect(card.id)
    assert rect is not None
    at = canvas.to_view(Strip.BODY, rect)
    around = QRect(round(at.x), round(at.y), round(at.w), round(at.h)).adjusted(-12, -12, 12, 12)
    assert not canvas.stale.isEmpty()
    assert around.contains(canvas.stale)


def test_a_moved_card_does_not_repaint_the_lanes_above(canvas: Canvas) -> None:
    document = canvas.editor.document
    lane = lane_of(canvas, LaneKind.PAIN)
    steps = steps_of(canvas)
    card = document.cell(lane, steps[0])[0]
    canvas.reveal_entity(card.id)
    settled(canvas)
    patch = move_cards(document, canvas.ids, [card.id], lane, steps[1])
    canvas.editor.commit(message("x"), patch)
    assert canvas.placed is not None
    row = canvas.placed.lane(lane)
    assert row is not None
    top = canvas.to_view(Strip.BODY, Rect(0, row.y, 1, 1)).y
    assert canvas.stale.top() >= top - 16
    assert not canvas.stale.isEmpty()


def test_what_was_painted_in_parts_is_what_is_painted_at_once(canvas: Canvas) -> None:
    document = canvas.editor.document
    lane, steps = lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)
    cards = [canvas.editor.document.cell(lane, step)[0] for step in steps[:3]]
    settled(canvas)
    for i, card in enumerate(cards):
        patch = set_fields(document, card.id, title=f"Another title {i}", text="longer " * 9 * i)
        canvas.editor.commit(message("x"), patch)
        document = canvas.editor.document
        QApplication.processEvents()
    canvas.scroll_by(-60, -35)
    QApplication.processEvents()
    canvas.scroll_by(20, 10)
    parts = canvas.viewport().grab().toImage()
    canvas.repaint_all()
    # Shadows that are painted on a picture of several cards first are rounded once more.
    assert furthest(canvas.viewport().grab().toImage(), parts) <= ROUNDED


def test_scrolling_paints_only_what_comes_into_sight(make: MakeCanvas) -> None:
    canvas = make(generated_document(40), 700, 400)
    canvas.scroll_by(-200, -100)
    settled(canvas)
    canvas.scroll_by(-30, 0)
    whole = canvas.viewport().rect()
    assert 0 < canvas.stale.width() <= 31
    assert canvas.stale.right() >= whole.right() - 1


def test_other_colours_paint_everything(canvas: Canvas) -> None:
    settled(canvas)
    canvas.set_palette(Palette.load(RESOURCES / "themes" / "dark.json"))
    assert canvas.stale == canvas.viewport().rect()


def test_another_column_paints_everything(canvas: Canvas) -> None:
    settled(canvas)
    canvas.commands.add_step(canvas.editor.document.stages(canvas.map_id or "")[0].id)
    assert canvas.stale == canvas.viewport().rect()


def test_the_wheel_with_control_zooms_at_the_pointer(canvas: Canvas) -> None:
    at = QPointF(640, 420)
    before = canvas.body_point(at.x(), at.y())
    for notches in (1, 1, -3):
        event = QWheelEvent(
            at, at, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.zoom == pytest.approx(1 / 1.1)
    assert canvas.body_point(at.x(), at.y()) == pytest.approx(before, abs=2)


def test_a_stretched_picture_becomes_sharp(canvas: Canvas) -> None:
    settled(canvas)
    canvas.zoom_at(1.5, 300, 300, stretch=True)
    QApplication.processEvents()
    rough = canvas.viewport().grab().toImage()
    canvas.refine()
    sharp = canvas.viewport().grab().toImage()
    assert rough != sharp
    canvas.repaint_all()
    assert canvas.viewport().grab().toImage() == sharp


def test_the_wheel_scrolls_down_and_with_shift_sideways(make: MakeCanvas) -> None:
    canvas = make(generated_document(60), 700, 400)
    for modifiers, moved in ((NO, (0, -60)), (Qt.KeyboardModifier.ShiftModifier, (-60, 0))):
        before = canvas.camera
        event = QWheelEvent(
            QPointF(400, 300), QPointF(400, 300), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas.viewport(), event)
        assert (canvas.camera.x - before.x, canvas.camera.y - before.y) == moved


def test_an_edit_keeps_the_place_that_is_shown(make: MakeCanvas) -> None:
    canvas = make(generated_document(60), 700, 400)
    canvas.scroll_by(-120, -80)
    before = canvas.camera
    card = next(iter(canvas.editor.document.all(Card)))
    canvas.editor.commit(
        message("x"), set_fields(canvas.editor.document, card.id, text="longer " * 30)
    )
    assert canvas.camera == before


def test_undo_selects_and_shows_what_it_touched(make: MakeCanvas) -> None:
    canvas = make(generated_document(60), 500, 300)
    card = first_card(canvas)
    canvas.editor.commit(message("x"), set_fields(canvas.editor.document, card.id, title="Changed"))
    canvas.editor.select(())
    canvas.scroll_by(-900, -500)
    canvas.editor.undo()
    assert canvas.editor.selection == {card.id}
    assert canvas.placed is not None
    rect = canvas.placed.card_rect(card.id)
    assert rect is not None
    at = canvas.to_view(Strip.BODY, rect)
    assert canvas.viewport().rect().contains(round(at.x + 5), round(at.y + 5))


def test_a_mirrored_map_begins_at_the_right(make: MakeCanvas) -> None:
    document = generated_document(40)
    document = document.replaced({"document": replace(document.info, language="ar")})
    canvas = make(document, 700, 400)
    assert canvas.placed is not None
    assert canvas.placed.rtl
    right = canvas.camera.x + canvas.placed.width
    assert abs(right - (canvas.viewport().width() - 12)) <= 1


def test_the_region_painted_in_a_drag_frame_is_small(canvas: Canvas, hand: Hand) -> None:
    card = first_card(canvas)
    hand.carry(hand.card(card.id), hand.cell(card.lane, steps_of(canvas)[1], 0.5))
    QApplication.processEvents()
    painted = QRegion()
    update = canvas.viewport().update

    def record(rect: QRect) -> None:
        nonlocal painted
        painted = painted.united(rect)
        update(rect)

    canvas.viewport().update = record  # type: ignore[method-assign, assignment]
    x, y = hand.cell(card.lane, steps_of(canvas)[1], 0.5)
    hand.move((x + 4, y + 4))
    area = sum(rect.width() * rect.height() for rect in painted)  # type: ignore[attr-defined]
    assert 0 < area < 0.2 * canvas.viewport().width() * canvas.viewport().height()
    hand.key(Qt.Key.Key_Escape)


def test_a_pinch_zooms_at_its_place(canvas: Canvas) -> None:
    at = QPointF(500, 300)
    before = canvas.body_point(at.x(), at.y())
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        at, at, at, 0.25, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.zoom == pytest.approx(1.25)
    assert canvas.body_point(at.x(), at.y()) == pytest.approx(before, abs=2)
