"""Verbs of stages and steps: add, move; spans of cards follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from journeyeditor.editing.operations.places import keys_at
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Stage, Step
from journeyeditor.model.hues import held
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.plain import clean_text
from journeyeditor.model.rules import MAX_STAGES, MAX_STEPS


def add_stage(
    document: Document,
    ids: IdSource,
    map_id: str,
    at: int | None = None,
    title: str = "",
    goal: str = "",
) -> Patch:
    """A new stage with one step, before the stage at index `at` (None: at the end)."""
    stages = document.stages(map_id)
    if len(stages) >= MAX_STAGES:
        raise Refused(N_("A map has at most {most} stages."), most=MAX_STAGES)
    stage = Stage(
        id=ids.new(),
        map=map_id,
        order=keys_at(stages, at, 1, ids)[0],
        title=clean_text(title),
        goal=clean_text(goal),
    )
    step = Step(id=ids.new(), stage=stage.id, order=keys_at((), None, 1, ids)[0])

    def add(draft: Draft) -> None:
        draft.put(stage, step)
        hold_hues(document, draft, map_id)

    return _keeping_spans(document, map_id, add)


def add_step(
    document: Document, ids: IdSource, stage: str, at: int | None = None, title: str = ""
) -> Patch:
    """A new step of a stage, before its step at index `at` (None: at the end). Cards around it widen."""
    owner = document.one(Stage, stage)
    if len(document.map_steps(owner.map)) >= MAX_STEPS:
        raise Refused(N_("A map has at most {most} steps."), most=MAX_STEPS)
    order = keys_at(document.steps(stage), at, 1, ids)[0]
    step = Step(id=ids.new(), stage=stage, order=order, title=clean_text(title))
    return _keeping_spans(document, owner.map, lambda draft: draft.put(step))


def move_stage(document: Document, ids: IdSource, stage: str, at: int) -> Patch:
    """A stage goes before the one at index `at` among the others, with its steps and cards."""
    moving = document.one(Stage, stage)
    row = document.stages(moving.map)
    others = [other for other in row if other.id != stage]
    if row.index(moving) == max(0, min(at, len(others))):
        return Patch({})
    moved = replace(moving, order=keys_at(others, at, 1, ids)[0])
    return _following(document, moving.map, moved, {step.id for step in document.steps(stage)})


def move_step(document: Document, ids: IdSource, step: str, stage: str, at: int) -> Patch:
    """A step, with the cards that begin at it, goes into a stage before the one at index `at` among the others.

    Raises `Refused` when it is the only step of the stage it would leave, and for a stage of another map.
    """
    moving = document.one(Step, step)
    if document.one(Stage, moving.stage).map != document.one(Stage, stage).map:
        raise Refused(N_("A step stays on its map. Copy its cards to the other map instead."))
    others = [other for other in document.steps(stage) if other.id != step]
    if moving.stage == stage and document.steps(stage).index(moving) == max(
        0, min(at, len(others))
    ):
        return Patch({})
    if moving.stage != stage and len(document.steps(moving.stage)) == 1:
        raise Refused(N_("A stage keeps at least one step. Move or delete the stage instead."))
    moved = replace(moving, stage=stage, order=keys_at(others, at, 1, ids)[0])
    return _following(document, document.one(Stage, stage).map, moved, {step})


def hold_hues(document: Document, draft: Draft, map_id: str) -> None:
    """Stages keep the colours that they had in `document`, whatever came, went or moved beside them."""
    for stage, hue in held(document, draft.document, map_id).items():
        draft.put(replace(draft.document.one(Stage, stage), hue=hue))


def spanning(document: Document, map_id: str) -> list[Card]:
    """The cards of a map that cover more than one step."""
    cards = (card for lane in document.lanes(map_id) for card in document.cards(lane.id))
    return [card for card in cards if card.span > 1]


def _places(document: Document, map_id: str) -> dict[str, int]:
    return {step.id: place for place, step in enumerate(document.map_steps(map_id))}


def _keeping_spans(document: Document, map_id: str, change: Callable[[Draft], None]) -> Patch:
    """Adds steps, after which every card still covers the steps it covered, and those between."""
    places = _places(document, map_id)
    steps = list(places)
    draft = Draft(document)
    change(draft)
    new = _places(draft.document, map_id)
    for card in spanning(document, map_id):
        end = steps[places[card.step] + card.span - 1]
        draft.put(replace(card, span=new[end] - new[card.step] + 1))
    return draft.patch()


def _following(document: Document, map_id: str, moved: Stage | Step, moving: set[str]) -> Patch:
    """The patch of a move of these steps. Spans follow it:

    cards that begin at a step that moves go along as wide as they are, cut at the map's end; the others shrink
    by steps that leave them and widen by those that come between. A card whose steps only change places keeps them.
    """
    places = _places(document, map_id)
    draft = Draft(document)
    draft.put(moved)
    hold_hues(document, draft, map_id)
    new = _places(draft.document, map_id)
    if list(new) != list(places):
        for card in spanning(document, map_id):
            draft.put(replace(card, span=_span_after(card, list(places), new, moving)))
    return draft.patch()


def _span_after(card: Card, steps: list[str], new: dict[str, int], moving: set[str]) -> int:
    first = steps.index(card.step)
    covered = steps[first : first + card.span]
    begin = new[card.step]
    if {new[step] for step in covered} == set(range(begin, begin + card.span)):
        return card.span
    if card.step in moving:
        return min(card.span, len(steps) - begin)
    return max(new[step] for step in covered if step not in moving) - begin + 1
