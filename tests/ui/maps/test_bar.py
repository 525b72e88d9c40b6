"""The maps in the top bar: room for the name and the tabs, however many there are."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from journeyeditor.model.entities import Map
from journeyeditor.ui.theme import Manner
from journeyeditor.ui.top_bar import TopBar
from tests.ui.doing import document_of, page_of

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    from journeyeditor.ui.main_window import MainWindow


def place(widget: QWidget, window: MainWindow) -> QRect:
    bar = page_of(window).bar
    return widget.rect().translated(widget.mapTo(bar, widget.rect().topLeft()))


@pytest.mark.parametrize("width", [900, 1100, 1440])
@pytest.mark.parametrize("maps", [2, 12])
def test_nothing_in_the_bar_overlaps_or_vanishes(editor: MainWindow, width: int, maps: int) -> None:
    while len(document_of(editor).maps) < maps:
        editor.actions_["duplicate-map"].trigger()
    editor.resize(width, 700)
    QApplication.processEvents()
    bar = page_of(editor).bar
    row = [bar.logo, bar.name, bar.maps.tabs, bar.maps.add, bar.maps.all, bar.maps.shown, bar.tools]
    edges = [place(widget, editor) for widget in row]
    for left, right in itertools.pairwise(edges):
        assert left.right() < right.left()
    assert bar.name.text()
    assert edges[-1].right() <= bar.width()
    tabs = bar.maps.tabs
    assert tabs.rect().contains(tabs.tabRect(tabs.currentIndex()).center())


@pytest.mark.parametrize("text", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("mirrored", [False, True])
def test_with_large_text_the_bar_folds_and_cuts_nothing(
    editor: MainWindow, application: QApplication, text: float, mirrored: bool
) -> None:
    editor.look.behave(Manner(scale=text, mirrored=mirrored), application)
    try:
        bar = TopBar(editor.look, editor.actions_)
        bar.show_name("First e-bike", True)
        bar.show_maps(document_of(editor), document_of(editor).maps[0].id)
        bar.show()
        for width in (880, 1000, 1230, 1800):
            bar.resize(width, bar.height())
            QApplication.processEvents()
            assert bar.width() == width
            check_bar(bar)
        assert not bar.zoom_tools.isHidden() or text > 1.5
        bar.close()
        bar.deleteLater()
    finally:
        editor.look.behave(Manner(), application)


def check_bar(bar: TopBar) -> None:
    """Everything in sight has the room it wants, nothing overlaps, and what folded is in the menu."""
    parts = [bar.name, bar.maps, bar.tools, *bar.tools.findChildren(QAbstractButton)]
    for part in (one for one in parts if one.isVisible()):
        at = part.mapTo(bar, part.rect().topLeft()).x()
        assert at >= 0 and at + part.width() <= bar.width(), part
    assert bar.tools.width() >= bar.tools.minimumSizeHint().width()
    bar.fill_folded()
    offered = {action.objectName() for action in bar.folded.actions()}
    assert bar.undo_tools.isHidden() == ("undo" in offered)
    assert bar.zoom_tools.isHidden() == ("zoom-fit" in offered)
    assert bar.maps.shown.isHidden() == ("shown" in offered)
    assert bar.more.isHidden() == (not offered)


def test_the_plus_offers_all_ways_to_another_map(editor: MainWindow) -> None:
    menu = page_of(editor).bar.maps.add.menu()
    assert menu is not None
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert names == ["add-map", "add-map-template", "duplicate-map", "to-be-map"]


def test_a_tab_s_own_gestures_reach_the_document(editor: MainWindow) -> None:
    page = page_of(editor)
    first, second = document_of(editor).maps
    page.bar.maps.tabs.renamed.emit(second.id, "Later")
    assert document_of(editor).one(Map, second.id).title == "Later"
    page.bar.maps.tabs.chosen.emit(second.id)
    assert page.map_id == second.id
    page.bar.maps.tabs.delete_asked.emit(second.id)
    assert [one.id for one in document_of(editor).maps] == [first.id]
    page.bar.maps.tabs.left.emit()
    assert page.canvas.hasFocus() or not editor.isActiveWindow()
