"""What a screen reader gets to know of the canvas."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible

from journeyeditor.model.entities import Card, Lane
from journeyeditor.ui.application import accessible_interface
from journeyeditor.ui.canvas.accessible import CanvasInterface, interface_for
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import Hand
from tests.ui.canvas.test_drag_cards import first_card

NAME = QAccessible.Text.Name


@pytest.fixture
def tree(canvas: Canvas) -> Iterator[CanvasInterface]:
    QAccessible.installFactory(accessible_interface)
    yield_this = QAccessible.queryAccessibleInterface(canvas)
    assert isinstance(yield_this, CanvasInterface)
    yield yield_this


def test_the_canvas_is_a_list_of_its_cards(canvas: Canvas, tree: CanvasInterface) -> None:
    assert tree.role() == QAccessible.Role.List
    assert tree.childCount() == len(list(canvas.editor.document.all(Card)))
    assert "Generated journey" in tree.text(NAME)


def test_a_card_tells_title_lane_place_and_rating(canvas: Canvas, tree: CanvasInterface) -> None:
    card = first_card(canvas)
    canvas.editor.select([card.id])
    canvas.commands.rate_digit(1)
    item = tree.item(card.id)
    lane = canvas.editor.document.one(Lane, card.lane).title
    assert item.text(NAME) == f"{card.title} · {lane} · Stage 1 · Step 1.1 · 1 of 1 · Frustrated −2"
    assert item.role() == QAccessible.Role.ListItem
    assert item.parent() is tree
    assert tree.child(tree.indexOfChild(item)) is item


def test_a_card_lies_where_it_is_seen(canvas: Canvas, hand: Hand, tree: CanvasInterface) -> None:
    card = first_card(canvas)
    at = canvas.viewport().mapToGlobal(canvas.viewport().pos())
    rect = tree.item(card.id).rect()
    x, y = hand.card(card.id)
    assert rect.contains(round(x + at.x()), round(y + at.y()))
    found = tree.childAt(rect.center().x(), rect.center().y())
    assert found is tree.item(card.id)
    assert tree.childAt(-5000, -5000) is None


def test_focus_and_selection_are_told(canvas: Canvas, hand: Hand, tree: CanvasInterface) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    assert tree.focusChild() is tree.item(card.id)
    state = tree.item(card.id).state()
    assert state.selected == 1
    assert state.focusable == 1


def test_a_card_that_is_gone_is_invalid(canvas: Canvas, tree: CanvasInterface) -> None:
    card = first_card(canvas)
    item = tree.item(card.id)
    canvas.editor.select([card.id])
    canvas.commands.delete_selection()
    gc.collect()
    assert not item.isValid()
    assert item.text(NAME) == ""
    assert item.rect().isEmpty()


def test_other_things_have_interfaces_of_their_own(canvas: Canvas) -> None:
    assert interface_for("QWidget", canvas.viewport()) is None
