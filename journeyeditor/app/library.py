"""Templates and samples that ship with the program, named in the user's language.

An `index.json` beside them lists them in the order in which they are shown. Loading one makes a document of its
own, with new ids and the present time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    DocumentInfo,
    Entity,
    Lane,
    Map,
    Persona,
    Stage,
    Step,
)
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.ids import Clock, IdSource
from journeyeditor.model.messages import N_, Refused, Translate, untranslated
from journeyeditor.model.plain import key_of
from journeyeditor.model.prompts import PROMPT

DEFAULT_TEMPLATE = "customer-journey"
INDEX = "index.json"

_NO_TEMPLATE = N_("There is no template “{id}”; there are {known}.")
_NO_SAMPLE = N_("There is no sample “{id}”; there are {known}.")
_DAMAGED = N_("The program's own file {path} can't be read ({reason}); install the program again.")

# What a template says in words, kind by kind.
_TEXTS: dict[type[Entity], tuple[str, ...]] = {
    DocumentInfo: ("title",),
    Persona: ("name", "role"),
    Map: ("title", "scenario"),
    Stage: ("title", "goal"),
    Step: ("title",),
    Lane: ("title",),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One template or sample; `own` where a person made it."""

    id: str
    name: str
    description: str
    path: Path
    own: bool = False


@dataclass(frozen=True, slots=True)
class Maker:
    """What goes into a new document besides its content."""

    ids: IdSource
    clock: Clock
    author: str = ""
    language: str = "en"
    translate: Translate = untranslated


def entries(folder: Path, language: str = "en") -> tuple[Entry, ...]:
    """The templates or samples in a folder, in order. Raises `Refused` where its index can't be read."""
    path = folder / INDEX
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_entry(row, folder, language.lower().split("-")[0]) for row in rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(_DAMAGED, path=path, reason=error) from error


def _entry(row: dict[str, str], folder: Path, language: str) -> Entry:
    name = row.get(f"name_{language}", row["name"])
    description = row.get(f"description_{language}", row["description"])
    return Entry(row["id"], name, description, folder / row["file"])


def template(folder: Path, template_id: str, language: str = "en") -> Entry:
    """The template of this id. Raises `Refused`, naming those there are."""
    return _chosen(entries(folder, language), template_id, _NO_TEMPLATE)


def sample(folder: Path, sample_id: str, language: str = "en") -> Entry:
    """The sample of this id. Raises `Refused`, naming those there are."""
    return _chosen(entries(folder, language), sample_id, _NO_SAMPLE)


def _chosen(listed: tuple[Entry, ...], wanted: str, refusal: str) -> Entry:
    for entry in listed:
        if entry.id == wanted:
            return entry
    raise Refused(refusal, id=wanted, known=", ".join(entry.id for entry in listed))


def load_template(entry: Entry, maker: Maker, title: str = "") -> Document:
    """A new document from a template, worded in the maker's language. Raises `Refused` for a damaged file."""
    document = _loaded(entry, maker)
    worded = document.replaced(dict(_worded(document, maker.translate)))
    info = replace(worded.info, language=maker.language)
    return _signed(worded, info if not title else replace(info, title=title), maker)


def load_sample(entry: Entry, maker: Maker) -> Document:
    """A new document with a sample's content, in the sample's own language."""
    document = _loaded(entry, maker)
    return _signed(document, document.info, maker)


def _loaded(entry: Entry, maker: Maker) -> Document:
    from journeyeditor.interchange.json_document import read_json

    try:
        text = entry.path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise Refused(_DAMAGED, path=entry.path, reason=error) from error
    return read_json(text, maker.ids, maker.clock)


def _signed(document: Document, info: DocumentInfo, maker: Maker) -> Document:
    now = maker.clock()
    author = maker.author or info.author
    signed = replace(info, author=author, created=now, modified=now)
    return document.replaced({DOCUMENT_KEY: signed})


def _worded(document: Document, translate: Translate) -> Iterator[tuple[str, Entity]]:
    """The entities of a template with their texts in another language."""
    for entity in document.values():
        texts = _TEXTS.get(type(entity), ())
        changes: dict[str, object] = {name: translate(getattr(entity, name)) for name in texts}
        if isinstance(entity, Map):
            names = {level: translate(name) for level, name in entity.scale.names.items()}
            changes["scale"] = replace(entity.scale, names=FrozenMap(names))
        prompt = entity.extras.get(PROMPT)
        if isinstance(prompt, str):
            changes["extras"] = FrozenMap({**entity.extras, PROMPT: translate(prompt)})
        if changes:
            yield key_of(entity), replace(entity, **changes)  # type: ignore[arg-type]


def texts_of(document: Document) -> list[str]:
    """Every text that a template's wording translates, for the extraction of the catalogue."""
    found: dict[str, None] = {}

    def note(key: str) -> str:
        found[key] = None
        return key

    list(_worded(document, note))
    return [text for text in found if text]
