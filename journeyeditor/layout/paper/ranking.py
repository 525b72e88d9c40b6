"""What a map's cards come to: pain points and opportunities in order, moments of truth, and the lowest points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeyeditor.layout.curve import series_of, touchpoints
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, LaneKind, Layer, Map, Stage, Status, Step

PAINS = frozenset({LaneKind.PAIN})
CHANCES = frozenset({LaneKind.OPPORTUNITY, LaneKind.SOLUTION})
_LOW = 0.5
_MOST_LOWS = 5
_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Insight:
    """A card that counts, the kind of its lane, its stage, and its number among all of its page."""

    card: Card
    kind: LaneKind
    stage: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Low:
    """A touchpoint where somebody feels bad: who, the rating, and how good it is (0 worst, 1 best)."""

    card: Card
    stage: str
    persona: str | None
    value: float
    goodness: float


def ranked(document: Document, shown: Map, kinds: frozenset[LaneKind]) -> list[Insight]:
    """The cards of these kinds of lanes: first what has most impact for its effort, then in the map's order.

    Rank is impact less effort, both 1 to 5; of equal ones the greater impact is first. What is not rated counts as
    middling effort and comes after all that has an impact; what was dropped comes last.
    """
    found = [one for one in insights(document, shown) if one.kind in kinds]
    return sorted(found, key=lambda one: _rank(one.card))


def _rank(card: Card) -> tuple[bool, bool, int, int]:
    impact, effort = card.impact or 0, card.effort or _UNKNOWN
    return card.status is Status.DROPPED, not card.impact, effort - impact, -impact


def insights(document: Document, shown: Map) -> Iterator[Insight]:
    """Every card on a lane that is not hidden, in the map's order: stage by stage, and in each from the top down."""
    lanes = [lane for lane in document.lanes(shown.id) if not lane.hidden]
    for stage in document.stages(shown.id):
        for step in document.steps(stage.id):
            for lane in lanes:
                for card in document.cell(lane.id, step.id):
                    yield Insight(card, lane.kind, stage.title)


def moments(document: Document, shown: Map) -> list[Insight]:
    """The moments of truth in the map's order."""
    return [one for one in insights(document, shown) if one.card.moment_of_truth]


def lowest(document: Document, shown: Map) -> list[Low]:
    """The touchpoints that are rated worst today, below the middle of the scale, the worst first."""
    people = [one.persona for one in series_of(document, shown) if one.layer is Layer.NOW]
    found: list[Low] = []
    for card in touchpoints(document, shown.id):
        lows = [low for person in people if (low := _low(document, shown, card, person))]
        found += sorted(lows, key=lambda low: low.goodness)[:1]
    return sorted(found, key=lambda low: low.goodness)[:_MOST_LOWS]


def _low(document: Document, shown: Map, card: Card, person: str | None) -> Low | None:
    rating = document.rating(card.id, person)
    if rating is None or rating.value is None:
        return None
    good = scales.goodness(shown.scale, rating.value)
    if good >= _LOW:
        return None
    return Low(card, _stage_of(document, card), person, rating.value, good)


def _stage_of(document: Document, card: Card) -> str:
    step = document.find(Step, card.step)
    stage = document.find(Stage, step.stage) if step else None
    return stage.title if stage else ""
