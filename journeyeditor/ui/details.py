"""What a sentence leaves unsaid, such as the words of SQLite: out of sight until somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

import journeyeditor
from journeyeditor.model.messages import N_
from journeyeditor.ui.widgets.build import at_start, button, column, label
from journeyeditor.ui.widgets.section import Section

if TYPE_CHECKING:
    from journeyeditor.ui.theme import Look


class Details(Section):
    """The details of a sentence, folded at first; they can be copied together with the sentence."""

    def __init__(self, look: Look, sentence: str, details: str) -> None:
        super().__init__(look, look.tr_(N_("Details")), opened=False)
        self._whole = f"{sentence}\n{details}\nJourneyEditor {journeyeditor.__version__}"
        self.copy = button(look.tr_(N_("Copy details")), "link", self._copy)
        self.copy.setAutoDefault(False)
        self.body.setSpacing(4)
        self.body.addWidget(_block(details))
        self.body.addLayout(at_start(self.copy))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)


def _block(details: str) -> QFrame:
    block = QFrame()
    block.setObjectName("block")
    words = label(details, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column(block, 0, (12, 9, 12, 9)).addWidget(words)
    return block
