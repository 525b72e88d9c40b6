"""The two small questions: which one, and what name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from journeyeditor.ui.pick_sheet import MOST, NameSheet, PickSheet
from journeyeditor.ui.widgets.pick_list import Pick

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.theme import Look

PICKS = (Pick("a", "First"), Pick("b", "Second", "the other"))
VERBS = (("show", "Show"), ("delete", "Delete"))


def button(sheet: QDialog, answer: str) -> QPushButton:
    return next(b for b in sheet.findChildren(QPushButton) if b.property("answer") == answer)


def soon(sheet: QDialog, act: Callable[[], object]) -> None:
    """Does something once the sheet is open."""
    QTimer.singleShot(0, sheet, act)


@pytest.fixture
def pick(look: Look, qtbot: QtBot) -> PickSheet:
    made = PickSheet(None, look, "Which one?", "Choose.", PICKS, VERBS)
    qtbot.addWidget(made)
    return made


def test_enter_does_the_first_with_what_is_chosen(pick: PickSheet) -> None:
    def act() -> None:
        QTest.keyClick(pick.list, Qt.Key.Key_Down)
        QTest.keyClick(pick.list, Qt.Key.Key_Return)

    soon(pick, act)
    assert pick.choose() == ("show", "b")


def test_a_button_does_another(pick: PickSheet) -> None:
    soon(pick, button(pick, "delete").click)
    assert pick.choose() == ("delete", "a")


def test_esc_does_nothing(pick: PickSheet) -> None:
    soon(pick, lambda: QTest.keyClick(pick, Qt.Key.Key_Escape))
    assert pick.choose() is None


def test_a_name_is_typed(look: Look, qtbot: QtBot) -> None:
    sheet = NameSheet(None, look, "What name?", "", "View 1", "Save")
    qtbot.addWidget(sheet)
    assert sheet.name.selectedText() == "View 1"

    def act() -> None:
        sheet.name.setText("  ")
        assert not button(sheet, "go").isEnabled()
        assert button(sheet, "go").toolTip() == "Type a name first."
        QTest.keyClicks(sheet.name, "x" * (MOST + 5))
        QTest.keyClick(sheet.name, Qt.Key.Key_Return)

    soon(sheet, act)
    assert sheet.typed() == "x" * (MOST - 2)


def test_without_a_name_there_is_none(look: Look, qtbot: QtBot) -> None:
    sheet = NameSheet(None, look, "What name?", "", "View 1", "Save")
    qtbot.addWidget(sheet)
    soon(sheet, sheet.reject)
    assert sheet.typed() == ""
