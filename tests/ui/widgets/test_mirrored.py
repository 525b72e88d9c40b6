"""What is painted by hand stands and points the other way where a window is read from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from journeyeditor.model.entities import LaneKind
from journeyeditor.ui.inspector.links import LinkRow
from journeyeditor.ui.stylesheet import stylesheet
from journeyeditor.ui.theme import PLAIN, Manner
from journeyeditor.ui.widgets.section import SectionHead
from tests.support.maps import small_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.theme import Look

WIDE = 240


@pytest.fixture
def mirrored(look: Look, application: QApplication) -> Iterator[Look]:
    look.behave(Manner(mirrored=True), application)
    yield look
    look.behave(PLAIN, application)


def columns(widget: QWidget, row: int | None = None) -> list[int]:
    """The columns of pixels in which there is something, of one row of them or of all."""
    widget.resize(WIDE, widget.sizeHint().height())
    image = widget.grab().toImage()
    ground = image.pixel(WIDE // 2, 1)
    rows = range(image.height()) if row is None else (row,)
    return [x for x in range(WIDE) if any(image.pixel(x, y) != ground for y in rows)]


def chevron(look: Look, qtbot: QtBot) -> tuple[list[int], list[int]]:
    """Where the mark of a closed section is, at its middle and above that."""
    head = SectionHead(look, "")
    qtbot.addWidget(head)
    middle = head.height() // 2
    return columns(head, middle), columns(head, middle - 3)


def test_the_mark_of_a_closed_section_points_along_the_line(look: Look, qtbot: QtBot) -> None:
    tip, above = chevron(look, qtbot)
    assert max(tip) > max(above) and max(tip) < WIDE / 4


def test_and_the_other_way_there(mirrored: Look, qtbot: QtBot) -> None:
    tip, above = chevron(mirrored, qtbot)
    assert min(tip) < min(above) and min(tip) > WIDE * 3 / 4


def test_the_icon_of_a_link_stands_beside_its_text(mirrored: Look, qtbot: QtBot) -> None:
    document = small_document()
    card = next(c for lane in document.lanes(document.maps[0].id) for c in document.cards(lane.id))
    made = LinkRow(mirrored, card, (str(LaneKind.PAIN), "pain.ink"), "")
    made.setText("")
    qtbot.addWidget(made)
    assert made.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert min(columns(made)) >= WIDE - 22


def test_marks_of_menus_stand_off_the_edge_they_are_at(look: Look) -> None:
    assert "margin-left: 7px" in stylesheet(look.palette)
    assert "margin-right: 7px" in stylesheet(look.palette, mirrored=True)
