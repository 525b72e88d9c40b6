"""The ways to what belongs to the whole document: its personas, channels and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.comments import open_comments
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.widgets.build import button

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Subject

# The action that each way calls, and its words with and without something to count.
WAYS: tuple[tuple[str, str, str], ...] = (
    ("personas", N_("Personas…"), N_("Personas… · {n}")),
    ("channels", N_("Channels…"), N_("Own channels… · {n}")),
    ("comments", N_("All comments"), N_("All comments · {n} open")),
)


class Collections(SpecialPart):
    """A link for each of them."""

    def shape(self, subject: Subject) -> Hashable:
        document = subject.document
        return len(document.personas), len(document.channels), open_comments(document)

    def build(self) -> None:
        tr = self.desk.look.tr_
        counts = self.shape(self.subject)
        assert isinstance(counts, tuple)
        self.ways = {}
        for (action, words, counted), count in zip(WAYS, counts, strict=True):
            made = button(tr(counted, n=count) if count else tr(words), "link", self._call)
            made.setProperty("action", action)
            self.ways[action] = made
            self.box.addWidget(made)

    def _call(self) -> None:
        self.desk.called.emit(str(self.sender().property("action")))
