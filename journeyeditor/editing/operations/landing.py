"""Where a block of cards lands on a map, and the steps and lanes that are added where it is larger than the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeyeditor.editing.operations.columns import add_step
from journeyeditor.editing.operations.lanes import add_lane
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.entities import Lane, LaneKind, Stage, Step
from journeyeditor.model.ids import IdSource
from journeyeditor.model.kinds import CARDLESS


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a block: the kind and title of its lane, and whether any lane is as good as one of this kind."""

    kind: LaneKind
    title: str
    any_kind: bool = False


class Landing:
    """Finds the lanes and steps for a block that begins in one cell; what is missing is added to the draft."""

    def __init__(self, draft: Draft, ids: IdSource, lane: str, step: str) -> None:
        self._draft = draft
        self._ids = ids
        self._lane = lane
        self._step = step
        self.map = draft.document.one(Lane, lane).map
        self.lanes: list[str] = []
        self.steps: list[str] = []
        self.new_lanes = 0
        self.new_steps = 0

    def make_room(self, rows: Sequence[Row], titles: Sequence[str]) -> None:
        """Lanes for these rows, steps for as many columns as there are titles. Raises `Refused` for too many."""
        self._find_lanes(rows)
        self._find_steps(titles)

    def room_from(self, column: int) -> int:
        """How many steps there are from this column to the map's end."""
        steps = [step.id for step in self._draft.document.map_steps(self.map)]
        return len(steps) - steps.index(self.steps[column])

    def _find_lanes(self, rows: Sequence[Row]) -> None:
        free = self._free_lanes()
        for row in rows:
            found = self._next(free, row)
            if found is None:
                self.lanes.append(self._add_lane(row))
            else:
                self.lanes.append(found.id)
                free = free[free.index(found) + 1 :]

    def _free_lanes(self) -> list[Lane]:
        """Lanes for cards from the first one on; all of them where there is none below."""
        lanes = self._draft.document.lanes(self.map)
        start = next(place for place, lane in enumerate(lanes) if lane.id == self._lane)
        usable = [ln for ln in lanes if ln.kind not in CARDLESS and not ln.hidden]
        below = [ln for ln in lanes[start:] if ln in usable]
        return below or usable[-1:]

    def _next(self, free: Sequence[Lane], row: Row) -> Lane | None:
        """The next lane of the row's kind, else the next one; the first row takes the first one whatever it is."""
        if not free:
            return None
        if not self.lanes or row.any_kind:
            return free[0]
        return next((lane for lane in free if lane.kind is row.kind), free[0])

    def _add_lane(self, row: Row) -> str:
        kind = LaneKind.TEXT if row.kind in CARDLESS else row.kind
        self.new_lanes += 1
        return self._take(
            add_lane(self._draft.document, self._ids, self.map, kind, row.title), Lane
        )

    def _find_steps(self, titles: Sequence[str]) -> None:
        steps = [step.id for step in self._draft.document.map_steps(self.map)]
        self.steps = steps[steps.index(self._step) :][: len(titles)]
        for title in titles[len(self.steps) :]:
            last: Stage = self._draft.document.stages(self.map)[-1]
            patch = add_step(self._draft.document, self._ids, last.id, None, title)
            self.steps.append(self._take(patch, Step))
            self.new_steps += 1

    def _take(self, patch: Patch, kind: type[Lane | Step]) -> str:
        """Puts what a verb makes into the draft; returns the key of the new entity of a kind."""
        self._draft.put(*(after for _before, after in patch.changes.values() if after is not None))
        return next(entity.id for entity in patch.added() if isinstance(entity, kind))
