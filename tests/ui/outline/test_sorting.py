"""Trees are sorted among siblings and nothing else; filters look into every column; columns are chosen for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionHeader

from journeyeditor.editing.operations.comments import add_comment
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.locks import set_locked
from journeyeditor.editing.operations.people import add_quote
from journeyeditor.model.entities import LaneKind, Quote, Status
from journeyeditor.ui.outline.columns import names, table_columns
from journeyeditor.ui.outline.filter import Filter
from journeyeditor.ui.outline.records import RECORDS
from journeyeditor.ui.outline.shown import ShownColumns
from journeyeditor.ui.outline.table import TableModel
from journeyeditor.ui.outline.tree import TreeModel
from journeyeditor.ui.outline.views import make_table
from tests.ui.outline.test_models import Desk, cards_in, desk, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.theme import Look

__all__ = ["desk"]

RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def groups(model: TreeModel, parent: QModelIndex | None = None) -> Iterator[list[str]]:
    """The keys of siblings, as they stand, for each branch."""
    top = parent if parent is not None else model.index(-1, -1)
    rows = [model.index(row, 0, top) for row in range(model.rowCount(top))]
    if rows:
        yield [model.name(row)[0] for row in rows]
    for row in rows:
        yield from groups(model, row)


@pytest.mark.parametrize("way", ["stages", "lanes"])
@pytest.mark.parametrize("order", [RISING, FALLING])
def test_a_tree_is_sorted_among_siblings(desk: Desk, way: str, order: Qt.SortOrder) -> None:
    model, document = desk.watch(way), desk.editor.document
    assert isinstance(model, TreeModel)
    before, plain = sorted(map(sorted, groups(model))), told(model)
    model.sort(names(model.columns).index("title"), order)
    assert sorted(map(sorted, groups(model))) == before
    for keys in groups(model):
        titles = [str(getattr(document[key], "title", "")).casefold() for key in keys]
        filled = [title for title in titles if title]
        assert filled == sorted(filled, reverse=order == FALLING)
        assert titles[: len(filled)] == filled
    assert desk.editor.document is document
    model.sort(-1)
    assert told(model) == plain


def test_a_sorted_tree_takes_a_changed_row_to_its_place(desk: Desk) -> None:
    model = desk.watch("stages")
    assert isinstance(model, TreeModel)
    model.sort(names(model.columns).index("title"))
    stages = desk.editor.document.stages(desk.map_id)
    desk.do(lambda d: set_fields(d, stages[0].id, title="zzz"))
    assert next(iter(groups(model)))[-1] == stages[0].id
    assert desk.editor.document.stages(desk.map_id)[0].id == stages[0].id
    desk.editor.undo()
    fresh = desk.make("stages")
    fresh.sort(names(fresh.columns).index("title"))
    assert told(model) == told(fresh)


def test_a_filter_looks_into_every_column(desk: Desk) -> None:
    document = desk.editor.document
    touch = cards_in(document, LaneKind.TOUCHPOINT)[0].id
    pain = cards_in(document, LaneKind.PAIN)[0].id
    edits: tuple[tuple[str, str, object], ...] = (
        (touch, "Tagged!", lambda d: set_fields(d, touch, tags=("One", "tagged!"))),
        (touch, "quotable", lambda d: add_quote(d, desk.ids, touch, "Quotable words")),
        (
            touch,
            "objection",
            lambda d: add_comment(d, desk.ids, touch, "A", "2026-01-01T00:00:00Z", "Objection"),
        ),
        (touch, "example.org", lambda d: set_fields(d, touch, link="https://example.org")),
        (pain, "dropped", lambda d: set_fields(d, pain, status=Status.DROPPED)),
        (pain, "2031-05", lambda d: set_fields(d, pain, due="2031-05-01")),
        (pain, "a guess", lambda d: set_fields(d, pain, confidence="A guess")),
    )
    for key, text, make in edits:
        models = {way: desk.watch(way, Filter(text)) for way in ("table", "stages", "lanes")}
        assert [model.rowCount() for model in models.values()] == [0, 0, 0], text
        desk.do(make)  # type: ignore[arg-type]
        table, *trees = models.values()
        assert isinstance(table, TableModel)
        assert [table.key(row) for row in range(table.rowCount())] == [key], text
        for tree in trees:
            assert isinstance(tree, TreeModel)
            assert tree.find((key,)).isValid(), text
        desk.models.clear()


def test_tables_of_other_things_follow_the_document(desk: Desk) -> None:
    """Each table that followed says what one made afresh does."""
    document = desk.editor.document
    card = cards_in(document, LaneKind.TOUCHPOINT)[0]
    tables = [TableModel(desk.make("table")._cells, desk.owner, one) for one in RECORDS]
    for model in tables:
        model.show_scene(desk.scene())
        model.sort(1, FALLING)
    desk.models.extend(tables)
    stage = document.stages(desk.map_id)[0]

    def steps() -> Iterator[object]:
        yield lambda d: add_quote(d, desk.ids, card.id, "Words")
        yield lambda d: add_comment(d, desk.ids, card.id, "A", "2026-01-01T00:00:00Z", "Why?")
        yield lambda d: add_comment(d, desk.ids, stage.id, "A", "2026-01-02T00:00:00Z", "Why?")
        yield lambda d: set_fields(d, card.id, title="Aaa")
        yield lambda d: set_fields(d, card.id, title="Zzzz")
        yield lambda d: set_fields(d, stage.id, title="Zzz", goal="Why")
        yield lambda d: set_fields(d, d.personas[0].id, name="Aaa")
        yield lambda d: set_fields(d, card.lane, kind=LaneKind.TEXT, title="Other")
        yield lambda d: add_comment(d, desk.ids, stage.id, "A", "2026-01-01T00:00:00Z", "Well")
        yield lambda d: delete(d, [card.id])
        yield lambda d: delete(d, [d.personas[0].id])

    for make in steps():
        desk.do(make)  # type: ignore[arg-type]
        for model in tables:
            fresh = TableModel(model._cells, desk.owner, model.records)
            fresh.show_scene(desk.scene())
            fresh.sort(1, FALLING)
            assert told(model) == told(fresh), model.records.name


def test_what_hangs_on_something_locked_says_why(desk: Desk) -> None:
    card = cards_in(desk.editor.document, LaneKind.TOUCHPOINT)[0]
    desk.do(lambda d: add_quote(d, desk.ids, card.id, "Words"))
    desk.do(lambda d: set_locked(d, [card.id], on=True))
    quote = desk.editor.document.quotes(card.id)[0]
    assert isinstance(quote, Quote)
    for name in ("quotes", "feelings"):
        records = next(one for one in RECORDS if one.name == name)
        model = TableModel(desk.make("table")._cells, desk.owner, records)
        model.show_scene(desk.scene())
        keys = [model.key(row) for row in range(model.rowCount())]
        row = next(at for at, key in enumerate(keys) if card.id in key or key == quote.id)
        place = names(model.columns).index("value" if name == "feelings" else "text")
        assert "is locked" in str(model.why_fixed(model.index(row, place)))
        model.setData(model.index(row, place), "Other" if name == "quotes" else 1.0)
        assert "is locked" in desk.told[-1]
    assert desk.editor.document.quotes(card.id) == (quote,)


def test_columns_are_usual_where_the_map_has_such_cards(desk: Desk) -> None:
    usual = {one.name for one in table_columns(desk.scene()) if one.shown(desk.scene())}
    assert {"title", "channel", "impact", "due", "tags", "quotes", "comments"} <= usual
    assert not {"value", "unit", "hue", "span", "locked", "link"} & usual
    lane = cards_in(desk.editor.document, LaneKind.TEXT)[0].lane
    desk.do(lambda d: set_fields(d, lane, kind=LaneKind.METRIC))
    metric = {one.name for one in table_columns(desk.scene()) if one.shown(desk.scene())}
    assert metric - usual == {"value", "target", "unit"}


@pytest.mark.parametrize("text", ["", "{}", "[1]", "{", '{"cards": 3}', '{"cards": {"span": 1}}'])
def test_what_is_no_choice_of_columns_counts_as_none(desk: Desk, text: str) -> None:
    scene, kept = desk.scene(), list[str]()
    columns = table_columns(scene)
    chosen = ShownColumns(text, kept.append)
    assert chosen.names("cards", columns, scene) == {c.name for c in columns if c.shown(scene)}
    for column in columns:
        chosen.show("cards", column, scene, on=False)
    assert chosen.names("cards", columns, scene) == {"title"}
    again = ShownColumns(kept[-1], kept.append)
    assert again.names("cards", columns, scene) == {"title"}
    for column in columns:
        again.show("cards", column, scene, on=column.shown(scene))
    assert kept[-1] == "{}"


def test_the_arrow_points_up_where_titles_rise(desk: Desk, look: Look, qtbot: QtBot) -> None:
    model = desk.watch("table")
    assert isinstance(model, TableModel)
    view = make_table(look, model, "")
    qtbot.addWidget(view)
    head, place = view.horizontalHeader(), names(model.columns).index("title")
    arrow = QStyleOptionHeader.SortIndicator
    for order, wanted in ((RISING, arrow.SortUp), (FALLING, arrow.SortDown)):
        head.setSortIndicator(place, order)
        option = QStyleOptionHeader()
        head.initStyleOptionForIndex(option, place)
        assert option.sortIndicator == wanted
        other = QStyleOptionHeader()
        head.initStyleOptionForIndex(other, place + 1)
        assert other.sortIndicator == getattr(arrow, "None_", arrow(0))
