"""Writes a document in the open JSON form: everything it holds, in document order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from journeyeditor.interchange.json_shape import (
    EXTRAS,
    FORMAT,
    SCALE_EXTRAS,
    SHAPES,
    VERSION,
    Shape,
)
from journeyeditor.model.document import Document
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
from journeyeditor.model.frozen import thaw
from journeyeditor.model.kinds import LATER, owner_of

# Above this a float is no longer written as a whole number, as it would fill lines with digits.
_WHOLE_UP_TO = 1e15

Plain = dict[str, Any]


def write_json(document: Document) -> str:
    """The document as text: one object, indented, non-ASCII as it is, with a newline at the end."""
    return json.dumps(plain_document(document), ensure_ascii=False, indent=1) + "\n"


def plain_document(document: Document) -> Plain:
    """The document as dictionaries and lists, ready for `json`."""
    return {
        "format": FORMAT,
        "version": VERSION,
        **_Writer(document).written(document.info),
    }


class _Writer:
    """Walks one document from the whole to its parts."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._comments = _comments_by_map(document)

    def written(self, entity: Entity) -> Plain:
        shape = SHAPES[type(entity)]
        plain = {**_head(entity), **_plain_fields(shape, entity)}
        _add_extras(plain, shape, entity)
        for name, cls in shape.parts:
            parts = _PARTS[shape.cls, cls](self, entity)
            plain[name] = [self.written(part) for part in parts]
        return plain

    def children(self, cls: type[Entity], owner: Entity) -> Iterable[Entity]:
        return self._document.children(cls, "" if isinstance(owner, DocumentInfo) else owner.id)

    def cards(self, the_map: Entity) -> list[Card]:
        lanes = self._document.lanes(the_map.id)
        return [card for lane in lanes for card in self._document.cards(lane.id)]

    def connectors(self, the_map: Entity) -> list[Connector]:
        return [c for card in self.cards(the_map) for c in self._document.connectors(card.id)]

    def comments(self, owner: Entity) -> list[Comment]:
        return self._comments.get("" if isinstance(owner, DocumentInfo) else owner.id, [])


Parts = Callable[[_Writer, Entity], Iterable[Entity]]


def _children(cls: type[Entity]) -> Parts:
    return lambda writer, owner: writer.children(cls, owner)


_PARTS: dict[tuple[type[Entity], type[Entity]], Parts] = {
    **{(DocumentInfo, cls): _children(cls) for cls in (Persona, Channel, Image, Map, Foreign)},
    **{(Map, cls): _children(cls) for cls in (Stage, Lane)},
    **{(Stage, cls): _children(cls) for cls in (Step, Measure)},
    **{(Card, cls): _children(cls) for cls in (Rating, Quote)},
    (Map, Card): _Writer.cards,
    (Map, Connector): _Writer.connectors,
    (Map, Comment): _Writer.comments,
    (DocumentInfo, Comment): _Writer.comments,
}


def _comments_by_map(document: Document) -> dict[str, list[Comment]]:
    """The comments on each map and its parts by the map's id, the others under ""; oldest first."""
    found: dict[str, list[Comment]] = {}
    for comment in sorted(document.all(Comment), key=lambda c: (c.time, c.id)):
        found.setdefault(_map_about(document, comment), []).append(comment)
    return found


def _map_about(document: Document, comment: Comment) -> str:
    seen: set[str] = set()
    at: Entity | None = comment
    while at is not None and not isinstance(at, Map | DocumentInfo) and at.id not in seen:
        seen.add(at.id)
        at = document.get(owner_of(at))
    return at.id if isinstance(at, Map) else ""


def _head(entity: Entity) -> Plain:
    return {"kind": entity.kind_name} if isinstance(entity, Foreign) else {}


def _plain_fields(shape: Shape, entity: Entity) -> Plain:
    """The fields under their JSON names; those that came after format 1.0 only where they say something."""
    values = ((name, f, getattr(entity, f.name)) for name, f in shape.fields())
    later = LATER.get(shape.cls, {})
    said = (each for each in values if each[1].name not in later or each[2] != each[1].default)
    return {name: _shorter(f.write(value)) for name, f, value in said}


def _shorter(value: Any) -> Any:
    """Whole numbers without `.0`, as a person would write them."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE_UP_TO:
        return int(value)
    return value


def _add_extras(plain: Plain, shape: Shape, entity: Entity) -> None:
    taken = shape.taken()
    clashing: Plain = {}
    for name, value in thaw(entity.extras).items():
        if name == SCALE_EXTRAS and isinstance(entity, Map) and _joins(value, plain["scale"]):
            plain["scale"] |= value
        elif name in taken:
            clashing[name] = value
        else:
            plain[name] = value
    if clashing:
        plain[EXTRAS] = clashing


def _joins(value: Any, scale: Plain) -> bool:
    return isinstance(value, dict) and bool(value) and not value.keys() & scale.keys()
