"""Maps in the window: add, copy, rename, reorder, delete, and the ways from one to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, Lane, MapState
from journeyeditor.model.messages import message
from tests.ui.doing import document_of, page_of

if TYPE_CHECKING:
    from journeyeditor.ui.main_window import MainWindow
    from tests.ui.conftest import Answers


def titles(window: MainWindow) -> list[str]:
    return [one.title for one in document_of(window).maps]


def tabs_of(window: MainWindow) -> list[str]:
    tabs = page_of(window).bar.maps.tabs
    return [tabs.tabText(place) for place in range(tabs.count())]


def shown(window: MainWindow) -> str:
    keys = [one.id for one in document_of(window).maps]
    tabs = page_of(window).bar.maps.tabs
    assert tabs.keys() == keys
    assert tabs.current == page_of(window).map_id
    return titles(window)[keys.index(page_of(window).map_id)]


def put(window: MainWindow, key: str, **values: object) -> None:
    patch = set_fields(document_of(window), key, **values)
    page_of(window).session.editor.commit(message("Put"), patch)


TODAY, TOMORROW = "First e-bike today", "First e-bike tomorrow"


def test_a_blank_map_is_added_behind_this_one_and_named_at_once(editor: MainWindow) -> None:
    editor.actions_["add-map"].trigger()
    assert titles(editor) == [TODAY, "New map", TOMORROW]
    assert shown(editor) == "New map"
    field = page_of(editor).bar.maps.tabs.renaming
    assert field is not None
    QTest.keyClicks(field, "Returns")
    field._end(True)
    assert titles(editor)[1] == "Returns"
    editor.actions_["undo"].trigger()
    editor.actions_["undo"].trigger()
    assert titles(editor) == [TODAY, TOMORROW]
    assert shown(editor) == TOMORROW
    editor.actions_["redo"].trigger()
    assert shown(editor) == "New map"


@pytest.mark.parametrize(
    ("action", "title", "state"),
    [
        ("duplicate-map", f"{TODAY} (copy)", MapState.AS_IS),
        ("to-be-map", f"{TODAY} (to be)", MapState.TO_BE),
    ],
)
def test_a_map_is_duplicated(editor: MainWindow, action: str, title: str, state: MapState) -> None:
    first = document_of(editor).maps[0]
    editor.actions_[action].trigger()
    assert shown(editor) == title
    made = document_of(editor).maps[1]
    assert made.state is state
    assert made.origin == (first.id if state is MapState.TO_BE else None)


def test_a_template_gives_a_map(editor: MainWindow, answers: Answers) -> None:
    answers.picked = "Service blueprint"
    editor.actions_["add-map-template"].trigger()
    assert shown(editor) == "Service blueprint"
    assert page_of(editor).placed is not None
    answers.picked = "none of them"
    editor.actions_["add-map-template"].trigger()
    assert len(titles(editor)) == 3


def test_a_map_moves_by_command_and_by_its_tab(editor: MainWindow) -> None:
    assert not editor.actions_["map-earlier"].isEnabled()
    editor.actions_["map-later"].trigger()
    assert titles(editor) == [TOMORROW, TODAY]
    assert not editor.actions_["map-later"].isEnabled()
    key = page_of(editor).map_id
    page_of(editor).bar.maps.tabs.moved.emit(key, 0)
    assert titles(editor) == [TODAY, TOMORROW]
    assert shown(editor) == TODAY


def test_a_deleted_map_leaves_the_one_beside_it_and_comes_back(editor: MainWindow) -> None:
    editor.actions_["delete-map"].trigger()
    assert shown(editor) == TOMORROW
    assert not editor.actions_["delete-map"].isEnabled()
    assert "one map only" in editor.actions_["delete-map"].toolTip()
    editor.actions_["undo"].trigger()
    assert shown(editor) == TODAY


def test_undo_shows_the_map_on_which_it_happens(editor: MainWindow) -> None:
    put(editor, page_of(editor).map_id, scenario="Another one")
    editor.actions_["next-map"].trigger()
    editor.actions_["undo"].trigger()
    assert shown(editor) == TODAY
    editor.actions_["next-map"].trigger()
    editor.actions_["redo"].trigger()
    assert shown(editor) == TODAY
    put(editor, document_of(editor).personas[0].id, role="Somebody else")
    editor.actions_["next-map"].trigger()
    editor.actions_["undo"].trigger()
    assert shown(editor) == TOMORROW


def test_a_map_is_deleted_while_a_title_on_it_is_typed(editor: MainWindow) -> None:
    canvas = page_of(editor).canvas
    canvas.commands.select_all()
    canvas.edit(canvas.commands.selected_cards()[0])
    assert canvas.texts.box is not None
    QTest.keyClicks(canvas.texts.box.fields["title"], "typed")
    editor.actions_["delete-map"].trigger()
    assert titles(editor) == [TOMORROW]


def test_a_locked_map_stays(editor: MainWindow) -> None:
    put(editor, page_of(editor).map_id, locked=True)
    editor.actions_["delete-map"].trigger()
    assert len(titles(editor)) == 2
    assert "is locked. Unlock it" in page_of(editor).status.words.toolTip()


def test_the_menu_of_a_tab_is_about_that_map(editor: MainWindow) -> None:
    page = page_of(editor)
    second = document_of(editor).maps[1].id
    tabs = page.bar.maps.tabs
    tabs.menu_asked.emit(second, tabs.mapToGlobal(tabs.rect().center()))
    assert page.map_id == second
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert {"rename-map", "duplicate-map", "to-be-map", "delete-map"} <= set(names)
    menu.close()


def test_a_lane_is_copied_to_another_map(editor: MainWindow, answers: Answers) -> None:
    page, document = page_of(editor), document_of(editor)
    assert not editor.actions_["copy-lane"].isEnabled()
    lane = document.lanes(page.map_id)[0]
    page.session.editor.select([lane.id])
    answers.picked, answers.verb = TOMORROW, "show"
    editor.actions_["copy-lane"].trigger()
    assert shown(editor) == TOMORROW
    after = document_of(editor)
    made = after.lanes(page.map_id)[-1]
    assert made.title == lane.title
    assert len(after.cards(made.id)) == len(document.cards(lane.id))


def test_a_card_leads_to_another_map(editor: MainWindow) -> None:
    page, document = page_of(editor), document_of(editor)
    card = next(
        c for lane in document.lanes(page.map_id) for c in document.cards(lane.id) if not c.link
    )
    page.session.editor.select([card.id])
    assert not editor.actions_["follow-link"].isEnabled()
    put(editor, card.id, link=document.maps[1].id)
    editor.actions_["follow-link"].trigger()
    assert shown(editor) == TOMORROW


@pytest.mark.parametrize("agreed", [True, False])
def test_an_address_is_shown_before_it_is_opened(
    editor: MainWindow, answers: Answers, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    opened: list[str] = []

    def visit(address: QUrl) -> bool:
        opened.append(address.toString())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", visit)
    answers.yes = agreed
    page_of(editor).canvas.link_followed.emit("https://example.org/x")
    asked = answers.asked[-1].replace("\N{ZERO WIDTH SPACE}", "")
    assert asked == "agree Open this address? https://example.org/x"
    assert opened == (["https://example.org/x"] if agreed else [])
    told = page_of(editor).status.words.toolTip()
    assert ("Nothing on this computer opens https://example.org/x." in told) is agreed


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "ftp://x.org"])
def test_nothing_else_is_opened(
    editor: MainWindow, answers: Answers, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: pytest.fail("opened"))
    page_of(editor).canvas.link_followed.emit(address)
    card = next(document_of(editor).all(Card))
    put(editor, card.id, link=address)
    page_of(editor).session.editor.select([card.id])
    editor.actions_["follow-link"].trigger()
    assert answers.asked == []


def test_a_locked_lane_keeps_its_title(editor: MainWindow) -> None:
    lane = document_of(editor).lanes(page_of(editor).map_id)[0]
    put(editor, lane.id, locked=True)
    page = page_of(editor)
    done = page.canvas.commit(message("x"), set_fields(document_of(editor), lane.id, title="No"))
    assert not done
    assert document_of(editor).one(Lane, lane.id) == replace(
        lane, locked=True, modified=document_of(editor).one(Lane, lane.id).modified
    )
