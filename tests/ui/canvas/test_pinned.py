"""Pinned lanes stay in sight while the map is scrolled, and can be worked on where they stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Direction, Lane, LaneKind
from journeyeditor.ui.canvas.camera import (
    WIDEST_PINNED,
    Camera,
    Pane,
    Strip,
    pane_at,
    pane_for,
    pane_of,
    panes,
)
from journeyeditor.ui.canvas.hit import Part
from journeyeditor.ui.canvas.view import Canvas
from tests.support.canvases import make_layout
from tests.support.kinds import every_kind
from tests.ui.canvas.conftest import MakeCanvas

WIDTH, HEIGHT = 1000.0, 900.0


def pinned_document(*kinds: LaneKind, direction: Direction = Direction.LTR) -> Document:
    document = every_kind()
    shown = document.maps[0]
    lanes = [replace(lane, pinned=True) for lane in document.all(Lane) if lane.kind in kinds]
    document = document.replaced({lane.id: lane for lane in lanes})
    return document.replaced({shown.id: replace(shown, direction=direction)})


DOCUMENT = pinned_document(LaneKind.EMOTION, LaneKind.PAIN)
EMOTION = next(lane.id for lane in DOCUMENT.all(Lane) if lane.kind is LaneKind.EMOTION)
PAIN = next(lane.id for lane in DOCUMENT.all(Lane) if lane.kind is LaneKind.PAIN)
PLACED: PlacedMap = make_layout().place(DOCUMENT, DOCUMENT.maps[0].id)


def stuck(all_panes: tuple[Pane, ...]) -> set[str]:
    return {pane.lane for pane in all_panes if pane.lane}


@given(st.integers(-3000, 12), st.integers(-600, 12), st.sampled_from([0.3, 0.5, 0.73, 1.0]))
@settings(max_examples=60, deadline=None)
def test_panes_fill_the_viewport_without_overlap_wherever_the_map_is(
    y: int, x: int, zoom: float
) -> None:
    made = panes(PLACED, Camera(zoom, x, y), WIDTH, HEIGHT)
    assert sum(pane.clip.w * pane.clip.h for pane in made) == pytest.approx(WIDTH * HEIGHT)
    for a, b in combinations(made, 2):
        if min(a.clip.w, a.clip.h, b.clip.w, b.clip.h) > 0:
            assert not a.clip.meets(b.clip)


@given(st.integers(-3000, 12), st.sampled_from([0.3, 0.5, 0.7]))
@settings(max_examples=60, deadline=None)
def test_pinned_lanes_are_always_wholly_in_sight(y: int, zoom: float) -> None:
    made = panes(PLACED, Camera(zoom, 12, y), WIDTH, HEIGHT)
    for key in (EMOTION, PAIN):
        lane = PLACED.lane(key)
        assert lane is not None
        rect = Rect(400, lane.y, 10, lane.block.height)
        pane = pane_for(made, Strip.BODY, rect)
        at = pane.to_view(rect)
        assert at.y >= pane.clip.y - 1
        assert at.bottom <= pane.clip.bottom + 1


def test_a_lane_is_kept_above_and_below_and_scrolls_in_between() -> None:
    lane = PLACED.lane(EMOTION)
    assert lane is not None
    far = panes(PLACED, Camera(0.7, 12, -2000), WIDTH, HEIGHT)
    assert EMOTION in stuck(far)
    assert pane_of(far, Strip.BODY, EMOTION).clip.y == pane_of(far, Strip.HEAD).clip.bottom
    home = panes(PLACED, Camera(0.7, 12, 12), WIDTH, HEIGHT)
    assert EMOTION not in stuck(home)
    assert pane_of(home, Strip.BODY, PAIN).clip.bottom == HEIGHT


def test_pinned_lanes_leave_room_for_the_others() -> None:
    document = pinned_document(*LaneKind)
    placed = make_layout().place(document, document.maps[0].id)
    made = panes(placed, Camera(1.0, 12, -900), WIDTH, HEIGHT)
    room = HEIGHT - pane_of(made, Strip.HEAD).clip.h
    taken = sum(p.clip.h for p in made if p.lane and p.strip is Strip.BODY)
    assert taken <= WIDEST_PINNED * room + 1
    assert pane_of(made, Strip.BODY).clip.h > 0


def test_points_in_a_pinned_pane_are_those_of_its_lane() -> None:
    made = panes(PLACED, Camera(0.7, 12, -2000), WIDTH, HEIGHT)
    pane = pane_of(made, Strip.BODY, EMOTION)
    x, y = pane.clip.x + 40, pane.clip.y + 20
    assert pane_at(made, x, y) is pane
    lane = PLACED.lane_at(pane.to_map(x, y)[1])
    assert lane is not None
    assert lane.id == EMOTION


def shown(make: MakeCanvas, document: Document) -> Canvas:
    canvas = make(document)
    canvas.set_zoom(0.7)
    QApplication.processEvents()
    return canvas


def scrolled(canvas: Canvas, y: int) -> None:
    canvas.scroll_by(0, y)
    QApplication.processEvents()


def differing(canvas: Canvas) -> int:
    """How many of some thousand pixels differ from the same view painted afresh, by more than a shade."""
    before = canvas.viewport().grab().toImage()
    canvas.repaint_all()
    after = canvas.viewport().grab().toImage()

    def far(a: QColor, b: QColor) -> bool:
        return max(abs(a.red() - b.red()), abs(a.blue() - b.blue())) > 8

    places = [(x, y) for x in range(0, before.width(), 9) for y in range(0, before.height(), 7)]
    return sum(far(before.pixelColor(x, y), after.pixelColor(x, y)) for x, y in places)


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_what_scrolling_leaves_is_what_a_fresh_picture_shows(
    make: MakeCanvas, direction: Direction
) -> None:
    document = pinned_document(LaneKind.EMOTION, LaneKind.PAIN, direction=direction)
    canvas = shown(make, document)
    for step in (-200, -150, -400, 90, 380, 300):
        scrolled(canvas, step)
        assert differing(canvas) == 0


def test_a_face_on_a_pinned_curve_can_be_pointed_at_and_needs_no_scrolling(
    make: MakeCanvas,
) -> None:
    canvas = shown(make, DOCUMENT)
    scrolled(canvas, -900)
    assert canvas.placed is not None
    assert canvas.hits is not None
    lane = canvas.placed.lane(EMOTION)
    assert lane is not None
    point = next(p for p in lane.block.points if p.first and p.value is not None)
    rect = Rect(point.x - 2, lane.y + point.y - 2, 4, 4)
    at = canvas.to_view(Strip.BODY, rect)
    hit = canvas.hits.at(*canvas.to_map(*at.centre))
    assert hit.part is Part.POINT
    assert hit.entity == point.card
    before = canvas.camera.y
    canvas.reveal(Strip.BODY, rect)
    assert canvas.camera.y == before
    _x, y = canvas.body_point(*at.centre, EMOTION)
    assert y == pytest.approx(lane.y + point.y, abs=2)


def test_what_a_pinned_lane_hides_is_scrolled_into_sight(make: MakeCanvas) -> None:
    canvas = shown(make, DOCUMENT)
    scrolled(canvas, -900)
    assert canvas.placed is not None
    card = DOCUMENT.cards(next(x.id for x in DOCUMENT.all(Lane) if x.kind is LaneKind.TEXT))[0]
    rect = canvas.placed.card_rect(card.id)
    assert rect is not None
    canvas.reveal(Strip.BODY, rect)
    pane = pane_of(canvas.panes, Strip.BODY)
    at = pane.to_view(rect)
    assert at.y >= pane.clip.y
    assert at.bottom <= pane.clip.bottom


def test_zooming_by_hand_with_a_pinned_lane_ends_in_a_sharp_picture(make: MakeCanvas) -> None:
    canvas = shown(make, DOCUMENT)
    scrolled(canvas, -300)
    canvas.zoom_at(1.2, 400, 300, stretch=True)
    QApplication.processEvents()
    canvas.refine()
    QApplication.processEvents()
    assert differing(canvas) == 0
