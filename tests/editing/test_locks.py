"""Nothing locked changes by accident: whichever verb makes the patch, the one question finds it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.locks import Locked, blocked, require_unlocked
from journeyeditor.editing.operations.cards import add_card, move_cards
from journeyeditor.editing.operations.columns import add_step
from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.lanes import add_lane, move_lane
from journeyeditor.editing.operations.people import add_quote
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.editing.patch import NOTHING, Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Comment, Entity, Lane, LaneKind, Map
from journeyeditor.model.locks import locked
from journeyeditor.model.plain import key_of
from tests.editing.documents import plain_document
from tests.support.sources import fixed_ids

BASE = plain_document()
LOCKABLE = sorted(key for key, e in BASE.items() if isinstance(e, Map | Lane | Card))


def locking(*keys: str) -> Document:
    return BASE.replaced({key: replace(BASE[key], locked=True) for key in keys})  # type: ignore[call-arg]


def edits(document: Document) -> dict[str, tuple[Patch, set[str]]]:
    """Patches by what they do, and which of card `one`, lane `t` and map `m` must be unlocked for them."""
    ids = fixed_ids(3)
    copied = Draft(document)
    copied.put(replace(document.one(Card, "one"), id="copy", lane="p"))
    return {
        "title": (set_fields(document, "one", title="New"), {"one", "t", "m"}),
        "move out": (move_cards(document, ids, ["one"], "p", "a2"), {"one", "t", "m"}),
        "move in": (move_cards(document, ids, ["wide"], "t", "a1"), {"t", "m"}),
        "add": (add_card(document, ids, "t", "a1"), {"t", "m"}),
        "delete card": (delete(document, ["one"]), {"one", "t", "m"}),
        "delete lane": (delete(document, ["t"]), {"one", "t", "m"}),
        "delete map": (delete(document, ["m"]), {"one", "t", "m"}),
        "delete step": (delete(document, ["a1"]), {"one", "t", "m"}),
        "rate": (rate(document, ["one"], "ann", 1.0), {"one", "t", "m"}),
        "quote": (add_quote(document, ids, "one", "Oh"), {"one", "t", "m"}),
        "rename lane": (set_fields(document, "t", title="New"), {"t", "m"}),
        "reorder lane": (move_lane(document, ids, "t", 2), {"t", "m"}),
        "add lane": (add_lane(document, ids, "m", LaneKind.TEXT, "x"), {"m"}),
        "add step": (add_step(document, ids, "C"), {"m"}),
        "map size": (set_fields(document, "m", step_width=200.0), {"m"}),
        "arrow": (connect(document, ids, "one", "wide"), {"m"}),
        "copy": (copied.patch(), {"m"}),
    }


@pytest.mark.parametrize("lock", ["one", "t", "m"])
@pytest.mark.parametrize("name", edits(BASE))
def test_each_verb_is_stopped_by_the_locks_around_it(name: str, lock: str) -> None:
    document = locking(lock)
    patch, stopped_by = edits(document)[name]
    assert patch
    found = blocked(document, patch)
    assert (found.id if found else None) == (lock if lock in stopped_by else None)
    assert blocked(BASE, edits(BASE)[name][0]) is None


def test_a_locked_card_comes_along_where_it_does_not_change() -> None:
    document = locking("one")
    assert blocked(document, delete(document, ["two"])) is None
    assert blocked(document, move_lane(document, fixed_ids(1), "t", 2)) is None


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("one", {"locked": False}),
        ("t", {"hidden": True, "collapsed": True, "pinned": True, "personas": ()}),
        ("m", {"personas": ("bob",), "order": "a5V", "locked": False}),
    ],
)
def test_the_lock_itself_and_how_a_map_is_looked_at_stay_free(
    key: str, values: dict[str, Any]
) -> None:
    document = locking("one", "t", "m")
    patch = set_fields(document, key, **values)
    assert patch
    require_unlocked(document, patch)


def test_unlocking_and_changing_at_once_is_a_change() -> None:
    document = locking("one")
    with pytest.raises(Locked, match="The card “One” is locked"):
        require_unlocked(document, set_fields(document, "one", locked=False, title="x"))


def test_comments_may_be_made_on_what_is_locked() -> None:
    document = locking("one", "m")
    draft = Draft(document)
    draft.put(Comment(id="c", about="one", text="Really?"))
    assert blocked(document, draft.patch()) is None


def test_a_whole_map_may_be_copied_with_its_locks() -> None:
    document = locking("m", "t")
    copies: list[Entity] = [
        replace(document.one(Map, "m"), id="m2"),
        replace(document.one(Lane, "t"), id="t2", map="m2"),
        replace(document.stages("m")[0], id="s2", map="m2"),
    ]
    draft = Draft(document)
    draft.put(*copies)
    assert blocked(document, draft.patch()) is None
    assert blocked(document, NOTHING) is None


@given(
    keys=st.sets(st.sampled_from(LOCKABLE), max_size=3),
    changed=st.sets(st.sampled_from(sorted(set(BASE) - {"document"})), min_size=1, max_size=4),
    removed=st.booleans(),
)
def test_a_patch_is_stopped_exactly_where_it_touches_something_locked(
    keys: set[str], changed: set[str], removed: bool
) -> None:
    document = locking(*keys)
    after = {
        k: None if removed else replace(document[k], modified="x", **_other(document[k]))
        for k in changed
    }
    patch = Patch({key: (document[key], entity) for key, entity in after.items()})
    found = blocked(document, patch)
    assert (found is not None) == any(locked(document, key) for key in changed)
    assert found is None or found.locked
    assert all(key_of(document[key]) == key for key in changed)


def _other(entity: Entity) -> dict[str, Any]:
    """A change that is none of the free ones."""
    names = ("title", "name", "alt", "text")
    return next(({n: "Other"} for n in names if hasattr(entity, n)), {"extras": {"a": 1}})
