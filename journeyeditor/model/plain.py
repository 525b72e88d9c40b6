"""Entities as plain JSON values and back: the one piece that files, patches and hashes share.

Enumerations become their texts, tuples lists, bytes base64, the scale an object. A field that this program
does not know goes to `extras` and comes back out under its own name.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import re
import reprlib
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any, cast

from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    NO_EXTRAS,
    DocumentInfo,
    Entity,
    Foreign,
    Scale,
)
from journeyeditor.model.frozen import FrozenMap, freeze, thaw
from journeyeditor.model.kinds import BY_CLASS, BY_NAME, LATER
from journeyeditor.model.messages import N_, Refused

Plain = dict[str, Any]

_NOT_OF_THE_TYPE = N_("“{field}” of a {kind} should be {expected}, but it is {found}.")
_MISSING = N_("A {kind} has no “{field}”.")
_NO_ENTITY = N_("Instead of an element with fields there is {found}.")
_NOT_KEPT = N_(
    "A {kind} has unknown fields ({fields}) that are nested too deeply or hold something that isn't a number."
)


@dataclass(frozen=True, slots=True)
class FieldType:
    """How one field of an entity is read and written."""

    name: str
    expected: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    required: bool
    default: Any


def key_of(entity: Entity) -> str:
    """The key of an entity among all entities of a document."""
    return DOCUMENT_KEY if isinstance(entity, DocumentInfo) else entity.id


def kind_name(entity: Entity) -> str:
    return entity.kind_name if isinstance(entity, Foreign) else BY_CLASS[type(entity)].name


def to_plain(entity: Entity) -> Plain:
    """All fields with their names, the extras between them as they came; later ones only where they say something."""
    if isinstance(entity, Foreign):
        return {**thaw(entity.extras), "id": entity.id, "modified": entity.modified}
    names, values, written, later = _WRITERS[type(entity)]
    plain = dict(zip(names, values(entity), strict=True))
    for name, write in written:
        plain[name] = write(plain[name])
    for field in later:
        value = getattr(entity, field.name)
        if value != field.default:
            plain[field.name] = field.write(value)
    for name, value in entity.extras.items():
        plain.setdefault(name, thaw(value))
    return plain


def from_plain(kind: str, plain: Plain) -> Entity:
    """The entity of this kind with these fields.

    Raises `Refused`, whatever JSON value it is given, with the field and what it should be.
    """
    if not isinstance(kind, str) or not isinstance(plain, dict):
        raise Refused(_NO_ENTITY, found=_shown([kind, plain]))
    known = BY_NAME.get(kind)
    if known is None or known.cls is Foreign:
        return _foreign(clean_text(kind), plain)
    values = {f.name: _value(kind, f, plain) for f in fields_of(known.cls)}
    rest = {k: v for k, v in plain.items() if k not in values and k != "extras"}
    return known.cls(**values, extras=_kept(kind, rest))


def _foreign(kind: str, plain: Plain) -> Foreign:
    common = {f.name: _value(kind, f, plain) for f in fields_of(Foreign) if f.name != "kind_name"}
    rest = {k: v for k, v in plain.items() if k not in common}
    return Foreign(**common, extras=_kept(kind, rest), kind_name=kind)


def _kept(kind: str, rest: Plain) -> FrozenMap[str, Any]:
    """Fields that this program does not know, as they came."""
    if not rest:
        return NO_EXTRAS
    try:
        return cast("FrozenMap[str, Any]", freeze(rest))
    except ValueError:
        raise Refused(_NOT_KEPT, kind=kind, fields=_short(", ".join(rest))) from None


def _value(kind: str, field: FieldType, plain: Plain) -> Any:
    if field.name not in plain:
        if field.required:
            raise Refused(_MISSING, kind=kind, field=field.name)
        return field.default
    raw = plain[field.name]
    try:
        return field.read(raw)
    except (TypeError, ValueError, AttributeError, KeyError, OverflowError, binascii.Error):
        raise Refused(
            _NOT_OF_THE_TYPE,
            field=field.name,
            kind=kind,
            expected=field.expected,
            found=_shown(raw),
        ) from None


def _shown(raw: Any) -> str:
    """A value as a sentence may show it: short, and without walking through all of it."""
    briefly = reprlib.Repr()
    briefly.maxlevel = 2
    return _short(briefly.repr(raw))


def _short(text: str) -> str:
    text = clean_text(text)
    return text if len(text) <= 60 else text[:59] + "…"


def fields_of(cls: type[Entity]) -> tuple[FieldType, ...]:
    """The fields of a kind in declared order, without `extras`."""
    return _FIELDS[cls]


def _describe(cls: type[Entity]) -> tuple[FieldType, ...]:
    hints = typing.get_type_hints(cls)
    return tuple(
        _field_type(field, hints[field.name])
        for field in dataclasses.fields(cls)
        if field.name != "extras"
    )


def _field_type(field: dataclasses.Field[Any], hint: Any) -> FieldType:
    expected, read, write = _codec(hint)
    required = field.default is dataclasses.MISSING
    default = None if required else field.default
    return FieldType(field.name, expected, read, write, required, default)


def _codec(hint: Any) -> tuple[str, Callable[[Any], Any], Callable[[Any], Any]]:
    origin = typing.get_origin(hint)
    if origin is types.UnionType or origin is typing.Union:
        return _optional(hint)
    if origin is tuple:
        item = typing.get_args(hint)[0]
        return _list_of_text() if item is str else ("a list", _frozen_list, thaw)
    if origin is FrozenMap:
        return "an object", _frozen_object, thaw
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "one of " + ", ".join(hint), hint, str
    return _SIMPLE[hint]


def _optional(hint: Any) -> tuple[str, Callable[[Any], Any], Callable[[Any], Any]]:
    inner = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    expected, read, write = _codec(inner)
    return (
        expected + " or nothing",
        lambda raw: None if raw is None else read(raw),
        lambda value: None if value is None else write(value),
    )


def _same(value: Any) -> Any:
    return value


def _one_zero(value: float) -> float:
    """Equal numbers are written alike: 2 as 2.0, and minus nought as nought."""
    return value + 0.0


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError
    return clean_text(raw)


def clean_text(raw: str) -> str:
    """Text as the model keeps it: `\\n` line ends, no NUL, no control characters, no lone surrogates."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub("", text))


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _bool(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise TypeError
    return raw


# Beyond it other readers of JSON, and files, no longer tell neighbouring whole numbers apart.
_LARGEST = 2**53


def _int(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or raw != int(raw):
        raise TypeError
    if abs(raw) > _LARGEST:
        raise OverflowError
    return int(raw)


def _float(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise TypeError
    number = float(raw)
    if number - number != 0:
        raise ValueError
    return number


def _frozen_list(raw: Any) -> Any:
    if not isinstance(raw, list | tuple):
        raise TypeError
    return freeze(list(raw))


def _frozen_object(raw: Any) -> Any:
    if not isinstance(raw, dict):
        raise TypeError
    return freeze(raw)


def _list_of_text() -> tuple[str, Callable[[Any], Any], Callable[[Any], Any]]:
    def read(raw: Any) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple):
            raise TypeError
        return tuple(_text(item) for item in raw)

    return "a list of texts", read, list


def _scale(raw: Any) -> Scale:
    if not isinstance(raw, dict):
        raise TypeError
    names = {int(level): _text(name) for level, name in dict(raw.get("names") or {}).items()}
    return Scale(
        _int(raw["min"]),
        _int(raw["max"]),
        FrozenMap(dict(sorted(names.items()))),
        _bool(raw.get("high_is_good", True)),
    )


def _plain_scale(scale: Scale) -> Plain:
    return {
        "min": scale.min,
        "max": scale.max,
        "names": {str(level): name for level, name in sorted(scale.names.items())},
        "high_is_good": scale.high_is_good,
    }


_SIMPLE: dict[Any, tuple[str, Callable[[Any], Any], Callable[[Any], Any]]] = {
    str: ("a text", _text, _same),
    bool: ("true or false", _bool, _same),
    int: ("a whole number", _int, _same),
    float: ("a number", _float, _one_zero),
    bytes: (
        "base64",
        lambda raw: raw if isinstance(raw, bytes) else base64.b64decode(raw, validate=True),
        lambda data: base64.b64encode(data).decode("ascii"),
    ),
    Scale: ("a scale with min and max", _scale, _plain_scale),
}

_FIELDS: dict[type[Entity], tuple[FieldType, ...]] = {cls: _describe(cls) for cls in BY_CLASS}


def _writer(cls: type[Entity], fields: tuple[FieldType, ...]) -> _Writer:
    later = LATER.get(cls, {})
    first = tuple(f for f in fields if f.name not in later)
    names = tuple(f.name for f in first)
    written = tuple((f.name, f.write) for f in first if f.write is not _same)
    return names, attrgetter(*names), written, tuple(f for f in fields if f.name in later)


# Ten thousand cards are hashed at each save: their fields are read at once, and few need changing.
_Writer = tuple[
    tuple[str, ...],
    Callable[[Any], Any],
    tuple[tuple[str, Callable[[Any], Any]], ...],
    tuple[FieldType, ...],
]
_WRITERS: dict[type[Entity], _Writer] = {
    cls: _writer(cls, fields) for cls, fields in _FIELDS.items()
}
