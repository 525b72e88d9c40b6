"""What a person is asked about a file that changed under an open document, and what the answers mean."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from journeyeditor.app.keeping import local_time
from journeyeditor.app.opening import SUFFIX
from journeyeditor.app.services import Services
from journeyeditor.app.watching import Seen
from journeyeditor.model.messages import N_, Refused, message

_CHANGED = N_("{seen} Nothing was saved; use Save As to keep both.")
_NAMED_BY = N_("{name} ({author} {at})")
_BAD_IN_NAMES = '<>:"/\\|?*'


class Choice(StrEnum):
    """What to do about a file that holds something else by now."""

    CANCEL = "cancel"
    COPY = "copy"
    RELOAD = "reload"
    OVER = "over"


class Questions(Protocol):
    """What a person may be asked while a session works."""

    def changed_on_disk(self, path: Path, seen: Seen) -> Choice:
        """What to do where the file was changed since it was opened: COPY keeps mine beside it, RELOAD takes
        theirs as one undoable step, OVER saves mine over it (theirs stays among the earlier versions)."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A person whose answer is known already; CANCEL changes nothing."""

    choice: Choice = Choice.CANCEL

    def changed_on_disk(self, path: Path, seen: Seen) -> Choice:
        return self.choice


class ChangedOnDisk(Refused):
    """Nothing was saved, as the file holds something else by now; `seen` tells what."""

    def __init__(self, path: Path, seen: Seen, words: str) -> None:
        super().__init__(_CHANGED, seen=words)
        self.path = path
        self.seen = seen


def name_of_copy(path: Path, author: str, services: Services) -> Path:
    """A name beside a file that nobody has, and that says whose copy it is and from when."""
    now = services.clock()
    at = f"{now[:10]} {local_time(now)}".replace(":", "")
    named = message(_NAMED_BY, name=path.stem, author=author, at=at)
    wanted = " ".join(named.text(services.translate).split()).replace("( ", "(")
    stem = "".join("-" if c in _BAD_IN_NAMES or ord(c) < 32 else c for c in wanted)
    number, target = 1, path.with_name(stem + SUFFIX)
    while os.path.lexists(target):
        number += 1
        target = path.with_name(f"{stem} {number}{SUFFIX}")
    return target
