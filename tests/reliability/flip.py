"""Flips one bit anywhere in a document file: opening it must notice, or the document must be the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from journeyeditor.model.messages import Refused
from journeyeditor.storage.document_file import OpenedDocument, open_document
from tests.reliability import savers
from tests.reliability.documents import with_picture
from tests.reliability.mutations import PAGE
from tests.reliability.rows import Case, Row, Settings, counted
from tests.support.maps import generated_document, small_document

RIG = "flip"
SAVES = 5
# What stands on the pages of the history: the program in each revision, and the name of the hash over them.
HISTORY = (savers.APP.encode(), b"history_hash")
Opener = Callable[[bytes, Path], tuple[object, bool]]


@dataclass(frozen=True, slots=True)
class Way:
    """How a file is opened, and what is hit: only bytes other than zero, as most of a small file is empty, and only
    pages that hold one of `marks`, where there are some."""

    opener: Opener
    used: bool = False
    marks: tuple[bytes, ...] = ()

    def places(self, good: bytes) -> list[int]:
        """The offsets of a file's bytes that may be hit."""
        starts = range(0, len(good), PAGE)
        pages = {at for at in starts if self._marked(good[at : at + PAGE])}
        used = (at for at, byte in enumerate(good) if byte or not self.used)
        return [at for at in used if at // PAGE * PAGE in pages]

    def _marked(self, page: bytes) -> bool:
        return not self.marks or any(mark in page for mark in self.marks)


def run(settings: Settings) -> list[Row]:
    folder = settings.fresh("flip")
    cards = savers.bytes_of(generated_document(200), folder)
    files = {
        "a little of all": savers.bytes_of(with_picture(small_document()), folder),
        "200 cards": cards,
    }
    each = settings.amount(250, 2500)
    rows = [
        counted(RIG, f"1 bit {where}, {name}", _flips(settings, good, folder, each, way))
        for name, good in files.items()
        for where, way in (("anywhere", Way(program)), ("of bytes in use", Way(program, True)))
    ]
    saved_often = savers.saved_often(small_document(), SAVES, folder)
    way = Way(program, True, HISTORY)
    cases = _flips(settings, saved_often, folder, each, way)
    rows.append(counted(RIG, f"1 bit of the history's pages, {SAVES} saves", cases))
    cases = _flips(settings, cards, folder, each, Way(plain))
    what = "1 bit, read by SQLite with quick_check alone"
    return [*rows, counted(RIG, what, cases, control=True)]


def _flips(settings: Settings, good: bytes, folder: Path, count: int, way: Way) -> Iterator[Case]:
    wanted, _ = way.opener(good, folder)
    chance = settings.random(RIG, len(good), way.used)
    hit = way.places(good)
    for _ in range(count):
        at, mask = chance.choice(hit), 1 << chance.randrange(8)
        content = good[:at] + bytes([good[at] ^ mask]) + good[at + 1 :]
        yield judged(content, wanted, folder, way.opener, f"byte {at} ^ {mask}")


def judged(content: bytes, wanted: object, folder: Path, opener: Opener, where: str) -> Case:
    try:
        found, warned = opener(content, folder)
    except (Refused, sqlite3.Error, UnicodeDecodeError):
        return Case("refused")
    if warned:
        return Case("opened with a warning")
    if found == wanted:
        return Case("the same document")
    return Case(f"{_which(found, wanted)} silently changed", True, where)


def _which(found: object, wanted: object) -> str:
    """Whether the document is another one, or only what the file tells of earlier saves."""
    if isinstance(found, tuple) and isinstance(wanted, tuple) and found[0] == wanted[0]:
        return "the history"
    return "the document"


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
