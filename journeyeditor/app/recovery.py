"""Getting work back: sessions that ended without being closed, earlier versions, and what is left of damaged files.

Recovering only reads what is there and goes on where it ends, so it can be interrupted and done again.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from journeyeditor.app import versions
from journeyeditor.app.beginning import begun_folder
from journeyeditor.app.keeping import Mark
from journeyeditor.app.lineage import Recovered
from journeyeditor.app.opening import Opened
from journeyeditor.app.replaying import Replay, Replayed
from journeyeditor.app.services import Services
from journeyeditor.app.session import Session
from journeyeditor.app.typed import homeless_words, put_in
from journeyeditor.app.versions import Version
from journeyeditor.editing.editor import Editor
from journeyeditor.editing.patch import difference
from journeyeditor.model.document import Document
from journeyeditor.model.messages import N_, Refused, message

if TYPE_CHECKING:
    from journeyeditor.storage.document_file import OpenedDocument
    from journeyeditor.storage.journal import TypedText
    from journeyeditor.storage.session_folder import SessionFacts, SessionFolder

# A folder without a session in it is swept when it is this old, in seconds.
SWEPT_AFTER = 24 * 3600.0

_UNTITLED = N_("Untitled")
_NO_SESSION = N_("There is no unsaved work “{id}”; there are: {known}")
_NO_SESSIONS = N_("There is no unsaved work “{id}”; there is none at all.")
_LOST_ROWS = N_(
    "{count} of the last changes could not be read back, because their record is damaged."
)
_ONLY_BASE = N_(
    "The record of the changes is damaged, so this is the document as it was opened or saved last."
)
_RECOVERED = N_("Recovered changes")


@dataclass(frozen=True, slots=True)
class LostSession:
    """Work of a session that ended without being closed. `at` (UTC) is when something was done last, `changes`
    how many steps are not in the file, `typing` whether text was being typed. Not `readable`: only what it began
    with is left."""

    id: str
    title: str
    path: Path | None
    at: str
    changes: int
    typing: bool
    readable: bool


@dataclass(frozen=True, slots=True)
class Found:
    """All that a session's folder holds: where its rows lead, and the user's file as it was opened or saved last."""

    replayed: Replayed
    published: OpenedDocument
    saved: Document
    drafts: tuple[TypedText, ...]


def lost_sessions(services: Services) -> tuple[LostSession, ...]:
    """The sessions whose unsaved work can be had back, the one changed last first. None of a program that runs."""
    from journeyeditor.storage.session_folder import dead_sessions

    return tuple(
        LostSession(
            id=dead.id,
            title=dead.facts.title or services.translate(_UNTITLED),
            path=dead.facts.path,
            at=dead.last,
            changes=dead.unsaved,
            typing=bool(dead.drafts),
            readable=dead.readable,
        )
        for dead in dead_sessions(services.workspace)
        if dead.worth_offering
    )


def find_lost(services: Services, wanted: str) -> LostSession:
    """The lost session with this id, or the only one whose id begins so. Raises `Refused`."""
    lost = lost_sessions(services)
    found = [one for one in lost if one.id.startswith(wanted)] if wanted else []
    if len(found) == 1:
        return found[0]
    if not lost:
        raise Refused(_NO_SESSIONS, id=wanted)
    raise Refused(_NO_SESSION, id=wanted, known=", ".join(one.id for one in lost))


def recovered_content(services: Services, lost: LostSession) -> Opened:
    """The document of a lost session, as for a picture or a copy; nothing is taken over, nothing changes.

    `file` holds the history to save it with, if it has one. Raises `Refused` where it can't be read.
    """
    if not lost.readable:
        return _only_base(services, lost)
    folder = _attached(services, lost)
    try:
        found = _found(folder)
        facts = folder.facts
    finally:
        folder.close(keep=True)
    editor = Editor(found.replayed.document, services.clock)
    said = (*_lost_rows(services, found.replayed), *_type_in(services, editor, found.drafts))
    file = found.published if facts.revision else None
    return Opened(editor.document, said, file)


def recover(services: Services, lost: LostSession) -> Session:
    """The session goes on in this program, in the same folder, with its steps to undo. Text that was being typed
    is put in as a step of its own. Raises `Refused` where somebody else has taken it over, or it can't be read.
    """
    if not lost.readable:
        return _from_base(services, lost)
    folder = _attached(services, lost)
    try:
        found = _found(folder)
        if found.replayed.lost:
            session = _in_a_new_folder(services, folder, found)
            folder.close(keep=True)
        else:
            session = _resumed(services, folder, found)
    except BaseException:
        folder.close(keep=True)
        raise
    _take_note_of_a_save(services, session, found)
    told = _type_in(services, session.editor, found.drafts, session)
    session.report = (*session.report, *told)
    session.count_behind()
    return session


def discard(services: Services, lost: LostSession) -> bool:
    """Removes a lost session for good; false where another program has taken it over."""
    from journeyeditor.storage.session_folder import discard_session

    return discard_session(services.workspace / lost.id)


def tidy(services: Services, now: Callable[[], float] = time.time) -> None:
    """Removes what sessions that ended without closing left, where nothing of it is unsaved. Run it beside other
    work, once after starting."""
    from journeyeditor.storage.session_folder import FACTS_NAME, dead_sessions, discard_session

    for dead in dead_sessions(services.workspace):
        if not dead.worth_offering:
            discard_session(dead.folder)
    with suppress(OSError):
        for folder in services.workspace.iterdir():
            old = now() - folder.stat().st_mtime > SWEPT_AFTER
            if folder.is_dir() and old and not (folder / FACTS_NAME).exists():
                discard_session(folder)


def open_version(services: Services, version: Version) -> Session:
    """An earlier version as an unsaved document without a file. Raises `Refused` if it is gone or damaged."""
    folder = begun_folder(services)
    try:
        file = versions.read_version(services, version, folder.folder)
        said = tuple(warning.text(services.translate) for warning in file.warnings)
        session = Session(services, Opened(file.document, said, file), folder=folder, nowhere=True)
    except BaseException:
        folder.close()
        raise
    return session


def salvaged_session(services: Services, path: Path) -> Session:
    """What is left of a damaged file, as an unsaved document; its report says what is missing. Raises `Refused`."""
    with TemporaryDirectory(prefix="journeyeditor-") as folder:
        found = versions.salvaged(services, path, Path(folder))
    said = tuple(missing.text(services.translate) for missing in found.missing)
    return _nowhere(services, Opened(found.document, said), path.stem)


def _nowhere(services: Services, opened: Opened, name: str) -> Session:
    """An unsaved document, kept against a crash from the start."""
    session = Session(services, opened, name=name, nowhere=True)
    session.prepare()
    return session


def _attached(services: Services, lost: LostSession) -> SessionFolder:
    from journeyeditor.storage.session_folder import attach_session

    return attach_session(services.workspace / lost.id)


def _found(folder: SessionFolder) -> Found:
    from journeyeditor.storage.document_file import open_private

    published = open_private(folder.published)
    same = folder.base == folder.published
    base = published if same else open_private(folder.base)
    rows = folder.changes()
    start = rows[0].sequence - 1 if rows else folder.journal.sequence
    replayed = Replay(base.document, start).follow(rows)
    saved = replayed.saved or published.document
    return Found(replayed, published, saved, folder.journal.drafts())


def _resumed(services: Services, folder: SessionFolder, found: Found) -> Session:
    replayed = found.replayed
    editor = Editor(replayed.document, services.clock)
    editor.history = replayed.history
    editor.mark_saved(found.saved)
    recovered = Recovered(editor, Mark(replayed.document, replayed.row), folder.facts.identity)
    return _session(services, folder, folder.facts, found, recovered)


def _in_a_new_folder(services: Services, folder: SessionFolder, found: Found) -> Session:
    """A record with a damaged row can't go on: what it leads to is one change in a new one, and it stays as it is."""
    from journeyeditor.storage.private_copy import BASE_NAME

    fresh = begun_folder(services)
    try:
        shutil.copyfile(folder.published, fresh.folder / BASE_NAME)
        editor = Editor(found.published.document, services.clock)
        recovered = Recovered(editor, Mark(editor.document, 0), folder.facts.identity)
        session = _session(services, fresh, folder.facts, found, recovered)
    except BaseException:
        fresh.close()
        raise
    change = difference(editor.document, found.replayed.document)
    editor.commit(message(_RECOVERED), change)
    session.report = _lost_rows(services, found.replayed)
    return session


