"""Verbs on thousands of cards: the work grows with the cells, not with the cards times the document."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from journeyeditor.editing.operations.cards import duplicate_cards
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import message
from journeyeditor.model.rules import check_all
from journeyeditor.ui.canvas import held
from journeyeditor.ui.canvas.view import Canvas
from tests.support.canvases import make_canvas
from tests.support.maps import generated_document
from tests.support.sources import fixed_ids

Cells = dict[tuple[str, str], list[str]]


@pytest.fixture
def full(application: object) -> Canvas:
    """A canvas with four cards or so in each cell."""
    del application
    canvas = make_canvas(generated_document(120, stages=2, steps=3))
    canvas.show_map(canvas.editor.document.maps[0].id)
    return canvas


def cells(document: Document) -> Cells:
    return {
        (lane.id, step.id): [card.id for card in document.cell(lane.id, step.id)]
        for lane in document.lanes(document.maps[0].id)
        for step in document.map_steps(document.maps[0].id)
        if document.cell(lane.id, step.id)
    }


def test_many_cards_move_cell_by_cell_and_keep_their_order(
    full: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = full.editor.document
    columns = [step.id for step in document.map_steps(document.maps[0].id)]
    before = cells(document)
    chosen = [key for place in before if place[1] != columns[-1] for key in before[place]]
    applied: list[int] = []
    real = Patch.apply

    def apply(self: Patch, to: Document) -> Document:
        applied.append(len(self.changes))
        return real(self, to)

    monkeypatch.setattr(Patch, "apply", apply)
    full.editor.select(chosen)
    full.commands.move_selection(1, 0)
    after = cells(full.editor.document)
    for (lane, step), cards in before.items():
        at = columns.index(step)
        if at + 1 < len(columns):
            stood = before.get((lane, columns[at + 1]), []) if at + 2 == len(columns) else []
            assert after[lane, columns[at + 1]] == [*stood, *cards]
    assert len(applied) <= len(before) + 1
    assert check_all(full.editor.document) == []
    full.editor.undo()
    assert full.editor.document == document


def test_a_cell_is_looked_up_once_however_many_of_it_are_duplicated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = generated_document(120, stages=2, steps=3)
    looked: Counter[tuple[str, str]] = Counter()
    real = Document.cell

    def cell(self: Document, lane: str, step: str) -> tuple[Card, ...]:
        looked[lane, step] += 1
        return real(self, lane, step)

    monkeypatch.setattr(Document, "cell", cell)
    patch = duplicate_cards(document, fixed_ids(8), [card.id for card in document.all(Card)])
    assert set(looked.values()) == {1}
    assert len([entity for entity in patch.added() if isinstance(entity, Card)]) == 120


def test_a_large_step_under_a_held_key_is_a_step_of_its_own(
    full: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "LARGE", 10)
    editor = full.editor
    keys = [card.id for card in editor.document.all(Card)]
    seen: list[bool] = []

    def verb() -> None:
        patch = set_fields(editor.document, keys, text="Other")
        full.keyboard.held.commit(message("Text"), patch)
        seen.append(editor.in_gesture)

    full.keyboard.held.press(_key(), verb)
    full.keyboard.held.end()
    assert seen == [False]
    assert len(editor.history.done) == 1


def _key() -> QKeyEvent:
    return QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "3")
