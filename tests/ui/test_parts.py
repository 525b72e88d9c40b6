"""The window's smaller parts: looks, palette, status words, jobs, sketches, dialogs."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from journeyeditor.app.resources import Resources
from journeyeditor.layout.palette import Palette, contrast
from journeyeditor.model.entities import LaneKind
from journeyeditor.model.messages import untranslated
from journeyeditor.ui.canvas.tools.palette import MIME
from journeyeditor.ui.dialogs import Answer, Dialogs, Sheet
from journeyeditor.ui.files import file_name
from journeyeditor.ui.jobs import Cancelled, Jobs, Outcome, Progress
from journeyeditor.ui.main_window import FIRST, LEAST, first_size
from journeyeditor.ui.palette_panel import PalettePanel
from journeyeditor.ui.sketch import Sketch, draw
from journeyeditor.ui.status import counted, file_time, saved_words
from journeyeditor.ui.stylesheet import mixed, stylesheet
from journeyeditor.ui.theme import Look, ThemeChoice
from journeyeditor.ui.widgets.buttons import PointButton
from journeyeditor.ui.widgets.fields import LineField, TextField
from tests.support.maps import small_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.world import World


RESOURCES = Resources.find()
THEMES = [str(choice) for choice in ThemeChoice if choice is not ThemeChoice.SYSTEM]


@pytest.mark.parametrize("name", THEMES)
def test_the_sheet_names_only_roles_of_the_theme(name: str) -> None:
    sheet = stylesheet(Palette.load(RESOURCES.theme(name)))
    assert "@" not in sheet
    assert ("2px solid" in sheet.split("QLineEdit,")[1].split("}")[0]) is (name == "high-contrast")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "panel"),
        ("ink", "panel.quiet"),
        ("ink.quiet", "panel"),
        ("ink.quiet", "panel.quiet"),
        ("ink.quiet", "canvas"),
        ("accent", "panel"),
        ("accent.ink", "accent"),
        ("tooltip.ink", "tooltip"),
        ("ink", "field"),
        ("ink", "hover"),
        ("ink", "accent.tint"),
        ("warning", "panel"),
    ],
)
def test_text_of_the_window_is_legible(name: str, ink: str, ground: str) -> None:
    palette = Palette.load(RESOURCES.theme(name))
    assert contrast(palette.hex(ink), palette.hex(ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_text_on_the_filled_button_is_legible_in_each_state(name: str) -> None:
    palette = Palette.load(RESOURCES.theme(name))
    for share in (0.0, 0.12, 0.25):
        ground = mixed(palette.hex("accent"), palette.hex("ink"), share)
        assert contrast(palette.hex("accent.ink"), ground) >= 4.5


def test_icons_are_drawn_in_their_role(look: Look) -> None:
    image = look.paint.pixmap("star", 20, "accent", 2).toImage()
    found = {image.pixelColor(x, y).name() for x in range(40) for y in range(40)}
    assert QColor(look.palette.hex("accent")).name() in found


def test_tiles_carry_what_they_make(look: Look, qtbot: QtBot) -> None:
    panel = PalettePanel(look)
    qtbot.addWidget(panel)
    assert sum(tile.item.kind is LaneKind.TOUCHPOINT for tile in panel.tiles) == 12
    carried = [json.loads(bytes(tile.item.mime().data(MIME).data())) for tile in panel.tiles]
    assert {"kind": "touchpoint", "channel": "web"} in carried
    assert {"kind": "pain", "channel": None} in carried
    picture = panel.tiles[0].picture()
    assert picture.width() > picture.height() > 20


def test_a_tile_is_called_by_enter_and_double_click(look: Look, qtbot: QtBot) -> None:
    panel = PalettePanel(look)
    qtbot.addWidget(panel)
    called: list[str] = []
    panel.chosen.connect(lambda item: called.append(item.name))
    QTest.keyClick(panel.tiles[2], Qt.Key.Key_Return)
    QTest.mouseDClick(panel.tiles[3], Qt.MouseButton.LeftButton)
    assert called == ["Phone", "E-mail"]


def test_what_a_map_holds_in_words() -> None:
    document = small_document()
    assert counted(untranslated, document, document.maps[0].id) == "12 cards, 5 stages, 2 personas"


@pytest.mark.parametrize(
    ("at", "changes", "modified", "words"),
    [
        ("", 0, False, "not saved yet"),
        ("", 2, True, "not saved yet, 2 changes since"),
        ("10:14", 0, False, "saved 10:14"),
        ("10:14", 1, True, "saved 10:14, 1 change since"),
        ("10:14", -3, True, "saved 10:14, 3 changes since"),
        ("10:14", 0, True, "saved 10:14, 1 change since"),
    ],
)
def test_the_saved_state_in_words(at: str, changes: int, modified: bool, words: str) -> None:
    assert saved_words(untranslated, at, changes, modified) == words


def ended(qtbot: QtBot, work: Callable[[Progress], object], cancel: bool = False) -> Outcome:
    """How a piece of work ends."""
    owner = QObject()
    jobs, outcomes = Jobs(owner), list[Outcome]()
    jobs.run("Working", work, outcomes.append)
    if cancel:
        jobs.cancel()
    qtbot.waitUntil(lambda: bool(outcomes))
    assert not jobs.running
    return outcomes[0]


def test_work_gives_its_value_or_its_error(qtbot: QtBot) -> None:
    assert ended(qtbot, lambda _progress: 42).value == 42
    assert isinstance(ended(qtbot, lambda _progress: int("x")).error, ValueError)


def test_work_can_be_called_off(qtbot: QtBot) -> None:
    def endless(progress: Progress) -> None:
        while True:
            progress.reached(0.5)

    assert isinstance(ended(qtbot, endless, cancel=True).error, Cancelled)


def test_a_sketch_is_made_of_the_templates_own_parts(look: Look) -> None:
    sketch = Sketch.read(RESOURCES.samples / "first-e-bike.json")
    assert len(sketch.stages) == 5 and len(sketch.curve) >= 6
    assert Sketch.read(RESOURCES.samples / "old-town-inn.json").rtl
    image = QImage(QSize(240, 110), QImage.Format.Format_RGB32)
    image.fill(look.colour("canvas"))
    painter = QPainter(image)
    draw(painter, look, sketch, QRectF(0, 0, 240, 110))
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(240) for y in range(110)}
    assert {look.palette.hex("pain"), look.palette.hex("hue.teal.tint")} <= colours


def test_a_damaged_template_has_an_empty_sketch(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("[]")
    assert Sketch.read(path) == Sketch()
    assert Sketch.read(tmp_path / "none.json") == Sketch()


@pytest.mark.parametrize(
    ("title", "name"),
    [("A/B: test?", "A B test"), ("", "journey"), ("...", "journey"), ("x" * 200, "x" * 80)],
)
def test_titles_become_file_names(title: str, name: str) -> None:
    assert file_name(title) == name


def test_the_first_window_fits_the_screen() -> None:
    assert first_size(QSize(1920, 1080)) == QSize(*FIRST)
    assert first_size(QSize(1280, 800)) == QSize(1278, 770)
    assert first_size(QSize(640, 480)) == QSize(*LEAST)


@pytest.mark.parametrize("make", [LineField, TextField])
def test_fields_grow_and_keep_what_is_typed(
    make: type[LineField | TextField], look: Look, qtbot: QtBot
) -> None:
    field = make()
    qtbot.addWidget(field)
    told: list[str] = []
    field.committed.connect(told.append)
    field.show_value("one")
    field.commit()
    assert told == []
    QTest.keyClicks(field, "x")
    field.show_value("from elsewhere")
    typed = field.text()
    assert "x" in typed
    field.commit()
    assert told == [typed]
    field.restore()
    assert field.text() == "from elsewhere"


def test_a_text_field_grows_with_its_text(look: Look, qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.resize(200, field.height())
    field.show()
    before = field.height()
    field.show_value("a\nb\nc\nd\ne")
    assert field.height() > before
    field.show_value("a")
    assert field.height() == before


def answer_with(words: str) -> None:
    """Presses the button with these words in the dialog that is open, as soon as it is."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        button = next(b for b in dialog.findChildren(QWidget) if getattr(b, "text", str)() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)


