"""The snapshot: all entities of a document at one moment, with look-ups. Never changed, only succeeded.

`Document.replaced` makes the next snapshot and brings its indexes along, touching only the owners that changed,
so that an edit among ten thousand cards costs little more than copying two dictionaries.
"""

from __future__ import annotations

import hashlib
import json
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast, overload

from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    Layer,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
    rating_key,
)
from journeyeditor.model.entities import Channel as ChannelEntity
from journeyeditor.model.kinds import owner_of
from journeyeditor.model.plain import key_of, kind_name, to_plain

E = TypeVar("E", bound=Entity)
T = TypeVar("T")
_Place = tuple[type[Entity], str]
_Index = dict[_Place, tuple[str, ...]]


class Document(Mapping[str, Entity]):
    """A mapping of key -> entity, with children in document order. Compare with `==`; share freely."""

    __slots__ = ("_children", "_items", "_starts_at")

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._items: dict[str, Entity] = {key_of(entity): entity for entity in entities}
        self._children: _Index = _index(self._items)
        self._starts_at: dict[str, tuple[str, ...]] = _cards_by_step(self._items)

    @classmethod
    def _made(
        cls, items: dict[str, Entity], children: _Index, starts: dict[str, tuple[str, ...]]
    ) -> Document:
        document = cls.__new__(cls)
        document._items, document._children, document._starts_at = items, children, starts
        return document

    def __getitem__(self, key: str) -> Entity:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    # Those of `Mapping` go through `__getitem__`, which takes several times as long.

    @overload
    def get(self, key: str, /) -> Entity | None: ...
    @overload
    def get(self, key: str, /, default: Entity | T) -> Entity | T: ...
    def get(self, key: str, /, default: Entity | T | None = None) -> Entity | T | None:
        return self._items.get(key, default)

    def values(self) -> ValuesView[Entity]:
        return self._items.values()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and (self is other or self._items == other._items)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Document {self.info.title!r}, {len(self)} entities>"

    def find(self, cls: type[E], key: str | None) -> E | None:
        """The entity of this kind with this key, or None."""
        entity = self._items.get(key) if key is not None else None
        return entity if isinstance(entity, cls) else None

    def one(self, cls: type[E], key: str) -> E:
        """The entity of this kind with this key. Raises KeyError where there is none."""
        entity = self._items[key]
        if not isinstance(entity, cls):
            raise KeyError(key)
        return entity

    def all(self, cls: type[E]) -> Iterator[E]:
        """Every entity of a kind, in no particular order."""
        return (entity for entity in self._items.values() if isinstance(entity, cls))

    def children(self, cls: type[E], owner: str = "") -> tuple[E, ...]:
        """The entities of a kind that belong to `owner`, in document order ("" : to the document itself)."""
        keys = self._children.get((cls, owner))
        return cast("tuple[E, ...]", tuple(map(self._items.__getitem__, keys)) if keys else ())

    @property
    def info(self) -> DocumentInfo:
        return cast("DocumentInfo", self._items[DOCUMENT_KEY])

    @property
    def last_change(self) -> str:
        """When anything in the document last changed, as `ids.utc_text` writes it; "" where nothing tells."""
        return max((entity.modified for entity in self._items.values()), default="") or (
            self.info.created
        )

    @property
    def maps(self) -> tuple[Map, ...]:
        return self.children(Map)

    @property
    def personas(self) -> tuple[Persona, ...]:
        return self.children(Persona)

    @property
    def channels(self) -> tuple[ChannelEntity, ...]:
        return self.children(ChannelEntity)

    @property
    def images(self) -> tuple[Image, ...]:
        return self.children(Image)

    def stages(self, map_id: str) -> tuple[Stage, ...]:
        return self.children(Stage, map_id)

    def steps(self, stage_id: str) -> tuple[Step, ...]:
        return self.children(Step, stage_id)

    def lanes(self, map_id: str) -> tuple[Lane, ...]:
        return self.children(Lane, map_id)

    def cards(self, lane_id: str) -> tuple[Card, ...]:
        """The cards of a lane, ordered by their own keys (steps aside)."""
        return self.children(Card, lane_id)

    def cards_at(self, step_id: str) -> tuple[Card, ...]:
        """All cards, of whichever lane, that begin at a step."""
        return cast(
            "tuple[Card, ...]", tuple(self._items[k] for k in self._starts_at.get(step_id, ()))
        )

    def cell(self, lane_id: str, step_id: str) -> tuple[Card, ...]:
        """The cards that begin in one cell, in order."""
        cards = (card for card in self.cards_at(step_id) if card.lane == lane_id)
        return tuple(sorted(cards, key=lambda card: (card.order, card.id)))

    def quotes(self, card_id: str) -> tuple[Quote, ...]:
        return self.children(Quote, card_id)

    def ratings(self, card_id: str) -> tuple[Rating, ...]:
        return self.children(Rating, card_id)

    def rating(self, card_id: str, persona: str | None, layer: Layer = Layer.NOW) -> Rating | None:
        return self.find(Rating, rating_key(card_id, persona, layer))

    def connectors(self, card_id: str) -> tuple[Connector, ...]:
        """The connectors that start at a card."""
        return self.children(Connector, card_id)

    def comments(self, about: str) -> tuple[Comment, ...]:
        return self.children(Comment, about)

    def measures(self, stage_id: str) -> tuple[Measure, ...]:
        return self.children(Measure, stage_id)

    def map_steps(self, map_id: str) -> tuple[Step, ...]:
        """All steps of a map from first to last, stage by stage."""
        return tuple(step for stage in self.stages(map_id) for step in self.steps(stage.id))

    def map_of(self, entity: Entity) -> Map | None:
        """The map that a stage, step, lane, card or anything on a card stands on."""
        seen: Entity | None = entity
        passed: set[str] = set()
        while seen is not None and not isinstance(seen, Map):
            key = key_of(seen)
            # A foreign file may hold things that belong to one another in a ring.
            if key in passed:
                return None
            passed.add(key)
            seen = self._items.get(owner_of(seen))
        return seen

    def replaced(self, changes: Mapping[str, Entity | None]) -> Document:
        """The next snapshot: these keys hold these entities now (None: nothing)."""
        items = dict(self._items)
        rows: _Moves[_Place] = {}
        starts: _Moves[str] = {}
        for key, after in changes.items():
            before = items.get(key)
            if _rank(before) != _rank(after) or _place(before) != _place(after):
                _note(rows, key, _place(before), _place(after))
            if _start(before) != _start(after):
                _note(starts, key, _start(before), _start(after))
            if after is None:
                items.pop(key, None)
            else:
                items[key] = after
        children = _rearranged(self._children, rows, lambda key: (_rank(items[key]), key))
        return Document._made(items, children, _rearranged(self._starts_at, starts, str))


