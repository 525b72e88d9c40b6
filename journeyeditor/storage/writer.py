"""From a document to a whole new database file, the same bytes for equal content, history and app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image
from journeyeditor.model.kinds import KINDS, kind_of
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.pictures import MOST_BYTES
from journeyeditor.model.plain import from_plain, kind_name, to_plain
from journeyeditor.storage.carried import Carried, CarriedTable, Row
from journeyeditor.storage.database import raw_rows, reading, write_rows, writing
from journeyeditor.storage.mapping import KIND_ROWS, KindRows, kind_rows_for
from journeyeditor.storage.progress import Reached, stretch, unheard
from journeyeditor.storage.reader import as_damage
from journeyeditor.storage.revisions import Revision, history_hash, revision_row
from journeyeditor.storage.rows import Laid, RowMemory, lay_out
from journeyeditor.storage.schema import (
    APPLICATION_ID,
    DDL,
    HISTORY_HASH_FACT,
    META,
    MIN_READER_FACT,
    REVISION,
    TABLES,
    insert_statement,
    select_statement,
)
from journeyeditor.storage.untrusted import check_content, check_tables, damaged

_IMAGE_TOO_BIG = N_("A picture has {size} MB; a document holds pictures of at most {most} MB each.")
# So many rows are written between two reports; a row with a picture is a piece of its own.
_PIECE = 1000
_DIFFERENT = "what was read back is not what was written"


@dataclass(frozen=True, slots=True)
class Written:
    """One table of the new file: how it is made and all its rows."""

    name: str
    sql: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


def with_used_images(document: Document, carried: Carried) -> Document:
    """The document without the images that nothing in it, nor in what is carried along, names."""
    unused = {image.id for image in document.all(Image)}
    if unused:
        for texts in _all_texts(document, carried):
            unused -= set(texts)
    return document.replaced(dict.fromkeys(unused)) if unused else document


def _all_texts(document: Document, carried: Carried) -> Iterator[Iterator[str]]:
    for entity in document.values():
        kind = kind_of(entity)
        fields = (*kind.references, kind.owner) if kind.owner else kind.references
        yield (str(getattr(entity, field)) for field in fields)
        yield _texts(entity.extras)
    for table in carried.tables:
        for row in table.rows:
            yield _texts(row)


def _texts(value: object) -> Iterator[str]:
    """Every text somewhere in a value: a newer program may name an image where this one does not look."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


def cleaned(document: Document) -> Document:
    """The document with texts as the model keeps them, for one that holds what no file can."""
    return Document(from_plain(kind_name(e), to_plain(e)) for e in document.values())


def laid_out(document: Document, carried: Carried, memory: RowMemory | None = None) -> Laid:
    """The rows of a document for the tables of the file it came from, and its hash.

    Raises UnicodeEncodeError for text that no file can hold, and `Refused` for an image that could not be
    opened again.
    """
    for image in document.all(Image):
        if len(image.data) > MOST_BYTES:
            raise Refused(_IMAGE_TOO_BIG, size=len(image.data) >> 20, most=MOST_BYTES >> 20)
    if not carried.tables and memory is not None:
        return memory.lay_out(document, KIND_ROWS)
    return lay_out(document, {**KIND_ROWS, **_declared_rows(carried)})


def _declared_rows(carried: Carried) -> dict[str, KindRows]:
    kinds = {kind.name: kind for kind in KINDS}
    declared = [table for table in carried.tables if table.name in kinds]
    return {table.name: kind_rows_for(kinds[table.name], table.sql) for table in declared}


def tables_of(laid: Laid, revisions: Sequence[Revision], carried: Carried) -> list[Written]:
    """All tables of the new file in order."""
    declared = carried.tables or tuple(CarriedTable(name, sql) for name, sql in DDL.items())
    history = [revision_row(i, r) for i, r in enumerate(revisions, 1)]
    facts = {
        **carried.facts,
        MIN_READER_FACT: str(carried.min_reader),
        HISTORY_HASH_FACT: history_hash(history),
    }
    own: dict[str, Sequence[Row]] = {
        **laid.rows,
        META.name: sorted(facts.items()),
        REVISION.name: history,
    }
    rows = _declared_rows(carried)
    return [_table(table, own, rows) for table in declared]


def _table(
    table: CarriedTable, own: Mapping[str, Sequence[Row]], rows: Mapping[str, KindRows]
) -> Written:
    if table.name not in TABLES:
        return Written(table.name, table.sql, table.columns, table.rows)
    known = rows[table.name].table if table.name in rows else TABLES[table.name]
    return Written(table.name, table.sql, tuple(known.columns.keys()), own[table.name])


def write_database(
    path: Path, tables: Sequence[Written], number: int, reached: Reached = unheard
) -> list[Written]:
    """Makes the database in a new file and returns what was written into it.

    `reached` hears of the rows. Rows of unknown tables that referred to something deleted since are left out: nothing could open the file else.
    """
    done = _Done(tables, reached)
    with writing(path) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={number}")
        # What holds rows comes first: of a file that is cut off, as much as can be is left.
        for table in sorted(tables, key=lambda table: not table.rows):
            connection.exec_driver_sql(table.sql)
            if table.rows:
                statement = insert_statement(table.name, table.columns)
                for piece in _pieces(table.rows):
                    write_rows(connection, statement, piece)
                    done.add(len(piece))
        unknown = [table for table in tables if table.name not in TABLES]
        while sum(_drop_dangling(connection, table.name) for table in unknown):
            pass
        return [_as_kept(connection, t) if t.name not in TABLES else t for t in tables]


class _Done:
    """Counts rows that are done and says which share of all they are."""

    def __init__(self, tables: Sequence[Written], reached: Reached) -> None:
        self._all = max(1, sum(len(table.rows) for table in tables))
        self._done = 0
        self._reached = reached

    def add(self, rows: int) -> None:
        self._done += rows
        self._reached(self._done / self._all)


def _pieces(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    heavy = any(isinstance(value, bytes) for value in rows[0])
    size = 1 if heavy else _PIECE
    for begin in range(0, len(rows), size):
        yield rows[begin : begin + size]


def _drop_dangling(connection: Connection, table: str) -> int:
    dropped = 0
    references = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').fetchall()
    for _, _, parent, own, theirs, *_ in references:
        dropped += connection.exec_driver_sql(
            f'DELETE FROM "{table}" WHERE "{own}" IS NOT NULL AND NOT EXISTS '
            f'(SELECT 1 FROM "{parent}" WHERE "{parent}"."{theirs}" = "{table}"."{own}")'
        ).rowcount
    return dropped


def _as_kept(connection: Connection, table: Written) -> Written:
    return replace(table, rows=_rows(connection, table))


def _rows(connection: Connection, table: Written) -> list[Row]:
    return raw_rows(connection, select_statement(table.name, table.columns))


def verify(path: Path, written: Sequence[Written], number: int, reached: Reached = unheard) -> None:
    """Opens a file that was just written as if it came from a stranger, and compares every value in it.

    Comparing all rows tells more than a hash of them. Raises `Refused` where anything differs.
    """
    with as_damage(), reading(path) as connection:
        check_content(connection, check_tables(connection, number))
        done = _Done(written, stretch(reached, 0.5, 1))
        for table in written:
            if _rows(connection, table) != list(table.rows):
                raise damaged(_DIFFERENT)
            done.add(len(table.rows))
