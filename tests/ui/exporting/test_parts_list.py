"""The parts of an export: ticked and moved by keys, mouse and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from journeyeditor.app.export_choices import ALL_PARTS
from journeyeditor.layout.pages import Part
from journeyeditor.ui.exporting.parts_list import PartsList

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.theme import Look

K, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def parts(look: Look, qtbot: QtBot) -> PartsList:
    made = PartsList(look, "Parts")
    qtbot.addWidget(made)
    made.resize(320, made.height())
    made.show_parts((Part.MAP, Part.LEGEND))
    made.show()
    return made


def test_space_ticks_and_alt_with_arrows_moves(parts: PartsList) -> None:
    told: list[list[Part]] = []
    parts.chosen.connect(lambda chosen: told.append(list(chosen)))
    QTest.keyClick(parts, K.Key_Space)
    assert told[-1] == [Part.COVER, Part.MAP, Part.LEGEND]
    QTest.keyClick(parts, K.Key_Down, ALT)
    assert list(parts.rows[:2]) == [Part.MAP, Part.COVER]
    assert told[-1] == [Part.MAP, Part.COVER, Part.LEGEND]
    QTest.keyClick(parts, K.Key_Up, ALT)
    QTest.keyClick(parts, K.Key_Up, ALT)
    assert parts.rows == ALL_PARTS
    QTest.keyClick(parts, K.Key_Space)
    assert told[-1] == [Part.MAP, Part.LEGEND]


def test_a_click_ticks_but_not_on_what_it_is_dragged_by(parts: PartsList) -> None:
    row = parts.visualItemRect(parts.item(ALL_PARTS.index(Part.CURVE)))
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(parts.viewport(), button, pos=row.center())
    assert Part.CURVE in parts.parts
    QTest.mouseClick(parts.viewport(), button, pos=QPoint(row.right() - 8, row.center().y()))
    assert Part.CURVE in parts.parts
    QTest.mouseClick(parts.viewport(), button, pos=QPoint(row.left() + 14, row.center().y()))
    assert Part.CURVE not in parts.parts


def test_parts_are_shown_in_their_order_and_the_current_row_stays(parts: PartsList) -> None:
    parts.setCurrentRow(ALL_PARTS.index(Part.INSIGHTS))
    chosen = (Part.APPENDIX, Part.MAP, Part.INSIGHTS)
    parts.show_parts(chosen)
    assert parts.parts == chosen
    assert sorted(parts.rows) == sorted(ALL_PARTS)
    assert parts.rows[parts.currentRow()] is Part.INSIGHTS


def test_every_row_is_said_with_its_word(parts: PartsList) -> None:
    said = [
        parts.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(parts.count())
    ]
    assert said[0] == "Cover" and said[2] == "Legend, below the map"


def test_the_legend_says_where_it_stands(parts: PartsList) -> None:
    def note() -> str:
        item = parts.item(parts.rows.index(Part.LEGEND))
        return str(item.data(Qt.ItemDataRole.AccessibleTextRole))

    assert note() == "Legend, below the map"
    parts.show_parts((Part.MAP, Part.PERSONA, Part.LEGEND))
    assert note() == "Legend, a page of its own"
    parts.tick(parts.rows.index(Part.PERSONA))
    assert note() == "Legend, below the map"
    parts.setCurrentRow(parts.rows.index(Part.LEGEND))
    parts.move_by(1 - len(parts.rows))
    assert note() == "Legend, a page of its own"
    assert "page of its own" in parts.item(0).toolTip()
