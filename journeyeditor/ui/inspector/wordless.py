"""Pictures that say nothing to who can't see them: which ones, how many, and the way to their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.app.undescribed import all_pictures, any_pictures, pictures_of, wordless
from journeyeditor.model.entities import DocumentInfo, Image
from journeyeditor.model.messages import N_, Message, message
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.widgets.build import at_start, button, label

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Subject

ACTION = "describe-pictures"
DESCRIBE = N_("Describe the pictures…")
_ALL = N_("All pictures have words for who can’t see them.")
_ONE, _SEVERAL = (
    N_("1 picture has no words for who can’t see it."),
    N_("{count} pictures have no words for who can’t see them."),
)


def told(count: int) -> Message:
    """How many have no words."""
    return message(_ONE if count == 1 else _SEVERAL, count=count) if count else message(_ALL)


def shown_pictures(subject: Subject) -> tuple[Image, ...]:
    """The pictures that a subject is about: those of its cards, else of the whole document."""
    if isinstance(subject.first, DocumentInfo):
        return all_pictures(subject.document)
    return pictures_of(subject.document, subject.keys)


def has_pictures(subject: Subject) -> bool:
    """Whether there is anything to be described; of a single card its own field says it."""
    if subject.single and not isinstance(subject.first, DocumentInfo):
        return False
    return any_pictures(subject.document) and (subject.single or bool(shown_pictures(subject)))


class Wordless(SpecialPart):
    """How many pictures have no words yet, and the way to the sheet that asks for them."""

    def shape(self, subject: Subject) -> Hashable:
        return ()

    def build(self) -> None:
        self.words = label("", "quiet", wrap=True)
        self.describe = button(self.desk.look.tr_(DESCRIBE), "link", self._describe)
        self.box.addWidget(self.words)
        self.box.addLayout(at_start(self.describe))

    def show_values(self) -> None:
        some = wordless(self.subject.document.all(Image))
        count = len(wordless(shown_pictures(self.subject))) if some else 0
        self.words.setText(told(count).text(self.desk.look.translate))

    def _describe(self) -> None:
        self.desk.called.emit(ACTION)
