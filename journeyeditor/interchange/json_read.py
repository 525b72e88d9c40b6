"""Reads a document from the open JSON form, written by this program or by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn

from journeyeditor.interchange.json_references import Names
from journeyeditor.interchange.json_shape import (
    EXTRAS,
    FORMAT,
    REFERENCES,
    SCALE_EXTRAS,
    SHAPES,
    VERSION,
    Shape,
)
from journeyeditor.interchange.json_text import parse
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Comment,
    DocumentInfo,
    Entity,
    Foreign,
    Image,
    Layer,
    Map,
    Rating,
    rating_key,
)
from journeyeditor.model.frozen import FrozenMap, freeze
from journeyeditor.model.ids import Clock, IdSource, is_id
from journeyeditor.model.kinds import BY_NAME
from journeyeditor.model.messages import N_, Message, Refused, Translate, untranslated
from journeyeditor.model.ordering import is_order_key, sequence
from journeyeditor.model.plain import FieldType
from journeyeditor.model.rules import check_all

Plain = dict[str, Any]
ReadFile = Callable[[str], bytes]

_NO_OBJECT = N_(
    "A journey in JSON is one object with “format”: “journey”; this file holds {found}."
)
_NO_JOURNEY = N_(
    "This JSON file is no journey: its “format” should be “journey”, but it is {found}."
)
_NEWER = N_("This JSON file has version {found}; this program reads version {known}.")
_EXPECTED = N_("{where} should be {expected}, but it is {found}.")
_MISSING = N_("{where} has no “{name}”.")
_TWICE = N_("{where} is “{value}”, which something else in this file has already.")
_NO_FILE = N_(
    "{where} names the file “{found}”, which can't be read from here; use “data” instead."
)
_CIRCLE = N_("{where} is a comment about itself.")


@dataclass(slots=True)
class _Node:
    """One object of the file on its way to becoming an entity."""

    shape: Shape
    raw: Plain
    where: str
    owner: _Node | None
    key: str = ""
    order: str = ""
    resolved: Plain = field(default_factory=dict)

    def at(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name


@dataclass(frozen=True, slots=True)
class _Located(Message):
    """A sentence about one place of the file."""

    where: str = ""

    def text(self, translate: Translate = untranslated) -> str:
        # Two-argument super: a dataclass with slots is made anew, and the short form would miss it.
        sentence = Message.text(self, translate)
        return f"{self.where}: {sentence}" if self.where else sentence


def read_json(
    text: str, ids: IdSource, clock: Clock, read_file: ReadFile | None = None
) -> Document:
    """The document that a text in the open JSON form describes.

    Ids of 32 hex digits are kept; any other text that is used as an id is replaced by a new one wherever it
    stands. What has no date of its own gets the document's, and where it says none the clock's, so that reading
    the same text twice tells the same dates. `read_file` gives the bytes of pictures that name a file; without it
    such pictures are refused.

    Raises `Refused` with a sentence that names the place for everything that is not such a document.
    """
    root = parse(text)
    _check_head(root)
    return _Reader(ids, clock, read_file).document(root)


def _check_head(root: Any) -> None:
    if not isinstance(root, dict):
        raise Refused(_NO_OBJECT, found=_shown(root))
    if root.get("format") != FORMAT:
        raise Refused(_NO_JOURNEY, found=_shown(root.get("format")))
    version = root.get("version", VERSION)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        expected = N_("a whole number")
        raise Refused(_EXPECTED, where="version", expected=expected, found=_shown(version))
    if version > VERSION:
        raise Refused(_NEWER, found=version, known=VERSION)


def _shown(raw: Any) -> str:
    text = json.dumps(raw, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"


class _Reader:
    """One pass over a file: finds the objects, gives them keys, resolves what they name, makes entities."""

    def __init__(self, ids: IdSource, clock: Clock, read_file: ReadFile | None) -> None:
        self._ids = ids
        self._now = clock()
        self._read_file = read_file
        self._names = Names()
        self._nodes: list[_Node] = []

    def document(self, root: Plain) -> Document:
        self._now = _own_date(root) or self._now
        self._collect(_Node(SHAPES[DocumentInfo], root, "", None))
        for node in self._nodes:
            self._give_key(node)
        for node in self._nodes:
            self._resolve(node)
        self._check_circles()
        self._give_orders()
        entities = [self._entity(node) for node in self._nodes]
        return self._checked(Document(entities))

    def _checked(self, document: Document) -> Document:
        for finding in check_all(document):
            where = next((node.where for node in self._nodes if node.key == finding.key), "")
            said = finding.message
            raise Refused(_Located(said.key, said.values, said.figures, where))
        return document

    def _collect(self, node: _Node) -> None:
        self._nodes.append(node)
        for name, cls in node.shape.parts:
            for index, raw in enumerate(_list(node, name)):
                where = f"{node.at(name)}[{index}]"
                if not isinstance(raw, dict):
                    _refuse_type(where, N_("an object"), raw)
                self._collect(_Node(SHAPES[cls], raw, where, node))

    def _give_key(self, node: _Node) -> None:
        cls = node.shape.cls
        if cls is Rating:
            return  # made of what it is about, once that is known
        name = node.shape.json_name("id")
        given = node.raw.get(name, "")
        if not isinstance(given, str):
            _refuse_type(node.at(name), N_("a text"), given)
        if cls is Image:
            self._load_image(node)
            key = hashlib.sha256(node.resolved["data"]).hexdigest()
        else:
            kept = is_id(given) or (cls is Foreign and given)
            key = given if kept else self._ids.new()
        node.resolved["id"] = key
        node.key = DOCUMENT_KEY if cls is DocumentInfo else key
        if not self._names.add(cls, given, node.key):
            raise Refused(_TWICE, where=node.at(name), value=given or key)

    def _load_image(self, node: _Node) -> None:
        name = node.raw.get("file")
        if "data" in node.raw:
            data = next(f for f_name, f in node.shape.fields() if f_name == "data")
            node.resolved["data"] = self._value(node, "data", data)
        elif isinstance(name, str) and self._read_file is not None:
            node.resolved["data"] = self._read_file(name)
        elif name is not None:
            raise Refused(_NO_FILE, where=node.at("file"), found=name)
        else:
            raise Refused(_MISSING, where=node.where, name="data")

    def _resolve(self, node: _Node) -> None:
        if node.shape.cls is Rating:
            self._resolve_rating(node)
        for name, spec, wanted, loose in node.shape.references():
            if spec.name not in node.resolved:
                value = self._value(node, name, spec)
                node.resolved[spec.name] = self._names.targets(wanted, value, node.at(name), loose)

    def _resolve_rating(self, node: _Node) -> None:
        assert node.owner is not None
        fields = {spec.name: (name, spec) for name, spec in node.shape.fields()}
        given = self._value(node, *fields["persona"])
        layer: Layer = self._value(node, *fields["layer"])
        wanted = REFERENCES[Rating, "persona"]
        persona = self._names.targets(wanted, given, node.at("persona"), loose=False)
        node.key = rating_key(node.owner.key, persona, layer)
        node.resolved |= {"id": node.key, "persona": persona}
        local = rating_key(str(node.owner.raw.get("id", "")), given, layer)
        if not self._names.add(Rating, local, node.key):
            raise Refused(_TWICE, where=node.where, value=local)

    def _check_circles(self) -> None:
        comments = [node for node in self._nodes if node.shape.cls is Comment]
        for name in ("about", "parent"):
            links = {node.key: node.resolved[name] for node in comments}
            circle = _in_circle(links)
            for node in comments:
                if node.key == circle:
                    raise Refused(_CIRCLE, where=node.where)

    def _give_orders(self) -> None:
        """Keeps the order keys of a row if all of them are good, else makes them anew from the array."""
        rows: dict[tuple[type[Entity], str], list[_Node]] = {}
        for node in self._nodes:
            if "order" in node.shape.taken():
                rows.setdefault((node.shape.cls, _owner_key(node)), []).append(node)
        for row in rows.values():
            given = [node.raw.get("order") for node in row]
            if not all(isinstance(order, str) and is_order_key(order) for order in given):
                given = [*sequence(len(row), self._ids)]
            for node, order in zip(row, given, strict=True):
                node.resolved["order"] = order

    def _entity(self, node: _Node) -> Entity:
        cls = node.shape.cls
        values: Plain = {}
        if node.owner is not None:
            values |= {name: node.owner.key for name in node.shape.implied if name != "id"}
        values |= node.resolved
        for name, spec in node.shape.fields():
            if spec.name not in values:
                read = self._value if name in node.raw else self._absent
                values[spec.name] = read(node, name, spec)
        values["id"] = node.resolved["id"]
        values.setdefault("modified", self._now)
        values["extras"] = _extras(node)
        if cls is Foreign:
            values["kind_name"] = _foreign_kind(node)
        return cls(**values)

    def _absent(self, node: _Node, name: str, spec: FieldType) -> Any:
        times = spec.name == "modified" or (node.shape.cls, spec.name) == (DocumentInfo, "created")
        if times:
            return self._now
        if spec.required:
            raise Refused(_MISSING, where=node.where, name=name)
        return spec.default

    def _value(self, node: _Node, name: str, spec: FieldType) -> Any:
        raw = node.raw.get(name, node)
        if raw is node:
            return self._absent(node, name, spec)
        try:
            return spec.read(raw)
        except (TypeError, ValueError, AttributeError, KeyError, OverflowError):
            _refuse_type(node.at(name), spec.expected, raw)


def _own_date(root: Plain) -> str:
    """When the document last changed, else when it began; "" where it says neither."""
    for name in ("modified", "created"):
        said: str = root.get(name, "")
        # Anything else is kept where it stands, but is no time for the others.
        with suppress(TypeError, ValueError):
            datetime.fromisoformat(said)
            return said
    return ""


def _in_circle(links: dict[str, str | None]) -> str | None:
    """A key from which the links lead back to itself, if there is one."""
    safe: set[str] = set()
    for start in links:
        path: set[str] = set()
        at: str | None = start
        while at in links and at not in safe:
            if at in path:
                return at
            path.add(at)
            at = links[at]
        safe |= path
    return None


def _owner_key(node: _Node) -> str:
    if node.shape.cls is Card:
        return str(node.resolved["lane"])
    return node.owner.key if node.owner is not None else ""


def _list(node: _Node, name: str) -> list[Any]:
    found = node.raw.get(name, [])
    if not isinstance(found, list):
        _refuse_type(node.at(name), N_("a list"), found)
    return found


def _refuse_type(where: str, expected: str, raw: Any) -> NoReturn:
    raise Refused(_EXPECTED, where=where, expected=expected, found=_shown(raw))


def _extras(node: _Node) -> FrozenMap[str, Any]:
    taken = node.shape.taken()
    extras = {name: value for name, value in node.raw.items() if name not in taken}
    extras |= _clashing(node)
    if node.shape.cls is Map and isinstance(node.raw.get("scale"), dict):
        known = {"min", "max", "names", "high_is_good"}
        more = {name: value for name, value in node.raw["scale"].items() if name not in known}
        extras |= {SCALE_EXTRAS: more} if more else {}
    return FrozenMap({name: freeze(value) for name, value in extras.items()})


def _clashing(node: _Node) -> Plain:
    found = node.raw.get(EXTRAS, {})
    if not isinstance(found, dict):
        _refuse_type(node.at(EXTRAS), N_("an object"), found)
    return dict(found)


def _foreign_kind(node: _Node) -> str:
    kind = node.raw.get("kind")
    if not isinstance(kind, str) or not kind or kind in BY_NAME:
        _refuse_type(node.at("kind"), N_("the name of a kind that is not one of this form"), kind)
    return str(kind)
