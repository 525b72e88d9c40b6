"""Who is meant: the names that a JSON file gives its objects, and the keys they have in the document."""

from __future__ import annotations

from typing import Any

from journeyeditor.model.entities import DOCUMENT_KEY, DocumentInfo, Entity
from journeyeditor.model.messages import N_, Refused

_UNKNOWN = N_("{where} names “{value}”, which is not in this file.")
_AMBIGUOUS = N_("{where} names “{value}”, which stands for several things in this file.")


class Names:
    """The names of a file by kind; each name stands for one thing of its kind, each key for one thing at all."""

    def __init__(self) -> None:
        self._keys: dict[tuple[type[Entity], str], str] = {}
        self._by_text: dict[str, set[str]] = {DOCUMENT_KEY: {DOCUMENT_KEY}}
        self._used: set[str] = set()

    def add(self, cls: type[Entity], given: str, key: str) -> bool:
        """Notes a name ("": none given) and its key; False where either is taken."""
        if key in self._used or (given and (cls, given) in self._keys):
            return False
        self._used.add(key)
        for name in {given, key} - {""}:
            self._keys[cls, name] = key
            self._by_text.setdefault(name, set()).add(key)
        return cls is DocumentInfo or key != DOCUMENT_KEY

    def targets(self, wanted: type[Entity], value: Any, where: str, loose: bool) -> Any:
        """The key that a value names, or the keys of a tuple of names; None stays None.

        Raises `Refused` where a name is unknown or, in a reference to anything, not clear; a loose one stays.
        """
        if isinstance(value, tuple):
            return tuple(
                self.targets(wanted, name, f"{where}[{index}]", loose)
                for index, name in enumerate(value)
            )
        if value is None:
            return None
        key = self._anything(value, where) if wanted is Entity else self._keys.get((wanted, value))
        if key is None and not loose:
            raise Refused(_UNKNOWN, where=where, value=value)
        return value if key is None else key

    def _anything(self, value: str, where: str) -> str | None:
        found = self._by_text.get(value, set())
        if len(found) > 1:
            raise Refused(_AMBIGUOUS, where=where, value=value)
        return next(iter(found), None)
