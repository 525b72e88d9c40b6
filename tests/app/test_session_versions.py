"""Earlier versions of a document, and what is left of a damaged one."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.app.beginning import new_session, open_session
from journeyeditor.app.recovery import lost_sessions, open_version, recover, salvaged_session
from journeyeditor.app.services import Services
from journeyeditor.app.session import Answered, Choice, Session
from journeyeditor.app.versions import rescue
from journeyeditor.model.messages import Refused
from journeyeditor.storage.schema import FORMAT
from tests.app.crashing import titled
from tests.app.on_disk import path_of, saved_by, title_of


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


def test_a_failing_place_for_versions_hinders_nothing(services: Services, tmp_path: Path) -> None:
    services.workspace.parent.mkdir(exist_ok=True)
    for name in ("revisions", "places"):
        services.workspace.with_name(name).write_text("in the way")
    session = new_session(services)
    session.save_as(tmp_path / "a.journey")
    assert session.versions() == ()
    session.close()


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
