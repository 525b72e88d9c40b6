"""The list that drops down shows its rows whole, and all of them as long as they are not too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFrame

from journeyeditor.ui.widgets.fields import MOST_CHOICES, Quiet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow


@pytest.mark.parametrize("count", [2, 6, 13, MOST_CHOICES, MOST_CHOICES + 9])
def test_rows_are_whole_and_nothing_pokes_out(window: MainWindow, qtbot: QtBot, count: int) -> None:
    choice = Quiet(window.look)
    choice.setParent(window)
    choice.setGeometry(40, 40, 220, 34)
    choice.set_choices([(number, f"Choice {number}", "") for number in range(count)])
    choice.show()
    choice.showPopup()
    view = choice.view()
    try:
        qtbot.waitUntil(view.isVisible)
        around = view.parentWidget()
        assert isinstance(around, QFrame)
        assert view.geometry() == around.rect()
        assert around.frameWidth() == 0
        row = view.visualRect(view.model().index(0, 0)).height()
        assert view.viewport().height() == row * min(count, MOST_CHOICES)
    finally:
        choice.hidePopup()
        choice.hide()
        choice.deleteLater()
