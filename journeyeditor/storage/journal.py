"""The journal of a session: each change of the document is a row before the next event is handled.

`journal.db` is SQLite with a write-ahead log in a folder of our own. A row that `append` returned for survives
the end of the process, however it comes; after `sync` it survives the end of the power too.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, MetaData, PrimaryKeyConstraint, Table, Text

from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.storage.database import journaling
from journeyeditor.storage.disk import sync_file
from journeyeditor.storage.schema import ddl, insert_statement, select_statement

JOURNAL_FORMAT = 1
# Beyond so many bytes the log is written into the database when nothing else happens.
LARGE_LOG = 4 * 2**20

_NOT_WRITTEN = N_(
    "The last change could not be recorded ({reason}), so a crash would lose it. Save the document now."
)
_GAP = N_(
    "An earlier change could not be recorded, so neither can those after it. Save the document now."
)
_NOT_READ = N_("The record of this unsaved work is damaged: {reason}.")
_NEWER = N_("This unsaved work was recorded by a newer version of the program. Open it with that.")
_IN_USE = N_("This unsaved work is open in another window of the program.")


class Cause(StrEnum):
    """Why a row was written. SAVED and BASE tell of the file and change nothing in the document."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    SAVED = "saved"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what was done, in words and as the JSON text of a patch, and when (UTC).

    A SAVED row names in `of` the row whose state was saved, as a save may end some edits later; its `patch` is
    the id of the revision. The `patch` of a BASE row is the name of the file from which the rows after it go on.
    """

    sequence: int
    cause: Cause
    label: Message
    patch: str
    at: str
    of: int = 0


@dataclass(frozen=True, slots=True)
class TypedText:
    """Text in a field that was not committed yet: no step of the history, but not to be lost either."""

    key: str
    field: str
    text: str
    at: str


class JournalFailed(Refused):
    """A change is not on record; those after it are not taken until the journal starts from a new base."""


_METADATA = MetaData()
_ENTRY = Table(
    "entry",
    _METADATA,
    Column("sequence", Integer(), nullable=False),
    Column("cause", Text(), nullable=False),
    Column("label", Text(), nullable=False),
    Column("patch", Text(), nullable=False),
    Column("at", Text(), nullable=False),
    Column("of", Integer(), nullable=False),
    PrimaryKeyConstraint("sequence"),
    sqlite_strict=True,
)
_DRAFT = Table(
    "draft",
    _METADATA,
    Column("key", Text(), nullable=False),
    Column("field", Text(), nullable=False),
    Column("text", Text(), nullable=False),
    Column("at", Text(), nullable=False),
    PrimaryKeyConstraint("key", "field"),
    sqlite_strict=True,
)
_INSERT = insert_statement("entry", tuple(_ENTRY.columns.keys()))
_ENTRIES = select_statement("entry", tuple(_ENTRY.columns.keys())) + " ORDER BY sequence"
_PUT_DRAFT = insert_statement("draft", tuple(_DRAFT.columns.keys())).replace(
    "INSERT", "INSERT OR REPLACE", 1
)
_DRAFTS = select_statement("draft", tuple(_DRAFT.columns.keys())) + " ORDER BY key, field"


class Journal:
    """The one connection to a session's journal; use it from one thread at a time.

    Makes the file where there is none. Raises `Refused` for one that is damaged, newer or in use.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._failed = False
        self._unsynced = False
        with _reading_words():
            self._raw = journaling(path)
        try:
            with _reading_words():
                self._prepare()
                self._sequence: int = self._one("SELECT coalesce(max(sequence), 0) FROM entry")
                self._drafts: bool = self._one("SELECT count(*) FROM draft") > 0
        except BaseException:
            self._raw.close()
            raise

    def _prepare(self) -> None:
        found = self._one("PRAGMA user_version")
        if found > JOURNAL_FORMAT:
            raise Refused(_NEWER)
        if found == JOURNAL_FORMAT:
            return
        with self._transaction():
            for table in (_ENTRY, _DRAFT):
                self._raw.execute(ddl(table))
            self._raw.execute(f"PRAGMA user_version={JOURNAL_FORMAT}")

    @property
    def sequence(self) -> int:
        """The number of the last row; 0 where there is none. Note it with the snapshot that is being saved."""
        return self._sequence

    def append(self, cause: Cause, label: Message, patch: str, at: str) -> int:
        """Records a change and returns the number of its row, which is then committed. Typed text is settled by it.

        Raises `JournalFailed` with one sentence where it can't be written.
        """
        return self._append(Entry(self._sequence + 1, cause, label, patch, at), self._drafts)

    def saved(self, of: int, revision: str, at: str) -> int:
        """Records that the state after row `of` is what the file holds now, as this revision."""
        entry = Entry(self._sequence + 1, Cause.SAVED, message(""), revision, at, of)
        return self._append(entry, False)

    def start_from(self, base: str, at: str) -> int:
        """Records that rows go on from another base file. After a failure that makes the journal whole again."""
        self._failed = False
        entry = Entry(self._sequence + 1, Cause.BASE, message(""), base, at)
        return self._append(entry, True)

    def put_draft(self, draft: TypedText) -> None:
        """Keeps text that is being typed; the next change that is recorded settles it."""
        with _writing_words():
            self._raw.execute(_PUT_DRAFT, (draft.key, draft.field, draft.text, draft.at))
        self._drafts = self._unsynced = True

    def drop_draft(self, key: str, field: str) -> None:
        """Forgets typed text that was given up."""
        with _writing_words():
            self._raw.execute("DELETE FROM draft WHERE key = ? AND field = ?", (key, field))

    def drafts(self) -> tuple[TypedText, ...]:
        with _reading_words():
            return tuple(TypedText(*row) for row in self._raw.execute(_DRAFTS))

    def entries(self) -> tuple[Entry, ...]:
        """All rows in order. Raises `Refused` where they can't be read."""
        with _reading_words():
            return tuple(_entry(row) for row in self._raw.execute(_ENTRIES))

    def sync(self) -> None:
        """Returns once all rows are on the disk; call it when nothing else happens. Quick if nothing is new.

        Raises `JournalFailed` where the disk does not confirm it.
        """
        if not self._unsynced:
            return
        with _writing_words():
            log = self._path.with_name(self._path.name + "-wal")
            descriptor = os.open(log, os.O_RDWR | getattr(os, "O_BINARY", 0))
            try:
                sync_file(descriptor)
                large = os.fstat(descriptor).st_size > LARGE_LOG
            finally:
                os.close(descriptor)
            if large:
                self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._unsynced = False

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._raw.close()

    def _append(self, entry: Entry, settles: bool) -> int:
        if self._failed:
            raise JournalFailed(_GAP)
        try:
            with _writing_words():
                self._write(entry, settles)
        except JournalFailed:
            self._failed = True
            raise
        self._sequence = entry.sequence
        self._unsynced = True
        return entry.sequence

    def _write(self, entry: Entry, settles: bool) -> None:
        if not settles:
            self._raw.execute(_INSERT, _row(entry))
            return
        with self._transaction():
            self._raw.execute(_INSERT, _row(entry))
            self._raw.execute("DELETE FROM draft")
        self._drafts = False

    def _one(self, statement: str) -> Any:
        return self._raw.execute(statement).fetchone()[0]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._raw.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._raw.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._raw.execute("ROLLBACK")
            raise


