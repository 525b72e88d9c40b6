"""All rows of a document and its content hash, made in one pass, and again only for what has changed since.

The hash is that of `model.document.content_hash`; its lines are put together from the rows, whose values are
encoded already.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Entity, Foreign, Image
from journeyeditor.model.kinds import KINDS, Kind
from journeyeditor.model.plain import fields_of, key_of, kind_name, to_plain
from journeyeditor.storage.carried import Row
from journeyeditor.storage.known import each_once
from journeyeditor.storage.mapping import KIND_ROWS, KindRows, by_kind, json_text
from journeyeditor.storage.schema import Store, stored_fields

_Encode = Callable[[Any], str]
_Made = tuple[Entity, Row, str]


@dataclass(frozen=True, slots=True)
class Laid:
    """A document as rows by kind, in order of id, and its content hash."""

    rows: Mapping[str, list[Row]]
    content: str


class RowMemory:
    """What was written last, for the next save of the same document: entities never change, so neither do their rows.

    Holds as much as one document. Used by one save at a time.
    """

    def __init__(self) -> None:
        self._held: dict[int, _Made] = {}

    def __len__(self) -> int:
        return len(self._held)

    def lay_out(self, document: Document, rows: Mapping[str, KindRows]) -> Laid:
        """As `lay_out`, with what is remembered; `rows` must be the same mappings every time."""
        held = self._held
        now: dict[int, _Made] = {}

        def made(entities: Sequence[Entity], kind: KindRows) -> list[_Made]:
            # An entity is held along with its id, so no other one can have that id.
            new = _made([entity for entity in entities if id(entity) not in held], kind)
            fresh = {id(each[0]): each for each in new}
            found = [held.get(id(entity)) or fresh[id(entity)] for entity in entities]
            now.update(zip(map(id, entities), found, strict=True))
            return found

        laid = _lay_out(document, rows, made)
        self._held = now
        return laid


def lay_out(document: Document, rows: Mapping[str, KindRows] = KIND_ROWS) -> Laid:
    """All rows of a document and its hash. Raises UnicodeEncodeError for text that UTF-8 can't hold."""
    return _lay_out(document, rows, _made)


def fingerprint(document: Document, memory: RowMemory | None = None) -> str:
    """The content hash of a document: the same as the model's, quicker. `memory` keeps the rows for a save."""
    laid = lay_out(document) if memory is None else memory.lay_out(document, KIND_ROWS)
    return laid.content


def _lay_out(
    document: Document,
    rows: Mapping[str, KindRows],
    made: Callable[[Sequence[Entity], KindRows], list[_Made]],
) -> Laid:
    tables: dict[str, list[Row]] = {}
    lines: dict[str, list[str]] = {}
    for cls, entities in by_kind(document).items():
        kind = _NAMES[cls]
        all_made = made(entities, rows[kind])
        tables[kind] = [row for _, row, _ in all_made]
        if cls is Foreign:
            for entity, _, line in all_made:
                lines.setdefault(kind_name(entity), []).append(line)
        else:
            lines[kind] = [line for _, _, line in all_made]
    digest = hashlib.sha256()
    for kind in sorted(lines):
        digest.update("".join(lines[kind]).encode("utf-8"))
    return Laid(tables, digest.hexdigest())


def _made(entities: Sequence[Entity], rows: KindRows) -> list[_Made]:
    if not entities:
        return []
    made = rows.to_rows(entities)
    return list(zip(entities, made, _LINES[rows.kind.name].lines(entities, made), strict=True))


@dataclass(frozen=True, slots=True)
class _Line:
    """How the rows of one kind become lines of the hash: a text with places, and the columns that go into them.

    The places count from the key, which stands before a row. `later` are those of columns that came after format
    1.0, which are empty at their default.
    """

    form: str
    places: tuple[int, ...]
    encode: tuple[_Encode, ...]
    later: tuple[int, ...] = ()

    def lines(self, entities: Sequence[Entity], rows: Sequence[Row]) -> list[str]:
        """The lines of these entities, whose rows these are."""
        if not self.form:
            return list(map(_plain_line, entities))
        columns = [tuple(map(key_of, entities)), *zip(*rows, strict=True)]
        told = [
            map(encode, columns[at])
            if encode is encode_basestring
            else each_once(encode, columns[at])
            for at, encode in zip(self.places, self.encode, strict=True)
        ]
        lines = list(map(self.form.__mod__, zip(*told, strict=True)))
        for place, (entity, row) in enumerate(zip(entities, rows, strict=True)):
            if entity.extras or self._more(row):
                lines[place] = _plain_line(entity)
        return lines

    def _more(self, row: Row) -> bool:
        """Whether a row says something that not every line of its kind says."""
        return any([row[place] is not None for place in self.later])  # noqa: C419 - quicker for so few


def _plain_line(entity: Entity) -> str:
    """The line of an entity with fields of its own, as the model would make it."""
    plain = to_plain(entity)
    if isinstance(entity, Image):
        del plain["data"]
    return json_text([kind_name(entity), key_of(entity), plain]) + "\n"


def _line_of(kind: Kind) -> _Line:
    columns = stored_fields(kind)
    stored = {field.name: (at, field) for at, field in enumerate(columns, 1)}
    left_out = {f.name for f in columns if f.later} | ({"data"} if kind.cls is Image else set())
    names = sorted(f.name for f in fields_of(kind.cls) if f.name not in left_out)
    # The id of a rating has no column: it is the key itself, at the first place.
    places = [stored[name][0] if name in stored else 0 for name in names]
    encode = [_encoder(*_how(stored.get(name))) for name in names]
    fields = ",".join(f'"{name}":%s' for name in names)
    form = f'["{kind.name}",%s,{{{fields}}}]\n'
    # In a row the extras stand before the later columns.
    later = tuple(place for place, field in enumerate(columns, 1) if field.later)
    return _Line(form, (0, *places), (encode_basestring, *encode), later)


def _how(found: tuple[int, Any] | None) -> tuple[Store, bool]:
    return (found[1].store, found[1].nullable) if found else (Store.TEXT, False)


def _encoder(store: Store, nullable: bool) -> _Encode:
    encode = _ENCODERS[store]
    return (lambda value: "null" if value is None else encode(value)) if nullable else encode


_ENCODERS: dict[Store, _Encode] = {
    Store.TEXT: encode_basestring,
    Store.CHOICE: encode_basestring,
    Store.INTEGER: int.__repr__,
    Store.BOOL: lambda value: "true" if value else "false",
    Store.REAL: json.dumps,
    Store.JSON: str,
}
_NAMES: dict[type[Entity], str] = {kind.cls: kind.name for kind in KINDS}
_LINES: dict[str, _Line] = {
    kind.name: _line_of(kind) if kind.cls is not Foreign else _Line("", (), ()) for kind in KINDS
}
