"""What the keys that move cards do to stages, steps and lanes that are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.moving import move_beside, row_of
from journeyeditor.model.entities import Entity, Lane, Stage, Step
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas.tools.reorder import MOVE_LANE, MOVE_STAGE, MOVE_STEP

if TYPE_CHECKING:
    from journeyeditor.model.document import Document
    from journeyeditor.ui.canvas.view import Canvas

MOVES: dict[type[Entity], str] = {Stage: MOVE_STAGE, Step: MOVE_STEP, Lane: MOVE_LANE}
NO_PLACE = N_("There is no place on that side to move it to.")


def move_heads(canvas: Canvas, steps: int, lanes: int) -> None:
    """Those that are selected go one place on; a step at the end of its stage goes into the next one."""
    document, chosen = canvas.editor.document, canvas.editor.selection
    kinds = {type(document[key]) for key in chosen}
    kind = kinds.pop() if len(kinds) == 1 else Entity
    by = lanes if kind is Lane else steps
    if kind not in MOVES or not by:
        return
    row = row_of(document, next(iter(chosen)))
    places = [row.index(key) for key in chosen]
    at = (max(places) if by > 0 else min(places)) + by
    if not 0 <= at < len(row):
        canvas.message.emit(message(NO_PLACE))
        return
    here = _stage_of(document, row[at - by]) == _stage_of(document, row[at])
    with canvas.reporting():
        patch = move_beside(document, canvas.ids, chosen, row[at], (by > 0) is here)
        canvas.keyboard.held.commit(message(MOVES[kind]), patch, select=chosen)


def _stage_of(document: Document, key: str) -> str:
    """The stage that a step belongs to, "" for anything else."""
    step = document.find(Step, key)
    return step.stage if step is not None else ""
