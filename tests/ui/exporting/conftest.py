"""An export dialog over a document of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.beginning import new_session
from journeyeditor.ui.exporting.dialog import ExportDialog
from journeyeditor.ui.exporting.subject import Subject
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.world import World

WAIT = 30_000


@pytest.fixture
def subject(world: World) -> Iterator[Subject]:
    session = new_session(world.services, "blank")
    session.editor.reset(generated_document(12, 4, 3, 2))
    editor = session.editor
    first = editor.document.maps[0].id
    yield Subject(editor, first, world.services, world.settings, world.look.icons)
    session.close()


@pytest.fixture
def dialog(subject: Subject, world: World, qtbot: QtBot) -> Iterator[ExportDialog]:
    """The dialog with all its pages made, on A4."""
    world.settings.put("paper", "A4")
    made = ExportDialog(None, world.look, subject)
    qtbot.addWidget(made)
    made.show()
    settled(made, qtbot)
    yield made
    made.close()


def settled(dialog: ExportDialog, qtbot: QtBot) -> None:
    """Until all there is to see and to say is there."""
    preview = dialog.preview
    qtbot.waitUntil(lambda: preview.complete and preview.view.shown is not None, timeout=WAIT)
