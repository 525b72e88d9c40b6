"""The tables of a document file, made from the table of kinds: one table a kind, images first.

Format 1.1 (`user_version` 1001): docs/FILE_FORMAT.md tells it in words. STRICT tables need SQLite 3.37.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    REAL,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from journeyeditor.model.entities import Entity, Foreign, Rating
from journeyeditor.model.kinds import KINDS, LATER, Kind
from journeyeditor.model.plain import fields_of
from journeyeditor.storage import first_bytes

APPLICATION_ID = first_bytes.APPLICATION_ID
FIRST_FORMAT = 1000
FORMAT = first_bytes.FORMAT
MIN_READER = 1000
# The facts of this program in the table `meta`.
MIN_READER_FACT = "min_reader"
HISTORY_HASH_FACT = "history_hash"
EXTENSION = ".journey"
FOREIGN_TABLE = "foreign"
EXTRAS = "extras"
LEAST_SQLITE = (3, 37, 0)

DIALECT = sqlite.dialect()


class Store(StrEnum):
    """How a field is kept in its column."""

    TEXT = "text"
    CHOICE = "text, one of a few"
    INTEGER = "whole number"
    BOOL = "0 or 1"
    REAL = "number"
    BLOB = "bytes"
    JSON = "JSON text"


_SQL_TYPES: dict[Store, Callable[[], Any]] = {
    Store.TEXT: Text,
    Store.CHOICE: Text,
    Store.INTEGER: Integer,
    Store.BOOL: Integer,
    Store.REAL: REAL,
    Store.BLOB: LargeBinary,
    Store.JSON: Text,
}
_BY_HINT: dict[Any, Store] = {
    str: Store.TEXT,
    int: Store.INTEGER,
    bool: Store.BOOL,
    float: Store.REAL,
    bytes: Store.BLOB,
}
# Fields that name one entity of another kind than their own name says.
_TARGETS = {
    "logo": "image",
    "portrait": "image",
    "start": "card",
    "end": "card",
    "parent": "comment",
}
# A comment is about an entity of any kind, which no foreign key can say.
_ANY_KIND = frozenset({"about"})


@dataclass(frozen=True, slots=True)
class StoredField:
    """One column of a kind: its name, how it is kept, whether it may be empty, and the table it refers to.

    `since` is the format it came in. Columns that came later stand after `extras` and are empty at their default.
    """

    name: str
    store: Store
    nullable: bool
    target: str = ""
    since: int = FIRST_FORMAT

    @property
    def later(self) -> bool:
        return self.since > FIRST_FORMAT

    @property
    def sql_type(self) -> str:
        return str(_SQL_TYPES[self.store]())


def stored_fields(kind: Kind) -> tuple[StoredField, ...]:
    """The columns of a kind, without `extras`, which stand before the later ones; a rating's id is made of its other fields."""
    if kind.cls is Foreign:
        text = Store.TEXT
        return tuple(StoredField(name, text, False) for name in ("id", "modified", "kind"))
    hints = typing.get_type_hints(kind.cls)
    single = {f for f in (kind.owner, *kind.references) if f} - _ANY_KIND
    since = LATER.get(kind.cls, {})
    first = (f.name for f in fields_of(kind.cls) if f.name not in since)
    names = [n for n in first if not (kind.cls is Rating and n == "id")]
    later = (
        replace(_stored_field(n, hints[n], False), nullable=True, since=since[n]) for n in since
    )
    return (*(_stored_field(name, hints[name], name in single) for name in names), *later)


def _stored_field(name: str, hint: Any, refers: bool) -> StoredField:
    nullable = typing.get_origin(hint) in {types.UnionType, typing.Union}
    inner = next(a for a in typing.get_args(hint) if a is not type(None)) if nullable else hint
    store = _store(inner)
    target = _TARGETS.get(name, name) if refers and store is Store.TEXT else ""
    return StoredField(name, store, nullable, target)


def _store(hint: Any) -> Store:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Store.CHOICE
    return _BY_HINT.get(hint, Store.JSON)


def _key_constraint(cls: type[Entity]) -> PrimaryKeyConstraint | UniqueConstraint:
    if cls is Rating:
        return UniqueConstraint("card", "persona", "layer")
    return PrimaryKeyConstraint("id")


def build_table(
    kind: Kind,
    metadata: MetaData,
    added: tuple[tuple[str, Store], ...] = (),
    number: int = FORMAT,
) -> Table:
    """The table of a kind in format `number`; `added` are columns that a newer minor version put at its end."""
    fields = [field for field in stored_fields(kind) if field.since <= number]
    columns = [_column(field) for field in fields if not field.later]
    columns.append(Column(EXTRAS, Text(), nullable=True))
    columns += [_column(field) for field in fields if field.later]
    columns += [Column(name, _SQL_TYPES[store](), nullable=True) for name, store in added]
    constraints = [ForeignKeyConstraint([f.name], [f"{f.target}.id"]) for f in fields if f.target]
    return Table(
        kind.name,
        metadata,
        *columns,
        _key_constraint(kind.cls),
        *constraints,
        sqlite_strict=True,
    )


def _column(field: StoredField) -> Column[Any]:
    return Column(field.name, _SQL_TYPES[field.store](), nullable=field.nullable)


METADATA = MetaData()
KIND_TABLES: dict[str, Table] = {kind.name: build_table(kind, METADATA) for kind in KINDS}
META = Table(
    "meta",
    METADATA,
    Column("name", Text(), nullable=False),
    Column("value", Text(), nullable=False),
    PrimaryKeyConstraint("name"),
    sqlite_strict=True,
)
REVISION = Table(
    "revision",
    METADATA,
    Column("number", Integer(), nullable=False),
    Column("id", Text(), nullable=False),
    Column("parents", Text(), nullable=False),
    Column("author", Text(), nullable=False),
    Column("at", Text(), nullable=False),
    Column("app", Text(), nullable=False),
    Column("format", Integer(), nullable=False),
    Column("content_hash", Text(), nullable=False),
    PrimaryKeyConstraint("number"),
    UniqueConstraint("id"),
    sqlite_strict=True,
)
TABLES: dict[str, Table] = {**KIND_TABLES, META.name: META, REVISION.name: REVISION}


def ddl(table: Table) -> str:
    """The statement that makes a table, exactly as files of this format hold it."""
    return str(CreateTable(table).compile(dialect=DIALECT)).strip()


DDL: dict[str, str] = {name: ddl(table) for name, table in TABLES.items()}


def ddl_of_format(number: int) -> dict[str, str]:
    """The statements of an earlier minor version of this format, by table."""
    metadata = MetaData()
    earlier = {kind.name: ddl(build_table(kind, metadata, (), number)) for kind in KINDS}
    return {**DDL, **earlier}


def select_statement(table: str, columns: tuple[str, ...]) -> str:
    """All rows of a table whose names were checked."""
    return f'SELECT {_quoted(columns)} FROM "{table}"'


def insert_statement(table: str, columns: tuple[str, ...]) -> str:
    """One row, with a `?` for each column."""
    return f'INSERT INTO "{table}" ({_quoted(columns)}) VALUES ({", ".join("?" * len(columns))})'


def _quoted(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
