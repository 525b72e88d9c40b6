"""An empty map as it looks once it is filled, for pictures of templates: nobody chooses by empty lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.model import scale as scales
from journeyeditor.model.entities import Card, LaneKind, Rating, rating_key
from journeyeditor.ui.lane_kinds import CARDLESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.model.document import Document
    from journeyeditor.model.entities import Entity, Lane, Map, Step

WAVE = (0.6, 0.75, 0.3, 0.5, 0.1, 0.55, 0.8, 0.65, 0.9)
"""How good the touchpoints feel, 0 to 1, one after another."""

_LOW = 0.35
_EVERY = {LaneKind.TOUCHPOINT: 1, LaneKind.FRONTSTAGE: 2, LaneKind.BACKSTAGE: 3}
_ELSE = 2
_AT_LOWS = frozenset({LaneKind.PAIN, LaneKind.OPPORTUNITY, LaneKind.SOLUTION})


def illustrated(document: Document) -> Document:
    """The document with cards and feelings in its first map; one that has cards stays as it is."""
    if next(document.all(Card), None) is not None or not document.maps:
        return document
    first = document.maps[0]
    return document.replaced(dict(_made(document, first)))


def _made(document: Document, shown: Map) -> Iterator[tuple[str, Entity]]:
    steps = document.map_steps(shown.id)
    for row, lane in enumerate(document.lanes(shown.id)):
        if lane.kind in CARDLESS:
            continue
        for place, step in enumerate(steps):
            if _stands(lane, row, place):
                card = _card(lane, step)
                yield card.id, card
                if lane.kind is LaneKind.TOUCHPOINT:
                    yield _rating(shown, card, place)


def _stands(lane: Lane, row: int, place: int) -> bool:
    if lane.kind in _AT_LOWS:
        return WAVE[place % len(WAVE)] < _LOW
    every = _EVERY.get(lane.kind, _ELSE)
    return (place + row) % every == 0


def _card(lane: Lane, step: Step) -> Card:
    key = f"{lane.id[:16]}{step.id[:16]}"
    # Alone in its cell, it can stand anywhere in it.
    return Card(id=key, lane=lane.id, step=step.id, order=step.order, title=step.title)


def _rating(shown: Map, card: Card, place: int) -> tuple[str, Rating]:
    persona = shown.personas[0] if shown.personas else None
    good = WAVE[place % len(WAVE)]
    value = float(scales.nearest_level(shown.scale, scales.from_goodness(shown.scale, good)))
    key = rating_key(card.id, persona)
    return key, Rating(id=key, card=card.id, persona=persona, value=value)
