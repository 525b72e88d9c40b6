"""Connections: the one place that knows the pitfalls of SQLite through SQLAlchemy.

pysqlite's own transactions leave DDL and `user_version` outside, so it is put into autocommit and every
transaction begins by our hand. A file is read `immutable`, so that SQLite writes nothing beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing as _closing
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from journeyeditor.model.messages import N_, Refused
from journeyeditor.storage.schema import LEAST_SQLITE
from journeyeditor.storage.untrusted import MAX_VALUE

_OLD_SQLITE = N_(
    "This program needs SQLite {least} or newer, but this Python comes with {found}. Install a newer Python."
)

STEPS_PER_LOOK = 10_000
MAX_LOOKS = 200_000

_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 100),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 250_000),
)
_READ_PRAGMAS = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0")
# The new file is synced as a whole before it is swapped in, so SQLite need neither sync nor roll back.
_WRITE_PRAGMAS = (
    "page_size=4096",
    "encoding='UTF-8'",
    "journal_mode=OFF",
    "synchronous=OFF",
    "locking_mode=EXCLUSIVE",
    "foreign_keys=OFF",
)
# A checkpoint syncs, which an edit must not wait for: it is made when nothing else happens.
_JOURNAL_PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "wal_autocheckpoint=0",
)
# Renaming a table must not rewrite what other tables say they refer to.
_MIGRATION_PRAGMAS = ("journal_mode=MEMORY", "foreign_keys=OFF", "legacy_alter_table=ON")
# Python 3.12 and newer can switch these off in SQLite itself; before, the whitelist alone keeps them out.
_SWITCHES = (
    ("SQLITE_DBCONFIG_DEFENSIVE", True),
    ("SQLITE_DBCONFIG_ENABLE_TRIGGER", False),
    ("SQLITE_DBCONFIG_ENABLE_VIEW", False),
)


def require_sqlite(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> None:
    """Raises `Refused` where SQLite is too old for STRICT tables."""
    if version < LEAST_SQLITE:
        found, least = (".".join(map(str, v)) for v in (version, LEAST_SQLITE))
        raise Refused(_OLD_SQLITE, least=least, found=found)


def journaling(path: Path) -> sqlite3.Connection:
    """A connection to a journal of our own that commits each statement, for one thread at a time.

    Exclusive locking before the write-ahead log begins keeps it to two files, and everybody else out.
    """
    raw = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
    try:
        for pragma in _JOURNAL_PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
    except BaseException:
        raw.close()
        raise
    return raw


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection that reads a file which nobody writes to, within limits of size and work."""
    with _closing(_raw_reader(path)) as raw:
        _guard(raw)
        with _core(raw) as connection:
            yield connection


@contextmanager
def writing(path: Path) -> Iterator[Connection]:
    """A connection inside one transaction on a new file; committed on leaving, unless something was raised."""
    with _closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for pragma in _WRITE_PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        with _core(raw) as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.exec_driver_sql("COMMIT")


@contextmanager
def migrating(path: Path) -> Iterator[Connection]:
    """A connection inside one transaction on a private copy that came from outside, so within limits.

    Committed on leaving, unless something was raised; then the copy is as it was.
    """
    with _closing(sqlite3.connect(path, isolation_level=None)) as raw:
        _guard(raw)
        for pragma in _MIGRATION_PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        with _core(raw) as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise


def raw_rows(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    """The rows of a compiled SELECT as the driver gives them: nothing in our tables needs converting."""
    cursor = connection.connection.cursor()
    cursor.execute(statement)
    return cast("list[tuple[Any, ...]]", cursor.fetchall())


def write_rows(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Many rows of a statement with `?`, handed to the driver as they are."""
    connection.connection.cursor().executemany(statement, rows)


def _raw_reader(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def _guard(raw: sqlite3.Connection) -> None:
    for limit, value in _LIMITS:
        raw.setlimit(limit, value)
    for pragma in _READ_PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    configure: Callable[[int, bool], Any] | None = getattr(raw, "setconfig", None)
    for name, on in _SWITCHES if configure else ():
        configure(getattr(sqlite3, name), on)  # type: ignore[misc]
    looks = iter(range(MAX_LOOKS))
    raw.set_progress_handler(lambda: next(looks, None) is None, STEPS_PER_LOOK)


@contextmanager
def _core(raw: sqlite3.Connection) -> Iterator[Connection]:
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
