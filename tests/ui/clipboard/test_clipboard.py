"""Cut, copy and paste in the window, and drops from other programs."""

from __future__ import annotations

import json
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.patch import Patch
from journeyeditor.interchange.table_text import read_html, read_tsv
from journeyeditor.model.entities import Card, Image, Lane, LaneKind
from journeyeditor.model.messages import message
from journeyeditor.ui.ahead import Ahead
from journeyeditor.ui.canvas.cursor import Cursor
from journeyeditor.ui.clipboard.reading import can_drop
from journeyeditor.ui.clipboard.writing import OWN
from journeyeditor.ui.main_window import MainWindow
from tests.support.png import png
from tests.ui.test_waiting import cancel, with_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.model.document import Document
    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.waiting import WaitingSheet
    from journeyeditor.ui.world import World
    from tests.ui.conftest import Answers

MANY = 160
"""More cards than are pasted without a question."""

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def clean_clipboard(application: QApplication) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def canvas_of(window: MainWindow) -> Canvas:
    assert window.page is not None
    return window.page.canvas


def document_of(window: MainWindow) -> Document:
    return canvas_of(window).editor.document


def cards_of(window: MainWindow) -> set[str]:
    return {card.id for card in document_of(window).all(Card)}


def lane_of(window: MainWindow, kind: LaneKind) -> Lane:
    canvas = canvas_of(window)
    lanes = document_of(window).lanes(canvas.map_id or "")
    return next(lane for lane in lanes if lane.kind is kind)


def go(window: MainWindow, kind: LaneKind, step: int) -> tuple[str, str]:
    """The cursor goes to a cell."""
    canvas = canvas_of(window)
    canvas.setFocus()
    lane = lane_of(window, kind).id
    column = document_of(window).map_steps(canvas.map_id or "")[step].id
    assert canvas.hits is not None
    cell = document_of(window).cell(lane, column)
    canvas.go_to(Cursor(lane, column, cell[0].id if cell else ""))
    return lane, column


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(canvas_of(window), key, modifiers)


