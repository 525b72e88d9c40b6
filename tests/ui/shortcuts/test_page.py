"""The page of shortcuts, worked by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyeditor.ui.shortcuts.bindings import SETTING, Bindings
from journeyeditor.ui.shortcuts.page import ShortcutPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NO = Qt.KeyboardModifier.NoModifier
K = Qt.Key


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ShortcutPage:
    window.actions_["shortcuts"].trigger()
    found = window.findChild(ShortcutPage)
    assert isinstance(found, ShortcutPage)
    qtbot.waitExposed(found)
    return found


def choose(page: ShortcutPage, text: str) -> None:
    page.search.setText(text)


def shown(page: ShortcutPage) -> list[str]:
    return [pick.text for pick in page.list.picks if not pick.heading]


def test_it_is_searched_by_name_and_by_key(page: ShortcutPage) -> None:
    assert len(shown(page)) > 80
    choose(page, "dupl")
    assert shown(page)[0] == "Duplicate"
    assert all("uplicate" in text for text in shown(page))
    choose(page, "ctrl+shift+v")
    assert shown(page) == ["Paste as text"]
    choose(page, "level")
    assert "Rate: 1st level" in shown(page)
    choose(page, "there is no such thing")
    assert shown(page) == []
    assert not page.change_button.isEnabled()


def test_new_keys_are_pressed_and_hold_at_once(page: ShortcutPage, window: MainWindow) -> None:
    choose(page, "dupl")
    QTest.keyClick(page.search, K.Key_Return)
    QTest.keyClick(page.list, K.Key_Return)
    QApplication.processEvents()
    assert "Press the new keys" in page.said.text()
    QTest.keyClick(page, K.Key_Control, CTRL)
    QTest.keyClick(page, K.Key_F7, CTRL)
    assert page.said.text() == "“Duplicate” is Ctrl+F7 now."
    assert window.actions_["duplicate"].shortcut() == QKeySequence("Ctrl+F7")
    assert "Ctrl+F7" in window.settings.text(SETTING)
    page.reset_button.click()
    assert window.actions_["duplicate"].shortcut() == QKeySequence("Ctrl+D")
    assert window.settings.text(SETTING) == ""


def test_keys_in_use_are_named_and_taken_at_the_second_press(page: ShortcutPage) -> None:
    choose(page, "dupl")
    page.begin_change()
    QTest.keyClick(page, K.Key_F, CTRL)
    assert page.said.text().startswith("Ctrl+F is “Find…” now.")
    assert page.bindings.changes() == {}
    QTest.keyClick(page, K.Key_F, CTRL)
    assert page.bindings.changes() == {"duplicate": ("Ctrl+F",), "find": ()}
    page.reset_all_button.click()
    assert page.bindings.changes() == {}


def test_a_key_in_between_ends_the_question(page: ShortcutPage) -> None:
    choose(page, "dupl")
    page.begin_change()
    QTest.keyClick(page, K.Key_F, CTRL)
    QTest.keyClick(page, K.Key_L)
    assert "types" in page.said.text()
    QTest.keyClick(page, K.Key_F, CTRL)
    assert page.said.text().startswith("Ctrl+F is “Find…” now.")
    assert page.bindings.changes() == {}


def test_all_reset_can_be_undone_until_the_next_change(
    page: ShortcutPage, window: MainWindow
) -> None:
    assert page.undo_button.isHidden()
    page.bindings.change("duplicate", ("Ctrl+F",))
    page.bindings.change("find", ("Ctrl+D",))
    changes = page.bindings.changes()
    page.reset_all()
    assert page.said.text() == "All keys are as they were at first."
    assert window.actions_["find"].shortcut() == QKeySequence("Ctrl+F")
    page.undo_button.click()
    assert page.bindings.changes() == changes
    assert window.actions_["find"].shortcut() == QKeySequence("Ctrl+D")
    assert page.undo_button.isHidden()
    page.reset_all()
    choose(page, "dupl")
    page.remove()
    assert page.undo_button.isHidden()


def test_further_keys_and_none_at_all(page: ShortcutPage) -> None:
    choose(page, "dupl")
    page.begin_add()
    QTest.keyClick(page, K.Key_F11, CTRL)
    assert page.bindings.keys("duplicate") == ("Ctrl+D", "Ctrl+F11")
    page.remove_button.click()
    assert page.bindings.keys("duplicate") == ()
    assert page.said.text() == "“Duplicate” has no keys now."


@pytest.mark.parametrize(
    ("key", "modifiers", "word"),
    [(K.Key_L, CTRL | ALT, "AltGr"), (K.Key_L, NO, "types"), (K.Key_Left, NO, "lists")],
)
def test_what_cant_be_taken_is_said(
    page: ShortcutPage, key: K, modifiers: Qt.KeyboardModifier, word: str
) -> None:
    choose(page, "dupl")
    page.begin_change()
    QTest.keyClick(page, key, modifiers)
    assert word in page.said.text()
    QTest.keyClick(page, K.Key_Escape)
    assert page.isVisible()
    assert page.bindings.changes() == {}


def test_fixed_keys_are_shown_and_say_why(page: ShortcutPage) -> None:
    choose(page, "next card, and")
    assert shown(page)[0] == "Next card, and from the last one to what is beside the map"
    assert not page.change_button.isEnabled()
    assert page.said.text().startswith("Tab is the system’s")
    page.begin_change()
    assert page.said.text().startswith("Tab is the system’s")


def test_a_sign_can_stand_for_a_command_of_the_map(page: ShortcutPage) -> None:
    choose(page, "one level better")
    page.begin_change()
    QTest.keyClick(page, K.Key_Asterisk, SHIFT)
    assert page.bindings.changes() == {"canvas.better": ("*",)}


def test_a_key_of_the_map_that_another_has_is_named(page: ShortcutPage) -> None:
    choose(page, "go left")
    page.begin_change()
    QTest.keyClick(page, K.Key_Right)
    assert page.said.text().startswith("Right is “Go right” now.")
    QTest.keyClick(page, K.Key_Right)
    assert page.bindings.changes() == {"canvas.left": ("Right",), "canvas.right": ()}


def test_what_can_t_be_pressed_says_why(page: ShortcutPage) -> None:
    one = (page.change_button, page.add_button, page.remove_button, page.reset_button)

    def reasons() -> list[str]:
        for made in (*one, page.reset_all_button):
            why = made.accessibleDescription()
            assert made.toolTip() == (why or made.text())
            assert made.isEnabled() is not bool(why)
        return [made.accessibleDescription() for made in one]

    choose(page, "dupl")
    assert reasons() == ["", "", "", "The keys of “Duplicate” have not been changed."]
    assert page.reset_all_button.accessibleDescription() == "No keys have been changed."
    page.remove_button.click()
    assert reasons() == ["", "", "“Duplicate” has no keys.", ""]
    assert page.reset_all_button.isEnabled()
    choose(page, "over the title")
    assert set(reasons()) == {"Letters are what texts are written with."}
    choose(page, "there is no such thing")
    assert set(reasons()) == {"Choose a command first."}


def test_the_canvas_obeys(editor: MainWindow) -> None:
    assert editor.page is not None
    canvas = editor.page.canvas
    bindings = Bindings()
    bindings.change("canvas.map-end", ("Ctrl+E",))
    editor.tools.bindings = bindings
    editor.tools.keys_changed()
    QTest.keyClick(canvas, K.Key_Home, CTRL)
    first = canvas.cell
    QTest.keyClick(canvas, K.Key_End, CTRL)
    assert canvas.cell == first
    QTest.keyClick(canvas, K.Key_E, CTRL)
    assert canvas.cell != first


def test_a_question_mark_on_the_map_opens_it(editor: MainWindow) -> None:
    assert editor.page is not None
    canvas = editor.page.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, K.Key_Home, CTRL)
    QTest.keyClicks(canvas, "?")
    found = editor.findChild(ShortcutPage)
    assert isinstance(found, ShortcutPage)
    found.accept()
