"""The common ground of the inspector's special parts."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from journeyeditor.ui.inspector.subject import Desk, Subject
from journeyeditor.ui.widgets.build import clear, column

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


_UNBUILT = object()


class SpecialPart(QWidget):
    """A part that builds itself anew when its `shape` changes and else only shows other values."""

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__()
        self.desk, self.subject = desk, subject
        self.box = column(self, 6)
        self._shape: Hashable = _UNBUILT
        self.refresh(subject)

    @abstractmethod
    def shape(self, subject: Subject) -> Hashable:
        """What decides which widgets there are."""

    @abstractmethod
    def build(self) -> None:
        """Makes the widgets for `subject`."""

    def show_values(self) -> None:
        """Shows what the document holds."""

    def refresh(self, subject: Subject) -> None:
        """Shows a subject."""
        self.subject = subject
        shape = self.shape(subject)
        if shape != self._shape:
            self._shape = shape
            clear(self.box)
            self.build()
        self.show_values()

    def commit_pending(self) -> None:
        """Hands over what is being typed."""


class Entry(Protocol):
    """One of a list of things that can be edited where they stand."""

    def refresh(self) -> None:
        """Shows what the document holds."""

    def commit_pending(self) -> None:
        """Hands over what is being typed."""


class ListPart(SpecialPart):
    """A part that is a list of entries; `cards` are those that are shown."""

    cards: Sequence[Entry] = ()

    def show_values(self) -> None:
        for card in self.cards:
            card.refresh()

    def commit_pending(self) -> None:
        for card in self.cards:
            card.commit_pending()
