"""The window around a document: title, unsaved changes, files, undo, themes."""

from __future__ import annotations

import errno
import gc
import subprocess
import sys
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from journeyeditor.app.beginning import open_session
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, LaneKind, Persona, Stage
from journeyeditor.model.messages import message
from journeyeditor.storage import safe_save
from journeyeditor.ui.inspector.controls import TextControl
from journeyeditor.ui.inspector.people import People
from journeyeditor.ui.main_window import MainWindow
from journeyeditor.ui.start_page import EntryCard, RecentRow
from journeyeditor.ui.theme import ThemeChoice
from tests.ui.doing import change, document_of, finish, page_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers


def test_the_start_page_offers_templates_samples_and_recent_files(window: MainWindow) -> None:
    assert window.page is None
    names = {card.entry.id for card in window.start.findChildren(EntryCard)}
    assert {"customer-journey", "blank", "first-e-bike"} <= names
    assert not window.actions_["save"].isEnabled()


def test_a_template_opens_as_an_untitled_document(window: MainWindow) -> None:
    card = next(c for c in window.start.templates.cards if c.entry.id == "customer-journey")
    card.click()
    assert window.page is not None
    assert not window.isWindowModified()
    assert window.windowTitle().endswith("[*] – JourneyEditor")
    assert document_of(window).stages(page_of(window).map_id)


def test_an_edit_shows_as_unsaved_and_undo_takes_that_back(editor: MainWindow) -> None:
    assert page_of(editor).bar.dot.isHidden()
    change(editor)
    assert editor.isWindowModified()
    assert not page_of(editor).bar.dot.isHidden()
    editor.actions_["undo"].trigger()
    assert not editor.isWindowModified()
    assert page_of(editor).bar.dot.isHidden()


def test_undo_and_redo_name_their_step(editor: MainWindow) -> None:
    undo, redo = editor.actions_["undo"], editor.actions_["redo"]
    assert not undo.isEnabled()
    assert undo.toolTip() == "Nothing has been done yet."
    change(editor)
    assert undo.isEnabled() and "stage" in undo.text()
    assert not redo.isEnabled()
    undo.trigger()
    assert redo.isEnabled() and "stage" in redo.text()


