"""Rows read many at a time: the same entities, and the same words where one is damaged, as row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from journeyeditor.model.entities import Card, Entity
from journeyeditor.model.kinds import KINDS, Kind
from journeyeditor.model.messages import Refused
from journeyeditor.storage.bulk import entities_of
from journeyeditor.storage.carried import Row
from journeyeditor.storage.mapping import KIND_ROWS, KindRows, by_kind
from journeyeditor.storage.schema import Store, stored_fields
from tests.support.kinds import every_kind
from tests.support.make_frozen_file import sample

ROWS: dict[str, list[Row]] = {
    kind.name: KIND_ROWS[kind.name].to_rows(found)
    for document in (sample(),)
    for kind in KINDS
    if (found := by_kind(document)[kind.cls])
}
# What a STRICT table lets stand in a column.
TEXTS = ("", "two\r\nlines\x00", "now", "{", "[]", '["a", 1]', '{"a": NaN}', "{}")
VALUES: dict[Store, tuple[Any, ...]] = {
    Store.INTEGER: (0, 1, 2, -1, 2**60),
    Store.BOOL: (0, 1, 2),
    Store.REAL: (0.5, -0.0, 2.0, float("inf")),
    Store.BLOB: (b"", b"x"),
}


def columns(kind: Kind) -> list[tuple[Any, ...]]:
    """For each column of a kind what else could stand in it."""
    stores = {field.name: field.store for field in stored_fields(kind)}
    names = KIND_ROWS[kind.name].names
    return [(None, *VALUES.get(stores.get(name, Store.TEXT), TEXTS)) for name in names]


def outcome(read: Callable[[], Iterable[Entity]]) -> object:
    """The entities that are read, or the sentence that says why not."""
    try:
        return [repr(entity) for entity in read()]
    except Refused as refused:
        return refused.message


def one_by_one(rows: KindRows, found: list[Row]) -> Iterable[Entity]:
    return [rows.to_entity(row) for row in found]


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_any_value_is_read_as_row_by_row(kind: str) -> None:
    rows, found = KIND_ROWS[kind], ROWS[kind]
    for column, values in enumerate(columns(rows.kind)):
        for value in values:
            damaged = [*found[:-1], (*found[-1][:column], value, *found[-1][column + 1 :])]
            many = outcome(lambda damaged=damaged: entities_of(rows, damaged))  # type: ignore[misc]
            assert many == outcome(lambda damaged=damaged: one_by_one(rows, damaged))  # type: ignore[misc]


def test_ordinary_rows_are_not_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KindRows, "to_entity", None)
    document = every_kind()
    for kind, entities in by_kind(document).items():
        rows = next(r for r in KIND_ROWS.values() if r.kind.cls is kind)
        if entities and rows.kind.name not in ("image", "foreign"):
            assert list(entities_of(rows, rows.to_rows(entities))) == entities


def test_equal_references_are_the_same_text() -> None:
    cards = by_kind(every_kind())[Card]
    rows = KIND_ROWS["card"]
    read = list(entities_of(rows, [tuple(row) for row in rows.to_rows(cards)]))
    lanes: dict[str, str] = {}
    assert all(lanes.setdefault(c.lane, c.lane) is c.lane for c in read if isinstance(c, Card))
