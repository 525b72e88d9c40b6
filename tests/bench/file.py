"""How fast a document is saved and opened, against raw sqlite3 with the same rows in the same run.

Saving by hand makes a new file with the same tables and rows and syncs it once; opening by hand reads all rows.
Neither makes entities, checks what it read, hashes, copies the file first, or swaps it in.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from journeyeditor.model.document import Document
from journeyeditor.storage.document_file import open_document, save_document
from tests.bench.common import Row, median
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock, fixed_ids

_RAW_WRITE = "sqlite3, the same rows, one fsync"
_RAW_READ = "sqlite3, all rows"


class Table(NamedTuple):
    """A table as a file holds it."""

    name: str
    sql: str
    rows: list[tuple[Any, ...]]


def run(cards: list[int]) -> list[Row]:
    """The rows of saving and opening for each number of cards."""
    return [row for count in cards for row in _rows(count)]


def _rows(count: int) -> list[Row]:
    document = generated_document(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, workspace = folder / "a.journey", folder / "workspace"
        saving = partial(_save, document, path, workspace)
        saving()
        tables = raw_tables(path)
        return [
            Row(
                "save",
                count,
                median(saving),
                _RAW_WRITE,
                median(partial(raw_write, tables, folder / "raw.db")),
            ),
            Row(
                "open",
                count,
                median(partial(open_document, path, workspace)),
                _RAW_READ,
                median(partial(raw_tables, path)),
            ),
        ]


def _save(document: Document, path: Path, workspace: Path) -> None:
    save_document(
        document,
        path,
        workspace=workspace,
        author="Anna",
        app="journeyeditor bench",
        ids=fixed_ids(),
        clock=fixed_clock,
    )


def raw_tables(path: Path) -> list[Table]:
    """Everything in a database, as plain sqlite3 reads it."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
        return [
            Table(name, sql, connection.execute(f'SELECT * FROM "{name}"').fetchall())
            for name, sql in found.fetchall()
        ]


def raw_write(tables: list[Table], path: Path) -> None:
    """A new database with these tables in one transaction, synced once."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("BEGIN")
        for table in tables:
            connection.execute(table.sql)
        for table in tables:
            if table.rows:
                places = ",".join("?" * len(table.rows[0]))
                connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.rows)
        connection.execute("COMMIT")
    descriptor = os.open(path, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)
