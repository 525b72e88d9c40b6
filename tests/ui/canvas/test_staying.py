"""What stays selected, and for whom the keys rate, when what the canvas shows changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyeditor.editing.operations.cards import add_card
from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.maps import duplicate_map
from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.model.messages import message
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from journeyeditor.editing.patch import Patch
    from journeyeditor.ui.canvas.view import Canvas
    from tests.ui.canvas.conftest import MakeCanvas


@pytest.fixture
def canvas(make: MakeCanvas) -> Canvas:
    """Forty cards in five lanes, two personas."""
    return make(generated_document(40, personas=2))


def do(canvas: Canvas, patch: Patch) -> None:
    canvas.editor.commit(message("Put"), patch)


def some_card(canvas: Canvas) -> Card:
    document = canvas.editor.document
    assert canvas.map_id is not None
    return next(card for lane in document.lanes(canvas.map_id) for card in document.cards(lane.id))


def put(canvas: Canvas, key: str, **values: object) -> None:
    do(canvas, set_fields(canvas.editor.document, key, **values))


def test_nothing_of_another_map_stays_selected(canvas: Canvas) -> None:
    card, first = some_card(canvas), canvas.map_id
    assert first is not None
    do(canvas, duplicate_map(canvas.editor.document, canvas.ids, first, "Two"))
    persona = canvas.editor.document.personas[0].id
    canvas.editor.select([card.id, persona])
    canvas.show_map(canvas.editor.document.maps[1].id)
    assert canvas.editor.selection == {persona}
    canvas.editor.select([])
    canvas.commands.delete_selection()
    assert card.id in canvas.editor.document


def test_cards_of_a_lane_that_is_hidden_are_no_longer_selected(canvas: Canvas) -> None:
    card = some_card(canvas)
    canvas.editor.select([card.id, card.lane])
    put(canvas, card.lane, hidden=True)
    assert canvas.editor.selection == {card.lane}


def test_of_a_lane_that_is_collapsed_the_lane_is_selected(canvas: Canvas) -> None:
    card = some_card(canvas)
    canvas.editor.select([card.id])
    put(canvas, card.lane, collapsed=True)
    assert canvas.editor.selection == {card.lane}


def test_an_arrow_of_a_lane_that_is_hidden_is_not_selected_any_more(canvas: Canvas) -> None:
    document = canvas.editor.document
    lanes = [lane for lane in document.lanes(canvas.map_id or "") if document.cards(lane.id)]
    start, end = (document.cards(lane.id)[0] for lane in lanes[:2])
    patch = connect(document, canvas.ids, start.id, end.id)
    do(canvas, patch)
    arrow = patch.added()[0].id
    canvas.editor.select([arrow])
    put(canvas, end.lane, hidden=True)
    assert canvas.editor.selection == frozenset()


def test_keys_rate_for_a_persona_that_is_there(canvas: Canvas) -> None:
    one, two = canvas.editor.document.personas
    assert canvas.persona == one.id
    do(canvas, delete(canvas.editor.document, [one.id]))
    assert canvas.persona == two.id
    canvas.editor.undo()
    assert canvas.persona == two.id
    assert canvas.map_id is not None
    put(canvas, canvas.map_id, personas=(one.id,))
    assert canvas.persona == one.id
    put(canvas, canvas.map_id, personas=())
    assert canvas.persona is None


def cell_titles(canvas: Canvas, key: str) -> list[str]:
    card = canvas.editor.document.one(Card, key)
    cell = canvas.editor.document.cell(card.lane, card.step)
    return [one.title for one in cell if one.title in {"A", "B"}]


def test_cards_that_move_on_by_key_keep_their_order(canvas: Canvas) -> None:
    assert canvas.map_id is not None
    document = canvas.editor.document
    lanes = [one for one in document.lanes(canvas.map_id) if one.kind is not LaneKind.EMOTION]
    step = document.map_steps(canvas.map_id)[1].id
    keys = []
    for title in "AB":
        patch = add_card(canvas.editor.document, canvas.ids, lanes[0].id, step, title=title)
        do(canvas, patch)
        keys.append(patch.added()[0].id)
    canvas.editor.select(keys)
    for steps, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        canvas.commands.move_selection(steps, down)
        assert cell_titles(canvas, keys[0]) == ["A", "B"]
    assert canvas.editor.selection == set(keys)


def test_moving_down_by_key_steps_over_a_collapsed_lane(canvas: Canvas) -> None:
    assert canvas.map_id is not None
    document = canvas.editor.document
    lanes = [one for one in document.lanes(canvas.map_id) if one.kind is not LaneKind.EMOTION]
    card = document.cards(lanes[0].id)[0]
    put(canvas, lanes[1].id, collapsed=True)
    canvas.editor.select([card.id])
    canvas.commands.move_selection(0, 1)
    assert canvas.editor.document.one(Card, card.id).lane == lanes[2].id


def test_the_list_of_steps_says_how_many_cards_went_along(canvas: Canvas) -> None:
    document = canvas.editor.document
    card = some_card(canvas)
    for chosen in (document.stages(canvas.map_id or "")[0].id, card.lane, card.id):
        before = canvas.editor.document
        canvas.editor.select([chosen])
        canvas.commands.delete_selection()
        step = canvas.editor.history.undo_step
        assert step is not None
        gone = len(list(before.all(Card))) - len(list(canvas.editor.document.all(Card)))
        expected = f"Delete with {gone} cards" if gone > 1 else "Delete"
        assert step.label.text(lambda key: key) == expected
        canvas.editor.undo()
