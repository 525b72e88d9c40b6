"""Making a whole document of entities of which some are missing.

What others refer to is put there again under its own id with the title “Recovered”, so that steps, cards, ratings
and quotes keep their places; what can't be placed is left out. The document's own lineage is kept if it is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    DocumentInfo,
    Entity,
    Lane,
    LaneKind,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Scale,
    Stage,
    Step,
)
from journeyeditor.model.ids import Clock, IdSource
from journeyeditor.model.kinds import KINDS, kind_of
from journeyeditor.model.ordering import is_order_key, key_between
from journeyeditor.model.plain import key_of
from journeyeditor.model.references import REFERRED
from journeyeditor.model.rules import check_all
from journeyeditor.model.scale import WIDEST

# Each round leaves out what still breaks a rule, and mends what that leaves behind.
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """A document that holds every rule; how many entities of each kind were put there anew, and left out.

    `named` counts what was not there but is named by what was: so much at least is missing of each kind.
    """

    document: Document
    made: Counter[str]
    dropped: Counter[str]
    named: Counter[str]


class Mender:
    """Mends one heap of entities. `title` is what is put there anew is called, in the user's language."""

    def __init__(self, ids: IdSource, clock: Clock, title: str) -> None:
        self._ids = ids
        self._clock = clock
        self._title = title
        self._made: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()
        self._items: dict[str, Entity] = {}
        self._end = ""
        self._taken: frozenset[str] = frozenset()

    def mend(self, entities: Iterable[Entity]) -> Mended:
        """A whole document of these. The first of two with one key is kept."""
        for entity in entities:
            if key_of(entity) in self._items:
                self._dropped[kind_of(entity).name] += 1
            else:
                self._items[key_of(entity)] = entity
        lost = {each for each in _named_by(self._items.values()) if each[1] not in self._items}
        self._taken = frozenset(self._items) | {key for _, key in lost}
        named = Counter(_NAMES[cls] for cls, _ in lost if cls in _NAMES)
        for _ in range(_ROUNDS):
            self._complete()
            document = Document(self._items.values())
            broken = {finding.key for finding in check_all(document)}
            if not broken:
                break
            for key in broken:
                self._drop(key)
        else:
            document = Document(self._items.values())
        return Mended(document, self._made, self._dropped, named)

    def _complete(self) -> None:
        if not isinstance(self._items.get(DOCUMENT_KEY), DocumentInfo):
            info = DocumentInfo(id=self._new_id(), title=self._title, created=self._clock())
            self._put(info)
        self._loosen()
        for owners in (self._cards, self._lanes, self._steps, self._stages, self._maps):
            owners()
        self._personas()
        self._drop_dangling()
        self._fill()
        self._mend_values()

    def _put(self, entity: Entity) -> None:
        self._items[key_of(entity)] = entity
        self._made[kind_of(entity).name] += 1

    def _new_id(self) -> str:
        """An id that nothing has or names: what is lost is yet to be put there under the ids that name it."""
        return next(made for made in iter(self._ids.new, None) if made not in self._taken)

    def _drop(self, key: str) -> None:
        gone = self._items.pop(key, None)
        if gone is not None:
            self._dropped[kind_of(gone).name] += 1

    def _all(self, cls: type[Any]) -> list[Any]:
        return [entity for entity in self._items.values() if isinstance(entity, cls)]

    def _missing(self, users: Iterable[Entity], field: str, cls: type[Entity]) -> list[str]:
        """The ids that a field names and that no entity of the kind has, in order."""
        named = {str(getattr(user, field)) for user in users}
        return sorted(key for key in named - {"None", ""} if not self._has(key, cls))

    def _has(self, key: object, cls: type[Entity]) -> bool:
        return isinstance(self._items.get(str(key)), cls)

    def _free(self, keys: Iterable[str]) -> Iterator[str]:
        return (key for key in keys if key not in self._items)

    def _loosen(self) -> None:
        """Takes out references that may be empty and lead to nothing."""
        for (cls, field), wanted in REFERRED.items():
            if (cls, field) in _REMADE:
                continue
            for entity in self._all(cls):
                value = getattr(entity, field)
                kept: object = None
                if isinstance(value, tuple):
                    kept = tuple(key for key in value if self._has(key, wanted))
                elif self._has(value, wanted):
                    kept = value
                if kept != value and (kept is not None or field in _MAY_BE_EMPTY):
                    self._items[key_of(entity)] = replace(entity, **{field: kept})

    def _cards(self) -> None:
        """Quotes and ratings of a lost card keep one to hang on."""
        users = [e for e in self._items.values() if (type(e), "card") in REFERRED]
        lost = self._missing(users, "card", Card)
        for key in self._free(lost):
            lane = next((x.id for x in self._all(Lane) if x.title == self._title), None)
            step = min((x.id for x in self._all(Step)), default=self._new_id())
            lane = lane or self._recovered_lane(step)
            self._put(Card(id=key, lane=lane, step=step, order=self._last(), title=self._title))

    def _recovered_lane(self, step: str) -> str:
        lane = Lane(
            id=self._new_id(),
            map=self._map_of_step(step),
            order=self._last(),
            title=self._title,
            kind=LaneKind.TOUCHPOINT,
        )
        self._put(lane)
        return lane.id

    def _lanes(self) -> None:
        rated = {rating.card for rating in self._all(Rating)}
        cards: dict[str, list[Card]] = {}
        for card in self._all(Card):
            cards.setdefault(card.lane, []).append(card)
        for key in self._free(self._missing(self._all(Card), "lane", Lane)):
            touched = any(card.id in rated for card in cards[key])
            kind = LaneKind.TOUCHPOINT if touched else LaneKind.TEXT
            where = self._map_of_step(cards[key][0].step)
            self._put(Lane(id=key, map=where, order=self._last(), title=self._title, kind=kind))

    def _steps(self) -> None:
        """A lost step stands in a recovered stage of the map of its cards' lane."""
        lanes = {card.step: card.lane for card in self._all(Card)}
        stages: dict[str, str] = {}
        for key in self._free(self._missing(self._all(Card), "step", Step)):
            lane = self._items.get(lanes[key])
            where = lane.map if isinstance(lane, Lane) else self._any_map()
            if where not in stages:
                stage = Stage(id=self._new_id(), map=where, order=self._last(), title=self._title)
                self._put(stage)
                stages[where] = stage.id
            self._put(Step(id=key, stage=stages[where], order=self._last(), title=self._title))

    def _stages(self) -> None:
        users = [e for e in self._items.values() if (type(e), "stage") in REFERRED]
        for key in self._free(self._missing(users, "stage", Stage)):
            order = self._last()
            self._put(Stage(id=key, map=self._any_map(), order=order, title=self._title))

    def _maps(self) -> None:
        users = [*self._all(Stage), *self._all(Lane)]
        for key in self._free(self._missing(users, "map", Map)):
            scale = _scale_for(self._all(Rating))
            self._put(Map(id=key, order=self._last(), title=self._title, scale=scale))

    def _personas(self) -> None:
        for key in self._free(self._missing(self._all(Rating), "persona", Persona)):
            self._put(Persona(id=key, order=self._last(), name=self._title))

    def _drop_dangling(self) -> None:
        """What still refers to nothing can't stay; what hung on that can't either."""
        dangling = [0]
        while dangling:
            dangling.clear()
            for key, entity in list(self._items.items()):
                if self._dangles(entity):
                    self._drop(key)
                    dangling.append(1)

    def _dangles(self, entity: Entity) -> bool:
        kind = kind_of(entity)
        fields = (kind.owner, *kind.references) if kind.owner else kind.references
        for field in fields:
            value = getattr(entity, field)
            targets = value if isinstance(value, tuple) else (value,)
            wanted = REFERRED[kind.cls, field]
            if any(target is not None and not self._has(target, wanted) for target in targets):
                return True
        return False

    def _fill(self) -> None:
        """A map has a stage, a stage a step."""
        staged = {stage.map for stage in self._all(Stage)}
        for the_map in self._all(Map):
            if the_map.id not in staged:
                self._put(
                    Stage(id=self._new_id(), map=the_map.id, order=self._last(), title=self._title)
                )
        stepped = {step.stage for step in self._all(Step)}
        for stage in self._all(Stage):
            if stage.id not in stepped:
                self._put(
                    Step(id=self._new_id(), stage=stage.id, order=self._last(), title=self._title)
                )

    def _mend_values(self) -> None:
        """Places that are none, and spans beyond the end of a map that lost its last steps."""
        document = Document(self._items.values())
        room: dict[str, int] = {}
        for the_map in document.maps:
            steps = document.map_steps(the_map.id)
            room |= {step.id: len(steps) - i for i, step in enumerate(steps)}
        for entity in document.values():
            order = getattr(entity, "order", None)
            changes: dict[str, Any] = {}
            if kind_of(entity).ordered and order is not None and not is_order_key(order):
                changes["order"] = self._last()
            if isinstance(entity, Card) and not 1 <= entity.span <= room.get(entity.step, 1):
                changes["span"] = max(1, min(entity.span, room.get(entity.step, 1)))
            if changes:
                self._items[key_of(entity)] = replace(entity, **changes)

    def _map_of_step(self, step: str) -> str:
        found = self._items.get(step)
        stage = self._items.get(found.stage) if isinstance(found, Step) else None
        return stage.map if isinstance(stage, Stage) else self._any_map()

    def _any_map(self) -> str:
        """The first map, also one that is only named so far, else a new one."""
        maps = [entity.id for entity in self._all(Map)]
        named = [entity.map for cls in (Lane, Stage) for entity in self._all(cls)]
        return min(maps or named, default="") or self._new_map()

    def _new_map(self) -> str:
        made = Map(
            id=self._new_id(),
            order=self._last(),
            title=self._title,
            scale=_scale_for(self._all(Rating)),
        )
        self._put(made)
        return made.id

    def _last(self) -> str:
        """A key behind all those that were there, so that what is recovered stands at the end."""
        self._end = key_between(self._end or self._highest(), None, self._ids)
        return self._end

    def _highest(self) -> str | None:
        orders = (getattr(entity, "order", "") for entity in self._items.values())
        return max((order for order in orders if order and is_order_key(order)), default=None)


