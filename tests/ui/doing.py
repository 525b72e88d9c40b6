"""What tests of the window do again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.model.document import Document
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow


def page_of(window: MainWindow) -> EditorPage:
    assert window.page is not None
    return window.page


def document_of(window: MainWindow) -> Document:
    return page_of(window).session.editor.document


def change(window: MainWindow) -> None:
    """One edit: another stage."""
    window.actions_["add-stage"].trigger()
    page_of(window).commit_pending()


def finish(window: MainWindow, qtbot: QtBot) -> None:
    """Until no work is under way."""
    qtbot.waitUntil(lambda: not window.jobs.running)
