"""Rules: each has a document that breaks it, and foreign rings end."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    Entity,
    Image,
    Lane,
    Map,
    Quote,
    Rating,
    Scale,
    Stage,
    Step,
)
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.kinds import KINDS
from journeyeditor.model.references import REFERRED
from journeyeditor.model.rules import RuleBroken, check_all, require
from tests.support.maps import generated_document

BASE = generated_document(12)
MAP = BASE.maps[0]
CARD = BASE.cards(BASE.lanes(MAP.id)[0].id)[0]
RATING = BASE.ratings(CARD.id)[0]
OTHER_MAP: list[Entity] = [
    Map(id="n", order="a5V"),
    Stage(id="N", map="n", order="a0V"),
    Step(id="n1", stage="N", order="a0V"),
    Lane(id="u", map="n", order="a0V"),
]

BREAKS: list[tuple[list[Entity], str]] = [
    ([replace(MAP, scale=Scale(2, 2))], "from a lower to a higher level"),
    ([replace(MAP, scale=Scale(0, 21))], "at most 20 apart"),
    ([replace(MAP, scale=Scale(-2, 2, FrozenMap({3: "x"})))], "level outside the scale"),
    ([replace(MAP, step_width=95.0)], "from 96 to 480"),
    ([replace(MAP, personas=("gone",))], "refers to a personas that does not exist"),
    ([Map(id="n", order="a5V")], "needs at least one stage"),
    ([Stage(id="N", map=MAP.id, order="a5V")], "needs at least one step"),
    ([replace(CARD, span=0)], "beyond the end"),
    ([replace(CARD, span=99)], "beyond the end"),
    ([replace(CARD, impact=6)], "run from 1 to 5"),
    ([replace(CARD, order="a0")], "no valid place"),
    ([replace(CARD, title="x" * 20_001)], "longer than 20000"),
    ([replace(CARD, step="gone")], "refers to a step"),
    ([*OTHER_MAP, replace(CARD, lane="u")], "lane of one map"),
    ([*OTHER_MAP, replace(BASE.one(Lane, CARD.lane), map="n")], "lane of one map"),
    ([*OTHER_MAP, replace(BASE.one(Step, CARD.step), stage="N")], "lane of one map"),
    ([replace(RATING, value=9.0)], "outside the scale from -2 to 2"),
    ([replace(RATING, value=float("nan"))], "outside the scale"),
    ([replace(MAP, scale=Scale(5, 9))], "outside the scale from 5 to 9"),
    ([Rating(id="x", card=CARD.id)], "another id"),
    ([Rating(id="x", card="x")], "refers to a card"),
    ([Comment(id="x", about="x", parent="gone")], "refers to a parent"),
    ([Image(id="x", data=b"abc")], "not those it was stored with"),
    ([Image(id=sha256(b"abc").hexdigest(), data=b"abc", width=50_000_001, height=1)], "megapixels"),
    ([Quote(id="q", card=CARD.id, order="a0V"), Quote(id="r", card="q", order="a0V")], "card that"),
]


@pytest.mark.parametrize(("changed", "words"), BREAKS)
def test_a_broken_rule_is_found_and_refused(changed: list[Entity], words: str) -> None:
    broken = BASE.replaced({entity.id: entity for entity in changed})
    assert any(words in finding.message.text() for finding in check_all(broken))
    with pytest.raises(RuleBroken):
        require(broken, [entity.id for entity in changed], BASE)


def test_whatever_is_taken_away_alone_is_refused_if_something_needs_it() -> None:
    """What the check of a change lets through, the check of everything does too."""
    for key in BASE:
        after = BASE.replaced({key: None})
        refused = False
        try:
            require(after, [key], BASE)
        except RuleBroken:
            refused = True
        assert refused == bool(check_all(after)), BASE[key]


def test_a_document_without_data_about_itself() -> None:
    assert [f.message.text() for f in check_all(Document())] == [
        "The document has no data about itself."
    ]


def test_a_ring_of_foreign_things_ends() -> None:
    ring = BASE.replaced({"a": Comment(id="a", about="b"), "b": Comment(id="b", about="a")})
    assert ring.map_of(ring["a"]) is None
    assert ring.map_of(Rating(id="x", card="x")) is None


def test_a_key_that_changes_its_kind_loses_who_referred_to_it() -> None:
    after = BASE.replaced({CARD.id: Card(id="other", lane=CARD.lane, step=CARD.step, order="a0V")})
    with pytest.raises(RuleBroken, match="another id"):
        require(after, [CARD.id], BASE)


def test_every_reference_in_the_table_of_kinds_has_a_target() -> None:
    for kind in KINDS:
        for field in (*((kind.owner,) if kind.owner else ()), *kind.references):
            assert (kind.cls, field) in REFERRED
