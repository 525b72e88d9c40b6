"""What is locked, by itself or by what it stands in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    Connector,
    Lane,
    Map,
    Quote,
    Rating,
    rating_key,
)
from journeyeditor.model.locks import LONGEST_TITLE, locked, locking, sentence
from journeyeditor.model.plain import key_of
from tests.support.maps import generated_document

BASE = generated_document(12)
MAP = BASE.maps[0]
CARD = next(c for lane in BASE.lanes(MAP.id) for c in BASE.cards(lane.id) if BASE.ratings(c.id))
LANE = BASE.one(Lane, CARD.lane)
OTHER = next(c for c in BASE.all(Card) if c.lane != LANE.id)
QUOTE = Quote(id="q", card=CARD.id, order="a0V")
ARROW = Connector(id="arrow", start=CARD.id, end=OTHER.id)
TALK = Comment(id="talk", about=CARD.id)
RATING = BASE.ratings(CARD.id)[0]
STAGE = BASE.stages(MAP.id)[0]
STEP = BASE.steps(STAGE.id)[0]


def having(*entities: Map | Lane | Card) -> Document:
    """The document with these locked, and a quote, an arrow and a comment on the card."""
    made = [replace(entity, locked=True) for entity in entities]
    return BASE.replaced({key_of(e): e for e in [*made, QUOTE, ARROW, TALK]})


@pytest.mark.parametrize(
    ("lock", "held", "free"),
    [
        (CARD, [CARD, QUOTE, RATING], [LANE, MAP, OTHER, ARROW, TALK]),
        (LANE, [LANE, CARD, QUOTE, RATING], [MAP, OTHER, STEP, ARROW, TALK]),
        (MAP, [MAP, LANE, CARD, OTHER, QUOTE, RATING, STAGE, STEP, ARROW], [TALK]),
    ],
)
def test_a_lock_holds_what_stands_in_it(
    lock: Map | Lane | Card, held: list[Card], free: list[Card]
) -> None:
    document = having(lock)
    assert all(locked(document, entity.id) for entity in held)
    assert not any(locked(document, entity.id) for entity in [*free, *BASE.personas])
    assert not any(locked(having(), entity.id) for entity in held)


def test_the_outermost_lock_is_told() -> None:
    document = having(CARD, LANE, MAP)
    assert locking(document, rating_key(CARD.id, RATING.persona)) == document.maps[0]
    inner = locking(having(CARD, LANE), CARD.id)
    assert inner is not None
    assert inner.id == LANE.id


def test_what_is_not_there_is_not_locked() -> None:
    assert not locked(having(MAP), "gone")
    assert isinstance(RATING, Rating)


@pytest.mark.parametrize(("entity", "kind"), [(MAP, "map"), (LANE, "lane"), (CARD, "card")])
def test_the_sentence_names_it(entity: Map | Lane | Card, kind: str) -> None:
    named = sentence(replace(entity, title="A\nb")).text()
    assert named.startswith(f"The {kind} “A b” is locked. Unlock it to change ")
    assert sentence(replace(entity, title=" ")).text().startswith(f"This {kind} is locked. ")
    assert len(sentence(replace(entity, title="x" * 900)).text()) < LONGEST_TITLE + 70
