"""What a sentence leaves unsaid is shown where somebody asks for it, and copied with the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from journeyeditor.model.messages import message
from journeyeditor.storage.untrusted import damaged
from journeyeditor.ui.details import Details
from journeyeditor.ui.sheet import Choice, Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.theme import Look
    from tests.ui.conftest import Answers

SENTENCE, WORDS = "This file is damaged.", "Tree 5 page 5: btreeInitPage() returns error code 11"


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> Sheet:
    made = Sheet(None, look, "The file could not be opened")
    qtbot.addWidget(made)
    made.add_details(SENTENCE, WORDS)
    made.choices(Choice("", "OK", "primary"))
    made.fit()
    made.show()
    qtbot.waitExposed(made)
    return made


def test_they_are_folded_at_first_and_the_sheet_grows_with_them(sheet: Sheet) -> None:
    details = sheet.findChild(Details)
    assert isinstance(details, Details)
    words = next(one for one in details.findChildren(QLabel) if WORDS in one.text())
    assert not words.isVisible()
    button = sheet.focusWidget()
    assert isinstance(button, QPushButton) and button.isDefault()
    low = sheet.height()
    details.head.setFocus()
    QTest.keyClick(details.head, Qt.Key.Key_Space)
    assert words.isVisible() and sheet.height() > low
    QTest.keyClick(details.head, Qt.Key.Key_Space)
    assert not words.isVisible() and sheet.height() == low


def test_they_are_copied_with_the_sentence_and_the_version(sheet: Sheet) -> None:
    details = sheet.findChild(Details)
    assert isinstance(details, Details)
    details.head.click()
    details.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[:2] == [SENTENCE, WORDS] and copied[2].startswith("JourneyEditor ")
    assert sheet.isVisible()


def test_there_are_none_where_nothing_is_left_unsaid(look: Look, qtbot: QtBot) -> None:
    made = Sheet(None, look, "Title")
    qtbot.addWidget(made)
    made.add_details(SENTENCE, "")
    assert made.findChild(Details) is None


def test_only_a_reason_that_the_sentence_does_not_say_is_one() -> None:
    assert damaged(f"*** in database main ***\n{WORDS}").message.details == WORDS
    assert message("It can't be: {reason}", reason="full").details == ""
    assert message("It can't be.", path="a").details == ""


def test_a_damaged_file_tells_them(window: MainWindow, answers: Answers, tmp_path: Path) -> None:
    from journeyeditor.app.beginning import new_session

    path = tmp_path / "a.journey"
    session = new_session(window.world.services, "retail")
    session.save_as(path)
    session.close()
    data = bytearray(path.read_bytes())
    # Of the second page on, the kind of each page is one that there is not.
    data[4096::4096] = b"\x77" * len(data[4096::4096])
    path.write_bytes(data)
    window.files.load(path)
    assert "parts of it can't be read" in answers.asked[0]
    (details,) = answers.details
    assert details and details not in answers.asked[0]
