"""Verbs of sizes: how many steps a card covers, how wide steps and how high lanes are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journeyeditor.editing.operations.places import keys_at
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, Map
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.rules import MAX_STEP_WIDTH, MIN_STEP_WIDTH

LEAST_LANE, MOST_LANE = 24.0, 2_000.0
"""How high a lane can be set to be at least, in map units."""


def stretch_card(document: Document, ids: IdSource, card: str, first: str, last: str) -> Patch:
    """A card covers its map's steps from `first` to `last`; in a cell that it newly begins in it is the last.

    Raises `Refused` for steps of another map.
    """
    before = document.one(Card, card)
    owner = document.map_of(before)
    steps = [step.id for step in document.map_steps(owner.id)] if owner else []
    if first not in steps or last not in steps:
        raise Refused(N_("A card covers steps of its own map only."))
    begin, end = sorted((steps.index(first), steps.index(last)))
    after = replace(before, step=steps[begin], span=end - begin + 1)
    if after.step != before.step:
        order = keys_at(document.cell(before.lane, after.step), None, 1, ids)[0]
        after = replace(after, order=order)
    return Patch({card: (before, after)} if after != before else {})


def set_step_width(document: Document, map_id: str, width: float) -> Patch:
    """All steps of a map are so many whole units wide, kept within what the rules allow."""
    before = document.one(Map, map_id)
    wanted = float(round(min(max(width, MIN_STEP_WIDTH), MAX_STEP_WIDTH)))
    after = replace(before, step_width=wanted)
    return Patch({map_id: (before, after)} if after != before else {})


def set_lane_height(document: Document, lanes: Iterable[str], height: float | None) -> Patch:
    """These lanes are at least so many whole units high (None: as high as they need)."""
    wanted = None if height is None else float(round(min(max(height, LEAST_LANE), MOST_LANE)))
    changes = {}
    for key in dict.fromkeys(lanes):
        before = document.one(Lane, key)
        if before.min_height != wanted:
            changes[key] = (before, replace(before, min_height=wanted))
    return Patch(changes)
