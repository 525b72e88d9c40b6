"""Lanes and cards of every kind: what each shows that others don't."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Box, Glyphs, Group, Shape, groups, walk
from journeyeditor.layout.lanes import DIVIDERS
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    Density,
    Direction,
    Entity,
    Lane,
    LaneKind,
    Map,
    Status,
)
from journeyeditor.model.ids import IdSource
from tests.support.kinds import every_kind
from tests.support.layouts import map_layout
from tests.support.sources import fixed_ids

LAYOUT = map_layout()


def placed_of(document: Document) -> PlacedMap:
    return LAYOUT.place(document, document.maps[0].id)


def lane_of(document: Document, kind: LaneKind) -> Lane:
    return next(lane for lane in document.all(Lane) if lane.kind is kind)


def block_body(document: Document, kind: LaneKind) -> Group:
    lane = placed_of(document).lane(lane_of(document, kind).id)
    assert lane is not None
    return lane.block.body


def label(document: Document, kind: LaneKind) -> Group:
    lane = placed_of(document).lane(lane_of(document, kind).id)
    assert lane is not None
    return lane.block.label


def first_card(document: Document, kind: LaneKind) -> Card:
    return document.cards(lane_of(document, kind).id)[0]


def card_group(document: Document, card: str) -> Group:
    found = (g for g, _spot in groups(placed_of(document).picture()))
    return next(g for g in found if g.part == "card" and g.entity == card)


def texts(group: Group) -> list[str]:
    return [leaf.text for leaf, _spot in walk(group) if isinstance(leaf, Glyphs)]


def boxes(group: Group, fill: str) -> list[Box]:
    return [leaf for leaf, _spot in walk(group) if isinstance(leaf, Box) and leaf.fill == fill]


def has_icon(group: Group, name: str) -> bool:
    outline = LAYOUT.icons[name]
    return any(isinstance(leaf, Shape) and leaf.outline == outline for leaf, _ in walk(group))


def changed(document: Document, key: str, **fields: object) -> Document:
    return set_fields(document, key, **fields).apply(document)


@pytest.mark.parametrize("kind", list(LaneKind))
def test_every_kind_shows_its_icon_beside_its_title(kind: LaneKind) -> None:
    document = every_kind()
    assert has_icon(label(document, kind), str(kind))
    assert kind.title() in "".join(texts(label(document, kind)))


def test_a_channel_lane_names_the_channels_of_each_step_once() -> None:
    document = every_kind()
    contacts = document.cards(lane_of(document, LaneKind.TOUCHPOINT).id)
    document = changed(document, contacts[1].id, step=contacts[0].step, channel="web")
    body = block_body(document, LaneKind.CHANNEL)
    chips = [g for g, _spot in groups(body) if g.part == "channels"]
    named = [" ".join(texts(group)) for group in chips]
    assert named == ["Website", "Shop", "E-mail", "Website", "Phone"]


def test_cards_of_a_channel_lane_stand_below_its_chips() -> None:
    document = every_kind()
    body = block_body(document, LaneKind.CHANNEL)
    chip = next(g for g, _spot in groups(body) if g.part == "channels")
    lane = placed_of(document).lane(lane_of(document, LaneKind.CHANNEL).id)
    assert lane is not None
    assert lane.block.cards[0].rect.y >= chip.bounds.bottom


def test_a_metric_shows_its_value_and_how_near_it_is_to_its_target() -> None:
    document = every_kind()
    card = first_card(document, LaneKind.METRIC)
    group = card_group(document, card.id)
    assert {"4 %", "target 8 %"} <= set(texts(group))
    (track,), (bar,) = boxes(group, "evidence.off"), boxes(group, "metric.ink")
    assert bar.rect.w == pytest.approx(track.rect.w / 2)


@pytest.mark.parametrize(
    ("value", "target", "bars"), [(4.0, None, 0), (None, 8.0, 0), (9.0, 3.0, 1), (-2.0, 3.0, 1)]
)
def test_a_metric_without_value_or_target_has_no_bar_and_none_leaves_its_card(
    value: float | None, target: float | None, bars: int
) -> None:
    document = every_kind()
    card = first_card(document, LaneKind.METRIC)
    document = changed(document, card.id, value=value, target=target)
    group = card_group(document, card.id)
    assert len(boxes(group, "metric.ink")) == bars
    for box in boxes(group, "metric.ink"):
        (track,) = boxes(group, "evidence.off")
        assert track.rect.x <= box.rect.x
        assert box.rect.right <= track.rect.right + 1e-6


def test_a_metric_lane_shows_the_measures_of_a_stage_over_its_steps() -> None:
    document = every_kind()
    body = block_body(document, LaneKind.METRIC)
    (measure,) = [g for g, _spot in groups(body) if g.part == "measure"]
    assert {"Visits", "12 k", "target 15 k"} <= set(texts(measure))
    placed = placed_of(document)
    second = placed.stages[1].rect
    assert second.x <= measure.bounds.x
    assert measure.bounds.right <= second.right


def test_a_quote_has_a_rule_and_slanted_words() -> None:
    document = every_kind()
    group = card_group(document, first_card(document, LaneKind.QUOTE).id)
    assert len(boxes(group, "quote.ink")) == 1
    fonts = {leaf.font for leaf, _ in walk(group) if isinstance(leaf, Glyphs)}
    assert any("Italic" in font for font in fonts)


@pytest.mark.parametrize("status", list(Status))
def test_a_solution_says_how_far_it_is(status: Status) -> None:
    document = every_kind()
    card = first_card(document, LaneKind.SOLUTION)
    group = card_group(changed(document, card.id, status=status), card.id)
    assert {str(status), "1 · 2"} <= set(texts(group))


def test_an_opportunity_says_how_far_it_is_once_something_is_done() -> None:
    document = every_kind()
    card = first_card(document, LaneKind.OPPORTUNITY)
    assert "doing" in texts(card_group(document, card.id))
    document = changed(document, card.id, status=Status.OPEN)
    assert "open" not in texts(card_group(document, card.id))


def test_number_pairs_run_the_way_of_the_map() -> None:
    document = every_kind()
    card = first_card(document, LaneKind.OPPORTUNITY).id
    document = document.replaced({quote.id: None for quote in document.quotes(card)})

    def order(direction: Direction) -> list[str]:
        turned = changed(document, document.maps[0].id, direction=direction)
        group = card_group(changed(turned, card, impact=3, effort=1), card)
        found = [
            (spot.x + leaf.x + dx, leaf.text[cluster])
            for leaf, spot in walk(group)
            if isinstance(leaf, Glyphs) and set(leaf.text) <= set("31 ·")
            for dx, cluster in zip(leaf.dx, leaf.clusters, strict=True)
        ]
        return [text for _x, text in sorted(found) if text in "31"]

    assert order(Direction.LTR) == ["3", "1"]
    assert order(Direction.RTL) == ["1", "3"]


def test_the_lines_of_a_blueprint_differ() -> None:
    document = every_kind()
    ids = fixed_ids(90)
    old = lane_of(document, LaneKind.DIVIDER)
    new = [replace(old, id=ids.new(), order=old.order + n) for n in "ab"]
    document = document.replaced({lane.id: lane for lane in new})
    lines = [
        next(i for i in lane.block.body.items if isinstance(i, Shape))
        for lane in placed_of(document).lanes
        if lane.block.kind is LaneKind.DIVIDER
    ]
    assert [(line.stroke_width, line.dash) for line in lines] == list(DIVIDERS)


def test_marks_count_quotes_and_open_comments_and_show_locks_links_and_tags() -> None:
    document = every_kind()
    card = document.cards(lane_of(document, LaneKind.TOUCHPOINT).id)[1]
    document = changed(document, card.id, locked=True, link="https://example.org")
    document = commented(document, card.id, 2, fixed_ids(91))
    group = card_group(document, card.id)
    assert {"1", "3", "urgent"} <= set(texts(group))
    for icon in ("quote", "comment", "lock", "link"):
        assert has_icon(group, icon)


def commented(document: Document, about: str, count: int, ids: IdSource) -> Document:
    """With so many open comments more, and one that is resolved and one that is an answer."""
    made = [Comment(id=ids.new(), about=about, text="?") for _ in range(count)]
    made.append(Comment(id=ids.new(), about=about, resolved=True))
    made.append(Comment(id=ids.new(), about=about, parent=made[0].id))
    return document.replaced({one.id: one for one in made})


def test_lanes_stages_and_steps_count_their_open_comments() -> None:
    document = every_kind()
    lane = lane_of(document, LaneKind.BACKSTAGE)
    stage = document.stages(document.maps[0].id)[0]
    step = document.steps(stage.id)[1]
    for n, key in enumerate((lane.id, stage.id, step.id)):
        document = commented(document, key, 2, fixed_ids(92 + n))
    placed = placed_of(document)
    marked = [label(document, LaneKind.BACKSTAGE), placed.stages[0].group, placed.steps[1].group]
    for group in marked:
        assert group is not None
        assert has_icon(group, "comment")
        assert "2" in texts(group)


def test_paper_does_without_comments_locks_and_pins() -> None:
    document = every_kind()
    card = first_card(document, LaneKind.TOUCHPOINT)
    document = changed(document, card.id, locked=True)
    document = changed(document, lane_of(document, LaneKind.EMOTION).id, pinned=True, locked=True)
    document = changed(document, document.maps[0].id, locked=True)
    icons = {"lock", "pin", "comment"}

    def shown(working: bool) -> set[str]:
        layout = map_layout(working)
        picture = layout.place(document, document.maps[0].id).picture()
        return {icon for icon in icons if has_icon(picture, icon)}

    assert shown(working=True) == icons
    assert shown(working=False) == set()


@pytest.mark.parametrize(
    ("hue", "role"), [("rose", "hue.rose"), ("brand-1", "hue.#e4002b"), ("brand-9", "touchpoint")]
)
def test_a_card_has_its_own_hue_where_it_has_one(hue: str, role: str) -> None:
    document = every_kind()
    card = first_card(document, LaneKind.TOUCHPOINT)
    group = card_group(changed(document, card.id, hue=hue), card.id)
    ground = role if role == "touchpoint" else f"{role}.tint"
    assert len(boxes(group, ground)) == 1


def test_a_lane_with_a_hue_has_a_rule_as_high_as_itself_and_its_icon_in_it() -> None:
    document = every_kind()
    lane = lane_of(document, LaneKind.TEXT)
    document = changed(document, lane.id, hue="brand-2", min_height=300.0)
    drawn = label(document, LaneKind.TEXT)
    (rule,) = boxes(drawn, "hue.#ffcc00")
    assert rule.rect.h == pytest.approx(drawn.bounds.h - 20)
    assert any(isinstance(i, Shape) and i.stroke == "hue.#ffcc00" for i in drawn.items)


def test_a_collapsed_lane_says_how_many_cards_it_hides_and_where() -> None:
    document = every_kind()
    lane = lane_of(document, LaneKind.TOUCHPOINT)
    document = changed(document, lane.id, collapsed=True)
    assert "6 cards" in texts(label(document, LaneKind.TOUCHPOINT))
    body = block_body(document, LaneKind.TOUCHPOINT)
    counts = [g for g, _spot in groups(body) if g.part == "count"]
    assert [texts(group) for group in counts] == [["1"]] * 6


def test_the_corner_has_no_legend_where_the_map_has_no_curve() -> None:
    document = every_kind(personas=0)
    assert "All personas" in "".join(texts(placed_of(document).corner))
    document = changed(document, lane_of(document, LaneKind.EMOTION).id, hidden=True)
    assert texts(placed_of(document).corner) == []


def test_compact_is_denser_in_every_way() -> None:
    document = every_kind()
    wide = placed_of(document)
    dense = placed_of(changed(document, document.maps[0].id, density=Density.COMPACT))
    assert dense.head_height <= wide.head_height
    assert dense.height < 0.8 * wide.height
    for before, after in zip(wide.lanes, dense.lanes, strict=True):
        assert after.block.height <= before.block.height
        for large, small in zip(before.block.cards, after.block.cards, strict=True):
            assert small.rect.h < large.rect.h
    gaps = [b.y - a.bottom for a, b in pairwise(dense.lanes)]
    assert max(gaps) < min(b.y - a.bottom for a, b in pairwise(wide.lanes))


@pytest.mark.parametrize("width", [96.0, 168.0])
@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_nothing_of_a_card_is_lost_or_leaves_it_however_narrow(
    width: float, direction: Direction
) -> None:
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    document = every_kind()
    document = changed(document, document.maps[0].id, step_width=width, direction=direction)
    card = first_card(document, LaneKind.SOLUTION)
    document = changed(
        document, card.id, title=long, text=long, tags=(long, "b"), locked=True,
        link="https://example.org",
    )  # fmt: skip
    group = card_group(document, card.id)
    rect = placed_of(document).card_rect(card.id)
    assert rect is not None
    shown = "".join(texts(group))
    assert shown.count("D") == 3
    assert sum(map(str.isalpha, shown)) >= 3 * len(long)
    for leaf, _spot in walk(group):
        if isinstance(leaf, Glyphs):
            assert leaf.x >= -0.5
            assert leaf.x + leaf.width <= rect.w + 0.5
            assert leaf.y <= rect.h


def test_marks_in_a_foot_never_overlap() -> None:
    document = every_kind()
    card = first_card(document, LaneKind.SOLUTION)
    for width in (96.0, 120.0, 150.0, 168.0, 240.0):
        narrow = changed(document, document.maps[0].id, step_width=width)
        chips = boxes(card_group(narrow, card.id), "chip")
        assert len(chips) == 2
        assert not chips[0].rect.meets(chips[1].rect)


def test_a_text_of_twenty_thousand_characters_is_all_there() -> None:
    document = every_kind()
    card = first_card(document, LaneKind.TEXT)
    text = ("word and " * 2500)[:20_000]
    group = card_group(changed(document, card.id, text=text), card.id)
    letters = sum(len(one.replace(" ", "")) for one in texts(group))
    assert letters >= len(text.replace(" ", ""))


def test_a_map_of_forty_stages_and_one_of_one_lay_out() -> None:
    document = every_kind()
    shown = document.one(Map, document.maps[0].id)
    stage = document.stages(shown.id)[0]
    ids = fixed_ids(95)
    many: dict[str, Entity] = {}
    for n in range(37):
        new = replace(stage, id=ids.new(), order=f"z{n:02}", title=f"More {n}")
        step = replace(document.steps(stage.id)[0], id=ids.new(), stage=new.id)
        many |= {new.id: new, step.id: step}
    placed = placed_of(document.replaced(many))
    assert len(placed.stages) == 40
    hues = [box.fill for head in placed.stages if head.group for box in head.group.items[:1]
            if isinstance(box, Box)]  # fmt: skip
    assert all(a != b for a, b in pairwise(hues))
