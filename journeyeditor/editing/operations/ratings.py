"""Verbs of feelings: rate, step, clear, and change the scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor
from typing import Any

from journeyeditor.editing.operations.fields import clean_fields
from journeyeditor.editing.patch import Change, Draft, Patch
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Layer, Map, Rating, Scale, rating_key
from journeyeditor.model.messages import N_, Refused

SPREAD_OUTSIDE = N_("The spread lies within the scale, from {least} to {most}.")
SPREAD_TURNED = N_("The lowest answer can't be above the highest one.")
TOO_FEW = N_("At least one person was asked; leave the number empty if it isn't known.")


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


def give_ratings(
    document: Document,
    cards: Sequence[str],
    persona: str | None,
    to: str | None,
    layer: Layer = Layer.NOW,
) -> Patch:
    """What one persona (None: nobody in particular) feels at these touchpoints is what another one feels.

    Where both had rated they change places, so that nothing is lost.
    """
    draft = Draft(document)
    for card in cards if persona != to else ():
        for owner, heir in ((persona, to), (to, persona)):
            rating = document.rating(card, owner, layer)
            key = rating_key(card, heir, layer)
            if rating is not None:
                draft.put(replace(rating, id=key, persona=heir))
            elif document.find(Rating, key) is not None:
                draft.remove(key)
    return draft.patch()


def describe_rating(
    document: Document,
    card: str,
    persona: str | None,
    layer: Layer = Layer.NOW,
    **fields: Any,
) -> Patch:
    """What else is known of a rating: `word`, `note`, `n` (how many were asked), and the spread `low` to `high`.

    A word may stand without a number; a rating that says nothing any more is gone. Raises `Refused` for a number
    outside the map's scale, a spread the wrong way round and a count below 1.
    """
    key = rating_key(card, persona, layer)
    before = document.find(Rating, key) or Rating(id=key, card=card, persona=persona, layer=layer)
    after = replace(before, **clean_fields(fields))
    _require_sense(after, _scale_of(document, card))
    draft = Draft(document)
    if after == Rating(id=key, card=card, persona=persona, layer=layer, modified=after.modified):
        draft.remove(*([key] if key in document else []))
    else:
        draft.put(after)
    return draft.patch()


def _require_sense(rating: Rating, scale: Scale) -> None:
    numbers = [number for number in (rating.low, rating.high) if number is not None]
    if any(not scales.holds(scale, number) for number in numbers):
        ends = scales.value_text(scale.min), scales.value_text(scale.max)
        raise Refused(SPREAD_OUTSIDE, least=ends[0], most=ends[1])
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        raise Refused(SPREAD_TURNED)
    if rating.n is not None and rating.n < 1:
        raise Refused(TOO_FEW)


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


def mapped_counts(document: Document, map_id: str, scale: Scale) -> list[tuple[float, float, int]]:
    """What `set_scale` would do: each value that occurs, what it would become, and how many ratings have it."""
    counts = Counter(r.value for r in ratings_of(document, map_id))
    return [(old, new, counts[old]) for old, new in mapped_values(document, map_id, scale)]


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
