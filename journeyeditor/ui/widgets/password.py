"""A field for a password: hidden while it is typed, and shown on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from journeyeditor.model.messages import N_
from journeyeditor.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from journeyeditor.ui.theme import Look

_SHOW, _HIDE = N_("Show the password"), N_("Hide the password")


class PasswordField(QLineEdit):
    """The field; `reveal` is the button that stands beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(look.tr_(N_("Password")))
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.reveal = IconButton(look, "eye", look.tr_(_SHOW), "ink.quiet", 18)
        self.reveal.setCheckable(True)
        self.reveal.toggled.connect(self._revealed)

    def _revealed(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.reveal.show_as(
            "eye-off" if shown else "eye", self._look.tr_(_HIDE if shown else _SHOW)
        )
