"""All maps at a glance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Map, MapState, Rating
from journeyeditor.model.messages import message, untranslated
from journeyeditor.ui.maps.facts import facts_of
from journeyeditor.ui.maps.overview import Overview
from tests.support.maps import generated_document
from tests.ui.doing import document_of, page_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow

Key = Qt.Key


def opened(window: MainWindow, qtbot: QtBot) -> Overview:
    """The overview, once its pictures are there."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_["overview"].trigger()
    overview = page_of(window).glance.overview
    assert overview is not None
    qtbot.waitUntil(lambda: not overview.under_way)
    return overview


def focused(overview: Overview) -> int:
    return next((i for i, card in enumerate(overview.cards) if card.hasFocus()), -1)


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_it_shows_every_map_with_what_there_is_to_say(editor: MainWindow, qtbot: QtBot) -> None:
    overview = opened(editor, qtbot)
    assert [card.text() for card in overview.cards] == [
        "First e-bike today",
        "First e-bike tomorrow",
    ]
    first = overview.cards[0]
    said = first.accessibleDescription()
    assert said.startswith("As is, 15 cards, 5 stages, 2 personas, Lowest: Frustrated −2, ")
    assert said.endswith(", shown now")
    assert all(card.image is not None and not card.image.isNull() for card in overview.cards)
    assert first.grab().toImage() != overview.cards[1].grab().toImage()


def test_keys_go_round_it_and_open_a_map(editor: MainWindow, qtbot: QtBot) -> None:
    overview = opened(editor, qtbot)
    page = page_of(editor)
    second = document_of(editor).maps[1].id
    assert focused(overview) == 0
    press(Key.Key_Right)
    assert focused(overview) == 1
    press(Key.Key_Right)
    assert focused(overview) == 1
    press(Key.Key_Return)
    assert page.map_id == second
    assert not page.glance.open
    assert page.canvas.hasFocus()


def test_esc_and_the_action_go_back(editor: MainWindow, qtbot: QtBot) -> None:
    overview = opened(editor, qtbot)
    press(Key.Key_Escape)
    assert not page_of(editor).glance.open
    assert not overview.isVisible()
    editor.actions_["overview"].trigger()
    assert page_of(editor).glance.open
    editor.actions_["overview"].trigger()
    assert not page_of(editor).glance.open


def test_it_follows_the_document(editor: MainWindow, qtbot: QtBot) -> None:
    overview = opened(editor, qtbot)
    page = page_of(editor)
    before = overview.cards[0].image
    patch = set_fields(document_of(editor), page.map_id, title="Now", locked=True)
    page.session.editor.commit(message("x"), patch)
    assert overview.cards[0].text() == "Now"
    assert ", locked" in overview.cards[0].accessibleDescription()
    qtbot.waitUntil(lambda: not overview.under_way, timeout=20_000)
    assert overview.cards[0].image is not before
    editor.actions_["to-be-map"].trigger()
    editor.actions_["overview"].trigger()
    assert [card.text() for card in overview.cards][1] == "Now (to be)"


def test_facts_of_a_map() -> None:
    document = generated_document(12)
    shown = document.maps[0]
    facts = facts_of(untranslated, document, shown.id, "Untitled map")
    assert facts.low is not None
    assert facts.lowest.startswith("Lowest: ")
    empty = document.replaced({rating.id: None for rating in document.all(Rating)})
    bare = replace(empty.one(Map, shown.id), title="", state=MapState.NONE)
    told = facts_of(untranslated, empty.replaced({shown.id: bare}), shown.id, "Untitled map")
    assert (told.title, told.state, told.low) == ("Untitled map", "", None)
    assert told.lowest == "No feelings rated yet"
    assert not told.spoken().startswith(",")
