"""What the outline reads at a moment: the document, the map, and the places of its steps and lanes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from journeyeditor.layout.curve import series_of
from journeyeditor.model.entities import (
    Card,
    Channel,
    Connector,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    LaneKind,
    Layer,
    Map,
    Persona,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_
from journeyeditor.model.plain import key_of
from journeyeditor.ui.inspector.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from journeyeditor.layout.curve import Series
    from journeyeditor.model.document import Document
    from journeyeditor.model.ids import IdSource
    from journeyeditor.model.messages import Translate

UNTITLED = N_("Untitled")
T = TypeVar("T")

Rank = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """One map of a document as it is now. `steps` and `lanes` hold their places on the map, from 0.

    `units` is the unit in which lengths are written, `author` who is at work.
    """

    document: Document
    map_id: str
    ids: IdSource
    translate: Translate
    steps: Mapping[str, int]
    lanes: Mapping[str, int]
    units: str = "mm"
    author: str = ""
    _known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def map(self) -> Map:
        return self.document.one(Map, self.map_id)

    def cards(self) -> Iterator[Card]:
        """All cards of the map, lane by lane."""
        for lane in self.lanes:
            yield from self.document.cards(lane)

    def card(self, key: str) -> Card | None:
        """The card with this key, None where it does not stand on this map."""
        card = self.document.find(Card, key)
        return card if card is not None and card.lane in self.lanes else None

    def rank(self, card: Card) -> Rank:
        """A card's place in reading order: by its step, then its lane, then within the cell."""
        return self.steps.get(card.step, 0), self.lanes[card.lane], card.order, card.id

    def kind(self, card: Card) -> LaneKind:
        """The kind of the lane that a card stands in."""
        return self.document.one(Lane, card.lane).kind

    def subject(self, entity: Entity) -> Subject:
        """An entity as the inspector's fields ask for it."""
        return Subject(self.document, self.map_id, (key_of(entity),))

    def _once(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._known:
            self._known[name] = make()
        found: T = self._known[name]
        return found

    @property
    def kinds(self) -> frozenset[LaneKind]:
        """The kinds of lanes that the map has."""
        return self._once("kinds", self._kinds)

    def _kinds(self) -> frozenset[LaneKind]:
        return frozenset(lane.kind for lane in self.document.lanes(self.map_id))

    @property
    def series(self) -> tuple[Series, ...]:
        """The lines of the map: who rates, and today or aimed at."""
        return self._once("series", lambda: series_of(self.document, self.map))

    @property
    def lines(self) -> Mapping[tuple[str | None, Layer], int]:
        """The place of each line of the map, by persona and layer."""
        return self._once("lines", self._lines)

    def _lines(self) -> Mapping[tuple[str | None, Layer], int]:
        return {(one.persona, one.layer): at for at, one in enumerate(self.series)}

    @property
    def linked(self) -> Mapping[str, tuple[str, ...]]:
        """For each card with arrows the cards at their other ends."""
        return self._once("linked", self._linked)

    def _linked(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for one in self.document.all(Connector):
            found.setdefault(one.start, {})[one.end] = None
            found.setdefault(one.end, {})[one.start] = None
        return {key: tuple(others) for key, others in found.items()}

    def entity(self, key: str) -> Entity | None:
        """The entity of a row; a rating that nobody gave yet is an empty one."""
        found = self.document.get(key)
        return found if found is not None else self._unrated(key)

    def _unrated(self, key: str) -> Rating | None:
        card, _, rest = key.partition(":")
        persona, _, layer = rest.partition(":")
        if self.card(card) is None or layer not in {str(one) for one in Layer}:
            return None
        return Rating(id=key, card=card, persona=persona or None, layer=Layer(layer))

    def named(self, entity: Entity | None) -> str:
        """What an entity is called: its title or name, else the beginning of its text, on one line."""
        words = (str(getattr(entity, name, "")) for name in ("title", "name", "text"))
        return " ".join(next((one for one in words if one.strip()), "").split()) or self.translate(
            UNTITLED
        )

    def titled(self, entity: Entity | None) -> str:
        """An entity's title on one line, or that it has none."""
        title = " ".join(str(getattr(entity, "title", "")).split())
        return title or self.translate(UNTITLED)


def scene_of(
    document: Document,
    map_id: str,
    ids: IdSource,
    translate: Translate,
    units: str = "mm",
    author: str = "",
) -> Scene:
    """What there is to read of a map. Raises KeyError where the document has no such map."""
    document.one(Map, map_id)
    steps = {step.id: place for place, step in enumerate(document.map_steps(map_id))}
    lanes = {lane.id: place for place, lane in enumerate(document.lanes(map_id))}
    return Scene(document, map_id, ids, translate, steps, lanes, units, author)


def touches(
    kinds: tuple[type[Entity], ...], before: Scene, after: Scene, touched: Iterable[str]
) -> bool:
    """Whether a change concerns an entity of one of these kinds."""
    return any(
        isinstance(scene.document.get(key), kinds) for key in touched for scene in (before, after)
    )


STRUCTURE = (Stage, Step, Lane)
"""What cards stand in."""

ELSEWHERE = (Map, Persona, Channel, DocumentInfo, Image)
"""What rows tell of without being about it: names, pictures, colours, the scale."""


def shaped_by(before: Scene, after: Scene, touched: Iterable[str]) -> bool:
    """Whether a change may have made other columns: other people, or other kinds of lanes."""
    return touches((Map, Persona, Lane), before, after, frozenset(touched))


def renamed(before: Scene, after: Scene, touched: Iterable[str]) -> bool:
    """Whether a change may make rows say other words that are not themselves changed: names, kinds, the scale."""
    for key in touched:
        was, now = before.document.get(key), after.document.get(key)
        if was is None or now is None:
            continue
        if isinstance(now, ELSEWHERE):
            return True
        if isinstance(now, STRUCTURE):
            told = ((getattr(one, name, "") for name in _TOLD) for one in (was, now))
            if tuple(next(told)) != tuple(next(told)):
                return True
    return False


_TOLD = ("title", "kind", "stage")
"""What of a stage, step or lane stands in the rows of its cards."""
