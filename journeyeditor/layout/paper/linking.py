"""Where links inside the printed document lead: from a card to its insight, from there to the appendix, and back."""

from __future__ import annotations

from collections.abc import Callable

from journeyeditor.layout.paper.job import Job
from journeyeditor.layout.paper.options import Part
from journeyeditor.layout.paper.ranking import CHANCES, PAINS
from journeyeditor.model.entities import Card, Lane

CardTarget = Callable[[str], str]
"""The place that a card on the map leads to, by the card's id ("": nowhere)."""


def insight_id(card: str) -> str:
    """The place of a card among the insights."""
    return f"insight-{card}"


def appendix_id(card: str) -> str:
    """The place of a card in the appendix."""
    return f"text-{card}"


def card_target(job: Job) -> CardTarget | None:
    """Where the cards of the maps lead, None where no part has more to say of them."""
    insights, appendix = (part in job.options.parts for part in (Part.INSIGHTS, Part.APPENDIX))
    if not insights and not appendix:
        return None

    def target(key: str) -> str:
        card = job.document.find(Card, key)
        lane = job.document.find(Lane, card.lane) if card else None
        if insights and lane is not None and lane.kind in PAINS | CHANCES:
            return insight_id(key)
        return appendix_id(key) if appendix else ""

    return target


def insight_target(job: Job, card: str) -> str:
    """Where an insight leads: to the appendix, else to the map ("": nowhere)."""
    if Part.APPENDIX in job.options.parts:
        return appendix_id(card)
    return map_target(job, card)


def map_target(job: Job, card: str) -> str:
    """The card on the map, where maps are printed ("": nowhere)."""
    return card if Part.MAP in job.options.parts else ""
