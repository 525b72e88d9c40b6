"""Finding and replacing in all the texts of a document.

Texts are compared by canonical equivalence (Unicode Standard, chapter 3.11) and, unless case counts, by full case
folding (chapter 3.13): “straße” is found by “STRASSE”, a letter with its accent by the same in two characters,
and never a letter without the accent it has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeyeditor.editing.operations.excerpt import in_reading_order
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Lane,
    Map,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.plain import clean_text, key_of

SEARCHED: dict[type[Entity], tuple[str, ...]] = {
    DocumentInfo: ("title",),
    Map: ("title", "scenario"),
    Stage: ("title", "goal"),
    Step: ("title",),
    Lane: ("title",),
    Card: ("title", "text", "owner", "confidence"),
    Rating: ("word", "note"),
    Quote: ("text", "participant", "source"),
    Connector: ("label",),
    Comment: ("text",),
    Persona: (
        "name",
        "role",
        "quote",
        "goals",
        "needs",
        "frustrations",
        "expectations",
        "bio",
    ),
}
"""The texts that are looked through, in the order in which a person meets them."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. An empty text finds nothing."""

    text: str
    match_case: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A place that was found: characters `start` to `end` of a field.

    `shown` is what to select to show it: the entity itself, or the card that it hangs on; `map` is its map, "" for
    personas and the document.
    """

    key: str
    field: str
    start: int
    end: int
    map: str
    shown: str


def find(document: Document, query: Query, maps: Iterable[str] | None = None) -> list[Match]:
    """Every place on these maps (None: on all, and in personas and the title) in reading order."""
    pattern = _folded(query.text, query.match_case)
    if not pattern:
        return []
    chosen = [one.id for one in document.maps] if maps is None else list(maps)
    found: list[Match] = []
    for map_id in chosen:
        for entity, shown in _on_map(document, map_id):
            found += _in_entity(entity, query, pattern, map_id, shown)
    if maps is None:
        for entity in (*document.personas, document.info):
            found += _in_entity(entity, query, pattern, "", key_of(entity))
    return found


def replace_found(document: Document, matches: Sequence[Match], text: str) -> Patch:
    """These places hold another text. They must be places of this document and not overlap."""
    fields: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        fields.setdefault((match.key, match.field), []).append(match)
    draft = Draft(document)
    changed: dict[str, Entity] = {}
    for (key, field), places in fields.items():
        entity = changed.get(key, document[key])
        new = clean_text(_spliced(getattr(entity, field), places, text))
        changed[key] = replace(entity, **{field: new})  # type: ignore[arg-type]
    draft.put(*changed.values())
    return draft.patch()


def _spliced(old: str, places: Sequence[Match], text: str) -> str:
    parts: list[str] = []
    at = 0
    for place in sorted(places, key=lambda match: match.start):
        parts += [old[at : place.start], text]
        at = place.end
    return "".join([*parts, old[at:]])


def _on_map(document: Document, map_id: str) -> Iterator[tuple[Entity, str]]:
    """Everything with texts on a map, in reading order, each with the key of what shows it."""
    owner = document.one(Map, map_id)
    yield owner, map_id
    for stage in document.stages(map_id):
        yield stage, stage.id
        yield from ((step, step.id) for step in document.steps(stage.id))
    yield from ((lane, lane.id) for lane in document.lanes(map_id))
    for card in in_reading_order(document, map_id):
        yield card, card.id
        hanging = (
            *document.ratings(card.id),
            *document.quotes(card.id),
            *document.connectors(card.id),
            *document.comments(card.id),
        )
        yield from ((entity, card.id) for entity in hanging)


def _in_entity(
    entity: Entity, query: Query, pattern: str, map_id: str, shown: str
) -> Iterator[Match]:
    for field in SEARCHED[type(entity)]:
        text = getattr(entity, field)
        if text:
            for start, end in places_in(text, query, pattern):
                yield Match(key_of(entity), field, start, end, map_id, shown)


def places_in(text: str, query: Query, pattern: str | None = None) -> list[tuple[int, int]]:
    """Where a text holds what is looked for, as (start, end) of characters, without overlaps."""
    wanted = _folded(query.text, query.match_case) if pattern is None else pattern
    folded = _folded(text, query.match_case)
    if not wanted or wanted not in folded:
        return []
    back = _way_back(text, query.match_case)
    found: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0:
        place = back(at, at + len(wanted))
        if place is not None and not (query.whole_words and _inside_word(text, *place)):
            found.append(place)
            at = folded.find(wanted, at + len(wanted))
        else:
            at = folded.find(wanted, at + 1)
    return found


def _folded(text: str, match_case: bool) -> str:
    if text.isascii():
        return text if match_case else text.lower()
    text = unicodedata.normalize("NFD", text)
    return text if match_case else unicodedata.normalize("NFD", text.casefold())


def _way_back(text: str, match_case: bool) -> Callable[[int, int], tuple[int, int] | None]:
    """From places of the folded text to places of the text; None where they cut a letter apart."""
    if text.isascii():
        return lambda start, end: (start, end)
    begins: dict[int, int] = {}
    at = place = 0
    for cluster in _letters(text):
        begins[at] = place
        at += len(_folded(cluster, match_case))
        place += len(cluster)
    begins[at] = place

    def back(start: int, end: int) -> tuple[int, int] | None:
        return (begins[start], begins[end]) if start in begins and end in begins else None

    return back


def _letters(text: str) -> Iterator[str]:
    """Each character with the combining ones that follow it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield text[start:at]
            start = at


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (_wordly(before) and _wordly(text[start : start + 1])) or (
        _wordly(after) and _wordly(text[end - 1 : end])
    )


def _wordly(character: str) -> bool:
    return (
        character.isalnum()
        or character == "_"
        or bool(character and unicodedata.combining(character))
    )


def shown_on(document: Document, match: Match) -> str:
    """The map to show a match on: its own, else the first."""
    return match.map or document.maps[0].id
