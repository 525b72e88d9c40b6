"""High contrast: what has an edge has one of two pixels, what is chosen a ring, and words have room beside both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from journeyeditor.app.library import Entry
from journeyeditor.app.resources import Resources
from journeyeditor.layout.palette import Palette
from journeyeditor.ui.maps.facts import Facts
from journeyeditor.ui.maps.overview import MapCard
from journeyeditor.ui.palette_panel import PalettePanel
from journeyeditor.ui.start_cards import EntryCard, RecentRow
from journeyeditor.ui.stylesheet import stylesheet
from journeyeditor.ui.theme import Look, ThemeChoice
from journeyeditor.ui.widgets.pick_list import Pick, PickList
from tests.ui.painted import painted
from tests.ui.test_look import choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

TEMPLATE = Resources.find().templates / "banking.json"


def look_in(theme: ThemeChoice, look: Look) -> Look:
    made = Look.load(Resources.find().themes, look.icons, look.translate)
    choose(made, theme)
    return made


@pytest.fixture
def bold(look: Look) -> Look:
    return look_in(ThemeChoice.HIGH_CONTRAST, look)


def entry_card(look: Look) -> QWidget:
    return EntryCard(look, Entry("banking", "Banking", "An account", TEMPLATE))


def recent_row(look: Look) -> QWidget:
    return RecentRow(look, TEMPLATE)


def map_card(look: Look) -> QWidget:
    return MapCard(look, Facts("m", "Today", "", "2 cards", "", None, False))


def across(image: QImage, colour: QColor) -> list[int]:
    """The columns of an image that have a colour at its middle."""
    y = image.height() // 2
    return [x for x in range(image.width()) if image.pixelColor(x, y) == colour]


@pytest.mark.parametrize("make", [entry_card, recent_row, map_card])
def test_painted_blocks_have_an_edge_of_two_pixels(
    bold: Look, qtbot: QtBot, make: Callable[[Look], QWidget]
) -> None:
    widget = make(bold)
    qtbot.addWidget(widget)
    widget.resize(260, max(54, widget.sizeHint().height()))
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(bold.colour("canvas"))
    widget.render(image, renderFlags=QWidget.RenderFlag.DrawChildren)
    first, second = across(image, bold.colour("line"))[:2]
    assert second == first + 1


@pytest.mark.parametrize(
    ("theme", "ringed"), [(ThemeChoice.HIGH_CONTRAST, True), (ThemeChoice.LIGHT, False)]
)
def test_a_chosen_row_has_a_ring_where_there_are_no_tints(
    look: Look, qtbot: QtBot, theme: ThemeChoice, ringed: bool
) -> None:
    shown = look_in(theme, look)
    rows = PickList(shown, "Commands")
    qtbot.addWidget(rows)
    rows.show_picks([Pick("a", "Add"), Pick("b", "Bend")], "a")
    image = rows.viewport().grab().toImage()
    top, under = (rows.visualRect(rows.model().index(row, 0)) for row in (0, 1))
    accent = shown.colour("accent")
    x = top.center().x()

    def lines(start: int, end: int) -> int:
        return sum(image.pixelColor(x, y) == accent for y in range(start, end))

    assert bool(lines(top.top(), top.bottom() + 1)) is ringed
    assert not lines(under.top() + 1, under.bottom() + 1)


def test_every_tile_says_its_whole_name(bold: Look, qtbot: QtBot) -> None:
    panel = PalettePanel(bold)
    qtbot.addWidget(panel)
    for tile in panel.tiles:
        assert [one.text for one in painted(tile)] == [tile.item.name]


def test_only_high_contrast_draws_lines_around_what_is_chosen_or_plain() -> None:
    themes = Resources.find().themes
    for name in ("light", "dark", "high-contrast"):
        sheet = stylesheet(Palette.load(themes / f"{name}.json"))
        for rule in ("QMenu::item:selected { border:", "QPushButton#plain { border: 2px solid #"):
            assert (rule in sheet) is (name == "high-contrast")
