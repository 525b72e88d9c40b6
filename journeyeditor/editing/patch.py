"""What an edit is: for each key, what stood there before and what stands there after.

The canvas, the inspector, the history and the file's journal all consume patches; nothing else ever changes a
document.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Entity
from journeyeditor.model.messages import N_
from journeyeditor.model.plain import from_plain, key_of, kind_name, to_plain
from journeyeditor.model.rules import require

Change = tuple[Entity | None, Entity | None]

STALE = N_("The document changed in the meantime; look at it and try again.")
"""What a person is told where a step is `Stale`."""


class Stale(Exception):
    """A patch was made for another state of the document than the one it met."""


@dataclass(frozen=True, slots=True)
class Patch:
    """key -> (before, after); None means absent. Empty patches are false."""

    changes: Mapping[str, Change]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def inverse(self) -> Patch:
        return Patch({key: (after, before) for key, (before, after) in self.changes.items()})

    def then(self, following: Patch) -> Patch:
        """One patch that does both, one after the other; what ends where it began drops out."""
        joined = dict(self.changes)
        for key, (before, after) in following.changes.items():
            first = joined[key][0] if key in joined else before
            if first == after:
                joined.pop(key, None)
            else:
                joined[key] = (first, after)
        return Patch(joined)

    def apply(self, document: Document) -> Document:
        """The document after this patch. Raises `Stale`, or `RuleBroken` where a rule would not hold any more."""
        for key, (before, _after) in self.changes.items():
            if document.get(key) != before:
                raise Stale(key)
        changed = document.replaced({key: after for key, (_before, after) in self.changes.items()})
        require(changed, self.changes, document)
        return changed

    def added(self) -> tuple[Entity, ...]:
        """The entities that were not there before."""
        return tuple(a for b, a in self.changes.values() if b is None and a is not None)

    def touched(self) -> frozenset[str]:
        return frozenset(self.changes)


NOTHING = Patch({})


def difference(before: Document, after: Document) -> Patch:
    """The patch that leads from one document to another."""
    changes: dict[str, Change] = {}
    for key, old in before.items():
        new = after.get(key)
        if new is not old and new != old:
            changes[key] = (old, new)
    changes |= {key: (None, new) for key, new in after.items() if key not in before}
    return Patch(changes)


class Draft:
    """A patch in the making: collects changes to a document and knows the state they lead to.

    What is put is brought into the state only when that is asked for: ask between two changes only where needed.
    """

    def __init__(self, document: Document) -> None:
        self._before = document
        self._document = document
        self._waiting: dict[str, Entity | None] = {}
        self._touched: dict[str, None] = {}

    @property
    def document(self) -> Document:
        """The state that the changes so far lead to."""
        if self._waiting:
            self._document = self._document.replaced(self._waiting)
            self._touched |= dict.fromkeys(self._waiting)
            self._waiting = {}
        return self._document

    def put(self, *entities: Entity) -> None:
        """These entities stand in the document now, new or in the place of what had their key."""
        self._waiting.update((key_of(entity), entity) for entity in entities)

    def remove(self, *keys: str) -> None:
        self._waiting.update(dict.fromkeys(keys))

    def patch(self) -> Patch:
        changes: dict[str, Change] = {}
        touched = self._touched | dict.fromkeys(self._waiting)
        for key in touched:
            old = self._before.get(key)
            new = self._waiting[key] if key in self._waiting else self._document.get(key)
            if new is not old and new != old:
                changes[key] = (old, new)
        return Patch(changes)


def to_json(patch: Patch) -> str:
    """One line of JSON, for a journal: {key: [before, after]}, each [kind, fields] or null."""
    written = {
        key: [_written(before), _written(after)] for key, (before, after) in patch.changes.items()
    }
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Patch:
    """The inverse of `to_json`. Raises ValueError or `Refused` for a text that isn't a patch."""
    read = json.loads(text)
    if not isinstance(read, dict):
        raise ValueError("a patch is an object")
    changes = {}
    for key, change in read.items():
        before, after = _pair(change)
        changes[key] = (_read(before), _read(after))
    return Patch(changes)


def _pair(value: Any) -> tuple[Any, Any]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("a list of two was expected")
    return value[0], value[1]


def _written(entity: Entity | None) -> list[Any] | None:
    return None if entity is None else [kind_name(entity), to_plain(entity)]


def _read(record: Any) -> Entity | None:
    return None if record is None else from_plain(*_pair(record))
