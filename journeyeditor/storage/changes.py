"""Whether a user's file holds something else by now, and which files beside it are versions of the same document.

Told by revision and never by time stamps, which sync programs set as they like: a cheap look at size, time and
place first, then the head revision, read from the file's own pages. SQLite opens nothing and nothing is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from journeyeditor.model.messages import Refused
from journeyeditor.storage.first_bytes import HEADER_SIZE, FileKind, check_header, kind_of_bytes
from journeyeditor.storage.pages import BadPage, Pages, pages_of, roots, table_rows
from journeyeditor.storage.private_copy import Identity
from journeyeditor.storage.revisions import Revision, revision_from_row
from journeyeditor.storage.schema import KIND_TABLES, REVISION

MAX_SIBLINGS = 500


@dataclass(frozen=True, slots=True)
class Head:
    """Which document and which version a file holds: its lineage, title, and history, oldest first."""

    document: str
    title: str
    revisions: tuple[Revision, ...]

    @property
    def revision(self) -> Revision | None:
        return self.revisions[-1] if self.revisions else None


class Seen(StrEnum):
    """What a look at a file on the disk says. TOUCHED: another copy of the same revision; note its glance."""

    SAME = "same"
    TOUCHED = "touched"
    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Glance:
    """What the system tells of a file without reading it."""

    size: int
    modified_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen; `head` is told where the file was read, with author and time of its last revision."""

    seen: Seen
    glance: Glance | None = None
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another file of the same document in the folder. `ours` revisions lie ahead only here, `theirs` only there."""

    path: Path
    head: Head
    theirs: int


def glance_of(identity: Identity) -> Glance:
    """The glance at which a file was opened or saved."""
    return Glance(identity.size, identity.modified_ns, identity.inode)


def look(path: Path, known: Glance | None, revision: str) -> Look:
    """Whether a file still holds the revision with this id, as it did at the glance `known`.

    Costs microseconds where nothing happened; without a glance the revision is read in any case. While somebody writes it, it may be UNREADABLE: look again.
    """
    try:
        now = _glance(path)
    except FileNotFoundError:
        return Look(Seen.GONE)
    except OSError:
        return Look(Seen.UNREADABLE)
    if now == known:
        return Look(Seen.SAME, now)
    head = head_of(path)
    if head is None:
        return Look(Seen.UNREADABLE, now)
    same = head.revision is not None and head.revision.id == revision
    return Look(Seen.TOUCHED if same else Seen.CHANGED, now, head)


def head_of(path: Path) -> Head | None:
    """Which document and version a file holds; None where it is none of ours, or damaged."""
    with suppress(OSError, BadPage, Refused, ValueError, TypeError):
        if not path.is_file():
            return None
        with path.open("rb") as file:
            check_header(file.read(HEADER_SIZE), path.stat().st_size)
            file.seek(0)
            return _head(pages_of(path, file))
    return None


def siblings(path: Path, document: str, known: Iterable[str]) -> tuple[Sibling, ...]:
    """Files beside `path`, whatever their names, that hold versions of this document with revisions not `known`.

    Those are copies that sync programs put there at a conflict, or that somebody saved under another name.
    """
    have = frozenset(known)
    found: list[Sibling] = []
    for other in _others(path):
        head = head_of(other)
        if head is None or head.document != document:
            continue
        theirs = sum(1 for revision in head.revisions if revision.id not in have)
        if theirs:
            found.append(Sibling(other, head, theirs))
    return tuple(found)


def _others(path: Path) -> list[Path]:
    own = os.path.realpath(path)
    try:
        names = sorted(os.scandir(path.parent), key=lambda entry: entry.name)
    except OSError:
        return []
    files = (Path(e) for e in names[:MAX_SIBLINGS] if _is_file(e) and not e.name.startswith(".~"))
    return [other for other in files if os.path.realpath(other) != own and _is_ours(other)]


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_ours(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return _starts_as_ours(file)
    return False


def _starts_as_ours(file: BinaryIO) -> bool:
    start = file.read(HEADER_SIZE)
    return len(start) == HEADER_SIZE and kind_of_bytes(start) is FileKind.JOURNEY


def _glance(path: Path) -> Glance:
    found = path.stat()
    return Glance(found.st_size, found.st_mtime_ns, found.st_ino)


_DOCUMENT_COLUMNS = tuple(KIND_TABLES["document"].columns.keys())
_ID, _TITLE = _DOCUMENT_COLUMNS.index("id"), _DOCUMENT_COLUMNS.index("title")


def _head(pages: Pages) -> Head | None:
    found = roots(pages)
    if not {"document", REVISION.name} <= found.keys():
        return None
    rows = [record.values for record in table_rows(pages, found["document"], most=10)]
    if len(rows) != 1 or len(rows[0]) <= max(_ID, _TITLE):
        return None
    # `number` is the key of its row, so its own place in the record is empty.
    records = table_rows(pages, found[REVISION.name], most=10_000)
    revisions = tuple(revision_from_row((r.rowid, *r.values[1:])) for r in records)
    return Head(str(rows[0][_ID]), str(rows[0][_TITLE]), revisions)
