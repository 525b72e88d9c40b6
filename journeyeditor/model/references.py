"""Which field refers to which kind of entity, and who refers to a given one.

References go from the part to the whole. Those to an owner, and a card's to its step, are indexed by `Document`;
the others are found by looking through the kinds that can hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Channel,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.kinds import KINDS
from journeyeditor.model.plain import key_of

Field = tuple[type[Entity], str]

# What a field refers to, which must exist.
REFERRED: dict[Field, type[Entity]] = {
    (Stage, "map"): Map,
    (Step, "stage"): Stage,
    (Lane, "map"): Map,
    (Lane, "personas"): Persona,
    (Card, "lane"): Lane,
    (Card, "step"): Step,
    (Card, "image"): Image,
    (Rating, "card"): Card,
    (Rating, "persona"): Persona,
    (Quote, "card"): Card,
    (Connector, "start"): Card,
    (Connector, "end"): Card,
    (Comment, "about"): Entity,
    (Comment, "parent"): Comment,
    (Measure, "stage"): Stage,
    (Map, "personas"): Persona,
    (Persona, "portrait"): Image,
    (DocumentInfo, "logo"): Image,
}

# A channel may also be one of those built in, which no document holds.
NAMED: dict[Field, type[Entity]] = {(Card, "channel"): Channel}

# What can't do without the other end of such a reference, as it can't do without its owner.
BELONGING: frozenset[Field] = frozenset(
    {(Card, "step"), (Connector, "end"), (Rating, "persona"), (Comment, "parent")}
)

_INDEXED: frozenset[Field] = frozenset(
    {(kind.cls, kind.owner) for kind in KINDS if kind.owner} | {(Card, "step")}
)


def owned_by(document: Document, key: str) -> Iterator[Entity]:
    """What belongs to the entity with this key as to its owner."""
    for kind in KINDS:
        if kind.owner:
            yield from document.children(kind.cls, key)


def referring(document: Document, gone: Iterable[Entity]) -> Iterator[tuple[Entity, str]]:
    """Everything that refers to one of these otherwise than to its owner, with the field that does."""
    listed = list(gone)
    for entity in listed:
        if isinstance(entity, Step):
            yield from ((card, "step") for card in document.cards_at(entity.id))
    keys = {key_of(entity) for entity in listed}
    fields = _searched({type(entity) for entity in listed})
    if not fields:
        return
    for entity in document.values():
        for name in fields.get(type(entity), ()):
            if _names(getattr(entity, name), keys):
                yield entity, name


def _searched(wanted: set[type[Entity]]) -> dict[type[Entity], list[str]]:
    """The fields without an index that may refer to entities of these kinds."""
    fields: dict[type[Entity], list[str]] = {}
    for (cls, name), target in (REFERRED | NAMED).items():
        if target in wanted and (cls, name) not in _INDEXED:
            fields.setdefault(cls, []).append(name)
    return fields


def _names(value: Any, keys: set[str]) -> bool:
    return not keys.isdisjoint(value) if isinstance(value, tuple) else value in keys
