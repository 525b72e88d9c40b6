"""Says what a document file holds after something went wrong: the old document, the new one, or a loss."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from journeyeditor.model.document import Document
from journeyeditor.model.messages import Refused
from journeyeditor.storage.backups import RevisionCache
from journeyeditor.storage.document_file import CUT_OFF, open_document


class Verdict(StrEnum):
    """What was found at a path."""

    OLD = "old"
    NEW = "new"
    ABSENT = "gone"
    EMPTY = "empty"
    DAMAGED = "unreadable"
    WARNED = "opened with a warning of damage"
    OTHER = "neither old nor new"


@dataclass(slots=True)
class Judge:
    """Knows the two documents that a file may hold; `old` is None where there was no file before."""

    old: Document | None
    new: Document
    workspace: Path
    _known: dict[bytes, Verdict] = field(default_factory=dict)

    def fine(self, verdict: Verdict, *, saved: bool = False) -> bool:
        """Whether nothing is lost: the new document, or, unless "saved" was said, what was there before."""
        if verdict is Verdict.NEW:
            return True
        return not saved and verdict is (Verdict.ABSENT if self.old is None else Verdict.OLD)

    def of_path(self, path: Path) -> Verdict:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return Verdict.ABSENT
        return self.of_bytes(content)

    def of_opened(self, path: Path, over: RevisionCache | None) -> Verdict:
        """What a person gets who opens the file where it is, with what stands beside it and in our own folder."""
        if not path.exists():
            return Verdict.ABSENT
        self.workspace.mkdir(parents=True, exist_ok=True)
        return self._verdict(path, over)

    def of_bytes(self, content: bytes) -> Verdict:
        """Equal bytes are opened only once: most states of a disk hold one of two files."""
        key = hashlib.sha256(content).digest()
        if key not in self._known:
            self._known[key] = self._opened(content)
        return self._known[key]

    def _opened(self, content: bytes) -> Verdict:
        if not content:
            return Verdict.EMPTY
        self.workspace.mkdir(parents=True, exist_ok=True)
        copy = self.workspace / "judged.journey"
        copy.write_bytes(content)
        return self._verdict(copy, None)

    def _verdict(self, path: Path, over: RevisionCache | None) -> Verdict:
        try:
            opened = open_document(path, self.workspace / "open", over=over)
        except Refused:
            return Verdict.DAMAGED
        if any(warning.key != CUT_OFF for warning in opened.warnings):
            return Verdict.WARNED
        if opened.document == self.new:
            return Verdict.NEW
        return Verdict.OLD if opened.document == self.old else Verdict.OTHER
