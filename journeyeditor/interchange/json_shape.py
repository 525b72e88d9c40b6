"""The shape of the open JSON form, as a table: what stands inside what, and which names differ from the model's.

Writer, reader, schema and documentation follow this table; the fields themselves come from the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

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
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.kinds import BY_CLASS
from journeyeditor.model.plain import FieldType, fields_of

FORMAT = "journey"
VERSION = 1

# Extras whose names are taken in this form stand in an object of this name.
EXTRAS = "extras"
# Unknown keys of a scale, which has no extras of its own, are kept with the map under this name.
SCALE_EXTRAS = "scale_extras"


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """How one kind is written; there is one of each.

    `names` maps model fields to JSON names where they differ; `implied` are fields that the nesting tells and
    that are not written; `parts` are the arrays inside, JSON name -> kind; `own_keys` belong to the form itself.
    """

    cls: type[Entity]
    implied: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, type[Entity]], ...] = ()
    own_keys: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return BY_CLASS[self.cls].name

    def json_name(self, field: str) -> str:
        return dict(self.names).get(field, field)

    def fields(self) -> tuple[tuple[str, FieldType], ...]:
        """The fields that are written, each under its JSON name, in the model's order."""
        return _written(self)

    def references(self) -> tuple[Reference, ...]:
        """Those of them that refer to something."""
        return _references(self)

    def taken(self) -> frozenset[str]:
        """Every key that means something here, so that no unknown field can have it."""
        return _taken(self)


class Reference(NamedTuple):
    """A field that refers to something of a kind, which may be gone or elsewhere where it is loose."""

    name: str
    field: FieldType
    wanted: type[Entity]
    loose: bool


# Asked for every object of a file, and always the same.
@cache
def _written(shape: Shape) -> tuple[tuple[str, FieldType], ...]:
    fields = _fields(shape.cls)
    return tuple((shape.json_name(f.name), f) for f in fields if f.name not in shape.implied)


@cache
def _references(shape: Shape) -> tuple[Reference, ...]:
    cls = shape.cls
    return tuple(
        Reference(name, spec, REFERENCES[cls, spec.name], (cls, spec.name) in LOOSE)
        for name, spec in shape.fields()
        if (cls, spec.name) in REFERENCES
    )


@cache
def _taken(shape: Shape) -> frozenset[str]:
    own = {EXTRAS, *shape.own_keys, *shape.implied, *(name for name, _ in shape.parts)}
    own |= {name for name, _ in shape.fields()}
    own |= {f.name for f in _fields(shape.cls)}
    return frozenset(own)


def _fields(cls: type[Entity]) -> tuple[FieldType, ...]:
    return tuple(f for f in fields_of(cls) if not (cls is Foreign and f.name == "kind_name"))


SHAPES: dict[type[Entity], Shape] = {
    shape.cls: shape
    for shape in (
        Shape(
            DocumentInfo,
            parts=(
                ("personas", Persona),
                ("channels", Channel),
                ("images", Image),
                ("maps", Map),
                ("comments", Comment),
                ("foreign", Foreign),
            ),
            own_keys=("format", "version"),
        ),
        Shape(Persona),
        Shape(Channel),
        Shape(Image, names=(("id", "key"),), own_keys=("file",)),
        Shape(
            Map,
            parts=(
                ("stages", Stage),
                ("lanes", Lane),
                ("cards", Card),
                ("connectors", Connector),
                ("comments", Comment),
            ),
        ),
        Shape(Stage, implied=("map",), parts=(("steps", Step), ("measures", Measure))),
        Shape(Step, implied=("stage",)),
        Shape(Lane, implied=("map",)),
        Shape(Card, parts=(("ratings", Rating), ("quotes", Quote))),
        Shape(Rating, implied=("id", "card")),
        Shape(Quote, implied=("card",)),
        Shape(Connector, names=(("start", "from"), ("end", "to"))),
        Shape(Comment),
        Shape(Measure, implied=("stage",)),
        Shape(Foreign, own_keys=("kind",)),
    )
}

# What a field refers to. `Entity` stands for any kind. Of the loose ones the target may be gone or elsewhere.
REFERENCES: dict[tuple[type[Entity], str], type[Entity]] = {
    (DocumentInfo, "logo"): Image,
    (Persona, "portrait"): Image,
    (Map, "origin"): Map,
    (Map, "personas"): Persona,
    (Lane, "personas"): Persona,
    (Card, "lane"): Lane,
    (Card, "step"): Step,
    (Card, "channel"): Channel,
    (Card, "image"): Image,
    (Card, "link"): Map,
    (Card, "origin"): Card,
    (Rating, "persona"): Persona,
    (Connector, "start"): Card,
    (Connector, "end"): Card,
    (Comment, "about"): Entity,
    (Comment, "parent"): Comment,
}
LOOSE = frozenset({(Map, "origin"), (Card, "channel"), (Card, "link"), (Card, "origin")})
