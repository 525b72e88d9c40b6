"""Pictures of a document that are printed and say nothing to those who can't see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY, Card, DocumentInfo, Image
from journeyeditor.model.messages import N_, Message, message

_ONE = N_("1 picture has no description, so it says nothing to readers who can't see it.")
_SEVERAL = N_(
    "{count} pictures have no description, so they say nothing to readers who can't see them."
)


def undescribed(seen: Document, maps: Sequence[str]) -> tuple[Message, ...]:
    """A sentence on the pictures without a description on these maps of a document, which is as its view shows it."""
    keys = {key for key in _pictures(seen, maps) if key is not None}
    found = (seen.find(Image, key) for key in keys)
    count = sum(image is not None and not image.alt.strip() for image in found)
    return (message(_ONE if count == 1 else _SEVERAL, count=count),) if count else ()


def _pictures(seen: Document, maps: Sequence[str]) -> Iterator[str | None]:
    """The logo, and the pictures of the cards that are shown. A portrait is described by its persona's name."""
    yield seen.info.logo
    for key in maps:
        for lane in seen.lanes(key):
            if not lane.hidden and not lane.collapsed:
                yield from (card.image for card in seen.cards(lane.id))


def pictures_of(document: Document, keys: Iterable[str]) -> tuple[Image, ...]:
    """The pictures of these cards, and the logo where the document is among them, each once."""
    wanted = (_picture_key(document, key) for key in keys)
    found = (document.find(Image, key) for key in dict.fromkeys(wanted) if key)
    return tuple(image for image in found if image is not None)


def all_pictures(document: Document) -> tuple[Image, ...]:
    """The logo and the pictures of all cards, as they follow one another on the maps."""
    return pictures_of(document, _all_keys(document))


def any_pictures(document: Document) -> bool:
    """Whether there are pictures besides portraits, which their personas' names describe."""
    portraits = {persona.portrait for persona in document.personas}
    pictures = {image.id for image in document.all(Image)}
    if not pictures <= portraits:
        return True
    # A portrait may be on a card as well; the cards are asked only where there is nothing else.
    return bool(pictures) and any(card.image in pictures for card in document.all(Card))


def _all_keys(document: Document) -> Iterator[str]:
    yield DOCUMENT_KEY
    for shown in document.maps:
        for lane in document.lanes(shown.id):
            yield from (card.id for card in document.cards(lane.id))


def _picture_key(document: Document, key: str) -> str | None:
    entity = document.get(key)
    if isinstance(entity, DocumentInfo):
        return entity.logo
    return entity.image if isinstance(entity, Card) else None


def wordless(pictures: Iterable[Image]) -> tuple[Image, ...]:
    """Those without words."""
    return tuple(image for image in pictures if not image.alt.strip())
