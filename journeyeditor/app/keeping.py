"""Keeping what is done in a session: every change is on record before the next event is handled.

Nothing here ever stops an edit: what can't be recorded is told once, in words and with what is safe, and tried
again. The session's folder is made when it is first needed, so that showing a new document waits for nothing.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.replaying import Recorded
from journeyeditor.app.services import Services
from journeyeditor.editing.editor import Cause, Changed
from journeyeditor.editing.history import History
from journeyeditor.editing.patch import Patch, difference, to_json
from journeyeditor.model.document import Document
from journeyeditor.model.messages import N_, Message, Refused, message

if TYPE_CHECKING:
    from journeyeditor.storage.session_folder import SessionFacts, SessionFolder

Trouble = Callable[[Message], None]

_NOT_SAFE = N_("{problem} What you did until {time} is safe.")
_CAUGHT_UP = N_("Changes that could not be recorded one by one")
_STARTED_OVER = N_("Revert")


@dataclass(frozen=True, slots=True)
class Mark:
    """A state that is about to be saved: the document as it was last committed, and the row that led to it, or
    `UNRECORDED`."""

    document: Document
    row: int


UNRECORDED = -1


@dataclass(frozen=True, slots=True)
class _Save:
    """A save that is still to be noted: `source` is a copy of what the user's file holds since."""

    mark: Mark
    revision: str
    source: Path


class _Closed(Exception):
    """The session was closed: nothing of it is to be kept any more."""