def _session(
    services: Services,
    folder: SessionFolder,
    facts: SessionFacts,
    found: Found,
    recovered: Recovered,
) -> Session:
    # What a new document began with is a file of our own, and no part of its history.
    file = found.published if facts.revision else None
    opened = Opened(found.published.document, (), file)
    path = facts.path if facts.identity is not None else None
    return Session(services, opened, path, folder, facts.title, recovered, facts.nowhere)


def _take_note_of_a_save(services: Services, session: Session, found: Found) -> None:
    """A crash just after the file was swapped in: it holds what was done until then, only nobody noted that."""
    from journeyeditor.storage.changes import head_of

    if session.path is None or not session.look().changed:
        return
    head = head_of(session.path)
    if head is None or head.revision is None:
        return
    mark = _with_content(found.replayed, head.revision.content_hash)
    if mark is not None:
        session.note_saved(mark)


def _with_content(replayed: Replayed, content: str) -> Mark | None:
    """The last state with this content hash as a file has it: editing may have gone on while it was saved."""
    from journeyeditor.storage.carried import NOTHING_CARRIED
    from journeyeditor.storage.rows import RowMemory, fingerprint
    from journeyeditor.storage.writer import with_used_images

    memory = RowMemory()
    for row, document in replayed.recent:
        if fingerprint(with_used_images(document, NOTHING_CARRIED), memory) == content:
            return Mark(document, row)
    return None


