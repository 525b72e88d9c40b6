"""How well a card is backed by research."""

from __future__ import annotations

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Evidence

BACKED_FROM = 2


def evidence_of(document: Document, card: Card) -> Evidence:
    """What its author set, else worked out from its quotes: none is an assumption, one voice partly, more backed."""
    if card.evidence is not None:
        return card.evidence
    voices = {quote.participant or quote.id for quote in document.quotes(card.id)}
    if len(voices) >= BACKED_FROM:
        return Evidence.BACKED
    return Evidence.PARTLY if voices else Evidence.ASSUMPTION
