"""Opening and saving with the same ids, time and author every time, and files to open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.storage.document_file import OpenedDocument, Saved, open_document, save_document
from journeyeditor.storage.revisions import history_hash
from tests.support.maps import small_document
from tests.support.sources import fixed_clock, fixed_ids

APP = "journeyeditor test"


def save(document: Document, path: Path, seed: int = 9, **more: Any) -> Saved:
    """Saves with a workspace that is not the file's folder."""
    return save_document(
        document,
        path,
        workspace=more.pop("workspace", path.parent.with_name(path.parent.name + "-work")),
        author=more.pop("author", "Anna"),
        app=APP,
        ids=fixed_ids(seed),
        clock=fixed_clock,
        **more,
    )


def reopen(path: Path) -> OpenedDocument:
    return open_document(path, path.parent.with_name(path.parent.name + "-open"))


def saved_file(folder: Path) -> Path:
    """A valid document file in a folder of its own."""
    path = folder / "a.journey"
    save(small_document(), path)
    return path


def changed_by_sql(path: Path, *statements: str, schema: str = "") -> None:
    """Changes a file as another program could; `schema` lets it rewrite what the tables say they are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if schema:
            connection.execute("PRAGMA writable_schema=ON")
            connection.execute(schema)
        for statement in statements:
            connection.execute(statement)


def with_right_history_hash(path: Path) -> None:
    """Makes the hash of a changed history right again."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        rows = connection.execute("SELECT * FROM revision ORDER BY number").fetchall()
        connection.execute(
            "UPDATE meta SET value = ? WHERE name = 'history_hash'", (history_hash(rows),)
        )


def changed_bytes(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))
