"""Earlier versions from the File menu, and files that can't be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.beginning import new_session
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import message
from journeyeditor.ui.rescuing import OnDamage, OnVersion, VersionsSheet

if TYPE_CHECKING:
    from pathlib import Path

    from journeyeditor.app.session import Session
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers


def edit(session: Session, title: str) -> None:
    patch = set_fields(session.editor.document, DOCUMENT_KEY, title=title)
    assert session.editor.commit(message("Rename"), patch)


@pytest.fixture
def twice(world: World, tmp_path: Path) -> Path:
    """A file that was saved twice."""
    session = new_session(world.services, "retail", "First")
    session.save_as(tmp_path / "a.journey")
    edit(session, "Second")
    session.save()
    session.close()
    return tmp_path / "a.journey"


def title_of(window: MainWindow) -> str:
    assert window.session is not None
    return window.session.editor.document.info.title


def test_an_earlier_version_is_restored_as_one_step(
    window: MainWindow, answers: Answers, twice: Path
) -> None:
    window.files.load(twice)
    answers.on_version = OnVersion.RESTORE
    window.actions_["versions"].trigger()
    assert answers.asked == ["version Second", "version First"]
    assert title_of(window) == "First"
    window.actions_["undo"].trigger()
    assert title_of(window) == "Second"
    assert not window.isWindowModified()


def test_an_earlier_version_opens_as_a_document_of_its_own(
    window: MainWindow, answers: Answers, twice: Path
) -> None:
    window.files.load(twice)
    answers.on_version = OnVersion.OPEN
    window.actions_["versions"].trigger()
    assert title_of(window) == "First"
    assert window.session is not None and window.session.path is None


def test_a_document_without_versions_says_so(editor: MainWindow, answers: Answers) -> None:
    editor.actions_["versions"].trigger()
    assert answers.asked == []
    assert editor.page is not None
    assert "each save keeps one" in editor.page.status.words.accessibleName()


def test_the_list_shows_time_author_and_title(
    window: MainWindow, world: World, twice: Path
) -> None:
    window.files.load(twice)
    assert window.session is not None
    sheet = VersionsSheet(window, window.look, window.session.versions())
    assert "Tester · Second" in sheet.list.item(0).text()
    assert sheet.chosen is not None and sheet.chosen.title == "Second"
    sheet.list.setCurrentRow(1)
    assert sheet.chosen is not None and sheet.chosen.title == "First"


@pytest.fixture
def damaged(twice: Path) -> Path:
    twice.write_bytes(twice.read_bytes()[: twice.stat().st_size // 2])
    return twice


def test_for_a_damaged_file_the_kept_version_is_offered_first(
    window: MainWindow, answers: Answers, damaged: Path
) -> None:
    answers.on_damage = OnDamage.KEPT
    window.files.load(damaged)
    assert "Tester · Second" in answers.asked[0] and " True: " in answers.asked[0]
    assert title_of(window) == "Second"
    assert window.session is not None and window.session.path is None


def test_a_damaged_file_is_salvaged_with_a_list_of_what_is_missing(
    window: MainWindow, answers: Answers, damaged: Path
) -> None:
    before = damaged.read_bytes()
    answers.on_damage = OnDamage.SALVAGE
    window.files.load(damaged)
    assert answers.reported[0] == "What is left of “a.journey”"
    assert len(answers.reported) > 1
    assert window.session is not None and window.session.path is None
    assert damaged.read_bytes() == before


def test_nothing_is_opened_unasked(window: MainWindow, answers: Answers, damaged: Path) -> None:
    window.files.load(damaged)
    assert window.page is None
    assert len(answers.asked) == 1
