"""Sessions: a dead one is found and taken over with all that was recorded, a living one is left alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.storage import session_folder
from journeyeditor.storage.document_file import Writer, open_document, open_private, write_private
from journeyeditor.storage.journal import Cause, Journal, TypedText
from journeyeditor.storage.oslock import OsLock, windows_locker
from journeyeditor.storage.session_folder import (
    SessionFacts,
    SessionFolder,
    attach_session,
    create_session,
    dead_sessions,
    discard_session,
)
from tests.storage.doors import APP, changed_bytes, save, saved_file
from tests.support.maps import small_document
from tests.support.sources import fixed_clock, fixed_ids

LABEL = message(N_("Rename {kind}"), kind="card")
FACTS = SessionFacts("Map", APP, "2026-03-01T09:00:00Z", "d" * 32)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def writer() -> Writer:
    return Writer("Anna", APP, fixed_ids(7), fixed_clock)


def begun(root: Path, seed: int = 1, facts: SessionFacts = FACTS) -> SessionFolder:
    """A session with an untitled document."""
    session = create_session(root, fixed_ids(seed), facts)
    write_private(small_document(), session.base, writer())
    session.describe(facts)
    return session


def crashed(session: SessionFolder) -> Path:
    """Ends a session as the end of its process would: nothing is closed in order."""
    session.close(keep=True)
    return session.folder


def test_a_dead_session_is_listed_with_what_would_be_lost(root: Path) -> None:
    session = begun(root)
    session.journal.append(Cause.EDIT, LABEL, "{}", "2026-03-01T10:00:00Z")
    session.journal.append(Cause.EDIT, LABEL, "{}", "2026-03-01T10:05:00Z")
    session.journal.saved(1, "r", "2026-03-01T10:06:00Z")
    assert dead_sessions(root) == ()
    folder = crashed(session)
    (dead,) = dead_sessions(root)
    assert (dead.folder, dead.facts, dead.unsaved, dead.last) == (
        folder,
        FACTS,
        1,
        "2026-03-01T10:06:00Z",
    )
    assert dead.worth_offering
    assert dead.id == folder.name


def test_an_untitled_document_comes_back(root: Path) -> None:
    session = begun(root)
    session.journal.append(Cause.EDIT, LABEL, '{"k": null}', fixed_clock())
    again = attach_session(crashed(session))
    assert open_private(again.base).document == small_document()
    assert open_private(again.base).warnings == ()
    assert [entry.patch for entry in again.changes()] == ['{"k": null}']
    again.close()


def test_taking_over_is_safe_against_a_second_crash(root: Path) -> None:
    session = begun(root)
    session.journal.append(Cause.EDIT, LABEL, "1", fixed_clock())
    folder = crashed(session)
    for count in range(2, 5):
        again = attach_session(folder)
        assert [entry.patch for entry in again.changes()] == [str(i) for i in range(1, count)]
        again.journal.append(Cause.EDIT, LABEL, str(count), fixed_clock())
        crashed(again)
    assert dead_sessions(root)[0].unsaved == 4


def test_a_crash_leaves_a_log_that_is_read(root: Path, tmp_path: Path) -> None:
    """The folder as it stands while the program runs is what the end of the process leaves."""
    session = begun(root)
    session.journal.append(Cause.EDIT, LABEL, "{}", fixed_clock())
    other = tmp_path / "others"
    shutil.copytree(root, other)
    assert (other / session.folder.name / "journal.db-wal").stat().st_size > 0
    (dead,) = dead_sessions(other)
    assert dead.unsaved == 1
    session.close()


def test_a_living_session_is_never_taken(root: Path) -> None:
    session = begun(root)
    with pytest.raises(Refused, match="open in another window"):
        attach_session(session.folder)
    assert discard_session(session.folder) is False
    session.journal.append(Cause.EDIT, LABEL, "{}", fixed_clock())
    session.close()


def test_two_programs_that_find_one_session_do_not_both_get_it(root: Path) -> None:
    folder = crashed(begun(root))
    first = attach_session(folder)
    with pytest.raises(Refused, match="open in another window"):
        attach_session(folder)
    first.close()
    with pytest.raises(Refused, match="no longer there"):
        attach_session(folder)


def test_closing_removes_the_session_and_only_it(root: Path) -> None:
    first, second = begun(root, 1), begun(root, 2)
    first.close()
    assert [p.name for p in root.iterdir()] == [second.folder.name]
    crashed(second)
    assert discard_session(second.folder) is True
    assert list(root.iterdir()) == []


def test_a_session_without_its_facts_is_not_offered(root: Path) -> None:
    session = create_session(root, fixed_ids(1), FACTS)
    crashed(session)
    assert dead_sessions(root) == ()
    assert dead_sessions(root / "none") == ()


@pytest.mark.parametrize(
    "text", ["", "[]", "7", '{"identity": 3}', '{"identity": {"size": 1}}', "{"]
)
def test_damaged_facts_lose_no_work(root: Path, text: str) -> None:
    session = begun(root)
    session.journal.append(Cause.EDIT, LABEL, "{}", fixed_clock())
    (session.folder / "session.json").write_text(text)
    crashed(session)
    (dead,) = dead_sessions(root)
    assert (dead.facts, dead.unsaved) == (SessionFacts("", "", ""), 1)


def test_a_damaged_journal_is_told_and_the_base_is_there(root: Path) -> None:
    folder = crashed(begun(root))
    (folder / "journal.db").write_bytes(b"x" * 5000)
    (dead,) = dead_sessions(root)
    assert (dead.readable, dead.unsaved, dead.worth_offering) == (False, 0, True)
    with pytest.raises(Refused, match="is damaged"):
        attach_session(folder)
    assert open_private(folder / "base.journey").document == small_document()


def test_typed_text_alone_is_worth_offering(root: Path) -> None:
    session = begun(root)
    session.journal.put_draft(TypedText("c", "title", "Wa", "2026-03-01T11:00:00Z"))
    crashed(session)
    (dead,) = dead_sessions(root)
    assert (dead.unsaved, dead.worth_offering, dead.last) == (0, True, "2026-03-01T11:00:00Z")


def test_a_session_without_changes_is_not_worth_offering(root: Path) -> None:
    crashed(begun(root))
    assert not dead_sessions(root)[0].worth_offering


def test_facts_of_a_file_come_back(root: Path, folder: Path) -> None:
    path = saved_file(folder).rename(folder / os.fsdecode(b"n\xe4me.journey"))
    session = create_session(root, fixed_ids(1), FACTS)
    opened = open_document(path, session.folder)
    facts = replace(FACTS, path=path, identity=opened.identity, revision=opened.revisions[-1].id)
    session.describe(facts)
    again = attach_session(crashed(session))
    assert again.facts == facts
    assert again.base.read_bytes() == path.read_bytes()
    again.close()


def test_a_save_leaves_the_base_that_the_journal_starts_from(root: Path, folder: Path) -> None:
    path = saved_file(folder)
    session = create_session(root, fixed_ids(1), FACTS)
    opened = open_document(path, session.folder)
    base = session.base.read_bytes()
    assert session.published == session.base
    changed = replace(opened.document.info, title="Second")
    document = opened.document.replaced({DOCUMENT_KEY: changed})
    save(document, path, workspace=session.folder)
    assert session.base.read_bytes() == base
    assert open_private(session.published).document.info.title == "Second"
    session.close()


def test_a_journal_that_failed_goes_on_from_another_base(root: Path) -> None:
    session = begun(root)
    session.journal.append(Cause.EDIT, LABEL, "lost", fixed_clock())
    document = small_document()
    document = document.replaced({DOCUMENT_KEY: replace(document.info, title="Now")})
    whole = session.folder / "whole.journey"
    write_private(document, whole, writer())
    session.start_from(whole, fixed_clock())
    session.journal.append(Cause.EDIT, LABEL, "next", fixed_clock())
    again = attach_session(crashed(session))
    assert open_private(again.base).document.info.title == "Now"
    assert [entry.patch for entry in again.changes()] == ["next"]
    again.close()


def test_a_base_never_lies_outside_the_folder(root: Path) -> None:
    session = begun(root)
    session.journal.start_from("../../etc/passwd", fixed_clock())
    assert session.base == session.folder / "passwd"
    session.close()


def test_folders_that_can_not_be_written_are_said(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="program's own folder"):
        create_session(tmp_path / "file", fixed_ids(1), FACTS)
    session = begun(root)
    shutil.rmtree(session.folder)
    with pytest.raises(Refused, match="program's own folder"):
        session.describe(FACTS)
    session.close()


def test_a_failed_start_lets_the_lock_go(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> Journal:
        raise Refused("no")

    monkeypatch.setattr(session_folder, "Journal", refuse)
    with pytest.raises(Refused, match="no"):
        create_session(root, fixed_ids(1), FACTS)
    (made,) = root.iterdir()
    assert OsLock(made / "session.lock").take()


def test_locking_on_windows_asks_for_the_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int, int]] = []

    class Msvcrt:
        LK_NBLCK = 2

        @staticmethod
        def locking(descriptor: int, mode: int, count: int) -> None:
            if asked:
                raise OSError(13, "Permission denied")
            asked.append((descriptor, mode, count))

    monkeypatch.setattr("importlib.import_module", lambda _: Msvcrt)
    first = OsLock(tmp_path / "lock", windows_locker)
    assert first.take()
    assert asked[0][1:] == (2, 1)
    assert not OsLock(tmp_path / "lock", windows_locker).take()
    first.release()


def test_a_database_that_is_no_journal_is_no_session(root: Path) -> None:
    folder = crashed(begun(root))
    changed_bytes(folder / "journal.db", lambda data: data[:200])
    with closing(sqlite3.connect(folder / "journal.db")), pytest.raises(Refused):
        attach_session(folder)