@contextmanager
def _writing_words() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise JournalFailed(_NOT_WRITTEN, reason=_reason(error)) from error


@contextmanager
def _reading_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        in_use = "locked" in str(error)
        raise (Refused(_IN_USE) if in_use else Refused(_NOT_READ, reason=error)) from error
    except (sqlite3.Error, UnicodeDecodeError, ValueError, TypeError) as error:
        raise Refused(_NOT_READ, reason=_reason(error)) from error


def _reason(error: Exception) -> object:
    return error.strerror if isinstance(error, OSError) and error.strerror else error


def _row(entry: Entry) -> tuple[Any, ...]:
    label = json.dumps([entry.label.key, dict(entry.label.values)], ensure_ascii=False)
    return (entry.sequence, str(entry.cause), label, entry.patch, entry.at, entry.of)


def _entry(row: Sequence[Any]) -> Entry:
    sequence, cause, label, patch, at, of = row
    key, values = json.loads(label)
    return Entry(sequence, Cause(cause), Message(key, tuple(values.items())), patch, at, of)


def unsaved_changes(entries: Sequence[Entry]) -> int:
    """How many steps lie between what the file holds and the last row; undone and redone ones cancel out."""
    done: list[int] = []
    undone: list[int] = []
    asked = {entry.of for entry in entries if entry.cause is Cause.SAVED}
    states: dict[int, tuple[int, ...]] = {}
    saved: tuple[int, ...] = ()
    for entry in entries:
        if entry.cause is Cause.EDIT:
            done.append(entry.sequence)
            undone.clear()
        elif entry.cause is Cause.UNDO and done:
            undone.append(done.pop())
        elif entry.cause is Cause.REDO and undone:
            done.append(undone.pop())
        elif entry.cause is Cause.SAVED:
            saved = states.get(entry.of, ())
        if entry.sequence in asked:
            states[entry.sequence] = tuple(done)
    common = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(done, saved, strict=False))
    )
    return len(done) + len(saved) - 2 * common
