"""Scrolling moves the pixels that are there: what is seen afterwards is what would be painted anew."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.sliding import slide
from journeyeditor.ui.canvas.view import Canvas
from tests.reliability.afresh import seen, settle
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import MakeCanvas

WAYS = [(-12, -5), (7, 40), (-300, 0), (0, -2000), (10_000, 10_000)]


class Painted(QObject):
    """Notes what of a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False

    @property
    def pixels(self) -> int:
        return sum(rect.width() * rect.height() for rect in self.region)  # type: ignore[attr-defined]


@pytest.fixture
def canvas(make: MakeCanvas) -> Canvas:
    """A map that is larger than its window, without scroll bars in the way."""
    canvas = make(generated_document(200))
    settle(canvas)
    return canvas


def as_painted(canvas: Canvas) -> bool:
    """Whether the screen shows what the canvas would paint now."""
    settle(canvas)
    shown = seen(canvas)
    return bool(shown == canvas.viewport().grab().toImage().convertToFormat(shown.format()))


@pytest.mark.parametrize("way", WAYS)
def test_what_was_moved_is_what_would_be_painted(canvas: Canvas, way: tuple[int, int]) -> None:
    canvas.scroll_by(-200, -150)
    for _ in range(3):
        canvas.scroll_by(*way)
        assert as_painted(canvas)


def test_several_movements_before_anything_is_painted(canvas: Canvas) -> None:
    for way in ((-12, -5), (-30, 20), (5, -60)):
        canvas.scroll_by(*way)
    assert as_painted(canvas)


def test_what_was_to_be_painted_before_the_map_moved_still_is(canvas: Canvas) -> None:
    assert canvas.placed is not None
    document = canvas.editor.document
    card = canvas.placed.lanes[0].block.cards[0].id
    canvas.editor.commit(message("x"), set_fields(document, card, title="Other words"))
    canvas.scroll_by(-40, -30)
    assert as_painted(canvas)


def test_only_what_comes_into_sight_is_painted(canvas: Canvas) -> None:
    canvas.scroll_by(-100, -100)
    settle(canvas)
    painted = Painted(canvas.viewport())
    canvas.scroll_by(-12, -5)
    settle(canvas)
    all_of = canvas.viewport().width() * canvas.viewport().height()
    assert 0 < painted.pixels < all_of / 10


def test_a_mark_that_stays_where_it_is_leaves_nothing_behind(canvas: Canvas) -> None:
    marks = (
        Mark(Strip.VIEW, Rect(300, 200, 80, 40), (Box(Rect(302, 202, 76, 36), "accent"),)),
        Mark(Strip.BODY, Rect(400, 300, 80, 40), (Box(Rect(402, 302, 76, 36), "selection"),)),
    )
    canvas.set_marks(marks)
    settle(canvas)
    before = canvas.camera
    canvas.view_changed.disconnect()
    canvas.set_camera(before.moved(-15, -25))
    assert canvas.marks == marks
    assert as_painted(canvas)


def test_pinned_lanes_stay_while_the_others_move(make: MakeCanvas) -> None:
    document = generated_document(200)
    canvas = make(document)
    lane = document.lanes(document.maps[0].id)[1].id
    canvas.editor.commit(message("x"), set_fields(document, lane, pinned=True))
    for way in ((0, -900), (-30, -20), (-30, 15), (0, 900)):
        canvas.scroll_by(*way)
        assert as_painted(canvas)


def test_a_field_over_the_map_is_not_smeared_along(canvas: Canvas) -> None:
    assert canvas.placed is not None
    old = canvas.panes
    canvas.edit(canvas.placed.lanes[0].block.cards[0].id)
    assert canvas.texts.box is not None
    assert not slide(canvas.viewport(), old, canvas.panes)
    painted = Painted(canvas.viewport())
    canvas.scroll_by(-12, -5)
    settle(canvas)
    assert painted.region.contains(canvas.viewport().rect())
    canvas.texts.cancel()
    QApplication.processEvents()
    assert as_painted(canvas)
