"""A file that changes under an open document, and colleagues beside it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from journeyeditor.app.beginning import new_session, open_session
from journeyeditor.app.services import Services
from journeyeditor.app.session import Answered, ChangedOnDisk, Choice, Session
from journeyeditor.app.watching import OnDisk, open_elsewhere
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import message
from tests.app.crashing import titled
from tests.app.on_disk import path_of, saved_by, title_of


def without_history(services: Services, path: Path, title: str) -> None:
    session = open_session(services, path)
    change = set_fields(session.editor.document, DOCUMENT_KEY, title=title, keep_history=False)
    session.editor.commit(message("Rename"), change)
    session.save()
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
