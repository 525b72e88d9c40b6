"""Opening a PDF that is locked: its password is asked for, and asked again where it does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from journeyeditor.app.exporting import export_pages
from journeyeditor.layout.pages import PageOptions
from journeyeditor.ui.dialogs import IMPORTABLE, OPENABLE
from journeyeditor.ui.files import NOT_OPENED
from journeyeditor.ui.password_sheet import PasswordSheet
from tests.support.maps import small_document

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.theme import Look
    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers

SECRET = "pässword"


@pytest.fixture
def locked(world: World, tmp_path: Path) -> Path:
    target = tmp_path / "map.pdf"
    export_pages(
        small_document(), target, PageOptions(), world.services, attach=True, password=SECRET
    )
    return target


def test_a_locked_pdf_opens_once_its_password_is_typed(
    window: MainWindow, answers: Answers, locked: Path
) -> None:
    answers.passwords = ["wrong", SECRET]
    answers.open_file = locked
    window.actions_["open"].trigger()
    first, second = [asked for asked in answers.asked if asked.startswith("password")]
    assert first == "password map.pdf: "
    assert second.startswith("password map.pdf: This password does not open the PDF.")
    assert window.session is not None
    assert window.session.path is None
    assert answers.told == []


def test_without_the_password_nothing_is_opened(
    window: MainWindow, answers: Answers, locked: Path
) -> None:
    answers.passwords = ["wrong"]
    window.files.open_path(locked)
    assert len([asked for asked in answers.asked if asked.startswith("password")]) == 2
    assert window.session is None
    assert [told.partition(": ")[2] for told in answers.told] == [NOT_OPENED]


def test_a_pdf_can_be_chosen_to_open_and_to_import() -> None:
    assert "*.pdf" in OPENABLE and "*.pdf" in IMPORTABLE


def test_a_password_is_typed_unseen_and_shown_on_request(look: Look, qtbot: QtBot) -> None:
    sheet = PasswordSheet(None, look, "map.pdf")
    qtbot.addWidget(sheet)
    go = next(b for b in sheet.findChildren(QPushButton) if b.property("answer") == "go")
    assert (go.isEnabled(), go.toolTip()) == (False, "Type the password first.")

    def act() -> None:
        QTest.keyClicks(sheet.field, " a b ")
        assert sheet.field.echoMode() is QLineEdit.EchoMode.Password
        sheet.field.reveal.click()
        assert sheet.field.echoMode() is QLineEdit.EchoMode.Normal
        assert sheet.field.reveal.accessibleName() == "Hide the password"
        QTest.keyClick(sheet.field, Qt.Key.Key_Return)

    QTimer.singleShot(0, sheet, act)
    assert sheet.typed() == " a b "


def test_what_was_wrong_is_said_and_esc_gives_none(look: Look, qtbot: QtBot) -> None:
    sheet = PasswordSheet(None, look, "map.pdf", "That was wrong.")
    qtbot.addWidget(sheet)
    assert "That was wrong." in [one.text() for one in sheet.findChildren(QLabel)]
    QTimer.singleShot(0, sheet, lambda: QTest.keyClick(sheet, Qt.Key.Key_Escape))
    assert sheet.typed() == ""
