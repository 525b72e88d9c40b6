"""Text that is being typed when the program is killed: kept wherever it is typed, and back afterwards."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from journeyeditor.app.recovery import lost_sessions, recovered_content
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, LaneKind, Map, Persona, Quote, Stage
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.tools.palette import PaletteItem
from journeyeditor.ui.drafts import NOWHERE, PAUSE_MS, place_of, text_fields
from journeyeditor.ui.widgets.fields import LineField
from tests.ui.canvas.conftest import Hand
from tests.ui.canvas.test_drag_cards import lane_of, steps_of
from tests.ui.canvas.test_palette import bring, carried, drop

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from journeyeditor.model.document import Document
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.world import World

ROOT = Path(__file__).parents[2]


def page_of(window: MainWindow) -> EditorPage:
    assert window.page is not None
    return window.page


def document_of(window: MainWindow) -> Document:
    return page_of(window).session.editor.document


def after_a_crash(window: MainWindow, world: World) -> Document:
    """What comes back when the program is killed now: nothing is committed, the folder stays."""
    page_of(window).session.close(keep=True)
    (lost,) = lost_sessions(world.services)
    return recovered_content(world.services, lost).document


def field_for(window: MainWindow, key: str, name: str) -> QWidget:
    """The inspector's field for this field of an entity."""
    for field in text_fields(page_of(window).inspector):
        place = place_of(field)
        if key in place[0] and place[1] == name:
            assert isinstance(field, QLineEdit | QPlainTextEdit)
            return field
    raise AssertionError((key, name))


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.selectAll()
    QTest.keyClicks(field, text)


def touchpoint(document: Document) -> Card:
    return next(c for c in document.all(Card) if document.quotes(c.id))


def a_quote(document: Document) -> tuple[str, str, str]:
    card = touchpoint(document)
    return card.id, document.quotes(card.id)[0].id, "text"


def a_source(document: Document) -> tuple[str, str, str]:
    card = touchpoint(document)
    return card.id, document.quotes(card.id)[0].id, "source"


def a_goal(document: Document) -> tuple[str, str, str]:
    key = document.personas[0].id
    return key, key, "goals"


def a_level(document: Document) -> tuple[str, str, str]:
    return "", document.maps[0].id, "names.1"


def a_stage_s_goal(document: Document) -> tuple[str, str, str]:
    key = next(document.all(Stage)).id
    return key, key, "goal"


PLACES = (a_quote, a_source, a_goal, a_level, a_stage_s_goal)


def value_at(document: Document, key: str, name: str) -> object:
    if name.startswith("names."):
        return document.one(Map, key).scale.names[int(name.removeprefix("names."))]
    return getattr(document[key], name)


@pytest.mark.parametrize("place", PLACES)
def test_a_text_in_any_field_of_the_inspector_is_back_after_a_crash(
    editor: MainWindow,
    world: World,
    qtbot: QtBot,
    place: Callable[[Document], tuple[str, str, str]],
) -> None:
    selected, key, name = place(document_of(editor))
    page = page_of(editor)
    page.session.editor.select([selected] if selected else ())
    if selected and document_of(editor).quotes(selected):
        open_quotes(page)
    type_into(field_for(editor, key, name), "Half a sen")
    assert page.typing()[key, name] == "Half a sen"
    assert value_at(document_of(editor), key, name) != "Half a sen"
    page.drafts.keep()
    assert value_at(after_a_crash(editor, world), key, name) == "Half a sen"


def open_quotes(page: EditorPage) -> None:
    """All the fields of the quotes in sight."""
    from journeyeditor.ui.inspector.quotes import QuoteCard

    for card in page.inspector.findChildren(QuoteCard):
        card.open()


