"""Work of sessions that ended without being closed: it is offered, comes back whole, and survives a second crash."""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from journeyeditor.app.beginning import new_session, open_session, sample_session
from journeyeditor.app.recovery import (
    discard,
    find_lost,
    lost_sessions,
    recover,
    recovered_content,
    tidy,
)
from journeyeditor.app.services import Services
from journeyeditor.app.session import Answered, Choice, Session
from journeyeditor.app.watching import OnDisk
from journeyeditor.model.document import content_hash
from journeyeditor.model.entities import DOCUMENT_KEY, Card
from journeyeditor.model.messages import Refused
from journeyeditor.storage.changes import head_of
from journeyeditor.storage.revisions import Revision
from tests.app import crashing
from tests.app.crashing import crash, services_of, titled


@pytest.fixture
def here(tmp_path: Path) -> Services:
    """The services of this process, beside those of the ones that crash."""
    return services_of(tmp_path, 99)


@pytest.fixture
def on_disk(here: Services, tmp_path: Path) -> Path:
    session = new_session(here, title="In the file")
    session.save_as(tmp_path / "a.journey")
    session.close()
    return tmp_path / "a.journey"


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A folder with what a killed program left of an untitled document, and what it had done."""
    folder = tmp_path_factory.mktemp("crashed")
    return folder, crash(crashing.untitled, folder)


@pytest.fixture
def left(crashed: tuple[Path, dict[str, Any]], tmp_path: Path) -> dict[str, Any]:
    """What a killed program had done, in the folder of this test."""
    folder, said = crashed
    shutil.copytree(folder / "workspace", tmp_path / "workspace")
    return said


def title_of(session: Session) -> str:
    return session.editor.document.info.title


def undone(session: Session) -> list[str]:
    """The titles on the way back to the beginning."""
    found = []
    while session.editor.undo() is not None:
        found.append(title_of(session))
    return found


def test_an_untitled_document_comes_back_with_its_steps(
    here: Services, left: dict[str, Any]
) -> None:
    (lost,) = lost_sessions(here)
    assert (lost.title, lost.path, lost.changes, lost.readable) == ("Edit 3", None, 4, True)
    session = recover(here, lost)
    assert content_hash(session.editor.document) == left["hash"]
    assert session.modified
    assert session.editor.redo() is not None
    assert title_of(session) == "Edit 4"
    assert undone(session)[:4] == ["Edit 3", "Edit 2", "Edit 1", "Edit 0"]
    assert not session.modified


def test_a_document_comes_back_with_its_file_and_undo_reaches_behind_the_save(
    here: Services, tmp_path: Path, on_disk: Path
) -> None:
    crash(crashing.opened, tmp_path)
    (lost,) = lost_sessions(here)
    assert (lost.path, lost.changes) == (on_disk, 2)
    session = recover(here, lost)
    assert (session.path, title_of(session), session.modified) == (on_disk, "Three", True)
    assert session.look().found is OnDisk.SAME
    session.editor.undo()
    session.editor.undo()
    assert (title_of(session), session.modified) == ("One", False)
    session.editor.redo()
    session.save()
    assert len(open_session(here, on_disk).versions()) == 3


def test_a_second_crash_loses_nothing_either(
    here: Services, tmp_path: Path, left: dict[str, Any]
) -> None:
    crash(crashing.while_recovering, tmp_path, seed=12)
    left = crash(crashing.again, tmp_path, seed=13)
    (lost,) = lost_sessions(here)
    assert lost.changes == 5
    session = recover(here, lost)
    assert content_hash(session.editor.document) == left["hash"]
    assert undone(session)[:2] == ["Edit 3", "Edit 2"]


def test_a_gesture_that_was_under_way_leaves_nothing(here: Services, tmp_path: Path) -> None:
    crash(crashing.within_gesture, tmp_path)
    assert title_of(recover(here, lost_sessions(here)[0])) == "Edit 3"


def test_typed_text_comes_back_as_a_step(here: Services, tmp_path: Path) -> None:
    crash(crashing.typing, tmp_path)
    (lost,) = lost_sessions(here)
    assert lost.typing
    assert recovered_content(here, lost).document.info.title == "Half a ti"
    session = recover(here, lost)
    assert title_of(session) == "Half a ti"
    session.editor.undo()
    assert title_of(session) == "Edit 3"
    session.close(keep=True)
    assert not lost_sessions(here)[0].typing


def test_typed_text_without_a_place_is_told(here: Services) -> None:
    session = new_session(here)
    session.draft("nowhere", "title", "Not to be lost")
    session.draft(DOCUMENT_KEY, "keep_history", "no text")
    session.close(keep=True)
    said = recover(here, lost_sessions(here)[0]).report
    assert len(said) == 2
    assert "“Not to be lost”" in said[1]


def test_settled_text_is_no_draft_any_more(here: Services) -> None:
    session = new_session(here)
    session.draft(DOCUMENT_KEY, "title", "Given up")
    session.settle_draft(DOCUMENT_KEY, "title")
    session.close(keep=True)
    assert lost_sessions(here) == ()


def test_a_save_that_nobody_noted_is_noticed(here: Services, tmp_path: Path, on_disk: Path) -> None:
    crash(crashing.swapped_in, tmp_path)
    (lost,) = lost_sessions(here)
    session = recover(here, lost)
    assert not session.modified
    assert session.look().found is OnDisk.SAME
    titled(session, "On it goes")
    session.save()
    before, last = revisions_of(on_disk)[-2:]
    assert last.parents == (before.id,)


def test_a_save_that_nobody_noted_is_noticed_behind_later_edits(
    here: Services, tmp_path: Path, on_disk: Path
) -> None:
    crash(crashing.swapped_in_while_edited, tmp_path)
    session = recover(here, lost_sessions(here)[0])
    assert session.editor.document.info.client == "Half a cl"
    assert (title_of(session), session.modified) == ("Meanwhile 2", True)
    assert session.look().found is OnDisk.SAME
    session.close(keep=True)
    (lost,) = lost_sessions(here)
    assert lost.changes == 4
    again = recover(here, lost)
    for _ in range(4):
        again.editor.undo()
    assert (title_of(again), again.modified) == ("Saved, but not noted", False)
    again.editor.redo()
    again.save()
    assert len(revisions_of(on_disk)) == 3


def test_what_was_killed_while_written_over_is_had_back(
    here: Services, tmp_path: Path, on_disk: Path
) -> None:
    crash(crashing.written_over, tmp_path)
    opened = open_session(here, on_disk)
    assert title_of(opened).startswith("Half written over")
    assert opened.modified
    assert "was cut off" in opened.report[0]
    opened.close()
    (lost,) = lost_sessions(here)
    session = recover(here, lost)
    assert title_of(session).startswith("Half written over")
    assert session.modified
    assert session.look().found is OnDisk.UNREADABLE
    session.save(Answered(Choice.OVER))
    assert open_session(here, on_disk).editor.document == session.editor.document


def revisions_of(path: Path) -> tuple[Revision, ...]:
    head = head_of(path)
    assert head is not None
    return head.revisions


def test_edits_that_a_full_disk_kept_out_are_caught_up(here: Services, tmp_path: Path) -> None:
    left = crash(crashing.full_disk, tmp_path)
    session = recover(here, lost_sessions(here)[0])
    assert content_hash(session.editor.document) == left["hash"]
    assert title_of(session) == "Not recorded 18"
    assert session.modified


def test_what_was_said_to_be_safe_on_a_full_disk_is(here: Services, tmp_path: Path) -> None:
    crash(crashing.full_to_the_end, tmp_path)
    session = recover(here, lost_sessions(here)[0])
    assert title_of(session) == "Recorded"


def test_nobody_takes_the_session_of_a_program_that_runs(here: Services, tmp_path: Path) -> None:
    session = new_session(here)
    titled(session, "At work")
    assert lost_sessions(services_of(tmp_path, 7)) == ()
    session.close(keep=True)
    (lost,) = lost_sessions(here)
    mine = recover(here, lost)
    assert lost_sessions(services_of(tmp_path, 7)) == ()
    with pytest.raises(Refused, match="open in another window"):
        recover(services_of(tmp_path, 7), lost)
    assert not discard(services_of(tmp_path, 7), lost)
    titled(mine, "Still mine")


def test_a_picture_takes_nothing_over(here: Services, left: dict[str, Any]) -> None:
    (lost,) = lost_sessions(here)
    assert content_hash(recovered_content(here, lost).document) == left["hash"]
    assert lost_sessions(here) == (lost,)


def test_discarding_removes_it(here: Services, left: dict[str, Any]) -> None:
    assert discard(here, lost_sessions(here)[0])
    assert lost_sessions(here) == ()
    assert list(here.workspace.iterdir()) == []


def test_a_session_that_saved_everything_is_not_offered(here: Services, tmp_path: Path) -> None:
    session = new_session(here)
    titled(session, "Saved")
    session.save_as(tmp_path / "b.journey")
    session.close(keep=True)
    assert lost_sessions(here) == ()
    living = sample_session(services_of(tmp_path, 5), "elterngeld")
    living.prepare()
    tidy(here)
    assert len(list(here.workspace.iterdir())) == 1
    living.close()


def test_what_never_became_a_session_is_swept_after_a_day(here: Services) -> None:
    (here.workspace / "begun").mkdir(parents=True)
    tidy(here)
    assert (here.workspace / "begun").exists()
    tidy(here, lambda: time.time() + 2 * 86400)
    assert not (here.workspace / "begun").exists()


def test_what_was_reverted_to_counts_as_saved(here: Services, on_disk: Path) -> None:
    session = open_session(here, on_disk)
    titled(session, "Saved")
    session.save()
    titled(session, "Reverted")
    session.revert()
    titled(session, "After reverting")
    session.close(keep=True)
    (lost,) = lost_sessions(here)
    assert lost.changes == 1
    again = recover(here, lost)
    again.editor.undo()
    assert (title_of(again), again.modified) == ("Saved", False)


def test_a_fresh_start_counts_as_saved(here: Services) -> None:
    session = new_session(here)
    titled(session, "Before")
    session.editor.reset(new_session(here, title="Fresh").editor.document)
    titled(session, "After")
    session.close(keep=True)
    (lost,) = lost_sessions(here)
    assert lost.changes == 1
    again = recover(here, lost)
    again.editor.undo()
    assert (title_of(again), again.modified) == ("Fresh", False)


def test_a_damaged_record_leaves_the_document_it_began_with(
    here: Services, tmp_path: Path, on_disk: Path
) -> None:
    crash(crashing.opened, tmp_path)
    for journal in here.workspace.glob("*/journal.db*"):
        journal.write_bytes(b"nothing of a database at all" * 200)
    (lost,) = lost_sessions(here)
    assert not lost.readable
    assert recovered_content(here, lost).document.info.title == "One"
    session = recover(here, lost)
    assert title_of(session) == "One"
    assert "record of the changes is damaged" in session.report[0]
    assert lost.id in [one.id for one in lost_sessions(here)]


def test_a_damaged_row_ends_the_way_back_there(here: Services, tmp_path: Path) -> None:
    crash(crashing.untitled, tmp_path)
    (journal,) = here.workspace.glob("*/journal.db")
    connection = sqlite3.connect(journal)
    connection.execute("UPDATE entry SET patch = '{\"x\": [1]}' WHERE sequence = 4")
    connection.commit()
    connection.close()
    (damaged,) = lost_sessions(here)
    session = recover(here, damaged)
    assert title_of(session) == "Edit 2"
    assert "3 of the last changes" in session.report[0]
    titled(session, "After the damage")
    session.sync()
    session.close(keep=True)
    assert discard(here, damaged)
    (lost,) = lost_sessions(here)
    again = recover(here, lost)
    assert title_of(again) == "After the damage"
    assert again.report == ()


def test_a_lost_session_is_found_by_the_beginning_of_its_id(here: Services) -> None:
    with pytest.raises(Refused, match="there is none at all"):
        find_lost(here, "ab")
    for _ in range(2):
        session = new_session(here)
        titled(session, "Unsaved")
        session.close(keep=True)
    first, second = lost_sessions(here)
    assert find_lost(here, first.id[:8]) == first
    with pytest.raises(Refused, match=second.id):
        find_lost(here, "zz")


def test_closing_leaves_nothing_to_recover(here: Services) -> None:
    session = new_session(here)
    titled(session, "Thrown away")
    session.close()
    session.prepare()
    session.sync()
    titled(session, "After the end")
    assert list(here.workspace.iterdir()) == []


def test_text_typed_on_a_card_comes_back_there(here: Services) -> None:
    session = sample_session(here, "elterngeld")
    card = next(iter(session.editor.document.all(Card)))
    session.draft(card.id, "title", "Typed on a card")
    session.close(keep=True)
    again = recover(here, lost_sessions(here)[0])
    assert again.editor.document.one(Card, card.id).title == "Typed on a card"
