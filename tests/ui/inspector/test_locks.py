"""Locks: what is locked can be read and talked about, not changed."""

from __future__ import annotations

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.locks import all_locked, lockable, set_locked
from journeyeditor.model.entities import Card, Lane, LaneKind, Map
from journeyeditor.model.messages import message
from journeyeditor.ui.inspector.comments import Comments
from journeyeditor.ui.inspector.controls import SwitchControl, TextControl
from tests.ui.inspector.bench import Bench


def test_the_button_locks_and_unlocks(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    lock = bench.panel.head.lock
    assert (lock.text(), lock.isChecked()) == ("Lock", False)
    lock.click()
    assert bench.document.one(Card, card.id).locked
    assert (lock.text(), lock.isChecked()) == ("Unlock", True)
    assert not bench.control("title", TextControl).isEnabled()
    assert not bench.panel.head.star.isEnabled()
    assert "locked" in bench.panel.head.notice.text()
    bench.panel.open_section("comments")
    assert bench.control("comments", Comments).isEnabled()
    lock.click()
    assert not bench.document.one(Card, card.id).locked
    assert bench.control("title", TextControl).isEnabled()
    assert bench.panel.head.notice.isHidden()


def test_a_locked_lane_or_map_holds_what_is_in_it(bench: Bench) -> None:
    card = bench.card()
    for key, word in ((card.lane, "lane"), (bench.map.id, "map")):
        bench.editor.commit(message("x"), set_fields(bench.document, key, locked=True))
        bench.select(card.id)
        assert f"The {word} is locked" in bench.panel.head.notice.text()
        assert not bench.control("title", TextControl).isEnabled()
    bench.select(card.lane)
    # How a map is looked at is nobody's accident.
    assert bench.control("collapsed", SwitchControl).isEnabled()


def test_stages_have_no_lock_of_their_own(bench: Bench) -> None:
    bench.select(bench.document.stages(bench.map.id)[0].id)
    assert bench.panel.head.lock.isHidden()


def test_several_are_locked_at_once(bench: Bench) -> None:
    keys = [card.id for card in bench.cards(LaneKind.PAIN)[:2]]
    bench.select(*keys)
    bench.panel.head.lock.click()
    assert all_locked(bench.document, keys) and bench.steps() == 1
    patch = set_locked(bench.document, [*keys, bench.map.personas[0]], False)
    assert set(patch.changes) == set(keys)
    assert lockable(bench.document, [bench.map.id, bench.card().lane, "document"]) == (
        bench.map.id,
        bench.card().lane,
    )
    assert isinstance(bench.document[bench.card().lane], Lane)
    assert isinstance(bench.document[bench.map.id], Map)