def test_every_field_of_the_inspector_says_what_it_edits(editor: MainWindow) -> None:
    page, document = page_of(editor), document_of(editor)
    selections: list[list[str]] = [[], [document.personas[0].id]]
    selections += [[next(document.all(Stage)).id], [touchpoint(document).id]]
    for kind in LaneKind:
        lane = next((one for one in document.lanes(page.map_id) if one.kind is kind), None)
        if lane is not None:
            selections.append([lane.id])
            selections += [[card.id] for card in document.cards(lane.id)[:1]]
    seen: set[tuple[type, str]] = set()
    for keys in selections:
        page.session.editor.select(keys)
        for field in text_fields(page.inspector):
            place = place_of(field)
            assert all(key in document or key == NOWHERE for key in place[0]), place
            seen.update((type(document[key]), place[1]) for key in place[0] if key in document)
    assert {(Card, "title"), (Quote, "text"), (Persona, "bio"), (Map, "names.0")} <= seen


def test_a_text_that_belongs_to_nothing_yet_is_told_after_a_crash(
    editor: MainWindow, world: World, qtbot: QtBot
) -> None:
    page = page_of(editor)
    field = LineField()
    field.setParent(page.inspector)
    field.setAccessibleName("A new comment")
    field.setText("Who said th")
    page.drafts.keep()
    page.session.close(keep=True)
    (lost,) = lost_sessions(world.services)
    assert any("“Who said th”" in said for said in recovered_content(world.services, lost).warnings)


def test_a_text_for_several_cards_is_back_in_all_of_them(editor: MainWindow, world: World) -> None:
    page, document = page_of(editor), document_of(editor)
    lane = next(ln for ln in document.lanes(page.map_id) if ln.kind is LaneKind.OPPORTUNITY)
    keys = [card.id for card in document.cards(lane.id)][:2]
    assert len(keys) == 2
    page.session.editor.select(keys)
    type_into(field_for(editor, keys[0], "owner"), "Ann")
    page.drafts.keep()
    back = after_a_crash(editor, world)
    assert [back.one(Card, key).owner for key in keys] == ["Ann", "Ann"]


def test_a_card_that_is_just_being_added_is_back_with_its_text(
    editor: MainWindow, world: World
) -> None:
    page, before = page_of(editor), document_of(editor)
    page.session.editor.select([touchpoint(before).id])
    editor.actions_["add-card"].trigger()
    box, key = page.canvas.texts.box, page.canvas.texts.key
    assert box is not None and page.canvas.texts.added is not None
    box.fields["title"].insertPlainText("Just beg")
    page.drafts.keep()
    back = after_a_crash(editor, world)
    assert back.one(Card, key).title == "Just beg"
    assert {one.id for one in back.all(Card)} - {one.id for one in before.all(Card)} == {key}


@pytest.mark.parametrize("way", ["let go", "called"])
def test_a_card_of_the_palette_comes_after_what_is_typed(editor: MainWindow, way: str) -> None:
    page = page_of(editor)
    field = field_for(editor, page.map_id, "title")
    type_into(field, "Renamed")
    item = PaletteItem(LaneKind.TOUCHPOINT, "phone")
    if way == "called":
        page.palette_panel.chosen.emit(item)
    else:
        lane = lane_of(page.canvas, LaneKind.TOUCHPOINT)
        at = Hand(page.canvas).cell(lane, steps_of(page.canvas)[1], 0.95)
        assert bring(page.canvas, carried(item), at)
        drop(page.canvas, carried(item), at)
    key = page.canvas.texts.key
    page.commit_pending()
    assert document_of(editor).one(Card, key).channel == "phone"
    assert document_of(editor).one(Map, page.map_id).title == "Renamed"
    page.session.editor.undo()
    assert key not in document_of(editor)
    assert document_of(editor).one(Map, page.map_id).title == "Renamed"


def test_what_is_typed_while_something_else_changes_stays_a_draft(
    editor: MainWindow, world: World
) -> None:
    page = page_of(editor)
    key = next(document_of(editor).all(Stage)).id
    page.canvas.texts.open(key, "title", " half")
    page.drafts.keep()
    other = set_fields(document_of(editor), document_of(editor).personas[0].id, role="Other")
    assert page.session.editor.commit(message("Other"), other)
    back = after_a_crash(editor, world)
    assert back.one(Stage, key).title.endswith(" half")
    assert back.personas[0].role == "Other"