@pytest.mark.parametrize(
    ("words", "answer"),
    [("Save", Answer.SAVE), ("Discard", Answer.DISCARD), ("Cancel", Answer.CANCEL)],
)
def test_the_question_before_leaving(look: Look, qtbot: QtBot, words: str, answer: Answer) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    answer_with(words)
    assert Dialogs(window, look).save_first("Bike") is answer


def test_escape_cancels(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Sheet)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, press)
    assert Dialogs(window, look).save_first("Bike") is Answer.CANCEL


def test_what_was_read_otherwise_is_listed(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    shown: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        shown.extend(str(getattr(w, "text", str)()) for w in dialog.findChildren(QWidget))
        dialog.accept()

    QTimer.singleShot(0, read)
    Dialogs(window, look).report("How it was read", ["line 4: <b>bold</b>"])
    assert "line 4: <b>bold</b>" in shown


def test_the_time_of_a_file_is_that_of_its_last_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.journey"
    path.write_bytes(b"x")
    written = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    assert file_time(path, written.date()) == f"{written:%H:%M}"
    assert file_time(path, date(2001, 2, 3)) == written.date().isoformat()
    assert file_time(tmp_path / "gone", written.date()) == ""
    assert file_time(None, written.date()) == ""


@pytest.mark.parametrize("theme", [t for t in ThemeChoice if t is not ThemeChoice.SYSTEM])
def test_a_number_to_choose_can_be_told_from_the_ground_in_every_theme(
    world: World, application: QApplication, theme: ThemeChoice
) -> None:
    look = world.look
    look.choose(theme, application)
    made = PointButton(look, "3")
    made.resize(38, 30)
    picture = QImage(made.size(), QImage.Format.Format_RGB32)
    picture.fill(look.colour("panel"))
    made.render(picture, QPoint(0, 0))
    row = [picture.pixelColor(x, 6) for x in range(picture.width())]
    assert any(colour != look.colour("panel") for colour in row)
    made.deleteLater()
