"""Opening and saving a document file: the two doors of this room.

Opening reads the user's file once and never writes to it or beside it. Saving makes a whole new database in our
own folder, puts a copy beside the user's file, checks and syncs it there, and swaps it in.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import time

from sqlalchemy.exc import OperationalError

from journeyeditor.model.document import Document
from journeyeditor.model.ids import Clock, IdSource
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.storage.backups import RevisionCache
from journeyeditor.storage.carried import NOTHING_CARRIED, Carried
from journeyeditor.storage.changes import head_of
from journeyeditor.storage.database import require_sqlite
from journeyeditor.storage.disk import write_error
from journeyeditor.storage.first_bytes import check_header
from journeyeditor.storage.leftovers import ABANDONED_AFTER, sweep, sweep_wholes
from journeyeditor.storage.migrations import migrate
from journeyeditor.storage.overwriting import whole_versions, write_over
from journeyeditor.storage.private_copy import (
    BASE_NAME,
    PUBLISHED_NAME,
    Identity,
    copied,
    glanced,
    identified,
    keep_as,
    private_file,
    put_private,
    workspace_refusal,
)
from journeyeditor.storage.progress import Reached, stretch, unheard
from journeyeditor.storage.reader import CHANGED, Content, read_content
from journeyeditor.storage.revisions import Revision
from journeyeditor.storage.rows import Laid, RowMemory
from journeyeditor.storage.safe_save import publish
from journeyeditor.storage.schema import FORMAT
from journeyeditor.storage.writer import (
    Written,
    cleaned,
    laid_out,
    tables_of,
    verify,
    with_used_images,
    write_database,
)

CUT_OFF = N_(
    "The last save of this file was cut off while it was written over. This is the whole new version, from the copy that was made of it first. Save it, so that the file is whole again."
)
# Shares of a save: the rows of the new database; the rest is for putting it in its place.
_ROWS = 0.4
# Of opening: the private copy; the rest is for checking and reading it.
_COPIED = 0.4


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document as its file holds it, with what a later save needs to carry on from it.

    `revisions` are the file's history, oldest first; `warnings` are to be shown; `base` is the private copy;
    `format` is the number that the user's file has, which its next save raises to this program's where it is lower.
    `torn` where the file itself is half written, and this is from the whole copy that was made before.
    """

    document: Document
    revisions: tuple[Revision, ...]
    identity: Identity
    warnings: tuple[Message, ...]
    carried: Carried
    base: Path
    format: int = FORMAT
    torn: bool = False

    @property
    def newer(self) -> bool:
        """Whether a newer minor version made it: say so, and offer Save As first."""
        return self.format > FORMAT


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes a file, and with what: the author's name, the program's with its version, ids and time."""

    author: str
    app: str
    ids: IdSource
    clock: Clock

    def revision(self, parents: Sequence[str], content: str) -> Revision:
        """The revision of a save that happens now."""
        return Revision(
            self.ids.new(), tuple(parents), self.author, self.clock(), self.app, FORMAT, content
        )


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left on the disk. `document` is as it was written: without images that nothing uses."""

    identity: Identity
    revision: Revision
    revisions: tuple[Revision, ...]
    document: Document
    warnings: tuple[Message, ...]


def open_document(
    path: Path,
    workspace: Path,
    cache: RevisionCache | None = None,
    memory: RowMemory | None = None,
    over: RevisionCache | None = None,
    reached: Reached = unheard,
) -> OpenedDocument:
    """The document in a user's file, which stays as it is. `workspace` is a folder of this session's own.

    What was opened is kept in `cache`, and what a killed save left beside the file is swept. A file whose writing
    over was cut off gives what was to be written, from the copy beside it or in `over` (see `overwriting`);
    `memory` makes the first save quicker. `reached` hears how far it is, and calls it off by raising.
    Raises `Refused` with one sentence for a file that is missing, unreadable, none of ours, newer or damaged.
    """
    require_sqlite()
    opened = _whole(path, workspace, memory, over, reached)
    if cache is not None and opened.revisions:
        cache.keep(opened.document.info.id, opened.revisions[-1].id, opened.base)
    return opened


def _whole(
    path: Path,
    workspace: Path,
    memory: RowMemory | None,
    over: RevisionCache | None,
    reached: Reached,
) -> OpenedDocument:
    try:
        opened = _opened(path, workspace, memory, reached)
    except Refused:
        finished = _finished(path, workspace, memory, over)
        if finished is None:
            raise
        return finished
    if any(warning.key == CHANGED for warning in opened.warnings):
        return _finished(path, workspace, memory, over) or opened
    sweep_wholes(Path(os.path.realpath(path)), time() - ABANDONED_AFTER)
    return opened


def _finished(
    path: Path, workspace: Path, memory: RowMemory | None, over: RevisionCache | None
) -> OpenedDocument | None:
    """What a save that was cut off while writing over this file was to write; None where it was none."""
    try:
        target = Path(os.path.realpath(path))
    except ValueError:
        return None
    for copy in whole_versions(target, over.notes if over else None):
        with suppress(Refused):
            torn, head = identified(path), head_of(path)
            found = _opened(copy, workspace, memory)
            same = head is None or head.document == found.document.info.id
            if same and not any(warning.key == CHANGED for warning in found.warnings):
                said = (message(CUT_OFF), *found.warnings)
                return replace(found, identity=torn, warnings=said, torn=True)
    return None


