"""Move to: the way without dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.ui.move_dialog import (
    INTO_ONE,
    LANE,
    MAP,
    POSITION,
    STAGE,
    STEP,
    TOGETHER,
    WHERE,
    Beside,
    MoveCards,
    MoveHeads,
    ToCell,
)
from tests.support.maps import small_document

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.editing.editor import Editor
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow
    from tests.ui.conftest import Answers


def page_of(window: MainWindow) -> EditorPage:
    assert window.page is not None
    return window.page


def touchpoints(editor: Editor, map_id: str) -> list[Card]:
    document = editor.document
    lane = next(ln for ln in document.lanes(map_id) if ln.kind is LaneKind.TOUCHPOINT)
    return [c for step in document.map_steps(map_id) for c in document.cell(lane.id, step.id)]


def choose(dialog: MoveCards | MoveHeads, name: str, value: object) -> None:
    box = dialog.boxes[name]
    box.setCurrentIndex(box.values.index(value))


def test_it_begins_where_the_card_is_and_offers_what_follows(
    editor: MainWindow, qtbot: QtBot
) -> None:
    page = page_of(editor)
    engine = page.session.editor
    document = engine.document
    card, other = touchpoints(engine, page.map_id)[:2]
    dialog = MoveCards(editor, editor.look, document, [card.id])
    qtbot.addWidget(dialog)
    assert dialog.goal() == ToCell(card.lane, card.step, 0)
    stage = document.stages(page.map_id)[-1]
    choose(dialog, STAGE, stage.id)
    assert dialog.boxes[STEP].values == [step.id for step in document.steps(stage.id)]
    second = document.maps[1]
    choose(dialog, MAP, second.id)
    assert dialog.boxes[STAGE].values == [s.id for s in document.stages(second.id)]
    lanes = [ln.id for ln in document.lanes(second.id) if ln.kind is not LaneKind.EMOTION]
    assert set(dialog.boxes[LANE].values) <= set(lanes)
    choose(dialog, MAP, page.map_id)
    choose(dialog, LANE, other.lane)
    choose(dialog, STAGE, document[other.step].stage)  # type: ignore[attr-defined]
    choose(dialog, STEP, other.step)
    assert dialog.boxes[POSITION].count() == 2
    choose(dialog, POSITION, 0)
    assert dialog.goal() == ToCell(other.lane, other.step, 0)


def test_the_only_map_says_that_there_is_no_other(editor: MainWindow, qtbot: QtBot) -> None:
    engine = page_of(editor).session.editor
    several = MoveCards(
        editor, editor.look, engine.document, [touchpoints(engine, page_of(editor).map_id)[0].id]
    )
    qtbot.addWidget(several)
    assert several.boxes[MAP].isEnabled() and several.boxes[MAP].toolTip() == ""
    document = small_document()
    alone = MoveCards(editor, editor.look, document, [next(document.all(Card)).id])
    qtbot.addWidget(alone)
    box = alone.boxes[MAP]
    assert not box.isEnabled()
    assert box.toolTip() == box.accessibleDescription() == "The document has no other map."


def test_cards_go_to_another_map_and_are_shown_there(editor: MainWindow, answers: Answers) -> None:
    page = page_of(editor)
    engine = page.session.editor
    before = engine.document
    cards = [card.id for card in touchpoints(engine, page.map_id)[:2]]
    other = before.maps[1]
    target = touchpoints(engine, other.id)[0]
    engine.select(cards)
    answers.goal = ToCell(target.lane, target.step, 0)
    editor.actions_["move-to"].trigger()
    assert answers.asked[-1] == "move 2"
    row = [card.id for card in engine.document.cell(target.lane, target.step)]
    assert row == [*cards, target.id]
    assert page.map_id == other.id
    assert engine.selection == frozenset(cards)
    engine.undo()
    assert engine.document == before


def test_it_says_what_becomes_of_cards_of_several_cells(editor: MainWindow, qtbot: QtBot) -> None:
    page = page_of(editor)
    engine = page.session.editor
    cards = [card.id for card in touchpoints(engine, page.map_id)[:2]]
    alone = MoveCards(editor, editor.look, engine.document, cards[:1])
    qtbot.addWidget(alone)
    assert alone.note.isHidden()
    dialog = MoveCards(editor, editor.look, engine.document, cards)
    qtbot.addWidget(dialog)
    assert not dialog.note.isHidden() and dialog.note.text() == TOGETHER
    choose(dialog, MAP, engine.document.maps[1].id)
    assert dialog.note.text() == INTO_ONE
    choose(dialog, MAP, page.map_id)
    assert dialog.note.text() == TOGETHER


def test_cards_of_several_cells_keep_their_distance(editor: MainWindow, answers: Answers) -> None:
    page = page_of(editor)
    engine = page.session.editor
    before = engine.document
    steps = [step.id for step in before.map_steps(page.map_id)]
    row = [before.cell(card.lane, card.step) for card in touchpoints(engine, page.map_id)]
    first, second = row[0][0], next(cell[0] for cell in row if cell[0].step != row[0][0].step)
    ways = steps.index(second.step) - steps.index(first.step)
    engine.select([second.id, first.id])
    answers.goal = ToCell(first.lane, steps[1], 0)
    editor.actions_["move-to"].trigger()
    after = [engine.document.one(Card, key) for key in (first.id, second.id)]
    assert [steps.index(card.step) for card in after] == [1, 1 + ways]
    assert [card.lane for card in after] == [first.lane, first.lane]
    engine.undo()
    assert engine.document == before


@pytest.mark.parametrize("kind", ["stages", "lanes"])
def test_stages_and_lanes_go_beside_another_one(
    editor: MainWindow, answers: Answers, qtbot: QtBot, kind: str
) -> None:
    page = page_of(editor)
    engine = page.session.editor
    row = [one.id for one in getattr(engine.document, kind)(page.map_id)]
    dialog = MoveHeads(editor, editor.look, engine.document, row[:2])
    qtbot.addWidget(dialog)
    assert dialog.goal() == Beside(row[-1], True)
    choose(dialog, WHERE, False)
    assert dialog.goal() == Beside(row[-1], False)
    engine.select(row[:2])
    answers.goal = dialog.goal()
    editor.actions_["move-to"].trigger()
    after = [one.id for one in getattr(engine.document, kind)(page.map_id)]
    assert after == [*row[2:-1], *row[:2], row[-1]]


def test_a_mixture_cant_be_moved_and_says_so(editor: MainWindow) -> None:
    page = page_of(editor)
    engine = page.session.editor
    stage = engine.document.stages(page.map_id)[0]
    engine.select([stage.id, engine.document.lanes(page.map_id)[0].id])
    action = editor.actions_["move-to"]
    assert not action.isEnabled()
    assert "only one of these kinds" in action.toolTip()
    engine.select([stage.id])
    assert action.isEnabled()


def test_what_is_refused_is_said(editor: MainWindow, answers: Answers) -> None:
    page = page_of(editor)
    engine = page.session.editor
    stage = next(
        s for s in engine.document.stages(page.map_id) if len(engine.document.steps(s.id)) == 1
    )
    (step,) = engine.document.steps(stage.id)
    first = engine.document.map_steps(page.map_id)[0]
    engine.select([step.id])
    answers.goal = Beside(first.id, False)
    before = engine.document
    editor.actions_["move-to"].trigger()
    assert engine.document is before
    assert "keeps at least one step" in page.status.words.toolTip()
