"""The question for the password of a PDF that is to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.sheet import Choice, Sheet
from journeyeditor.ui.widgets.build import label, row
from journeyeditor.ui.widgets.buttons import explain
from journeyeditor.ui.widgets.password import PasswordField

if TYPE_CHECKING:
    from journeyeditor.ui.theme import Look

_TITLE = N_("“{name}” is protected by a password")
_NEEDED = N_("Type the password that it was exported with. It is not kept.")
_FIRST = N_("Type the password first.")


class PasswordSheet(Sheet):
    """Asks for the password of the file `name`; `wrong` is the sentence about the one that was typed before ("": none was)."""

    def __init__(self, parent: QWidget | None, look: Look, name: str, wrong: str = "") -> None:
        super().__init__(parent, look, look.tr_(_TITLE, name=name))
        self.body.addWidget(label(wrong or look.tr_(_NEEDED), wrap=True))
        self.field = PasswordField(look)
        holder = QWidget()
        line = row(holder, 6)
        line.addWidget(self.field, 1)
        line.addWidget(self.field.reveal)
        self.body.addWidget(holder)
        go = Choice("go", look.tr_(N_("Open")), "primary")
        self.choices(go, Choice("", look.tr_(N_("Cancel"))))
        self._go = next(b for b in self.findChildren(QPushButton) if b.property("answer") == "go")
        self.field.textChanged.connect(self._typed)
        self.field.setFocus()
        self._typed("")

    def _typed(self, text: str) -> None:
        explain(self._go, bool(text), self._look.tr_(_FIRST))

    def typed(self) -> str:
        """The password, "" where it was called off."""
        return self.field.text() if self.ask() else ""
