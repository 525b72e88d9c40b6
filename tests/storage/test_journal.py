"""The journal: what was recorded is there after every kind of end, and a failure says so."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.storage import journal as journal_module
from journeyeditor.storage.journal import (
    Cause,
    Entry,
    Journal,
    JournalFailed,
    TypedText,
    unsaved_changes,
)
from tests.support.sources import fixed_clock

LABEL = message(N_("Rename {kind}"), kind="cärd")
AT = fixed_clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with closing(Journal(path)) as made:
        yield made


def test_rows_come_back_as_they_were(path: Path, journal: Journal) -> None:
    assert journal.append(Cause.EDIT, LABEL, '{"a": 1}', AT) == 1
    assert journal.append(Cause.UNDO, LABEL, '{"a": 2}', AT) == 2
    assert journal.saved(1, "rev", AT) == 3
    journal.close()
    with closing(Journal(path)) as again:
        assert again.sequence == 3
        assert again.entries() == (
            Entry(1, Cause.EDIT, LABEL, '{"a": 1}', AT),
            Entry(2, Cause.UNDO, LABEL, '{"a": 2}', AT),
            Entry(3, Cause.SAVED, message(""), "rev", AT, 1),
        )
        assert again.append(Cause.EDIT, LABEL, "{}", AT) == 4


def test_typed_text_is_kept_until_a_change_settles_it(path: Path, journal: Journal) -> None:
    journal.put_draft(TypedText("c1", "title", "Wai", AT))
    journal.put_draft(TypedText("c1", "title", "Waits", AT))
    journal.put_draft(TypedText("c2", "text", "x", AT))
    journal.drop_draft("c2", "text")
    journal.close()
    with closing(Journal(path)) as again:
        assert again.drafts() == (TypedText("c1", "title", "Waits", AT),)
        assert again.entries() == ()
        again.append(Cause.EDIT, LABEL, "{}", AT)
        assert again.drafts() == ()


def test_nobody_else_gets_at_an_open_journal(path: Path, journal: Journal) -> None:
    journal.append(Cause.EDIT, LABEL, "{}", AT)
    with pytest.raises(Refused, match="open in another window"):
        Journal(path)


def test_a_row_takes_no_sync_and_idle_makes_one(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(journal_module, "sync_file", synced.append)
    journal.append(Cause.EDIT, LABEL, "{}", AT)
    assert synced == []
    journal.sync()
    journal.sync()
    assert len(synced) == 1


def test_a_large_log_is_written_into_the_database_at_idle(
    path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "LARGE_LOG", 100_000)
    for _ in range(20):
        journal.append(Cause.EDIT, LABEL, "x" * 10_000, AT)
    log = path.with_name("journal.db-wal")
    assert log.stat().st_size > 200_000
    journal.sync()
    assert log.stat().st_size == 0
    assert len(journal.entries()) == 20


def test_only_two_files(path: Path, journal: Journal) -> None:
    journal.append(Cause.EDIT, LABEL, "{}", AT)
    assert sorted(p.name for p in path.parent.iterdir()) == ["journal.db", "journal.db-wal"]


def test_a_row_that_can_not_be_written_is_said_and_none_follows(journal: Journal) -> None:
    journal.append(Cause.EDIT, LABEL, "{}", AT)
    journal._raw.execute("PRAGMA max_page_count=1")
    with pytest.raises(JournalFailed, match=r"could not be recorded \(database or disk is full\)"):
        journal.append(Cause.EDIT, LABEL, "x" * 100_000, AT)
    with pytest.raises(JournalFailed, match="neither can those after it"):
        journal.append(Cause.EDIT, LABEL, "{}", AT)
    assert [entry.sequence for entry in journal.entries()] == [1]
    journal._raw.execute("PRAGMA max_page_count=1000000")
    assert journal.start_from("base-2.journey", AT) == 2
    assert journal.append(Cause.EDIT, LABEL, "{}", AT) == 3


def test_typed_text_that_can_not_be_kept_stops_no_change(journal: Journal) -> None:
    journal._raw.execute("PRAGMA max_page_count=1")
    with pytest.raises(JournalFailed):
        journal.put_draft(TypedText("c1", "text", "x" * 100_000, AT))
    assert journal.append(Cause.EDIT, LABEL, "{}", AT) == 1


def test_a_disk_that_does_not_confirm_is_said(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    journal.append(Cause.EDIT, LABEL, "{}", AT)
    monkeypatch.setattr(journal_module, "sync_file", broken)
    with pytest.raises(JournalFailed, match="Input/output error"):
        journal.sync()
    assert journal.append(Cause.EDIT, LABEL, "{}", AT) == 2


def test_a_damaged_or_newer_journal_is_refused_in_words(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(Refused, match="is damaged: file is not a database"):
        Journal(path)
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version=2")
        raw.commit()
    with pytest.raises(Refused, match="newer version"):
        Journal(path)


def test_rows_that_are_none_are_refused_in_words(path: Path, journal: Journal) -> None:
    journal._raw.execute("INSERT INTO entry VALUES (1, 'edit', '{', '{}', '', 0)")
    with pytest.raises(Refused, match="is damaged"):
        journal.entries()


def rows(*causes: str) -> list[Entry]:
    """Rows from words: `saved 2` is a save of the state after row 2."""
    made = []
    for number, cause in enumerate(causes, 1):
        name, _, of = cause.partition(" ")
        made.append(Entry(number, Cause(name), LABEL, "", AT, int(of or 0)))
    return made


@pytest.mark.parametrize(
    ("causes", "count"),
    [
        ([], 0),
        (["edit", "edit"], 2),
        (["edit", "undo"], 0),
        (["edit", "undo", "redo"], 1),
        (["edit", "edit", "saved 2"], 0),
        (["edit", "edit", "saved 1"], 1),
        (["edit", "saved 1", "undo"], 1),
        (["edit", "saved 1", "undo", "edit"], 2),
        (["edit", "saved 1", "undo", "redo", "edit"], 1),
        (["saved 0", "undo", "redo"], 0),
    ],
)
def test_changes_are_counted_from_the_save(causes: list[str], count: int) -> None:
    assert unsaved_changes(rows(*causes)) == count


CHILD = """
import sys
from pathlib import Path
from journeyeditor.model.messages import message
from journeyeditor.storage.journal import Cause, Journal
journal = Journal(Path(sys.argv[1]))
while True:
    number = journal.append(Cause.EDIT, message("x"), "y" * 500, "")
    print(number, flush=True)
"""


def killed_after(path: Path, rows_wanted: int) -> int:
    """Lets a program record rows, kills it in the midst of it, and returns the last row it knew of."""
    command = [sys.executable, "-c", CHILD, str(path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as child:
        assert child.stdout is not None
        last = 0
        for line in child.stdout:
            last = int(line)
            if last >= rows_wanted:
                child.send_signal(signal.SIGKILL)
                break
        for line in child.stdout:
            last = int(line) if line.endswith("\n") else last
    assert child.returncode == -signal.SIGKILL
    return last


def test_a_killed_program_loses_no_row_it_was_told_of(path: Path) -> None:
    first = killed_after(path, 5)
    second = killed_after(path, first + 40)
    with closing(Journal(path)) as journal:
        found = [entry.sequence for entry in journal.entries()]
    assert found == list(range(1, len(found) + 1))
    assert first < second <= len(found) <= second + 1
