"""The folder that a session keeps its work in, from opening to closing, and what a crash leaves of it.

`base.journey` is the document as it was opened (a new one as it began), `journal.db` what was done since,
`session.json` what it belongs to, and `session.lock` says whether its program still runs. Recovering only reads
and goes on where the journal ends; nothing is removed before the session is closed or discarded.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused
from journeyeditor.storage.disk import sync_folder, write_whole
from journeyeditor.storage.journal import Cause, Entry, Journal, TypedText, unsaved_changes
from journeyeditor.storage.oslock import OsLock
from journeyeditor.storage.private_copy import (
    BASE_NAME,
    PUBLISHED_NAME,
    Identity,
    workspace_refusal,
)

JOURNAL_NAME = "journal.db"
FACTS_NAME = "session.json"
LOCK_NAME = "session.lock"

_ALIVE = N_("This unsaved work is open in another window of the program.")
_GONE = N_("This unsaved work is no longer there.")


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a session belongs to. `path` and `identity` are those of the user's file, if it has one;
    `revision` is the head it was opened or saved with; `opened` is a UTC text. `nowhere` where even what it began
    with is in no file, as what was salvaged: that alone is worth having back."""

    title: str
    app: str
    opened: str
    document: str = ""
    path: Path | None = None
    identity: Identity | None = None
    revision: str = ""
    nowhere: bool = False


@dataclass(frozen=True, slots=True)
class DeadSession:
    """A session that ended without being closed. `last` is when something was recorded last (UTC).

    `readable` is false where the journal is damaged; its base may still be there.
    """

    folder: Path
    facts: SessionFacts
    unsaved: int
    last: str
    drafts: tuple[TypedText, ...] = ()
    readable: bool = True

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def worth_offering(self) -> bool:
        """Whether anything would be lost without it."""
        return self.unsaved > 0 or bool(self.drafts) or not self.readable


class SessionFolder:
    """A session of this process. Made by `create_session` or `attach_session`, ended by `close`."""

    def __init__(self, folder: Path, lock: OsLock, journal: Journal, facts: SessionFacts) -> None:
        self.folder = folder
        self.journal = journal
        self.facts = facts
        self._lock = lock

    @property
    def base(self) -> Path:
        """The document that the rows of `changes` start from."""
        return self.folder / base_name(self.journal.entries())

    @property
    def published(self) -> Path:
        """What the file held when it was opened or saved last: the ancestor of a merge."""
        found = self.folder / PUBLISHED_NAME
        return found if found.exists() else self.folder / BASE_NAME

    def changes(self) -> tuple[Entry, ...]:
        """The rows to be replayed on `base`, saved points included. Raises `Refused` if they can't be read."""
        return since_base(self.journal.entries())

    def describe(self, facts: SessionFacts) -> None:
        """Notes what the session belongs to; before the first time there is nothing to recover.

        Raises `Refused` where it can't be written.
        """
        text = json.dumps(_plain(facts), indent=1)
        try:
            write_whole(self.folder / FACTS_NAME, text.encode())
        except OSError as error:
            raise workspace_refusal(self.folder, error) from error
        self.facts = facts

    def start_from(self, document_file: Path, at: str) -> None:
        """Lets the journal go on from another whole document file in this folder, say after it failed.

        The earlier rows stay, but undo no longer reaches back beyond this. Raises `Refused` on failure.
        """
        name = f"base-{self.journal.sequence + 1}.journey"
        try:
            document_file.replace(self.folder / name)
            sync_folder(self.folder)
        except OSError as error:
            raise workspace_refusal(self.folder, error) from error
        self.journal.start_from(name, at)

    def close(self, *, keep: bool = False) -> None:
        """Ends the session and removes its folder; with `keep` it stays to be recovered."""
        self.journal.close()
        if not keep:
            _remove(self.folder)
        self._lock.release()
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)


def create_session(root: Path, ids: IdSource, facts: SessionFacts) -> SessionFolder:
    """A new session of this process in a folder of its own under `root`.

    It is found by others only after `describe`. Raises `Refused` where the folder can't be written to.
    """
    folder = root / ids.new()
    lock = OsLock(folder / LOCK_NAME)
    try:
        folder.mkdir(mode=0o700, parents=True)
        if not lock.take():
            raise Refused(_ALIVE)
        journal = Journal(folder / JOURNAL_NAME)
    except OSError as error:
        raise workspace_refusal(folder, error) from error
    except BaseException:
        lock.release()
        raise
    return SessionFolder(folder, lock, journal, facts)


