"""Copies of things with new ids and all that hangs on them: what maps and lanes are duplicated with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from journeyeditor.editing.operations.ratings import on_scale
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Connector, Entity, Quote, Rating, Scale, rating_key
from journeyeditor.model.ids import IdSource


@dataclass(slots=True)
class Copies:
    """The copies made so far: new id by old one, and the new entities."""

    ids: IdSource
    new: dict[str, str] = field(default_factory=dict)
    made: list[Entity] = field(default_factory=list)

    def id_of(self, old: str) -> str:
        """The id of the copy of what had this one."""
        if old not in self.new:
            self.new[old] = self.ids.new()
        return self.new[old]

    def add(self, *entities: Entity) -> None:
        self.made.extend(entities)


def copy_cards(
    document: Document,
    copies: Copies,
    cards: Iterable[Card],
    scales: tuple[Scale, Scale],
    people: Mapping[str | None, str | None] | None = None,
) -> None:
    """Quotes, ratings and arrows of cards of which there are copies already.

    `scales` are those of the map they come from and of the one they go to; `people` tells whom ratings are of there
    (None: the same personas), and who is not in it has none.
    """
    kept = list(cards)
    own = {card.id for card in kept}
    for card in kept:
        key = copies.new[card.id]
        for rating in document.ratings(card.id):
            if people is None or rating.persona in people:
                persona = rating.persona if people is None else people[rating.persona]
                copies.add(_rerated(rating, key, persona, scales))
        copies.add(*(_requoted(q, copies, key) for q in document.quotes(card.id)))
        arrows = (arrow for arrow in document.connectors(card.id) if arrow.end in own)
        copies.add(*(_redrawn(arrow, copies) for arrow in arrows))


def _rerated(rating: Rating, card: str, persona: str | None, scales: tuple[Scale, Scale]) -> Rating:
    key = rating_key(card, persona, rating.layer)
    return on_scale(replace(rating, id=key, card=card, persona=persona), *scales)


def _requoted(quote: Quote, copies: Copies, card: str) -> Quote:
    return replace(quote, id=copies.ids.new(), card=card)


def _redrawn(arrow: Connector, copies: Copies) -> Connector:
    return replace(
        arrow, id=copies.ids.new(), start=copies.new[arrow.start], end=copies.new[arrow.end]
    )
