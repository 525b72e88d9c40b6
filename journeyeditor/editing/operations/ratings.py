"""Verbs of feelings: rate, step, clear, and change the scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor

from journeyeditor.editing.patch import Change, Draft, Patch
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Layer, Map, Rating, Scale, rating_key


def rate(
    document: Document,
    cards: Sequence[str],
    persona: str | None,
    value: float | None,
    layer: Layer = Layer.NOW,
) -> Patch:
    """This persona feels so at these touchpoints; None takes the rating away. Values are kept within the scale."""
    draft = Draft(document)
    for card in cards:
        key = rating_key(card, persona, layer)
        before = document.find(Rating, key)
        if value is None:
            draft.remove(*([key] if before else []))
            continue
        held = scales.clamp(_scale_of(document, card), value)
        if before is None:
            draft.put(Rating(id=key, card=card, persona=persona, layer=layer, value=held))
        elif before.value != held:
            # A spread, a count or a word belonged to the old value.
            draft.put(replace(before, value=held, word="", n=None, low=None, high=None))
    return draft.patch()


def step_rating(
    document: Document,
    cards: Sequence[str],
    persona: str | None,
    up: bool,
    layer: Layer = Layer.NOW,
) -> Patch:
    """To the next better or worse level; an unrated touchpoint starts at the middle."""
    changes: dict[str, Change] = {}
    for card in cards:
        scale = _scale_of(document, card)
        rating = document.rating(card, persona, layer)
        value = rating.value if rating else None
        if value is None:
            wanted = float(scales.nearest_level(scale, scales.neutral(scale)))
        else:
            wanted = _next_level(value, up == scale.high_is_good)
        changes |= rate(document, [card], persona, wanted, layer).changes
    return Patch(changes)


def _next_level(value: float, higher: bool) -> float:
    return float(floor(value) + 1 if higher else ceil(value) - 1)


def set_scale(document: Document, map_id: str, scale: Scale) -> Patch:
    """The map has this scale; every rating on it is mapped linearly in the same patch, without rounding."""
    before = document.one(Map, map_id)
    names = {level: name for level, name in scale.names.items() if scale.min <= level <= scale.max}
    scale = replace(scale, names=type(scale.names)(names))
    draft = Draft(document)
    if before.scale == scale:
        return draft.patch()
    draft.put(replace(before, scale=scale))
    for rating in ratings_of(document, map_id):
        draft.put(on_scale(rating, before.scale, scale))
    return draft.patch()


def mapped_values(document: Document, map_id: str, scale: Scale) -> list[tuple[float, float]]:
    """What `set_scale` would do to the ratings: each value that occurs, and what it would become."""
    old = document.one(Map, map_id).scale
    values = sorted({r.value for r in ratings_of(document, map_id) if r.value is not None})
    return [(value, scales.convert(value, old, scale)) for value in values]


def ratings_of(document: Document, map_id: str) -> list[Rating]:
    """All ratings on a map."""
    cards = [card for lane in document.lanes(map_id) for card in document.cards(lane.id)]
    return [rating for card in cards for rating in document.ratings(card.id)]


def on_scale(rating: Rating, old: Scale, new: Scale) -> Rating:
    """A rating of one scale as it reads on another."""

    def mapped(value: float | None) -> float | None:
        return None if value is None else scales.clamp(new, scales.convert(value, old, new))

    low, high = mapped(rating.low), mapped(rating.high)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return replace(rating, value=mapped(rating.value), low=low, high=high)


def _scale_of(document: Document, card: str) -> Scale:
    owner = document.map_of(document[card])
    return owner.scale if owner else Scale()
