"""The branches and leaves of the outline's tree, and where each belongs. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from journeyeditor.ui.lane_kinds import CARDLESS
from journeyeditor.ui.outline.column import sorted_rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyeditor.model.entities import Card, Entity, Lane
    from journeyeditor.ui.outline.column import Column
    from journeyeditor.ui.outline.filter import Filter, Sieve
    from journeyeditor.ui.outline.scene import Scene

Name = tuple[str, ...]
"""What a node stands for: the key of an entity, or those of a lane and a step for a cell."""

TOP: Name = ()


class Grouping(StrEnum):
    """What the tree's branches are."""

    STAGES = "stages"
    LANES = "lanes"


@dataclass(slots=True, eq=False)
class Node:
    """One row of the tree. `children` are in order, `ranks` beside them; `number` is what Qt knows it by."""

    name: Name
    number: int
    rank: Any = ()
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    ranks: list[Any] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The entity that is edited here: of a cell its lane."""
        return self.name[0] if self.name else ""

    @property
    def row(self) -> int:
        return bisect_left(self.parent.ranks, self.rank) if self.parent is not None else 0

    def place(self, rank: Any) -> int:
        """The row that a child of this rank would have."""
        return bisect_left(self.ranks, rank)

    def adopt(self, child: Node, rank: Any) -> None:
        row = self.place(rank)
        child.parent, child.rank = self, rank
        self.children.insert(row, child)
        self.ranks.insert(row, rank)

    def release(self) -> None:
        """The node leaves its parent."""
        if self.parent is not None:
            row = self.row
            del self.parent.children[row], self.parent.ranks[row]
            self.parent = None

    def sort(self, ranks: Mapping[Name, Any]) -> None:
        """The children have these ranks, and the order of them."""
        for child in self.children:
            child.rank = ranks[child.name]
        self.children.sort(key=lambda child: child.rank)
        self.ranks = [child.rank for child in self.children]

    def all(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything of a scene belongs in the tree: in the document's order, or by a column among its likes."""

    scene: Scene
    grouping: Grouping
    filter: Filter
    sieve: Sieve
    column: Column | None = None
    falling: bool = False

    def _rank(self, entity: Entity, at: Any) -> Any:
        return sorted_rank(self.column, self.falling, self.scene, entity, at)

    def _cell_rank(self, lane: Lane) -> Any:
        """Of a cell nothing is told but its lane's title."""
        at = lane.order, lane.id
        named = self.column is not None and self.column.name == "title"
        return self._rank(lane, at) if named else (False, 0, at)

    def branches(self) -> dict[Name, tuple[Name, Any]]:
        """All branches that there may be, parents first: the parent of each, and its rank there."""
        if self.grouping is Grouping.STAGES:
            return self._by_stage()
        scene = self.scene
        found: dict[Name, tuple[Name, Any]] = {(scene.map_id,): (TOP, ("", scene.map_id))}
        for lane in self._lanes():
            found[lane.id,] = (scene.map_id,), self._rank(lane, (lane.order, lane.id))
        return found

    def _by_stage(self) -> dict[Name, tuple[Name, Any]]:
        found: dict[Name, tuple[Name, Any]] = {}
        lanes, document = self._lanes(), self.scene.document
        for stage in document.stages(self.scene.map_id):
            found[stage.id,] = TOP, self._rank(stage, (stage.order, stage.id))
            for step in document.steps(stage.id):
                found[step.id,] = (stage.id,), self._rank(step, (step.order, step.id))
                for lane in lanes:
                    found[lane.id, step.id] = (step.id,), self._cell_rank(lane)
        return found

    def _lanes(self) -> list[Lane]:
        """The lanes that take cards, of the kind that is wanted."""
        wanted = self.filter.kind
        return [
            lane
            for lane in self.scene.document.lanes(self.scene.map_id)
            if lane.kind not in CARDLESS and wanted in {None, lane.kind}
        ]

    def card(self, card: Card) -> tuple[Name, Any]:
        """The branch of a card, and its rank there."""
        if self.grouping is Grouping.STAGES:
            return (card.lane, card.step), self._rank(card, (card.order, card.id))
        at = self.scene.steps.get(card.step, 0), card.order, card.id
        return (card.lane,), self._rank(card, at)

    def takes(self, card: Card) -> bool:
        return self.sieve.takes(card)

    @property
    def only_full(self) -> bool:
        """Whether branches without cards are left out: with a text looked for they would be in the way."""
        return self.sieve.only_full
