"""The window tells screen readers: its canvas has an interface, and what is done and refused there is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

from journeyeditor.model.entities import Card
from journeyeditor.model.messages import message
from journeyeditor.ui import application as program
from journeyeditor.ui.canvas.accessible import CanvasInterface
from tests.ui.doing import document_of, page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.ui.main_window import MainWindow

URGENT = QAccessible.AnnouncementPoliteness.Assertive


class Reader:
    """A screen reader that writes down what is announced, and whether it interrupts."""

    def __init__(self) -> None:
        self.said: list[tuple[str, bool]] = []

    def hear(self, event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.said.append((event.message(), event.politeness() == URGENT))


@pytest.fixture
def reader(editor: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """One that listens to the announcer that the window made."""
    found, announcer = Reader(), page_of(editor).announcer
    monkeypatch.setattr(announcer, "_active", lambda: True)
    monkeypatch.setattr(announcer, "_send", found.hear)
    return found


def test_the_program_offers_an_interface_for_its_canvas(
    editor: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Callable[..., object]] = []
    monkeypatch.setattr(QAccessible, "installFactory", offered.append)
    program.make_application()
    (factory,) = offered
    canvas = page_of(editor).canvas
    assert isinstance(factory("Canvas", canvas), CanvasInterface)
    assert factory("QPushButton", editor) is None


def test_what_is_done_and_undone_in_the_window_is_said(editor: MainWindow, reader: Reader) -> None:
    page = page_of(editor)
    page.session.editor.select([next(document_of(editor).all(Card)).id])
    editor.actions_["delete"].trigger()
    editor.actions_["undo"].trigger()
    words = [words for words, _urgent in reader.said]
    assert words[0].startswith("Deleted: 1 card")
    assert any(one.startswith("Undone: ") for one in words[1:])


def test_what_is_refused_interrupts(editor: MainWindow, reader: Reader) -> None:
    page_of(editor).tell(message("This map is locked."))
    assert reader.said == [("This map is locked.", True)]


def test_a_page_that_goes_takes_its_interface_along(editor: MainWindow) -> None:
    canvas = page_of(editor).canvas
    tree = program.accessible_interface("Canvas", canvas)
    assert isinstance(tree, CanvasInterface)
    first = next(iter(tree.things()))
    assert tree.item(first) is tree.known(first)
    editor.close_session()
    assert tree.known(first) is None
