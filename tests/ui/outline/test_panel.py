"""The outline in the window: it follows the canvas both ways, and everything is done by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTableView

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.locks import set_locked
from journeyeditor.model.entities import Card, Lane, LaneKind
from journeyeditor.model.messages import message
from journeyeditor.ui.outline.columns import names
from journeyeditor.ui.outline.panel import WAYS
from journeyeditor.ui.outline.table import TableModel
from journeyeditor.ui.state import takes_cards
from tests.ui.doing import document_of, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.outline.panel import Outline
    from journeyeditor.ui.theme import Look

Key = Qt.Key
NO, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
WAY_NAMES = [way for way, _words in WAYS]


@pytest.fixture
def outline(editor: MainWindow) -> Iterator[Outline]:
    editor.activateWindow()
    editor.actions_["panel-outline"].trigger()
    found = page_of(editor).dock.outline
    assert found is not None
    yield found


def press(
    target: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO, text: str = ""
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def go(outline: Outline, key: str, column: str) -> QModelIndex:
    place = names(outline.model.columns).index(column)
    outline.link.go_to(key, place)
    return outline.view.currentIndex()


def opened(outline: Outline, kind: type[QWidget]) -> QWidget:
    found = [one for one in outline.view.viewport().findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def cards(editor: MainWindow, kind: LaneKind = LaneKind.TOUCHPOINT) -> list[Card]:
    document = document_of(editor)
    lanes = document.lanes(page_of(editor).map_id)
    return [card for lane in lanes if lane.kind is kind for card in document.cards(lane.id)]


def test_one_key_opens_and_closes_it_for_good(editor: MainWindow, outline: Outline) -> None:
    assert editor.actions_["panel-outline"].shortcut().toString() == "F7"
    assert outline.isVisible()
    assert editor.settings.flag("show_outline")
    outline.head.close_button.click()
    assert not outline.isVisible()
    assert not editor.settings.flag("show_outline")
    editor.actions_["panel-outline"].trigger()
    assert outline.isVisible()


@pytest.mark.parametrize("way", WAY_NAMES)
def test_selection_follows_both_ways(editor: MainWindow, outline: Outline, way: str) -> None:
    outline.choose(way)
    assert editor.settings.text("outline_view") == way
    canvas = page_of(editor).canvas
    first, second = cards(editor)[:2]
    canvas.editor.select([second.id])
    assert outline.link.current == (second.id,)
    assert len(outline.view.selectionModel().selectedRows()) == 1
    go(outline, first.id, "title")
    assert canvas.editor.selection == {first.id}
    assert canvas.cell.card == first.id
    canvas.editor.select([first.id, second.id])
    assert len(outline.view.selectionModel().selectedRows()) == 2
    outline.view.clearSelection()
    assert canvas.editor.selection == frozenset()


@pytest.mark.parametrize(
    ("way", "heads"), [("stages", "stages"), ("stages", "map_steps"), ("lanes", "lanes")]
)
def test_heads_are_selected_both_ways(
    editor: MainWindow, outline: Outline, way: str, heads: str
) -> None:
    outline.choose(way)
    canvas = page_of(editor).canvas
    found = getattr(document_of(editor), heads)(page_of(editor).map_id)
    first, second = [one for one in found if not isinstance(one, Lane) or takes_cards(one.kind)][:2]
    canvas.editor.select([second.id])
    assert outline.link.current == (second.id,)
    assert canvas.editor.selection == {second.id}
    outline.link.go_to(first.id, 0)
    assert canvas.editor.selection == {first.id}


def test_a_lane_in_a_step_is_a_cell_and_no_lane(editor: MainWindow, outline: Outline) -> None:
    outline.choose("stages")
    card = cards(editor)[0]
    at = outline.models["stages"].find((card.lane, card.step))  # type: ignore[union-attr]
    outline.view.setCurrentIndex(at)
    canvas = page_of(editor).canvas
    assert (canvas.cell.lane, canvas.cell.step) == (card.lane, card.step)
    assert canvas.editor.selection == frozenset()
    press(outline.view, Key.Key_Delete)
    assert document_of(editor).find(Lane, card.lane) is not None


@pytest.mark.parametrize("way", WAY_NAMES)
def test_a_title_is_edited_by_keys(editor: MainWindow, outline: Outline, way: str) -> None:
    outline.choose(way)
    card = cards(editor)[0]
    go(outline, card.id, "title")
    press(outline.view, Key.Key_F2)
    field = opened(outline, QLineEdit)
    assert field.accessibleName() == "Title"
    QTest.keyClicks(field, "Another")
    press(field, Key.Key_Return)
    assert document_of(editor).one(Card, card.id).title == "Another"
    page_of(editor).session.editor.undo()
    assert document_of(editor).one(Card, card.id).title == card.title
    assert outline.view.currentIndex().data() == card.title


def test_escape_leaves_a_cell_as_it_was(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    card = cards(editor)[0]
    go(outline, card.id, "title")
    press(outline.view, Key.Key_Return)
    field = opened(outline, QLineEdit)
    QTest.keyClicks(field, "Another")
    press(field, Key.Key_Escape)
    assert document_of(editor).one(Card, card.id).title == card.title


def test_a_text_breaks_lines_with_shift(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    card = cards(editor)[0]
    go(outline, card.id, "text")
    press(outline.view, Key.Key_Return)
    field = opened(outline, QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.selectAll()
    QTest.keyClicks(field, "One")
    press(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "\n")
    QTest.keyClicks(field, "Two")
    assert page_of(editor).typing() == {(card.id, "text"): "One\nTwo"}
    press(field, Key.Key_Return, text="\r")
    assert document_of(editor).one(Card, card.id).text == "One\nTwo"


def test_saving_takes_what_is_typed(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    card = cards(editor)[0]
    go(outline, card.id, "title")
    press(outline.view, Key.Key_Return)
    QTest.keyClicks(opened(outline, QLineEdit), "Pending")
    page_of(editor).commit_pending()
    assert document_of(editor).one(Card, card.id).title == "Pending"


def test_a_rating_is_chosen_by_its_name(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    card = cards(editor)[0]
    persona = document_of(editor).one(type(document_of(editor).maps[0]), page_of(editor).map_id)
    who = persona.personas[0]
    go(outline, card.id, f"rating:{who}:now")
    press(outline.view, Key.Key_Return)
    box = opened(outline, QComboBox)
    assert isinstance(box, QComboBox)
    place = next(i for i in range(box.count()) if box.itemText(i).startswith("Frustrated"))
    box.setCurrentIndex(place)
    box.activated.emit(place)
    rating = document_of(editor).rating(card.id, who)
    assert rating is not None
    assert rating.value == -2.0


def test_the_star_turns_over_by_keys(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    card = cards(editor)[0]
    go(outline, card.id, "moment")
    press(outline.view, Key.Key_Return)
    assert document_of(editor).one(Card, card.id).moment_of_truth is not card.moment_of_truth
    press(outline.view, Key.Key_Space, text=" ")
    assert document_of(editor).one(Card, card.id).moment_of_truth is card.moment_of_truth


def test_what_stays_as_it_is_says_why(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    said: list[str] = []
    outline.said.connect(lambda told: said.append(told.text()))
    pain, card = cards(editor, LaneKind.PAIN)[0], cards(editor)[0]
    go(outline, pain.id, "channel")
    press(outline.view, Key.Key_Return)
    assert said == ["Cards of the lane “Pain points” have no “Channel”."]
    canvas = page_of(editor).canvas
    canvas.commit(message("Lock"), set_locked(document_of(editor), [card.id], on=True))
    go(outline, card.id, "title")
    press(outline.view, Key.Key_F2)
    assert "is locked" in said[-1]
    assert not outline.view.viewport().findChildren(QLineEdit)


@pytest.mark.parametrize("way", WAY_NAMES)
def test_cards_come_move_and_go_by_keys(editor: MainWindow, outline: Outline, way: str) -> None:
    outline.choose(way)
    card = cards(editor)[0]
    steps = document_of(editor).map_steps(page_of(editor).map_id)
    go(outline, card.id, "title")
    press(outline.view, Key.Key_Right, CTRL)
    assert document_of(editor).one(Card, card.id).step == steps[1].id
    assert outline.link.current == (card.id,)
    press(outline.view, Key.Key_Left, CTRL)
    assert document_of(editor).one(Card, card.id).step == card.step
    count = len(list(document_of(editor).all(Card)))
    press(outline.view, Key.Key_Insert)
    field = opened(outline, QLineEdit)
    QTest.keyClicks(field, "New here")
    press(field, Key.Key_Return)
    cell = document_of(editor).cell(card.lane, card.step)
    assert [one.title for one in cell] == [card.title, "New here"]
    press(outline.view, Key.Key_Up, ALT)
    assert document_of(editor).cell(card.lane, card.step)[0].title == "New here"
    press(outline.view, Key.Key_Delete)
    assert len(list(document_of(editor).all(Card))) == count
    assert outline.view.currentIndex().isValid()


def test_stages_move_by_keys(editor: MainWindow, outline: Outline) -> None:
    outline.choose("stages")
    stages = document_of(editor).stages(page_of(editor).map_id)
    outline.link.go_to(stages[0].id, 0)
    press(outline.view, Key.Key_Down, CTRL)
    after = [stage.id for stage in document_of(editor).stages(page_of(editor).map_id)]
    assert after[:2] == [stages[1].id, stages[0].id]
    assert outline.link.current == (stages[0].id,)


def test_a_filter_counts_what_it_leaves(editor: MainWindow, outline: Outline, qtbot: QtBot) -> None:
    outline.choose("table")
    assert isinstance(outline.model, TableModel)
    whole = outline.model.rowCount()
    assert outline.head.count.text() == f"{whole} cards"
    place = outline.head.kind.values.index(LaneKind.PAIN)
    outline.head.kind.setCurrentIndex(place)
    outline.head.kind.activated.emit(place)
    assert outline.model.rowCount() == len(cards(editor, LaneKind.PAIN))
    assert outline.head.count.text().endswith(f"of {whole} cards")
    QTest.keyClicks(outline.head.field, "no card says this")
    qtbot.waitUntil(lambda: outline.model.rowCount() == 0)
    assert outline.head.count.text() == "No card of this map matches the filter."


def test_a_click_on_its_head_sorts_the_table(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    view = outline.view
    assert isinstance(view, QTableView)
    head, place = view.horizontalHeader(), names(outline.model.columns).index("title")
    view.scrollTo(outline.model.index(0, place))

    def click() -> list[str]:
        middle = head.sectionViewportPosition(place) + head.sectionSize(place) // 2
        at = QPoint(middle, head.height() // 2)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, NO, at)
        rows = range(outline.model.rowCount())
        words = [str(outline.model.index(row, place).data()) for row in rows]
        return [word for word in words if word]

    up, down = click(), click()
    assert up[0] != down[0]
    assert {up == sorted(up, key=str.casefold), down == sorted(down, key=str.casefold)} == {
        True,
        False,
    }


def test_another_map_is_another_outline(editor: MainWindow, outline: Outline) -> None:
    outline.choose("stages")
    before = outline.model.index(0, 0).data()
    page_of(editor).next_map(1)
    stage = document_of(editor).stages(page_of(editor).map_id)[0]
    assert outline.model.index(0, 0).data() == stage.title
    assert outline.models["stages"].find((stage.id,)).isValid()  # type: ignore[union-attr]
    page_of(editor).next_map(-1)
    assert outline.model.index(0, 0).data() == before


def test_escape_goes_back_to_the_canvas(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    assert outline.view.hasFocus()
    press(outline.view, Key.Key_Escape)
    assert page_of(editor).canvas.hasFocus()
    page_of(editor).next_panel()
    assert outline.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]


def test_hidden_it_does_nothing(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    outline.head.close_button.click()
    scene = outline.model.scene
    editor.actions_["add-stage"].trigger()
    page_of(editor).commit_pending()
    assert outline.model.scene is scene
    editor.actions_["panel-outline"].trigger()
    assert outline.model.scene is not scene


def test_the_cell_with_the_keyboard_is_seen(
    editor: MainWindow, outline: Outline, look: Look
) -> None:
    outline.choose("table")
    go(outline, cards(editor)[0].id, "title")
    with_it = outline.view.viewport().grab().toImage()
    page_of(editor).canvas.setFocus()
    assert outline.view.viewport().grab().toImage() != with_it
    assert look.colour("accent").isValid()


def test_cards_of_a_hidden_lane_move_by_keys_in_the_outline(
    editor: MainWindow, outline: Outline
) -> None:
    card = cards(editor)[0]
    engine = page_of(editor).session.editor
    steps = [step.id for step in engine.document.map_steps(page_of(editor).map_id)]
    engine.commit(message("Hide"), set_fields(engine.document, card.lane, hidden=True))
    outline.choose("table")
    go(outline, card.id, "title")
    assert engine.selection == {card.id}
    press(outline.view, Key.Key_Right, CTRL)
    moved = engine.document.one(Card, card.id)
    assert (moved.lane, moved.step) == (card.lane, steps[steps.index(card.step) + 1])
