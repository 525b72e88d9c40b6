"""Settings: made from the table, applied at once, without losing what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from journeyeditor.app.settings import SETTINGS
from journeyeditor.layout.sheets import SHEETS
from journeyeditor.model.entities import Stage
from journeyeditor.model.messages import LANGUAGE, untranslated
from journeyeditor.ui.icons import DIRECTED
from journeyeditor.ui.inspector.controls import LengthControl
from journeyeditor.ui.settings_dialog import SECTIONS, SettingsDialog, sheet_words
from journeyeditor.ui.theme import Manner
from journeyeditor.ui.widgets.fields import LineField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.ui.main_window import MainWindow


@pytest.fixture
def plain(editor: MainWindow, application: QApplication) -> Iterator[MainWindow]:
    """The window with a document, set back to plain manners afterwards."""
    yield editor
    translate = editor.world.look.translate
    editor.look.behave(Manner(), application)
    assert translate is not None


@pytest.fixture
def dialog(plain: MainWindow) -> SettingsDialog:
    plain.actions_["settings"].trigger()
    assert plain.choosing.dialog is not None
    return plain.choosing.dialog


def pick(dialog: SettingsDialog, key: str, value: str) -> None:
    """Chooses as a person does: by the button of a segment."""
    buttons = dialog.controls[key].buttons  # type: ignore[attr-defined]
    buttons[value].click()
    QApplication.processEvents()


def test_every_item_is_a_setting_and_has_a_name(dialog: SettingsDialog) -> None:
    keys = [item.key for section in SECTIONS for item in section.items]
    assert set(keys) <= {setting.key for setting in SETTINGS}
    assert list(dialog.controls) == keys
    assert all(made.accessibleName() for made in dialog.controls.values())


def test_ctrl_comma_opens_it_once(plain: MainWindow, dialog: SettingsDialog) -> None:
    assert plain.actions_["settings"].shortcut().toString() == "Ctrl+,"
    plain.actions_["settings"].trigger()
    assert plain.choosing.dialog is dialog
    dialog.accept()
    assert plain.choosing.dialog is None


def test_a_theme_counts_at_once(plain: MainWindow, dialog: SettingsDialog) -> None:
    pick(dialog, "theme", "high-contrast")
    assert plain.look.palette.name == "high-contrast"
    assert plain.actions_["theme-high-contrast"].isChecked()


def test_larger_text_counts_at_once_and_everywhere(
    plain: MainWindow, dialog: SettingsDialog
) -> None:
    page = plain.page
    assert page is not None
    document, map_id = page.session.editor.document, page.map_id
    bar = page.bar.height()
    pick(dialog, "text_size", "150")
    after = plain.page
    assert after is not None and after is not page
    assert after.session.editor.document is document
    assert after.map_id == map_id
    assert after.bar.height() == round(bar * 1.5)
    assert QApplication.font().pixelSize() == 18
    assert plain.isVisible() and dialog.isVisible()
    pick(dialog, "text_size", "100")
    assert plain.page is not None and plain.page.bar.height() == bar


def test_another_direction_mirrors_the_window(plain: MainWindow, dialog: SettingsDialog) -> None:
    pick(dialog, "direction", "rtl")
    page = plain.page
    assert page is not None
    assert QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    parts = (page.palette_panel, page.canvas, page.inspector)
    lefts = [part.mapTo(page, QPoint(0, 0)).x() for part in parts]
    assert lefts[0] > lefts[1] > lefts[2]
    assert page.bar.export.mapTo(page, page.bar.export.rect().center()).x() < page.width() / 2
    assert page.hints.bubble.layoutDirection() is Qt.LayoutDirection.RightToLeft


def test_icons_that_point_along_the_line_turn_round(
    plain: MainWindow, application: QApplication
) -> None:
    icons = plain.look.icons
    assert all(name in icons for name in DIRECTED)
    before = {name: plain.look.paint.pixmap(name, 20, "ink").toImage() for name in ("undo", "save")}
    plain.look.behave(Manner(mirrored=True), application)
    after = {name: plain.look.paint.pixmap(name, 20, "ink").toImage() for name in before}
    assert after["save"] == before["save"]
    assert after["undo"] != before["undo"]


def test_another_language_counts_at_once(plain: MainWindow, dialog: SettingsDialog) -> None:
    before = plain.world.look.translate
    plain.choosing.choose("language", "de")
    try:
        assert plain.menuBar().actions()[0].text() == "&Datei"
        assert plain.page is not None and plain.page.bar.export.text() == "PDF exportieren"
        assert plain.world.services.language == "de"
        stages = list(plain.page.session.editor.document.all(Stage))
        assert stages
        plain.actions_["add-stage"].trigger()
        plain.page.commit_pending()
        assert len(list(plain.page.session.editor.document.all(Stage))) == len(stages) + 1
    finally:
        plain.choosing.choose("language", "en")
        plain.world.look.translate = before


def test_reduced_motion_counts_at_once(plain: MainWindow, dialog: SettingsDialog) -> None:
    assert not plain.look.manner.still
    page = plain.page
    pick(dialog, "motion", "off")
    assert plain.look.manner.still
    assert plain.page is page


def test_the_name_counts_when_it_is_left(plain: MainWindow, dialog: SettingsDialog) -> None:
    field = dialog.controls["author"]
    assert isinstance(field, LineField)
    field.setText("Jörg")
    dialog.accept()
    assert plain.settings.text("author") == "Jörg"
    assert plain.world.services.author == "Jörg"


def test_paper_and_units_show_in_the_list(plain: MainWindow, dialog: SettingsDialog) -> None:
    assert sheet_words(SHEETS[3], "mm", untranslated) == "A3 · 297 × 420 mm"
    german = sheet_words(SHEETS[3], "in", lambda key: "de" if key == LANGUAGE else key)
    assert german == "A3 · 11,69 × 16,54 in"
    pick(dialog, "units", "in")
    paper = dialog.controls["paper"]
    shown = [paper.itemText(i) for i in range(paper.count())]  # type: ignore[attr-defined]
    assert "A3 · 11.69 × 16.54 in" in shown
    plain.choosing.choose("paper", "A1")
    assert plain.page is not None
    width = next(one for one in plain.page.inspector.parts if one.objectName() == "step_width")
    assert isinstance(width, LengthControl) and width.input.text().endswith(" in")
    assert plain.page.canvas.units == "in"
    assert "A1" in plain.page.status.facts.text()


def test_it_is_said_how_work_is_kept(plain: MainWindow, dialog: SettingsDialog) -> None:
    from PySide6.QtWidgets import QLabel

    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert str(plain.world.services.workspace) in said


def test_a_setting_that_cannot_be_kept_goes_back(
    plain: MainWindow, dialog: SettingsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_key: str, _value: object) -> None:
        return

    monkeypatch.setattr(plain, "keep", refuse)
    pick(dialog, "theme", "dark")
    buttons = dialog.controls["theme"].buttons  # type: ignore[attr-defined]
    assert buttons["light"].isChecked()
    assert plain.look.palette.name == "light"
