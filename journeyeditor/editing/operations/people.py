"""Verbs of personas, and of quotes, which hang on cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyeditor.editing.operations.places import keys_at
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Map, Persona, Quote
from journeyeditor.model.ids import IdSource
from journeyeditor.model.plain import clean_text


def add_persona(document: Document, ids: IdSource, name: str, map_id: str | None = None) -> Patch:
    """A new persona, shown on this map."""
    order = keys_at(document.personas, None, 1, ids)[0]
    persona = Persona(id=ids.new(), order=order, name=clean_text(name))
    draft = Draft(document)
    draft.put(persona)
    if map_id is not None:
        shown = document.one(Map, map_id)
        draft.put(replace(shown, personas=(*shown.personas, persona.id)))
    return draft.patch()


def move_persona(document: Document, ids: IdSource, persona: str, at: int) -> Patch:
    """A persona goes before the one at index `at` among the others in the document's list."""
    moving = document.one(Persona, persona)
    others = [other for other in document.personas if other.id != persona]
    if document.personas.index(moving) == max(0, min(at, len(others))):
        return Patch({})
    draft = Draft(document)
    draft.put(replace(moving, order=keys_at(others, at, 1, ids)[0]))
    return draft.patch()


def show_personas(document: Document, map_id: str, personas: Sequence[str]) -> Patch:
    """The map shows these personas, in this order; their ratings stay whether shown or not."""
    before = document.one(Map, map_id)
    draft = Draft(document)
    draft.put(replace(before, personas=tuple(dict.fromkeys(personas))))
    return draft.patch()


def add_quote(
    document: Document, ids: IdSource, card: str, text: str, participant: str = ""
) -> Patch:
    order = keys_at(document.quotes(card), None, 1, ids)[0]
    draft = Draft(document)
    draft.put(
        Quote(
            id=ids.new(),
            card=card,
            order=order,
            text=clean_text(text),
            participant=clean_text(participant),
        )
    )
    return draft.patch()
