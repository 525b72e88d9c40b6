"""A file that changes under an open document, colleagues beside it, and earlier versions."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from journeyeditor.app.recovery import lost_sessions, open_version, recover, salvaged_session
from journeyeditor.app.services import Services
from journeyeditor.app.session import (
    Answered,
    ChangedOnDisk,
    Choice,
    Session,
    new_session,
    open_session,
)
from journeyeditor.app.versions import rescue
from journeyeditor.app.watching import OnDisk, open_elsewhere
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import DOCUMENT_KEY, Card
from journeyeditor.model.messages import Refused, message
from journeyeditor.storage import document_file, safe_save
from journeyeditor.storage.document_file import save_document
from journeyeditor.storage.journal import Journal, JournalFailed
from journeyeditor.storage.schema import FORMAT
from tests.app.crashing import services_of, titled
from tests.storage.doors import saved_file
from tests.storage.test_newer_minor import everything, newer


@pytest.fixture
def ben(tmp_path: Path) -> Services:
    """A colleague on another computer, who knows only the shared folder."""
    return replace(services_of(tmp_path / "ben", 77), author="Ben")


@pytest.fixture
def saved(services: Services, tmp_path: Path) -> Session:
    session = new_session(services, "retail", "First")
    session.save_as(tmp_path / "a.journey")
    return session


def path_of(session: Session) -> Path:
    assert session.path is not None
    return session.path


def title_of(session: Session) -> str:
    return session.editor.document.info.title


def saved_by(services: Services, path: Path, title: str) -> None:
    session = open_session(services, path)
    titled(session, title)
    session.save(Answered(Choice.OVER))
    session.close()


def test_a_file_that_nobody_touched_is_the_same(saved: Session) -> None:
    assert saved.look().found is OnDisk.SAME
    os.utime(path_of(saved), (1, 1))
    assert saved.look().found is OnDisk.SAME
    copy = path_of(saved).with_suffix(".copy")
    shutil.copyfile(path_of(saved), copy)
    copy.replace(path_of(saved))
    assert saved.look().found is OnDisk.SAME


def test_an_untitled_document_has_nothing_to_look_at(services: Services) -> None:
    session = new_session(services)
    assert session.look().found is OnDisk.SAME
    assert session.siblings() == ()
    assert session.beat() is None


def test_a_newer_version_is_seen_with_its_author(saved: Session, ben: Services) -> None:
    saved_by(ben, path_of(saved), "Ben's")
    seen = saved.look()
    assert (seen.found, seen.author, seen.ahead) == (OnDisk.NEWER, "Ben", 1)
    assert "was saved by Ben at 2026-03-01T09:30:00Z" in seen.sentence(path_of(saved)).text()


def test_the_same_time_and_size_hide_nothing(saved: Session, ben: Services) -> None:
    before = path_of(saved).stat()
    saved_by(ben, path_of(saved), "Fistr")
    os.utime(path_of(saved), ns=(before.st_atime_ns, before.st_mtime_ns))
    assert saved.look().found is OnDisk.NEWER


def test_before_saving_the_revision_is_read_whatever_size_time_and_place_say(
    saved: Session, ben: Services, tmp_path: Path
) -> None:
    path, before = path_of(saved), path_of(saved).stat()
    other = shutil.copyfile(path, tmp_path / "other.journey")
    saved_by(ben, other, "Fistr")
    assert other.stat().st_size == before.st_size
    path.write_bytes(other.read_bytes())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    titled(saved, "Mine")
    with pytest.raises(ChangedOnDisk) as raised:
        saved.save()
    assert (raised.value.seen.found, raised.value.seen.author) == (OnDisk.NEWER, "Ben")
    assert path.read_bytes() == other.read_bytes()


def test_of_several_copies_the_one_saved_last_comes_first(
    saved: Session, ben: Services, tmp_path: Path
) -> None:
    days = iter(("02", "04", "03"))
    for name in "bcd":
        copy = shutil.copyfile(path_of(saved), tmp_path / f"{name}.journey")
        at = f"2026-03-{next(days)}T09:30:00Z"
        saved_by(replace(ben, clock=partial(str, at)), copy, name)
    assert [one.path.stem for one in saved.siblings()] == ["c", "d", "b"]


def test_an_overwritten_version_is_seen(
    saved: Session, services: Services, ben: Services, tmp_path: Path
) -> None:
    old = shutil.copyfile(path_of(saved), tmp_path / "old.journey")
    titled(saved, "Mine")
    saved.save()
    shutil.copyfile(old, path_of(saved))
    assert saved.look().found is OnDisk.EARLIER
    saved_by(ben, path_of(saved), "Went on from the old one")
    seen = saved.look()
    assert (seen.found, seen.author) == (OnDisk.PARTED, "Ben")
    assert "Mine" in {one.title for one in saved.versions()}


def without_history(services: Services, path: Path, title: str) -> None:
    session = open_session(services, path)
    change = set_fields(session.editor.document, DOCUMENT_KEY, title=title, keep_history=False)
    session.editor.commit(message("Rename"), change)
    session.save()
    session.close()


def test_a_file_without_history_is_not_said_to_have_lost_ours(
    saved: Session, ben: Services
) -> None:
    without_history(ben, path_of(saved), "Once")
    assert saved.look().found is OnDisk.NEWER
    without_history(ben, path_of(saved), "Twice")
    seen = saved.look()
    assert (seen.found, seen.author, seen.changed) == (OnDisk.UNKNOWN, "Ben", True)
    assert "nobody can tell" in seen.sentence(path_of(saved)).text()
    with pytest.raises(ChangedOnDisk, match="keeps no history"):
        saved.save()


def test_an_earlier_version_of_a_file_without_history_is_known(
    saved: Session, services: Services, ben: Services, tmp_path: Path
) -> None:
    old = shutil.copyfile(path_of(saved), tmp_path / "old.journey")
    without_history(services, path_of(saved), "Once")
    session = open_session(ben, path_of(saved))
    shutil.copyfile(old, path_of(saved))
    assert session.look().found is OnDisk.EARLIER
    # The copy beside it is the one that it went on from, so there is no work in it that is not here.
    assert session.siblings() == ()


def test_other_content_is_told(saved: Session, services: Services, tmp_path: Path) -> None:
    other = new_session(services, title="Another")
    other.save_as(tmp_path / "b.journey")
    shutil.copyfile(tmp_path / "b.journey", path_of(saved))
    assert saved.look().found is OnDisk.ANOTHER
    path_of(saved).write_bytes(b"half a file")
    assert saved.look().found is OnDisk.UNREADABLE
    path_of(saved).unlink()
    assert saved.look().found is OnDisk.GONE


def test_unasked_nothing_is_replaced(saved: Session, ben: Services) -> None:
    saved_by(ben, path_of(saved), "Ben's")
    titled(saved, "Mine")
    with pytest.raises(ChangedOnDisk) as refused:
        saved.save()
    assert refused.value.seen.author == "Ben"
    assert saved.modified


def test_mine_can_be_kept_as_a_copy(saved: Session, ben: Services) -> None:
    path = path_of(saved)
    saved_by(ben, path, "Ben's")
    titled(saved, "Mine")
    told = saved.save(Answered(Choice.COPY))
    assert path_of(saved).name.startswith("a (Anna 2026-03-01 ")
    assert str(path_of(saved)) in told[0]
    assert not saved.modified
    again = open_session(ben, path)
    assert title_of(again) == "Ben's"
    (sibling,) = again.siblings()
    assert (sibling.path, sibling.theirs) == (path_of(saved), 1)


def test_theirs_can_be_taken_and_mine_had_back(saved: Session, ben: Services) -> None:
    saved_by(ben, path_of(saved), "Ben's")
    titled(saved, "Mine")
    saved.save(Answered(Choice.RELOAD))
    assert (title_of(saved), saved.modified, saved.look().found) == ("Ben's", False, OnDisk.SAME)
    saved.editor.undo()
    assert (title_of(saved), saved.modified) == ("Mine", True)
    saved.save()
    assert title_of(open_session(ben, path_of(saved))) == "Mine"


def test_what_mine_is_saved_over_stays_among_the_versions(saved: Session, ben: Services) -> None:
    saved_by(ben, path_of(saved), "Ben's")
    titled(saved, "Mine")
    saved.save(Answered(Choice.OVER))
    assert [one.title for one in saved.versions() if one.author == "Ben"] == ["Ben's"]


def test_an_earlier_version_opens_as_an_unsaved_document(
    saved: Session, services: Services
) -> None:
    titled(saved, "Second")
    saved.save()
    titles = {one.title: one for one in saved.versions()}
    assert set(titles) == {"First", "Second"}
    opened = open_version(services, titles["First"])
    assert (opened.path, title_of(opened), opened.modified) == (None, "First", True)
    assert path_of(saved).exists()
    titled(opened, "Edited")
    opened.editor.undo()
    assert opened.modified
    opened.revert()
    assert opened.modified


def test_what_is_in_no_file_counts_as_unsaved_until_it_is_saved(
    saved: Session, services: Services, tmp_path: Path
) -> None:
    path = path_of(saved)
    saved.close()
    path.write_bytes(path.read_bytes()[:-4096])
    left = salvaged_session(services, path)
    assert left.modified
    left.close(keep=True)
    (lost,) = lost_sessions(services)
    assert (lost.changes, lost.title) == (1, "First")
    again = recover(services, lost)
    assert again.modified
    titled(again, "And an edit")
    again.editor.undo()
    again.close(keep=True)
    again = recover(services, lost_sessions(services)[0])
    assert again.modified
    again.save_as(tmp_path / "mended.journey")
    assert not again.modified
    again.close(keep=True)
    assert lost_sessions(services) == ()


def test_an_earlier_version_is_restored_as_one_step(saved: Session) -> None:
    titled(saved, "Second")
    saved.save()
    first = next(one for one in saved.versions() if one.title == "First")
    saved.restore(first)
    assert (title_of(saved), saved.modified) == ("First", True)
    saved.editor.undo()
    assert (title_of(saved), saved.modified) == ("Second", False)
    with pytest.raises(Refused, match="no longer kept"):
        saved.restore(replace(first, id="0" * 32))


def test_colleagues_see_each_other(saved: Session, ben: Services) -> None:
    session = open_session(ben, path_of(saved))
    found = session.others
    assert found is not None
    assert "Anna has this document open" in open_elsewhere(found).text()
    titled(session, "Never a barrier")
    session.save()
    saved.close()
    assert session.beat() is None
    locks = [one for one in path_of(session).parent.iterdir() if one.name.startswith(".~lock")]
    assert len(locks) == 1
    session.close()
    assert not locks[0].exists()


def test_the_lock_goes_where_the_document_goes(saved: Session, tmp_path: Path) -> None:
    saved.save_as(tmp_path / "b.journey")
    assert [one.name for one in tmp_path.glob(".~lock*")] == [".~lock.b.journey#"]


def test_a_damaged_file_has_versions_and_can_be_salvaged(
    saved: Session, services: Services
) -> None:
    path = path_of(saved)
    saved.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(Refused) as refused:
        open_session(services, path)
    offered = rescue(services, path, refused.value)
    assert [one.title for one in offered.versions] == ["First"]
    assert offered.salvageable
    before = path.read_bytes()
    left = salvaged_session(services, path)
    assert left.path is None
    assert left.report
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["x.png", "x.journey"])
@pytest.mark.parametrize("content", [b"\x89PNG" * 50, b"notes\n" * 5_000, b"\x0d" * 40_000, b""])
def test_what_is_no_journey_is_not_salvaged(
    services: Services, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    offered = rescue(services, path, Refused("no"))
    assert (offered.versions, offered.salvageable) == ((), False)


def test_what_can_t_be_looked_into_is_not_salvaged(services: Services, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.journey")
    for name in ("pipe.journey", "none.journey", "nul\0.journey"):
        assert not rescue(services, tmp_path / name, Refused("no")).salvageable


def test_a_journey_under_a_ruined_header_is_salvaged(saved: Session, services: Services) -> None:
    path = path_of(saved)
    content = path.read_bytes()
    path.write_bytes(b"just a text".ljust(100) + content[100:])
    with pytest.raises(Refused, match="text file"):
        open_session(services, path)
    assert rescue(services, path, Refused("no")).salvageable
    path.write_bytes(content[:100])
    assert not rescue(services, path, Refused("no")).salvageable


def test_a_document_of_this_version_has_no_banner(saved: Session) -> None:
    assert not saved.prefers_save_as
    assert saved.banner is None


def test_a_failing_place_for_versions_hinders_nothing(services: Services, tmp_path: Path) -> None:
    services.workspace.parent.mkdir(exist_ok=True)
    for name in ("revisions", "places"):
        services.workspace.with_name(name).write_text("in the way")
    session = new_session(services)
    session.save_as(tmp_path / "a.journey")
    assert session.versions() == ()
    session.close()


def test_a_workspace_that_can_t_be_written_to_is_told_once(
    services: Services, tmp_path: Path
) -> None:
    services.workspace.write_text("in the way")
    session = new_session(services, title="Safe in the file")
    told: list[str] = []
    session.when_troubled(lambda trouble: told.append(trouble.text()))
    for number in range(3):
        titled(session, f"Edit {number}")
    assert len(told) == 1
    assert "can't be written to" in told[0]
    session.save_as(tmp_path / "a.journey")
    assert not session.modified
    services.workspace.unlink()
    session.sync()
    assert session.trouble is None
    titled(session, "After")
    session.close(keep=True)
    (lost,) = lost_sessions(services)
    assert lost.changes == 1
    again = recover(services, lost)
    assert (title_of(again), again.path) == ("After", tmp_path / "a.journey")
    again.editor.undo()
    assert (title_of(again), again.modified) == ("Edit 2", False)
    assert again.look().found is OnDisk.SAME


def test_a_gesture_under_way_is_not_saved(saved: Session, ben: Services) -> None:
    shown = saved.editor.document
    saved.editor.begin(message("Drag"))
    saved.editor.preview(set_fields(shown, DOCUMENT_KEY, title="On the way"))
    saved.save()
    assert title_of(open_session(ben, path_of(saved))) == "First"
    saved.editor.end()
    assert saved.modified


def test_a_newer_version_s_file_asks_for_save_as_and_survives_a_crash(
    services: Services, tmp_path: Path
) -> None:
    (tmp_path / "user").mkdir()
    path = saved_file(tmp_path / "user")
    newer(path)
    before = everything(path)
    session = open_session(services, path)
    assert session.prefers_save_as
    assert session.banner is not None
    card = next(iter(session.editor.document.all(Card)))
    delete_edit = set_fields(session.editor.document, card.id, title="Edited")
    session.editor.commit(message("Edit"), delete_edit)
    session.close(keep=True)
    again = recover(services, lost_sessions(services)[0])
    assert again.prefers_save_as
    again.save()
    after = everything(path)
    assert {name: sql for name, (sql, _) in after.items()} == {
        name: sql for name, (sql, _) in before.items()
    }
    assert after["segment"] == before["segment"]
    assert "Edited" in str(after["card"])


def test_the_file_of_an_older_format_is_kept_at_the_first_save(
    saved: Session, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path_of(saved)
    session = open_session(services, path)
    old = path.read_bytes()
    shutil.rmtree(services.workspace.with_name("revisions"))
    titled(session, "Second")
    monkeypatch.setattr("journeyeditor.storage.schema.FORMAT", FORMAT + 1)
    session.save()
    kept = [
        one.read_bytes() for one in services.workspace.with_name("revisions").rglob("*.journey")
    ]
    assert len(kept) == 2
    assert old in kept


def test_a_save_beside_edits_notes_the_state_that_it_saved(
    saved: Session, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    titled(saved, "As saved")

    def edited_meanwhile(*given: Any, **more: Any) -> Any:
        worker = threading.Thread(target=titled, args=(saved, "While saving"))
        worker.start()
        worker.join()
        assert saved.look().found is OnDisk.SAME
        return save_document(*given, **more)

    monkeypatch.setattr(document_file, "save_document", edited_meanwhile)
    saved.save()
    assert saved.modified
    saved.close(keep=True)
    (lost,) = lost_sessions(services)
    assert lost.changes == 1
    again = recover(services, lost)
    again.editor.undo()
    assert (title_of(again), again.modified) == ("As saved", False)


def test_where_nothing_can_be_renamed_a_person_may_write_over(
    saved: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    titled(saved, "Written over")

    def forbidden(*_: object) -> None:
        raise OSError(errno.EXDEV, "no renaming here")

    monkeypatch.setattr(safe_save, "swap", forbidden)
    with pytest.raises(safe_save.NotReplaceable):
        saved.save()
    saved.save(in_place=True)
    assert not saved.modified
    assert saved.look().found is OnDisk.SAME


def test_save_as_may_write_over_too(
    saved: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.journey"
    shutil.copyfile(path_of(saved), other)
    titled(saved, "Written over")

    def forbidden(*_: object) -> None:
        raise OSError(errno.EXDEV, "no renaming here")

    monkeypatch.setattr(safe_save, "swap", forbidden)
    with pytest.raises(safe_save.NotReplaceable):
        saved.save_as(other)
    assert (saved.path, saved.modified) == (tmp_path / "a.journey", True)
    saved.save_as(other, in_place=True)
    assert (saved.path, saved.modified) == (other, False)
    assert saved.look().found is OnDisk.SAME


def test_a_save_that_could_not_be_noted_is_noted_later(
    saved: Session, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    titled(saved, "Saved")
    with monkeypatch.context() as full:

        def failing(journal: Journal, *_: object) -> int:
            journal._failed = True
            raise JournalFailed("The disk is full.")

        full.setattr(Journal, "saved", failing)
        saved.save()
    assert (saved.modified, saved.trouble is None) == (False, False)
    saved.sync()
    assert saved.trouble is None
    saved.close(keep=True)
    assert lost_sessions(services) == ()