def put_text(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def put(form: str, data: bytes) -> None:
    mime = QMimeData()
    mime.setData(form, QByteArray(data))
    QGuiApplication.clipboard().setMimeData(mime)


def new_cards(window: MainWindow, before: set[str]) -> list[Card]:
    cards = [document_of(window).one(Card, key) for key in cards_of(window) - before]
    return sorted(cards, key=lambda card: card.order)


def test_a_copy_has_all_forms(editor: MainWindow) -> None:
    go(editor, LaneKind.TOUCHPOINT, 0)
    press(editor, Qt.Key.Key_Right, SHIFT)
    press(editor, Qt.Key.Key_C)
    mime = QGuiApplication.clipboard().mimeData()
    titles = [card.title for card in document_of(editor).all(Card)]
    cells = read_tsv(mime.text())[0]
    assert len(cells) == 2 and all(cell.split("\n")[0] in titles for cell in cells)
    assert read_html(mime.html())[1] == cells
    data = bytes(mime.data(OWN).data())
    assert json.loads(data)["format"] == "journey"
    picture = QImage.fromData(mime.data("image/png"))
    assert picture.width() > picture.height() > 100
    assert len({picture.pixel(x, picture.height() // 2) for x in range(picture.width())}) > 3


def test_copy_and_paste_is_one_step_and_selects_the_copies(editor: MainWindow) -> None:
    lane, step = go(editor, LaneKind.TOUCHPOINT, 1)
    document, before = document_of(editor), cards_of(editor)
    (source,) = document.cell(lane, step)
    press(editor, Qt.Key.Key_C)
    press(editor, Qt.Key.Key_V)
    (card,) = new_cards(editor, before)
    after = document_of(editor)
    assert [c.id for c in after.cell(lane, step)] == [source.id, card.id]
    assert len(after.ratings(card.id)) == len(document.ratings(source.id)) > 0
    assert canvas_of(editor).editor.selection == {card.id}
    press(editor, Qt.Key.Key_Z)
    assert document_of(editor) == document


def test_cut_and_paste_moves(editor: MainWindow) -> None:
    lane, step = go(editor, LaneKind.TOUCHPOINT, 1)
    document = document_of(editor)
    (source,) = document.cell(lane, step)
    press(editor, Qt.Key.Key_X)
    assert source.id not in document_of(editor)
    target = go(editor, LaneKind.TOUCHPOINT, 2)
    press(editor, Qt.Key.Key_V)
    assert [card.title for card in document_of(editor).cell(*target)][1:] == [source.title]
    press(editor, Qt.Key.Key_Z)
    press(editor, Qt.Key.Key_Z)
    assert document_of(editor) == document


def test_between_windows_personas_are_found_by_name_and_the_rest_is_told(
    editor: MainWindow, world: World, qtbot: QtBot
) -> None:
    go(editor, LaneKind.TOUCHPOINT, 1)
    press(editor, Qt.Key.Key_C)
    other = MainWindow(world)
    other.show()
    try:
        other.files.sample("first-e-bike")
        page = other.page
        assert page is not None
        people = document_of(other).personas
        renamed = [replace(people[0], name=people[0].name.upper()), replace(people[1], name="X")]
        canvas = canvas_of(other)
        # As in a document of somebody else, none of the ids is known.
        data = json.loads(bytes(QGuiApplication.clipboard().mimeData().data(OWN).data()))
        text = json.dumps(data)
        for number, person in enumerate(people):
            text = text.replace(person.id, f"{number + 1:032x}")
        put(OWN, text.encode())
        changes = {p.id: (document_of(other)[p.id], p) for p in renamed}
        canvas.editor.commit(message("Rename"), Patch(changes))
        before = cards_of(other)
        go(other, LaneKind.TOUCHPOINT, 3)
        other.clips.paste()
        (card,) = new_cards(other, before)
        rated = {rating.persona for rating in document_of(other).ratings(card.id)}
        assert rated == {people[0].id}
        assert people[1].name in page.status.words.toolTip()
        assert "left out" in page.status.words.toolTip()
    finally:
        other.close_session()
        other.close()
        other.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_lines_become_cards_below_the_cursor(editor: MainWindow) -> None:
    lane, step = go(editor, LaneKind.TOUCHPOINT, 0)
    before = [card.title for card in document_of(editor).cell(lane, step)]
    put_text("- Opens the letter\r\n\n• Calls\nWaits 10-15 minutes")
    press(editor, Qt.Key.Key_V)
    titles = [card.title for card in document_of(editor).cell(lane, step)]
    assert titles == [*before, "Opens the letter", "Calls", "Waits 10-15 minutes"]


def test_a_block_of_a_spreadsheet_goes_over_steps_and_lanes(editor: MainWindow) -> None:
    lane, step = go(editor, LaneKind.PAIN, 0)
    before = cards_of(editor)
    put_text('One\t"Two\nwith ""text"""\nThree\t')
    press(editor, Qt.Key.Key_V)
    made = {card.title: card for card in new_cards(editor, before)}
    assert set(made) == {"One", "Two", "Three"}
    assert (made["One"].lane, made["One"].step) == (lane, step)
    assert made["Two"].text == 'with "text"'
    assert made["Three"].lane != lane and made["Three"].step == step


def test_with_a_lane_selected_by_its_label_it_begins_in_its_first_step(editor: MainWindow) -> None:
    canvas = canvas_of(editor)
    canvas.setFocus()
    canvas.cell = Cursor()
    lane = lane_of(editor, LaneKind.PAIN)
    canvas.editor.select([lane.id])
    before = cards_of(editor)
    put_text("First\nSecond")
    press(editor, Qt.Key.Key_V)
    first = document_of(editor).map_steps(canvas.map_id or "")[0].id
    assert [card.title for card in new_cards(editor, before)] == ["First", "Second"]
    assert {(card.lane, card.step) for card in new_cards(editor, before)} == {(lane.id, first)}


def test_what_does_not_fit_is_asked_first(editor: MainWindow, answers: Answers) -> None:
    document = document_of(editor)
    steps = document.map_steps(canvas_of(editor).map_id or "")
    go(editor, LaneKind.TOUCHPOINT, len(steps) - 1)
    put_text("a\tb\tc")
    answers.yes = False
    press(editor, Qt.Key.Key_V)
    assert document_of(editor) is document
    assert answers.asked[-4:] == [
        "Paste 3 cards?",
        "They go into one lane, over 3 steps.",
        "There are more columns than steps from here on: 2 steps are added at the end.",
        "It is one step: undo takes all of it back.",
    ]
    answers.yes = True
    press(editor, Qt.Key.Key_V)
    assert len(document_of(editor).map_steps(canvas_of(editor).map_id or "")) == len(steps) + 2
    press(editor, Qt.Key.Key_Z)
    assert document_of(editor) == document


def test_more_than_thirty_cards_are_asked_first(editor: MainWindow, answers: Answers) -> None:
    go(editor, LaneKind.TOUCHPOINT, 0)
    put_text("\n".join(f"Line {n}" for n in range(31)))
    press(editor, Qt.Key.Key_V)
    assert "Paste 31 cards?" in answers.asked
    asked = len(answers.asked)
    put_text("\n".join(f"Line {n}" for n in range(30)))
    press(editor, Qt.Key.Key_V)
    assert len(answers.asked) == asked


@pytest.mark.parametrize(
    ("rows", "columns", "where"),
    [
        (32, 1, "They go into 32 lanes, in one step."),
        (1, 32, "They go into one lane, over 32 steps."),
        (8, 4, "They go into 8 lanes, over 4 steps."),
        (1, 1, "They all go into one cell."),
    ],
)
def test_a_large_paste_says_over_how_many_lanes_and_steps(
    editor: MainWindow, answers: Answers, rows: int, columns: int, where: str
) -> None:
    document = document_of(editor)
    go(editor, LaneKind.TOUCHPOINT, 0)
    if rows == columns:
        put_text("\n".join(f"Line {n}" for n in range(32)))
    else:
        cell = "<td>a</td>" * columns
        mime = QMimeData()
        mime.setHtml("<table>" + f"<tr>{cell}</tr>" * rows + "</table>")
        QGuiApplication.clipboard().setMimeData(mime)
    answers.yes = False
    press(editor, Qt.Key.Key_V)
    at = answers.asked.index("Paste 32 cards?")
    assert answers.asked[at + 1] == where
    assert document_of(editor) is document


def test_a_table_in_html_goes_before_its_text_and_its_picture(editor: MainWindow) -> None:
    go(editor, LaneKind.PAIN, 0)
    before = cards_of(editor)
    mime = QMimeData()
    mime.setHtml("<table><tr><td>A<br>more</td><td>B</td></tr></table>")
    mime.setText("A\nmore\tB")
    mime.setData("image/png", QByteArray(png()))
    QGuiApplication.clipboard().setMimeData(mime)
    press(editor, Qt.Key.Key_V)
    assert {(c.title, c.text) for c in new_cards(editor, before)} == {("A", "more"), ("B", "")}


def test_as_text_every_line_is_a_card(editor: MainWindow) -> None:
    go(editor, LaneKind.PAIN, 0)
    before = cards_of(editor)
    put_text("a\tb\nc")
    press(editor, Qt.Key.Key_V, CTRL | SHIFT)
    assert {card.title for card in new_cards(editor, before)} == {"a b", "c"}


@pytest.mark.parametrize("form", ["image/png", "application/x-qt-image"])
def test_a_picture_becomes_a_card(editor: MainWindow, form: str) -> None:
    lane, _step = go(editor, LaneKind.PAIN, 0)
    before = cards_of(editor)
    if form == "image/png":
        put(form, png(3, 2))
    else:
        QGuiApplication.clipboard().setImage(QImage.fromData(png(3, 2)))
    press(editor, Qt.Key.Key_V)
    (card,) = new_cards(editor, before)
    image = document_of(editor).find(Image, card.image)
    assert image is not None
    assert (image.width, image.height, card.lane) == (3, 2, lane)


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("image/png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("application/pdf", b"%PDF"),
        (OWN, b"{"),
        (OWN, b'{"format": "journey", "version": 99}'),
        (OWN, b'{"format": "journey", "version": 1, "maps": []}'),
        ("text/plain", b" \n "),
    ],
)
def test_what_cant_be_pasted_is_said_and_changes_nothing(
    editor: MainWindow, form: str, data: bytes
) -> None:
    document = document_of(editor)
    go(editor, LaneKind.PAIN, 0)
    put(form, data)
    press(editor, Qt.Key.Key_V)
    assert document_of(editor) is document
    assert editor.page is not None
    assert editor.page.status.words.toolTip().endswith(".")


def test_a_text_field_keeps_the_keys_of_the_clipboard(editor: MainWindow) -> None:
    assert editor.page is not None
    go(editor, LaneKind.TOUCHPOINT, 0)
    put_text("pasted")
    editor.page.find_bar.begin()
    document = document_of(editor)
    editor.actions_["paste"].trigger()
    QTest.keyClick(editor.page.find_bar.field, Qt.Key.Key_V, CTRL)
    assert editor.page.find_bar.field.text() == "pastedpasted"
    assert document_of(editor) is document


def drop(canvas: Canvas, mime: QMimeData, lane: str, step: str) -> bool:
    placed = canvas.placed
    assert placed is not None
    row, column = placed.lane(lane), placed.column_of(step)
    assert row is not None and column is not None
    pane = next(p for p in canvas.panes if p.strip == "body")
    at = QPointF(
        pane.dx + column.middle * pane.zoom, pane.dy + (row.y + row.block.height / 2) * pane.zoom
    )
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(round(at.x()), round(at.y())), action, mime, held, none)
    canvas.dragEnterEvent(enter)
    if not enter.isAccepted():
        return False
    canvas.dropEvent(QDropEvent(at, action, mime, held, none))
    return True


def test_files_with_pictures_can_be_dropped(
    editor: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    lane, step = go(editor, LaneKind.PAIN, 0)
    canvas, before = canvas_of(editor), cards_of(editor)
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(png(4, 4, len(name)))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("one.png", "two.png")])
    assert drop(canvas, mime, lane, step)
    qtbot.waitUntil(lambda: len(cards_of(editor)) == len(before) + 2)
    assert [card.title for card in new_cards(editor, before)] == ["one", "two"]


def test_a_table_in_a_file_becomes_cards_over_steps_and_lanes(
    editor: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    lane, step = go(editor, LaneKind.PAIN, 0)
    before = cards_of(editor)
    (tmp_path / "notes.csv").write_bytes("Späte Post;Kein Rückruf\r\nHotline;\r\n".encode("cp1252"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "notes.csv"))])
    assert drop(canvas_of(editor), mime, lane, step)
    qtbot.waitUntil(lambda: len(cards_of(editor)) == len(before) + 3)
    made = {card.title: card for card in new_cards(editor, before)}
    assert set(made) == {"Späte Post", "Kein Rückruf", "Hotline"}
    assert (made["Späte Post"].lane, made["Späte Post"].step) == (lane, step)
    assert made["Kein Rückruf"].step != step and made["Hotline"].lane != lane