def test_save_as_writes_over_a_file_that_can_t_be_replaced_where_that_is_chosen(
    editor: MainWindow,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers.save_file = tmp_path / "bike.journey"
    editor.actions_["save-as"].trigger()
    finish(editor, qtbot)
    inode = answers.save_file.stat().st_ino

    def forbidden(*_: object) -> None:
        raise OSError(errno.EPERM, "no renaming here")

    monkeypatch.setattr(safe_save, "swap", forbidden)
    change(editor)
    answers.yes = False
    editor.actions_["save-as"].trigger()
    finish(editor, qtbot)
    assert answers.asked[-1].startswith("write over: ")
    assert editor.isWindowModified()
    answers.yes = True
    editor.actions_["save-as"].trigger()
    qtbot.waitUntil(lambda: not editor.isWindowModified())
    assert answers.save_file.stat().st_ino == inode
    assert open_session(world.services, answers.save_file).editor.document == document_of(editor)


def test_recent_files_that_are_gone_say_so(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.settings.add_recent(tmp_path / "gone.journey")
    window.close_session()
    rows = window.start.findChildren(RecentRow)
    (gone,) = [row for row in rows if row.path.name == "gone.journey"]
    qtbot.waitUntil(lambda: "no longer at its place" in gone.accessibleDescription())
    gone.click()
    qtbot.waitUntil(lambda: window.settings.recent() == ())


def test_another_theme_paints_everything_anew(editor: MainWindow) -> None:
    canvas = page_of(editor).canvas
    light = editor.grab().toImage().pixelColor(editor.width() - 30, editor.height() - 60)
    editor.choose_theme(ThemeChoice.DARK)
    QApplication.processEvents()
    dark = editor.grab().toImage().pixelColor(editor.width() - 30, editor.height() - 60)
    assert light.lightness() > 200
    assert dark.lightness() < 80
    assert canvas.palette_in_use.name == "dark"
    assert editor.settings.text("theme") == "dark"
    assert editor.actions_["theme-dark"].isChecked()
    assert QApplication.palette().window().color() == QColor(editor.look.palette.hex("panel"))


def test_panels_hide_with_a_key_and_stay_hidden(editor: MainWindow) -> None:
    page = page_of(editor)
    assert not page.palette_panel.isHidden() and not page.inspector.isHidden()
    editor.actions_["panel-left"].trigger()
    editor.actions_["panel-right"].trigger()
    assert page.palette_panel.isHidden() and page.inspector.isHidden()
    assert not editor.settings.flag("show_palette")
    assert not editor.actions_["panel-left"].isChecked()


def test_a_narrow_window_has_a_palette_of_icons(editor: MainWindow) -> None:
    panel = page_of(editor).palette_panel
    assert not panel.narrow
    editor.resize(1280, 800)
    assert panel.narrow
    editor.resize(1300, 800)
    assert not panel.narrow


def test_a_document_keeps_fitting_until_it_is_zoomed(editor: MainWindow) -> None:
    canvas = page_of(editor).canvas
    editor.resize(1560, 900)
    QApplication.processEvents()
    first = canvas.zoom
    assert first < 0.75
    assert canvas.horizontalScrollBar().maximum() == canvas.horizontalScrollBar().minimum()
    editor.resize(1680, 900)
    QApplication.processEvents()
    wider = canvas.zoom
    assert wider > first
    canvas.zoom_out()
    chosen = canvas.zoom
    editor.resize(1440, 900)
    QApplication.processEvents()
    assert canvas.zoom == chosen


def test_the_start_page_loads_no_canvas() -> None:
    words = (
        "import sys, journeyeditor.ui.application;"
        "print([m for m in sys.modules if m.startswith(('journeyeditor.ui.canvas.view',"
        "'journeyeditor.layout.pages', 'journeyeditor.layout.text', 'uharfbuzz', 'uniseg'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_maps_are_switched_by_tabs(editor: MainWindow) -> None:
    page = page_of(editor)
    first, second = (one.id for one in document_of(editor).maps)
    assert page.map_id == first
    editor.actions_["next-map"].trigger()
    assert page.map_id == second
    page.bar.map_chosen.emit(first)
    assert page.map_id == first


def test_a_persona_is_one_click_away_and_named_at_once(editor: MainWindow) -> None:
    before = len(document_of(editor).personas)
    editor.actions_["add-persona"].trigger()
    document = document_of(editor)
    assert len(document.personas) == before + 1
    added = document.personas[-1].id
    assert page_of(editor).session.editor.selection == {added}
    assert added in document.one(type(document.maps[0]), page_of(editor).map_id).personas
    assert document.one(Persona, added).name == "Persona 3"


def test_the_inspector_adds_one_whose_name_can_be_typed_at_once(editor: MainWindow) -> None:
    page = page_of(editor)
    (people,) = page.inspector.findChildren(People)
    people.add.click()
    added = document_of(editor).personas[-1].id
    name = editor.focusWidget()
    assert isinstance(name, QLineEdit) and name.selectedText() == "Persona 3"
    QTest.keyClicks(name, "Mia")
    page.commit_pending()
    assert document_of(editor).one(Persona, added).name == "Mia"


def test_the_number_of_changes_outlives_a_larger_text(editor: MainWindow) -> None:
    for _ in range(3):
        editor.actions_["add-persona"].trigger()
    page_of(editor).refresh_facts()
    before, page = page_of(editor).bridge.steps, page_of(editor)
    editor._renew_page(page)
    assert page_of(editor) is not page
    assert page_of(editor).bridge.steps == before == 3


def test_delete_duplicate_and_moment_of_truth_work_on_the_selection(editor: MainWindow) -> None:
    document = document_of(editor)
    session = page_of(editor).session
    lane = next(
        ln for ln in document.lanes(page_of(editor).map_id) if ln.kind is LaneKind.TOUCHPOINT
    )
    card = document.cards(lane.id)[0]
    session.editor.select([card.id])
    before = card.moment_of_truth
    editor.actions_["moment"].trigger()
    assert session.editor.document.one(Card, card.id).moment_of_truth is not before
    editor.actions_["duplicate"].trigger()
    assert len(session.editor.document.cards(lane.id)) == len(document.cards(lane.id)) + 1
    editor.actions_["delete"].trigger()
    assert len(session.editor.document.cards(lane.id)) == len(document.cards(lane.id))


def test_a_tile_adds_its_card_to_the_lane_of_its_kind(editor: MainWindow) -> None:
    page = page_of(editor)
    tile = next(t for t in page.palette_panel.tiles if t.item.kind is LaneKind.PAIN)
    tile.chosen.emit(tile.item)
    page.commit_pending()
    card = document_of(editor).one(Card, next(iter(page.session.editor.selection)))
    lanes = {lane.id: lane.kind for lane in document_of(editor).lanes(page.map_id)}
    assert lanes[card.lane] is LaneKind.PAIN


def test_a_tile_without_a_lane_says_what_to_do(editor: MainWindow) -> None:
    page = page_of(editor)
    before = document_of(editor)
    tile = next(t for t in page.palette_panel.tiles if t.item.kind is LaneKind.METRIC)
    tile.chosen.emit(tile.item)
    assert document_of(editor) is before
    assert "no metric lane" in page.status.words.toolTip()


def test_the_last_stage_stays_and_that_is_said(window: MainWindow) -> None:
    window.files.new_from("blank")
    page = page_of(window)
    stage = next(document_of(window).all(Stage))
    page.session.editor.select([stage.id])
    window.actions_["delete"].trigger()
    assert document_of(window).find(Stage, stage.id) is not None
    assert page.status.words.toolTip() == "A map keeps at least one stage."


def test_closed_documents_are_forgotten(editor: MainWindow, qtbot: QtBot) -> None:
    page = page_of(editor)
    kept: tuple[object, ...] = (page, page.canvas, page.session.editor)
    refs = [weakref.ref(one) for one in kept]
    del kept
    del page
    editor.close_session()

    def forgotten() -> bool:
        # A question to the disk that was under way may hold the document until it is answered.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return [ref() for ref in refs] == [None, None, None]

    qtbot.waitUntil(forgotten)


def test_closed_windows_are_forgotten(world: World, qtbot: QtBot) -> None:
    window = MainWindow(world)
    window.show()
    window.files.new_from("blank")
    ref = weakref.ref(window)
    window.close()
    window.deleteLater()
    del window
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert ref() is None


def test_undo_during_a_drag_takes_back_the_drag_only(editor: MainWindow) -> None:
    page = page_of(editor)
    change(editor)
    after = document_of(editor)
    session = page.session.editor
    card = next(after.all(Card))
    session.begin(message("Drag"))
    session.preview(set_fields(after, card.id, title="on the way"))
    editor.actions_["undo"].trigger()
    assert document_of(editor) == after
    assert not session.in_gesture


def test_the_inspector_follows_a_drag(editor: MainWindow, qtbot: QtBot) -> None:
    page = page_of(editor)
    session = page.session.editor
    card = next(document_of(editor).all(Card))
    session.select([card.id])
    title = next(part for part in page.inspector.parts if part.objectName() == "title")
    assert isinstance(title, TextControl)
    session.begin(message("Drag"))
    session.preview(set_fields(session.document, card.id, title="on the way"))
    qtbot.waitUntil(lambda: title.input.text() == "on the way")
    session.cancel()
    qtbot.waitUntil(lambda: title.input.text() == card.title)


def test_the_focus_goes_round_the_panels(editor: MainWindow, qtbot: QtBot) -> None:
    page = page_of(editor)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    page.canvas.setFocus()
    qtbot.waitUntil(page.canvas.hasFocus)
    where: list[QWidget] = []
    for _ in range(4):
        editor.actions_["next-panel"].trigger()
        where.append(QApplication.focusWidget() or editor)
    assert page.inspector.isAncestorOf(where[0])
    assert page.bar.isAncestorOf(where[1])
    assert where[2] is page.palette_panel.tiles[0]
    assert where[3] is page.canvas
