"""A part of a map as a document of its own: what a copy takes along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Channel,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    Map,
    Persona,
    Rating,
    Stage,
    Step,
)


def excerpt(document: Document, cards: Iterable[str]) -> Document:
    """These cards (of the map of the first of them) with all that hangs on them, at their places in the grid.

    Lanes are those that the cards stand in, steps all from the first to the last that they cover; pictures,
    channels and personas are those that they need. Raises KeyError where there is no card among the keys.
    """
    chosen = _on_one_map(document, cards)
    owner = document.map_of(chosen[0])
    assert owner is not None
    keys = {card.id for card in chosen}
    steps = _steps(document, owner, chosen)
    ratings = [rating for card in chosen for rating in document.ratings(card.id)]
    people = _people(document, ratings)
    return Document(
        [
            DocumentInfo(
                id=document.info.id, title=document.info.title, language=document.info.language
            ),
            replace(owner, personas=tuple(p.id for p in people), origin=None, locked=False),
            *(document.one(Stage, key) for key in dict.fromkeys(step.stage for step in steps)),
            *steps,
            *(replace(lane, personas=(), locked=False) for lane in _lanes(document, owner, chosen)),
            *chosen,
            *people,
            *ratings,
            *(quote for card in chosen for quote in document.quotes(card.id)),
            *(
                arrow
                for card in chosen
                for arrow in document.connectors(card.id)
                if arrow.end in keys
            ),
            *_named(document, chosen),
        ]
    )


def in_reading_order(document: Document, map_id: str) -> list[Card]:
    """All cards of a map, lane by lane, each lane from its first step to its last."""
    places = {step.id: place for place, step in enumerate(document.map_steps(map_id))}
    return [
        card
        for lane in document.lanes(map_id)
        for card in sorted(document.cards(lane.id), key=lambda card: places[card.step])
    ]


def _on_one_map(document: Document, keys: Iterable[str]) -> list[Card]:
    cards = [card for key in dict.fromkeys(keys) if (card := document.find(Card, key)) is not None]
    if not cards:
        raise KeyError("no card")
    owner = document.map_of(cards[0])
    return [card for card in cards if document.map_of(card) is owner]


def _steps(document: Document, owner: Map, cards: Sequence[Card]) -> list[Step]:
    steps = list(document.map_steps(owner.id))
    places = {step.id: place for place, step in enumerate(steps)}
    first = min(places[card.step] for card in cards)
    return steps[first : max(places[card.step] + card.span for card in cards)]


def _lanes(document: Document, owner: Map, cards: Sequence[Card]) -> list[Lane]:
    used = {card.lane for card in cards}
    return [lane for lane in document.lanes(owner.id) if lane.id in used]


def _people(document: Document, ratings: Sequence[Rating]) -> list[Persona]:
    """Those who rate, without their portraits."""
    used = {rating.persona for rating in ratings}
    return [replace(one, portrait=None) for one in document.personas if one.id in used]


def _named(document: Document, cards: Sequence[Card]) -> list[Entity]:
    pictures = {card.image for card in cards if card.image}
    channels = {card.channel for card in cards if card.channel}
    found: list[Entity] = [
        image for key in sorted(pictures) if (image := document.find(Image, key))
    ]
    found += [channel for key in sorted(channels) if (channel := document.find(Channel, key))]
    return found
