"""What an edit touches on a map: nothing but some cards in some lanes, or so much that all is laid out anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    Connector,
    Entity,
    Lane,
    LaneKind,
    Layer,
    Map,
    Quote,
    Rating,
)
from journeyeditor.model.kinds import owner_of


@dataclass(slots=True)
class Touch:
    """For each lane the cards of its own that differ or, in lanes that show touchpoints of others, these; and the
    lanes that are only higher, lower, opened or collapsed."""

    cards: dict[str, set[str]] = field(default_factory=dict)
    lanes: set[str] = field(default_factory=set)


def concerning(
    before: Document, after: Document, keys: Iterable[str], map_id: str
) -> tuple[str, ...]:
    """Those of these keys that a map may show something of: what stands on other maps alone is left out.

    The map that it was duplicated from counts, as its ratings are drawn beside.
    """
    shown = after.find(Map, map_id)
    wanted = {map_id, shown.origin if shown is not None else None}
    known: dict[tuple[int, str], bool] = {}

    def stands(document: Document, key: str) -> bool:
        entity = document.get(key)
        if isinstance(entity, Map):
            return key in wanted or _led_to(document, key)
        if entity is None:
            return False
        owner = owner_of(entity)
        if (id(document), owner) not in known:
            place = document.map_of(document[owner]) if owner in document else None
            known[id(document), owner] = place is None or place.id in wanted
        return known[id(document), owner]

    return tuple(key for key in keys if stands(before, key) or stands(after, key))


def _led_to(document: Document, map_id: str) -> bool:
    """Whether a card leads to this map."""
    return any(card.link == map_id for card in document.all(Card))


def touched_parts(
    before: Document, after: Document, keys: Iterable[str], map_id: str
) -> Touch | None:
    """What to lay out anew; None: the whole map, as columns, heads, lanes or looks changed."""
    touch = Touch()
    for key in keys:
        if before.get(key) is after.get(key):
            continue
        if _same_but_height(before.get(key), after.get(key)):
            touch.lanes.add(key)
        elif not all(_note(touch, document, key, map_id) for document in (before, after)):
            return None
    return touch


def _same_but_height(before: Entity | None, after: Entity | None) -> bool:
    """Whether a lane is only higher or lower than it was, or opened or collapsed: no other lane minds."""
    if not isinstance(before, Lane) or not isinstance(after, Lane):
        return False
    height, collapsed, modified = after.min_height, after.collapsed, after.modified
    return replace(before, min_height=height, collapsed=collapsed, modified=modified) == after


def _note(touch: Touch, document: Document, key: str, shown: str) -> bool:
    """Notes the lanes that show something of an entity; False where that is more than cards."""
    entity = document.get(key)
    card = _card_of(document, entity) if entity is not None else None
    if card is None:
        return entity is None or isinstance(entity, Connector)
    rated = isinstance(entity, Rating)
    if rated and _feeds_another(document, card, shown):
        return False
    for lane in _lanes_of(document, card, rated, shown):
        touch.cards.setdefault(lane, set()).add(card.id)
    return True


def _card_of(document: Document, entity: Entity) -> Card | None:
    if isinstance(entity, Card):
        return entity
    if isinstance(entity, Rating | Quote):
        return document.find(Card, entity.card)
    return document.find(Card, entity.about) if isinstance(entity, Comment) else None


def _lanes_of(document: Document, card: Card, rated: bool, shown: str) -> Iterator[str]:
    """The lanes that show something of a card: of its rating, or of itself."""
    lane = document.find(Lane, card.lane)
    if lane is None:
        return
    if not rated:
        yield card.lane
    if lane.kind is LaneKind.TOUCHPOINT and lane.map == shown:
        showing = {LaneKind.EMOTION} if rated else {LaneKind.EMOTION, LaneKind.CHANNEL}
        yield from (row.id for row in document.lanes(shown) if row.kind in showing)


def _feeds_another(document: Document, card: Card, shown: str) -> bool:
    """Whether a map shows how this card was rated before it was duplicated."""
    lane = document.find(Lane, card.lane)
    this = document.find(Map, shown)
    return lane is not None and this is not None and this.origin == lane.map


def lines_may_change(before: Document, after: Document, keys: Iterable[str]) -> bool:
    """Whether an edit of these may add a line to the curve or take one away."""
    for key in keys:
        for document, other in ((before, after), (after, before)):
            entity, twin = document.get(key), other.get(key)
            if isinstance(entity, Rating) and twin is None and _decides(entity):
                return True
            if isinstance(entity, Card):
                stays = isinstance(twin, Card) and twin.lane == entity.lane
                if not stays and any(map(_decides, document.ratings(key))):
                    return True
    return False


def _decides(rating: Rating) -> bool:
    """Whether a line is drawn only where there are such ratings: a target, or nobody's in particular."""
    return rating.layer is Layer.TARGET or rating.persona is None
