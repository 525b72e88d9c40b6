"""Templates of a person's own: documents kept as open JSON in one folder, with an index beside them.

The index has the form of that of the shipped templates, so both are read and loaded in the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.library import INDEX, Entry, entries
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Comment,
    Connector,
    Entity,
    Image,
    Persona,
    Quote,
    Rating,
)
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.plain import key_of

if TYPE_CHECKING:
    from journeyeditor.model.ids import IdSource

PREFIX = "own-"
"""What the id of every template of one's own begins with, so that none hides a shipped one."""

_NO_NAME = N_("A template needs a name. Type one and save again.")
_NO_OWN = N_("There is no template “{id}” of your own any more.")
_NOT_KEPT = N_("The template can't be kept in {folder}: {reason}. Make room there and try again.")

_ID = re.compile(r'"([0-9a-f]{32})"')
_Row = dict[str, str]
_WITH_CARDS = (Card, Rating, Quote, Comment, Connector)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a template shall be called, and whether names, comments, quotes and portraits stay out of it."""

    name: str
    description: str = ""
    impersonal: bool = True
    cards: bool = True


def own_entries(folder: Path) -> tuple[Entry, ...]:
    """The templates in a person's folder, newest first; none where there is no folder, or no index to be read."""
    try:
        found = entries(folder)
    except Refused:
        return ()
    return tuple(replace(entry, own=True) for entry in found if entry.path.is_file())


def own_entry(folder: Path, template_id: str) -> Entry:
    """The template of this id. Raises `Refused` where it is gone."""
    for entry in own_entries(folder):
        if entry.id == template_id:
            return entry
    raise Refused(_NO_OWN, id=template_id)


def save_own(folder: Path, document: Document, wanted: Wanted, ids: IdSource) -> Entry:
    """Keeps a document as a template, before those that are there. Raises `Refused` where that can't be."""
    if not wanted.name.strip():
        raise Refused(_NO_NAME)
    made = f"{PREFIX}{ids.new()}"
    row = {"id": made, "file": f"{made}.json", **_words(wanted.name, wanted.description)}
    text = template_text(document, wanted)
    with_index = [row, *_rows(folder)]
    _written(folder, lambda: _write_both(folder, row["file"], text, with_index))
    return Entry(made, row["name"], row["description"], folder / row["file"], own=True)


def rename_own(folder: Path, template_id: str, name: str, description: str) -> None:
    """Gives a template other words. Raises `Refused` where there is no such one, or it can't be kept."""
    if not name.strip():
        raise Refused(_NO_NAME)
    rows = _rows(folder)
    _row_of(rows, template_id).update(_words(name, description))
    _written(folder, lambda: _write_index(folder, rows))


def delete_own(folder: Path, template_id: str) -> None:
    """Removes a template for good. Raises `Refused` as `rename_own`."""
    rows = _rows(folder)
    row = _row_of(rows, template_id)
    rows.remove(row)
    _written(folder, lambda: _write_index(folder, rows))
    _written(folder, lambda: (folder / row["file"]).unlink(missing_ok=True))


def template_text(document: Document, wanted: Wanted) -> str:
    """The document as a template in the open JSON form, with ids that each loading replaces by new ones."""
    from journeyeditor.interchange.json_document import plain_document

    kept = document.replaced(dict(_left_out(document, wanted)))
    plain = plain_document(kept)
    plain.pop("id", None)
    plain["title"] = wanted.name.strip()
    text = json.dumps(plain, ensure_ascii=False, indent=1)
    short: dict[str, str] = {}

    def shortened(match: re.Match[str]) -> str:
        key = match.group(1)
        if key not in document:
            return match.group(0)
        return f'"{short.setdefault(key, f"part-{len(short) + 1}")}"'

    return _ID.sub(shortened, text) + "\n"


def _left_out(document: Document, wanted: Wanted) -> Iterator[tuple[str, Entity | None]]:
    """What a template does not take over of a document: key and the entity that stands in its place, None for none."""
    info = replace(document.info, created="", modified="", version_label="")
    if wanted.impersonal:
        info = replace(info, author="", client="", project="", confidentiality="")
    yield DOCUMENT_KEY, info
    used = _pictures(document, wanted)
    for entity in document.values():
        unused = isinstance(entity, Image) and entity.id not in used
        if unused or (not wanted.cards and isinstance(entity, _WITH_CARDS)):
            yield key_of(entity), None
        elif wanted.impersonal:
            yield from _impersonal(entity)


def _pictures(document: Document, wanted: Wanted) -> set[str | None]:
    """Which images a template still shows."""
    used = {document.info.logo}
    if wanted.cards:
        used |= {card.image for card in document.all(Card)}
    if not wanted.impersonal:
        used |= {persona.portrait for persona in document.personas}
    return used


def _impersonal(entity: Entity) -> Iterator[tuple[str, Entity | None]]:
    if isinstance(entity, Comment | Quote):
        yield key_of(entity), None
    elif isinstance(entity, Card) and entity.owner:
        yield key_of(entity), replace(entity, owner="")
    elif isinstance(entity, Persona):
        yield key_of(entity), replace(entity, portrait=None, quote="", bio="")
    elif isinstance(entity, Rating) and entity.note:
        yield key_of(entity), replace(entity, note="")


def _words(name: str, description: str) -> _Row:
    return {"name": name.strip(), "description": description.strip()}


def _rows(folder: Path) -> list[_Row]:
    """The rows of the index; none where it can't be read, which loses no template's file."""
    try:
        rows = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    usable = rows if isinstance(rows, list) else []
    return [row for row in usable if isinstance(row, dict) and "id" in row and "file" in row]


def _row_of(rows: list[_Row], template_id: str) -> _Row:
    for row in rows:
        if row["id"] == template_id:
            return row
    raise Refused(_NO_OWN, id=template_id)


def _write_both(folder: Path, name: str, text: str, rows: list[_Row]) -> None:
    from journeyeditor.app.output import write_whole

    folder.mkdir(parents=True, exist_ok=True)
    write_whole(text.encode("utf-8"), folder / name)
    _write_index(folder, rows)


def _write_index(folder: Path, rows: list[_Row]) -> None:
    from journeyeditor.app.output import write_whole

    text = json.dumps(rows, ensure_ascii=False, indent=1)
    write_whole((text + "\n").encode("utf-8"), folder / INDEX)


def _written(folder: Path, write: Callable[[], object]) -> None:
    try:
        write()
    except OSError as error:
        raise Refused(_NOT_KEPT, folder=folder, reason=error.strerror or error) from error
