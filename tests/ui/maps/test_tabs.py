"""The tabs of the maps, by mouse and by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from journeyeditor.ui.maps.tabs import PAD, MapTabs, Tab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.theme import Look

Key, LEFT, CTRL = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
MAPS = (Tab("a", "As-is"), Tab("b", ""), Tab("c", "R&D\nlater"))


class Heard:
    """What the tabs have told."""

    def __init__(self, tabs: MapTabs) -> None:
        self.said: list[tuple[object, ...]] = []
        tabs.chosen.connect(self.chosen)
        tabs.moved.connect(self.moved)
        tabs.renamed.connect(self.renamed)
        tabs.menu_asked.connect(self.menu)
        tabs.delete_asked.connect(self.delete)
        tabs.left.connect(self.left)

    def chosen(self, key: str) -> None:
        self.said.append(("chosen", key))

    def moved(self, key: str, at: int) -> None:
        self.said.append(("moved", key, at))

    def renamed(self, key: str, title: str) -> None:
        self.said.append(("renamed", key, title))

    def menu(self, key: str, _at: QPoint) -> None:
        self.said.append(("menu", key))

    def delete(self, key: str) -> None:
        self.said.append(("delete", key))

    def left(self) -> None:
        self.said.append(("left",))


@pytest.fixture
def tabs(look: Look, qtbot: QtBot) -> Iterator[MapTabs]:
    """Three tabs, the first one chosen, with the focus."""
    window = QWidget()
    qtbot.addWidget(window)
    made = MapTabs(look)
    made.setParent(window)
    made.resize(600, made.height())
    window.resize(620, 100)
    made.show_maps(MAPS, "a")
    window.show()
    qtbot.waitExposed(window)
    made.setFocus()
    yield made


@pytest.fixture
def heard(tabs: MapTabs) -> Heard:
    return Heard(tabs)


def centre(tabs: MapTabs, key: str) -> QPoint:
    return tabs.tabRect(tabs.place_of(key)).center()


def press(
    tabs: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(tabs, key, modifiers)


def test_each_map_has_a_tab_named_as_it_is(tabs: MapTabs, heard: Heard) -> None:
    assert [tabs.tabText(i) for i in range(3)] == ["As-is", "Untitled map", "R&&D later"]
    assert tabs.tabToolTip(2) == "R&D\nlater"
    assert tabs.accessibleName() == "Maps"
    tabs.show_maps(MAPS[1:], "c")
    assert (tabs.keys(), tabs.current) == (["b", "c"], "c")
    assert heard.said == []


def test_a_long_title_keeps_its_end_and_fits_when_bold(tabs: MapTabs) -> None:
    title = "Renewing a passport at the town hall (to be)"
    tabs.show_maps((Tab("a", title), Tab("b", title.replace("to be", "as is"))), "a")
    words = [tabs.tabText(place) for place in range(2)]
    assert words[0].startswith("Renewing") and words[0].endswith("(to be)")
    assert words[1].endswith("(as is)")
    font = tabs.font()
    font.setBold(True)
    assert QFontMetrics(font).horizontalAdvance(words[0]) + 2 * PAD <= tabs.tabRect(0).width()
    assert (tabs.tabToolTip(0), tabs.accessibleTabName(0)) == (title, title)


def test_a_click_and_the_arrows_choose(tabs: MapTabs, heard: Heard) -> None:
    QTest.mouseClick(tabs, LEFT, pos=centre(tabs, "c"))
    press(tabs, Key.Key_Left)
    assert heard.said == [("chosen", "c"), ("chosen", "b")]


def test_keys_move_rename_delete_and_leave(tabs: MapTabs, heard: Heard) -> None:
    press(tabs, Key.Key_Right, CTRL)
    press(tabs, Key.Key_Left, CTRL)
    press(tabs, Key.Key_Delete)
    press(tabs, Key.Key_Return)
    # The first tab can't go further to the left.
    assert heard.said == [("moved", "a", 1), ("delete", "a"), ("left",)]
    assert tabs.keys() == ["a", "b", "c"]


def moved_to(tabs: MapTabs, at: QPoint) -> None:
    """The mouse with its left button held; `QTest.mouseMove` goes by the screen, where other windows may be."""
    place, held = QPointF(at), Qt.MouseButton.NoButton
    where = QPointF(tabs.mapToGlobal(at))
    kind = QEvent.Type.MouseMove
    event = QMouseEvent(kind, place, where, held, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(tabs, event)


def test_a_tab_is_dragged_past_others(tabs: MapTabs, heard: Heard) -> None:
    start, end = centre(tabs, "a"), centre(tabs, "c") + QPoint(20, 0)
    QTest.mousePress(tabs, LEFT, pos=start)
    for share in range(1, 11):
        moved_to(tabs, start + (end - start) * (share / 10))
    QTest.mouseRelease(tabs, LEFT, pos=end)
    assert heard.said == [("moved", "a", 2)]
    # Nobody has moved the map, so its tab stands where it was.
    assert tabs.keys() == ["a", "b", "c"]
    assert tabs.current == "a"


@pytest.mark.parametrize("by_key", [False, True])
def test_a_title_is_typed_in_place(tabs: MapTabs, heard: Heard, by_key: bool) -> None:
    if by_key:
        press(tabs, Key.Key_F2)
    else:
        QTest.mouseDClick(tabs, LEFT, pos=centre(tabs, "a"))
    field = tabs.renaming
    assert field is not None
    assert (field.text(), field.selectedText()) == ("As-is", "As-is")
    QTest.keyClicks(field, " Today ")
    press(field, Key.Key_Return)
    assert [said for said in heard.said if said[0] == "renamed"] == [("renamed", "a", "Today")]
    assert tabs.renaming is None
    assert tabs.hasFocus()


def test_esc_and_the_same_title_change_nothing(tabs: MapTabs, heard: Heard) -> None:
    for text, key in (("Today", Key.Key_Escape), ("As-is", Key.Key_Return)):
        tabs.rename("a")
        assert tabs.renaming is not None
        QTest.keyClicks(tabs.renaming, text)
        press(tabs.renaming, key)
    assert heard.said == []


def test_leaving_the_field_takes_the_title(tabs: MapTabs, heard: Heard) -> None:
    tabs.rename("b")
    assert tabs.renaming is not None
    QTest.keyClicks(tabs.renaming, "Second")
    tabs.setFocus()
    assert heard.said == [("renamed", "b", "Second")]


def test_the_field_goes_with_its_tab(tabs: MapTabs, heard: Heard) -> None:
    tabs.rename("b")
    tabs.show_maps(MAPS[:1], "a")
    assert tabs.renaming is None
    tabs.rename("b")
    assert tabs.renaming is None
    assert heard.said == []


def test_it_tells_which_map_is_at_a_point(tabs: MapTabs) -> None:
    assert tabs.map_at(tabs.mapToGlobal(centre(tabs, "b"))) == "b"
    assert tabs.map_at(tabs.mapToGlobal(QPoint(5, -20))) == ""
    tabs.hide()
    assert tabs.map_at(tabs.mapToGlobal(centre(tabs, "b"))) == ""


def test_many_maps_scroll_and_keep_their_width(tabs: MapTabs) -> None:
    many = tuple(Tab(f"m{i}", f"A rather long title of map number {i}") for i in range(30))
    tabs.show_maps(many, "m29")
    QApplication.processEvents()
    assert tabs.minimumSizeHint().width() <= 200
    assert tabs.rect().contains(tabs.tabRect(29).center())
    assert not tabs.rect().contains(tabs.tabRect(0).center())
    assert {tabs.tabRect(i).width() for i in range(30)} == {tabs.tabSizeHint(0).width()}


def test_the_menu_key_asks_for_the_menu_of_the_chosen_tab(tabs: MapTabs, heard: Heard) -> None:
    from PySide6.QtGui import QContextMenuEvent

    reason = QContextMenuEvent.Reason
    for why, place in ((reason.Keyboard, QPoint()), (reason.Mouse, centre(tabs, "b"))):
        QApplication.sendEvent(tabs, QContextMenuEvent(why, place, tabs.mapToGlobal(place)))
    assert heard.said == [("menu", "a"), ("menu", "b")]
