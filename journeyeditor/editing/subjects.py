"""What a change is about, as a person sees it: what undo and redo select, and the list of steps names.

A patch also holds what merely follows: ratings that go along with a persona, colours that stages keep when another
one comes, the cards of a stage that is back.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from journeyeditor.model.entities import (
    Card,
    Comment,
    Connector,
    Entity,
    Lane,
    Map,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from journeyeditor.editing.patch import Patch

MANY = 50
"""More than so many are not selected, unless they are already: nobody looks through them."""

KINDS: tuple[type[Entity], ...] = (Map, Stage, Step, Lane, Persona, Connector, Card)
"""What can be the subject of a change. Where there are several kinds, the last of them is it."""

_QUIET = ("modified", "hue")
"""What changes along: the time, and colours that are held when those beside change."""

_OWNERS: dict[type[Entity], Callable[[Entity], tuple[str, ...]]] = {
    Stage: lambda it: (it.map,) if isinstance(it, Stage) else (),
    Step: lambda it: (it.stage,) if isinstance(it, Step) else (),
    Lane: lambda it: (it.map,) if isinstance(it, Lane) else (),
    Card: lambda it: (it.lane, it.step) if isinstance(it, Card) else (),
    Connector: lambda it: (it.start, it.end) if isinstance(it, Connector) else (),
}


def subjects(patch: Patch) -> tuple[str, ...]:
    """The keys of what a patch adds or changes: of one kind only, what follows left out; none where it takes away."""
    changed = _changed(patch)
    added = {key for key, (before, after) in patch.changes.items() if before is None and after}
    if added & changed.keys():
        changed = {key: entity for key, entity in changed.items() if key in added}
    elif _takes_away(patch):
        return ()
    elif not changed:
        return _hanging(patch)
    own = {key: e for key, e in changed.items() if not _follows(e, changed.keys())}
    kind = next((k for k in reversed(KINDS) if any(type(e) is k for e in own.values())), None)
    return tuple(key for key, entity in own.items() if type(entity) is kind)


def _takes_away(patch: Patch) -> bool:
    return any(after is None and type(before) in KINDS for before, after in patch.changes.values())


def _changed(patch: Patch) -> dict[str, Entity]:
    """What is there afterwards and is another than before; held colours only where there is nothing else."""
    found = {
        key: after
        for key, (before, after) in patch.changes.items()
        if after is not None and type(after) in KINDS and _differs(before, after, ("modified",))
    }
    loud = {
        key: after for key, after in found.items() if _differs(patch.changes[key][0], after, _QUIET)
    }
    return loud or found


def _hanging(patch: Patch) -> tuple[str, ...]:
    """What ratings, quotes and comments of a patch are about; ratings that a persona or a scale takes along are not."""
    changes = patch.changes.values()
    if any(isinstance(b, Map) and isinstance(a, Map) and b.scale != a.scale for b, a in changes):
        return ()
    found: dict[str, None] = {}
    for before, after in changes:
        entity = after or before
        if isinstance(entity, Rating | Quote):
            found[entity.card] = None
        elif isinstance(entity, Comment):
            found[entity.about] = None
    return tuple(found)


def _differs(before: Entity | None, after: Entity, without: tuple[str, ...]) -> bool:
    if before is None or type(before) is not type(after):
        return True
    names = [field.name for field in fields(after) if field.name not in without]
    return any(getattr(before, name) != getattr(after, name) for name in names)


def _follows(entity: Entity, others: Collection[str]) -> bool:
    """Whether it is there because what it stands in is."""
    owners = _OWNERS.get(type(entity))
    return owners is not None and any(owner in others for owner in owners(entity))


def chosen_after(patch: Patch, chosen: frozenset[str]) -> frozenset[str]:
    """What to select when a patch has been undone or redone (`patch` is the one that was applied), having had `chosen`."""
    found = frozenset(subjects(patch))
    if not found:
        return frozenset() if _takes_away(patch) else chosen
    return found if len(found) <= MANY or found <= chosen else frozenset()


def named(keys: Iterable[str], entities: Mapping[str, Entity]) -> str:
    """The title of the one thing that a change is about, in one line; "" for several and for the untitled."""
    found = [entities[key] for key in keys if key in entities]
    if len(found) != 1:
        return ""
    texts = (getattr(found[0], name, "") for name in ("title", "name", "text", "label"))
    return " ".join(next((str(text) for text in texts if text), "").split())
