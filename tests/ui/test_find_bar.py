"""Find and replace in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Box
from journeyeditor.model.entities import Card, Quote
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.found import RING

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.find_bar import FindBar
    from journeyeditor.ui.main_window import MainWindow

K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(editor: MainWindow, text: str, replacing: bool = False) -> tuple[EditorPage, FindBar]:
    page = editor.page
    assert page is not None
    page.canvas.setFocus()
    editor.actions_["replace" if replacing else "find"].trigger()
    bar = page.find_bar
    assert bar.isVisible() and bar.second.isVisible() is replacing
    QTest.keyClicks(bar.field, text)
    QTest.keyClick(bar.field, K.Key_Return)
    return page, bar


def rings(page: EditorPage) -> int:
    return sum(
        isinstance(item, Box) and item.stroke == RING
        for mark in page.canvas.marks
        for item in mark.items
    )


def test_tab_goes_to_the_replacement_and_enter_presses_a_button(editor: MainWindow) -> None:
    page, bar = opened(editor, "GAVE UP", replacing=True)
    QTest.keyClick(bar.field, K.Key_Tab)
    assert bar.replacement.hasFocus()
    bar.previous_button.setFocus()
    shown = bar.count.text()
    QTest.keyClick(bar.previous_button, K.Key_Return)
    QTest.keyClick(bar.previous_button, K.Key_Return)
    assert (shown, bar.count.text()) == ("1 of 2", "1 of 2")
    bar.close_button.setFocus()
    QTest.keyClick(bar.close_button, K.Key_Return)
    assert not bar.isVisible() and page.canvas.hasFocus()


def test_every_match_is_counted_ringed_and_shown_in_turn(editor: MainWindow) -> None:
    page, bar = opened(editor, "GAVE UP")
    document = page.session.editor.document
    assert bar.count.text() == "1 of 2"
    assert rings(page) == len({match.shown for match in bar.matches}) == 2
    first = bar.matches[0]
    quote = document.find(Quote, first.key)
    assert quote is not None
    assert page.session.editor.selection == {quote.card}
    assert bar.where._text.startswith("Quote: ")
    QTest.keyClick(page.canvas, K.Key_F3)
    assert bar.count.text() == "2 of 2"
    QTest.keyClick(page.canvas, K.Key_F3)
    assert bar.count.text() == "1 of 2"
    QTest.keyClick(page.canvas, K.Key_F3, SHIFT)
    assert bar.count.text() == "2 of 2"
    QTest.keyClick(bar.field, K.Key_Escape)
    assert not bar.isVisible()
    assert rings(page) == 0
    assert page.canvas.hasFocus()


def test_what_is_typed_is_found_without_enter(editor: MainWindow, qtbot: QtBot) -> None:
    page, bar = opened(editor, "")
    QTest.keyClicks(bar.field, "signature")
    qtbot.waitUntil(lambda: bool(bar.matches))
    assert page.session.editor.selection == {bar.matches[0].shown}
    QTest.keyClicks(bar.field, "xyz")
    qtbot.waitUntil(lambda: not bar.matches)
    assert bar.count.text() == "Nothing found"
    assert not bar.next_button.isEnabled() and not bar.replace_all_button.isEnabled()


def test_buttons_that_lead_nowhere_say_why(editor: MainWindow) -> None:
    _page, bar = opened(editor, "", replacing=True)
    buttons = (bar.previous_button, bar.next_button, bar.replace_button, bar.replace_all_button)

    def told() -> set[tuple[bool, str, bool]]:
        return {
            (one.isEnabled(), one.accessibleDescription(), one.toolTip() == one.text())
            for one in buttons
        }

    assert told() == {(False, "Type what to find first.", False)}
    QTest.keyClicks(bar.field, "xyzzy")
    QTest.keyClick(bar.field, K.Key_Return)
    assert told() == {(False, "Nothing found", False)}
    assert {one.toolTip() for one in buttons} == {"Nothing found"}
    bar.field.clear()
    QTest.keyClicks(bar.field, "GAVE UP")
    QTest.keyClick(bar.field, K.Key_Return)
    assert told() == {(True, "", True)}


def test_case_words_and_other_maps_count_where_asked(editor: MainWindow) -> None:
    page, bar = opened(editor, "test")
    here = len(bar.matches)
    bar.all_maps.click()
    assert len(bar.matches) > here
    first = page.map_id
    while bar.current is not None and bar.current.map == first:
        bar.next()
    assert page.map_id != first
    everywhere = len(bar.matches)
    bar.case.click()
    assert 0 < len(bar.matches) < everywhere
    bar.case.click()
    bar.field.setText("tes")
    bar.words.click()
    assert not bar.matches


def test_a_persona_is_found_and_selected(editor: MainWindow) -> None:
    page, bar = opened(editor, "")
    engine = page.session.editor
    persona = engine.document.personas[0].id
    engine.commit(message("Rename"), set_fields(engine.document, persona, name="Zenobia"))
    bar.field.setText("zenobia")
    bar.all_maps.setChecked(True)
    bar.search()
    assert engine.selection == {persona}
    assert bar.where._text.startswith("Persona: ")


def test_a_match_that_is_out_of_sight_is_told(editor: MainWindow) -> None:
    page, _bar = opened(editor, "")
    engine = page.session.editor
    lane = next(ln for ln in engine.document.lanes(page.map_id) if ln.title == "Pain points")
    engine.commit(message("Hide"), set_fields(engine.document, lane.id, hidden=True))
    page.find_bar.field.setText("signature takes")
    page.find_bar.search()
    assert "“Pain points”, which is hidden or collapsed" in page.status.words.toolTip()


def test_one_place_after_the_other_is_replaced(editor: MainWindow) -> None:
    page, bar = opened(editor, "employer", replacing=True)
    before = page.session.editor.document
    count = len(bar.matches)
    assert count > 1
    bar.replacement.setFocus()
    QTest.keyClicks(bar.replacement, "boss")
    QTest.keyClick(bar.replacement, K.Key_Return)
    assert len(bar.matches) == count - 1
    QTest.keyClick(bar.replacement, K.Key_Return)
    assert len(bar.matches) == count - 2
    page.session.editor.undo()
    page.session.editor.undo()
    assert page.session.editor.document == before


def test_all_are_replaced_in_one_step_but_what_is_locked(editor: MainWindow) -> None:
    page, bar = opened(editor, "employer", replacing=True)
    engine = page.session.editor
    locked = next(m.key for m in bar.matches if engine.document.find(Card, m.key) is not None)
    there = sum(match.key == locked for match in bar.matches)
    engine.commit(message("Lock"), set_fields(engine.document, locked, locked=True))
    before = engine.document
    bar.replacement.setText("boss")
    bar.replace_all_button.click()
    assert len(bar.matches) == there
    assert "locked" in page.status.words.toolTip()
    engine.undo()
    assert engine.document == before


def test_the_search_follows_the_document(editor: MainWindow, qtbot: QtBot) -> None:
    page, bar = opened(editor, "signature")
    engine = page.session.editor
    count = len(bar.matches)
    lane = engine.document.lanes(page.map_id)[0].id
    engine.commit(message("Rename"), set_fields(engine.document, lane, title="A signature"))
    qtbot.waitUntil(lambda: len(bar.matches) == count + 1)
