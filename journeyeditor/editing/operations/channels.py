"""Verbs of the document's own channels; those built in are always there and never change."""

from __future__ import annotations

from dataclasses import replace

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.places import keys_at
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.channels import BUILT_IN_IDS
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Channel
from journeyeditor.model.ids import IdSource
from journeyeditor.model.plain import clean_text


def add_channel(document: Document, ids: IdSource, name: str, icon: str = "") -> Patch:
    """A channel of the document's own, after those it has. `icon` is a name of the icon set, "" for the usual one."""
    order = keys_at(document.channels, None, 1, ids)[0]
    draft = Draft(document)
    draft.put(Channel(id=ids.new(), order=order, name=clean_text(name), icon=icon))
    return draft.patch()


def move_channel(document: Document, ids: IdSource, channel: str, at: int) -> Patch:
    """A channel goes before the one at index `at` among the others."""
    moving = document.one(Channel, channel)
    others = [other for other in document.channels if other.id != channel]
    if document.channels.index(moving) == max(0, min(at, len(others))):
        return Patch({})
    draft = Draft(document)
    draft.put(replace(moving, order=keys_at(others, at, 1, ids)[0]))
    return draft.patch()


def delete_channel(document: Document, channel: str, instead: str | None = None) -> Patch:
    """A channel goes; its cards have another one (built in or the document's own), or none, from then on.

    Raises KeyError where there is no such channel.
    """
    document.one(Channel, channel)
    if instead is not None and instead not in BUILT_IN_IDS:
        document.one(Channel, instead)
    moved = set_fields(document, cards_of(document, channel), channel=instead)
    return moved.then(delete(moved.apply(document), [channel]))


def cards_of(document: Document, channel: str) -> tuple[str, ...]:
    """The cards that name a channel."""
    return tuple(card.id for card in document.all(Card) if card.channel == channel)
