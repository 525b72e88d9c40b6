"""What Ctrl+Enter adds and Del takes away in each table of the outline: patches, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.editing.operations.channels import add_channel, delete_channel
from journeyeditor.editing.operations.columns import add_stage, add_step
from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.lanes import add_lane
from journeyeditor.editing.operations.measures import add_measure
from journeyeditor.editing.operations.people import add_persona, add_quote
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.editing.patch import Patch
from journeyeditor.model.entities import (
    Card,
    Channel,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Lane,
    LaneKind,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_, Refused
from journeyeditor.ui.edits import ADD_PERSONA, NEW_PERSONA
from journeyeditor.ui.inspector.quotes import ADD as ADD_QUOTE
from journeyeditor.ui.inspector.quotes import REMOVE as REMOVE_QUOTE
from journeyeditor.ui.lane_kinds import LANE_TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeyeditor.ui.outline.scene import Scene

ADD_STAGE, ADD_STEP, ADD_LANE = N_("Add stage"), N_("Add step"), N_("Add lane")
ADD_ARROW, ADD_MEASURE, ADD_CHANNEL = N_("Add arrow"), N_("Add measure"), N_("Add channel")
NEW_CHANNEL = N_("Channel {number}")
REMOVE, CLEAR_RATINGS, DELETE_CHANNEL = N_("Delete"), N_("Clear ratings"), N_("Delete channels")
FIXED = N_("Rows of this table are neither added nor deleted here.")
MAP_TABS = N_("Maps are added and deleted on the tabs above the map.")
NO_CARD = N_("Select the card first that this belongs to.")
TOO_FEW = N_("An arrow needs two cards.")
ALL_LINKED = N_("Arrows lead from this card to all others already.")
ALL_RATED = N_("There is a row for every touchpoint already; choose a level in it.")


@dataclass(frozen=True, slots=True)
class Addition:
    """A step that adds a row: what it is called, its patch, and the column whose cell is opened then."""

    label: str
    patch: Patch
    column: str


def _stage(scene: Scene, current: Entity | None, _selected: Sequence[Entity]) -> Addition:
    stages = [one.id for one in scene.document.stages(scene.map_id)]
    at = stages.index(current.id) + 1 if current is not None and current.id in stages else None
    return Addition(ADD_STAGE, add_stage(scene.document, scene.ids, scene.map_id, at), "title")


def _step(scene: Scene, current: Entity | None, _selected: Sequence[Entity]) -> Addition:
    document = scene.document
    if isinstance(current, Step):
        steps = [one.id for one in document.steps(current.stage)]
        patch = add_step(document, scene.ids, current.stage, steps.index(current.id) + 1)
    else:
        patch = add_step(document, scene.ids, document.stages(scene.map_id)[-1].id)
    return Addition(ADD_STEP, patch, "title")


def _lane(scene: Scene, current: Entity | None, _selected: Sequence[Entity]) -> Addition:
    kind = current.kind if isinstance(current, Lane) else LaneKind.TEXT
    at = scene.lanes[current.id] + 1 if current is not None and current.id in scene.lanes else None
    title = scene.translate(LANE_TITLES[kind])
    patch = add_lane(scene.document, scene.ids, scene.map_id, kind, title, at)
    return Addition(ADD_LANE, patch, "title")


def _card_for(scene: Scene, owner: str, selected: Sequence[Entity]) -> str:
    """The card of the present row, else the one that is selected. Raises `Refused` where there is neither."""
    if owner:
        return owner
    cards = [one.id for one in selected if isinstance(one, Card)]
    if not cards:
        raise Refused(NO_CARD)
    return cards[0]


def _quote(scene: Scene, current: Entity | None, selected: Sequence[Entity]) -> Addition:
    card = _card_for(scene, current.card if isinstance(current, Quote) else "", selected)
    return Addition(ADD_QUOTE, add_quote(scene.document, scene.ids, card, ""), "text")


def _arrow(scene: Scene, current: Entity | None, selected: Sequence[Entity]) -> Addition:
    """From the selected card, or the one at which the present arrow ends, to the next one; both can be chosen then."""
    order = [card.id for card in sorted(scene.cards(), key=scene.rank)]
    if len(order) < 2:
        raise Refused(TOO_FEW)
    chosen = [one.id for one in selected if isinstance(one, Card)]
    if len(chosen) == 2:
        start, end = sorted(chosen, key=order.index)
    else:
        start = _card_for(scene, current.end if isinstance(current, Connector) else "", selected)
        end = _next_free(scene, order, start)
    return Addition(ADD_ARROW, connect(scene.document, scene.ids, start, end), "end")


def _next_free(scene: Scene, order: list[str], start: str) -> str:
    """The next card in reading order, round at the end, to which no arrow leads from here."""
    taken = {start, *(one.end for one in scene.document.connectors(start))}
    at = order.index(start) + 1 if start in order else 0
    free = [key for key in (*order[at:], *order[:at]) if key not in taken]
    if not free:
        raise Refused(ALL_LINKED)
    return free[0]


def _measure(scene: Scene, current: Entity | None, selected: Sequence[Entity]) -> Addition:
    stage = current.stage if isinstance(current, Measure) else ""
    chosen = [one.id for one in selected if isinstance(one, Stage)]
    owner = stage or next(iter(chosen), scene.document.stages(scene.map_id)[0].id)
    at: int | None = None
    if isinstance(current, Measure):
        keys = [one.id for one in scene.document.measures(owner)]
        at = keys.index(current.id) + 1
    return Addition(ADD_MEASURE, add_measure(scene.document, scene.ids, owner, "", at), "name")


def _persona(scene: Scene, _current: Entity | None, _selected: Sequence[Entity]) -> Addition:
    number = len(scene.document.personas) + 1
    name = scene.translate(NEW_PERSONA).format(number=number)
    patch = add_persona(scene.document, scene.ids, name, scene.map_id)
    return Addition(ADD_PERSONA, patch, "name")


def _channel(scene: Scene, _current: Entity | None, _selected: Sequence[Entity]) -> Addition:
    number = len(scene.document.channels) + 1
    name = scene.translate(NEW_CHANNEL).format(number=number)
    return Addition(ADD_CHANNEL, add_channel(scene.document, scene.ids, name, "channel"), "name")


_ADDS: Mapping[type[Entity], Callable[[Scene, Entity | None, Sequence[Entity]], Addition]] = {
    Stage: _stage,
    Step: _step,
    Lane: _lane,
    Quote: _quote,
    Connector: _arrow,
    Measure: _measure,
    Persona: _persona,
    Channel: _channel,
}

_WHY_NOT: Mapping[type[Entity], str] = {
    Map: MAP_TABS,
    DocumentInfo: FIXED,
    Rating: ALL_RATED,
}


def addition(
    scene: Scene, kind: type[Entity], current: Entity | None, selected: Sequence[Entity]
) -> Addition:
    """A new row of a kind after the present one. Raises `Refused` where there can't be one."""
    if kind not in _ADDS:
        raise Refused(_WHY_NOT.get(kind, FIXED))
    return _ADDS[kind](scene, current, selected)


