"""How fast a document is saved and opened and an edit recorded, against raw sqlite3 with the same rows in the same run.

Saving by hand makes a new file with the same tables and rows and syncs it once; opening by hand reads all rows.
Neither makes entities, checks what it read, hashes, copies the file first, or swaps it in. An edit is recorded
while it happens; by hand it is one INSERT into a database with a write-ahead log.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from journeyeditor.app.opening import Opened
from journeyeditor.app.services import default_services
from journeyeditor.app.session import Session
from journeyeditor.editing.editor import Editor
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import message
from journeyeditor.storage.document_file import open_document, save_document
from tests.bench.common import Row, median, percentile, timed
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock, fixed_ids

_RAW_WRITE = "sqlite3, the same rows, one fsync"
_RAW_READ = "sqlite3, all rows"
_RAW_INSERT = "sqlite3, one INSERT"
_UNRECORDED = "the edit alone"
_BY_HAND = "INSERT INTO entry VALUES (?, 'Edit', ?)"
EDITS = 1_000
# As long as the patch of a card's title usually is.
_PATCH = "x" * 900


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
        saving = partial(write_file, document, path, workspace)
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
            *_session_rows(document, count, folder, tables),
        ]


def _session_rows(document: Document, count: int, folder: Path, tables: list[Table]) -> list[Row]:
    """Edits in a session and its second save, which remembers the first."""
    services = replace(default_services(workspace=folder / "sessions"), clock=fixed_clock)
    session = Session(services, Opened(document))
    bare = Editor(document, fixed_clock)
    session.prepare()
    session.save_as(folder / "b.journey")
    try:
        recorded, alone = _edits(session.editor), _edits(bare)
        inserts = raw_inserts(folder / "journal.db")
        return [
            Row(
                "edit, recorded (p50)",
                count,
                percentile(recorded, 0.5),
                _RAW_INSERT,
                percentile(inserts, 0.5),
            ),
            Row(
                "edit, recorded (p99)",
                count,
                percentile(recorded, 0.99),
                _RAW_INSERT,
                percentile(inserts, 0.99),
            ),
            Row(
                "edit, recorded (p50)",
                count,
                percentile(recorded, 0.5),
                _UNRECORDED,
                percentile(alone, 0.5),
            ),
            Row(
                "save after an edit, versions kept",
                count,
                median(partial(_save_edited, session)),
                _RAW_WRITE,
                median(partial(raw_write, tables, folder / "raw.db")),
            ),
        ]
    finally:
        session.close()


def _edits(editor: Editor) -> list[float]:
    """How long each edit of a card took, in milliseconds, with all that listens to it."""
    cards = sorted(card.id for card in editor.document.all(Card))
    taken = []
    for number in range(EDITS):
        patch = set_fields(editor.document, cards[number % len(cards)], title=f"Edit {number}")
        taken.append(timed(partial(editor.commit, message("Edit"), patch)))
    return taken


def _save_edited(session: Session) -> None:
    card = next(session.editor.document.all(Card))
    patch = set_fields(session.editor.document, card.id, text=card.text + ".")
    session.editor.commit(message("Edit"), patch)
    session.save()


def raw_inserts(path: Path) -> list[float]:
    """How long it takes by hand to record an edit of a card, in milliseconds."""
    taken = []
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("CREATE TABLE entry (sequence INTEGER PRIMARY KEY, label, patch)")
        for number in range(EDITS):
            row = (number, _PATCH)
            taken.append(timed(partial(connection.execute, _BY_HAND, row)))
    return taken


def write_file(document: Document, path: Path, workspace: Path) -> None:
    """The file of a document, the same in every run."""
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
