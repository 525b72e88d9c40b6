"""Hues: the colours that stages, lanes, cards and personas may have, by name.

A hue is one of `HUES`, which every theme has, or `brand-1`, `brand-2`, … for the document's own colours. An empty hue
is automatic: a stage then takes the hue of its place on the map. What an edit of stages would so change by the way is
kept (`held`), so that a stage never changes its colour because another one came, went or moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from journeyeditor.model.brand import brand_colour
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Stage

HUES = ("indigo", "teal", "amber", "rose", "green", "blue", "violet", "slate")
"""Hues of stages in the order they take them."""


def known_hue(document: Document, hue: str) -> str:
    """A hue as one of `HUES` or as `#rrggbb` of the document's own colours; "" for none and for one unknown."""
    return hue if hue in HUES else (brand_colour(document.info, hue) or "").lower()


def stage_hues(document: Document, map_id: str) -> dict[str, str]:
    """The hue of each stage of a map, its own or the automatic one (as `known_hue` gives it)."""
    return {
        stage.id: known_hue(document, stage.hue) or HUES[place % len(HUES)]
        for place, stage in enumerate(document.stages(map_id))
    }


def held(before: Document, after: Document, map_id: str) -> dict[str, str]:
    """The automatic hues that an edit of a map's stages changed, and what to set so that they stay.

    Stages that are new are given a hue that no neighbour has, and of these the one that is used least.
    """
    was, now = stage_hues(before, map_id), stage_hues(after, map_id)
    stages = after.stages(map_id)
    kept = {
        stage.id: was[stage.id]
        for stage in stages
        if not stage.hue and stage.id in was and was[stage.id] != now[stage.id]
    }
    if not kept:
        return _for_new(stages, now, was) if _clashes(stages, now) else {}
    return kept | _for_new(stages, now | kept, was)


def _clashes(stages: Sequence[Stage], hues: Mapping[str, str]) -> bool:
    return any(hues[a.id] == hues[b.id] for a, b in pairwise(stages))


def _for_new(
    stages: Sequence[Stage], hues: Mapping[str, str], was: Mapping[str, str]
) -> dict[str, str]:
    chosen = dict(hues)
    found: dict[str, str] = {}
    for place, stage in enumerate(stages):
        if stage.hue or stage.id in was:
            continue
        near = {chosen[one.id] for one in stages[max(place - 1, 0) : place + 2] if one is not stage}
        others = [chosen[one.id] for one in stages if one is not stage]
        free = [hue for hue in HUES if hue not in near]
        found[stage.id] = chosen[stage.id] = min(free, key=others.count)
    return found
