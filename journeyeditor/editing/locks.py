"""Keeps what is locked from being changed by accident: the one question that every edit by a person passes.

Asked of patches, so that no verb needs to know of locks. Undo and redo do not ask: they only go where the document
was already.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from journeyeditor.model.entities import Entity, Lane, Map
from journeyeditor.model.kinds import owner_of
from journeyeditor.model.locks import Lockable, locking_from, sentence
from journeyeditor.model.messages import Refused
from journeyeditor.model.plain import key_of

if TYPE_CHECKING:
    from journeyeditor.editing.patch import Change, Patch
    from journeyeditor.model.document import Document

# The lock itself, what only tells how a map is looked at, and the place of a map among the others.
_FREE: dict[type[Entity], frozenset[str]] = {
    Map: frozenset({"order", "personas"}),
    Lane: frozenset({"hidden", "collapsed", "pinned", "personas", "layers"}),
}
_ALWAYS_FREE = frozenset({"modified", "locked"})


class Locked(Refused):
    """An edit would change something that is locked; nothing was changed."""

    def __init__(self, lock: Lockable) -> None:
        self.lock = lock
        super().__init__(sentence(lock))


def require_unlocked(document: Document, patch: Patch) -> None:
    """Raises `Locked` where a patch would change what is locked in the document that it is for."""
    lock = blocked(document, patch)
    if lock is not None:
        raise Locked(lock)


def blocked(document: Document, patch: Patch) -> Lockable | None:
    """The lock that a patch would go against, or None.

    Changing, adding, moving and deleting all count, ratings and quotes on a locked card too; setting or clearing
    a lock does not, nor does hiding or collapsing a lane. Where several are in the way the outermost is told.
    """
    for change in patch.changes.values():
        for entity in change:
            lock = _lock(document, patch, entity) if entity is not None else None
            # Asked last, as it looks at every field.
            if lock is not None and not _free(change):
                return lock
    return None


def _lock(document: Document, patch: Patch, entity: Entity) -> Lockable | None:
    """The lock over an entity as the document has it; what only the patch brings along locks nothing."""
    at: Entity | None = entity
    while at is not None and key_of(at) not in document:
        owner = owner_of(at)
        at = document.get(owner) or patch.changes.get(owner, (None, None))[1]
    return locking_from(document, at, type(entity)) if at is not None else None


def _free(change: Change) -> bool:
    before, after = change
    if before is None or after is None or type(before) is not type(after):
        return False
    free = _ALWAYS_FREE | _FREE.get(type(before), frozenset())
    names = (field.name for field in fields(before))
    return all(getattr(before, n) == getattr(after, n) for n in names if n not in free)
