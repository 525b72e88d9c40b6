"""Which rows are shown: those that say a text in any of their columns, and cards in lanes of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.model.entities import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.model.entities import Entity, LaneKind
    from journeyeditor.ui.outline.column import Column
    from journeyeditor.ui.outline.scene import Scene


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cards are shown: those with a text in them, in lanes of one kind (None: of any)."""

    text: str = ""
    kind: LaneKind | None = None

    def __bool__(self) -> bool:
        return bool(self.text.strip()) or self.kind is not None


NO_FILTER = Filter()


class Sieve:
    """A filter on the columns of a scene: what each has to look for is found once, not for each row."""

    def __init__(self, wanted: Filter, scene: Scene, columns: Sequence[Column]) -> None:
        self._scene, self._kind = scene, wanted.kind
        text = wanted.text.strip().casefold()
        asked = [column.seeks(scene, text) for column in columns] if text else []
        self._seeks = [one for one in asked if one is not None]
        self.only_full = bool(text)

    def takes(self, entity: Entity) -> bool:
        """Whether the row of an entity is shown."""
        if isinstance(entity, Card) and self._kind not in {None, self._scene.kind(entity)}:
            return False
        return not self.only_full or any(seeks(entity) for seeks in self._seeks)
