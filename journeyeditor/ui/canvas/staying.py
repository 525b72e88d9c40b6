"""What stays as it is on a canvas when what it shows changes: the selection, whose ratings the keys set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.subjects import subjects
from journeyeditor.model.entities import Card, Connector, Lane, Map

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeyeditor.editing.editor import Changed
    from journeyeditor.model.document import Document


def on_map(document: Document, map_id: str, keys: Iterable[str]) -> list[str]:
    """Those of these entities that another map doesn't have: no key may delete or rate what is out of sight."""
    owners = ((key, document.map_of(document[key])) for key in keys)
    return [key for key, owner in owners if owner is None or owner.id == map_id]


def in_sight(event: Changed, keys: Iterable[str]) -> list[str]:
    """These entities without what a change hid: cards of hidden lanes with their arrows; of collapsed ones the lane."""
    shut = {
        after.id: after
        for before, after in event.patch.changes.values()
        if isinstance(before, Lane) and isinstance(after, Lane) and _shut(after) > _shut(before)
    }
    kept: dict[str, None] = {}
    for key in keys:
        if _loose(event.after, key, shut):
            continue
        card = event.after.find(Card, key)
        lane = shut.get(card.lane) if card is not None else None
        if lane is None:
            kept[key] = None
        elif not lane.hidden:
            kept[lane.id] = None
    return list(kept)


def _loose(document: Document, key: str, shut: Mapping[str, Lane]) -> bool:
    """Whether it is an arrow one of whose cards is not to be seen any more."""
    arrow = document.find(Connector, key)
    ends = (document.find(Card, end) for end in (arrow.start, arrow.end)) if arrow else ()
    return any(end is not None and end.lane in shut for end in ends)


def _shut(lane: Lane) -> int:
    return 2 if lane.hidden else int(lane.collapsed)


def persona_after(event: Changed, map_id: str, persona: str | None) -> str | None:
    """Whose ratings the keys set after a change: the same persona's, else the first that the map still shows."""
    before, after = event.before.find(Map, map_id), event.after.one(Map, map_id)
    if before is not None and before.personas == after.personas:
        return persona
    return persona_on(after, persona)


def persona_on(shown: Map, persona: str | None) -> str | None:
    """This persona where the map shows it, else the first one there, None for a map without personas."""
    return persona if persona in shown.personas else next(iter(shown.personas), None)


def touched_on(event: Changed) -> tuple[str, ...]:
    """What to show of what was undone or redone, in the order to look for it on the map."""
    about = subjects(event.patch)
    return about or tuple(key for key in event.patch.touched() if key in event.after)
