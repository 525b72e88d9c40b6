"""What a card meets on its way: cells that make room, lanes that open, other maps, and places where it can't go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Draft
from journeyeditor.layout.drawing import Box, Glyphs, Group
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, LaneKind, Map, Rating, Stage, Step
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.tools.drag_cards import DragCards
from journeyeditor.ui.canvas.view import Canvas
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import Hand, MakeCanvas
from tests.ui.canvas.test_drag_cards import CTRL, first_card, lane_of, steps_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def words(canvas: Canvas) -> str:
    glyphs = (item for mark in canvas.marks for item in mark.items if isinstance(item, Glyphs))
    return "".join(item.text for item in glyphs)


def shown_cards(canvas: Canvas) -> dict[str, float]:
    """The cards that are painted over the map, by how far down, in viewport pixels."""
    found = {mark.key: mark.rect.y for mark in canvas.marks if mark.key}
    for mark in canvas.marks:
        for item in mark.items:
            if isinstance(item, Group) and item.entity:
                found[item.entity] = canvas.to_view(mark.strip, mark.rect.grown(-4)).y
    return found


def stands(canvas: Canvas, key: str) -> float:
    """How far down a card stands in the document, in viewport pixels."""
    rect = canvas.placed.card_rect(key) if canvas.placed is not None else None
    assert rect is not None
    return canvas.to_view(Strip.BODY, rect).y


def stacked(make: MakeCanvas) -> tuple[Canvas, Hand, list[str]]:
    """A canvas with three cards in the second cell of the touchpoints."""
    canvas = make(generated_document(40))
    lane, step = lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[1]
    while len(canvas.editor.document.cell(lane, step)) < 3:
        canvas.commands.add_card(lane, step)
        canvas.texts.commit()
    return canvas, Hand(canvas), [c.id for c in canvas.editor.document.cell(lane, step)]


def test_the_cards_behind_the_insertion_mark_move_on_and_nothing_else_is_painted_anew(
    make: MakeCanvas,
) -> None:
    canvas, hand, row = stacked(make)
    card, before = first_card(canvas), canvas.editor.document
    hand.carry(hand.card(card.id), hand.card(row[1], fy=0.2))
    QApplication.processEvents()
    shown = shown_cards(canvas)
    assert set(shown) == set(row[1:])
    assert all(shown[key] > stands(canvas, key) + 50 for key in row[1:])
    assert canvas.stale.isEmpty()
    assert canvas.editor.document is before
    hand.move(hand.cell(card.lane, steps_of(canvas)[3]))
    assert not set(row) & set(shown_cards(canvas))
    hand.key(Qt.Key.Key_Escape)


def test_within_its_own_cell_a_card_leaves_no_gap_behind(make: MakeCanvas) -> None:
    canvas, hand, row = stacked(make)
    hand.carry(hand.card(row[0]), hand.card(row[2], fy=0.9))
    shown = shown_cards(canvas)
    assert set(shown) == set(row[1:])
    assert shown[row[1]] == pytest.approx(stands(canvas, row[0]), abs=1)
    hand.key(Qt.Key.Key_Escape)


def test_a_copy_leaves_its_original_in_the_row(make: MakeCanvas) -> None:
    canvas, hand, row = stacked(make)
    end = hand.card(row[2], fy=0.9)
    hand.carry(hand.card(row[0]), end, CTRL)
    assert shown_cards(canvas) == {}
    assert words(canvas).endswith("+")
    hand.release(end, CTRL)
    assert len(canvas.editor.document.cell(first_card(canvas).lane, steps_of(canvas)[1])) == 4


def test_control_drags_a_copy_of_all_that_is_selected_with_its_ratings(
    canvas: Canvas, hand: Hand
) -> None:
    lane, steps = lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)
    document = canvas.editor.document
    pair = [document.cell(lane, step)[0].id for step in steps[:2]]
    ratings = len(list(document.all(Rating)))
    own = sum(len(document.ratings(key)) for key in pair)
    assert own
    canvas.editor.select(pair)
    start, end = hand.card(pair[1]), hand.cell(lane, steps[3], 0.95)
    hand.press(start, CTRL)
    hand.move(end, CTRL)
    hand.release(end, CTRL)
    after = canvas.editor.document
    for step in steps[2:4]:
        assert len(after.cell(lane, step)) == len(document.cell(lane, step)) + 1
    assert len(list(after.all(Rating))) == ratings + own


@pytest.mark.parametrize(
    ("kind", "why"), [(LaneKind.EMOTION, "holds no cards"), (None, "Drop it on a cell")]
)
def test_where_a_card_cannot_go_the_canvas_says_why(
    canvas: Canvas, hand: Hand, kind: LaneKind | None, why: str
) -> None:
    card = first_card(canvas)
    assert canvas.placed is not None
    end = hand.view(60, canvas.placed.lanes[0].y + 20, Strip.LABELS)
    if kind is not None:
        end = hand.cell(lane_of(canvas, kind), steps_of(canvas)[1], 0.4)
    hand.carry(hand.card(card.id), end)
    assert why in words(canvas)
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    hand.key(Qt.Key.Key_Escape)
    assert why not in words(canvas)


def test_a_drop_outside_of_the_cells_changes_nothing(canvas: Canvas, hand: Hand) -> None:
    """Not even where a lane lies scrolled away, above the window or under the head."""
    card, before = first_card(canvas, LaneKind.PAIN), canvas.editor.document
    canvas.scroll_by(0, -5000)
    assert canvas.hits is not None
    x, _y = hand.card(card.id)
    assert canvas.hits.lane_at(canvas.body_point(x, -20.0)[1]) is not None
    for outside in ((x, -20.0), (x, 30.0), (-40.0, 300.0)):
        hand.drag(hand.card(card.id, fy=0.7), outside)
        assert canvas.editor.document is before


def test_what_is_locked_stays_and_says_so(canvas: Canvas, hand: Hand) -> None:
    card, said = first_card(canvas), list[object]()
    canvas.message.connect(said.append)
    patch = set_fields(canvas.editor.document, card.id, locked=True)
    canvas.editor.commit(message("Lock"), patch)
    before = canvas.editor.document
    hand.drag(hand.card(card.id), hand.cell(card.lane, steps_of(canvas)[2], 0.95))
    assert canvas.editor.document is before
    assert len(said) == 1


def collapse(canvas: Canvas, kind: LaneKind) -> str:
    lane = lane_of(canvas, kind)
    patch = set_fields(canvas.editor.document, lane, collapsed=True)
    canvas.editor.commit(message("Collapse"), patch)
    return lane


def over_collapsed(canvas: Canvas, hand: Hand, qtbot: QtBot) -> tuple[Card, str]:
    """A card held over a collapsed lane until that has opened."""
    lane = collapse(canvas, LaneKind.TEXT)
    card = first_card(canvas)
    hand.carry(hand.card(card.id), hand.cell(lane, steps_of(canvas)[1]))
    assert "Hold here" in words(canvas)

    def opened() -> bool:
        placed = canvas.placed
        row = placed.lane(lane) if placed is not None else None
        return row is not None and not row.block.collapsed

    qtbot.waitUntil(opened, timeout=3000)
    return card, lane


def is_collapsed(canvas: Canvas, lane: str) -> tuple[bool, bool]:
    """In the document, and in the picture."""
    assert canvas.placed is not None
    row = canvas.placed.lane(lane)
    assert row is not None
    return canvas.editor.document.one(Lane, lane).collapsed, row.block.collapsed


def test_a_collapsed_lane_opens_under_a_drag_and_stays_open_for_what_is_dropped(
    canvas: Canvas, hand: Hand, qtbot: QtBot
) -> None:
    card, lane = over_collapsed(canvas, hand, qtbot)
    assert canvas.editor.document.one(Lane, lane).collapsed
    before = canvas.editor.document
    hand.release(hand.cell(lane, steps_of(canvas)[1]))
    assert canvas.editor.document.one(Card, card.id).lane == lane
    assert is_collapsed(canvas, lane) == (False, False)
    canvas.editor.undo()
    assert canvas.editor.document == before


@pytest.mark.parametrize("escape", [True, False])
def test_an_opened_lane_closes_again_when_nothing_is_dropped_there(
    canvas: Canvas, hand: Hand, qtbot: QtBot, escape: bool
) -> None:
    card, lane = over_collapsed(canvas, hand, qtbot)
    end = hand.cell(card.lane, steps_of(canvas)[2], 0.95)
    if escape:
        hand.key(Qt.Key.Key_Escape)
    else:
        hand.move(end)
    hand.release(end)
    assert is_collapsed(canvas, lane) == (True, True)
    assert (canvas.editor.document.one(Card, card.id).step != card.step) is not escape


def two_maps() -> tuple[Document, str]:
    """The generated map, and another with one lane and one step."""
    document = generated_document(20)
    draft = Draft(document)
    draft.put(
        Map(id="other", order="a5V", title="Other"),
        Stage(id="otherstage", map="other", order="a0V"),
        Step(id="otherstep", stage="otherstage", order="a0V"),
        Lane(id="otherlane", map="other", order="a0V", kind=LaneKind.TOUCHPOINT),
    )
    return draft.document, "other"


def carried_over(make: MakeCanvas, qtbot: QtBot) -> tuple[Canvas, Hand, Card]:
    """A card held over another map's tab, above the canvas, until that map is shown."""
    document, other = two_maps()
    canvas = make(document)
    hand = Hand(canvas)
    canvas.find_map = lambda place: other
    canvas.map_wanted.connect(canvas.show_map)
    card = first_card(canvas)
    hand.carry(hand.card(card.id), (300.0, -30.0))
    qtbot.waitUntil(lambda: canvas.map_id == other, timeout=3000)
    assert isinstance(canvas.mouse.gesture, DragCards)
    return canvas, hand, card


