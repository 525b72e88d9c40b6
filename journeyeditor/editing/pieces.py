"""A large patch piece by piece, so that a window stays alive and a person can stop it: each state keeps the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.patch import Patch
from journeyeditor.model.entities import Card, Comment, Connector, Quote, Rating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.editing.patch import Change
    from journeyeditor.model.entities import Entity


def pieces(patch: Patch, cards: int) -> Iterator[Patch]:
    """Patches that grow to the whole one, each with so many new cards more, all counted from where it begins.

    First comes what cards stand in and point to, with each card what hangs on it, and arrows and comments last.
    """
    so_far: dict[str, Change] = {}
    hanging: dict[str, dict[str, Change]] = {}
    last: dict[str, Change] = {}
    rows: dict[str, Change] = {}
    for key, change in patch.changes.items():
        _part(change, so_far, rows, hanging, last)[key] = change
    for at, (key, change) in enumerate(rows.items(), 1):
        so_far[key] = change
        so_far |= hanging.pop(key, {})
        if at % cards == 0:
            yield Patch(dict(so_far))
    for rest in hanging.values():
        so_far |= rest
    yield Patch(so_far | last)


def _part(
    change: Change,
    first: dict[str, Change],
    rows: dict[str, Change],
    hanging: dict[str, dict[str, Change]],
    last: dict[str, Change],
) -> dict[str, Change]:
    """Where a change belongs."""
    before, after = change
    entity: Entity | None = after or before
    if isinstance(entity, Rating | Quote):
        return hanging.setdefault(entity.card, {})
    if isinstance(entity, Connector | Comment) or before is not None:
        return last
    return rows if isinstance(entity, Card) else first
