"""The command palette: everything by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeyeditor.ui.action_table import ROWS
from journeyeditor.ui.command_palette import BELOW, SHOWN, CommandPalette, action_entries
from journeyeditor.ui.fuzzy import plain
from journeyeditor.ui.widgets.pick_list import ROW

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow, text: str = "") -> CommandPalette:
    window.actions_["palette"].trigger()
    palette = window.tools.shown_palette
    assert palette is not None
    QTest.keyClicks(palette.field, text)
    return palette


def shown(palette: CommandPalette) -> list[str]:
    return [pick.text for pick in palette.list.picks]


def test_every_action_is_in_it_with_its_keys(editor: MainWindow) -> None:
    picks = {entry.pick.key: entry.pick for entry in action_entries(editor.look, editor.actions_)}
    assert set(picks) == {row.id for row in ROWS}
    assert picks["save"].hints == ("Ctrl+S",)
    assert picks["palette"].hints == ("Ctrl+K", "Ctrl+/")
    assert picks["theme-dark"].text == "Theme: Dark"


def test_the_list_of_steps_is_found_by_what_it_is_for(editor: MainWindow) -> None:
    palette = opened(editor, "undo")
    assert {pick.key for pick in palette.list.picks[:2]} == {"undo", "history"}


def test_what_cant_be_used_says_why_and_does_nothing(editor: MainWindow) -> None:
    palette = opened(editor, "duplicate")
    pick = next(pick for pick in palette.list.picks if pick.key == "duplicate")
    assert (pick.usable, pick.detail) == (False, "Select one or more cards first.")
    palette.list.choose(palette.list.picks.index(pick))
    QTest.keyClick(palette.field, K.Key_Return)
    assert palette.isVisible()


def test_it_is_found_in_english_in_any_language(editor: MainWindow) -> None:
    editor.look.translate, before = (lambda key: f"⟦{key}⟧"), editor.look.translate
    try:
        entries = action_entries(editor.look, editor.actions_)
    finally:
        editor.look.translate = before
    found = next(entry for entry in entries if entry.pick.key == "duplicate")
    assert found.pick.text == "⟦Duplicate⟧"
    assert found.fit(plain("duplicate")) is not None


@pytest.mark.parametrize("typed", ["deutsch", "Deutsch", "german"])
def test_a_language_is_found_by_its_own_name_and_spoken(
    editor: MainWindow, qtbot: QtBot, typed: str
) -> None:
    found = opened(editor, typed)
    assert shown(found)[0] == "Language: Deutsch"
    try:
        QTest.keyClick(found.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: editor.world.services.language == "de")
        assert shown(opened(editor, "english"))[0] == "Sprache: English"
    finally:
        editor.tools.palette_closed()
        editor.choosing.choose("language", "en")


def test_an_action_is_called_and_the_map_has_the_keyboard_again(editor: MainWindow) -> None:
    assert editor.page is not None
    editor.page.canvas.setFocus()
    palette = opened(editor, "select all")
    assert shown(palette)[0] == "Select all cards"
    QTest.keyClick(palette.field, K.Key_Return)
    assert len(editor.page.session.editor.selection) > 5
    assert editor.tools.shown_palette is None
    assert editor.page.canvas.hasFocus()


def test_the_canvas_commands_are_there_too(editor: MainWindow) -> None:
    assert editor.page is not None
    palette = opened(editor, "go to the last card")
    QTest.keyClick(palette.field, K.Key_Return)
    assert editor.page.canvas.cell.card


def test_cards_stages_and_maps_are_gone_to(editor: MainWindow) -> None:
    assert editor.page is not None
    page, engine = editor.page, editor.page.session.editor
    other = engine.document.maps[1]
    card = next(
        c for lane in engine.document.lanes(other.id) for c in engine.document.cards(lane.id)
    )
    palette = opened(editor, card.title)
    keys = [pick.key for pick in palette.list.picks]
    palette.list.choose(keys.index(card.id))
    QTest.keyClick(palette.field, K.Key_Return)
    assert page.map_id == other.id
    assert engine.selection == {card.id}
    palette = opened(editor, engine.document.maps[0].title)
    QTest.keyClick(palette.field, K.Key_Return)
    assert page.map_id == engine.document.maps[0].id


def test_arrows_lead_and_escape_closes(editor: MainWindow) -> None:
    assert editor.page is not None
    palette = opened(editor)
    first, second = palette.list.picks[:2]
    assert palette.list.current == first
    QTest.keyClick(palette.field, K.Key_Down)
    assert palette.list.current == second
    QTest.keyClick(palette.field, K.Key_Up)
    QTest.keyClick(palette.field, K.Key_Up)
    assert palette.list.current == palette.list.picks[-1]
    QTest.keyClick(palette.field, K.Key_Escape)
    assert editor.tools.shown_palette is None


def test_nothing_that_fits_is_said(window: MainWindow) -> None:
    palette = opened(window, "qqqq")
    assert shown(palette) == []
    assert palette.nothing.isVisible()


def test_it_ends_above_the_end_of_a_low_window(editor: MainWindow) -> None:
    editor.resize(960, 500)
    palette = opened(editor)
    assert palette.geometry().bottom() <= editor.height() - BELOW
    rows = palette.list.height() // editor.look.px(ROW)
    assert 8 <= rows < SHOWN
