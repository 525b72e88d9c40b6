"""Several things at once: the fields that they share, also where they are of different kinds."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, Entity, Lane, LaneKind, Stage, Step
from journeyeditor.model.messages import message
from journeyeditor.ui.inspector.controls import HueControl, TagsControl, TextControl
from tests.support.sources import fixed_ids
from tests.ui.inspector.bench import Bench
from tests.ui.inspector.bench import type_into as typed_into


def type_into(control: TextControl, text: str) -> None:
    typed_into(control, text)
    control.commit_pending()


def names(bench: Bench) -> list[str]:
    return [part.objectName() for part in bench.panel.parts]


def title(bench: Bench) -> TextControl:
    return bench.control("title", TextControl)


def stage(bench: Bench) -> Stage:
    return bench.document.stages(bench.map.id)[0]


def links(bench: Bench) -> list[QPushButton]:
    return [
        made
        for made in bench.panel.form.findChildren(QPushButton)
        if made.property("kind") is not None
    ]


def test_a_card_and_a_stage_share_title_and_colour(bench: Bench) -> None:
    card, other = bench.card(), stage(bench)
    bench.select(card.id, other.id)
    assert names(bench) == ["title", "hue", "kinds"]
    assert bench.panel.head.title.text() == "2 things"
    assert title(bench).input.text() == ""
    assert title(bench).input.placeholderText() == "Several values"
    type_into(title(bench), "Arrive")
    assert {bench.document[key].title for key in (card.id, other.id)} == {"Arrive"}  # type: ignore[attr-defined]
    assert bench.steps() == 1
    assert title(bench).input.text() == "Arrive"
    bench.editor.undo()
    assert (bench.document[card.id], bench.document[other.id]) == (card, other)


def test_a_colour_of_things_of_several_kinds_is_one_step(bench: Bench) -> None:
    keys = bench.card().id, stage(bench).id, bench.card().lane
    bench.select(*keys)
    bench.control("hue", HueControl).put("teal")
    assert {bench.document[key].hue for key in keys} == {"teal"}  # type: ignore[attr-defined]
    assert bench.steps() == 1


def test_leaving_a_field_of_several_values_changes_nothing(bench: Bench) -> None:
    bench.select(bench.card().id, stage(bench).id)
    bench.panel.commit_pending()
    bench.select()
    assert bench.steps() == 0


def test_cards_of_several_kinds_share_all_but_what_is_their_lanes(bench: Bench) -> None:
    touchpoint, pain = bench.card(), bench.card(LaneKind.PAIN)
    bench.select(touchpoint.id, pain.id)
    shown = names(bench)
    assert {"title", "text", "evidence", "hue", "tags", "span"} <= set(shown)
    assert not {"channel", "impact", "feelings"} & set(shown)
    tags = bench.control("tags", TagsControl)
    type_into(tags, "wave 2, queue")
    assert {bench.document.one(Card, one.id).tags for one in (touchpoint, pain)} == {
        ("wave 2", "queue")
    }
    assert bench.steps() == 1


def test_several_of_one_kind_share_title_and_text(bench: Bench) -> None:
    cards = bench.cards(LaneKind.TOUCHPOINT)[:2]
    bench.select(*(card.id for card in cards))
    type_into(title(bench), "Same")
    type_into(bench.control("text", TextControl), "And this")
    assert {(c.title, c.text) for c in (bench.document.one(Card, card.id) for card in cards)} == {
        ("Same", "And this")
    }


def test_a_lock_is_shared_only_where_all_can_have_one(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id, bench.card(LaneKind.PAIN).lane)
    lock = bench.panel.head.lock
    assert not lock.isHidden()
    lock.click()
    assert bench.document.one(Card, card.id).locked
    assert bench.document.one(Lane, bench.card(LaneKind.PAIN).lane).locked
    assert bench.steps() == 1
    bench.select(card.id, stage(bench).id)
    assert lock.isHidden()
    assert bench.panel.head.star.isHidden()


def test_what_is_locked_among_them_holds_all(bench: Bench) -> None:
    card = bench.card()
    bench.editor.commit(message("x"), set_fields(bench.document, card.id, locked=True))
    bench.select(card.id, stage(bench).id)
    assert not title(bench).isEnabled()
    assert "The card is locked" in bench.panel.head.notice.text()


def test_those_of_one_kind_are_a_click_away(bench: Bench) -> None:
    cards = [card.id for card in bench.cards(LaneKind.TOUCHPOINT)[:2]]
    bench.select(*cards, stage(bench).id)
    made = links(bench)
    assert [one.text() for one in made] == ["2 cards", "Stage"]
    made[0].click()
    assert bench.editor.selection == set(cards)
    assert "channel" in names(bench)


def test_what_has_nothing_in_common_says_so(bench: Bench) -> None:
    first, second = bench.cards(LaneKind.TOUCHPOINT)[:2]
    patch = connect(bench.document, fixed_ids(9), first.id, second.id)
    bench.editor.commit(message("x"), patch)
    bench.select(first.id, patch.added()[0].id)
    assert names(bench) == ["only-kinds"]


@pytest.mark.parametrize("kinds", [(Stage, Step), (Step, Lane), (Stage, Step, Lane, Card)])
def test_titles_are_shared_by_all_that_have_one(
    bench: Bench, kinds: tuple[type[Entity], ...]
) -> None:
    keys = [next(iter(bench.document.all(kind))).id for kind in kinds]
    bench.select(*keys)
    assert names(bench)[0] == "title"
    type_into(title(bench), "One")
    assert {getattr(bench.document[key], "title", "") for key in keys} == {"One"}
    assert str(bench.editor.history.done[-1].label.text()) == "Change titles"
