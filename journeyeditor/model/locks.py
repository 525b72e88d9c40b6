"""What is locked against accidents: a card, a lane with all its cards, a map with all that is on it.

Comments are talk about a map, not part of it: they are never locked. Arrows stand between cards, so only their map
locks them.
"""

from __future__ import annotations

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Comment, Connector, Entity, Lane, Map
from journeyeditor.model.kinds import owner_of
from journeyeditor.model.messages import N_, Message, message

Lockable = Map | Lane | Card

_NAMED: dict[type[Entity], str] = {
    Map: N_("The map “{title}” is locked. Unlock it to change what is on it."),
    Lane: N_("The lane “{title}” is locked. Unlock it to change what is in it."),
    Card: N_("The card “{title}” is locked. Unlock it to change it."),
}
_UNNAMED: dict[type[Entity], str] = {
    Map: N_("This map is locked. Unlock it to change what is on it."),
    Lane: N_("This lane is locked. Unlock it to change what is in it."),
    Card: N_("This card is locked. Unlock it to change it."),
}
LONGEST_TITLE = 40

LOCKED_BY: dict[type[Entity], tuple[type[Entity], ...]] = {Comment: (), Connector: (Map,)}
"""What locks these kinds, where that is not all that they stand in."""

# A quote stands on a card, in a lane, on a map.
_DEEPEST = 4


def locked(document: Document, key: str) -> bool:
    """Whether the entity with this key is locked, by itself or by what it stands in; what isn't there is not."""
    return locking(document, key) is not None


def locking(document: Document, key: str) -> Lockable | None:
    """What keeps an entity locked: the outermost of its map, its lane and itself, or None where nothing does."""
    entity = document.get(key)
    return None if entity is None else locking_from(document, entity, type(entity))


def locking_from(document: Document, entity: Entity, kind: type[Entity]) -> Lockable | None:
    """As `locking`, from an entity that need not be in the document outwards, for something of `kind` on it."""
    locks = LOCKED_BY.get(kind, (Map, Lane, Card))
    found: Lockable | None = None
    at: Entity | None = entity
    for _ in range(_DEEPEST):
        if isinstance(at, Map | Lane | Card) and at.locked and isinstance(at, locks):
            found = at
        at = document.get(owner_of(at)) if at is not None else None
    return found


def sentence(lock: Lockable) -> Message:
    """What to tell who wants to change something that this keeps locked."""
    title = " ".join(lock.title.split())
    if not title:
        return message(_UNNAMED[type(lock)])
    short = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    return message(_NAMED[type(lock)], title=short)