def _lost_rows(services: Services, replayed: Replayed) -> tuple[str, ...]:
    if not replayed.lost:
        return ()
    return (message(_LOST_ROWS, count=replayed.lost).text(services.translate),)


def _type_in(
    services: Services,
    editor: Editor,
    drafts: tuple[TypedText, ...],
    session: Session | None = None,
) -> tuple[str, ...]:
    """Puts in what was being typed; returns sentences about what has no place any more.

    What is in becomes no draft of `session` again: after another crash it would be put over what was typed since.
    """
    taken, homeless = put_in(editor, drafts)
    if session is not None:
        for draft in taken:
            session.settle_draft(draft.key, draft.field)
        # They went with the step: until somebody has read them, they are on record.
        for draft in homeless:
            session.draft(draft.key, draft.field, draft.text)
    said = (homeless_words(draft) for draft in homeless)
    return tuple(one.text(services.translate) for one in said if one is not None)


def _only_base(services: Services, lost: LostSession) -> Opened:
    with TemporaryDirectory(prefix="journeyeditor-") as folder:
        file = _base_file(services, lost, Path(folder))
    return Opened(file.document, (services.translate(_ONLY_BASE),), None)


def _base_file(services: Services, lost: LostSession, workspace: Path) -> OpenedDocument:
    from journeyeditor.storage.document_file import open_document
    from journeyeditor.storage.private_copy import BASE_NAME, PUBLISHED_NAME

    folder = services.workspace / lost.id
    published = folder / PUBLISHED_NAME
    return open_document(published if published.exists() else folder / BASE_NAME, workspace)


def _from_base(services: Services, lost: LostSession) -> Session:
    """A new session with what a damaged one began with; that one stays until it is discarded."""
    return _nowhere(services, _only_base(services, lost), lost.title)
