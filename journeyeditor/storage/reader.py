"""From a private copy of a file to the document in it, its history, and what it holds beyond our knowledge."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table
from sqlalchemy.exc import SQLAlchemyError

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Entity
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.kinds import KINDS
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.model.pictures import MOST_PIXELS, picture_of
from journeyeditor.model.rules import check_all
from journeyeditor.storage.bulk import entities_of
from journeyeditor.storage.carried import NOTHING_CARRIED, Carried, CarriedTable, Row
from journeyeditor.storage.database import raw_rows, reading
from journeyeditor.storage.first_bytes import check_reader
from journeyeditor.storage.mapping import document_of, kind_rows_for
from journeyeditor.storage.progress import Reached, stretch, unheard
from journeyeditor.storage.revisions import Revision, history_hash, revision_from_row
from journeyeditor.storage.rows import RowMemory, fingerprint
from journeyeditor.storage.schema import (
    FORMAT,
    HISTORY_HASH_FACT,
    META,
    MIN_READER_FACT,
    REVISION,
    select_statement,
)
from journeyeditor.storage.untrusted import (
    Declared,
    check_content,
    check_tables,
    damaged,
)

_NO_READER = N_("This file is damaged: it does not say which versions can read it.")
CHANGED = N_(
    "This file was changed outside the program, or damaged on its way: its content is not what was last saved. Look it over before you rely on it."
)
_NO_PICTURE = N_(
    "Pictures that are not shown, because they are no PNG, JPEG, GIF or WebP or have more than {most} megapixels: {count}. They are kept."
)
_OTHER_FORM = N_("Pictures that are of another form than the file says: {count}.")
_NEWER = N_(
    "This file was made by a newer version of the program. What this version does not know is kept, but not shown."
)

OUR_FACTS = frozenset({MIN_READER_FACT, HISTORY_HASH_FACT})


@dataclass(frozen=True, slots=True)
class Content:
    """All that a file holds. The last revision is the head; `warnings` are for the person who opened it."""

    document: Document
    revisions: tuple[Revision, ...]
    carried: Carried
    warnings: tuple[Message, ...]


def read_content(
    copy: Path,
    number: int,
    memory: RowMemory | None = None,
    came_with: int | None = None,
    reached: Reached = unheard,
) -> Content:
    """Everything in a file of format `number` that nobody else writes to, checked; `memory` as for a save.

    `came_with` is the format before it was brought to this one, where it was. `reached` hears how far it is, and
    ends it by raising. Raises `Refused` with one sentence for whatever is wrong with it.
    """
    with as_damage(), reading(copy) as connection:
        tables = check_tables(connection, number)
        check_content(connection, tables)
        reached(0.2)
        facts = _facts(connection)
        document = document_of(_entities(connection, tables, stretch(reached, 0.2, 0.6)))
        history = fetch(connection, REVISION, "number")
        revisions = tuple(map(revision_from_row, history))
        carried = _carried(connection, number, tables, facts)
        _check_rules(document)
        reached(0.8)
        intact = facts.get(HISTORY_HASH_FACT) == history_hash(history) and _as_saved(
            document, revisions, came_with or number, memory
        )
        return Content(document, revisions, carried, tuple(_warnings(document, number, intact)))


@contextmanager
def as_damage() -> Iterator[None]:
    """Tells what SQLite finds wrong with a file's bytes as a `Refused`."""
    try:
        yield
    except SQLAlchemyError as error:
        raise damaged(getattr(error, "orig", None) or error) from error
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        raise damaged(error) from error


def fetch(connection: Connection, table: Table, order: str = "") -> list[Row]:
    """All rows of a table, in order of a column where one is named, else as they are stored."""
    names = tuple(column.name for column in table.columns)
    ordered = f' ORDER BY "{order}"' if order else ""
    return raw_rows(connection, select_statement(table.name, names) + ordered)


def _facts(connection: Connection) -> dict[str, str]:
    facts: dict[str, str] = dict(fetch(connection, META))
    least = facts.get(MIN_READER_FACT, "")
    if not (least.isascii() and least.isdigit() and len(least) < 10):
        raise Refused(_NO_READER)
    check_reader(int(least))
    return facts


def _entities(
    connection: Connection, tables: tuple[Declared, ...], reached: Reached
) -> Iterator[Entity]:
    declared = {table.shape.name: table.sql for table in tables}
    for number, kind in enumerate(KINDS):
        reached(number / len(KINDS))
        rows = kind_rows_for(kind, declared[kind.name])
        yield from entities_of(rows, fetch(connection, rows.table))


def _carried(
    connection: Connection, number: int, tables: tuple[Declared, ...], facts: dict[str, str]
) -> Carried:
    if number <= FORMAT:
        return NOTHING_CARRIED
    rest = {name: value for name, value in facts.items() if name not in OUR_FACTS}
    return Carried(
        number,
        int(facts[MIN_READER_FACT]),
        tuple(_carried_table(connection, table) for table in tables),
        FrozenMap(rest),
    )


def _carried_table(connection: Connection, table: Declared) -> CarriedTable:
    shape = table.shape
    names = tuple(column.name for column in shape.columns)
    if table.known:
        return CarriedTable(shape.name, table.sql)
    rows = raw_rows(connection, select_statement(shape.name, names))
    return CarriedTable(shape.name, table.sql, names, tuple(rows))


def _check_rules(document: Document) -> None:
    for finding in check_all(document):
        raise Refused(finding.message)


def _as_saved(
    document: Document, revisions: tuple[Revision, ...], number: int, memory: RowMemory | None
) -> bool:
    """Whether the document is what the head says was saved, as far as that can be told."""
    if not revisions:
        return False
    head = revisions[-1]
    # A program that knows more fields hashes more of them, where they say something. What an earlier one carried
    # along it hashed as unknown, so only its own files compare.
    if head.format > FORMAT or head.format < number:
        return True
    return head.content_hash == fingerprint(document, memory)


def _warnings(document: Document, number: int, intact: bool) -> Iterator[Message]:
    if number > FORMAT:
        yield message(_NEWER)
    yield from _picture_warnings(document)
    if not intact:
        yield message(CHANGED)


def _picture_warnings(document: Document) -> Iterator[Message]:
    """Nothing is decoded here: who shows pictures asks `safe_to_decode` for each."""
    found = [(image.media_type, picture_of(image.data)) for image in document.images]
    unsafe = sum(1 for _, picture in found if picture is None or not picture.fits)
    if unsafe:
        yield message(_NO_PICTURE, count=unsafe, most=MOST_PIXELS // 1_000_000)
    other = sum(1 for said, picture in found if picture and picture.media_type != said)
    if other:
        yield message(_OTHER_FORM, count=other)