PARTS: tuple[type[Entity], ...] = (Quote, Comment, Rating, Measure, Channel, Map, DocumentInfo)
"""Kinds that are not selected on the canvas, and so are deleted as rows."""


def removal(scene: Scene, rows: Sequence[Entity]) -> tuple[str, Patch]:
    """The step that deletes these rows, all of one of the `PARTS`. Raises `Refused` where they stay."""
    document, keys = scene.document, [one.id for one in rows]
    if any(isinstance(one, Map | DocumentInfo) for one in rows):
        raise Refused(MAP_TABS if isinstance(rows[0], Map) else FIXED)
    if all(isinstance(one, Rating) for one in rows):
        return CLEAR_RATINGS, _cleared(scene, [one for one in rows if isinstance(one, Rating)])
    if all(isinstance(one, Channel) for one in rows):
        patch = Patch({})
        for key in keys:
            patch = patch.then(delete_channel(patch.apply(document), key))
        return DELETE_CHANNEL, patch
    label = REMOVE_QUOTE if all(isinstance(one, Quote) for one in rows) else REMOVE
    return label, delete(document, [key for key in keys if key in document])


def _cleared(scene: Scene, ratings: Sequence[Rating]) -> Patch:
    patch = Patch({})
    for one in ratings:
        patch = patch.then(rate(scene.document, [one.card], one.persona, None, one.layer))
    return patch
