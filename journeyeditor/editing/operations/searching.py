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
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Channel,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.locks import locked
from journeyeditor.model.messages import Translate, untranslated
from journeyeditor.model.numbers import in_digits
from journeyeditor.model.plain import clean_text, key_of

TAGS_BETWEEN = ", "
_BUILT_IN = {channel.id: channel.name for channel in BUILT_IN}

SEARCHED: dict[type[Entity], tuple[str, ...]] = {
    DocumentInfo: (
        "title",
        "client",
        "project",
        "author",
        "organisation",
        "version_label",
        "confidentiality",
    ),
    Map: ("title", "scenario"),
    Stage: ("title", "goal"),
    Step: ("title",),
    Lane: ("title",),
    Card: (
        "title",
        "text",
        "channel",
        "tags",
        "value",
        "target",
        "unit",
        "owner",
        "confidence",
        "due",
        "link",
    ),
    Rating: ("word", "note"),
    Quote: ("text", "participant", "method", "source", "date"),
    Connector: ("label",),
    Comment: ("text", "author"),
    Measure: ("name", "unit"),
    Image: ("alt",),
    Channel: ("name",),
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

FIXED = frozenset({"channel", "value", "target", "due", "date", "link", "author"})
"""What is found and not replaced: it is chosen, or has a form that other words would break."""


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

    @property
    def replaceable(self) -> bool:
        """Whether other words can be put there."""
        return self.field not in FIXED


def find(
    document: Document,
    query: Query,
    maps: Iterable[str] | None = None,
    translate: Translate = untranslated,
) -> list[Match]:
    """Every place on these maps (None: on all, in personas and in what is said of the document) in reading order.

    `translate` gives the names of the channels that every document has.
    """
    pattern = _folded(query.text, query.match_case)
    if not pattern:
        return []
    chosen = [one.id for one in document.maps] if maps is None else list(maps)
    found: list[Match] = []
    for map_id in chosen:
        for entity, shown in _on_map(document, map_id):
            texts = _texts(document, entity, translate)
            found += _in_texts(texts, entity, query, pattern, map_id, shown)
    if maps is None:
        for entity, shown in _on_no_map(document):
            texts = _texts(document, entity, translate)
            found += _in_texts(texts, entity, query, pattern, "", shown)
    return found


def text_in(document: Document, match: Match, translate: Translate = untranslated) -> str:
    """The whole text that a match is a part of."""
    return text_of(document, document[match.key], match.field, translate)


def text_of(
    document: Document, entity: Entity, field: str, translate: Translate = untranslated
) -> str:
    """A field as a person reads it: tags with commas, a channel's name, a number as the language writes it."""
    value = getattr(entity, field)
    if field == "channel":
        return channel_name(document, value, translate)
    if field == "link":
        return value if "://" in value or value.startswith("mailto:") else ""
    if isinstance(value, tuple):
        return TAGS_BETWEEN.join(value)
    if isinstance(value, float | int):
        return in_digits(value, translate)
    return value or ""


def channel_name(document: Document, key: str | None, translate: Translate) -> str:
    """What a channel is called; "" for none."""
    own = document.find(Channel, key) if key else None
    return own.name if own is not None else translate(_BUILT_IN.get(key or "", ""))


def _texts(document: Document, entity: Entity, translate: Translate) -> Iterator[tuple[str, str]]:
    for field in SEARCHED[type(entity)]:
        if getattr(entity, field):
            yield field, text_of(document, entity, field, translate)


def _on_no_map(document: Document) -> Iterator[tuple[Entity, str]]:
    """Everything with texts that stands on no map, with the key of what shows it."""
    for persona in document.personas:
        yield persona, persona.id
        portrait = document.find(Image, persona.portrait) if persona.portrait else None
        if portrait is not None:
            yield portrait, persona.id
    yield from ((channel, DOCUMENT_KEY) for channel in document.channels)
    yield document.info, DOCUMENT_KEY


def replace_found(document: Document, matches: Sequence[Match], text: str) -> Patch:
    """These places hold another text, where they can. They must be places of this document and not overlap."""
    fields: dict[tuple[str, str], list[Match]] = {}
    for match in (one for one in matches if one.replaceable):
        fields.setdefault((match.key, match.field), []).append(match)
    draft = Draft(document)
    changed: dict[str, Entity] = {}
    for (key, field), places in fields.items():
        entity = changed.get(key, document[key])
        new = clean_text(_spliced(text_of(document, entity, field), places, text))
        value = tags_in(new) if field == "tags" else new
        changed[key] = replace(entity, **{field: value})  # type: ignore[arg-type]
    draft.put(*changed.values())
    return draft.patch()


@dataclass(frozen=True, slots=True)
class Replacing:
    """A change of all that was found: how many places it replaces, and how many are left as locked or not replaceable."""

    patch: Patch
    replaced: int
    locked: int
    fixed: int


def replacing(document: Document, matches: Sequence[Match], text: str) -> Replacing:
    """All of these places hold another text, but those in what is locked; they must be places of this document."""
    whole = [match for match in matches if match.replaceable]
    shut = {key for key in {match.key for match in whole} if locked(document, key)}
    free = [match for match in whole if match.key not in shut]
    patch = replace_found(document, free, text)
    return Replacing(patch, len(free), len(whole) - len(free), len(matches) - len(whole))


def tags_in(text: str) -> tuple[str, ...]:
    """The tags of a text with commas between them, each once."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


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
        yield from ((measure, stage.id) for measure in document.measures(stage.id))
        yield from ((step, step.id) for step in document.steps(stage.id))
    yield from ((lane, lane.id) for lane in document.lanes(map_id))
    for card in in_reading_order(document, map_id):
        yield card, card.id
        picture = document.find(Image, card.image) if card.image else None
        hanging = (
            *([picture] if picture is not None else []),
            *document.ratings(card.id),
            *document.quotes(card.id),
            *document.connectors(card.id),
            *document.comments(card.id),
        )
        yield from ((entity, card.id) for entity in hanging)


def _in_texts(
    texts: Iterable[tuple[str, str]],
    entity: Entity,
    query: Query,
    pattern: str,
    map_id: str,
    shown: str,
) -> Iterator[Match]:
    for field, text in texts:
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
