"""What stands where a table has no rows: why, and what can go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from journeyeditor.ui.widgets.build import label

if TYPE_CHECKING:
    from journeyeditor.ui.theme import Look

HEAD, MARGIN = 36, 24
"""Room for the heads of the columns, and at the sides, in pixels at 100 %."""


class NothingHere(QObject):
    """A quiet sentence over the middle of a widget; it takes neither clicks nor the keyboard."""

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look, self._over = look, over
        self.words = label("", "quiet", wrap=True)
        self.words.setParent(over)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.hide()
        over.installEventFilter(self)

    def show_words(self, words: str) -> None:
        """Shows a sentence, or nothing for none."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._place()

    def _place(self) -> None:
        look, room = self._look, self._over.rect()
        side = look.px(MARGIN)
        self.words.setGeometry(room.adjusted(side, look.px(HEAD), -side, 0))
        self.words.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
