"""Verbs of lanes."""

from __future__ import annotations

from dataclasses import replace

from journeyeditor.editing.operations.places import keys_at
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Lane, LaneKind
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.plain import clean_text
from journeyeditor.model.rules import MAX_LANES


def add_lane(
    document: Document,
    ids: IdSource,
    map_id: str,
    kind: LaneKind,
    title: str,
    at: int | None = None,
) -> Patch:
    """A new lane, before the one at index `at` (None: at the bottom)."""
    lanes = document.lanes(map_id)
    if len(lanes) >= MAX_LANES:
        raise Refused(N_("A map has at most {most} lanes."), most=MAX_LANES)
    order = keys_at(lanes, at, 1, ids)[0]
    draft = Draft(document)
    draft.put(Lane(id=ids.new(), map=map_id, order=order, kind=kind, title=clean_text(title)))
    return draft.patch()


def move_lane(document: Document, ids: IdSource, lane: str, at: int) -> Patch:
    """A lane goes before the one at index `at` among the others."""
    moving = document.one(Lane, lane)
    row = document.lanes(moving.map)
    others = [other for other in row if other.id != lane]
    if row.index(moving) == max(0, min(at, len(others))):
        return Patch({})
    draft = Draft(document)
    draft.put(replace(moving, order=keys_at(others, at, 1, ids)[0]))
    return draft.patch()
