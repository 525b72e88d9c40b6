"""What menus and keys do to parts of the document: locks, comments, personas, channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from journeyeditor.model.entities import Card, Comment, Lane, LaneKind, Map
from journeyeditor.ui.channels_editor import ChannelsEditor
from journeyeditor.ui.inspector.all_comments import AllComments
from journeyeditor.ui.inspector.comments import Comments
from journeyeditor.ui.parts import PartCommands
from journeyeditor.ui.people_editor import PeopleEditor

if TYPE_CHECKING:
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow


def page_of(window: MainWindow) -> EditorPage:
    assert window.page is not None
    return window.page


def commands(window: MainWindow) -> PartCommands:
    found = window.groups["parts"]
    assert isinstance(found, PartCommands)
    return found


def a_card(page: EditorPage) -> Card:
    document = page.session.editor.document
    lane = next(ln for ln in document.lanes(page.map_id) if ln.kind is LaneKind.TOUCHPOINT)
    return document.cards(lane.id)[0]


def test_lock_locks_the_selection_or_the_map(editor: MainWindow) -> None:
    page = page_of(editor)
    card = a_card(page)
    page.session.editor.select([card.id])
    editor.actions_["lock"].trigger()
    assert a_card(page).locked
    editor.actions_["lock"].trigger()
    assert not a_card(page).locked
    page.session.editor.select([])
    editor.actions_["lock"].trigger()
    assert page.session.editor.document.one(Map, page.map_id).locked


def test_comment_is_ready_to_be_written(editor: MainWindow) -> None:
    page = page_of(editor)
    page.session.editor.select([a_card(page).id])
    editor.actions_["panel-right"].trigger()
    assert not page.inspector.isVisibleTo(page)
    editor.actions_["comment"].trigger()
    part = next(p for p in page.inspector.parts if isinstance(p, Comments))
    assert part.draft.hasFocus() or page.inspector.focusWidget() is part.draft


def test_a_comment_on_another_map_leads_there(editor: MainWindow) -> None:
    page = page_of(editor)
    document = page.session.editor.document
    editor.actions_["comments"].trigger()
    part = next(p for p in page.inspector.parts if isinstance(p, AllComments))
    assert part.cards
    page.show_map(document.maps[1].id)
    about = next(one.about for one in document.all(Comment))
    page.inspector.desk.wanted.emit(about)
    shown = document.map_of(document[about])
    assert shown is not None and page.map_id == shown.id
    assert page.session.editor.selection == {about}


def test_the_editors_open_over_the_window_and_go_when_done(editor: MainWindow) -> None:
    page = page_of(editor)
    chosen = page.session.editor.document.personas[1].id
    page.session.editor.select([chosen])
    editor.actions_["personas"].trigger()
    people = commands(editor).dialog
    assert isinstance(people, PeopleEditor) and people.chosen == chosen
    people.accept()
    assert commands(editor).dialog is None
    page.inspector.desk.called.emit("channels")
    assert isinstance(commands(editor).dialog, ChannelsEditor)
    commands(editor).dialog.reject()  # type: ignore[union-attr]
    QApplication.processEvents()
    assert commands(editor).dialog is None


def test_an_editor_closes_with_the_document_that_it_works_on(editor: MainWindow) -> None:
    for action in ("personas", "channels"):
        editor.actions_[action].trigger()
        assert commands(editor).dialog is not None
        editor.files.sample("first-e-bike")
        assert commands(editor).dialog is None


def test_lanes_are_collapsed_pinned_and_hidden_in_one_step_each(editor: MainWindow) -> None:
    page = page_of(editor)
    document = page.session.editor.document
    card = a_card(page)
    other = next(ln for ln in document.lanes(page.map_id) if ln.kind is LaneKind.PAIN)
    for field in ("collapsed", "pinned", "hidden"):
        page.session.editor.select([card.id, other.id])
        before = page.session.editor.document
        editor.actions_[f"lane-{field}"].trigger()
        now = page.session.editor.document
        assert all(getattr(now.one(Lane, key), field) for key in (card.lane, other.id))
        editor.actions_["undo"].trigger()
        assert page.session.editor.document == before


def test_what_all_chosen_lanes_have_is_turned_off(editor: MainWindow) -> None:
    page = page_of(editor)
    card = a_card(page)
    page.session.editor.select([card.lane])
    for expected in (True, False):
        editor.actions_["lane-pinned"].trigger()
        assert page.session.editor.document.one(Lane, card.lane).pinned is expected
