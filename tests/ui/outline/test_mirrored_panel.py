"""The outline beside a map that runs from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, Direction, LaneKind
from journeyeditor.model.messages import message
from tests.ui.doing import document_of, page_of

if TYPE_CHECKING:
    from journeyeditor.ui.main_window import MainWindow


def test_ctrl_and_an_arrow_move_a_card_where_it_looks_on_the_map(editor: MainWindow) -> None:
    page = page_of(editor)
    engine = page.session.editor
    patch = set_fields(engine.document, page.map_id, direction=Direction.RTL)
    engine.commit(message("Mirror"), patch)
    editor.actions_["panel-outline"].trigger()
    outline = page.dock.outline
    assert outline is not None
    outline.choose("table")
    lanes = document_of(editor).lanes(page.map_id)
    lane = next(lane for lane in lanes if lane.kind is LaneKind.TOUCHPOINT)
    card = document_of(editor).cards(lane.id)[0]
    steps = [step.id for step in document_of(editor).map_steps(page.map_id)]
    outline.link.go_to(card.id, 0)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(outline.view, Qt.Key.Key_Left, control)
    assert document_of(editor).one(Card, card.id).step == steps[steps.index(card.step) + 1]
    QTest.keyClick(outline.view, Qt.Key.Key_Right, control)
    assert document_of(editor).one(Card, card.id).step == card.step
