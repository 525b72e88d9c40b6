"""Which columns a person has chosen to see, table by table, kept for good. No Qt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyeditor.ui.outline.column import Column
    from journeyeditor.ui.outline.scene import Scene

ALWAYS = frozenset({"title"})
"""Columns that tell what a row is; a tree without them would be blank."""


class ShownColumns:
    """What differs from the usual columns, as JSON: `{"cards": {"due": true, "impact": false}}`.

    `keep` takes that text whenever it changes. Names that no column has any more are kept as they are.
    """

    def __init__(self, text: str, keep: Callable[[str], None]) -> None:
        self._keep = keep
        self._chosen = _read(text)

    def names(self, table: str, columns: Sequence[Column], scene: Scene) -> frozenset[str]:
        """The columns of a table that are shown; never none at all."""
        chosen = self._chosen.get(table, {})
        found = {one.name for one in columns if chosen.get(one.name, one.shown(scene))}
        found |= ALWAYS & {one.name for one in columns}
        return frozenset(found) or frozenset(one.name for one in columns[:1])

    def show(self, table: str, column: Column, scene: Scene, on: bool) -> None:
        """A column is shown or not from now on."""
        own = dict(self._chosen.get(table, {}))
        own.pop(column.name, None)
        if on != column.shown(scene):
            own[column.name] = on
        self._put(table, own)

    def usual(self, table: str) -> None:
        """The usual columns are shown again."""
        self._put(table, {})

    def changed(self, table: str) -> bool:
        """Whether other columns than the usual ones are shown."""
        return bool(self._chosen.get(table))

    def _put(self, table: str, own: dict[str, bool]) -> None:
        if own == self._chosen.get(table, {}):
            return
        self._chosen = {**self._chosen, table: own}
        self._keep(json.dumps({name: kept for name, kept in self._chosen.items() if kept}))


def _read(text: str) -> dict[str, dict[str, bool]]:
    """What was kept; what is no such text counts as nothing."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(table): {str(name): on for name, on in own.items() if isinstance(on, bool)}
        for table, own in found.items()
        if isinstance(own, dict)
    }
