"""Stages, steps and lanes that are selected move by the keys that move cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.model.entities import Step

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.view import Canvas
    from tests.ui.canvas.conftest import Hand

CTRL = Qt.KeyboardModifier.ControlModifier


def rows(canvas: Canvas) -> tuple[list[str], list[str], list[str]]:
    """The stages, the steps and the lanes of the map, in order."""
    document, shown = canvas.editor.document, canvas.map_id
    assert shown is not None
    found = document.stages(shown), document.map_steps(shown), document.lanes(shown)
    stages, steps, lanes = ([one.id for one in row] for row in found)
    return stages, steps, lanes


def test_stages_and_lanes_go_one_place_on_in_one_step_each(canvas: Canvas, hand: Hand) -> None:
    before = rows(canvas)
    stages, _steps, lanes = before
    canvas.editor.select(stages[:2])
    hand.key(Qt.Key.Key_Right, CTRL)
    assert rows(canvas)[0] == [stages[2], *stages[:2], *stages[3:]]
    assert canvas.editor.selection == set(stages[:2])
    canvas.editor.select([lanes[1]])
    hand.key(Qt.Key.Key_Up, CTRL)
    assert rows(canvas)[2] == [lanes[1], lanes[0], *lanes[2:]]
    canvas.editor.undo()
    canvas.editor.undo()
    assert rows(canvas) == before


def test_the_last_one_stays_where_it_is_and_selected(canvas: Canvas, hand: Hand) -> None:
    stages, _steps, lanes = rows(canvas)
    said: list[object] = []
    canvas.message.connect(said.append)
    for key, way, modifiers in (
        (stages[0], Qt.Key.Key_Left, CTRL),
        (lanes[-1], Qt.Key.Key_Down, CTRL),
        (stages[1], Qt.Key.Key_Down, CTRL),
        (stages[1], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ):
        canvas.editor.select([key])
        hand.key(way, modifiers)
        assert canvas.editor.selection == {key}
    assert len(said) == 2 and canvas.editor.history.undo_step is None


def test_a_step_goes_over_into_the_next_stage_and_back(canvas: Canvas, hand: Hand) -> None:
    stages, steps, _lanes = rows(canvas)
    last = canvas.editor.document.steps(stages[0])[-1].id
    canvas.editor.select([last])
    for way, stage in ((Qt.Key.Key_Right, stages[1]), (Qt.Key.Key_Left, stages[0])):
        hand.key(way, CTRL)
        assert canvas.editor.document.one(Step, last).stage == stage
        assert rows(canvas)[1] == steps
