"""What the outline reads at a moment: the document, the map, and the places of its steps and lanes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.model.entities import (
    Card,
    Entity,
    Lane,
    LaneKind,
    Map,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeyeditor.model.document import Document
    from journeyeditor.model.ids import IdSource
    from journeyeditor.model.messages import Translate

UNTITLED = N_("Untitled")

Rank = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """One map of a document as it is now. `steps` and `lanes` hold their places on the map, from 0."""

    document: Document
    map_id: str
    ids: IdSource
    translate: Translate
    steps: Mapping[str, int]
    lanes: Mapping[str, int]

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

    def titled(self, entity: Entity | None) -> str:
        """An entity's title on one line, or that it has none."""
        title = " ".join(str(getattr(entity, "title", "")).split())
        return title or self.translate(UNTITLED)


def scene_of(document: Document, map_id: str, ids: IdSource, translate: Translate) -> Scene:
    """What there is to read of a map. Raises KeyError where the document has no such map."""
    document.one(Map, map_id)
    steps = {step.id: place for place, step in enumerate(document.map_steps(map_id))}
    lanes = {lane.id: place for place, lane in enumerate(document.lanes(map_id))}
    return Scene(document, map_id, ids, translate, steps, lanes)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cards are shown: those with a text in them, in lanes of one kind (None: of any)."""

    text: str = ""
    kind: LaneKind | None = None

    def __bool__(self) -> bool:
        return bool(self.text.strip()) or self.kind is not None

    def takes(self, scene: Scene, card: Card) -> bool:
        if self.kind is not None and scene.kind(card) is not self.kind:
            return False
        wanted = self.text.strip().casefold()
        if not wanted:
            return True
        words = (card.title, card.text, card.owner, *card.tags)
        return any(wanted in word.casefold() for word in words)


NO_FILTER = Filter()


def touched_cards(before: Scene, after: Scene, touched: Iterable[str]) -> list[str]:
    """The cards, there before or now, that a change may show in: itself, or a rating or quote of it."""
    found: dict[str, None] = {}
    for key in touched:
        for scene in (before, after):
            entity = scene.document.get(key)
            if isinstance(entity, Card):
                found[key] = None
            elif isinstance(entity, Rating | Quote):
                found[entity.card] = None
    return list(found)


def touches(
    kinds: tuple[type[Entity], ...], before: Scene, after: Scene, touched: Iterable[str]
) -> bool:
    """Whether a change concerns an entity of one of these kinds."""
    return any(
        isinstance(scene.document.get(key), kinds) for key in touched for scene in (before, after)
    )


STRUCTURE = (Stage, Step, Lane)
"""What cards stand in."""
