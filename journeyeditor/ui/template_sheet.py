"""Asks what a template of one's own shall be called, and what goes into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from journeyeditor.app.own_templates import Wanted
from journeyeditor.model.messages import N_
from journeyeditor.ui.dialogs import Choice, Sheet
from journeyeditor.ui.widgets.build import label
from journeyeditor.ui.widgets.buttons import Switch

if TYPE_CHECKING:
    from journeyeditor.ui.theme import Look

MOST = 120
"""So many characters a name may have."""

_SAVE, _RENAME = N_("Save as template"), N_("Rename the template")
_NAME, _DESCRIPTION = N_("Name"), N_("Description")
_WHAT_FOR = N_("What it is good for, in a sentence")
_CARDS, _IMPERSONAL = N_("With its cards"), N_("Without personal data")
_WITHOUT = N_(
    "Leaves out author and client, owners, comments, quotes, notes on ratings, portraits and biographies."
)
_KEEP, _CHANGE, _CANCEL = N_("Save"), N_("Rename"), N_("Cancel")
_NEEDS_NAME = N_("Type a name first.")


class TemplateSheet(Sheet):
    """Name and description; for a new template also what goes into it. `wanted` is None where it was called off."""

    def __init__(
        self, parent: QWidget | None, look: Look, name: str, description: str = "", new: bool = True
    ) -> None:
        super().__init__(parent, look, look.tr_(_SAVE if new else _RENAME))
        self.name = self._line(_NAME, name)
        self.name.setMaxLength(MOST)
        self.description = self._line(_DESCRIPTION, description)
        self.description.setPlaceholderText(look.tr_(_WHAT_FOR))
        self.cards = Switch(look, look.tr_(_CARDS))
        self.impersonal = Switch(look, look.tr_(_IMPERSONAL))
        for switch in (self.cards, self.impersonal):
            switch.setChecked(True)
        if new:
            self.body.addWidget(self.cards)
            self.body.addWidget(self.impersonal)
            self.body.addWidget(label(look.tr_(_WITHOUT), "quiet", wrap=True))
        self.choices(
            Choice("keep", look.tr_(_KEEP if new else _CHANGE), "primary"),
            Choice("", look.tr_(_CANCEL)),
        )
        self._go = next(
            made for made in self.findChildren(QPushButton) if made.property("answer") == "keep"
        )
        self.name.textChanged.connect(self._typed)
        self.name.selectAll()
        self.name.setFocus()
        self._typed(self.name.text())

    def _line(self, title: str, text: str) -> QLineEdit:
        words = self._look.tr_(title)
        field = QLineEdit(text)
        field.setAccessibleName(words)
        self.body.addWidget(label(words, "fieldLabel"))
        self.body.addWidget(field)
        return field

    def _typed(self, text: str) -> None:
        named = bool(text.strip())
        self._go.setEnabled(named)
        self._go.setToolTip("" if named else self._look.tr_(_NEEDS_NAME))

    @property
    def wanted(self) -> Wanted:
        """What was typed and chosen."""
        return Wanted(
            self.name.text(),
            self.description.text(),
            impersonal=self.impersonal.isChecked(),
            cards=self.cards.isChecked(),
        )
