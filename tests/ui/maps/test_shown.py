"""What of a map is shown: personas, lanes, saved views; from one menu and by commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyeditor.model.entities import Lane, Map
from journeyeditor.model.saved_views import saved_views
from journeyeditor.ui.maps.shown import ShownMenu
from journeyeditor.ui.maps.shown_commands import ShownCommands
from tests.ui.doing import document_of, page_of

if TYPE_CHECKING:
    from journeyeditor.ui.main_window import MainWindow
    from tests.ui.conftest import Answers


def menu_of(window: MainWindow) -> ShownMenu:
    made = ShownMenu(page_of(window), window.look, window.actions_, ShownCommands(window))
    made.fill()
    return made


def rows(menu: ShownMenu, what: str) -> list[QAction]:
    found = [action for action in menu.findChildren(QAction) if action.data()]
    return [action for action in found if action.data()[0] == what]


def choose(window: MainWindow, what: str, text: str) -> None:
    menu = menu_of(window)
    next(action for action in rows(menu, what) if action.text() == text).trigger()
    menu.deleteLater()


def people(window: MainWindow) -> list[str]:
    document = document_of(window)
    names = {one.id: one.name for one in document.personas}
    return [names[key] for key in document.one(Map, page_of(window).map_id).personas]


def test_personas_are_switched_on_and_off(editor: MainWindow) -> None:
    menu = menu_of(editor)
    assert [(a.text(), a.isChecked()) for a in rows(menu, "persona")] == [
        ("Marta", True),
        ("Ali", True),
    ]
    choose(editor, "persona", "Marta")
    assert people(editor) == ["Ali"]
    choose(editor, "only", "Only Marta")
    assert people(editor) == ["Marta"]
    choose(editor, "everyone", "Everyone")
    assert people(editor) == ["Marta", "Ali"]
    editor.actions_["undo"].trigger()
    assert people(editor) == ["Marta"]


def test_lanes_are_hidden_and_shown(editor: MainWindow) -> None:
    lane = document_of(editor).lanes(page_of(editor).map_id)[0]
    for hidden in (True, False):
        choose(editor, "lane", lane.title)
        assert document_of(editor).one(Lane, lane.id).hidden is hidden


def test_what_is_shown_is_saved_and_comes_back(editor: MainWindow, answers: Answers) -> None:
    assert not editor.actions_["manage-views"].isEnabled()
    answers.named = "Ali alone"
    choose(editor, "only", "Only Ali")
    editor.actions_["save-view"].trigger()
    assert answers.asked[-1].endswith(": View 1")
    assert [(a.text(), a.isChecked()) for a in rows(menu_of(editor), "view")] == [
        ("Ali alone", True)
    ]
    choose(editor, "everyone", "Everyone")
    assert not rows(menu_of(editor), "view")[0].isChecked()
    choose(editor, "view", "Ali alone")
    assert people(editor) == ["Ali"]
    editor.actions_["undo"].trigger()
    assert people(editor) == ["Ali", "Marta"]


def test_views_are_renamed_and_deleted(editor: MainWindow, answers: Answers) -> None:
    answers.named = "All"
    editor.actions_["save-view"].trigger()
    answers.picked, answers.verb, answers.named = "All", "rename", "Everything"
    editor.actions_["manage-views"].trigger()
    assert [view.name for view in saved_views(document_of(editor))] == ["Everything"]
    answers.picked, answers.verb = "Everything", "delete"
    editor.actions_["manage-views"].trigger()
    assert saved_views(document_of(editor)) == ()


def test_nothing_is_saved_without_a_name(editor: MainWindow, answers: Answers) -> None:
    answers.named = ""
    editor.actions_["save-view"].trigger()
    assert saved_views(document_of(editor)) == ()
    assert not page_of(editor).session.modified


def test_the_button_opens_the_menu(editor: MainWindow) -> None:
    page_of(editor).bar.maps.shown.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ShownMenu)
    assert rows(menu, "persona")
    menu.close()


def test_the_menu_stays_open_while_things_are_ticked(editor: MainWindow) -> None:
    page_of(editor).bar.maps.shown.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ShownMenu)
    lane = rows(menu, "lane")[0]
    ali = rows(menu, "persona")[1]
    for action in (lane, ali):
        place = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        assert menu.isVisible() and not action.isChecked()
    assert people(editor) == ["Marta"]
    menu.setActiveAction(ali)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible() and ali.isChecked()
    assert people(editor) == ["Marta", "Ali"]
    menu.setActiveAction(rows(menu, "everyone")[0])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
