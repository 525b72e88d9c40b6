"""The life of one open document: new, open, edit, save, save as, revert, export."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from journeyeditor.app.beginning import new_session, open_session, sample_session
from journeyeditor.app.exporting import export_json, export_pdf
from journeyeditor.app.services import Services
from journeyeditor.app.session import ChangedOnDisk, Choice, Session
from journeyeditor.app.watching import OnDisk, Seen
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Patch
from journeyeditor.layout.pages import PageOptions
from journeyeditor.model.entities import DOCUMENT_KEY, Entity
from journeyeditor.model.messages import Refused, message
from journeyeditor.storage.carried import Row
from journeyeditor.storage.mapping import KindRows
from tests.support.maps import small_document


def titled(session: Session, title: str) -> None:
    """An edit: the document's title."""
    document = session.editor.document
    patch: Patch = set_fields(document, DOCUMENT_KEY, title=title)
    assert session.editor.commit(message("Rename"), patch)


class Answers:
    """A person who always gives the same answer."""

    def __init__(self, answer: Choice) -> None:
        self.answer = answer
        self.asked: list[tuple[Path, OnDisk]] = []

    def changed_on_disk(self, path: Path, seen: Seen) -> Choice:
        self.asked.append((path, seen.found))
        return self.answer


@pytest.fixture
def saved(services: Services, tmp_path: Path) -> Session:
    session = new_session(services, "retail")
    session.save_as(tmp_path / "a.journey")
    return session


def test_a_new_session_is_untitled_and_unmodified(services: Services) -> None:
    session = new_session(services, "saas", "Our app")
    assert (session.path, session.name, session.modified) == (None, "Our app", False)
    info = session.editor.document.info
    assert (info.author, info.created) == ("Anna", "2026-03-01T09:30:00Z")
    with pytest.raises(Refused, match="no file yet"):
        session.save()


def test_saving_as_gives_the_session_its_file(saved: Session, tmp_path: Path) -> None:
    assert saved.path == tmp_path / "a.journey"
    assert saved.name == "a"
    assert not saved.modified


def test_what_is_saved_is_what_is_opened(
    saved: Session, services: Services, tmp_path: Path
) -> None:
    titled(saved, "Changed")
    assert saved.modified
    saved.save()
    assert not saved.modified
    again = open_session(services, tmp_path / "a.journey")
    assert again.editor.document == saved.editor.document
    assert again.path == saved.path


