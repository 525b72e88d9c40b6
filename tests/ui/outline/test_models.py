"""The outline's models: after any edits they hold what models made afresh do, and tell Qt of each row."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.editor import Cause, Editor
from journeyeditor.editing.locks import Locked, require_unlocked
from journeyeditor.editing.operations.cards import add_card, move_cards
from journeyeditor.editing.operations.columns import add_stage, add_step, move_stage, move_step
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.lanes import add_lane, move_lane
from journeyeditor.editing.operations.locks import set_locked
from journeyeditor.editing.operations.people import add_quote, show_personas
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.editing.patch import NOTHING
from journeyeditor.model.entities import Card, Evidence, Lane, LaneKind, Layer, Stage, Step
from journeyeditor.model.messages import Message, Refused, message, untranslated
from journeyeditor.ui.outline.cells import CHOICES_ROLE, Cells, Flag, Role
from journeyeditor.ui.outline.columns import names
from journeyeditor.ui.outline.filter import Filter
from journeyeditor.ui.outline.forest import Grouping
from journeyeditor.ui.outline.scene import Scene, scene_of
from journeyeditor.ui.outline.table import TableModel
from journeyeditor.ui.outline.tree import TreeModel
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock, fixed_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.editor import Changed
    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.ui.theme import Look

Model = TableModel | TreeModel
WAYS = ("table", "stages", "lanes")
STEP = message("Step")


class Desk:
    """An editor with the models of one way to look, following each change."""

    def __init__(self, look: Look, document: Document) -> None:
        self.look = look
        self.editor = Editor(document, fixed_clock)
        self.ids = fixed_ids(3)
        self.map_id = document.maps[0].id
        self.told: list[str] = []
        self.kept: list[bool] = []
        self.owner = QObject()
        self.models: list[Model] = []
        self.editor.subscribe(self._changed)

    def scene(self) -> Scene:
        return scene_of(self.editor.document, self.map_id, self.ids, untranslated)

    def make(self, way: str, wanted: Filter | None = None) -> Model:
        cells = Cells(self.commit, lambda said: self.told.append(said.text()))
        made: Model
        if way == "table":
            made = TableModel(cells, self.owner)
        else:
            made = TreeModel(self.look, cells, Grouping(way), self.owner)
        made.filter = wanted or Filter()
        made.show_scene(self.scene())
        return made

    def watch(self, way: str, wanted: Filter | None = None) -> Model:
        made = self.make(way, wanted)
        self.models.append(made)
        return made

    def commit(self, label: Message, patch: Patch) -> bool:
        try:
            require_unlocked(self.editor.document, patch)
        except Locked as locked:
            self.told.append(locked.message.text())
            return False
        return self.editor.commit(label, patch)

    def do(self, make: Callable[[Document], Patch]) -> None:
        try:
            self.editor.commit(STEP, make(self.editor.document))
        except Refused:
            return

    def _changed(self, event: Changed) -> None:
        for model in self.models:
            self.kept.append(model.follow(self.scene(), event.patch.touched()))


def told(model: Model, parent: QModelIndex | None = None) -> list[object]:
    """All that a model says, row by row, with what hangs below."""
    root = parent if parent is not None else QModelIndex()
    found: list[object] = []
    for row in range(model.rowCount(root)):
        cells = [model.index(row, column, root).data() for column in range(model.columnCount(root))]
        below = told(model, model.index(row, 0, root)) if isinstance(model, TreeModel) else []
        found.append((cells, below))
    return found


@pytest.fixture
def desk(look: Look) -> Desk:
    return Desk(look, generated_document(60))


def at(desk: Desk, model: Model, key: str, column: str) -> QModelIndex:
    place = names(model.columns).index(column)
    if isinstance(model, TableModel):
        row = model.row(key)
        assert row is not None
        return model.index(row, place)
    return model.find((key,)).siblingAtColumn(place)


def cards_in(document: Document, kind: LaneKind) -> list[Card]:
    lane = next(lane for lane in document.all(Lane) if lane.kind is kind)
    return list(document.cards(lane.id))


# Following


def edits(pick: random.Random, ids: object) -> list[Callable[[Document], Patch]]:
    """One of each edit, on things picked at random."""

    def one(document: Document, kind: type) -> object:
        return pick.choice(sorted(document.all(kind), key=lambda entity: entity.id))

    def card(document: Document) -> Card:
        found = one(document, Card)
        assert isinstance(found, Card)
        return found

    def cell(document: Document) -> tuple[str, str]:
        lanes = [lane.id for lane in document.all(Lane) if lane.kind is not LaneKind.EMOTION]
        return pick.choice(sorted(lanes)), one(document, Step).id  # type: ignore[attr-defined]

    return [
        lambda d: add_card(d, ids, *cell(d), title=f"Card {pick.random():.3f}"),  # type: ignore[arg-type]
        lambda d: move_cards(d, ids, [card(d).id], *cell(d), pick.choice([0, None])),  # type: ignore[arg-type]
        lambda d: move_cards(d, ids, [card(d).id, card(d).id], *cell(d)),  # type: ignore[arg-type]
        lambda d: delete(d, [card(d).id]),
        lambda d: set_fields(d, card(d).id, title=pick.choice(["Zebra", "apple", "slow"])),
        lambda d: set_fields(d, card(d).id, owner="Ann", impact=pick.choice([1, 5, None])),
        lambda d: rate(d, [card(d).id], pick.choice(list(d.personas)).id, pick.choice([-2.0, 2.0])),
        lambda d: rate(d, [card(d).id], d.personas[0].id, None),
        lambda d: add_quote(d, ids, card(d).id, "Said"),  # type: ignore[arg-type]
        lambda d: add_stage(d, ids, d.maps[0].id),  # type: ignore[arg-type]
        lambda d: add_step(d, ids, one(d, Stage).id),  # type: ignore[arg-type,attr-defined]
        lambda d: add_lane(d, ids, d.maps[0].id, LaneKind.TEXT, "New"),  # type: ignore[arg-type]
        lambda d: move_stage(d, ids, one(d, Stage).id, pick.randrange(5)),  # type: ignore[arg-type,attr-defined]
        lambda d: move_step(d, ids, one(d, Step).id, one(d, Stage).id, 0),  # type: ignore[arg-type,attr-defined]
        lambda d: move_lane(d, ids, one(d, Lane).id, pick.randrange(5)),  # type: ignore[arg-type,attr-defined]
        lambda d: delete(d, [one(d, Step).id]),  # type: ignore[attr-defined]
        lambda d: delete(d, [one(d, Lane).id]) if pick.random() < 0.2 else NOTHING,  # type: ignore[attr-defined]
        lambda d: set_fields(d, one(d, Stage).id, title=f"S{pick.random():.2f}"),  # type: ignore[attr-defined]
        lambda d: show_personas(d, d.maps[0].id, [p.id for p in d.personas][: pick.choice([1, 2])]),
    ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("wanted", [Filter(), Filter("a"), Filter("", LaneKind.PAIN)])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_model_that_followed_is_like_one_made_afresh(
    look: Look, way: str, wanted: Filter, seed: int
) -> None:
    desk = Desk(look, generated_document(24, stages=3))
    pick = random.Random(seed)
    model = desk.watch(way, wanted)
    model.sort(4 if seed == 1 else 3, Qt.SortOrder.DescendingOrder)
    verbs = edits(pick, desk.ids)
    for _ in range(50):
        verb = pick.choice([*verbs, None])
        if verb is not None:
            desk.do(verb)
        else:
            desk.editor.undo()
        fresh = desk.make(way, wanted)
        fresh.sort(4 if seed == 1 else 3, Qt.SortOrder.DescendingOrder)
        assert told(model) == told(fresh)
    assert desk.kept.count(True) > 30


@pytest.mark.parametrize("way", WAYS)
def test_qt_finds_no_fault_with_what_it_is_told(look: Look, way: str) -> None:
    desk = Desk(look, generated_document(5, stages=1, steps=2))
    model = desk.watch(way)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, desk.owner
    )
    for verb in edits(random.Random(4), desk.ids):
        desk.do(verb)
    assert tester.model() is model


@pytest.mark.parametrize("way", WAYS)
def test_an_edit_among_ten_thousand_cards_resets_nothing(look: Look, way: str) -> None:
    desk = Desk(look, generated_document(10_000, stages=20))
    model = desk.watch(way)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    cards = sorted(desk.editor.document.all(Card), key=lambda card: card.id)
    lane, step = cards[5_000].lane, cards[9_000].step
    desk.do(lambda d: set_fields(d, cards[77].id, title="Another title"))
    desk.do(lambda d: move_cards(d, desk.ids, [cards[4_000].id], lane, step))
    desk.do(lambda d: delete(d, [cards[6_000].id]))
    desk.do(lambda d: rate(d, [cards[100].id], d.personas[0].id, 1.0))
    desk.editor.undo()
    assert not resets
    assert all(desk.kept)


# Cells


@pytest.mark.parametrize("way", ["table", "stages"])
def test_every_kind_of_cell_is_set_as_one_step(desk: Desk, way: str) -> None:
    model = desk.watch(way)
    document = desk.editor.document
    touch, pain = (cards_in(document, kind)[0] for kind in (LaneKind.TOUCHPOINT, LaneKind.PAIN))
    persona = document.maps[0].personas[0]
    rating = f"rating:{persona}:{Layer.NOW}"
    wanted: list[tuple[Card, str, object, str, object]] = [
        (touch, "title", "Waits", "title", "Waits"),
        (touch, "text", "One\nTwo", "text", "One\nTwo"),
        (touch, "channel", "phone", "channel", "phone"),
        (touch, "moment", not touch.moment_of_truth, "moment_of_truth", not touch.moment_of_truth),
        (touch, "evidence", Evidence.BACKED, "evidence", Evidence.BACKED),
        (pain, "impact", 4, "impact", 4),
        (pain, "owner", "Ann", "owner", "Ann"),
    ]
    for card, column, value, field, expected in wanted:
        steps = len(desk.editor.history.done)
        assert model.setData(at(desk, model, card.id, column), value)
        assert getattr(desk.editor.document.one(Card, card.id), field) == expected
        assert len(desk.editor.history.done) == steps + 1
        assert not model.setData(at(desk, model, card.id, column), value)
    assert model.setData(at(desk, model, touch.id, rating), 2.0)
    found = desk.editor.document.rating(touch.id, persona)
    assert found is not None
    assert found.value == 2.0
    assert at(desk, model, touch.id, rating).data() == "Delighted 2"
    assert model.setData(at(desk, model, touch.id, rating), None)
    assert desk.editor.document.rating(touch.id, persona) is None


def test_another_place_moves_the_card(desk: Desk) -> None:
    model = desk.watch("table")
    document = desk.editor.document
    card = cards_in(document, LaneKind.TOUCHPOINT)[0]
    stage = document.stages(desk.map_id)[3]
    pain = next(lane for lane in document.all(Lane) if lane.kind is LaneKind.PAIN)
    last = document.map_steps(desk.map_id)[-1]
    model.setData(at(desk, model, card.id, "stage"), stage.id)
    assert desk.editor.document.one(Card, card.id).step == document.steps(stage.id)[0].id
    model.setData(at(desk, model, card.id, "step"), last.id)
    model.setData(at(desk, model, card.id, "lane"), pain.id)
    moved = desk.editor.document.one(Card, card.id)
    assert (moved.step, moved.lane) == (last.id, pain.id)
    assert len(desk.editor.history.done) == 3
    choices = at(desk, model, card.id, "lane").data(CHOICES_ROLE)()
    assert "Emotion" not in [words for _value, words, _icon in choices]


def test_levels_are_chosen_by_their_names(desk: Desk) -> None:
    model = desk.watch("table")
    card = cards_in(desk.editor.document, LaneKind.TOUCHPOINT)[0]
    persona = desk.editor.document.maps[0].personas[0]
    choices = at(desk, model, card.id, f"rating:{persona}:now").data(CHOICES_ROLE)()
    words = [words for _value, words, _icon in choices]
    assert words == [
        "Not rated", "Delighted 2", "Pleased 1", "Neutral 0", "Annoyed −1", "Frustrated −2"
    ]  # fmt: skip


def test_heads_are_edited_in_the_tree(desk: Desk) -> None:
    model = desk.watch("stages")
    stage = desk.editor.document.stages(desk.map_id)[0]
    assert model.setData(at(desk, model, stage.id, "title"), "Before")
    assert model.setData(at(desk, model, stage.id, "text"), "Why")
    changed = desk.editor.document.one(Stage, stage.id)
    assert (changed.title, changed.goal) == ("Before", "Why")
    assert not at(desk, model, stage.id, "channel").flags() & Flag.ItemIsEditable
    spoken = at(desk, model, stage.id, "title").data(Role.AccessibleTextRole)
    assert spoken == "Stage: Before, 2 inside"


@pytest.mark.parametrize("way", WAYS)
def test_what_is_locked_or_not_there_says_why(desk: Desk, way: str) -> None:
    model = desk.watch(way)
    document = desk.editor.document
    pain, touch = (cards_in(document, kind)[0] for kind in (LaneKind.PAIN, LaneKind.TOUCHPOINT))
    index = at(desk, model, pain.id, "channel")
    assert not index.flags() & Flag.ItemIsEditable
    why = model.why_fixed(index)
    assert why is not None
    assert why.text() == "Cards of the lane “Pain” have no “Channel”."
    assert model.why_fixed(at(desk, model, touch.id, "title")) is None
    desk.do(lambda d: set_locked(d, [touch.id], on=True))
    index = at(desk, model, touch.id, "title")
    assert not index.flags() & Flag.ItemIsEditable
    assert "is locked" in str(model.why_fixed(index))
    assert not model.setData(index, "Other")
    assert "is locked" in desk.told[-1]
    assert desk.editor.document.one(Card, touch.id).title == touch.title


# Sorting and filtering


def test_the_table_begins_in_reading_order(desk: Desk) -> None:
    model = desk.watch("table")
    assert isinstance(model, TableModel)
    scene = desk.scene()
    ranks = [scene.rank(desk.editor.document.one(Card, model.key(row))) for row in range(60)]
    assert ranks == sorted(ranks)


def test_sorting_puts_what_is_missing_last(desk: Desk) -> None:
    model = desk.watch("table")
    persona = desk.editor.document.maps[0].personas[0]
    touch = cards_in(desk.editor.document, LaneKind.TOUCHPOINT)
    for card, value in zip(touch, (2.0, -2.0, 1.0), strict=False):
        desk.do(lambda d, key=card.id, v=value: rate(d, [key], persona, v))  # type: ignore[misc]
    place = names(model.columns).index(f"rating:{persona}:now")
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(place, order)
        words = [model.index(row, place).data() for row in range(model.rowCount())]
        filled = [word for word in words if word]
        assert words[: len(filled)] == filled
        first = "Frustrated −2" if order == Qt.SortOrder.AscendingOrder else "Delighted 2"
        assert filled[0] == first


def test_a_card_leaves_the_filter_with_its_words(desk: Desk) -> None:
    card = cards_in(desk.editor.document, LaneKind.TOUCHPOINT)[0]
    desk.do(lambda d: set_fields(d, card.id, title="Unmistakable"))
    models = [desk.watch(way, Filter("mistak")) for way in WAYS]
    assert [model.rowCount() for model in models] == [1, 1, 1]
    desk.do(lambda d: set_fields(d, card.id, title="Gone"))
    assert [model.rowCount() for model in models] == [0, 0, 0]
    desk.editor.undo()
    assert [model.rowCount() for model in models] == [1, 1, 1]


def test_the_cause_of_a_change_does_not_matter(desk: Desk) -> None:
    model = desk.watch("table")
    seen: list[Cause] = []
    desk.editor.subscribe(lambda event: seen.append(event.cause))
    card = cards_in(desk.editor.document, LaneKind.TOUCHPOINT)[0]
    desk.editor.begin(STEP)
    desk.editor.preview(set_fields(desk.editor.document, card.id, title="On the way"))
    assert at(desk, model, card.id, "title").data() == "On the way"
    desk.editor.cancel()
    assert at(desk, model, card.id, "title").data() == card.title
    assert seen == [Cause.PREVIEW, Cause.PREVIEW]


def test_qt_is_not_asked_for_more_than_there_is(desk: Desk, application: QApplication) -> None:
    model = desk.watch("stages")
    assert not model.index(999, 0).isValid()
    assert model.data(QModelIndex()) is None
    assert model.flags(QModelIndex()) == Flag.NoItemFlags
    assert model.headerData(0, Qt.Orientation.Vertical) is None
