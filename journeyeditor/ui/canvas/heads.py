"""From the cells to the heads and back by the arrow keys: stages, steps and lanes are selected as a click does it.

The cell cursor stays where it was; what is selected says where the keyboard is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from journeyeditor.ui.canvas.camera import Strip, pane_of
from journeyeditor.ui.canvas.cursor import Cursor, Grid
from journeyeditor.ui.canvas.hit import NOTHING, Hit, Part
from journeyeditor.ui.lane_kinds import CARDLESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.layout.placed import PlacedLane, PlacedMap
    from journeyeditor.ui.canvas.view import Canvas


class Heads:
    """Leads over the heads of one canvas. Ways are in reading direction: -1 back, 1 on; -1 up, 1 down."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def selected(self) -> str:
        """The stage, step or lane that is the only thing selected, "" for none."""
        placed, chosen = self._canvas.placed, self._canvas.editor.selection
        if placed is None or len(chosen) != 1:
            return ""
        key = next(iter(chosen))
        return key if key in (*_stages(placed), *_steps(placed), *_lanes(placed)) else ""

    def above(self, step: str) -> None:
        """From the uppermost cell of a step to its head."""
        self._select(step)

    def beside(self, lane: str) -> None:
        """From the first cell of a lane to its label."""
        self._select(lane)

    def across(self, by: int) -> None:
        """To the head before or behind; from a label into its lane."""
        placed, here = self._canvas.placed, self.selected()
        if placed is None:
            return
        for row in (_stages(placed), _steps(placed)):
            if here in row:
                self._beside(row, here, by)
        if here in _lanes(placed) and by > 0:
            self._enter(here, _steps(placed)[0])

    def down(self, by: int) -> None:
        """From a stage to its steps, from a step into its cells, from label to label; and up again."""
        placed, here = self._canvas.placed, self.selected()
        if placed is None:
            return
        if here in _lanes(placed):
            self._beside(_lanes(placed), here, by)
        elif here in _stages(placed) and by > 0:
            self._select(self._step_of(placed, here))
        elif here in _steps(placed):
            self._from_step(placed, here, by)

    def cell(self) -> tuple[str, str] | None:
        """The cell that a card goes to when a lane or a step is selected by its head: of the other, the cursor's."""
        placed, here, cursor = self._canvas.placed, self.selected(), self._canvas.cell
        if placed is None or not here:
            return None
        if here in _lanes(placed):
            known = placed.column_of(cursor.step) is not None
            return here, cursor.step if known else _steps(placed)[0]
        row = placed.lane(cursor.lane) or self._first_for_cards(placed)
        if row is None or here not in (*_steps(placed), *_stages(placed)):
            return None
        return row.id, here if here in _steps(placed) else self._step_of(placed, here)

    def _first_for_cards(self, placed: PlacedMap) -> PlacedLane | None:
        return next((lane for lane in placed.lanes if lane.block.kind not in CARDLESS), None)

    def ask_map_menu(self) -> None:
        """Asks for the menu of the map itself, where its cells begin."""
        canvas = self._canvas
        if not canvas.panes:
            return
        clip = pane_of(canvas.panes, Strip.BODY).clip
        rtl = canvas.placed is not None and canvas.placed.rtl
        x = clip.right - 12 if rtl else clip.x + 12
        point = canvas.viewport().mapToGlobal(QPoint(round(x), round(clip.y + 12)))
        canvas.context_requested.emit(NOTHING, point)

    def ask_menu(self) -> bool:
        """Asks for the menu of the head or the arrow that is selected; False where none is."""
        canvas, here = self._canvas, self.selected() or self._arrow()
        place = canvas.place_of(here) if here else None
        if place is None or canvas.placed is None:
            return False
        at = canvas.to_view(*place)
        point = canvas.viewport().mapToGlobal(QPoint(round(at.x + 12), round(at.y + 12)))
        canvas.context_requested.emit(Hit(self._part(canvas.placed, here), place[0], here), point)
        return True

    def _arrow(self) -> str:
        """The arrow that is the only thing selected, "" for none."""
        chosen, hits = self._canvas.editor.selection, self._canvas.hits
        places = hits.arrows.places if hits is not None and len(chosen) == 1 else {}
        return next((key for key in chosen if key in places), "")

    def _part(self, placed: PlacedMap, key: str) -> Part:
        if key == self._arrow():
            return Part.CONNECTOR
        if key in _stages(placed):
            return Part.STAGE
        return Part.STEP if key in _steps(placed) else Part.LANE

    def _from_step(self, placed: PlacedMap, step: str, by: int) -> None:
        if by < 0:
            column = placed.column_of(step)
            self._select(column.stage if column is not None else "")
        elif placed.lanes:
            self._enter(placed.lanes[0].id, step)

    def _step_of(self, placed: PlacedMap, stage: str) -> str:
        """The cursor's step where it belongs to a stage, else the stage's first one."""
        own = [column.step for column in placed.columns if column.stage == stage]
        return self._canvas.cell.step if self._canvas.cell.step in own else own[0]

    def _beside(self, row: Sequence[str], here: str, by: int) -> None:
        place = row.index(here) + by
        if 0 <= place < len(row):
            self._select(row[place])

    def _enter(self, lane: str, step: str) -> None:
        canvas = self._canvas
        canvas.go_to(Grid(canvas.hits).cell(lane, step) if canvas.hits else Cursor(lane, step))

    def _select(self, key: str) -> None:
        if key:
            self._canvas.editor.select([key])
            self._canvas.reveal_entity(key)


def _stages(placed: PlacedMap) -> list[str]:
    return [head.id for head in placed.stages]


def _steps(placed: PlacedMap) -> list[str]:
    return [column.step for column in placed.columns]


def _lanes(placed: PlacedMap) -> list[str]:
    return [lane.id for lane in placed.lanes]
