"""Flips one bit anywhere in a document file: opening it must notice, or the document must be the same."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from journeyeditor.model.document import Document
from journeyeditor.model.messages import Refused
from journeyeditor.storage.document_file import OpenedDocument, open_document
from tests.reliability import savers
from tests.reliability.documents import with_picture
from tests.reliability.mutations import bit
from tests.reliability.rows import Case, Row, Settings, counted
from tests.support.maps import generated_document, small_document

RIG = "flip"
Opener = Callable[[bytes, Path], tuple[object, bool]]


def run(settings: Settings) -> list[Row]:
    folder = settings.fresh("flip")
    documents = (with_picture(small_document()), generated_document(200))
    each = settings.amount(500, 2500)
    rows = [
        counted(RIG, f"1 bit of a file of {name}", _flips(settings, document, folder, each, program))
        for name, document in zip(("a little of all", "200 cards"), documents, strict=True)
    ]
    cases = _flips(settings, documents[1], folder, settings.amount(300, 1500), plain)
    what = "1 bit, read by SQLite with quick_check alone"
    return [*rows, counted(RIG, what, cases, control=True)]


def _flips(
    settings: Settings, document: Document, folder: Path, count: int, opener: Opener
) -> Iterator[Case]:
    good = savers.bytes_of(document, folder)
    wanted, _ = opener(good, folder)
    chance = settings.random(RIG, len(good))
    for number in range(count):
        yield _flipped(good, wanted, chance, folder, opener, number)


def _flipped(
    good: bytes, wanted: object, chance: random.Random, folder: Path, opener: Opener, number: int
) -> Case:
    content = bytes(bit(bytearray(good), chance))
    try:
        found, warned = opener(content, folder)
    except (Refused, sqlite3.Error, UnicodeDecodeError):
        return Case("refused")
    if warned:
        return Case("opened with a warning")
    if found == wanted:
        return Case("the same document")
    return Case("silently changed", True, f"flip {number} of {len(good)} bytes: {_differs(found)}")


def _differs(found: object) -> str:
    return f"history {found[1]!r}"[:300] if isinstance(found, tuple) else ""


def program(content: bytes, folder: Path) -> tuple[object, bool]:
    """The document and its history as the program opens them, and whether it warned."""
    path = folder / "flipped.journey"
    path.write_bytes(content)
    opened: OpenedDocument = open_document(path, folder / "open")
    return (opened.document, opened.revisions), bool(opened.warnings)


def plain(content: bytes, folder: Path) -> tuple[object, bool]:
    """All rows as SQLite reads them after its own quick check."""
    path = folder / "plain.journey"
    path.write_bytes(content)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
        warned = raw.execute("PRAGMA quick_check").fetchall() != [("ok",)]
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        return {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}, warned
