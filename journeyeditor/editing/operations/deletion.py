"""Deleting: whatever belongs to a thing goes with it in the same patch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from journeyeditor.editing.operations.columns import hold_hues, spanning
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import DocumentInfo, Entity, Map, Stage, Step
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.plain import key_of
from journeyeditor.model.references import BELONGING, owned_by, referring


def delete(document: Document, keys: Iterable[str]) -> Patch:
    """These entities are gone, with all that belongs to them and every reference to them.

    Raises `Refused` for the last step of a stage, the last stage of a map, the last map and the document.
    """
    wanted = [document[key] for key in keys if key in document]
    _refuse_last(document, wanted)
    draft = Draft(document)
    _shrink_spans(draft, wanted)
    gone = _with_dependants(draft.document, wanted)
    _forget(draft, gone)
    draft.remove(*gone)
    for map_id in {e.map for e in gone.values() if isinstance(e, Stage) and e.map not in gone}:
        hold_hues(document, draft, map_id)
    return draft.patch()


def _refuse_last(document: Document, wanted: list[Entity]) -> None:
    keys = {key_of(entity) for entity in wanted}
    for entity in wanted:
        if isinstance(entity, DocumentInfo):
            raise Refused(N_("The document itself can't be deleted."))
        if isinstance(entity, Stage) and _leaves_no_stage(document, entity, keys):
            raise Refused(N_("A map keeps at least one stage."))
        if isinstance(entity, Step) and _leaves_none(document, entity, keys):
            raise Refused(N_("A stage keeps at least one step. Delete the stage instead."))
    if any(isinstance(e, Map) for e in wanted) and {m.id for m in document.maps} <= keys:
        raise Refused(N_("A document keeps at least one map."))


def _leaves_no_stage(document: Document, stage: Stage, going: set[str]) -> bool:
    return stage.map not in going and going.issuperset(s.id for s in document.stages(stage.map))


def _leaves_none(document: Document, step: Step, going: set[str]) -> bool:
    stage = document.one(Stage, step.stage)
    if stage.id in going or stage.map in going:
        return False
    return going.issuperset(s.id for s in document.steps(stage.id))


def _shrink_spans(draft: Draft, wanted: list[Entity]) -> None:
    """Cards that cover steps that go, besides others, shrink by them and begin at the first that stays."""
    document = draft.document
    going = {entity.id for entity in wanted if isinstance(entity, Step)}
    for entity in wanted:
        if isinstance(entity, Stage):
            going |= {step.id for step in document.steps(entity.id)}
    owners = (document.map_of(document[step]) for step in going)
    for map_id in {owner.id for owner in owners if owner is not None}:
        steps = [step.id for step in document.map_steps(map_id)]
        places = {step: place for place, step in enumerate(steps)}
        for card in spanning(document, map_id):
            first = places[card.step]
            left = [step for step in steps[first : first + card.span] if step not in going]
            if left:
                draft.put(replace(card, step=left[0], span=len(left)))


def _with_dependants(document: Document, wanted: list[Entity]) -> dict[str, Entity]:
    """What goes when these go."""
    gone: dict[str, Entity] = {}
    wave = {key_of(entity): entity for entity in wanted}
    while wave:
        gone |= wave
        found = {key_of(e): e for e in _dependants(document, wave)}
        wave = {key: entity for key, entity in found.items() if key not in gone}
    return gone


def _dependants(document: Document, gone: dict[str, Entity]) -> Iterator[Entity]:
    for key in gone:
        yield from owned_by(document, key)
    for entity, field in referring(document, gone.values()):
        if (type(entity), field) in BELONGING:
            yield entity


def _forget(draft: Draft, gone: dict[str, Entity]) -> None:
    """What stays no longer refers to what goes."""
    forgetful: dict[str, Entity] = {}
    for entity, field in referring(draft.document, gone.values()):
        key = key_of(entity)
        if key not in gone:
            left = _without(getattr(entity, field), gone)
            forgetful[key] = replace(forgetful.get(key, entity), **{field: left})
    draft.put(*forgetful.values())


def _without(value: Any, gone: dict[str, Entity]) -> Any:
    """A field's value without references to these: a shorter list, or nothing."""
    return tuple(key for key in value if key not in gone) if isinstance(value, tuple) else None
