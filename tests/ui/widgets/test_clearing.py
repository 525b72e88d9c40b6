"""The button that empties a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QToolButton

from journeyeditor.ui.theme import ThemeChoice
from journeyeditor.ui.widgets.clearing import ClearButton

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.theme import Look


def test_it_has_an_icon_of_the_theme(look: Look, application: QApplication, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    ClearButton(look, field)
    button = field.findChild(QToolButton)
    assert button is not None and field.isClearButtonEnabled()

    def shown() -> QImage:
        return button.icon().pixmap(16, 16).toImage()

    light = shown()
    assert light == look.icon("close", "ink.quiet").pixmap(16, 16).toImage()
    look.choose(ThemeChoice.DARK, application)
    dark = shown()
    look.choose(ThemeChoice.LIGHT, application)
    assert dark != light and shown() == light
    # An empty line has no room for it.
    assert not button.isVisibleTo(field)