def test_files_that_only_look_like_pictures_are_told(editor: MainWindow, tmp_path: Path) -> None:
    lane, step = go(editor, LaneKind.PAIN, 0)
    document = document_of(editor)
    (tmp_path / "not.png").write_bytes(b"GIF")
    for path in (tmp_path / "not.png", tmp_path / "gone.png"):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        assert drop(canvas_of(editor), mime, lane, step)
        assert editor.page is not None
        assert path.name in editor.page.status.words.toolTip()
    QApplication.processEvents()
    assert document_of(editor) is document


def test_other_files_are_left_to_the_window(tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.journey"))])
    assert not can_drop(mime)


def test_a_paste_of_many_shows_how_far_it_is_and_is_one_step(
    editor: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = document_of(editor)
    go(editor, LaneKind.TOUCHPOINT, 0)
    QGuiApplication.clipboard().setText("\n".join(f"Card {n}" for n in range(MANY)))
    titles, gate = held(editor, monkeypatch, lambda _sheet: None)
    editor.actions_["paste"].trigger()
    assert titles == [f"Paste {MANY} cards"]
    assert gate.is_set()
    assert {f"Card {n}" for n in range(MANY)} <= {c.title for c in document_of(editor).all(Card)}
    canvas_of(editor).editor.undo()
    assert document_of(editor) == before


def test_a_large_paste_can_be_called_off_and_leaves_nothing(
    editor: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = document_of(editor)
    go(editor, LaneKind.TOUCHPOINT, 0)
    QGuiApplication.clipboard().setText("\n".join(f"Card {n}" for n in range(MANY)))
    held(editor, monkeypatch, cancel)
    editor.actions_["paste"].trigger()
    assert document_of(editor) == before
    assert canvas_of(editor).editor.history.undo_step is None


def held(
    editor: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[WaitingSheet], None],
) -> tuple[list[str], Event]:
    """A step of many cards waits for a sheet to be seen, on which something is done; the titles of sheets seen."""
    assert editor.page is not None
    titles: list[str] = []
    gate = Event()
    real = Ahead._laid_out

    def laid_out(self: Ahead, *given: Any) -> Any:
        gate.wait(20)
        return real(self, *given)

    def seen(sheet: WaitingSheet) -> None:
        titles.append(sheet.windowTitle())
        act(sheet)
        gate.set()

    monkeypatch.setattr("journeyeditor.ui.ahead.MANY", MANY)
    monkeypatch.setattr(Ahead, "_laid_out", laid_out)
    editor.page.ahead.patience_ms = 0
    timer = with_sheet(seen)
    timer.setParent(editor)
    return titles, gate
