"""Verbs of locks: what is locked is kept from being changed by accident (see `model.locks`)."""

from __future__ import annotations

from collections.abc import Iterable

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, Map

LOCKABLE = (Map, Lane, Card)


def set_locked(document: Document, keys: Iterable[str], on: bool) -> Patch:
    """Those of these entities that can have a lock are locked, or free again."""
    return set_fields(document, lockable(document, keys), locked=on)


def lockable(document: Document, keys: Iterable[str]) -> tuple[str, ...]:
    """Those of these entities that can have a lock: maps, lanes and cards."""
    return tuple(key for key in keys if isinstance(document.get(key), LOCKABLE))


def all_locked(document: Document, keys: Iterable[str]) -> bool:
    """Whether all of these that can have a lock are locked by themselves; False where none can."""
    found = [document[key] for key in lockable(document, keys)]
    return bool(found) and all(getattr(entity, "locked", False) for entity in found)
