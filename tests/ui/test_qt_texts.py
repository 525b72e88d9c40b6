"""What Qt itself says, in file dialogs and menus of fields, is in the window's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from journeyeditor.ui.manner import QtTexts

Button = QDialogButtonBox.StandardButton


@pytest.fixture
def german(application: QApplication) -> Iterator[QtTexts]:
    texts = QtTexts(application)
    texts.speak("de")
    yield texts
    texts.remove()


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menus_of_fields(qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit]) -> None:
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text().replace("&", "").partition("\t")[0] for action in menu.actions()]
    menu.deleteLater()
    assert [word for word in words if word] == [
        *("Rückgängig", "Wiederherstellen", "Ausschneiden", "Kopieren", "Einfügen", "Löschen"),
        "Alles auswählen",
    ]


@pytest.mark.usefixtures("german")
def test_the_buttons_of_dialogs(qtbot: QtBot) -> None:
    box = QDialogButtonBox(Button.Cancel | Button.Save | Button.Discard | Button.Close)
    qtbot.addWidget(box)
    words = {box.button(one).text().replace("&", "") for one in (Button.Cancel, Button.Save)}
    assert words == {"Abbrechen", "Speichern"}
    message = QMessageBox()
    qtbot.addWidget(message)
    message.setStandardButtons(QMessageBox.StandardButton.Yes)
    assert message.button(QMessageBox.StandardButton.Yes).text().replace("&", "") == "Ja"


@pytest.mark.usefixtures("german")
def test_the_file_dialog(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.labelText(QFileDialog.DialogLabel.FileName).replace("&", "") == "Dateiname:"
    assert dialog.labelText(QFileDialog.DialogLabel.Reject).replace("&", "") == "Abbrechen"


def test_another_language_takes_the_place_of_the_first(
    application: QApplication, german: QtTexts
) -> None:
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    german.speak("en")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    german.speak("tlh")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
