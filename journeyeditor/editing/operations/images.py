"""Verbs of pictures: on a card, as a portrait, as the logo. Each picture is kept once, by the sha256 of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.pictures import MOST_BYTES, MOST_PIXELS, Picture, picture_of
from journeyeditor.model.plain import clean_text

NO_PICTURE = N_(
    "This is no picture that can be shown: take a PNG, JPEG, GIF or WebP file, or save it as one first."
)
TOO_MANY_PIXELS = N_(
    "The picture has {size} megapixels; at most {most} can be shown. Make it smaller first."
)
TOO_MANY_BYTES = N_(
    "The picture has {size} MB; at most {most} MB can be kept. Make it smaller first."
)


def put_image(
    document: Document, keys: str | Iterable[str], field: str, data: bytes, alt: str = ""
) -> Patch:
    """These entities show the picture of these bytes in a field (`image`, `portrait` or `logo`).

    A picture that the document has already is not stored again, and keeps its own words.
    Raises `Refused` for anything but a PNG, JPEG, GIF or WebP of a sensible size.
    """
    found = checked(data)
    key = hashlib.sha256(data).hexdigest()
    draft = Draft(document)
    if document.find(Image, key) is None:
        draft.put(
            Image(
                id=key,
                media_type=found.media_type,
                width=found.width,
                height=found.height,
                alt=clean_text(alt),
                data=data,
            )
        )
    return draft.patch().then(set_fields(draft.document, keys, **{field: key}))


def checked(data: bytes) -> Picture:
    """What these bytes show. Raises `Refused` where no document may hold them."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_MANY_BYTES, size=len(data) >> 20, most=MOST_BYTES >> 20)
    found = picture_of(data)
    if found is None or found.width * found.height == 0:
        raise Refused(NO_PICTURE)
    if not found.fits:
        size = -(-found.width * found.height // 1_000_000)
        raise Refused(TOO_MANY_PIXELS, size=size, most=MOST_PIXELS // 1_000_000)
    return found


def describe_image(document: Document, image: str, alt: str) -> Patch:
    """The words that stand for a picture wherever it can't be seen."""
    before = document.one(Image, image)
    draft = Draft(document)
    draft.put(replace(before, alt=clean_text(alt)))
    return draft.patch()


def describe_images(document: Document, words: Mapping[str, str]) -> Patch:
    """The words of several pictures, by their keys; those that the document has no more are passed over."""
    draft = Draft(document)
    for key, alt in words.items():
        before = document.find(Image, key)
        if before is not None and before.alt != clean_text(alt):
            draft.put(replace(before, alt=clean_text(alt)))
    return draft.patch()