def test_a_drag_goes_on_over_another_map(make: MakeCanvas, qtbot: QtBot) -> None:
    canvas, hand, card = carried_over(make, qtbot)
    end = hand.cell("otherlane", "otherstep")
    hand.move(end)
    hand.release(end)
    moved = canvas.editor.document.one(Card, card.id)
    assert (moved.lane, moved.step) == ("otherlane", "otherstep")
    assert canvas.map_id == "other"


def test_escape_leads_back_to_the_map_that_the_drag_came_from(
    make: MakeCanvas, qtbot: QtBot
) -> None:
    canvas, hand, card = carried_over(make, qtbot)
    hand.key(Qt.Key.Key_Escape)
    assert canvas.map_id == canvas.editor.document.maps[0].id
    assert canvas.editor.document.one(Card, card.id) == card


def test_a_card_over_several_steps_that_moves_on_pushes_those_beside_it(make: MakeCanvas) -> None:
    canvas, hand, row = stacked(make)
    steps = steps_of(canvas)
    canvas.commit(message("Wide"), set_fields(canvas.editor.document, row[1], span=2))
    beside = canvas.editor.document.cell(first_card(canvas).lane, steps[2])[0].id
    canvas.commands.add_card(first_card(canvas).lane, steps[2])
    canvas.texts.commit()
    hand.carry(hand.card(first_card(canvas).id), hand.card(row[0], fy=0.05))
    shown = shown_cards(canvas)
    assert canvas.placed is not None
    heights = {key: rect.h for key in (row[1], beside) if (rect := canvas.placed.card_rect(key))}
    others = [c.id for c in canvas.editor.document.cell(first_card(canvas).lane, steps[2])]
    bottom = shown[row[1]] + heights[row[1]] * canvas.zoom
    for key in others:
        top = shown.get(key, stands(canvas, key))
        rect = canvas.placed.card_rect(key)
        assert rect is not None
        assert top >= bottom or top + rect.h * canvas.zoom <= shown[row[1]] + 1
    hand.key(Qt.Key.Key_Escape)


def test_a_gap_for_a_card_over_several_steps_is_as_wide(make: MakeCanvas) -> None:
    canvas, hand, row = stacked(make)
    wide = first_card(canvas)
    canvas.commit(message("Wide"), set_fields(canvas.editor.document, wide.id, span=2))
    hand.carry(hand.card(wide.id, fx=0.2), hand.card(row[0], fy=0.05))
    gesture = canvas.mouse.gesture
    assert isinstance(gesture, DragCards) and canvas.placed is not None
    columns = canvas.placed.columns[1:3]
    gaps = [
        item.rect
        for mark in gesture.room_marks()
        for item in mark.items
        if isinstance(item, Box) and item.fill == "drop" and item.rect.w > columns[0].w
    ]
    assert [gap.w for gap in gaps] == [pytest.approx(columns[1].right - columns[0].x, abs=20)]
    hand.key(Qt.Key.Key_Escape)
