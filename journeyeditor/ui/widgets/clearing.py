"""The button in a line that empties it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from journeyeditor.ui.theme import Look


class ClearButton(QObject):
    """Gives a line such a button, with an icon of the set in the colours of the theme: Qt's own is grey in each."""

    def __init__(self, look: Look, field: QLineEdit) -> None:
        super().__init__(field)
        self._look = look
        field.setClearButtonEnabled(True)
        self._button = field.findChild(QToolButton)
        self._restyle()
        look.changed.connect(self._restyle)

    def _restyle(self) -> None:
        # Of the button itself: where its action changes, Qt makes room for it in a line that is empty too.
        if self._button is not None:
            self._button.setIcon(self._look.icon("close", "ink.quiet"))