def _opened(
    path: Path, workspace: Path, memory: RowMemory | None, reached: Reached = unheard
) -> OpenedDocument:
    copy, identity, number = copied(path, workspace, stretch(reached, 0, _COPIED))
    sweep(Path(os.path.realpath(path)), time())
    try:
        checking = stretch(reached, _COPIED, 1)
        content = read_content(copy, migrate(copy, number), memory, number, checking)
        base = keep_as(BASE_NAME, copy, workspace)
    except BaseException:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        raise
    return OpenedDocument(
        content.document,
        content.revisions,
        identity,
        content.warnings,
        content.carried,
        base,
        number,
    )


def open_private(path: Path) -> OpenedDocument:
    """The document in a file of our own that nobody writes to: the base of a session, or a cached revision.

    Checked like any other; read where it is, or, where an earlier version of the program made it, from a copy in
    this format. Raises `Refused` with one sentence.
    """
    require_sqlite()
    start, identity = glanced(path)
    number = check_header(start, identity.size)
    content = read_content(path, number) if number >= FORMAT else _read_older(path, number)
    return OpenedDocument(
        content.document, content.revisions, identity, content.warnings, content.carried, path
    )


def _read_older(path: Path, number: int) -> Content:
    copy = private_file(path.parent)
    try:
        shutil.copyfile(path, copy)
        return read_content(copy, migrate(copy, number), None, number)
    except OSError as error:
        raise workspace_refusal(path.parent, error) from error
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)


def write_private(document: Document, path: Path, writer: Writer) -> Document:
    """Makes a file of our own that holds a document without a file, and returns the document as it was written.

    The name must not be a user's: nothing of an earlier file is kept. Raises `Refused` in words.
    """
    require_sqlite()
    document, laid = _laid(document, NOTHING_CARRIED)
    built = private_file(path.parent)
    try:
        tables = tables_of(laid, [writer.revision((), laid.content)], NOTHING_CARRIED)
        written = _built(built, tables, FORMAT)
        verify(built, written, FORMAT)
        put_private(built, path)
    finally:
        with suppress(OSError):
            built.unlink(missing_ok=True)
    return document


def save_document(
    document: Document,
    path: Path,
    *,
    workspace: Path,
    author: str,
    app: str,
    ids: IdSource,
    clock: Clock,
    history: Sequence[Revision] = (),
    parents: Sequence[str] | None = None,
    carried: Carried = NOTHING_CARRIED,
    cache: RevisionCache | None = None,
    over: RevisionCache | None = None,
    memory: RowMemory | None = None,
    reached: Reached = unheard,
) -> Saved:
    """Makes `path` hold this document, whole or not at all, and adds a revision to its history.

    `history` and `carried` come from where the document was opened or saved last; `parents` are ids of
    revisions, the last of the history where none are named. The new revision is kept in `cache`;
    `memory`, if it is the same at each save of a document, makes them quicker.

    With `over` the file is not swapped but written over, after a whole copy was put into that cache: only where
    `NotReplaceable` was raised and a person chose so. `reached` hears how far it is, and may call it off by
    raising, until it heard 1: then, and where `Refused` is raised with one sentence because it can't be saved, the
    file on disk is as it was.
    """
    require_sqlite()
    document = with_used_images(document, carried)
    document, laid = _laid(document, carried, memory)
    heads = [r.id for r in history[-1:]] if parents is None else parents
    revision = Writer(author, app, ids, clock).revision(heads, laid.content)
    kept = (*history, revision) if document.info.keep_history else (revision,)
    built = private_file(workspace)
    try:
        tables = tables_of(laid, kept, carried)
        written = _built(built, tables, carried.format, stretch(reached, 0, _ROWS))
        rest = stretch(reached, _ROWS, 1)

        def check(made: Path, reached: Reached = unheard) -> None:
            verify(made, written, carried.format, reached)

        if over is None:
            identity, warnings = publish(built, path, ids, check, revision.at, rest)
        else:
            check(built)
            copy = over.must_keep(document.info.id, revision.id, built)
            identity, warnings = write_over(built, path, copy, ids, check, over.notes, rest)
        if cache is not None:
            cache.keep(document.info.id, revision.id, built)
        # The user's file is in place by now: a full disk in our own folder is no reason to say otherwise.
        with suppress(OSError):
            keep_as(PUBLISHED_NAME, built, workspace)
    finally:
        with suppress(OSError):
            built.unlink(missing_ok=True)
    return Saved(identity, revision, kept, document, tuple(warnings))


def _laid(
    document: Document, carried: Carried, memory: RowMemory | None = None
) -> tuple[Document, Laid]:
    try:
        return document, laid_out(document, carried, memory)
    except UnicodeEncodeError:
        document = cleaned(document)
        return document, laid_out(document, carried, memory)


def _built(
    built: Path, tables: list[Written], number: int, reached: Reached = unheard
) -> list[Written]:
    try:
        return write_database(built, tables, number, reached)
    except (OperationalError, sqlite3.OperationalError) as error:
        found: Exception | None = write_error(built) or getattr(error, "orig", None)
        raise workspace_refusal(built.parent, found or error) from error
