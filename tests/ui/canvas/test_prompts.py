"""Questions in empty cells: where the cursor is, in the lane's own words, and nowhere in the map itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Glyphs
from journeyeditor.model.entities import Card, Lane, LaneKind
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.prompts import PROMPT
from journeyeditor.ui.canvas.cursor import Cursor
from journeyeditor.ui.canvas.prompts import PROMPTS
from journeyeditor.ui.lane_kinds import CARDLESS
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.canvas.view import Canvas
    from tests.ui.canvas.conftest import MakeCanvas


def test_every_kind_that_takes_cards_asks_something() -> None:
    assert set(PROMPTS) == set(LaneKind) - CARDLESS


def empty_cell(canvas: Canvas) -> tuple[str, str]:
    assert canvas.placed is not None and canvas.hits is not None
    for lane in canvas.placed.lanes:
        for column in canvas.placed.columns:
            if lane.block.kind not in CARDLESS and not canvas.hits.cell(lane, column):
                return lane.id, column.step
    raise LookupError("no empty cell")


def said(canvas: Canvas) -> str:
    canvas.refresh_marks()
    items = (item for mark in canvas.marks for item in mark.items)
    return " ".join(item.text for item in items if isinstance(item, Glyphs))


def at_empty_cell(canvas: Canvas) -> str:
    """The cursor goes to an empty cell; the id of its lane."""
    lane, step = empty_cell(canvas)
    canvas.set_zoom(1.0)
    canvas.setFocus()
    canvas.go_to(Cursor(lane, step))
    return lane


def test_the_empty_cell_under_the_cursor_asks(canvas: Canvas, qtbot: QtBot) -> None:
    qtbot.waitUntil(canvas.hasFocus)
    lane = at_empty_cell(canvas)
    kind = canvas.editor.document.one(Lane, lane).kind
    assert all(word in said(canvas) for word in PROMPTS[kind].split())
    assert canvas.placed is not None
    drawn = str(canvas.placed.picture())
    assert PROMPTS[kind].split()[0] not in drawn


def test_a_lane_may_ask_in_its_own_words(canvas: Canvas, qtbot: QtBot) -> None:
    qtbot.waitUntil(canvas.hasFocus)
    lane = at_empty_cell(canvas)
    entity = canvas.editor.document.one(Lane, lane)
    asking = replace(entity, extras=FrozenMap({PROMPT: "Quo vadis"}))
    canvas.editor.reset(canvas.editor.document.replaced({lane: asking}))
    at_empty_cell(canvas)
    assert "Quo" in said(canvas)


def test_nothing_is_asked_where_nothing_could_be_read_or_done(canvas: Canvas, qtbot: QtBot) -> None:
    qtbot.waitUntil(canvas.hasFocus)
    at_empty_cell(canvas)
    canvas.set_zoom(0.3)
    words = {word for text in PROMPTS.values() for word in text.split() if len(word) > 5}
    assert not words & set(said(canvas).split())
    canvas.set_zoom(1.0)
    canvas.editable = False
    assert not words & set(said(canvas).split())


def test_nothing_is_asked_where_a_card_from_before_reaches(canvas: Canvas, qtbot: QtBot) -> None:
    """It would stand on the card's words."""
    qtbot.waitUntil(canvas.hasFocus)
    lane = at_empty_cell(canvas)
    asked = PROMPTS[canvas.editor.document.one(Lane, lane).kind].split()
    before = steps(canvas)[steps(canvas).index(canvas.cell.step) - 1]
    document = canvas.editor.document
    card = Card(id="f" * 32, lane=lane, step=before, order="a0", span=2)
    canvas.editor.reset(document.replaced({card.id: card}))
    canvas.go_to(Cursor(lane, canvas.cell.step))
    assert not canvas.cell.card
    assert not set(asked) & set(said(canvas).split())


def steps(canvas: Canvas) -> list[str]:
    assert canvas.map_id is not None
    return [step.id for step in canvas.editor.document.map_steps(canvas.map_id)]


def test_every_lane_of_an_empty_map_says_what_goes_there(make: MakeCanvas) -> None:
    canvas = make(generated_document(0), height=1400)
    assert canvas.map_id is not None
    document = canvas.editor.document
    canvas.set_zoom(1.0)
    canvas.clearFocus()
    kinds = [lane.kind for lane in document.lanes(canvas.map_id) if lane.kind in PROMPTS]
    assert len(kinds) > 2
    for kind in kinds[1:]:
        assert all(word in said(canvas) for word in PROMPTS[kind].split()), kind
