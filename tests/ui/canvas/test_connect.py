"""Connectors: drawn from card to card, taken hold of by line, label and ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from journeyeditor.editing.operations.connectors import connect
from journeyeditor.model.entities import Card, Connector, LaneKind
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.hit import Part
from journeyeditor.ui.canvas.tools.connect import ConnectDrag, ReconnectDrag
from journeyeditor.ui.canvas.view import Canvas
from tests.support.sources import fixed_ids
from tests.ui.canvas.conftest import NONE, Hand
from tests.ui.canvas.test_cell_drag import words
from tests.ui.canvas.test_drag_cards import first_card, lane_of, steps_of


def arrows(canvas: Canvas) -> list[Connector]:
    return list(canvas.editor.document.all(Connector))


def pair(canvas: Canvas) -> tuple[str, str]:
    """A touchpoint at the first step and a note at the third, both in sight."""
    canvas.set_zoom(0.6)
    note = lane_of(canvas, LaneKind.TEXT)
    return first_card(canvas).id, canvas.editor.document.cell(note, steps_of(canvas)[2])[0].id


def dot(canvas: Canvas, hand: Hand, key: str) -> tuple[float, float]:
    """Where the lower dot of a card is, the mouse being led there over the card."""
    hand.move(hand.card(key), held=NONE)
    x, y = hand.card(key, 0.5, 1.0)
    return x, y + 3


def connected(canvas: Canvas, label: str = "") -> str:
    """A connector that is there already."""
    start, end = pair(canvas)
    patch = connect(canvas.editor.document, fixed_ids(5), start, end)
    canvas.editor.commit(message("Connect"), patch)
    key = arrows(canvas)[0].id
    if label:
        canvas.edit(key, "label", label)
        canvas.texts.commit()
    return key


def on_line(canvas: Canvas, hand: Hand, key: str) -> tuple[float, float]:
    """A point of a connector's line with nothing else near, in viewport pixels."""
    assert canvas.hits is not None
    way = canvas.hits.arrows.places[key].way
    spots = [
        (a[0] + (b[0] - a[0]) * i / 50, a[1] + (b[1] - a[1]) * i / 50)
        for a, b in pairwise(way)
        for i in range(51)
    ]
    free = (p for p in spots if canvas.hits.at(Strip.BODY, *p, canvas.zoom).entity == key)
    return hand.view(*next(free))


def test_a_connector_is_drawn_from_card_to_card(canvas: Canvas, hand: Hand) -> None:
    start, end = pair(canvas)
    before = canvas.editor.document
    at = dot(canvas, hand, start)
    hand.move(at, held=NONE)
    assert (canvas.hover.part, canvas.hover.entity) == (Part.CONNECT, start)
    hand.carry(at, (at[0] + 60, at[1] + 30))
    assert isinstance(canvas.mouse.gesture, ConnectDrag)
    assert "another card" in words(canvas)
    hand.move(hand.card(end))
    assert "another card" not in words(canvas)
    assert canvas.editor.document is before
    hand.release(hand.card(end))
    (arrow,) = arrows(canvas)
    assert (arrow.start, arrow.end) == (start, end)
    assert canvas.editor.selection == {arrow.id}
    canvas.editor.undo()
    assert canvas.editor.document == before


def test_a_dot_that_comes_under_a_mouse_at_rest_counts_at_once(canvas: Canvas, hand: Hand) -> None:
    start, _ = pair(canvas)
    x, y = hand.card(start, 0.5, 1.0)
    hand.move((x, y + 4), held=NONE)
    assert canvas.hover.part is Part.CELL
    canvas.editor.select([start])
    assert (canvas.hover.part, canvas.hover.entity) == (Part.CONNECT, start)


@pytest.mark.parametrize("where", ["cell", "itself", "escape"])
def test_dropped_elsewhere_nothing_is_connected(canvas: Canvas, hand: Hand, where: str) -> None:
    start, end = pair(canvas)
    before = canvas.editor.document
    at = dot(canvas, hand, start)
    target = {
        "cell": hand.cell(lane_of(canvas, LaneKind.EMOTION), steps_of(canvas)[4], 0.9),
        "itself": hand.card(start, 0.7, 0.5),
        "escape": hand.card(end),
    }[where]
    hand.carry(at, target)
    if where == "escape":
        hand.key(Qt.Key.Key_Escape)
    else:
        assert canvas.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    hand.release(target)
    assert canvas.editor.document is before


