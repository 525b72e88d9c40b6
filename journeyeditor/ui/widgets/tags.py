"""A field for words with commas between them, each completed from those that are used already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from journeyeditor.ui.widgets.fields import LineField

if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN = ", "


def word_at(text: str, at: int) -> tuple[int, int]:
    """Where the word with this place in it begins and ends, blanks around it left out."""
    first = text.rfind(",", 0, at) + 1
    last = text.find(",", at)
    last = len(text) if last < 0 else last
    while first < last and text[first].isspace():
        first += 1
    return first, last


class TagsField(LineField):
    """One line of words with commas. `known` words are offered for the one at the cursor, but those that stand here."""

    def __init__(self, known: Sequence[str] = (), hint: str = "") -> None:
        super().__init__(hint)
        self._known = list(known)
        self._words = QStringListModel(self._known, self)
        self.completer_ = QCompleter(self._words, self)
        self.completer_.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer_.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        self.completer_.setWidget(self)
        self.completer_.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    def _offer(self) -> None:
        first, last = word_at(self.text(), self.cursorPosition())
        begun = self.text()[first:last].strip()
        here = {word.strip().casefold() for word in self.text().split(",")} - {begun.casefold()}
        self._words.setStringList([word for word in self._known if word.casefold() not in here])
        self.completer_.setCompletionPrefix(begun)
        whole = self.completer_.currentCompletion().casefold() == begun.casefold()
        shown = self.completer_.popup()
        if shown is None or not begun or not self.completer_.completionCount() or whole:
            self.close_offer()
            return
        shown.setCurrentIndex(self.completer_.completionModel().index(0, 0))
        self.completer_.complete()

    @property
    def offering(self) -> bool:
        """Whether words are offered, so that Enter and Tab are theirs."""
        shown = self.completer_.popup()
        return shown is not None and shown.isVisible()

    def close_offer(self) -> None:
        """No words are offered."""
        shown = self.completer_.popup()
        if shown is not None:
            shown.hide()

    def _take(self, word: str) -> None:
        """The word at the cursor is this one; more may follow behind it."""
        first, last = word_at(self.text(), self.cursorPosition())
        behind = self.text()[last:]
        between = "" if behind else BETWEEN
        self.setText(self.text()[:first] + word + between + behind)
        self.setCursorPosition(first + len(word) + len(between))
