from dataclasses import replace

from journeyeditor.layout.drawing import Rect
from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.cursor import Cursor, Grid
from journeyeditor.ui.canvas.differences import bounds, differences
from journeyeditor.ui.canvas.hit import HitMap, Part
from tests.support.canvases import make_layout
from tests.support.maps import generated_document

DOCUMENT = generated_document(60)
LAYOUT = make_layout()
PLACED = LAYOUT.place(DOCUMENT, DOCUMENT.maps[0].id)
HITS = HitMap(PLACED)
EVERYTHING = Rect(0, 0, PLACED.width, PLACED.height)


def test_every_card_is_hit_in_its_middle() -> None:
    for lane in PLACED.lanes:
        for card in lane.block.cards:
            x, y = card.rect.centre
            hit = HITS.at(Strip.BODY, x, y + lane.y)
            assert (hit.part, hit.entity, hit.lane) == (Part.CARD, card.id, lane.id)


def test_every_rated_point_is_hit() -> None:
    lane = next(x for x in PLACED.lanes if x.block.kind is LaneKind.EMOTION)
    for point in lane.block.points:
        if point.value is not None:
            hit = HITS.at(Strip.BODY, point.x, lane.y + point.y)
            assert hit.part is Part.POINT
            assert hit.point is not None
            assert hit.point.value is not None


def test_heads_and_labels_are_hit() -> None:
    for stage in PLACED.stages:
        assert HITS.at(Strip.HEAD, stage.rect.x + 4, stage.rect.bottom - 3).entity == stage.id
    for step in PLACED.steps:
        assert HITS.at(Strip.HEAD, *step.rect.centre).entity == step.id
    for lane in PLACED.lanes:
        assert HITS.at(Strip.LABELS, PLACED.label_x + 20, lane.y + 5).entity == lane.id


def test_between_lanes_and_outside_is_nothing() -> None:
    gap = PLACED.lanes[0].bottom + 4
    assert HITS.at(Strip.BODY, 300, gap).part is Part.NOTHING
    assert HITS.at(Strip.BODY, -50, 200).part is Part.NOTHING
    assert HITS.at(Strip.CORNER, 10, 10).part is Part.NOTHING


def test_insertion_counts_without_the_cards_that_move() -> None:
    lane, column = PLACED.lanes[0], PLACED.columns[0]
    cell = HITS.cell(lane, column)
    assert len(cell) >= 2
    under = lane.y + cell[-1].rect.bottom
    assert HITS.insertion(lane, column, under, frozenset()) == len(cell)
    assert HITS.insertion(lane, column, under, frozenset({cell[0].id})) == len(cell) - 1
    assert HITS.insertion(lane, column, lane.y, frozenset()) == 0


def test_lanes_that_stay_are_not_looked_through_again() -> None:
    lane, column = PLACED.lanes[0], PLACED.columns[0]
    first = HITS.cards_over(lane.block, column.index)
    assert HitMap(PLACED, HITS).cards_over(lane.block, column.index) is first


def test_the_cursor_steps_over_a_spanning_card() -> None:
    card = next(c for c in DOCUMENT.all(Card) if c.step == PLACED.columns[0].step)
    document = DOCUMENT.replaced({card.id: replace(card, span=3)})
    placed = LAYOUT.place(document, PLACED.map)
    grid = Grid(HitMap(placed))
    start = Cursor(card.lane, PLACED.columns[0].step, card.id)
    assert grid.across(start, 1).step == placed.columns[3].step


def test_an_equal_map_has_no_differences() -> None:
    again = make_layout().place(DOCUMENT, PLACED.map)
    assert differences(PLACED, again, EVERYTHING) == []


def test_another_lane_order_repaints_from_there_on() -> None:
    lanes = PLACED.lanes
    other = replace(PLACED, lanes=(*lanes[:2], lanes[3], lanes[2], *lanes[4:]))
    changes = differences(PLACED, other, EVERYTHING)
    assert changes
    assert min(rect.y for _strip, rect in changes) >= lanes[2].y


def test_bounds_enclose_what_is_painted() -> None:
    for lane in PLACED.lanes:
        for item in lane.block.body.items:
            assert bounds(item).w > 0