def test_what_is_connected_already_is_selected_instead(canvas: Canvas, hand: Hand) -> None:
    key = connected(canvas)
    start, end = pair(canvas)
    at = dot(canvas, hand, start)
    hand.drag(at, hand.card(end))
    assert [one.id for one in arrows(canvas)] == [key]
    assert canvas.editor.selection == {key}


def test_a_connector_is_selected_by_its_line_and_deleted(canvas: Canvas, hand: Hand) -> None:
    key = connected(canvas)
    at = on_line(canvas, hand, key)
    hand.move(at, held=NONE)
    assert canvas.hover.part is Part.CONNECTOR
    hand.click(at)
    assert canvas.editor.selection == {key}
    hand.key(Qt.Key.Key_Delete)
    assert arrows(canvas) == []


def test_its_label_is_edited_in_place(canvas: Canvas, hand: Hand) -> None:
    key = connected(canvas)
    hand.double_click(on_line(canvas, hand, key))
    assert canvas.texts.key == key
    hand.type("asks")
    hand.key(Qt.Key.Key_Return)
    assert canvas.editor.document.one(Connector, key).label == "asks"
    assert canvas.hits is not None
    label = canvas.hits.arrows.places[key].label
    assert label is not None
    hand.click((5, 5))
    hand.click(hand.view(*label.centre))
    assert canvas.editor.selection == {key}
    hand.key(Qt.Key.Key_F2)
    assert canvas.texts.key == key


@pytest.mark.parametrize("end", [True, False])
def test_an_end_is_led_to_another_card(canvas: Canvas, hand: Hand, end: bool) -> None:
    key = connected(canvas)
    before = canvas.editor.document.one(Connector, key)
    other = canvas.editor.document.cell(lane_of(canvas, LaneKind.TEXT), steps_of(canvas)[4])[0].id
    hand.click(on_line(canvas, hand, key))
    assert canvas.hits is not None
    way = canvas.hits.arrows.places[key].way
    at = hand.view(*way[-1 if end else 0])
    hand.move(at, held=NONE)
    assert canvas.hover.part is Part.CONNECTOR_END
    hand.carry(at, hand.card(other))
    assert isinstance(canvas.mouse.gesture, ReconnectDrag)
    hand.release(hand.card(other))
    after = canvas.editor.document.one(Connector, key)
    assert (after.start, after.end) == ((before.start, other) if end else (other, before.end))
    canvas.editor.undo()
    at = hand.view(*canvas.hits.arrows.places[key].way[-1])
    hand.drag(at, hand.cell(lane_of(canvas, LaneKind.EMOTION), steps_of(canvas)[4], 0.9))
    assert canvas.editor.document.one(Connector, key).end == before.end


def test_connectors_follow_their_cards(canvas: Canvas, hand: Hand) -> None:
    key = connected(canvas)
    assert canvas.hits is not None
    before = canvas.hits.arrows.places[key]
    start = pair(canvas)[0]
    card = canvas.editor.document.one(Card, start)
    hand.drag(hand.card(start), hand.cell(card.lane, steps_of(canvas)[4], 0.9))
    after = canvas.hits.arrows.places[key]
    assert after.way != before.way
    rect = canvas.placed.card_rect(start) if canvas.placed is not None else None
    assert rect is not None
    assert rect.grown(1).contains(*after.way[0])


def test_the_menu_key_opens_the_menu_of_an_arrow_that_is_selected(
    canvas: Canvas, hand: Hand
) -> None:
    key, asked = connected(canvas), []
    canvas.context_requested.connect(lambda hit, _at: asked.append((hit.part, hit.entity)))
    canvas.editor.select([key])
    hand.key(Qt.Key.Key_Menu)
    assert asked == [(Part.CONNECTOR, key)]
