"""Pictures of a document that are printed and say nothing to those who can't see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image
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
