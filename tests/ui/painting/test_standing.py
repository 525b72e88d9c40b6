"""Grounds of lanes, what they leave bare, and which groups lie apart."""

from journeyeditor.layout.drawing import Box, Group, Rect
from journeyeditor.ui.painting.standing import apart, bare, ground_of
from tests.support.canvases import make_layout
from tests.support.maps import small_document


def group(x: float, y: float, w: float = 50, h: float = 50) -> Group:
    return Group((), Rect(0, 0, w, h), x, y)


def test_groups_that_touch_none_of_the_others_lie_apart() -> None:
    alone, first, second = group(0, 0), group(100, 0), group(140, 40)
    below = group(0, 60)
    assert apart([alone, first, second, below]) == {id(alone), id(below)}
    assert apart([alone, group(0, 52)]) == frozenset()
    assert apart([alone, Box(Rect(500, 0, 5, 5))]) == frozenset()


def test_a_wide_group_before_others_touches_each_of_them() -> None:
    wide, near, far, last = group(0, 0, 300), group(60, 10), group(200, 10), group(400, 10)
    assert apart([wide, near, far, last]) == {id(last)}


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
