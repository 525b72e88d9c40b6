"""Maps: added, copied, moved, deleted; a lane's copy on another map. Undo gives back exactly what was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.maps import (
    add_map,
    adopt_map,
    copy_lane,
    delete_map,
    duplicate_as_to_be,
    duplicate_map,
    matched_steps,
    move_map,
)
from journeyeditor.editing.operations.views import save_view
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Connector,
    Lane,
    LaneKind,
    Map,
    MapState,
    Quote,
    Rating,
    Stage,
    Step,
    rating_key,
)
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import Refused
from journeyeditor.model.plain import key_of
from journeyeditor.model.rules import check_all
from journeyeditor.model.saved_views import saved_views
from tests.editing.documents import deep, plain_document
from tests.support.maps import generated_document, small_document
from tests.support.sources import fixed_ids

LANES = ((LaneKind.TOUCHPOINT, "Touchpoints"), (LaneKind.EMOTION, "Emotion"))


def done(document: Document, patch: Patch) -> Document:
    """The document after a patch, whose rules hold and which undo takes back exactly."""
    before = deep(document)
    after = patch.apply(document)
    assert check_all(after) == check_all(document)
    assert patch.inverse().apply(after) == document
    assert deep(document) == before
    return after


def rich() -> Document:
    """A generated map (lanes of all usual kinds, ratings, quotes, arrows) and another with other steps and scale."""
    document = generated_document(30)
    other = plain_document()
    extra = [other[key] for key in ("n", "N", "n1", "u")]
    changed = [replace(e, personas=()) if isinstance(e, Map) else e for e in extra]
    cards = list(document.all(Card))
    arrow = Connector(id="arrow", start=cards[0].id, end=cards[5].id)
    quote = Quote(id="quote", card=cards[0].id, order="a0V", text="Oh")
    link = replace(cards[1], link=document.maps[0].id, locked=True)
    made = [*changed, arrow, quote, link]
    return document.replaced({key_of(e): e for e in made})


RICH = rich()
M = RICH.maps[0].id


def content(document: Document, map_id: str) -> list[object]:
    """All that a map holds, without ids."""
    cards = [c for lane in document.lanes(map_id) for c in document.cards(lane.id)]
    return [
        [(s.title, s.goal, s.hue) for s in document.stages(map_id)],
        [s.title for s in document.map_steps(map_id)],
        [(ln.title, ln.kind, ln.personas) for ln in document.lanes(map_id)],
        [(c.title, c.text, c.span, c.image, c.channel) for c in cards],
        [[(q.text, q.participant) for q in document.quotes(c.id)] for c in cards],
        [sorted((str(r.persona), r.value, r.layer) for r in document.ratings(c.id)) for c in cards],
        sorted(len(document.connectors(c.id)) for c in cards),
    ]


def test_a_blank_map_has_a_step_lanes_and_the_people_of_the_one_before() -> None:
    document = plain_document()
    after = done(document, add_map(document, fixed_ids(1), "New\r\n", LANES, "m"))
    assert [one.title for one in after.maps] == ["", "New\n", ""]
    made = after.maps[1]
    assert made.personas == ("ann", "bob")
    assert len(after.map_steps(made.id)) == 1
    assert [(lane.kind, lane.title) for lane in after.lanes(made.id)] == list(LANES)


def test_it_goes_to_the_end_where_nothing_is_said() -> None:
    document = plain_document()
    after = done(document, add_map(document, fixed_ids(1), "New", ()))
    assert after.maps[-1].title == "New"
    assert after.maps[-1].scale == document.one(Map, "n").scale


@pytest.mark.parametrize("copy", [duplicate_map, duplicate_as_to_be])
def test_a_copy_holds_all_that_the_map_holds(
    copy: Callable[[Document, IdSource, str, str], Patch],
) -> None:
    after = done(RICH, copy(RICH, fixed_ids(3), M, "Copy"))
    made = after.maps[1]
    assert made.title == "Copy"
    assert content(after, made.id) == content(after, M) == content(RICH, M)
    cards = [c for lane in after.lanes(made.id) for c in after.cards(lane.id)]
    assert not any(card.locked for card in cards)
    assert [c.link for c in cards if c.link] == [made.id]
    assert len({c.id for c in after.all(Card)}) == 2 * len(list(RICH.all(Card))) - len(
        RICH.cards("u")
    )


def test_the_map_to_be_knows_where_it_comes_from() -> None:
    after = done(RICH, duplicate_as_to_be(RICH, fixed_ids(3), M, "Better"))
    made = after.maps[1]
    assert (made.origin, made.state) == (M, MapState.TO_BE)
    origins = {c.origin for lane in after.lanes(made.id) for c in after.cards(lane.id)}
    assert origins == {c.id for lane in RICH.lanes(M) for c in RICH.cards(lane.id)}
    plain = done(RICH, duplicate_map(RICH, fixed_ids(3), M, "Same")).maps[1]
    assert (plain.origin, plain.state) == (None, RICH.maps[0].state)


def test_a_locked_map_has_an_unlocked_copy() -> None:
    document = done(RICH, set_fields(RICH, [M, RICH.lanes(M)[0].id], locked=True))
    after = done(document, duplicate_map(document, fixed_ids(3), M, "Copy"))
    made = after.maps[1]
    assert not made.locked
    assert not any(lane.locked for lane in after.lanes(made.id))


@pytest.mark.parametrize(("at", "titles"), [(0, "BAC"), (1, "ABC"), (2, "ACB"), (9, "ACB")])
def test_a_map_moves_among_the_others(at: int, titles: str) -> None:
    document = plain_document()
    document = document.replaced(
        {
            "m": replace(document.one(Map, "m"), title="A"),
            "n": replace(document.one(Map, "n"), title="B"),
        }
    )
    document = done(document, add_map(document, fixed_ids(1), "C", ()))
    after = done(document, move_map(document, fixed_ids(2), "n", at))
    assert "".join(one.title for one in after.maps) == titles


def test_a_deleted_map_takes_along_links_and_views_of_it() -> None:
    document = plain_document()
    document = done(document, set_fields(document, "one", link="n"))
    for map_id in ("m", "n"):
        document = done(document, save_view(document, fixed_ids(len(map_id)), map_id, "All"))
    after = done(document, delete_map(document, "n"))
    assert [one.id for one in after.maps] == ["m"]
    assert after.one(Card, "one").link == ""
    assert {view.map for view in saved_views(after)} <= {"m"}
    with pytest.raises(Refused, match="at least one map"):
        delete_map(after, "m")


def test_the_map_of_a_template_comes_with_its_own_steps() -> None:
    document, source = plain_document(), small_document()
    name = source.personas[0].name
    document = document.replaced({"bob": replace(document.personas[1], name=f" {name.upper()} ")})
    after = done(document, adopt_map(document, fixed_ids(5), source, "From a template", "m"))
    made = after.maps[1]
    first = source.maps[0]
    assert made.title == "From a template"
    assert made.personas == ("bob",)
    assert [s.title for s in after.map_steps(made.id)] == [
        s.title for s in source.map_steps(first.id)
    ]
    rated = {r.persona for r in after.all(Rating) if after.map_of(r) == made}
    assert rated <= {"bob", None}


def test_a_copied_lane_brings_its_cards_with_all_that_hangs_on_them() -> None:
    document = RICH
    lane = next(ln for ln in document.lanes(M) if ln.kind is LaneKind.TOUCHPOINT)
    after = done(document, copy_lane(document, fixed_ids(5), lane.id, "n"))
    made = after.lanes("n")[-1]
    assert (made.title, made.kind) == (lane.title, lane.kind)
    copies, cards = after.cards(made.id), document.cards(lane.id)
    assert sorted(c.title for c in copies) == sorted(c.title for c in cards)
    assert {c.step for c in copies} == {"n1"}
    assert {c.span for c in copies} == {1}
    assert sum(len(after.quotes(c.id)) for c in copies) == sum(
        len(document.quotes(c.id)) for c in cards
    )
    values = [r.value for c in copies for r in after.ratings(c.id)]
    assert len(values) == sum(len(document.ratings(c.id)) for c in cards) > 0
    assert all(1 <= value <= 5 for value in values if value is not None)


def test_it_is_refused_on_its_own_map() -> None:
    document = plain_document()
    with pytest.raises(Refused, match="another map"):
        copy_lane(document, fixed_ids(1), "t", "m")


def test_steps_are_matched_by_title_then_by_place() -> None:
    document = plain_document()
    titles = {"a1": "Search", "a2": "Pay", "b1": "Pay", "c1": "", "n1": "Pay"}
    draft = Draft(document)
    draft.put(*(replace(document.one(Step, k), title=t) for k, t in titles.items()))
    draft.put(replace(document.one(Stage, "B"), title="Buy"))
    draft.put(Stage(id="P", map="n", order="a1V", title=" buy"))
    draft.put(Step(id="p1", stage="P", order="a0V", title="pay"))
    draft.put(Step(id="p2", stage="P", order="a1V", title="Later"))
    matched = matched_steps(draft.document, "m", "n")
    assert matched == {
        "a1": ("n1", 3),
        "a2": ("n1", 3),
        "b1": ("p1", 2),
        "b2": ("p2", 1),
        "c1": ("p2", 1),
    }


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_done_in_whatever_order_undo_gives_it_back(data: st.DataObject) -> None:
    ids = fixed_ids(data.draw(st.integers(1, 99)))
    document = start = plain_document()
    undone: list[Patch] = []
    for _ in range(data.draw(st.integers(1, 6))):
        patch = data.draw(edits(document, ids))
        document = done(document, patch)
        undone.append(patch.inverse())
    for patch in reversed(undone):
        document = patch.apply(document)
    assert document == start


def edits(document: Document, ids: IdSource) -> st.SearchStrategy[Patch]:
    maps = st.sampled_from([one.id for one in document.maps])
    lanes = st.sampled_from(sorted(lane.id for lane in document.all(Lane)) or ["none"])
    options = [
        maps.map(lambda key: add_map(document, ids, "New", LANES, key)),
        maps.map(lambda key: duplicate_map(document, ids, key, "Copy")),
        maps.map(lambda key: duplicate_as_to_be(document, ids, key, "To be")),
        st.tuples(maps, st.integers(-1, 4)).map(lambda x: move_map(document, ids, *x)),
        maps.map(lambda key: save_view(document, ids, key, "View")),
    ]
    if len(document.maps) > 1:
        options.append(maps.map(lambda key: delete_map(document, key)))
        pairs = st.tuples(lanes, maps).filter(lambda x: document.one(Lane, x[0]).map != x[1])
        options.append(pairs.map(lambda x: copy_lane(document, ids, *x)))
    return st.one_of(options)


def test_keys_of_copied_ratings_are_made_anew() -> None:
    after = done(RICH, duplicate_map(RICH, fixed_ids(3), M, "Copy"))
    assert all(r.id == rating_key(r.card, r.persona, r.layer) for r in after.all(Rating))
