"""Characters that no font holds are told for all that is printed, and for nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.pages import Part, missing_characters
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Channel, Connector, Persona, Quote, Rating
from tests.support.paper import map_layout
from tests.support.printed import document_with_insights

PERSONA, QUOTE, RATING, OWNER = "\U00013000", "\U00013001", "\U00013002", "\U00013003"
ARROW, CHANNEL = "\U00013004", "\U00013005"


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


def test_of_arrows_and_channels_that_are_shown() -> None:
    document = document_with_insights()
    lane = document.lanes(document.maps[0].id)[0]
    first, second = document.cards(lane.id)[:2]
    added = (
        Connector(id="a" * 32, start=first.id, end=second.id, label=f"then {ARROW}"),
        Channel(id="b" * 32, order="a0", name=CHANNEL),
        Channel(id="c" * 32, order="a1", name="\U00013006"),
        replace(first, channel="b" * 32),
    )
    document = document.replaced({one.id: one for one in added})
    found = missing_characters(document, map_layout(), None, [Part.MAP])
    assert set(found) == {("a" * 32, ARROW), ("b" * 32, CHANNEL)}
    hidden = document.replaced({lane.id: replace(lane, hidden=True)})
    assert missing_characters(hidden, map_layout(), None, [Part.MAP]) == ()


def test_of_all_parts_unless_some_are_named() -> None:
    assert {text for _key, text in missing_characters(unheld(), map_layout())} == {
        PERSONA, QUOTE, RATING, OWNER,
    }  # fmt: skip
