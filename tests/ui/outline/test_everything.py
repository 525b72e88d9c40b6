"""Everything that a person may edit has a column in the outline: no field of the model is forgotten."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from journeyeditor.editing.editor import Editor
from journeyeditor.editing.operations.channels import add_channel
from journeyeditor.editing.operations.comments import add_comment
from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.measures import add_measure
from journeyeditor.editing.operations.people import add_quote
from journeyeditor.model.entities import (
    Card,
    Channel,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Foreign,
    Image,
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
from journeyeditor.model.kinds import KINDS as KNOWN
from journeyeditor.model.messages import Message, message, untranslated
from journeyeditor.ui.outline.cells import Cells
from journeyeditor.ui.outline.column import Column, Way
from journeyeditor.ui.outline.parts import LEFT_OUT, TITLES, PartColumn
from journeyeditor.ui.outline.records import RECORDS
from journeyeditor.ui.outline.scene import Scene, scene_of
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock, fixed_ids

if TYPE_CHECKING:
    from journeyeditor.model.document import Document

NOT_A_PERSONS: dict[type[Entity], frozenset[str]] = {
    Entity: frozenset({"id", "modified", "extras"}),
    DocumentInfo: frozenset({"created", "presets"}),
    Persona: frozenset({"order"}),
    Channel: frozenset({"order"}),
    Map: frozenset({"order", "origin"}),
    Stage: frozenset({"map", "order"}),
    Step: frozenset({"stage", "order"}),
    Lane: frozenset({"map", "order"}),
    Card: frozenset({"order", "origin"}),
    # Of a rating these are its place, which is given away as a whole.
    Rating: frozenset({"card", "layer"}),
    Quote: frozenset({"order"}),
    Connector: frozenset(),
    Comment: frozenset({"about", "parent", "author", "time"}),
    Measure: frozenset({"order", "over_time"}),
}
"""Fields that nobody edits cell by cell: keys, places in an order (keys move rows), times, and where copies are from."""

IN_PANELS: dict[type[Entity], dict[str, str]] = {
    Card: {"image": "picture", "link": "link"},
    Persona: {"portrait": "portrait"},
    Map: {"scale": "scale", "personas": "people"},
    Lane: {"personas": "lane-people", "layers": "lane-people"},
    DocumentInfo: {"logo": "logo", "brand": "brand"},
}
"""Fields that are edited with a part of the inspector, and the column that opens it."""

NO_ROWS: dict[type[Entity], str] = {
    Image: "pictures are edited where they are shown",
    Foreign: "what only a newer program knows is kept as it is",
}


def rich() -> Document:
    """A document with at least one of each kind that is a row."""
    document = generated_document(80, stages=3)
    ids, engine = fixed_ids(9), Editor(document, fixed_clock)

    def do(patch: object) -> None:
        engine.commit(message("Make"), patch)  # type: ignore[arg-type]

    cards = document.cards(document.lanes(document.maps[0].id)[0].id)
    text = next(lane for lane in document.all(Lane) if lane.kind is LaneKind.TEXT)
    do(set_fields(engine.document, text.id, kind=LaneKind.METRIC))
    do(add_quote(engine.document, ids, cards[0].id, "So it was"))
    do(add_comment(engine.document, ids, cards[0].id, "Kim", "2026-01-01T00:00:00Z", "Why?"))
    do(connect(engine.document, ids, cards[0].id, cards[1].id))
    do(add_measure(engine.document, ids, document.stages(document.maps[0].id)[0].id, "Calls"))
    do(add_channel(engine.document, ids, "Fax"))
    return engine.document


@pytest.fixture(scope="module")
def document() -> Document:
    return rich()


def scene(document: Document) -> Scene:
    return scene_of(
        document, document.maps[0].id, fixed_ids(4), untranslated, units="mm", author="Kim"
    )


def rows_of(kind: type[Entity], at: Scene) -> tuple[tuple[Column, ...], list[Entity]]:
    records = next(one for one in RECORDS if one.kind is kind)
    rows = [one for one in records.rows(at) if records.holds(at, one)]
    return records.columns(at), rows


def edited_names(column: Column, entities: list[Entity]) -> set[str]:
    """The fields that a column edits."""
    if isinstance(column, PartColumn):
        own = IN_PANELS.get(type(entities[0]), {})
        return {field for field, part in own.items() if part == column.name}
    return {column.attribute(entities[0])} if column.way is not Way.FACT else set()


KINDS = [cls for cls in NOT_A_PERSONS if cls is not Entity]


def test_every_kind_of_the_model_is_known_here() -> None:
    every = {known.cls for known in KNOWN}
    assert every == set(KINDS) | set(NO_ROWS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_has_a_column_or_is_no_persons(document: Document, kind: type[Entity]) -> None:
    columns, entities = rows_of(kind, scene(document))
    assert entities
    own = {field.name for field in fields(kind)} - NOT_A_PERSONS[Entity] - NOT_A_PERSONS[kind]
    found: set[str] = set()
    for column in columns:
        found |= edited_names(column, entities)
    missing = own - found
    assert not missing, f"{kind.__name__} has no column for {sorted(missing)}"


def other(column: Column, at: Scene, entity: Entity) -> object:
    """A value that the cell does not have yet, as its editor gives it."""
    now = column.value(at, entity)
    if column.way is Way.CHOICE:
        return [value for value, _words, _icon in column.choices(at, entity) if value != now][-1]
    if column.way in {Way.CHECK, Way.STAR}:
        return not now
    if column.way is Way.NUMBER:
        return (
            "2"
            if column.name in {"span", "n"}
            else "1.5"
            if column.name in {"low", "high"}
            else "60"
        )
    if column.way is Way.DATE:
        return "2027-02-28"
    return "new, words" if column.way is Way.TAGS else "New words"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_cell_changes_its_field_as_one_step(document: Document, kind: type[Entity]) -> None:
    columns, _ = rows_of(kind, scene(document))
    for number, listed in enumerate(columns):
        if listed.way in {Way.PANEL, Way.FACT}:
            continue
        engine = Editor(document, fixed_clock)
        told: list[Message] = []
        cells = Cells(engine.commit, told.append)
        at = scene(document)
        column = rows_of(kind, at)[0][number]
        entity = next(
            (
                one
                for one in rows_of(kind, at)[1]
                if cells.why_fixed(at, one, column) is None and can(column, at, one)
            ),
            None,
        )
        assert entity is not None, f"no {kind.__name__} has “{column.name}”"
        before = column.value(at, entity)
        assert cells.put(at, entity, column, other(column, at, entity)), (
            column.name,
            [one.text() for one in told],
        )
        assert len(engine.history.done) == 1
        now = scene(engine.document).entity(entity.id)
        # Ratings that are given away leave their row behind.
        if now is not None and column.name != "persona":
            assert column.value(scene(engine.document), now) != before, column.name
        engine.undo()
        assert engine.document == document
        assert column.value(scene(engine.document), at.entity(entity.id) or entity) == before


def can(column: Column, at: Scene, entity: Entity) -> bool:
    """Whether there is another value to have."""
    return column.way is not Way.CHOICE or len(column.choices(at, entity)) > 1


def test_every_part_of_the_inspector_is_a_column_or_left_out_by_name() -> None:
    from journeyeditor.ui.inspector.specials import SPECIALS

    assert set(SPECIALS) == set(TITLES) | LEFT_OUT
    assert not set(TITLES) & LEFT_OUT
