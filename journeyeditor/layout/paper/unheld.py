"""Which characters of what is printed no font holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.paper.options import Part
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, DocumentInfo, Map, Persona, Quote, Rating

Text = tuple[str, str]
"""A text behind the id of the entity that it belongs to."""


def missing_characters(
    document: Document,
    layout: MapLayout,
    maps: Sequence[str] | None = None,
    parts: Sequence[Part] | None = None,
) -> tuple[tuple[str, str], ...]:
    """Which characters no font holds in these parts (None: all) of these maps (None: all), by the entity they stand
    in; they print as visible boxes."""
    keys = [shown.id for shown in document.maps] if maps is None else maps
    chosen = frozenset(Part if parts is None else parts)
    found: dict[tuple[str, str], None] = {}
    for key in keys:
        found.update(dict.fromkeys(layout.place(document, key).missing))
    held: set[str] = set()
    for entity, text in _texts(document, keys, chosen):
        if held.issuperset(text):
            continue
        missing = layout.engine.line(" ".join(text.split()), SMALL).missing
        held.update(set(text) - missing)
        if missing:
            found[entity, "".join(sorted(missing))] = None
    return tuple(found)


def _texts(document: Document, maps: Sequence[str], parts: frozenset[Part]) -> Iterator[Text]:
    """The texts beside the maps themselves."""
    yield "document", _in_info(document.info)
    shown = [document.one(Map, key) for key in maps]
    for one in shown:
        yield one.id, _joined(one.title, one.scenario)
    yield from _named(document, shown)
    people = {key for one in shown for key in one.personas}
    for persona in document.personas:
        if persona.id in people:
            yield persona.id, _of_persona(persona, parts)
    if parts & {Part.INSIGHTS, Part.APPENDIX}:
        for one in shown:
            yield from _on_cards(document, one, Part.APPENDIX in parts)


def _named(document: Document, maps: Sequence[Map]) -> Iterator[Text]:
    """What the maps name beside their cards: arrows, and channels of the user's own."""
    cards = [
        card
        for one in maps
        for lane in document.lanes(one.id)
        if not lane.hidden
        for card in document.cards(lane.id)
    ]
    for card in cards:
        for connector in document.connectors(card.id):
            yield connector.id, connector.label
    used = {card.channel for card in cards}
    for channel in document.channels:
        if channel.id in used:
            yield channel.id, channel.name


def _in_info(info: DocumentInfo) -> str:
    texts = (info.title, info.client, info.project, info.author, info.organisation)
    return _joined(*texts, info.version_label, info.confidentiality)


def _of_persona(persona: Persona, parts: frozenset[Part]) -> str:
    texts = [persona.name]
    if parts & {Part.COVER, Part.PERSONA}:
        texts.append(persona.role)
    if Part.PERSONA in parts:
        lists = (persona.goals, persona.needs, persona.frustrations, persona.expectations)
        texts += [persona.quote, persona.bio, *lists]
    return _joined(*texts)


def _on_cards(document: Document, shown: Map, everything: bool) -> Iterator[Text]:
    """The texts of cards, with their quotes, and ratings where everything is printed."""
    for lane in document.lanes(shown.id):
        for card in document.cards(lane.id) if not lane.hidden else ():
            yield card.id, _of_card(card)
            for quote in document.quotes(card.id):
                yield quote.id, _of_quote(quote)
            for rating in document.ratings(card.id) if everything else ():
                yield rating.id, _of_rating(rating)


def _of_card(card: Card) -> str:
    return _joined(card.title, card.text, card.owner, card.due, card.confidence, *card.tags)


def _of_quote(quote: Quote) -> str:
    return _joined(quote.text, quote.participant, quote.method, quote.source, quote.date)


def _of_rating(rating: Rating) -> str:
    return _joined(rating.word, rating.note)


def _joined(*texts: str) -> str:
    return " ".join(texts)