def test_typing_without_a_pause_is_kept_all_the_same(editor: MainWindow, qtbot: QtBot) -> None:
    page = page_of(editor)
    key = next(document_of(editor).all(Stage)).id
    page.canvas.texts.open(key, "title")
    box = page.canvas.texts.box
    assert box is not None
    typed: list[str] = []

    def type_on() -> bool:
        box.fields["title"].insertPlainText("x")
        typed.append("x")
        return bool(page.drafts.kept)

    qtbot.waitUntil(type_on, timeout=10_000)
    assert len(typed) * 10 > PAUSE_MS


def test_typed_text_is_kept_after_a_pause_and_forgotten_when_it_is_taken(
    editor: MainWindow, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(editor)
    kept: list[tuple[str, str, str]] = []
    settled: list[tuple[str, str]] = []
    draft, settle = page.session.draft, page.session.settle_draft

    def drafted(key: str, field: str, text: str) -> None:
        kept.append((key, field, text))
        draft(key, field, text)

    def settled_(key: str, field: str) -> None:
        settled.append((key, field))
        settle(key, field)

    monkeypatch.setattr(page.session, "draft", drafted)
    monkeypatch.setattr(page.session, "settle_draft", settled_)
    stage = page.session.editor.document.all(Stage)
    key = next(iter(stage)).id
    page.canvas.texts.open(key, "title", " and on")
    qtbot.waitUntil(lambda: bool(kept))
    assert kept[0][:2] == (key, "title")
    assert kept[0][2].endswith(" and on")
    assert page.canvas.texts.box is not None
    page.canvas.texts.box.fields["title"].insertPlainText(" still")
    qtbot.waitUntil(lambda: len(kept) == 2)
    assert kept[1][2].endswith(" and on still")
    page.commit_pending()
    assert settled == [(key, "title")]


def test_a_draft_of_the_inspector_survives_a_crash(
    editor: MainWindow, world: World, qtbot: QtBot
) -> None:
    page = page_of(editor)
    page.session.editor.select(())
    page.inspector.edit_first()
    QTest.keyClicks(editor.focusWidget(), "Half a na")
    (place,) = page.typing()
    page.drafts.keep()
    page.session.close(keep=True)
    (lost,) = lost_sessions(world.services)
    assert lost.typing
    document = recovered_content(world.services, lost).document
    assert getattr(document[place[0]], place[1]) == "Half a na"


def test_text_that_was_given_up_is_no_draft(editor: MainWindow, world: World) -> None:
    page = page_of(editor)
    key = next(iter(page.session.editor.document.all(Stage))).id
    page.canvas.texts.open(key, "title", "x")
    page.drafts.keep()
    page.canvas.texts.cancel()
    page.drafts.keep()
    page.session.close(keep=True)
    assert lost_sessions(world.services) == ()


CHILD = """
import sys
import time
from pathlib import Path
from journeyeditor.model.entities import Card
from journeyeditor.app.services import default_services
from journeyeditor.app.settings import Settings
from journeyeditor.ui.application import dress, local_time, make_application
from journeyeditor.ui.dialogs import Dialogs
from journeyeditor.ui.main_window import MainWindow
from journeyeditor.ui.world import make_world
folder = Path(sys.argv[1])
application = make_application()
services = default_services(workspace=folder / "workspace", author="Tester")
world = make_world(services, Settings(folder / "settings.json"), Dialogs, local_time)
dress(application, world)
window = MainWindow(world)
window.show()

def until(happened):
    end = time.monotonic() + 30
    while not happened() and time.monotonic() < end:
        application.processEvents()

until(window.isActiveWindow)
window.files.sample("first-e-bike")
window.actions_["add-stage"].trigger()
window.page.commit_pending()
application.processEvents()
page = window.page
page.canvas.setFocus()
card = next(c for c in page.session.editor.document.all(Card))
page.canvas.texts.open(card.id, "title", " and half a wo")
until(lambda: page.drafts.kept)
print("kept", flush=True)
application.exec()
"""


def test_a_program_that_is_killed_while_somebody_types_loses_nothing(
    world: World, tmp_path: Path
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == b"kept\n"
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    (lost,) = lost_sessions(world.services)
    assert (lost.changes > 0, lost.typing, lost.path) == (True, True, None)
    document = recovered_content(world.services, lost).document
    assert any(card.title.endswith(" and half a wo") for card in document.all(Card))
