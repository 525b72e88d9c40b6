"""What a session goes on from: the history of its file, and, after a crash, where it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import ExitStack

    from journeyeditor.app.keeping import Mark
    from journeyeditor.app.opening import Opened
    from journeyeditor.editing.editor import Editor
    from journeyeditor.storage.carried import Carried
    from journeyeditor.storage.document_file import OpenedDocument
    from journeyeditor.storage.private_copy import Identity
    from journeyeditor.storage.revisions import Revision


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a save carries on from: the file's history, and what of it is unknown here."""

    revisions: tuple[Revision, ...]
    carried: Carried

    @property
    def head(self) -> str:
        return self.revisions[-1].id if self.revisions else ""


@dataclass(frozen=True, slots=True)
class Recovered:
    """Where a recovered session goes on: its editor, and the keeper's mark.

    `identity` is which bytes the user's file held when it was opened or saved last.
    """

    editor: Editor
    mark: Mark
    identity: Identity | None


class Theirs:
    """What a user's file holds now; its private copy is there until `close`."""

    def __init__(self, opened: Opened, folders: ExitStack) -> None:
        self.opened = opened
        self._folders = folders

    def __enter__(self) -> Opened:
        return self.opened

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._folders.close()


def lineage_of(file: OpenedDocument | None) -> Lineage | None:
    """What a save of an opened file carries on from; None without a file."""
    return Lineage(file.revisions, file.carried) if file else None


def carried_by(lineage: Lineage | None) -> Carried:
    """What of a file is unknown here."""
    from journeyeditor.storage.carried import NOTHING_CARRIED

    return lineage.carried if lineage else NOTHING_CARRIED
