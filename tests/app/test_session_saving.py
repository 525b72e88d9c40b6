"""Saving in the open: beside edits, where little is allowed, and over what newer or older programs wrote."""

from __future__ import annotations

import errno
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from journeyeditor.app.beginning import new_session, open_session
from journeyeditor.app.recovery import lost_sessions, recover
from journeyeditor.app.services import Services
from journeyeditor.app.session import Session
from journeyeditor.app.watching import OnDisk
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import DOCUMENT_KEY, Card
from journeyeditor.model.messages import message
from journeyeditor.storage import document_file, safe_save
from journeyeditor.storage.document_file import save_document
from journeyeditor.storage.journal import Journal, JournalFailed
from tests.app.crashing import titled
from tests.app.on_disk import path_of, title_of
from tests.storage.doors import saved_file
from tests.storage.test_newer_minor import everything, newer


def test_a_document_of_this_version_has_no_banner(saved: Session) -> None:
    assert not saved.prefers_save_as
    assert saved.banner is None


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