def test_the_first_save_uses_the_rows_that_opening_made(
    services: Services, saved: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert saved.path is not None
    session = open_session(services, saved.path)
    titled(session, "Only this is new")
    made: list[Entity] = []
    real = KindRows.to_rows

    def noted(kind: KindRows, entities: Sequence[Entity]) -> list[Row]:
        made.extend(entities)
        return real(kind, entities)

    monkeypatch.setattr(KindRows, "to_rows", noted)
    session.save()
    assert made == [session.editor.document.info]


def test_an_undo_past_the_save_is_modified(saved: Session) -> None:
    titled(saved, "Changed")
    saved.save()
    saved.editor.undo()
    assert saved.modified


def test_saves_add_to_one_history(saved: Session, services: Services) -> None:
    assert saved.path is not None
    titled(saved, "Changed")
    saved.save()
    again = open_session(services, saved.path)
    again.save()
    from journeyeditor.storage.document_file import open_document

    revisions = open_document(saved.path, services.workspace / "look").revisions
    assert len(revisions) == 3
    assert revisions[2].parents == (revisions[1].id,)


@pytest.mark.parametrize("answer", [Choice.OVER, Choice.CANCEL])
def test_a_file_that_somebody_else_changed_is_asked_about(
    saved: Session, services: Services, answer: Choice
) -> None:
    assert saved.path is not None
    other = open_session(services, saved.path)
    titled(other, "By another")
    other.save()
    answers = Answers(answer)
    titled(saved, "By me")
    if answer is Choice.OVER:
        saved.save(answers)
    else:
        with pytest.raises(ChangedOnDisk, match=r"was saved by Anna at .* Nothing was saved"):
            saved.save(answers)
    assert answers.asked == [(saved.path, OnDisk.NEWER)]
    now = open_session(services, saved.path).editor.document.info.title
    assert now == ("By me" if answer is Choice.OVER else "By another")


def test_a_file_that_was_only_touched_is_not_asked_about(saved: Session) -> None:
    assert saved.path is not None
    os.utime(saved.path, (1, 1))
    titled(saved, "By me")
    saved.save()
    assert not saved.modified


def test_a_file_that_is_gone_is_written_again(saved: Session) -> None:
    assert saved.path is not None
    saved.path.unlink()
    saved.save()
    assert saved.path.is_file()


def test_save_as_adds_the_suffix_and_never_replaces_unasked(saved: Session, tmp_path: Path) -> None:
    saved.save_as(tmp_path / "b.v2")
    assert saved.path == tmp_path / "b.v2.journey"
    (tmp_path / "c.journey").write_text("other", encoding="utf-8")
    with pytest.raises(Refused, match="exists already"):
        saved.save_as(tmp_path / "c")
    assert saved.path == tmp_path / "b.v2.journey"


def test_a_failed_save_changes_nothing(saved: Session, tmp_path: Path) -> None:
    titled(saved, "Changed")
    with pytest.raises(Refused):
        saved.save_as(tmp_path / "no" / "b.journey")
    assert saved.modified
    assert saved.path == tmp_path / "a.journey"


def test_revert_goes_back_to_the_file(saved: Session) -> None:
    before = saved.editor.document
    titled(saved, "Changed")
    saved.revert()
    assert saved.editor.document == before
    assert not saved.modified
    assert saved.editor.undo() is None


def test_revert_without_a_file_goes_back_to_the_beginning(services: Services) -> None:
    session = sample_session(services, "elterngeld")
    before = session.editor.document
    titled(session, "Changed")
    session.revert()
    assert session.editor.document == before


def test_an_import_is_an_untitled_document_with_a_report(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "tea.mmd"
    path.write_text("journey\n  section S\n    Task: much: Me\n", encoding="utf-8")
    session = open_session(services, path)
    assert session.path is None
    assert session.name == "tea"
    assert session.report


def test_closing_leaves_nothing_behind(saved: Session, services: Services) -> None:
    saved.close()
    assert list(services.workspace.iterdir()) == []


def test_a_file_that_can_t_be_opened_leaves_nothing_behind(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "x.journey"
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(Refused):
        open_session(services, path)
    assert not list(services.workspace.glob("*"))


def test_unknown_templates_and_samples_are_refused(services: Services) -> None:
    with pytest.raises(Refused, match="no template “x”; there are customer-journey"):
        new_session(services, "x")
    with pytest.raises(Refused, match="no sample “x”"):
        sample_session(services, "x")


def test_a_pdf_never_replaces_the_original(services: Services, tmp_path: Path) -> None:
    original = tmp_path / "a.journey"
    original.write_bytes(b"original")
    for force in (False, True):
        with pytest.raises(Refused, match="is the file that is read"):
            export_pdf(
                small_document(),
                original,
                PageOptions(),
                services,
                force=force,
                original=original,
            )
    assert original.read_bytes() == b"original"


def test_a_pdf_replaces_another_file_only_with_force(services: Services, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"other")
    with pytest.raises(Refused, match="exists already"):
        export_pdf(small_document(), target, PageOptions(), services)
    assert target.read_bytes() == b"other"
    printed = export_pdf(small_document(), target, PageOptions(), services, force=True)
    assert printed.pages >= 1
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"other")
    target.chmod(0o444)
    with pytest.raises(Refused, match="is read-only"):
        export_json(small_document(), target, force=True)
    assert target.read_bytes() == b"other"


def test_a_failed_write_leaves_nothing(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left"):
        export_json(small_document(), tmp_path / "a.json")
    with pytest.raises(Refused, match="No space left"):
        export_pdf(small_document(), tmp_path / "a.pdf", PageOptions(), services)
    assert list(tmp_path.iterdir()) == []
