"""Verbs of "Move to": what a drag of heads does, for several at once, named by what they go beside."""

from __future__ import annotations

from collections.abc import Iterable

from journeyeditor.editing.operations.columns import move_stage, move_step
from journeyeditor.editing.operations.lanes import move_lane
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Entity, Lane, Stage, Step
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused

_MIXED = N_("Stages go beside stages, steps beside steps and lanes beside lanes.")
_OTHER_MAP = N_("Stages, steps and lanes stay on their map.")


def move_beside(
    document: Document, ids: IdSource, keys: Iterable[str], beside: str, after: bool
) -> Patch:
    """Stages, steps or lanes (all of one kind, on one map) go before or after another of that kind.

    They keep their order among themselves. Raises `Refused` for a mixture, for another map, and for the only
    step of a stage.
    """
    moving = [key for key in row_of(document, beside) if key in set(keys) - {beside}]
    _check(document, set(keys), beside)
    patch = Patch({})
    for key in moving if not after else reversed(moving):
        step = _moved(document, ids, key, beside, after)
        document, patch = step.apply(document), patch.then(step)
    return patch


def row_of(document: Document, key: str) -> list[str]:
    """All of the kind of an entity (a stage, step or lane) on its map, in order."""
    entity = document[key]
    owner = document.map_of(entity)
    if owner is None:
        return [key]
    if isinstance(entity, Stage):
        return [one.id for one in document.stages(owner.id)]
    if isinstance(entity, Step):
        return [one.id for one in document.map_steps(owner.id)]
    return [one.id for one in document.lanes(owner.id)]


def _check(document: Document, keys: set[str], beside: str) -> None:
    target = document[beside]
    moving: list[Entity] = [document[key] for key in keys]
    if any(type(entity) is not type(target) for entity in moving):
        raise Refused(_MIXED)
    if any(document.map_of(entity) != document.map_of(target) for entity in moving):
        raise Refused(_OTHER_MAP)


def _moved(document: Document, ids: IdSource, key: str, beside: str, after: bool) -> Patch:
    target = document[beside]
    if isinstance(target, Step):
        return move_step(
            document, ids, key, target.stage, _at(document.steps(target.stage), key, beside, after)
        )
    if isinstance(target, Stage):
        return move_stage(document, ids, key, _at(document.stages(target.map), key, beside, after))
    lanes = document.lanes(document.one(Lane, beside).map)
    return move_lane(document, ids, key, _at(lanes, key, beside, after))


def _at(row: Iterable[Entity], key: str, beside: str, after: bool) -> int:
    others = [entity.id for entity in row if entity.id != key]
    return others.index(beside) + (1 if after else 0)
