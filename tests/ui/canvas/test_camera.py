from dataclasses import replace

import pytest

from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.model.entities import Direction
from journeyeditor.ui.canvas.camera import (
    LANE_MARGIN,
    LEAST,
    LEAST_FITTED,
    MOST,
    PAD,
    READABLE,
    Camera,
    Strip,
    first_zoom,
    fitting,
    pane_at,
    pane_of,
    panes,
    spans,
)
from journeyeditor.ui.painting.painter import LEGIBLE
from tests.support.canvases import make_layout
from tests.support.maps import generated_document


@pytest.fixture(scope="module")
def placed() -> PlacedMap:
    document = generated_document(20)
    return make_layout().place(document, document.maps[0].id)


@pytest.fixture(scope="module")
def mirrored() -> PlacedMap:
    document = generated_document(20)
    shown = document.maps[0]
    document = document.replaced({shown.id: replace(shown, direction=Direction.RTL)})
    return make_layout().place(document, shown.id)


def test_a_zoom_keeps_the_point_under_the_pointer() -> None:
    camera = Camera(1.0, 12, 12)
    zoomed = camera.zoomed(1.7, 400, 300)
    before = ((400 - camera.x) / 1.0, (300 - camera.y) / 1.0)
    after = ((400 - zoomed.x) / 1.7, (300 - zoomed.y) / 1.7)
    assert after == pytest.approx(before, abs=0.5)


@pytest.mark.parametrize("strip", [Strip.BODY, Strip.LABELS])
def test_the_edge_of_the_first_lane_stands_below_the_heads_whole(
    placed: PlacedMap, strip: Strip
) -> None:
    seen = pane_of(panes(placed, Camera(), 800, 600), strip).visible()
    assert seen.y <= placed.lanes[0].y - LANE_MARGIN + 0.5
    assert seen.y > max(step.rect.bottom for step in placed.steps)


def test_zoom_has_ends() -> None:
    assert Camera().zoomed(100, 0, 0).zoom == MOST
    assert Camera().zoomed(0.0001, 0, 0).zoom == LEAST


def test_the_panes_fill_the_viewport_without_overlap(placed: PlacedMap) -> None:
    four = panes(placed, Camera(0.9, -300, -200), 800, 600)
    assert sum(pane.clip.w * pane.clip.h for pane in four) == 800 * 600
    assert {pane.strip for pane in four} == set(Strip) - {Strip.VIEW}


def test_heads_and_labels_stay_in_sight_while_scrolling(placed: PlacedMap) -> None:
    four = panes(placed, Camera(1.0, -300, -200), 800, 600)
    assert pane_of(four, Strip.HEAD).dy == PAD
    assert pane_of(four, Strip.HEAD).dx == -300
    assert pane_of(four, Strip.LABELS).dx == PAD
    assert pane_of(four, Strip.LABELS).dy == -200
    assert pane_of(four, Strip.CORNER).dx == PAD


def test_labels_of_a_mirrored_map_stay_at_the_right(mirrored: PlacedMap) -> None:
    four = panes(mirrored, Camera(1.0, -100, PAD), 800, 600)
    labels = pane_of(four, Strip.LABELS)
    assert labels.clip.right == 800
    assert labels.to_view(mirrored.lanes[0].block.label.bounds).right <= 800
    assert pane_at(four, 790, 400).strip is Strip.LABELS


def test_a_strip_that_would_take_half_the_window_scrolls_along(placed: PlacedMap) -> None:
    four = panes(placed, Camera(4.0, -900, PAD), 800, 600)
    assert pane_of(four, Strip.LABELS).dx == -900


def test_panes_translate_both_ways(placed: PlacedMap) -> None:
    for pane in panes(placed, Camera(1.3, -50, -80), 800, 600):
        x, y = pane.to_map(321, 234)
        rect = pane.to_view(placed.lanes[0].block.body.bounds._replace(x=x, y=y))
        assert (rect.x, rect.y) == pytest.approx((321, 234))


def test_fit_shows_the_whole_map(placed: PlacedMap) -> None:
    camera = fitting(placed, 900, 500)
    assert camera.zoom <= 1
    assert camera.x + placed.width * camera.zoom <= 900
    assert camera.y + placed.height * camera.zoom <= 500


def test_what_fits_has_nothing_to_scroll_to(placed: PlacedMap) -> None:
    camera = fitting(placed, 900, 500)
    across, down = spans(placed, camera.zoom, 900, 500)
    assert across.least == across.most
    assert down.least == down.most


def test_a_map_is_seen_first_with_its_whole_width(placed: PlacedMap) -> None:
    room = (placed.width + 100) * 0.8
    zoom = first_zoom(placed, room, 5000, 10)
    assert 0.7 < zoom < 0.85
    across, _ = spans(placed, zoom, room, 5000)
    assert across.least == across.most
    lower = first_zoom(placed, room, 200, 10)
    across, _ = spans(placed, lower, room - 10, 200)
    assert lower < zoom and across.least == across.most


def test_a_map_is_never_seen_first_too_small_to_read(placed: PlacedMap) -> None:
    assert LEAST_FITTED * SMALL.size >= LEGIBLE
    assert first_zoom(placed, placed.width * 0.4, 500, 10) == READABLE
    assert first_zoom(placed, placed.width * 9, 5000, 10) == 1.0


def test_a_map_that_fits_cannot_be_scrolled(placed: PlacedMap) -> None:
    across, down = spans(placed, 0.1, 2000, 2000)
    assert across.least == across.most == PAD
    assert down.least == down.most == PAD
