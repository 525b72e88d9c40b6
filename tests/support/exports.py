"""What tests of exports need: documents with awkward texts, and looking into what was written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from journeyeditor.app.resources import Resources
from journeyeditor.interchange.json_document import read_json
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Map, Stage
from tests.support.maps import small_document
from tests.support.sources import fixed_clock, fixed_ids

HOSTILE = {
    "markup": '<b>bold</b> <img src="/etc/passwd"/> & &amp; ]]> <script>alert(1)</script>',
    "nul": "a\0b\x01c\x1b[31m",
    "bidi": "\u202eevil\u202c \u2067abc\u2069",
    "marks": "e" + "\u0301" * 10_000,
    "word": "Wort" * 2_500,
    "surrogate": "a\ud800b",
}
"""Texts that have broken programs; surrogates come from foreign files only."""


def with_card_text(text: str, title: str = "") -> Document:
    """A small document whose first card, its map and its first stage hold this text."""
    document = small_document()
    card = next(iter(sorted(document.all(Card), key=lambda card: card.id)))
    shown = document.maps[0]
    stage = document.stages(shown.id)[0]
    return document.replaced(
        {
            card.id: replace(card, title=title or text[:500], text=text, link="javascript:x"),
            shown.id: replace(document.one(Map, shown.id), title=text[:200]),
            stage.id: replace(document.one(Stage, stage.id), goal=text[:200]),
        }
    )


def parts_of_deck(data: bytes) -> dict[str, bytes]:
    """The parts of a PPTX by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def shapes_of(shapes: Any) -> Iterator[Any]:
    """Every shape of a slide, those within groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from shapes_of(shape.shapes)


def elements_of(svg: bytes) -> list[ElementTree.Element]:
    """Every element of an SVG."""
    return list(ElementTree.fromstring(svg).iter())


def sample_document(name: str) -> Document:
    """A sample that ships, read with fixed ids and times."""
    text = (Resources.find().samples / f"{name}.json").read_text(encoding="utf-8")
    return read_json(text, fixed_ids(), fixed_clock)
