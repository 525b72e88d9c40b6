"""Files of a newer minor version: what this program does not know survives its saves as it came."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Image, Quote
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.messages import Refused
from journeyeditor.storage.carried import NOTHING_CARRIED
from journeyeditor.storage.document_file import OpenedDocument
from journeyeditor.storage.schema import FORMAT
from tests.storage.doors import (
    changed_by_sql,
    changed_bytes,
    reopen,
    save,
    saved_file,
    with_right_history_hash,
)
from tests.storage.test_round_trip import picture
from tests.support.maps import small_document

NEXT = FORMAT % 1000 + 1
SEGMENT = "CREATE TABLE segment (id TEXT NOT NULL, name TEXT, size REAL, face BLOB, card TEXT, PRIMARY KEY (id), FOREIGN KEY(card) REFERENCES card (id)) STRICT"
NOTE = "CREATE TABLE segment_note (segment TEXT NOT NULL, text ANY, PRIMARY KEY (segment), FOREIGN KEY(segment) REFERENCES segment (id)) STRICT"
IN_LIST = "replace(sql, 'hue TEXT, ', 'hue TEXT, mood TEXT, heat REAL, rank INTEGER, ')"


def newer(path: Path, minor: int = NEXT) -> None:
    """Makes the file one of format 1.`minor`: three more columns for cards, two more tables, a fact."""
    first = next(small_document().all(Card)).id
    changed_by_sql(path, schema=f"UPDATE sqlite_schema SET sql = {IN_LIST} WHERE name = 'card'")
    changed_by_sql(
        path,
        SEGMENT,
        NOTE,
        f"INSERT INTO segment VALUES ('s1', 'Young', 0.5, x'00ff', '{first}')",
        "INSERT INTO segment VALUES ('s2', NULL, NULL, NULL, NULL)",
        "INSERT INTO segment_note VALUES ('s1', 'n'), ('s2', 2)",
        f"UPDATE card SET mood = 'glad', heat = 1.5, rank = 3 WHERE id = '{first}'",
        "INSERT INTO meta VALUES ('palette', 'warm')",
        f"UPDATE revision SET format = {1000 + minor}, content_hash = 'of more fields'",
        f"PRAGMA user_version = {1000 + minor}",
    )
    with_right_history_hash(path)


def everything(path: Path) -> dict[str, Any]:
    """All tables as they are declared, with all rows but those of the history and its hash."""
    with closing(sqlite3.connect(path)) as connection:
        declared = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
        ).fetchall()
        return {
            name: (sql, sorted(connection.execute(_rows_of(name)), key=repr))
            for name, sql in declared
            if name != "revision"
        }


def _rows_of(table: str) -> str:
    condition = " WHERE name != 'history_hash'" if table == "meta" else ""
    return f'SELECT * FROM "{table}"{condition}'


def save_again(opened: OpenedDocument, path: Path, document: Document | None = None) -> None:
    save(
        document or opened.document, path, seed=5, history=opened.revisions, carried=opened.carried
    )


@pytest.fixture
def newer_file(folder: Path) -> Path:
    path = saved_file(folder)
    newer(path)
    return path


def test_it_opens_with_a_word_about_what_is_not_shown(newer_file: Path) -> None:
    opened = reopen(newer_file)
    (warning,) = opened.warnings
    assert "newer version" in warning.text()
    first = opened.document.one(Card, next(small_document().all(Card)).id)
    assert first.extras == {"mood": "glad", "heat": 1.5, "rank": 3}


def test_a_save_keeps_every_unknown_column_table_row_and_fact(newer_file: Path) -> None:
    before = everything(newer_file)
    save_again(reopen(newer_file), newer_file)
    assert everything(newer_file) == before
    assert struct.unpack_from(">i", newer_file.read_bytes(), 60) == (FORMAT + 1,)
    assert [w.text()[:30] for w in reopen(newer_file).warnings] == [
        "This file was made by a newer "
    ]


def test_its_history_is_checked_too(newer_file: Path) -> None:
    changed_by_sql(newer_file, "UPDATE revision SET author = 'Mallory'")
    assert "changed outside the program" in reopen(newer_file).warnings[-1].text()


def test_edits_beside_the_unknown_are_saved(newer_file: Path) -> None:
    opened = reopen(newer_file)
    card = next(c for c in opened.document.all(Card) if c.extras)
    edited = opened.document.replaced({card.id: replace(card, title="New")})
    save_again(opened, newer_file, edited)
    assert reopen(newer_file).document == edited


def test_extras_that_fit_no_added_column_stay_extras(newer_file: Path) -> None:
    opened = reopen(newer_file)
    card = next(opened.document.all(Card))
    odd = FrozenMap({"mood": 7, "heat": "x", "rank": 2**70, "other": (1, None)})
    edited = opened.document.replaced({card.id: replace(card, extras=odd)})
    save_again(opened, newer_file, edited)
    assert reopen(newer_file).document == edited


def test_unknown_rows_about_something_deleted_go_with_it(newer_file: Path) -> None:
    opened = reopen(newer_file)
    first = next(c for c in opened.document.all(Card) if c.extras)
    gone = {key: None for key, e in opened.document.items() if first.id in _names(e)}
    save_again(opened, newer_file, opened.document.replaced({**gone, first.id: None}))
    left = everything(newer_file)
    assert [row[0] for row in left["segment"][1]] == ["s2"]
    assert [row[0] for row in left["segment_note"][1]] == ["s2"]


def _names(entity: Any) -> set[str]:
    return {getattr(entity, field, "") for field in ("card", "start", "end", "about", "origin")}


def test_an_image_that_an_unknown_row_names_stays(newer_file: Path) -> None:
    image = picture()
    changed_by_sql(newer_file, f"UPDATE segment SET name = '{image.id}' WHERE id = 's1'")
    opened = reopen(newer_file)
    save_again(opened, newer_file, opened.document.replaced({image.id: image}))
    assert reopen(newer_file).document.find(Image, image.id) == image


def test_without_what_was_carried_it_is_a_file_of_this_format(newer_file: Path) -> None:
    opened = reopen(newer_file)
    save(opened.document, newer_file, carried=NOTHING_CARRIED)
    again = reopen(newer_file)
    assert again.warnings == ()
    assert again.document == opened.document


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW v AS SELECT * FROM card",
        "CREATE INDEX i ON card(title)",
        "CREATE TRIGGER t AFTER UPDATE ON card BEGIN DELETE FROM lane; END",
        "CREATE TABLE t(a)",
        "CREATE TABLE t(a TEXT CHECK (length(a) < 9)) STRICT",
        "CREATE TABLE t(a TEXT DEFAULT 'x') STRICT",
        "CREATE TABLE t(a TEXT AS (b), b TEXT) STRICT",
        "CREATE TABLE t(a TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
        "CREATE VIRTUAL TABLE t USING fts5(a)",
        "ALTER TABLE step ADD COLUMN a TEXT DEFAULT 'x'",
        "ALTER TABLE step ADD COLUMN a TEXT REFERENCES card(id)",
        "ALTER TABLE step ADD COLUMN a BLOB",
        "ALTER TABLE step RENAME COLUMN title TO caption",
        "ALTER TABLE step DROP COLUMN title",
        "DROP TABLE step",
        "PRAGMA user_version = 2000",
        f"UPDATE meta SET value = '{FORMAT + 1}' WHERE name = 'min_reader'",
    ],
)
def test_only_plain_additions_are_let_through(newer_file: Path, statement: str) -> None:
    changed_by_sql(newer_file, statement)
    before = newer_file.read_bytes()
    with pytest.raises(Refused, match="This file "):
        reopen(newer_file)
    assert newer_file.read_bytes() == before


def test_a_column_added_in_place_is_plain_too(newer_file: Path) -> None:
    changed_by_sql(newer_file, "UPDATE quote SET text = 'Kept'")
    changed_by_sql(
        newer_file,
        schema="UPDATE sqlite_schema SET sql = replace(sql, 'extras TEXT, ', 'extras TEXT, tone TEXT, ') WHERE name = 'quote'",
    )
    opened = reopen(newer_file)
    assert [quote.text for quote in opened.document.all(Quote)] == ["Kept"]


def test_the_same_content_at_the_known_version_is_refused(newer_file: Path) -> None:
    changed_bytes(newer_file, lambda d: d[:60] + struct.pack(">i", FORMAT) + d[64:])
    with pytest.raises(Refused, match="is not made as it should be"):
        reopen(newer_file)
