"""Grounds of lanes, and what they leave bare."""

from journeyeditor.layout.drawing import Rect
from journeyeditor.ui.painting.standing import bare, ground_of
from tests.support.canvases import make_layout
from tests.support.maps import small_document


def test_every_place_of_a_map_is_bare_or_on_a_lane() -> None:
    document = small_document()
    placed = make_layout().place(document, document.maps[0].id)
    exposed = Rect(-50, -50, placed.width + 100, placed.height + 100)
    open_parts = [*bare(placed, exposed)]
    grounds = [
        Rect(0, lane.y, placed.width, lane.block.height)
        for lane in placed.lanes
        if ground_of(lane.block.body) is not None
    ]
    assert grounds
    for x in range(-45, int(placed.width) + 45, 7):
        for y in range(-45, int(placed.height) + 45, 5):
            on = [g for g in grounds if g.grown(-1).contains(x, y)]
            assert on or any(part.contains(x, y) for part in open_parts), (x, y)
    for corner in ((3, grounds[0].y + 3), (placed.width - 3, grounds[-1].bottom - 3)):
        assert any(part.contains(*corner) for part in open_parts)
