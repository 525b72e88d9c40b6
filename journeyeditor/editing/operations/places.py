"""Finding order keys: where a thing goes among its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from journeyeditor.model.ids import IdSource
from journeyeditor.model.ordering import keys_between


class Ordered(Protocol):
    """Anything that stands in a row."""

    @property
    def order(self) -> str: ...


def keys_at(row: Sequence[Ordered], at: int | None, count: int, ids: IdSource) -> list[str]:
    """Keys for `count` things that go before the one at index `at` of a row (None, or beyond: at its end)."""
    place = len(row) if at is None else max(0, min(at, len(row)))
    before = row[place - 1].order if place > 0 else None
    after = row[place].order if place < len(row) else None
    return keys_between(before, after, count, ids)
