"""Presenting a map that runs from right to left: its arrows go where they point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Direction
from journeyeditor.model.messages import message
from journeyeditor.ui.theme import Manner
from tests.ui.doing import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.presenting.presenter import Presenter

Key = Qt.Key
WAYS = [
    ((Key.Key_Left,), 1),
    ((Key.Key_Left, Key.Key_Left, Key.Key_Right), 1),
    ((Key.Key_Right,), 0),
    ((Key.Key_End, Key.Key_Left), 5),
    ((Key.Key_Space, Key.Key_PageDown, Key.Key_Backspace), 1),
]


@pytest.fixture
def presenter(editor: MainWindow, application: QApplication, qtbot: QtBot) -> Iterator[Presenter]:
    editor.look.behave(Manner(still=True), application)
    engine = page_of(editor).session.editor
    patch = set_fields(engine.document, page_of(editor).map_id, direction=Direction.RTL)
    engine.commit(message("Mirror"), patch)
    editor.actions_["present"].trigger()
    made = page_of(editor).presenter
    assert made is not None
    qtbot.waitExposed(made)
    yield made
    if page_of(editor).presenter is not None:
        made.close()
    editor.look.behave(Manner(), application)


def test_arrows_go_where_they_point(presenter: Presenter) -> None:
    assert presenter.view.placed is not None and presenter.view.placed.rtl
    for keys, at in WAYS:
        for key in (Key.Key_Home, *keys):
            QTest.keyClick(presenter, key)
        assert presenter.at == at, keys
