"""Rows of the tables and entities of the model, both ways. Explicit and derived from the table of kinds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter
from typing import Any

from sqlalchemy import MetaData, Table

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Entity, Foreign, Rating, rating_key
from journeyeditor.model.frozen import thaw
from journeyeditor.model.kinds import KINDS, Kind
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.plain import fields_of, from_plain, key_of
from journeyeditor.storage.carried import Row
from journeyeditor.storage.schema import (
    EXTRAS,
    KIND_TABLES,
    Store,
    StoredField,
    build_table,
    stored_fields,
)
from journeyeditor.storage.shapes import SHAPES, read_shape

_NOT_JSON = N_("“{field}” of a {kind} in this file is damaged: it is not valid JSON.")
_TWICE = N_("Two things in this file have the same id ({id}); one of them would be lost.")
_NOT_A_SWITCH = N_("“{field}” of a {kind} in this file should be 0 or 1, but it is {found}.")

Encode = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class KindRows:
    """How the entities of one kind become rows of `table`, and rows entities.

    `later` are the fields whose columns stand after `extras`, each with its default and how it is written otherwise.
    """

    kind: Kind
    table: Table
    later: tuple[tuple[str, Any, Encode], ...]
    added: tuple[tuple[str, type], ...]
    read: Callable[[Any], Row]
    encode: tuple[tuple[int, Encode], ...]
    decode: tuple[tuple[int, Store], ...]
    names: tuple[str, ...]
    blank: Row

    def to_rows(self, entities: Sequence[Entity]) -> list[Row]:
        """The rows of these entities (one at least), made column by column: ten thousand one by one take several times as long."""
        columns: list[Iterable[Any]] = list(zip(*map(self.read, entities), strict=True))
        for index, encode in self.encode:
            columns[index] = [None if v is None else encode(v) for v in columns[index]]
        later = [self._later(entities, *each) for each in self.later]
        blank = [repeat(None)] * (1 + len(self.blank))
        rows: list[Row] = list(zip(*columns, blank[0], *later, *blank[1:], strict=False))
        for place, entity in enumerate(entities):
            if entity.extras:
                rows[place] = self._with_extras(rows[place], entity)
        return rows

    def _with_extras(self, row: Row, entity: Entity) -> Row:
        extras = thaw(entity.extras)
        own = [_taken(extras, name, of) for name, of in self.added]
        at = len(row) - 1 - len(self.later) - len(self.blank)
        later = row[at + 1 : at + 1 + len(self.later)]
        return (*row[:at], json_text(extras) if extras else None, *later, *own)

    @staticmethod
    def _later(entities: Sequence[Entity], name: str, default: Any, encode: Encode) -> list[Any]:
        values = map(attrgetter(name), entities)
        return [None if value == default else encode(value) for value in values]

    def to_entity(self, row: Sequence[Any]) -> Entity:
        """The entity of a row. Raises `Refused` with the field where a value can't be one of the model's."""
        values = list(row)
        for index, store in self.decode:
            if values[index] is not None:
                values[index] = self._decoded(index, store, values[index])
        plain = dict(zip(self.names, values, strict=True))
        extras = plain.pop(EXTRAS) or {}
        for name in self.optional:
            if plain[name] is None:
                del plain[name]
        self._take_known(plain, extras)
        return self._made(plain, extras)

    def _take_known(self, plain: dict[str, Any], extras: dict[str, Any]) -> None:
        """What an earlier program kept among the unknown fields, as a column holds it, though this one knows it."""
        for name, _, _ in self.later:
            if name in extras and name not in plain:
                at = self.names.index(name)
                store = dict(self.decode).get(at)
                value = extras.pop(name)
                plain[name] = (
                    self._decoded(at, store, value)
                    if store and not isinstance(value, list)
                    else value
                )

    @property
    def optional(self) -> tuple[str, ...]:
        """Columns that say nothing where they are empty."""
        return (*(name for name, _, _ in self.later), *(name for name, _ in self.added))

    def _made(self, plain: dict[str, Any], extras: dict[str, Any]) -> Entity:
        if self.kind.cls is Foreign:
            kind = plain.pop("kind")
            return from_plain(kind, {**extras, **plain})
        if self.kind.cls is Rating:
            plain["id"] = rating_key(plain["card"], plain["persona"], plain["layer"])
        return from_plain(self.kind.name, {**extras, **plain} if extras else plain)

    def _decoded(self, index: int, store: Store, value: Any) -> Any:
        field = self.names[index]
        if store is Store.BOOL:
            if value not in {0, 1}:
                raise Refused(_NOT_A_SWITCH, field=field, kind=self.kind.name, found=value)
            return bool(value)
        found = read_json(value, field, self.kind.name)
        if field == EXTRAS and not isinstance(found, dict):
            raise Refused(_NOT_JSON, field=field, kind=self.kind.name)
        return found


def _taken(extras: dict[str, Any], name: str, of: type) -> Any:
    value = extras.get(name)
    fits = type(value) is of and not (isinstance(value, int) and value.bit_length() > 63)
    return extras.pop(name) if fits else None


def json_text(value: Any) -> str:
    """Plain values as JSON text, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_json(text: str, field: str, kind: str) -> Any:
    """The values of a JSON text of a foreign file; the model sees to what is in them.

    Raises `Refused` where it is no JSON or nested beyond all measure.
    """
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(_NOT_JSON, field=field, kind=kind) from None


