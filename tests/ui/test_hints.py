"""Hints on the canvas: one after another, gone for good when understood or done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeyeditor.editing.operations.ratings import rate
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import message
from journeyeditor.ui.hints import HINTS, KEY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow


def page_of(window: MainWindow) -> EditorPage:
    assert window.page is not None
    return window.page


def test_there_are_three_and_one_is_seen_at_a_time(editor: MainWindow) -> None:
    hints = page_of(editor).hints
    hints.begin()
    assert len(HINTS) == 3
    assert hints.bubble.isVisible()
    for number, hint in enumerate(HINTS):
        assert hints.current is hint
        assert f"{number + 1}" in hints.bubble.accessibleName()
        QTest.mouseClick(hints.bubble.close_button, Qt.MouseButton.LeftButton)
    assert hints.current is None
    assert not hints.bubble.isVisible()


def test_what_is_understood_does_not_come_back(editor: MainWindow) -> None:
    page_of(editor).hints.bubble.close_button.click()
    editor.files.sample("first-e-bike")
    assert page_of(editor).hints.current is HINTS[1]
    assert editor.settings.text(KEY) == "write"


def test_doing_it_is_understanding_it(editor: MainWindow) -> None:
    page = page_of(editor)
    editor.actions_["add-card"].trigger()
    page.commit_pending()
    assert page.hints.current is HINTS[1]
    session = page.session
    card = next(session.editor.document.all(Card))
    patch = rate(session.editor.document, [card.id], None, 1.0)
    session.editor.commit(message("x"), patch, "test")
    assert page.hints.current is HINTS[2]


def test_the_bubble_lies_inside_and_leaves_the_focus_alone(
    editor: MainWindow, qtbot: QtBot
) -> None:
    page = page_of(editor)
    page.canvas.setFocus()
    qtbot.waitUntil(page.hints.bubble.isVisible)
    assert page.canvas.rect().contains(page.hints.bubble.geometry())
    assert not page.hints.bubble.hasFocus()
    assert page.hints.bubble.height() < 120
    for width, height in ((400, 600), (800, 300)):
        page.canvas.resize(width, height)
        qtbot.waitUntil(page.hints.bubble.isHidden)
        page.canvas.resize(800, 600)
        qtbot.waitUntil(page.hints.bubble.isVisible)


@pytest.mark.parametrize("rtl", [False, True])
def test_the_bubble_leaves_the_overview_free(editor: MainWindow, qtbot: QtBot, rtl: bool) -> None:
    page = page_of(editor)
    hints, overview, canvas = page.hints, page.minimap, page.canvas
    qtbot.waitUntil(hints.bubble.isVisible)
    middle = (canvas.width() - hints.bubble.width()) // 2
    overview.show()
    overview.setGeometry(0 if rtl else canvas.width() - 300, 0, 300, 100)
    hints.begin()
    bubble, taken = hints.bubble.geometry(), overview.geometry()
    assert not bubble.intersects(taken.adjusted(0, -2000, 0, 2000))
    assert canvas.rect().contains(bubble)
    overview.hide()
    hints.begin()
    assert hints.bubble.x() == middle


def test_escape_closes_the_hint_that_has_the_focus(editor: MainWindow) -> None:
    bubble = page_of(editor).hints.bubble
    bubble.close_button.setFocus()
    QTest.keyClick(bubble, Qt.Key.Key_Escape)
    assert page_of(editor).hints.current is HINTS[1]


def test_the_keys_in_it_are_those_of_the_actions(editor: MainWindow) -> None:
    editor.settings.put(KEY, "write,rate")
    page_of(editor).hints.begin()
    said = page_of(editor).hints.bubble.accessibleDescription()
    assert "F5" in said and "Ctrl+E" in said


def test_they_can_be_shown_again(editor: MainWindow) -> None:
    editor.settings.put(KEY, "write,rate,show")
    page_of(editor).hints.begin()
    assert not page_of(editor).hints.bubble.isVisible()
    editor.choosing.show_hints()
    assert page_of(editor).hints.bubble.isVisible()
