"""Getting what is left out of a damaged file: its pages are read one by one, whatever SQLite says of it.

Each page that holds rows is recognised by what the rows look like. The file is only read; what comes out is a new
document that was never saved, with sentences about what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Entity, LaneKind
from journeyeditor.model.ids import Clock, IdSource, is_id
from journeyeditor.model.kinds import KINDS, Kind
from journeyeditor.model.messages import N_, Message, Refused, Translate, message, untranslated
from journeyeditor.model.ordering import is_order_key
from journeyeditor.storage.carried import Row
from journeyeditor.storage.first_bytes import MAX_FILE, check_size
from journeyeditor.storage.mapping import KIND_ROWS
from journeyeditor.storage.mending import Mended, Mender
from journeyeditor.storage.pages import Pages, Record, is_leaf, leaf_records, pages_of, told_count
from journeyeditor.storage.private_copy import copied_raw
from journeyeditor.storage.rows import fingerprint
from journeyeditor.storage.schema import META, REVISION, Store, StoredField, stored_fields

TITLE = N_("Recovered")
_NOTHING = N_("Nothing of a journey map could be found in {path}. Use an earlier copy of it.")
_WHOLE = N_("Nothing is missing.")
_ROWS = N_("Missing: {count} × {kind}.")
_UNREADABLE = N_("Could not be read: {count} × {kind}.")
_LEFT_OUT = N_("Left out, because what it belongs to is missing: {count} × {kind}.")
_MADE = N_("Put in for what is missing, under the title “{title}”: {count} × {kind}.")
_PAGES = N_("{count} of {whole} pages of the file hold nothing that can be read.")
_CUT = N_("The file is cut off: {count} of {whole} pages are there.")
_HISTORY = N_("The history of the file is not carried over.")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was left of a file: a document that holds all rules, how many of its entities were read, and what is not
    as it was."""

    document: Document
    found: int
    missing: tuple[Message, ...]


def salvage(
    path: Path,
    workspace: Path,
    ids: IdSource,
    clock: Clock,
    translate: Translate = untranslated,
) -> Salvaged:
    """What is left of a journey file. `workspace` is a folder of our own for a copy, which is removed again.

    Raises `Refused` if the file can't be read, or nothing of ours is in it.
    """
    copy = copied_raw(path, workspace)
    try:
        with copy.open("rb") as file:
            heap = _Heap(pages_of(copy, file))
    finally:
        with suppress(OSError):
            copy.unlink()
    if not heap.entities:
        raise Refused(_NOTHING, path=path)
    mended = Mender(ids, clock, translate(TITLE)).mend(heap.entities)
    told = _told(heap, mended, translate(TITLE))
    whole = not told and fingerprint(mended.document) == heap.content
    missing = (message(_WHOLE),) if whole else (*told, message(_HISTORY))
    kept = set(mended.document)
    found = sum(1 for entity in heap.entities if (entity.id in kept or not is_id(entity.id)))
    return Salvaged(mended.document, found, missing)


def holds_rows(path: Path) -> bool:
    """Whether anything of ours is in a file, so that salvaging it gives something. The file is only read."""
    with suppress(OSError, ValueError, Refused):
        if not path.is_file():
            return False
        check_size(path.stat().st_size)
        with path.open("rb") as file:
            pages = pages_of(path, file)
            return any(_entities(pages, number) for number in range(1, pages.count + 1))
    return False


def _entities(pages: Pages, number: int) -> bool:
    """Whether a page holds at least one row that is an entity."""
    if not is_leaf(pages.page(number), number):
        return False
    heap = _Heap(pages, [number])
    return bool(heap.entities)


# What a header can say within the size of a file; beyond that it is damaged itself.
_MOST_PAGES = MAX_FILE // 512


class _Heap:
    """All that the pages of a file (those of `numbers` only) hold: entities, and what is known of those that are
    not there."""

    def __init__(self, pages: Pages, numbers: Iterable[int] | None = None) -> None:
        self.entities: list[Entity] = []
        self.unreadable: Counter[str] = Counter()
        self.content = ""
        self.pages = pages.count
        self.whole = told_count(pages)
        self.blank = 0
        self._rowids: dict[str, set[int]] = {}
        for number in numbers or range(1, pages.count + 1):
            self._take(pages, number)

    def _take(self, pages: Pages, number: int) -> None:
        page = pages.page(number)
        if not any(page):
            self.blank += 1
        if not is_leaf(page, number):
            return
        records = leaf_records(pages, number)
        shape = recognised(records)
        for record in records if shape else ():
            self._row(shape, record)

    def _row(self, shape: str, record: Record) -> None:
        if shape == REVISION.name:
            self.content = str(record.values[-1])
        if shape not in KIND_ROWS:
            return
        self._rowids.setdefault(shape, set()).add(record.rowid)
        rows = KIND_ROWS[shape]
        if record.whole and _score(_SHAPES[shape], record.values) is not None:
            with suppress(Refused):
                self.entities.append(rows.to_entity(_padded(_SHAPES[shape], record.values)))
                return
        self.unreadable[shape] += 1

    def gaps(self) -> Counter[str]:
        """How many rows of each kind are not there: rows are numbered from 1 without gaps when a file is written."""
        lost = {kind: max(found) - len(found) for kind, found in self._rowids.items()}
        return Counter({kind: count for kind, count in lost.items() if 0 < count < 1_000_000})