def _no_number(name: str) -> Any:
    raise ValueError(name)


def kind_rows(
    kind: Kind, table: Table | None = None, added: tuple[tuple[str, Store], ...] = ()
) -> KindRows:
    """The mapping of a kind onto its table, or onto one that a newer minor version added columns to."""
    every = stored_fields(kind)
    fields = tuple(f for f in every if not f.later)
    stores = [(f.name, f.store) for f in fields]
    stores += [(EXTRAS, Store.JSON), *((f.name, f.store) for f in every if f.later), *added]
    decode = [(i, s) for i, (_, s) in enumerate(stores) if s in {Store.JSON, Store.BOOL}]
    return KindRows(
        kind,
        KIND_TABLES[kind.name] if table is None else table,
        tuple(_later_fields(kind, every)),
        tuple((name, _PYTHON[store]) for name, store in added),
        _reader(kind, fields),
        tuple(_encoders(kind, fields)),
        tuple(decode),
        tuple(name for name, _ in stores),
        tuple(None for _ in added),
    )


def kind_rows_for(kind: Kind, sql: str) -> KindRows:
    """The mapping of a kind onto its table as a file declares it, with whatever columns were added to it."""
    shape = read_shape(sql)
    added = shape.added_to(SHAPES[kind.name]) if shape else None
    if not added:
        return KIND_ROWS[kind.name]
    columns = tuple((column.name, _STORES[column.type]) for column in added)
    return kind_rows(kind, build_table(kind, MetaData(), columns), columns)


_STORES = {"text": Store.TEXT, "integer": Store.INTEGER, "real": Store.REAL}
_PYTHON: dict[Store, type] = {Store.TEXT: str, Store.INTEGER: int, Store.REAL: float}


def _reader(kind: Kind, fields: tuple[StoredField, ...]) -> Callable[[Any], Row]:
    if kind.cls is Foreign:
        return attrgetter("id", "modified", "kind_name")
    return attrgetter(*(f.name for f in fields))


def _encoders(kind: Kind, fields: tuple[StoredField, ...]) -> Iterator[tuple[int, Encode]]:
    if kind.cls is Foreign:
        return
    writes = {f.name: f.write for f in fields_of(kind.cls)}
    for index, field in enumerate(fields):
        if field.store is Store.JSON:
            yield index, _json_encoder(writes[field.name])
        elif field.store in _PLAIN_ENCODERS:
            yield index, _PLAIN_ENCODERS[field.store]


def _later_fields(kind: Kind, fields: tuple[StoredField, ...]) -> Iterator[tuple[str, Any, Encode]]:
    later = tuple(f for f in fields if f.later)
    encoders = dict(_encoders(kind, later))
    defaults = {f.name: f.default for f in fields_of(kind.cls)}
    for index, field in enumerate(later):
        yield field.name, defaults[field.name], encoders.get(index, lambda value: value)


def _json_encoder(write: Encode) -> Encode:
    return lambda value: json_text(write(value)) if value else "[]" if value == () else "{}"


# `+ 0.0` makes whole numbers real ones and −0.0 zero, as the file will give them back.
_PLAIN_ENCODERS: dict[Store, Encode] = {
    Store.CHOICE: str,
    Store.BOOL: int,
    Store.REAL: lambda value: value + 0.0,
}

KIND_ROWS: dict[str, KindRows] = {kind.name: kind_rows(kind) for kind in KINDS}


def by_kind(document: Document) -> dict[type[Entity], list[Entity]]:
    """The entities of a document by kind, each in order of id, so that equal documents give equal files."""
    found: dict[type[Entity], list[Entity]] = {kind.cls: [] for kind in KINDS}
    for entity in document.values():
        found[type(entity)].append(entity)
    for entities in found.values():
        entities.sort(key=attrgetter("id"))
    return found


def document_of(entities: Iterable[Entity]) -> Document:
    """The document that holds these. Raises `Refused` where two have the same id."""
    listed = list(entities)
    document = Document(listed)
    if len(document) < len(listed):
        counted = Counter(map(key_of, listed))
        raise Refused(_TWICE, id=counted.most_common(1)[0][0])
    return document