@dataclass(slots=True)
class _Move:
    """Which keys leave a row of an index, and which come to it."""

    left: set[str] = field(default_factory=set)
    came: list[str] = field(default_factory=list)


P = TypeVar("P")
_Moves = dict[P, _Move]
_Rank = Callable[[str], Any]

# Up to so many arrivals are put in their places one by one; for more the whole row is sorted.
_FEW = 8


def _note(moves: _Moves[P], key: str, before: P | None, after: P | None) -> None:
    if before is not None:
        moves.setdefault(before, _Move()).left.add(key)
    if after is not None:
        moves.setdefault(after, _Move()).came.append(key)


def _place(entity: Entity | None) -> _Place | None:
    return None if entity is None else (type(entity), owner_of(entity))


def _start(entity: Entity | None) -> str | None:
    return entity.step if isinstance(entity, Card) else None


def _rank(entity: Entity | None) -> str:
    return getattr(entity, "order", "")


def _rearranged(
    index: dict[P, tuple[str, ...]], moves: _Moves[P], rank: _Rank
) -> dict[P, tuple[str, ...]]:
    if not moves:
        return index
    arranged = dict(index)
    for place, move in moves.items():
        row = _row(index.get(place, ()), move, rank)
        if row:
            arranged[place] = row
        else:
            arranged.pop(place, None)
    return arranged


def _row(row: tuple[str, ...], move: _Move, rank: _Rank) -> tuple[str, ...]:
    kept = [key for key in row if key not in move.left]
    if len(move.came) > _FEW:
        return tuple(sorted([*kept, *move.came], key=rank))
    for key in move.came:
        insort(kept, key, key=rank)
    return tuple(kept)


def _sorted(items: dict[str, Entity], keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys, key=lambda key: (_rank(items[key]), key)))


def _index(items: dict[str, Entity]) -> _Index:
    found: dict[_Place, list[str]] = {}
    for key, entity in items.items():
        found.setdefault((type(entity), owner_of(entity)), []).append(key)
    return {place: _sorted(items, keys) for place, keys in found.items()}


def _cards_by_step(items: dict[str, Entity]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, entity in items.items():
        if isinstance(entity, Card):
            found.setdefault(entity.step, []).append(key)
    return {step: tuple(sorted(keys)) for step, keys in found.items()}


def content_hash(document: Document) -> str:
    """sha256 over all entities in order of kind and key, each as UTF-8 JSON with sorted keys.

    Two documents have the same hash exactly if they hold the same content; revisions and journal do not count.
    An image's bytes are told by its key, which is their own sha256.
    """
    digest = hashlib.sha256()
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
    for name, key, entity in sorted((kind_name(e), k, e) for k, e in document.items()):
        plain = to_plain(replace(entity, data=b"") if isinstance(entity, Image) else entity)
        if isinstance(entity, Image):
            del plain["data"]
        digest.update(encode([name, key, plain]).encode("utf-8") + b"\n")
    return digest.hexdigest()
