"""Lost work on the start page: offered with its picture, opened whole, removed only after asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.beginning import sample_session
from journeyeditor.app.recovery import lost_sessions
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import message
from journeyeditor.ui.dialogs import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.app.session import Session
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers


def edit(session: Session, title: str) -> None:
    patch = set_fields(session.editor.document, DOCUMENT_KEY, title=title)
    assert session.editor.commit(message("Rename"), patch)


@pytest.fixture
def lost(world: World, tmp_path: Path) -> Path:
    """A document in a file with two unsaved changes, whose session was not closed."""
    session = sample_session(world.services, "first-e-bike")
    session.save_as(tmp_path / "bike.journey")
    edit(session, "Once")
    edit(session, "Twice")
    session.close(keep=True)
    return tmp_path / "bike.journey"


@pytest.fixture
def offering(lost: Path, window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.look_for_lost()
    qtbot.waitUntil(lambda: len(window.start.lost.rows) == 1)
    qtbot.waitUntil(lambda: not window.recovery.jobs.running)
    return window


def test_nothing_is_offered_where_nothing_was_lost(window: MainWindow, qtbot: QtBot) -> None:
    window.look_for_lost()
    qtbot.waitUntil(lambda: not window.recovery.jobs.running)
    assert window.start.lost.isHidden()


def test_lost_work_is_offered_above_the_templates(offering: MainWindow, lost: Path) -> None:
    section = offering.start.lost
    assert section.isVisibleTo(offering.start)
    assert section.y() < offering.start.templates.y()
    found = section.rows[0].lost
    assert (found.session.path, found.session.changes) == (lost, 2)
    assert sum(found.sketch.stages) > 3
    assert any(filled for _kind, filled in found.sketch.lanes)


def test_opened_it_goes_on_with_its_steps(offering: MainWindow, lost: Path) -> None:
    offering.start.lost.rows[0].open.click()
    session = offering.session
    assert session is not None
    assert (session.path, session.editor.document.info.title) == (lost, "Twice")
    assert offering.isWindowModified()
    offering.actions_["undo"].trigger()
    assert session.editor.document.info.title == "Once"


def test_typed_text_is_back_and_what_has_no_place_is_told(
    world: World, window: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    session = sample_session(world.services, "first-e-bike")
    session.draft(DOCUMENT_KEY, "title", "Half a ti")
    session.draft("nowhere", "title", "Not to be lost")
    session.close(keep=True)
    window.look_for_lost()
    qtbot.waitUntil(lambda: len(window.start.lost.rows) == 1)
    window.start.lost.rows[0].open.click()
    assert window.session is not None
    assert window.session.editor.document.info.title == "Half a ti"
    assert "“Not to be lost”" in answers.reported[1]


def test_it_is_discarded_only_after_asking(
    offering: MainWindow, answers: Answers, world: World, qtbot: QtBot
) -> None:
    answers.yes = False
    offering.start.lost.rows[0].discard.click()
    assert answers.asked == ["discard bike 2"]
    assert len(lost_sessions(world.services)) == 1
    answers.yes = True
    offering.start.lost.rows[0].discard.click()
    qtbot.waitUntil(lambda: not offering.start.lost.rows)
    assert lost_sessions(world.services) == ()


def test_work_that_another_window_took_over_stays_and_is_told(
    offering: MainWindow, answers: Answers, world: World, qtbot: QtBot
) -> None:
    from journeyeditor.app.recovery import recover

    other = recover(world.services, lost_sessions(world.services)[0])
    offering.start.lost.rows[0].open.click()
    assert offering.page is None
    assert answers.told[0].startswith("The work could not be opened: ")
    qtbot.waitUntil(lambda: not offering.start.lost.rows)
    other.close(keep=True)


def test_discarding_on_leaving_removes_the_session(
    offering: MainWindow, answers: Answers, world: World
) -> None:
    offering.start.lost.rows[0].open.click()
    answers.leave = Answer.DISCARD
    offering.close()
    assert lost_sessions(world.services) == ()
    assert not any(one.is_dir() for one in world.services.workspace.iterdir())


def test_it_can_be_opened_before_its_picture_is_there(
    lost: Path, window: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    window.look_for_lost()
    qtbot.waitUntil(lambda: len(window.start.lost.rows) == 1)
    window.start.lost.rows[0].open.click()
    assert answers.told == []
    assert window.session is not None and window.session.path == lost
