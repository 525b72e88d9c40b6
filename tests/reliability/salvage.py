"""Loses a page or half of a file and salvages the rest: how many rows come back, and all of the pages left."""

from __future__ import annotations

import sqlite3
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Entity
from journeyeditor.model.kinds import kind_of
from journeyeditor.model.messages import Refused
from journeyeditor.model.plain import key_of, to_plain
from journeyeditor.storage.salvage import salvage
from tests.reliability import savers
from tests.reliability.mutations import PAGE
from tests.reliability.rows import Row, Settings
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock, fixed_ids

RIG = "salvage"
# Shares of all rows that must come back, by what happened to the file.
# Half of the bytes hold little more than half of the rows, however well they are read: no page is kept twice.
ONE_PAGE, HALF, FIRST_PAGE = 0.99, 0.50, 1.0
LEAF = 13
# A leaf page's number of rows stands here; on the first page 100 bytes further.
COUNT_AT = 3
# What stands on pages that hold no rows of the document: declarations of tables, revisions, facts of the file.
NO_ENTITIES = (b"CREATE TABLE", savers.APP.encode(), b"history_hash")
Salvager = Callable[[bytes, Path], set[str]]


def run(settings: Settings) -> list[Row]:
    folder = settings.fresh("salvage")
    document = generated_document(600)
    good = savers.bytes_of(document, folder)
    pages = range(1, len(good) // PAGE)
    lost = {page: _lost(document, without_page(good, page), folder) for page in pages}
    return [
        _shares("1 page zeroed", document, lost.values(), ONE_PAGE),
        once_lost(lost),
        _shares(
            "first page zeroed",
            document,
            [_lost(document, without_page(good, 0), folder)],
            FIRST_PAGE,
        ),
        *_halves(settings, folder, by_program, "half of the file"),
        *_halves(
            settings, folder, by_sqlite, "half of the file, read by SQLite alone", control=True
        ),
    ]


def without_page(good: bytes, page: int) -> bytes:
    """The file with one page zeroed, counted from 0."""
    return good[: page * PAGE] + bytes(PAGE) + good[(page + 1) * PAGE :]


def _halves(
    settings: Settings, folder: Path, salvager: Salvager, what: str, control: bool = False
) -> list[Row]:
    sizes = range(100, 100 + 50 * settings.amount(8, 30), 50)
    shares: list[float] = []
    left = back = lost = 0
    for size in sizes:
        document = generated_document(size, seed=size)
        good = savers.bytes_of(document, folder)
        half = good[: len(good) // 2]
        found = _rows_of(document) & salvager(half, folder)
        shares.append(len(found) / len(document))
        there = rows_left(half)
        left, back, lost = left + there, back + len(found), lost + max(0, there - len(found))
    told = {"rows left": left, "back": back}
    whole = Row(RIG, f"{what}, rows of its pages", len(sizes), lost, told, control)
    return [_row(f"{what}, share of all rows", shares, HALF, control), whole]


def rows_left(content: bytes) -> int:
    """How many rows of a document the whole pages hold, by their own count."""
    pages = [content[at : at + PAGE] for at in range(PAGE, len(content) - PAGE + 1, PAGE)]
    leaves = [page for page in pages if page[0] == LEAF]
    held = [page for page in leaves if not any(mark in page for mark in NO_ENTITIES)]
    return sum(int.from_bytes(page[COUNT_AT : COUNT_AT + 2]) for page in held)


def _shares(what: str, document: Document, lost: Iterable[set[str]], least: float) -> Row:
    return _row(what, [1 - len(each) / len(document) for each in lost], least)


def _row(what: str, shares: Sequence[float], least: float, control: bool = False) -> Row:
    median = statistics.median(shares)
    note = f"median {median:.1%} of the rows, least {min(shares):.1%}, at least {least:.0%} wanted"
    seen = {"files": len(shares)}
    return Row(RIG, what, len(shares), int(median < least), seen, control, note)


def once_lost(lost: dict[int, set[str]]) -> Row:
    """No row may be lost with two different pages: it lay on one, and survived the loss of the other.

    The rows of these documents are short, so none runs over several pages.
    """
    times = Counter(row for rows in lost.values() for row in rows)
    twice = sum(1 for count in times.values() if count > 1)
    return Row(RIG, "rows of the pages that are left", len(lost), twice, {"rows lost": len(times)})


def _lost(document: Document, content: bytes, folder: Path) -> set[str]:
    return _rows_of(document) - by_program(content, folder)


def by_program(content: bytes, folder: Path) -> set[str]:
    path = folder / "damaged.journey"
    path.write_bytes(content)
    try:
        return _rows_of(salvage(path, folder / "open", fixed_ids(), fixed_clock).document)
    except Refused:
        return set()


def _rows_of(document: Document) -> set[str]:
    return {row_of(entity) for entity in document.values()}


def row_of(entity: Entity) -> str:
    """What a row says by itself: without its place and what it belongs to, which may be lost with another page."""
    kind = kind_of(entity)
    apart = {kind.owner, *kind.references, "order"}
    plain: dict[str, Any] = {k: v for k, v in to_plain(entity).items() if k not in apart}
    return f"{kind.name} {key_of(entity)} {sorted(plain.items())}"


def by_sqlite(content: bytes, folder: Path) -> set[str]:
    """The control cannot read half a file at all; what it could read is counted by its rows."""
    path = folder / "plain.journey"
    path.write_bytes(content)
    found: set[str] = set()
    with suppress(sqlite3.Error, UnicodeError), closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        for name in names:
            found |= {str(row) for row in raw.execute(f'SELECT * FROM "{name}"')}
    return found
