"""Every place that can be empty says so, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from journeyeditor.app.beginning import new_session
from journeyeditor.ui.canvas.overlay import EMPTY
from journeyeditor.ui.command_palette import NOTHING
from journeyeditor.ui.find_bar import NONE as FOUND_NONE
from journeyeditor.ui.inspector.all_comments import ALL, NONE, OPEN, SETTLED, AllComments
from journeyeditor.ui.inspector.pictures import EMPTY as PICTURE
from journeyeditor.ui.maps.shown import NO_VIEWS, NOBODY
from journeyeditor.ui.people_editor import NOBODY as PEOPLE
from tests.support.maps import generated_document
from tests.ui.doing import page_of
from tests.ui.reading import texts, windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow

VERBS = ("Add", "add", "Drop", "Drag", "Open", "open", "Try", "Write", "write", "settles", "save")
"""What each such sentence tells to do, or does."""


@pytest.fixture
def blank(window: MainWindow) -> MainWindow:
    """A document with a step and lanes, and nothing in them."""
    session = new_session(window.world.services, "blank")
    session.editor.reset(generated_document(0, 1, 1, 0))
    window.show_session(session)
    QApplication.processEvents()
    return window


def read(window: QWidget) -> str:
    return "\n".join(one.text for one in texts(window))


def beside(window: MainWindow) -> str:
    """What the windows beside the one say."""
    others = [one for one in windows() if one is not window]
    said = "\n".join(map(read, others))
    for one in others:
        one.close()
    return said


def called(action: str) -> Callable[[MainWindow], str]:
    def look(window: MainWindow) -> str:
        window.actions_[action].trigger()
        QApplication.processEvents()
        return beside(window)

    return look


def comments(kept: str) -> Callable[[MainWindow], str]:
    def look(window: MainWindow) -> str:
        window.actions_["comments"].trigger()
        listed = page_of(window).inspector.findChild(AllComments)
        assert isinstance(listed, AllComments)
        listed.filter.buttons[kept].click()
        QApplication.processEvents()
        return read(window)

    return look


def palette(window: MainWindow) -> str:
    window.actions_["palette"].trigger()
    shown = window.tools.shown_palette
    assert shown is not None
    shown.field.setText("xyzzy")
    QApplication.processEvents()
    return read(shown)


PLACES: dict[str, tuple[Callable[[MainWindow], str], str]] = {
    "personas of a map": (read, "+ Add a persona"),
    "personas of a document": (called("personas"), PEOPLE),
    "channels of one's own": (called("channels"), "Add one for a way of contact"),
    "personas shown": (called("shown"), NOBODY),
    "saved views": (called("shown"), NO_VIEWS),
    "open comments": (comments(OPEN), NONE[OPEN]),
    "settled comments": (comments(SETTLED), NONE[SETTLED]),
    "all comments": (comments(ALL), NONE[ALL]),
    "commands that fit": (palette, NOTHING),
}


@pytest.mark.parametrize("place", PLACES)
def test_an_empty_place_says_what_to_do(blank: MainWindow, place: str, qtbot: QtBot) -> None:
    look, words = PLACES[place]
    qtbot.waitUntil(lambda: words in look(blank))
    assert any(verb in words for verb in VERBS)


def test_the_start_page_without_files_and_templates(window: MainWindow) -> None:
    assert "Files you open or save appear here." in read(window)
    window.start.search.setText("xyzzy")
    QApplication.processEvents()
    assert "No template says “xyzzy”. Try another word." in read(window)


def test_an_empty_cell_and_a_lack_of_pictures_invite() -> None:
    assert any(verb in EMPTY for verb in VERBS)
    assert any(verb in PICTURE for verb in VERBS)


def test_a_search_in_vain_says_so(blank: MainWindow, qtbot: QtBot) -> None:
    blank.actions_["find"].trigger()
    page_of(blank).find_bar.field.insert("xyzzy")
    qtbot.waitUntil(lambda: FOUND_NONE in read(blank))
