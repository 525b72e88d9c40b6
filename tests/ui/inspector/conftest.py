"""The inspector that the tests look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.editor import Editor
from journeyeditor.ui.around import around_of
from journeyeditor.ui.bridge import Bridge
from journeyeditor.ui.inspector.panel import Inspector
from tests.support.maps import small_document
from tests.support.sources import fixed_clock, fixed_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.world import World

from tests.ui.inspector.bench import Bench


@pytest.fixture
def bench(world: World, qtbot: QtBot) -> Iterator[Bench]:
    editor = Editor(small_document(), fixed_clock)
    bridge = Bridge(editor)
    panel = Inspector(world.look, bridge, fixed_ids(7), around_of(world))
    bridge.setParent(panel)
    said: list[str] = []
    panel.said.connect(lambda one: said.append(one.text()))
    panel.show_map(editor.document.maps[0].id)
    panel.resize(304, 900)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    yield Bench(editor, panel, said, bridge)
    panel.close()
    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
