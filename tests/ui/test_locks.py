"""What is locked is not changed by accident: on the canvas, by keys, in the inspector, by a drag of the curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.model.entities import Card, Lane, LaneKind
from journeyeditor.model.messages import message
from tests.ui.doing import document_of, page_of

if TYPE_CHECKING:
    from journeyeditor.ui.main_window import MainWindow


def touchpoint(window: MainWindow) -> Card:
    document = document_of(window)
    lanes = document.lanes(page_of(window).map_id)
    lane = next(one for one in lanes if one.kind is LaneKind.TOUCHPOINT)
    return document.cards(lane.id)[0]


def lock(window: MainWindow, key: str) -> None:
    page = page_of(window)
    assert page.canvas.commit(message("Lock"), set_fields(document_of(window), key, locked=True))


def said(window: MainWindow) -> str:
    return page_of(window).status.words.toolTip()


@pytest.fixture(params=["card", "lane", "map"])
def locked(editor: MainWindow, request: pytest.FixtureRequest) -> str:
    """A touchpoint that is locked by itself, by its lane or by its map, selected."""
    card = touchpoint(editor)
    key = {"card": card.id, "lane": card.lane, "map": page_of(editor).map_id}[request.param]
    lock(editor, key)
    page_of(editor).session.editor.select([card.id])
    return card.id


def test_commands_do_not_change_it(editor: MainWindow, locked: str) -> None:
    before = document_of(editor)
    page = page_of(editor)
    for act in ("delete", "moment"):
        editor.actions_[act].trigger()
        assert document_of(editor) is before
        assert "is locked. Unlock it to change" in said(editor)
    page.canvas.commands.rate_step(up=True)
    assert document_of(editor) is before


def test_its_text_does_not_open(editor: MainWindow, locked: str) -> None:
    page_of(editor).canvas.edit(locked)
    assert page_of(editor).canvas.texts.box is None
    assert "is locked. Unlock it to change" in said(editor)


def test_the_inspector_does_not_change_it(editor: MainWindow, locked: str) -> None:
    before = document_of(editor)
    desk = page_of(editor).inspector.desk
    assert not desk.commit("x", lambda document: set_fields(document, locked, title="Other"))
    assert document_of(editor) is before
    assert "is locked. Unlock it to change" in said(editor)


def test_a_drag_on_the_curve_ends_where_it_is_locked(editor: MainWindow, locked: str) -> None:
    page = page_of(editor)
    before = document_of(editor)
    session = page.session.editor
    session.begin(message("Rate"))
    persona = before.personas[0].id
    assert not page.canvas.preview(rate(before, [locked], persona, 0.0))
    assert document_of(editor) is before
    session.cancel()


def test_nothing_is_added_to_a_locked_lane(editor: MainWindow) -> None:
    card = touchpoint(editor)
    lock(editor, card.lane)
    before = document_of(editor)
    page_of(editor).canvas.commands.add_card(card.lane, card.step)
    assert document_of(editor) is before
    assert "The lane “Touchpoints” is locked." in said(editor)


def test_unlocking_lets_it_change_again(editor: MainWindow, locked: str) -> None:
    page, document = page_of(editor), document_of(editor)
    card = document.one(Card, locked)
    keys = [locked, card.lane, document.one(Lane, card.lane).map]
    assert page.canvas.commit(message("Unlock"), set_fields(document, keys, locked=False))
    assert page.canvas.commit(message("x"), set_fields(document_of(editor), locked, title="Other"))
