"""Characters that no font holds are told for all that is printed, and for nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.pages import Part, missing_characters
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Persona, Quote, Rating
from tests.support.paper import map_layout
from tests.support.printed import document_with_insights

PERSONA, QUOTE, RATING, OWNER = "\U00013000", "\U00013001", "\U00013002", "\U00013003"


def unheld() -> Document:
    document = document_with_insights()
    persona = document.personas[0]
    quote = next(iter(document.all(Quote)))
    rating = document.ratings(quote.card)[0]
    card = document.one(Card, quote.card)
    return document.replaced(
        {
            persona.id: replace(persona, goals=f"- one\n- {PERSONA}"),
            quote.id: replace(quote, text=f"So {QUOTE}"),
            rating.id: replace(rating, note=RATING),
            card.id: replace(card, owner=OWNER),
        }
    )


def told(*parts: Part) -> set[tuple[type, str]]:
    document = unheld()
    found = missing_characters(document, map_layout(), None, parts)
    kinds = (Persona, Quote, Rating, Card)
    return {(next(k for k in kinds if document.find(k, key)), text) for key, text in found}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part.MAP, set()),
        (Part.PERSONA, {(Persona, PERSONA)}),
        (Part.INSIGHTS, {(Quote, QUOTE), (Card, OWNER)}),
        (Part.APPENDIX, {(Quote, QUOTE), (Rating, RATING), (Card, OWNER)}),
    ],
)
def test_of_a_part_that_is_printed(part: Part, expected: set[tuple[type, str]]) -> None:
    assert told(part) == expected


def test_of_all_parts_unless_some_are_named() -> None:
    assert {text for _key, text in missing_characters(unheld(), map_layout())} == {
        PERSONA, QUOTE, RATING, OWNER,
    }  # fmt: skip
