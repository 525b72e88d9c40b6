"""What an import gives back: the document, and everything that was read in another way than it stood there."""

from __future__ import annotations

from dataclasses import dataclass

from journeyeditor.model.document import Document
from journeyeditor.model.messages import N_, Message, Translate, message, untranslated

_PLACE = N_("line {line}: {sentence} [{text}]")


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence about a line of the source. `line` counts from 1; 0 means the whole file, with no text."""

    line: int
    text: str
    message: Message

    def sentence(self, translate: Translate = untranslated) -> str:
        """One line for a list of warnings, with the place and the text where there is one."""
        said = self.message.text(translate)
        if not self.line:
            return said
        shown = " ⏎ ".join(part.strip() for part in self.text.strip().split("\n"))
        return message(_PLACE, line=self.line, sentence=said, text=shown).text(translate)


@dataclass(frozen=True, slots=True)
class Imported:
    """A document made from another program's file, and the notices about it in order of lines."""

    document: Document
    report: tuple[Notice, ...] = ()
