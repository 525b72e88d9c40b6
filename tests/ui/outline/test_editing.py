"""What is edited in the outline beyond a card's own words: in tables of other things, and beside the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import (
    Card,
    Channel,
    Comment,
    Connector,
    Lane,
    LaneKind,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.messages import message
from journeyeditor.ui.inspector.controls import HueControl
from journeyeditor.ui.inspector.quotes import Quotes
from journeyeditor.ui.outline.columns import names
from journeyeditor.ui.outline.records import RECORDS
from journeyeditor.ui.outline.table import TableModel
from journeyeditor.ui.widgets.dates import DateField
from journeyeditor.ui.widgets.tags import TagsField
from tests.ui.doing import document_of, page_of
from tests.ui.outline.test_panel import CTRL, Key, cards, go, opened, outline, press

if TYPE_CHECKING:
    from journeyeditor.model.entities import Entity
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.outline.panel import Outline

__all__ = ["outline"]

ALT = Qt.KeyboardModifier.AltModifier
COMES: tuple[tuple[str, type[Entity]], ...] = (
    ("stages", Stage),
    ("steps", Step),
    ("lanes", Lane),
    ("measures", Measure),
    ("personas", Persona),
    ("channels", Channel),
)


def table(outline: Outline, name: str) -> TableModel:
    outline.choose("table")
    outline.choose_table(name)
    assert isinstance(outline.model, TableModel)
    return outline.model


def steps_done(editor: MainWindow) -> int:
    return len(page_of(editor).session.editor.history.done)


def told_by(outline: Outline) -> list[str]:
    said: list[str] = []
    outline.said.connect(lambda one: said.append(one.text()))
    return said


def test_rows_of_each_table_come_and_go_by_keys(editor: MainWindow, outline: Outline) -> None:
    for name, kind in COMES:
        table(outline, name)
        before = set(document_of(editor))
        press(outline.view, Key.Key_Return, CTRL)
        page_of(editor).commit_pending()
        new = [key for key in document_of(editor) if key not in before]
        added = next(key for key in new if isinstance(document_of(editor)[key], kind))
        assert outline.link.current == (added,)
        press(outline.view, Key.Key_Delete)
        assert set(document_of(editor)) == before, name


def test_a_quote_belongs_to_the_selected_card(editor: MainWindow, outline: Outline) -> None:
    model = table(outline, "quotes")
    card = cards(editor)[-1]
    page_of(editor).canvas.editor.select([card.id])
    for quote in document_of(editor).quotes(card.id):
        page_of(editor).canvas.editor.select([])
        outline.link.go_to(quote.id, 0)
        assert page_of(editor).canvas.editor.selection == {card.id}
    count = model.rowCount()
    outline.view.setCurrentIndex(model.index(-1, -1))
    page_of(editor).canvas.editor.select([card.id])
    press(outline.view, Key.Key_Insert)
    assert model.rowCount() == count + 1
    assert page_of(editor).canvas.editor.selection == {card.id}
    key = outline.link.current[0]
    assert document_of(editor).one(Quote, key).card == card.id
    page_of(editor).commit_pending()
    press(outline.view, Key.Key_Delete)
    assert document_of(editor).find(Quote, key) is None
    assert document_of(editor).find(Card, card.id) is not None


def test_an_arrow_begins_at_the_selected_card(editor: MainWindow, outline: Outline) -> None:
    said = told_by(outline)
    table(outline, "arrows")
    outline.view.setCurrentIndex(outline.model.index(-1, -1))
    page_of(editor).canvas.editor.select([])
    press(outline.view, Key.Key_Insert)
    assert said == ["Select the card first that this belongs to."]
    first, second = cards(editor)[:2]
    page_of(editor).canvas.editor.select([second.id, first.id])
    press(outline.view, Key.Key_Insert)
    arrow = document_of(editor).one(Connector, outline.link.current[0])
    assert (arrow.start, arrow.end) == (first.id, second.id)
    page_of(editor).commit_pending()
    press(outline.view, Key.Key_Delete)
    assert document_of(editor).find(Connector, arrow.id) is None


def test_what_is_not_rated_yet_is_rated_in_its_row(editor: MainWindow, outline: Outline) -> None:
    model = table(outline, "feelings")
    rows = [model.key(row) for row in range(model.rowCount())]
    unrated = next(key for key in rows if document_of(editor).find(Rating, key) is None)
    place = names(model.columns).index("value")
    outline.link.go_to(unrated, place)
    why = model.why_fixed(outline.view.currentIndex().siblingAtColumn(1))
    assert why is not None
    assert why.text() == "Nothing is rated here yet: choose a level first."
    assert model.setData(outline.view.currentIndex(), 1.0)
    assert document_of(editor).one(Rating, unrated).value == 1.0
    assert outline.link.current == (unrated,)
    press(outline.view, Key.Key_Delete)
    assert document_of(editor).find(Rating, unrated) is None
    assert document_of(editor).find(Card, unrated.partition(":")[0]) is not None


def test_maps_and_the_document_stay(editor: MainWindow, outline: Outline) -> None:
    said = told_by(outline)
    for name in ("maps", "document"):
        table(outline, name)
        outline.view.setCurrentIndex(outline.model.index(0, 0))
        press(outline.view, Key.Key_Insert)
        press(outline.view, Key.Key_Delete)
    assert said[:2] == ["Maps are added and deleted on the tabs above the map."] * 2
    assert said[2:] == ["Rows of this table are neither added nor deleted here."] * 2
    assert len(list(document_of(editor).all(Map))) == 2


def test_a_comment_is_written_beside_its_row(editor: MainWindow, outline: Outline) -> None:
    table(outline, "comments")
    card = cards(editor)[2]
    outline.view.setCurrentIndex(outline.model.index(-1, -1))
    page_of(editor).canvas.editor.select([card.id])
    before = set(document_of(editor).comments(card.id))
    press(outline.view, Key.Key_Return, CTRL)
    panel = outline.panel
    assert panel.isVisible()
    assert panel.form is not None
    part = panel.form.parts[0]
    part.draft.put("Is it so?")  # type: ignore[union-attr]
    part._add()  # type: ignore[union-attr]
    new = set(document_of(editor).comments(card.id)) - before
    assert [one.text for one in new] == ["Is it so?"]
    panel.leave()
    assert not panel.isVisible()
    key = next(iter(new)).id
    go_to_row(outline, key)
    press(outline.view, Key.Key_Delete)
    assert document_of(editor).find(Comment, key) is None


def go_to_row(outline: Outline, key: str) -> None:
    outline.link.go_to(key, 0)
    assert outline.link.current == (key,)


def test_a_colour_is_picked_beside_its_cell(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    card, done = cards(editor)[0], steps_done(editor)
    go(outline, card.id, "hue")
    outline.open_panel()
    panel = outline.panel
    assert panel.form is not None
    control = panel.form.parts[0]
    assert isinstance(control, HueControl)
    assert control.input is not None
    control.input.buttons["teal"].click()
    assert document_of(editor).one(Card, card.id).hue == "teal"
    assert steps_done(editor) == done + 1
    press(panel, Key.Key_Escape)
    assert not panel.isVisible()
    assert outline.view.hasFocus()
    outline.open_panel()
    page_of(editor).session.editor.commit(
        message("Delete"), set_fields(document_of(editor), card.id, title="Other")
    )
    assert panel.isVisible()
    page_of(editor).canvas.editor.select([card.id])
    page_of(editor).canvas.commands.delete_selection()
    assert not panel.isVisible()


def test_what_is_typed_beside_a_cell_is_kept(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    card = next(card for card in cards(editor) if document_of(editor).quotes(card.id))
    quote = document_of(editor).quotes(card.id)[0]
    go(outline, card.id, "quotes")
    outline.open_panel()
    assert outline.panel.form is not None
    part = outline.panel.form.parts[0]
    assert isinstance(part, Quotes)
    part.cards[0].inputs["text"].put("Other words")
    assert page_of(editor).typing() == {(quote.id, "text"): "Other words"}
    page_of(editor).commit_pending()
    assert document_of(editor).one(Quote, quote.id).text == "Other words"
    assert "“Other words”" in str(go(outline, card.id, "quotes").data())


def test_what_is_no_number_stays_and_is_said(editor: MainWindow, outline: Outline) -> None:
    said = told_by(outline)
    table(outline, "measures")
    press(outline.view, Key.Key_Insert)
    page_of(editor).commit_pending()
    key = outline.link.current[0]
    outline.link.go_to(key, names(outline.model.columns).index("value"))
    press(outline.view, Key.Key_F2)
    field = opened(outline, QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "many")
    press(field, Key.Key_Return)
    assert said == ["“many” is not a number. Write digits, such as 12 or 3.5."]
    assert field.isVisible()
    assert field.property("invalid") is True
    field.setText("2,5")
    press(field, Key.Key_Return)
    assert document_of(editor).one(Measure, key).value == 2.5


def test_each_cell_has_the_editor_of_its_kind(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    pain = cards(editor, LaneKind.PAIN)[0]
    kinds: tuple[tuple[str, type[QLineEdit]], ...] = (("due", DateField), ("tags", TagsField))
    for column, kind in kinds:
        go(outline, pain.id, column)
        press(outline.view, Key.Key_F2)
        field = opened(outline, QLineEdit)
        assert isinstance(field, kind)
        press(field, Key.Key_Escape)


def test_tab_goes_on_and_ctrl_enter_adds_the_next(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    card = cards(editor)[0]
    go(outline, card.id, "title")
    press(outline.view, Key.Key_F2)
    field = opened(outline, QLineEdit)
    QTest.keyClicks(field, "Comes first")
    press(field, Key.Key_Tab)
    assert document_of(editor).one(Card, card.id).title == "Comes first"
    assert outline.model.columns[outline.view.currentIndex().column()].name == "text"
    go(outline, card.id, "title")
    press(outline.view, Key.Key_F2)
    press(opened(outline, QLineEdit), Key.Key_Return, CTRL)
    QTest.keyClicks(opened(outline, QLineEdit), "Comes next")
    page_of(editor).commit_pending()
    cell = [one.title for one in document_of(editor).cell(card.lane, card.step)]
    assert cell[:2] == ["Comes first", "Comes next"]


def test_a_person_chooses_the_columns_for_good(editor: MainWindow, outline: Outline) -> None:
    outline.choose("table")
    columns = names(outline.model.columns)
    assert outline.header.isSectionHidden(columns.index("span"))
    menu = outline.column_menu()
    assert menu is not None
    assert not menu.columns["title"].isEnabled()
    menu.columns["span"].setChecked(True)
    menu.columns["text"].setChecked(False)
    assert not outline.header.isSectionHidden(columns.index("span"))
    assert outline.header.isSectionHidden(columns.index("text"))
    assert editor.settings.text("outline_columns") == '{"cards": {"span": true, "text": false}}'
    menu.deleteLater()
    again = outline.column_menu()
    assert again is not None
    assert again.columns["span"].isChecked()
    again.reset.trigger()
    assert outline.header.isSectionHidden(columns.index("span"))
    assert editor.settings.text("outline_columns") == "{}"
    again.deleteLater()


@pytest.mark.parametrize("way", ["stages", "table"])
def test_it_says_that_it_is_sorted(editor: MainWindow, outline: Outline, way: str) -> None:
    said, document = told_by(outline), document_of(editor)
    outline.choose(way)
    place = names(outline.model.columns).index("title")
    outline.header.setSortIndicator(place, Qt.SortOrder.DescendingOrder)
    assert outline.head.sorted.accessibleName() == "Sorted by “Title”"
    assert outline.model.sorting == ("title", True)
    go(outline, cards(editor)[0].id, "title")
    press(outline.view, Key.Key_Down, ALT)
    assert said == [
        "The rows are sorted by “Title”. Show them in the order of the map to move them."
    ]
    outline.head.sorted.click()
    assert outline.model.sorting is None
    assert document_of(editor) is document


def test_every_table_says_what_it_is_and_where_it_is_empty(
    editor: MainWindow, outline: Outline
) -> None:
    outline.choose("table")
    for records in RECORDS:
        outline.choose_table(records.name)
        assert outline.view.accessibleName()
        assert outline.head.table.value == records.name
        empty = outline.model.rowCount() == 0
        assert outline.nothing.words.isVisible() is empty
        assert bool(outline.nothing.words.text()) is empty
    assert editor.settings.text("outline_table") == RECORDS[-1].name
