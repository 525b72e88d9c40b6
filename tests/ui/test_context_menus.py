"""The context menu of each thing on the canvas, and what else the page does for its canvas's mouse."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from journeyeditor.editing.operations.connectors import connect
from journeyeditor.model.entities import Connector, LaneKind
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.hit import Part
from journeyeditor.ui.canvas.links import follow
from journeyeditor.ui.canvas.tools.drag_cards import DragCards
from journeyeditor.ui.context_menus import CONTEXT_MENUS, context_menu, entries_of
from tests.support.sources import fixed_ids
from tests.ui.canvas.conftest import NO, Hand
from tests.ui.canvas.test_drag_cards import first_card

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow

RIGHT = Qt.MouseButton.RightButton


@pytest.fixture
def page(editor: MainWindow) -> EditorPage:
    assert editor.page is not None
    return editor.page


def right_click(canvas: Canvas, at: tuple[float, float]) -> list[str]:
    """The ids of the actions that a right click there offers."""
    QTest.mousePress(canvas.viewport(), RIGHT, NO, QPoint(round(at[0]), round(at[1])))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return found


def test_every_part_has_a_menu_of_actions_that_exist(editor: MainWindow) -> None:
    assert set(CONTEXT_MENUS) == set(Part)
    for part in Part:
        entries = entries_of(part, editor.actions_)
        assert entries, part
        assert entries[0] is not None
        assert entries[-1] is not None
        assert all(a is not None or b is not None for a, b in pairwise(entries))
        menu = context_menu(part, editor.actions_, editor)
        assert len(menu.actions()) == len(entries)
        menu.deleteLater()


def test_a_right_click_selects_first_and_offers_what_fits(page: EditorPage) -> None:
    canvas = page.canvas
    hand = Hand(canvas)
    card = first_card(canvas)
    assert "duplicate" in right_click(canvas, hand.card(card.id))
    assert canvas.editor.selection == {card.id}
    placed = canvas.placed
    assert placed is not None
    stage, lane = placed.stages[0], placed.lanes[0]
    offered = right_click(canvas, hand.view(stage.rect.x + 20, stage.rect.y + 12, Strip.HEAD))
    assert {"add-step", "fit-steps", "delete"} <= set(offered)
    assert canvas.editor.selection == {stage.id}
    offered = right_click(canvas, hand.view(placed.label_x + 30, lane.y + 12, Strip.LABELS))
    assert "fit-lanes" in offered
    assert canvas.editor.selection == {lane.id}
    point = next(p for row in placed.lanes for p in row.block.points if p.value is not None)
    curve = next(row for row in placed.lanes if row.block.plot is not None)
    assert "moment" in right_click(canvas, hand.view(point.x, curve.y + point.y))
    assert canvas.editor.selection == {point.card}


def test_several_selected_cards_stay_selected(page: EditorPage) -> None:
    canvas = page.canvas
    canvas.commands.select_all()
    before = canvas.editor.selection
    right_click(canvas, Hand(canvas).card(first_card(canvas).id))
    assert canvas.editor.selection == before


def arrow(page: EditorPage) -> Connector:
    document = page.session.editor.document
    touchpoint = first_card(page.canvas)
    pain = next(x for x in document.lanes(page.map_id) if x.kind is LaneKind.PAIN)
    card = document.cards(pain.id)[0]
    patch = connect(document, fixed_ids(9), touchpoint.id, card.id)
    page.session.editor.commit(message("Connect"), patch)
    return next(one for one in patch.added() if isinstance(one, Connector))


def test_arrows_are_reversed_and_labelled_from_the_menu(
    page: EditorPage, editor: MainWindow
) -> None:
    one, actions = arrow(page), editor.actions_
    assert not actions["reverse-arrow"].isEnabled()
    page.session.editor.select([one.id])
    actions["reverse-arrow"].trigger()
    turned = page.session.editor.document.one(Connector, one.id)
    assert (turned.start, turned.end) == (one.end, one.start)
    actions["edit-label"].trigger()
    assert page.canvas.texts.key == one.id
    page.canvas.texts.cancel()
    actions["delete"].trigger()
    assert page.session.editor.document.find(Connector, one.id) is None


def test_two_selected_cards_are_connected(page: EditorPage, editor: MainWindow) -> None:
    document = page.session.editor.document
    cards = page.canvas.hits.placed.lanes[0].block.cards[:2] if page.canvas.hits else ()
    page.session.editor.select([card.id for card in cards])
    editor.actions_["connect"].trigger()
    added = set(page.session.editor.document.all(Connector)) - set(document.all(Connector))
    assert [(one.start, one.end) for one in added] == [(cards[0].id, cards[1].id)]
    assert page.session.editor.selection == {one.id for one in added}


def test_sizes_are_fitted_from_the_menu(page: EditorPage, editor: MainWindow) -> None:
    before = page.session.editor.document
    editor.actions_["fit-steps"].trigger()
    assert page.session.editor.document != before
    editor.actions_["fit-lanes"].trigger()
    assert all(x.min_height is None for x in page.session.editor.document.lanes(page.map_id))


def test_the_selection_is_shown_large(page: EditorPage, editor: MainWindow) -> None:
    assert not editor.actions_["zoom-selection"].isEnabled()
    page.session.editor.select([first_card(page.canvas).id])
    before = page.canvas.zoom
    editor.actions_["zoom-selection"].trigger()
    assert page.canvas.zoom > max(before, 1.5)
    page.canvas.setFocus()
    QTest.keyClick(page.canvas, Qt.Key.Key_Exclam, Qt.KeyboardModifier.ShiftModifier)
    assert page.canvas.zoom <= 1
    QTest.keyClick(page.canvas, Qt.Key.Key_At, Qt.KeyboardModifier.ShiftModifier)
    assert page.canvas.zoom > 1.5


def test_a_card_held_over_a_maps_tab_goes_on_to_that_map(page: EditorPage, qtbot: QtBot) -> None:
    canvas, maps = page.canvas, [one.id for one in page.session.editor.document.maps]
    hand = Hand(canvas)
    bar = page.bar
    across = (bar.mapToGlobal(QPoint(x, bar.height() // 2)) for x in range(0, bar.width(), 4))
    tab = next(place for place in across if bar.map_at(place) == maps[1])
    held = canvas.viewport().mapFromGlobal(tab)
    hand.carry(hand.card(first_card(canvas).id), (held.x(), held.y()))
    qtbot.waitUntil(lambda: page.map_id == maps[1], timeout=3000)
    assert isinstance(canvas.mouse.gesture, DragCards)
    hand.key(Qt.Key.Key_Escape)
    assert page.map_id == maps[0]


def test_links_are_opened_outside_and_maps_within(
    page: EditorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def visit(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", visit)
    follow(page.canvas, "https://example.org/a")
    assert opened == ["https://example.org/a"]
    maps = [one.id for one in page.session.editor.document.maps]
    follow(page.canvas, f"#{maps[1]}")
    assert page.map_id == maps[1]
    follow(page.canvas, "#nowhere")
    assert page.map_id == maps[1]