def _told(heap: _Heap, mended: Mended, title: str) -> tuple[Message, ...]:
    # Of a kind that lost its last rows, or all, only those that others name are known to be missing. What was there
    # but can't be read is told for itself.
    missing = heap.gaps() | (mended.named - heap.unreadable)
    counted = [
        (_ROWS, missing),
        (_UNREADABLE, heap.unreadable),
        (_LEFT_OUT, mended.dropped),
        (_MADE, mended.made),
    ]
    told = [
        message(words, kind=kind, count=count, title=title)
        for words, kinds in counted
        for kind, count in sorted(kinds.items())
    ]
    if heap.blank:
        told.append(message(_PAGES, count=heap.blank, whole=heap.pages))
    if heap.pages < heap.whole < _MOST_PAGES:
        told.append(message(_CUT, count=heap.pages, whole=heap.whole))
    return tuple(told)


class _Look(StrEnum):
    """What values of a column look like, beyond their type."""

    ID = "id"
    ORDER = "order"
    TIME = "time"
    CHOICE = "choice"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class _Column:
    store: Store
    nullable: bool
    look: _Look
    later: bool = False


def recognised(records: list[Record]) -> str:
    """The table whose rows a page holds: the one that most of them fit best; "" for none."""
    scores: Counter[str] = Counter()
    for record in records:
        for name, columns in _SHAPES.items():
            score = _score(columns, record.values)
            if score is not None:
                scores[name] += 1 + score
    best = scores.most_common(1)
    return best[0][0] if best else ""


def _score(columns: tuple[_Column, ...], values: Row) -> int | None:
    """How many columns look as they should; None where one can't be of this table."""
    if not sum(not column.later for column in columns) <= len(values) <= len(columns):
        return None
    score = 0
    for column, value in zip(columns, values, strict=False):
        if value is None:
            if not column.nullable:
                return None
        elif not isinstance(value, _TYPES[column.store]):
            return None
        else:
            score += _LOOKS[column.look](value)
    return score


def _padded(columns: tuple[_Column, ...], values: Row) -> Row:
    """A row of an earlier minor version, with the columns that came since, empty."""
    return (*values, *(None for _ in columns[len(values) :]))


_TYPES: dict[Store, tuple[type, ...]] = {
    Store.TEXT: (str,),
    Store.CHOICE: (str,),
    Store.JSON: (str,),
    Store.BLOB: (bytes,),
    Store.INTEGER: (int,),
    Store.BOOL: (int,),
    # SQLite keeps whole real numbers as integers.
    Store.REAL: (int, float),
}
_LOOKS: dict[_Look, Any] = {
    _Look.ID: lambda value: 2 * is_id(value),
    _Look.ORDER: lambda value: 2 * (is_order_key(value) and not is_id(value)),
    _Look.TIME: lambda value: value == "" or value[-1:] == "Z",
    _Look.CHOICE: lambda value: 0 < len(value) <= max(map(len, LaneKind)),
    _Look.PLAIN: lambda _: 0,
}
_BY_NAME = {"id": _Look.ID, "order": _Look.ORDER, "modified": _Look.TIME}


def _column(field: StoredField) -> _Column:
    look = _Look.ID if field.target else _BY_NAME.get(field.name, _Look.PLAIN)
    look = _Look.CHOICE if field.store is Store.CHOICE else look
    return _Column(field.store, field.nullable, look, field.later)


def _shape(kind: Kind) -> tuple[_Column, ...]:
    extras = _Column(Store.JSON, True, _Look.PLAIN)
    fields = stored_fields(kind)
    first = (_column(field) for field in fields if not field.later)
    later = (_column(field) for field in fields if field.later)
    return (*first, extras, *later)


def _text(look: _Look = _Look.PLAIN) -> _Column:
    return _Column(Store.TEXT, False, look)


# The key of a numbered row stands outside the record, so its own place is empty.
_NUMBER = _Column(Store.INTEGER, True, _Look.PLAIN)
_SHAPES: dict[str, tuple[_Column, ...]] = {
    **{kind.name: _shape(kind) for kind in KINDS},
    META.name: (_text(), _text()),
    REVISION.name: (
        _NUMBER,
        _text(_Look.ID),
        _text(),
        _text(),
        _text(_Look.TIME),
        _text(),
        _Column(Store.INTEGER, False, _Look.PLAIN),
        _text(),
    ),
    "sqlite_schema": (_text(), _text(), _text(), _NUMBER, _Column(Store.TEXT, True, _Look.PLAIN)),
}