def attach_session(folder: Path) -> SessionFolder:
    """Takes over a dead session, to go on where its journal ends.

    Raises `Refused` where it lives, is gone, or its journal can't be read; nothing in it is changed then.
    """
    facts = _facts(folder)
    if facts is None:
        raise Refused(_GONE)
    lock = _locked(folder)
    if lock is None:
        raise Refused(_ALIVE)
    try:
        return SessionFolder(folder, lock, Journal(folder / JOURNAL_NAME), facts)
    except BaseException:
        lock.release()
        raise


def dead_sessions(root: Path) -> tuple[DeadSession, ...]:
    """The sessions under `root` whose program no longer runs, the one changed last first."""
    found = [dead for folder in _folders(root) if (dead := _dead(folder)) is not None]
    return tuple(sorted(found, key=lambda dead: (dead.last, dead.id), reverse=True))


def discard_session(folder: Path) -> bool:
    """Removes a dead session for good; false where it lives."""
    lock = _locked(folder)
    if lock is None:
        return False
    _remove(folder)
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)
    return True


def base_name(entries: tuple[Entry, ...]) -> str:
    """The name of the file that the last rows start from."""
    names = [entry.patch for entry in entries if entry.cause is Cause.BASE]
    return Path(names[-1]).name if names else BASE_NAME


def since_base(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    starts = [i for i, entry in enumerate(entries) if entry.cause is Cause.BASE]
    return entries[starts[-1] + 1 :] if starts else entries


def _folders(root: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(p for p in root.iterdir() if p.is_dir() and not p.is_symlink())


def _dead(folder: Path) -> DeadSession | None:
    facts = _facts(folder)
    lock = _locked(folder) if facts is not None else None
    if facts is None or lock is None:
        return None
    try:
        return _read(folder, facts)
    finally:
        lock.release()


def _read(folder: Path, facts: SessionFacts) -> DeadSession:
    journal = None
    try:
        journal = Journal(folder / JOURNAL_NAME)
        entries = journal.entries()
        drafts = journal.drafts()
    except Refused:
        return DeadSession(folder, facts, 0, facts.opened, readable=False)
    finally:
        if journal is not None:
            journal.close()
    times = [facts.opened, *(e.at for e in entries[-1:]), *(draft.at for draft in drafts)]
    unsaved = unsaved_changes(entries) + facts.nowhere
    return DeadSession(folder, facts, unsaved, max(times), drafts)


def _locked(folder: Path) -> OsLock | None:
    """The lock of a session, taken; None where its program runs, or somebody else just looks at it."""
    lock = OsLock(folder / LOCK_NAME)
    try:
        return lock if lock.take() else None
    except OSError:
        return None


def _remove(folder: Path) -> None:
    """Removes what makes a folder a session first, so that half of one is never offered."""
    for name in (FACTS_NAME, JOURNAL_NAME, JOURNAL_NAME + "-wal"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _plain(facts: SessionFacts) -> dict[str, Any]:
    plain = asdict(facts)
    if facts.path is not None:
        plain["path"] = str(facts.path)
    if facts.identity is not None:
        plain["identity"]["path"] = str(facts.identity.path)
    return plain


def _facts(folder: Path) -> SessionFacts | None:
    """What a session belongs to; None where that was never written down, and nothing known if it is damaged."""
    try:
        data = (folder / FACTS_NAME).read_bytes()
    except OSError:
        return None
    try:
        return _read_facts(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError):
        return SessionFacts("", "", "")


def _read_facts(plain: Mapping[str, Any]) -> SessionFacts:
    known = {name: plain[name] for name in SessionFacts.__dataclass_fields__ if name in plain}
    for name in ("title", "app", "opened", "document", "revision"):
        known[name] = str(known.get(name, ""))
    known["nowhere"] = known.get("nowhere") is True
    identity = known.get("identity")
    if identity is not None:
        known["identity"] = Identity(**{**identity, "path": Path(identity["path"])})
    if known.get("path") is not None:
        known["path"] = Path(os.fspath(known["path"]))
    return SessionFacts(**known)
