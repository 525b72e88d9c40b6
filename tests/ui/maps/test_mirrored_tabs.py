"""The tabs of the maps where the window runs from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journeyeditor.ui.maps.tabs import MapTabs, Tab

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.theme import Look

Key = Qt.Key


@pytest.mark.parametrize("mirrored", [False, True])
def test_ctrl_and_an_arrow_move_a_tab_to_the_side_it_points_to(
    look: Look, qtbot: QtBot, mirrored: bool
) -> None:
    tabs = MapTabs(look)
    qtbot.addWidget(tabs)
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    tabs.setLayoutDirection(right if mirrored else left)
    tabs.show_maps((Tab("a", "As-is"), Tab("b", "To-be"), Tab("c", "Later")), "b")
    said: list[tuple[str, int]] = []

    def heard(key: str, place: int) -> None:
        said.append((key, place))

    tabs.moved.connect(heard)
    for key in (Key.Key_Left, Key.Key_Right):
        QTest.keyClick(tabs, key, Qt.KeyboardModifier.ControlModifier)
    assert said == ([("b", 2), ("b", 0)] if mirrored else [("b", 0), ("b", 2)])