class Keeper:
    """The journal of one session. Its calls may come from any thread.

    `document` is what the session began with, which `folder` (if it exists already) holds as its base; `facts`
    tells what the session belongs to now. A recovered session goes on at `mark` with the steps of `history`.
    """

    def __init__(
        self,
        services: Services,
        document: Document,
        facts: Callable[[], SessionFacts],
        folder: SessionFolder | None = None,
        mark: Mark | None = None,
        history: History | None = None,
    ) -> None:
        self._services = services
        self._facts = facts
        self._begun = document
        self._mark = mark or Mark(document, 0)
        # The state that the last row leads to; the mark's, unless something could not be recorded.
        self._safe = self._mark.document
        self._recorded = Recorded(history)
        self._folder = folder
        self._complete = True
        self._closed = False
        self._unnoted: _Save | None = None
        self._safe_at = services.clock()
        self._listeners: list[Trouble] = []
        self._lock = threading.RLock()
        self.trouble: Message | None = None

    @property
    def mark(self) -> Mark:
        with self._lock:
            return self._mark if self._complete else Mark(self._mark.document, UNRECORDED)

    def subscribe(self, listener: Trouble) -> Callable[[], None]:
        """Calls `listener` once when changes can't be recorded any more; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def prepare(self) -> None:
        """Makes the session's folder, if there is none yet, so that the first edit need not."""
        with self._lock, self._telling():
            self._describe()

    def heard(self, event: Changed) -> None:
        """Records a change of the editor; subscribe it before anything else."""
        if event.cause is not Cause.RESET and not event.lasting:
            return
        with self._lock:
            self._mark = Mark(event.after, self._mark.row)
            if not self._complete:
                return
            # True again only once the change is on record, whatever happens meanwhile.
            self._complete = False
            with self._telling():
                self._record(event)
                self._complete = True
                self._describe()

    def saved(self, mark: Mark, revision: str, source: Path) -> None:
        """Records that the marked state is what the user's file holds now, of which `source` is a copy."""
        with self._lock, self._telling():
            self._unnoted = _Save(mark, revision, source)
            self._mend()
            self._describe()

    def put_draft(self, key: str, field: str, text: str) -> None:
        """Keeps text that is still being typed."""
        from journeyeditor.storage.journal import TypedText

        with self._lock, self._telling():
            draft = TypedText(key, field, _storable(text), self._now())
            self._ready().journal.put_draft(draft)

    def drop_draft(self, key: str, field: str) -> None:
        """Forgets typed text that was given up or committed."""
        with self._lock, self._telling():
            if self._folder is not None:
                self._folder.journal.drop_draft(key, field)

    def sync(self) -> None:
        """Makes what is recorded outlive a power cut, and tries again what failed; call it when nothing happens."""
        with self._lock, self._telling():
            self._mend()
            if self._folder is not None:
                self._folder.journal.sync()
                self.trouble = None

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """A folder to build a file in: the session's own, or one for a moment where that can't be written to."""
        self.prepare()
        folder = self._folder
        if self.trouble is None and folder is not None:
            yield folder.folder
            return
        with tempfile.TemporaryDirectory(prefix="journeyeditor-") as name:
            yield Path(name)

    def unsaved(self) -> int:
        """How many steps on record are not in the user's file. Raises `Refused` where the record can't be read."""
        from journeyeditor.storage.journal import unsaved_changes

        with self._lock:
            return unsaved_changes(self._folder.journal.entries()) if self._folder else 0

    @property
    def session_id(self) -> str:
        """The name of the session's folder; "" before there is one."""
        return self._folder.folder.name if self._folder else ""

    def close(self, *, keep: bool) -> None:
        """Ends the session: nothing of it stays, unless `keep` leaves it to be recovered."""
        with self._lock:
            self._closed = True
            if self._folder is not None:
                self._folder.close(keep=keep)

    def _record(self, event: Changed) -> None:
        if event.cause is Cause.RESET:
            if event.lasting:
                self._append(Cause.EDIT, message(_STARTED_OVER), event.lasting)
            self._ready().journal.saved(self._mark.row, "", self._now())
        else:
            self._append(event.cause, event.label, event.lasting, event.written)

    def _append(self, cause: Cause, label: Message, patch: Patch, written: str = "") -> None:
        from journeyeditor.storage.journal import Cause as Why

        now = self._now()
        journal = self._ready().journal
        counts_as = Why(str(self._recorded.counts_as(cause, patch)))
        row = journal.append(counts_as, label, _storable(written or to_json(patch)), now)
        self._recorded.take(cause, label, patch, now)
        self._mark = Mark(self._mark.document, row)
        self._safe, self._safe_at = self._mark.document, now

    def _ready(self) -> SessionFolder:
        """The session's folder; made with its base where there is none. Raises `Refused`."""
        if self._closed:
            raise _Closed
        if self._folder is None:
            self._folder = self._made()
            self.trouble = None
        return self._folder

    def _made(self) -> SessionFolder:
        from journeyeditor.storage.document_file import Writer, write_private
        from journeyeditor.storage.private_copy import BASE_NAME
        from journeyeditor.storage.session_folder import create_session

        services, facts = self._services, self._facts()
        folder = create_session(services.workspace, services.ids, facts)
        try:
            writer = Writer(services.author, services.app, services.ids, services.clock)
            write_private(self._begun, folder.folder / BASE_NAME, writer)
            folder.describe(facts)
        except BaseException:
            folder.close()
            raise
        return folder

    def _mend(self) -> None:
        """Catches up with what could not be recorded, as one change. Raises `Refused` where that fails again."""
        if self.trouble is not None or not self._complete:
            self._reopen()
        if self._unnoted is not None:
            self._note(self._unnoted)
            self._unnoted = None
        if not self._complete:
            self._catch_up(self._mark.document)
            self._complete = True
            self.trouble = None

    def _reopen(self) -> None:
        """Opens the journal anew: one that failed takes no more rows, but what it holds is whole."""
        from journeyeditor.storage.journal import Journal
        from journeyeditor.storage.session_folder import JOURNAL_NAME

        folder = self._ready()
        folder.journal.close()
        folder.journal = Journal(folder.folder / JOURNAL_NAME)

    def _note(self, save: _Save) -> None:
        """Records a save."""
        copy = self._copy_of(save)
        if copy is not None:
            self._publish(copy)
        row = save.mark.row
        if row == UNRECORDED:
            # From there it goes on to the present state.
            self._complete = False
            row = self._catch_up(save.mark.document)
        self._ready().journal.saved(row, save.revision, self._now())

    def _copy_of(self, save: _Save) -> Path | None:
        """A file that holds what was saved: where noting it failed before, the user's own, if it still does."""
        from journeyeditor.storage.changes import head_of

        if save.source.exists():
            return save.source
        path = self._facts().path
        head = head_of(path) if path is not None else None
        revision = head.revision if head is not None else None
        return path if revision is not None and revision.id == save.revision else None

    def _catch_up(self, document: Document) -> int:
        """Records what leads from the last state on record to this one; returns the number of its row."""
        since = difference(self._safe, document)
        if since:
            self._append(Cause.EDIT, message(_CAUGHT_UP), since)
            self._safe = document
        return self._mark.row

    def _publish(self, source: Path) -> None:
        """Puts a synced copy of what the user's file holds now into the session's folder. Raises `Refused`."""
        from journeyeditor.storage.private_copy import (
            PUBLISHED_NAME,
            private_file,
            put_private,
            workspace_refusal,
        )

        folder = self._ready().folder
        if source == folder / PUBLISHED_NAME:
            return
        copy = private_file(folder)
        try:
            shutil.copyfile(source, copy)
        except OSError as error:
            copy.unlink(missing_ok=True)
            raise workspace_refusal(folder, error) from error
        put_private(copy, folder / PUBLISHED_NAME)

    def _describe(self) -> None:
        """Notes what the session belongs to, where that is something else by now."""
        folder, facts = self._ready(), self._facts()
        if folder.facts != facts:
            folder.describe(facts)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What fails within is told once, and stops nothing."""
        try:
            yield
        except _Closed:
            return
        except (Refused, OSError) as error:
            if self.trouble is not None:
                return
            problem = _words(error, self._services)
            self.trouble = message(_NOT_SAFE, problem=problem, time=local_time(self._safe_at))
            for listener in tuple(self._listeners):
                listener(self.trouble)

    def _now(self) -> str:
        return self._services.clock()


def local_time(at: str) -> str:
    """The time of day of a UTC text where the computer stands, 24 hours; the text itself if it is none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%H:%M")
    except ValueError:
        return at


def _words(error: Refused | OSError, services: Services) -> str:
    if isinstance(error, Refused):
        return error.message.text(services.translate)
    return f"{error.strerror or error}."


def _storable(text: str) -> str:
    """Text as the journal can hold it: lone surrogates, which no file of ours holds either, become “?”."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
