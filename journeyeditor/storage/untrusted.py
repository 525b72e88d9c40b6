"""What a foreign file may hold: its tables, its integrity and its size, checked in that order after its first bytes.

The order matters: SQLite evaluates constraints of the file itself while it checks integrity, so nothing but
known and plain tables may be there by then. Every failure is a `Refused` with one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from journeyeditor.model.messages import N_, Refused
from journeyeditor.storage.first_bytes import FORMAT
from journeyeditor.storage.shapes import SHAPES, TableShape, read_shape

MAX_ROWS = 1_000_000
MAX_TABLES = 200
MAX_VALUE = 80 * 2**20

_UNKNOWN_PART = N_(
    "This file holds “{name}” ({kind}), which a journey map never has, so it is not opened."
)
_CHANGED_TABLE = N_("This file is damaged: its table “{name}” is not made as it should be.")
_MISSING_TABLE = N_("This file is damaged: its table “{name}” is missing.")
_NOT_WHOLE = N_("This file is damaged: {reason}. Use an earlier copy of it.")
_PARTS_BROKEN = N_("This file is damaged: parts of it can't be read. Use an earlier copy of it.")
_DISAGREES = N_(
    "This file is damaged: parts of it don't agree with each other. Use an earlier copy of it."
)
_WRONG_VALUES = N_(
    "This file is damaged: values in it are of the wrong kind. Use an earlier copy of it."
)
# What SQLite says, in words that say something to a person; the first that fits.
_SAID = (
    (_DISAGREES, ("missing from index", "wrong # of entries", "non-unique entry", "out of order")),
    (_WRONG_VALUES, ("null value in", "value in", "text value", "numeric value", "utf-8")),
    (
        _PARTS_BROKEN,
        (
            "btree",
            "malformed",
            "page",
            "cell",
            "tree ",
            "freelist",
            "fragmentation",
            "disk image",
            "corrupt",
            "database schema",
            "not a database",
        ),
    ),
)
_TOO_MANY = N_("This file holds too much: {found} rows, at most {most}.")
_VALUE_TOO_BIG = N_(
    "This file holds a picture or text of more than {most} MB in one place, so it is not opened."
)
_DANGLING = N_("This file is damaged: a {kind} refers to a {target} that is missing.")
_TOO_MANY_TABLES = N_("This file is damaged: it has more than {most} tables.")


@dataclass(frozen=True, slots=True)
class Declared:
    """A table that a file declares, known or plain and carried."""

    shape: TableShape
    sql: str

    @property
    def known(self) -> bool:
        return self.shape.name in SHAPES


def check_tables(
    connection: Connection, number: int, known: Mapping[str, TableShape] = SHAPES
) -> tuple[Declared, ...]:
    """The tables of a file of format `number`, in their order, all of them `known` or plain.

    At this program's format, or an older one, every table must be exactly as it is known for that format.
    """
    rows = connection.exec_driver_sql(
        f"SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT {MAX_TABLES * 3}"
    ).fetchall()
    newer = number > FORMAT
    tables = tuple(
        _declared(row[0], row[1], row[2], row[3], known, newer=newer)
        for row in rows
        if not _is_key(*row)
    )
    if len(tables) > MAX_TABLES:
        raise Refused(_TOO_MANY_TABLES, most=MAX_TABLES)
    missing = known.keys() - {table.shape.name for table in tables}
    if missing:
        raise Refused(_MISSING_TABLE, name=min(missing))
    return tables


def _is_key(kind: str, name: str, table: str, sql: str | None) -> bool:
    """The indexes that SQLite makes by itself for keys have no text of their own."""
    return kind == "index" and sql is None and str(name).startswith(f"sqlite_autoindex_{table}_")


def _declared(
    kind: str,
    name: str,
    table: str,
    sql: str | None,
    known: Mapping[str, TableShape],
    *,
    newer: bool,
) -> Declared:
    shown = str(name)[:40]
    shape = read_shape(sql) if kind == "table" and sql else None
    older = known.get(name)
    if older is None and (shape is None or not newer):
        raise Refused(_UNKNOWN_PART, kind=str(kind)[:20], name=shown)
    if shape is None or shape.name != name or table != name:
        raise Refused(_CHANGED_TABLE, name=shown)
    added = shape.added_to(older) if older else ()
    if added is None or (added and not newer):
        raise Refused(_CHANGED_TABLE, name=shown)
    return Declared(shape, str(sql))


def check_content(connection: Connection, tables: tuple[Declared, ...]) -> None:
    """Integrity, number of rows, and references of a file whose tables were checked."""
    found = _first(connection, "PRAGMA integrity_check(1)")
    if found is None or found[0] != "ok":
        raise damaged(found[0] if found else "")
    rows = sum(
        _first(connection, f'SELECT count(*) FROM "{table.shape.name}"')[0] for table in tables
    )
    if rows > MAX_ROWS:
        raise Refused(_TOO_MANY, found=rows, most=MAX_ROWS)
    dangling = _first(connection, "PRAGMA foreign_key_check")
    if dangling is not None:
        raise Refused(_DANGLING, kind=dangling[0], target=dangling[2])


def _first(connection: Connection, statement: str) -> Any:
    return connection.exec_driver_sql(statement).fetchone()


def damaged(reason: object) -> Refused:
    """The refusal of a file that SQLite itself finds damaged, or beyond its limits."""
    if "string or blob too big" in str(reason):
        return Refused(_VALUE_TOO_BIG, most=MAX_VALUE >> 20)
    text = " ".join(str(reason).replace("*** in database main ***", "").split())
    shown = text if len(text) <= 80 else text[:79] + "…"
    for words, parts in _SAID:
        if any(part in text.lower() for part in parts):
            # The reason is kept with the message for whoever looks into it.
            return Refused(words, reason=shown)
    return Refused(_NOT_WHOLE, reason=shown)
