"""What is painted by hand stands at the same side, and whole, in both directions of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from journeyeditor.layout.curve import DASHES, Series
from journeyeditor.layout.lines import figure
from journeyeditor.model.entities import Layer
from journeyeditor.ui.palette_panel import PalettePanel
from journeyeditor.ui.reports import report_list
from journeyeditor.ui.widgets.buttons import MARK_AT, SAMPLE, Sample, Switch
from journeyeditor.ui.widgets.fields import LineField, TextField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.theme import Look

MARGIN = 8
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def mirrored(application: QApplication) -> Iterator[None]:
    """The window is read from the right."""
    application.setLayoutDirection(RTL)
    yield
    application.setLayoutDirection(LTR)


def shown(qtbot: QtBot, widget: QWidget, direction: Qt.LayoutDirection, size: QSize) -> QImage:
    """Its picture in this direction."""
    qtbot.addWidget(widget)
    widget.setLayoutDirection(direction)
    widget.resize(size)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def inked(picture: QImage, rows: range) -> list[int]:
    """The columns with pixels that differ from the picture's ground, once for each, in order."""
    ground = picture.pixel(picture.width() // 2, rows[0])
    return sorted(
        x
        for x in range(MARGIN, picture.width() - MARGIN)
        for y in rows
        if picture.pixel(x, y) != ground
    )


@pytest.mark.parametrize("index", range(1, 5))
@pytest.mark.parametrize("direction", [LTR, RTL])
def test_a_sample_ends_in_its_mark_beside_the_name(
    look: Look, qtbot: QtBot, index: int, direction: Qt.LayoutDirection
) -> None:
    series = Series("p", Layer.NOW, index)
    sample = Sample(look, series.role, series.dash, (figure(series, *MARK_AT),))
    picture = shown(qtbot, sample, direction, SAMPLE)
    columns = [
        x if direction is LTR else 31 - x
        for x in range(32)
        for y in (1, 2, 9, 10)
        if picture.pixel(x, y) != picture.pixel(0, 0)
    ]
    assert 20 <= min(columns) < max(columns) <= 31


def test_dashes_of_a_sample_are_whole_at_both_ends(look: Look, qtbot: QtBot) -> None:
    picture = shown(qtbot, Sample(look, "ink", DASHES[1]), LTR, SAMPLE)
    ground = picture.pixel(16, 0)
    gaps = [x for x in range(32) if picture.pixel(x, 5) == ground]
    assert gaps == [31 - x for x in reversed(gaps)]
    assert len(gaps) >= 4


@pytest.mark.parametrize("on", [False, True])
@pytest.mark.parametrize("direction", [LTR, RTL])
def test_the_knob_of_a_switch_goes_to_the_end_of_the_line(
    look: Look, qtbot: QtBot, direction: Qt.LayoutDirection, on: bool
) -> None:
    switch = Switch(look, "")
    switch.setChecked(on)
    picture = shown(qtbot, switch, direction, QSize(60, 26))
    knob = look.colour("accent.ink" if on else "ink.quiet").rgb()
    middle = 17 if direction is LTR else 60 - 17
    found = [x for x in range(middle - 13, middle + 13) if picture.pixel(x, 13) == knob]
    assert (sum(found) / len(found) > middle) is (on is (direction is LTR))


@pytest.mark.parametrize(("hint", "at_left"), [("Several values", True), ("قيم مختلفة", False)])
@pytest.mark.parametrize("kind", [LineField, TextField])
def test_hints_stand_where_what_is_typed_will(
    mirrored: None, qtbot: QtBot, kind: type[LineField | TextField], hint: str, at_left: bool
) -> None:
    field = kind(hint)
    # The caret is no part of it.
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    picture = shown(qtbot, field, RTL, QSize(300, field.sizeHint().height()))
    columns = inked(picture, range(6, 26))
    assert max(columns) < 150 if at_left else min(columns) > 150


@pytest.mark.parametrize("direction", [LTR, RTL])
@pytest.mark.parametrize("narrow", [False, True])
def test_tiles_are_whole_beside_a_scroll_bar(
    look: Look, qtbot: QtBot, narrow: bool, direction: Qt.LayoutDirection
) -> None:
    panel = PalettePanel(look)
    panel.set_narrow(narrow)
    shown(qtbot, panel, direction, QSize(panel.width(), 200))
    area = panel.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().isVisible()
    for tile in panel.tiles:
        left = tile.mapTo(area.viewport(), QPoint()).x()
        assert left >= 0 and left + tile.width() <= area.viewport().width()


def test_the_corners_of_a_list_of_sentences_stay_round(look: Look, qtbot: QtBot) -> None:
    area = report_list(["A sentence."] * 30)
    shown(qtbot, area, LTR, QSize(300, 200))
    edge, inner_radius = 2, 6
    corner = area.viewport().geometry().topLeft() - QPoint(edge, edge)
    middle = QPoint(inner_radius, inner_radius)
    reach = middle - corner
    assert reach.x() ** 2 + reach.y() ** 2 <= inner_radius**2
