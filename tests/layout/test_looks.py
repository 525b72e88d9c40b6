"""What a map's marks say: icons by channel, dots by evidence, the star, chips, hues, and what readers are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.editing.operations import cards as card_verbs
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Box, Glyphs, Group, Outline, Shape, Tag, groups, walk
from journeyeditor.layout.outlines import star
from journeyeditor.layout.placed import PlacedLane, PlacedMap
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Evidence, Lane, LaneKind, Quote, Stage
from tests.support.layouts import map_layout
from tests.support.maps import generated_document
from tests.support.sources import fixed_ids

LAYOUT = map_layout()


def placed_of(document: Document) -> PlacedMap:
    return LAYOUT.place(document, document.maps[0].id)


def lane_of(document: Document, kind: LaneKind) -> Lane:
    return next(lane for lane in document.all(Lane) if lane.kind is kind)


def with_card(kind: LaneKind, **fields: object) -> tuple[Document, Card]:
    """A map with one card in a lane of this kind."""
    document = generated_document(0, 2, 2)
    steps = document.map_steps(document.maps[0].id)
    lane = lane_of(document, kind).id
    document = card_verbs.add_card(document, fixed_ids(3), lane, steps[0].id).apply(document)
    (card,) = document.all(Card)
    document = document.replaced({card.id: replace(card, **fields)})  # type: ignore[arg-type]
    return document, document.one(Card, card.id)


def drawn(document: Document, card: Card) -> Group:
    found = (g for g, _spot in groups(placed_of(document).picture()) if g.part == "card")
    return next(group for group in found if group.entity == card.id)


def outlines(group: Group) -> list[Outline]:
    return [leaf.outline for leaf, _spot in walk(group) if isinstance(leaf, Shape)]


def fills(group: Group) -> list[str | None]:
    return [leaf.fill for leaf, _spot in walk(group) if isinstance(leaf, Shape)]


@pytest.mark.parametrize("channel", [one.id for one in BUILT_IN])
def test_a_touchpoint_shows_the_icon_of_its_channel(channel: str) -> None:
    document, card = with_card(LaneKind.TOUCHPOINT, channel=channel)
    icons = LAYOUT.icons.outlines
    assert icons[channel] in outlines(drawn(document, card))
    others = {one.id for one in BUILT_IN if icons[one.id] != icons[channel]}
    assert not any(icons[other] in outlines(drawn(document, card)) for other in others)


def test_a_card_without_a_channel_shows_the_icon_of_its_lane() -> None:
    document, card = with_card(LaneKind.PAIN)
    assert LAYOUT.icons.outlines["pain"] in outlines(drawn(document, card))


@pytest.mark.parametrize(
    ("evidence", "voices", "lit"),
    [
        (Evidence.ASSUMPTION, 2, 1),
        (Evidence.PARTLY, 0, 2),
        (Evidence.BACKED, 0, 3),
        (None, 0, 1),
        (None, 1, 2),
        (None, 2, 3),
    ],
)
def test_dots_say_how_well_a_card_is_backed(
    evidence: Evidence | None, voices: int, lit: int
) -> None:
    document, card = with_card(LaneKind.TOUCHPOINT, evidence=evidence)
    ids = fixed_ids(8)
    quotes = [Quote(id=ids.new(), card=card.id, participant=f"P{n}") for n in range(voices)]
    document = document.replaced({quote.id: quote for quote in quotes})
    shown = fills(drawn(document, card))
    assert shown.count("evidence.on") == lit
    assert shown.count("evidence.off") == 3 - lit


def test_two_quotes_of_one_person_are_one_voice() -> None:
    document, card = with_card(LaneKind.TOUCHPOINT)
    ids = fixed_ids(8)
    quotes = [Quote(id=ids.new(), card=card.id, participant="P1") for _ in range(2)]
    document = document.replaced({quote.id: quote for quote in quotes})
    assert fills(drawn(document, card)).count("evidence.on") == 2


@pytest.mark.parametrize("marked", [True, False])
def test_a_moment_of_truth_has_a_star(marked: bool) -> None:
    document, card = with_card(LaneKind.TOUCHPOINT, moment_of_truth=marked)
    assert (star(0, 0, 7.5) in outlines(drawn(document, card))) is marked


@pytest.mark.parametrize(
    ("kind", "fields", "chip"),
    [
        (LaneKind.PAIN, {"impact": 4}, "impact 4"),
        (LaneKind.PAIN, {}, ""),
        (LaneKind.OPPORTUNITY, {"impact": 4, "effort": 2}, "4 · 2"),
        (LaneKind.OPPORTUNITY, {"effort": 2}, "– · 2"),
    ],
)
def test_chips_show_the_numbers_of_a_card(
    kind: LaneKind, fields: dict[str, int], chip: str
) -> None:
    document, card = with_card(kind, **fields)
    group = drawn(document, card)
    boxes = [item for item, _spot in walk(group) if isinstance(item, Box) and item.fill == "chip"]
    texts = "".join(run.text for run, _spot in walk(group) if isinstance(run, Glyphs))
    assert (len(boxes), texts) == (bool(chip), chip)


def test_stages_have_hues_in_turn_and_their_own_where_they_have_one() -> None:
    document = generated_document(0, 3, 1)
    last = document.stages(document.maps[0].id)[-1]
    document = set_fields(document, last.id, hue="slate").apply(document)
    stages = [head.group for head in placed_of(document).stages]
    hues = [item.fill for group in stages if group for item in group.items if type(item) is Box]
    assert len(set(hues)) == 3
    assert hues[-1] == "hue.slate.tint"


def emotion_lane(placed: PlacedMap) -> PlacedLane:
    return next(lane for lane in placed.lanes if lane.block.kind is LaneKind.EMOTION)


def test_points_stand_in_the_middle_of_a_span_and_share_a_step() -> None:
    document = generated_document(0, 1, 3)
    the_map = document.maps[0]
    lane = lane_of(document, LaneKind.TOUCHPOINT).id
    steps = [step.id for step in document.map_steps(the_map.id)]
    ids = fixed_ids(4)
    for step in (0, 0, 0, 1):
        document = card_verbs.add_card(document, ids, lane, steps[step]).apply(document)
    wide = document.cell(lane, steps[1])[0]
    document = card_verbs.set_span(document, wide.id, 2).apply(document)
    points = {point.card: point.x for point in emotion_lane(placed_of(document)).block.points}
    width = the_map.step_width
    first = [points[card.id] for card in document.cell(lane, steps[0])]
    left = first[1] - width / 2
    assert first == pytest.approx([left + width / 6, left + width / 2, left + width * 5 / 6])
    assert points[wide.id] == pytest.approx(left + 2 * width)


def test_cards_are_placed_by_their_first_step_before_their_order() -> None:
    document = generated_document(0, 1, 3)
    lane = lane_of(document, LaneKind.TEXT).id
    steps = [step.id for step in document.map_steps(document.maps[0].id)]
    ids = fixed_ids(4)
    # The later step's card has the lower order key, as it was there before.
    for step in (1, 0):
        document = card_verbs.add_card(document, ids, lane, steps[step]).apply(document)
    later, wide = document.cell(lane, steps[1])[0], document.cell(lane, steps[0])[0]
    document = document.replaced({later.id: replace(later, order="a0aaa")})
    document = document.replaced({wide.id: replace(wide, order="a1aaa", span=2)})
    placed = placed_of(document)
    block = next(one.block for one in placed.lanes if one.block.id == lane)
    rects = {card.id: card.rect for card in block.cards}
    assert rects[wide.id].bottom <= rects[later.id].y


def test_readers_who_cannot_see_are_told_what_is_there() -> None:
    document = generated_document(20, 2, 2)
    placed = placed_of(document)
    found = [group for group, _spot in groups(placed.picture())]
    assert {g.tag for g in found if g.part == "card"} == {Tag("LI")}
    lanes = document.lanes(document.maps[0].id)
    rows, labels = ([g.tag for g in found if g.part == part] for part in ("lane", "label"))
    assert rows == [Tag("TR", key=lane.id, title=lane.title) for lane in lanes]
    assert labels == [Tag("TH", scope="Row", title=lane.title) for lane in lanes]
    stages = [g for g in found if g.part == "stage"]
    assert {g.tag for g in stages} == {Tag("TH", scope="Column", span=2)}
    assert {g.entity for g in stages} == {stage.id for stage in document.all(Stage)}
    (curve,) = [
        str(g.tag.alt)
        for g in found
        if g.part == "curve" and g.tag is not None and g.tag.role == "Figure"
    ]
    assert curve.startswith("Persona 1: ")
    rated = next(c for c in document.all(Card) if document.rating(c.id, None) is None and c.channel)
    assert rated.title in curve


def test_lanes_are_layers_and_their_parts_know_language_and_entity() -> None:
    document = generated_document(20, 2, 2)
    placed = placed_of(document)
    found = [group for group, _spot in groups(placed.picture())]
    cards = [g for g in found if g.part == "card"]
    assert {g.entity for g in cards} == {card.id for card in document.all(Card)}
    for group in cards:
        assert group.layer == document.one(Card, group.entity or "").lane
        assert group.language == "en"
    lanes = [g for g in found if g.part in {"lane", "label"}]
    assert all(g.layer == g.entity for g in lanes)
    assert {g.entity for g in lanes} == {lane.id for lane in document.all(Lane)}
