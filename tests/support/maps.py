"""Documents to test with, made the same in every run."""

from __future__ import annotations

import random

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Lane,
    LaneKind,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Scale,
    Stage,
    Step,
    rating_key,
)
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.ids import IdSource
from journeyeditor.model.ordering import sequence
from tests.support.sources import fixed_clock, fixed_ids

NAMES = FrozenMap({-2: "Frustrated", -1: "Annoyed", 0: "Neutral", 1: "Pleased", 2: "Delighted"})
_VOCABULARY = """
slow form second visit waits for the clerk asks neighbour likes colour pays signs prints reads letter again calls
hotline after lunch finds answer page online opens account password forgets resets twice compares prices table shop
assistant friendly explains contract leaves without deciding talks about costs at home looks up reviews trusts none
orders anyway parcel arrives late box damaged returns desk stamps paper sends photo refund takes week month hopes
better next time tells friends writes rating three stars chatbot repeats question human solves problem in minutes
technician knocks early installs router tests line smiles invoice shows wrong amount complains politely gets voucher
"""
WORDS = _VOCABULARY.split()


def sentence(seed: int, length: int) -> str:
    """So many words, others for each seed."""
    pick = random.Random(seed * 1009 + length)
    return " ".join(pick.choice(WORDS) for _ in range(length)).capitalize()


def generated_document(
    cards: int, stages: int = 5, steps: int = 2, personas: int = 2, seed: int = 1
) -> Document:
    """A map with `cards` cards over the usual lanes, filled round robin, most touchpoints rated."""
    ids = fixed_ids(seed)
    entities: list[Entity] = [
        DocumentInfo(id=ids.new(), title="Generated", language="en", created=fixed_clock())
    ]
    people = [
        Persona(id=ids.new(), order=order, name=f"Persona {i + 1}")
        for i, order in enumerate(sequence(personas, ids))
    ]
    the_map = Map(
        id=ids.new(),
        order="a0V",
        title="Generated journey",
        scale=Scale(-2, 2, NAMES),
        personas=tuple(p.id for p in people),
    )
    columns = _columns(the_map, stages, steps, ids)
    lanes = [
        Lane(id=ids.new(), map=the_map.id, order=order, title=kind.title(), kind=kind)
        for kind, order in zip(LANE_KINDS, sequence(len(LANE_KINDS), ids), strict=True)
    ]
    entities += [*people, the_map, *columns, *lanes]
    entities += _cards(cards, lanes, [c for c in columns if isinstance(c, Step)], people, ids)
    return Document(entities)


LANE_KINDS = (
    LaneKind.TOUCHPOINT,
    LaneKind.EMOTION,
    LaneKind.TEXT,
    LaneKind.PAIN,
    LaneKind.OPPORTUNITY,
    LaneKind.BACKSTAGE,
)


def _columns(the_map: Map, stages: int, steps: int, ids: IdSource) -> list[Entity]:
    made: list[Entity] = []
    for i, order in enumerate(sequence(stages, ids)):
        stage = Stage(
            id=ids.new(), map=the_map.id, order=order, title=f"Stage {i + 1}", goal="Answer"
        )
        made.append(stage)
        for k, step_order in enumerate(sequence(steps, ids)):
            made.append(
                Step(id=ids.new(), stage=stage.id, order=step_order, title=f"Step {i + 1}.{k + 1}")
            )
    return made


def _cards(
    count: int, lanes: list[Lane], steps: list[Step], people: list[Persona], ids: IdSource
) -> list[Entity]:
    made: list[Entity] = []
    rows = [lane for lane in lanes if lane.kind != LaneKind.EMOTION]
    for i, order in enumerate(sequence(count, ids)):
        lane, step = rows[i % len(rows)], steps[(i // len(rows)) % len(steps)]
        card = Card(
            id=ids.new(),
            lane=lane.id,
            step=step.id,
            order=order,
            title=sentence(i, 3),
            text=sentence(i + 3, 8 + i % 10),
            channel="web" if lane.kind == LaneKind.TOUCHPOINT else None,
            moment_of_truth=i % 17 == 0,
        )
        made.append(card)
        if lane.kind == LaneKind.TOUCHPOINT:
            made += [
                _rating(card, p, (i * 3 + k) % 5 - 2) for k, p in enumerate(people) if i % 7 != k
            ]
    return made


def _rating(card: Card, persona: Persona, value: float) -> Rating:
    return Rating(id=rating_key(card.id, persona.id), card=card.id, persona=persona.id, value=value)


def small_document() -> Document:
    """Twelve cards with one of everything that hangs on them."""
    document = generated_document(12)
    ids = fixed_ids(2)
    cards = sorted(document.all(Card), key=lambda card: card.order)
    stage = document.stages(document.maps[0].id)[0]
    extra: list[Entity] = [
        Quote(id=ids.new(), card=cards[0].id, order="a0V", text="I gave up.", participant="P01"),
        Connector(id=ids.new(), start=cards[0].id, end=cards[1].id, label="leads to"),
        Comment(id=ids.new(), about=cards[2].id, author="A", time=fixed_clock(), text="Check?"),
        Measure(id=ids.new(), stage=stage.id, order="a0V", name="Visits", value=1200.0),
    ]
    return Document([*document.values(), *extra])
