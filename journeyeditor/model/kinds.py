"""The table of kinds: what each is called in files, and which field names its owner."""

from __future__ import annotations

from dataclasses import dataclass

from journeyeditor.model.entities import (
    Card,
    Channel,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Foreign,
    Image,
    Lane,
    LaneKind,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)

CARDLESS = frozenset({LaneKind.EMOTION, LaneKind.DIVIDER})
"""Kinds of lanes that hold no cards."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity: its name in files, its class, the field that names its owner, and its other references."""

    name: str
    cls: type[Entity]
    owner: str = ""
    references: tuple[str, ...] = ()
    ordered: bool = True


# In the order in which files list them: images first (STORAGE: a small edit then changes few blocks).
KINDS: tuple[Kind, ...] = (
    Kind("image", Image, ordered=False),
    Kind("document", DocumentInfo, references=("logo",), ordered=False),
    Kind("persona", Persona, references=("portrait",)),
    Kind("channel", Channel),
    Kind("map", Map, references=("personas",)),
    Kind("stage", Stage, owner="map"),
    Kind("step", Step, owner="stage"),
    Kind("lane", Lane, owner="map", references=("personas",)),
    Kind("card", Card, owner="lane", references=("step", "image")),
    Kind("rating", Rating, owner="card", references=("persona",), ordered=False),
    Kind("quote", Quote, owner="card"),
    Kind("connector", Connector, owner="start", references=("end",), ordered=False),
    Kind("comment", Comment, owner="about", references=("parent",), ordered=False),
    Kind("measure", Measure, owner="stage"),
    Kind("foreign", Foreign, ordered=False),
)

# Fields that came after format 1.0, with the format they came in, in the order of their coming. Where one has its
# default it is not written, and does not count in a hash: an older document stays the same one.
LATER: dict[type[Entity], dict[str, int]] = {
    DocumentInfo: {"brand": 1001},
    Map: {"locked": 1001},
    Lane: {"locked": 1001},
    Card: {"locked": 1001, "hue": 1001},
}

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
BY_CLASS: dict[type[Entity], Kind] = {kind.cls: kind for kind in KINDS}


def kind_of(entity: Entity) -> Kind:
    return BY_CLASS[type(entity)]


def owner_of(entity: Entity) -> str:
    """The key of the entity that this one belongs to, or "" for those that belong to the document itself."""
    kind = BY_CLASS[type(entity)]
    return str(getattr(entity, kind.owner)) if kind.owner else ""
