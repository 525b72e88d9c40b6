"""The documents that the rigs save, damage and compare."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Entity, Image, Persona
from tests.reliability import savers
from tests.reliability.judge import Judge
from tests.support.maps import generated_document, small_document

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Change:
    """A save to try: from `old`, or from no file at all, to `new`."""

    name: str
    old: Document | None
    new: Document

    def prepared(self, folder: Path, workspace: Path) -> tuple[Path, bytes | None]:
        """The target in a new folder as it is before the save, and its bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "map.journey"
        if self.old is None:
            return target, None
        savers.program(self.old, target, workspace)
        return target, target.read_bytes()

    def judge(self, workspace: Path) -> Judge:
        return Judge(self.old, self.new, workspace)


def edited(document: Document, mark: str) -> Document:
    """The document with a mark in every card's title, so that a mix of two versions can't pass for one."""
    cards = {card.id: replace(card, title=f"{mark} {card.title}") for card in document.all(Card)}
    return document.replaced(cards)


def with_picture(document: Document, size: int = 30_000, seed: int = 1) -> Document:
    """The document with a picture of about `size` bytes, a PNG of noise, that its first persona shows."""
    data = noise(size, seed)
    image = Image(
        id=hashlib.sha256(data).hexdigest(),
        media_type="image/png",
        width=WIDTH,
        height=size // WIDTH,
        data=data,
    )
    persona = min(document.all(Persona), key=lambda each: each.id)
    changed: dict[str, Entity | None] = {
        image.id: image,
        persona.id: replace(persona, portrait=image.id),
    }
    return document.replaced(changed)


def noise(size: int, seed: int) -> bytes:
    """A PNG, 8-bit grey, whose pixels don't compress (PNG specification, sections 5 and 11.2)."""
    height = size // WIDTH
    pixels = hashlib.shake_128(bytes([seed])).digest(WIDTH * height)
    lines = b"".join(b"\0" + pixels[at : at + WIDTH] for at in range(0, len(pixels), WIDTH))
    head = struct.pack(">IIBBBBB", WIDTH, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def changes(cards: int = 60) -> tuple[Change, ...]:
    """A save over an earlier file with a picture, and the first save of a document."""
    document = with_picture(generated_document(cards))
    grown = edited(with_picture(generated_document(cards + 10), seed=2), "new")
    return Change("over an earlier file", document, grown), Change("first save", None, grown)


def valid_files(workspace: Path) -> list[bytes]:
    """Files of several shapes to damage: one of everything, many cards, a picture, a text over many pages."""
    small = small_document()
    card = min(small.all(Card), key=lambda each: each.id)
    long = small.replaced({card.id: replace(card, text="One line of many.\n" * 2000)})
    documents = (small, generated_document(200), with_picture(small), long)
    return [savers.bytes_of(document, workspace) for document in documents]
