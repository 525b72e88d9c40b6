"""The export dialog: what is chosen, what is seen of it at once, and what is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPushButton, QWidget

from journeyeditor.app.export_choices import Kind
from journeyeditor.app.export_presets import keep_choice
from journeyeditor.editing.operations.views import save_view
from journeyeditor.export.kinds import Slides
from journeyeditor.layout.pages import PageMode, Part
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.layout.slide import slide_sheet
from journeyeditor.model.messages import message
from journeyeditor.model.saved_views import saved_views
from journeyeditor.ui.exporting.dialog import ExportDialog
from journeyeditor.ui.exporting.subject import Purpose, Subject
from journeyeditor.ui.exporting.tables import OWN, SCALED, TILES
from journeyeditor.ui.printing import press as press_module
from tests.ui.canvas.test_mirrored import begins_left
from tests.ui.exporting.conftest import WAIT, settled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.world import World

K = Qt.Key


def offers(dialog: ExportDialog) -> dict[str, QPushButton]:
    """The better choices that are offered."""
    return {made.text(): made for made in dialog.facts.findChildren(QPushButton)}


def test_the_first_page_is_seen_and_the_rest_told(dialog: ExportDialog) -> None:
    preview = dialog.preview
    assert preview.words.text() == "Page 1 of 1"
    assert preview.facts.text() == "Map · 297 × 210 mm"
    assert dialog.count.text() == "1 page"
    assert not preview.buttons["on"].isEnabled()
    assert preview.buttons["on"].toolTip() == "This is the last page."


def test_a_better_choice_is_one_click_away(dialog: ExportDialog, qtbot: QtBot) -> None:
    assert "too small to read" in dialog.facts.sentence.text()
    qtbot.waitUntil(lambda: any(name.startswith("Use A") for name in offers(dialog)), timeout=WAIT)
    better = next(name for name in offers(dialog) if name.startswith("Use A"))
    offers(dialog)[better].click()
    assert dialog.choice.options.sheet.name == better.removeprefix("Use ")
    assert dialog.choices.paper.value == better.removeprefix("Use ")
    settled(dialog, qtbot)
    assert not any(name.startswith("Use A") for name in offers(dialog))


def test_another_choice_shows_its_pages(dialog: ExportDialog, qtbot: QtBot) -> None:
    offers(dialog)["Split it between stages"].click()
    settled(dialog, qtbot)
    preview = dialog.preview
    assert preview.count > 1 and preview.thumbnails.isVisible()
    assert dialog.choices.is_shown("least") and not dialog.choices.is_shown("overlap")
    QTest.keyClick(preview.view, K.Key_PageDown)
    assert preview.words.text() == f"Page 2 of {preview.count}"
    assert preview.thumbnails.currentIndex().row() == 1
    QTest.keyClick(preview.view, K.Key_End)
    assert preview.view.index == preview.count - 1
    preview.thumbnails.choose(0)
    assert preview.view.index == 0


def test_fewer_pages_leave_a_page_in_sight(dialog: ExportDialog, qtbot: QtBot) -> None:
    offers(dialog)["Split it between stages"].click()
    settled(dialog, qtbot)
    QTest.keyClick(dialog.preview.view, K.Key_End)
    dialog.choices.mode.buttons[PageMode.ONE].click()
    settled(dialog, qtbot)
    assert dialog.preview.view.index == 0


def test_the_page_is_made_larger_and_sharper(dialog: ExportDialog, qtbot: QtBot) -> None:
    view = dialog.preview.view
    QTest.keyClick(view, K.Key_Plus)
    before = view.zoom
    QTest.keyClick(view, K.Key_Plus)
    assert before is not None and view.zoom is not None and view.zoom > before
    view.set_zoom(3.0)
    qtbot.waitUntil(lambda: view._sharp is not None, timeout=WAIT)
    QTest.keyClick(view, K.Key_0)
    assert view.zoom is None


def test_poster_scale_and_sheets(dialog: ExportDialog) -> None:
    choices = dialog.choices
    choices.mode.buttons[PageMode.POSTER].click()
    assert choices.is_shown("overlap") and not choices.is_shown("scale")
    choices.poster.buttons[SCALED].click()
    choices.scale.setValue(50)
    assert dialog.choice.options.poster.scale == 0.5
    choices.poster.buttons[TILES].click()
    choices.across.setValue(4)
    poster = dialog.choice.options.poster
    assert (poster.scale, poster.across, poster.down) == (None, 4, choices.down.value())
    choices.overlap.setValue(15)
    assert dialog.choice.options.poster.overlap == pytest.approx(15 * 72 / 25.4)


def test_a_sheet_of_ones_own_and_one_of_the_maps_size(dialog: ExportDialog) -> None:
    choices = dialog.choices
    choices.paper.picked.emit(OWN)
    assert choices.is_shown("own") and choices.paper.value == OWN
    choices.width_.setValue(900)
    choices.height_.setValue(600)
    assert dialog.choice.options.sheet == parse_sheet("900x600mm")
    choices.paper.picked.emit("map")
    assert dialog.choice.options.sheet.of_map
    assert not choices.is_shown("own") and not choices.is_shown("orientation")


def test_parts_go_along_and_none_can_not_be_exported(dialog: ExportDialog) -> None:
    choices = dialog.choices
    choices.parts.tick(choices.parts.rows.index(Part.APPENDIX))
    assert dialog.choice.options.parts == (Part.MAP, Part.LEGEND, Part.APPENDIX)
    for part in (Part.MAP, Part.LEGEND, Part.APPENDIX):
        choices.parts.tick(choices.parts.rows.index(part))
    assert not dialog.go.isEnabled() and "Tick a part" in dialog.go.toolTip()


def test_without_any_part_there_is_no_page_and_that_is_said(
    dialog: ExportDialog, qtbot: QtBot
) -> None:
    options = replace(dialog.choice.options, parts=())
    dialog.choices.take(replace(dialog.choice, options=options))
    qtbot.waitUntil(lambda: dialog.preview.complete, timeout=WAIT)
    assert dialog.preview.count == 0
    assert dialog.preview.view.shown is None
    assert not dialog.go.isEnabled()
    assert "Tick" in dialog.facts.rest.text()
    alone = replace(options, parts=(Part.LEGEND,))
    dialog.choices.take(replace(dialog.choice, options=alone))
    settled(dialog, qtbot)
    assert dialog.preview.count == 1
    assert dialog.go.isEnabled()


def test_a_long_appendix_is_seen_before_it_is_counted(
    dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "HEAD_START", 0.0)
    monkeypatch.setattr(press_module, "TURN", 0.0)
    preview, told = dialog.preview, []
    preview.press.counted.connect(lambda *_: told.append(preview.words.text()))
    options = replace(dialog.choice.options, parts=(Part.MAP, Part.APPENDIX, Part.BLANK))
    dialog.choices.take(replace(dialog.choice, options=options))
    settled(dialog, qtbot)
    assert told
    assert all(words.startswith("Page 1 · ") for words in told)
    assert preview.words.text() == f"Page 1 of {preview.count}"
    assert preview.count > 2


def test_slides_are_seen_as_they_will_be(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.choices.take(replace(dialog.choice, kind=Kind.PPTX, slides=Slides.STAGES))
    settled(dialog, qtbot)
    assert dialog.preview.count == 4
    (first, *_others) = dialog.preview.pages
    assert (first.width, first.height) == slide_sheet(dialog.choice.options)


def test_a_password_has_to_be_typed_and_its_price_is_said(dialog: ExportDialog) -> None:
    choices = dialog.choices
    choices.protect.click()
    assert choices.is_shown("password")
    assert not dialog.go.isEnabled() and "password" in dialog.go.toolTip()
    said = [
        label.text()
        for label in choices._rows["password"].findChildren(QWidget)
        if hasattr(label, "text")
    ]
    assert any("PDF/A" in words and "same bytes" in words for words in said)
    QTest.keyClicks(choices.password, "secret")
    assert dialog.go.isEnabled() and dialog.choice.password == "secret"
    assert choices.password.echoMode() is QLineEdit.EchoMode.Password
    choices.password.setText("ä" * 64)
    assert not dialog.go.isEnabled()
    assert dialog.count.text() == dialog.go.toolTip()
    assert "takes 127 bytes, and this one has 128" in dialog.go.toolTip()
    choices.kind.buttons[Kind.PNG].click()
    assert dialog.go.isEnabled()
    choices.kind.buttons[Kind.PDF].click()
    choices.password.setText("ä" * 63)
    assert dialog.go.isEnabled()
    choices.protect.click()
    assert dialog.choice.password == "" and not choices.is_shown("password")


@pytest.mark.parametrize(
    ("kind", "shown", "hidden", "counted"),
    [
        (
            Kind.PNG,
            {"shows", "sharpness", "transparent"},
            {"pages", "attach", "slides"},
            "1 picture",
        ),
        (Kind.SVG, {"shows", "svg_text"}, {"sharpness", "parts-list"}, "1 picture"),
        (Kind.PPTX, {"slides", "paper"}, {"pages", "shows", "protect"}, "1 slide"),
    ],
)
def test_other_kinds_of_files_have_other_choices(
    dialog: ExportDialog, qtbot: QtBot, kind: Kind, shown: set[str], hidden: set[str], counted: str
) -> None:
    dialog.choices.kind.buttons[kind].click()
    settled(dialog, qtbot)
    assert {name for name in shown | hidden if dialog.choices.is_shown(name)} == shown
    assert dialog.choice.kind is kind
    assert dialog.count.text() == counted
    assert not dialog.facts.sentence.isVisible()


def test_hidden_lanes_go_with_the_map_only_when_they_are_asked_for(
    subject: Subject, world: World, qtbot: QtBot
) -> None:
    document = subject.document
    lane = document.lanes(subject.map_id)[0]
    made = ExportDialog(None, world.look, subject)
    qtbot.addWidget(made)
    made.choices.attach.click()
    assert made.choice.attach and not made.choices.is_shown("hidden")
    subject.editor.reset(document.replaced({lane.id: replace(lane, hidden=True)}))
    made.choices.show_choice(made.choice)
    assert made.choices.is_shown("hidden") and not made.choice.handover.attach_hidden
    made.choices.hidden.click()
    assert made.choice.handover.attach_hidden
    made.choices.attach.click()
    assert not made.choice.attach_hidden and not made.choices.is_shown("hidden")


def test_every_control_has_a_name(dialog: ExportDialog) -> None:
    kinds = (QAbstractSpinBox, QComboBox, QLineEdit)
    nameless = [
        made
        for made in dialog.findChildren(QWidget)
        if isinstance(made, kinds) and not made.accessibleName()
        and not isinstance(made.parent(), QAbstractSpinBox | QComboBox)
    ]  # fmt: skip
    assert nameless == []
    assert dialog.preview.view.accessibleName() == "Page 1 of 1, Map · 297 × 210 mm"
    assert dialog.preview.thumbnails.accessibleName() == "Pages"


def test_saved_views_can_be_printed(subject: Subject, world: World, qtbot: QtBot) -> None:
    document = subject.document
    patch = save_view(document, world.services.ids, subject.map_id, "Short")
    subject.editor.commit(message("Save"), patch)
    (view,) = saved_views(subject.document)
    made = ExportDialog(None, world.look, subject)
    qtbot.addWidget(made)
    assert made.choices.is_shown("view")
    made.choices.view.picked.emit(view.id)
    assert made.choice.options.view == view.id


def test_it_begins_with_what_was_chosen_last(
    dialog: ExportDialog, subject: Subject, world: World, qtbot: QtBot
) -> None:
    options = replace(dialog.choice.options, pages=PageMode.POSTER, save_ink=True)
    keep_choice(replace(dialog.choice, options=options, kind=Kind.SVG), world.settings)
    again = ExportDialog(None, world.look, subject)
    qtbot.addWidget(again)
    assert again.choice.options == options and again.choice.kind is Kind.SVG
    printing = ExportDialog(None, world.look, replace(subject, purpose=Purpose.PRINT))
    qtbot.addWidget(printing)
    assert printing.choice.kind is Kind.PDF and printing.windowTitle() == "Print"
    assert not printing.choices.is_shown("attach")


def test_closing_ends_the_thread(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.choices.mode.buttons[PageMode.POSTER].click()
    press = dialog.preview.press
    thread = press._thread
    assert thread is not None
    dialog.reject()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=WAIT)


def test_what_will_not_print_is_told_beside_the_pages(
    subject: Subject, world: World, qtbot: QtBot
) -> None:
    document = subject.document
    lane = document.lanes(subject.map_id)[0]
    subject.editor.reset(
        document.replaced({lane.id: replace(lane, hidden=True, title="Backstage")})
    )
    made = ExportDialog(None, world.look, subject)
    qtbot.addWidget(made)
    made.show()
    settled(made, qtbot)
    assert not made.facts.rest.isHidden()
    assert "Backstage" in made.facts.rest.text()
    made.close()


def test_the_scroll_bar_of_a_page_counts_from_the_left_in_every_window(
    dialog: ExportDialog,
) -> None:
    view = dialog.preview.view
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert begins_left(view.horizontalScrollBar())
