"""Presets of an export: chosen, saved for oneself or in the document, renamed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.export_choices import BUILT_IN, choice_of, plain_choice
from journeyeditor.app.export_presets import DOCUMENT, OURS, OWN, own_presets
from journeyeditor.layout.pages import PageMode, Part
from journeyeditor.model.export_presets import export_presets
from journeyeditor.model.saved_views import SavedView, with_views
from journeyeditor.ui.dialogs import Dialogs
from journeyeditor.ui.exporting.dialog import ExportDialog
from journeyeditor.ui.exporting.presets import PresetSheet
from journeyeditor.ui.exporting.subject import Subject

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.world import World


@pytest.fixture
def still(subject: Subject, world: World, qtbot: QtBot) -> ExportDialog:
    """A dialog that is not shown, so that it makes no pages."""
    made = ExportDialog(None, world.look, subject)
    qtbot.addWidget(made)
    return made


def answer(monkeypatch: pytest.MonkeyPatch, name: str, home: str = OWN) -> None:
    monkeypatch.setattr(PresetSheet, "typed", lambda _sheet: (name, home))


def pick(dialog: ExportDialog, home: str, key: str) -> None:
    dialog.presets.list.show_value((home, key))
    dialog.presets.list.picked.emit((home, key))


@pytest.mark.parametrize("built_in", [one.id for one in BUILT_IN])
def test_what_comes_with_the_program_is_one_choice_away(still: ExportDialog, built_in: str) -> None:
    pick(still, OURS, built_in)
    values = next(one.values for one in BUILT_IN if one.id == built_in)
    assert choice_of(values, still.choice) == still.choice
    now = still.presets.current
    assert now is not None and now.id == built_in
    assert not still.presets.delete_action.isEnabled()
    assert "comes with the program" in still.presets.delete_action.toolTip()


def test_another_choice_is_no_longer_that_preset(still: ExportDialog) -> None:
    pick(still, OURS, "wall")
    still.choices.mode.buttons[PageMode.ONE].click()
    assert still.presets.current is None
    assert still.presets.rename_action.toolTip() == "Choose a preset first."


def test_ones_own_are_saved_renamed_and_deleted(
    still: ExportDialog, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dialogs, "agree", lambda *_said: True)
    still.choices.parts.tick(still.choices.parts.rows.index(Part.COVER))
    answer(monkeypatch, "Mine")
    still.presets.save_as()
    (kept,) = own_presets(world.settings)
    assert kept.name == "Mine" and kept.values["parts"] == ("cover", "map", "legend")
    now = still.presets.current
    assert now is not None and (now.home, now.name) == (OWN, "Mine")
    answer(monkeypatch, "Ours")
    still.presets.rename()
    assert [one.name for one in own_presets(world.settings)] == ["Ours"]
    still.presets.delete()
    assert own_presets(world.settings) == ()
    assert still.presets.current is None


def test_in_the_document_each_is_one_step(
    still: ExportDialog, subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, editor = subject.document, subject.editor
    answer(monkeypatch, "Client", DOCUMENT)
    still.presets.save_as()
    (kept,) = export_presets(subject.document.info)
    assert dict(kept.values)["paper"] == plain_choice(still.choice)["paper"]
    answer(monkeypatch, "Board", DOCUMENT)
    still.presets.rename()
    assert export_presets(subject.document.info)[0].name == "Board"
    still.presets.delete()
    assert export_presets(subject.document.info) == ()
    for _step in range(3):
        editor.undo()
    assert subject.document.info == before.info
    assert not editor.history.undo_step


@pytest.mark.parametrize("home", [OWN, DOCUMENT])
def test_a_preset_brings_its_view_back_and_says_where_there_is_none(
    still: ExportDialog, subject: Subject, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    before = subject.document
    view = SavedView("v1", "Client", subject.map_id)
    subject.editor.reset(before.replaced({"document": with_views(before.info, [view])}))
    still.choices.view.picked.emit("v1")
    assert still.choice.options.view == "v1"
    answer(monkeypatch, "Mine", home)
    still.presets.save_as()
    (kept,) = [one for one in still.presets.presets if one.home == home]
    still.choices.view.picked.emit("")
    pick(still, home, kept.id)
    assert still.choice.options.view == "v1"
    now = still.presets.current
    assert now is not None and now.id == kept.id
    assert "saved view" not in still.facts.rest.text()
    renamed = SavedView("v2", "Board", subject.map_id)
    info = with_views(subject.document.info, [renamed])
    subject.editor.reset(subject.document.replaced({"document": info}))
    pick(still, home, kept.id)
    assert still.choice.options.view == ""
    assert "no saved view “Client”" in still.facts.rest.text()
    still.choices.mode.buttons[PageMode.POSTER].click()
    assert "saved view" not in still.facts.rest.text()


def test_a_name_called_off_changes_nothing(
    still: ExportDialog, subject: Subject, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "")
    still.presets.save_as()
    still.presets.rename()
    assert own_presets(world.settings) == () and export_presets(subject.document.info) == ()


def test_nobody_saves_without_a_name(world: World, qtbot: QtBot) -> None:
    sheet = PresetSheet(None, world.look)
    qtbot.addWidget(sheet)
    assert not sheet._go.isEnabled() and sheet._go.toolTip() == "Type a name first."
    sheet.name.setText("Wall")
    assert sheet._go.isEnabled()
