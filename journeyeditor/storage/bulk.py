"""All rows of a kind as entities at once, column by column: most of opening a large file is this.

Only what every file of this format holds is read so. Rows with something else in them, and rows with something wrong
in them, are left to `KindRows.to_entity`, which reads them one by one and says in words what is wrong.
"""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from journeyeditor.model.entities import Entity, Foreign, Rating, rating_key
from journeyeditor.model.kinds import KINDS, Kind
from journeyeditor.model.messages import Refused
from journeyeditor.model.plain import FieldType, clean_text, fields_of
from journeyeditor.storage.carried import Row
from journeyeditor.storage.known import each_once
from journeyeditor.storage.mapping import KIND_ROWS, KindRows, read_json
from journeyeditor.storage.schema import EXTRAS, Store, StoredField, stored_fields

_ODD = (
    Refused, TypeError, ValueError, AttributeError, KeyError, OverflowError, binascii.Error,
)  # fmt: skip
_Read = Callable[[Any], Any]
_Convert = Callable[[Sequence[Any]], Iterable[Any]]


def entities_of(rows: KindRows, found: Sequence[Row]) -> Iterable[Entity]:
    """The entities of these rows of one table, in their order.

    Raises `Refused` while they are gone through, with the field, where a value can't be one of the model's.
    """
    columns = _COLUMNS.get(rows.kind.name)
    if found and columns is not None and rows is KIND_ROWS[rows.kind.name]:
        with suppress(*_ODD):
            return columns.entities(found)
    return map(rows.to_entity, found)


class _Columns:
    """How the columns of one kind become the fields of its entities."""

    def __init__(self, kind: Kind) -> None:
        stored = {field.name: field for field in stored_fields(kind)}
        shared = {kind.owner, *kind.references}
        self._cls = kind.cls
        self._stored = KIND_ROWS[kind.name].names
        self._names = tuple(field.name for field in fields_of(kind.cls))
        self._converts = tuple(
            _convert(kind, field, stored.get(field.name, _KEY), field.name in shared)
            for field in fields_of(kind.cls)
        )

    def entities(self, found: Sequence[Row]) -> list[Entity]:
        """The entities of ordinary rows; raises one of `_ODD` where any row is not one."""
        columns = dict(zip(self._stored, zip(*found, strict=True), strict=True))
        if columns.pop(EXTRAS).count(None) < len(found):
            raise ValueError(EXTRAS)
        if self._cls is Rating:
            parts = (columns["card"], columns["persona"], columns["layer"])
            columns["id"] = tuple(map(rating_key, *parts))
        names, cls = self._names, self._cls
        values = [
            convert(columns[name]) for name, convert in zip(names, self._converts, strict=True)
        ]
        return [cls(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True)]


# The id of a rating has no column.
_KEY = StoredField("id", Store.TEXT, False)


def _convert(kind: Kind, field: FieldType, stored: StoredField, shared: bool) -> _Convert:
    if stored.store is Store.TEXT and not shared and not stored.later:
        return _texts_or_nothing if stored.nullable else _texts
    if stored.store is Store.REAL:
        return lambda column: map(field.read, column)
    read = _reader(kind, field, stored)
    return lambda column: each_once(read, column)


def _texts(column: Sequence[str]) -> list[str]:
    return [text if text.isprintable() else clean_text(text) for text in column]


def _texts_or_nothing(column: Sequence[str | None]) -> list[str | None]:
    return [text if text is None or text.isprintable() else clean_text(text) for text in column]


def _reader(kind: Kind, field: FieldType, stored: StoredField) -> _Read:
    """How one value is read, as `KindRows.to_entity` does."""
    read = field.read
    if stored.store is Store.BOOL:
        read = {0: False, 1: True}.__getitem__
    elif stored.store is Store.JSON:
        read = _json_reader(kind, field)
    if stored.later:
        return lambda raw: field.default if raw is None else read(raw)
    return read


def _json_reader(kind: Kind, field: FieldType) -> _Read:
    def read(raw: Any) -> Any:
        return field.read(raw if raw is None else read_json(raw, field.name, kind.name))

    return read


def _ordinary(kind: Kind) -> bool:
    """Whether a kind has nothing but plain columns: pictures are few, and foreign kinds all extras."""
    blobs = any(field.store is Store.BLOB for field in stored_fields(kind))
    return kind.cls is not Foreign and not blobs


_COLUMNS: dict[str, _Columns] = {kind.name: _Columns(kind) for kind in KINDS if _ordinary(kind)}