# References to what is put there again rather than given up.
_REMADE = frozenset(
    {
        (Stage, "map"),
        (Step, "stage"),
        (Measure, "stage"),
        (Lane, "map"),
        (Card, "lane"),
        (Card, "step"),
        (Rating, "card"),
        (Rating, "persona"),
        (Quote, "card"),
    }
)
_MAY_BE_EMPTY = frozenset({"image", "portrait", "logo", "parent"})
_NAMES: dict[type[Entity], str] = {kind.cls: kind.name for kind in KINDS}


def _named_by(entities: Iterable[Entity]) -> Iterator[tuple[type[Entity], str]]:
    """What these refer to: the kind of entity that is wanted, and its id."""
    for entity in entities:
        for (cls, field_name), wanted in REFERRED.items():
            value = getattr(entity, field_name) if isinstance(entity, cls) else None
            for key in value if isinstance(value, tuple) else (value,):
                if key:
                    yield wanted, str(key)


def _scale_for(ratings: list[Rating]) -> Scale:
    """A scale that holds what was rated, as near to the usual one as can be."""
    values = [v for r in ratings for v in (r.value, r.low, r.high) if v is not None]
    low = min([-2, *(floor(value) for value in values)])
    high = max([2, *(ceil(value) for value in values)])
    return Scale(low, min(high, low + WIDEST))
