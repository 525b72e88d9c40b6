"""A document with two maps of different scales, and short ways to what is in it."""

from __future__ import annotations

import json

from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Channel,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    LaneKind,
    Map,
    Persona,
    Scale,
    Stage,
    Step,
)
from journeyeditor.model.plain import kind_name, to_plain
from journeyeditor.model.rules import check_all

PIXEL = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def plain_document() -> Document:
    """Map `m`: stages A (a1 a2), B (b1 b2), C (c1), lanes t and p; map `n`: stage N (n1), lane u, scale 1 to 5."""
    entities: list[Entity] = [
        DocumentInfo(id="info", title="Two maps", logo=PIXEL),
        Image(id=PIXEL, media_type="image/png"),
        Channel(id="tram", order="a0V", name="Tram"),
        Persona(id="ann", order="a0V", name="Ann", portrait=PIXEL),
        Persona(id="bob", order="a1V", name="Bob"),
        Map(id="m", order="a0V", personas=("ann", "bob")),
        Map(id="n", order="a1V", personas=("ann",), scale=Scale(1, 5, high_is_good=False)),
        Lane(id="t", map="m", order="a0V", kind=LaneKind.TOUCHPOINT, personas=("ann",)),
        Lane(id="p", map="m", order="a1V", kind=LaneKind.PAIN),
        Lane(id="u", map="n", order="a0V", kind=LaneKind.TOUCHPOINT),
        Stage(id="N", map="n", order="a0V"),
        Step(id="n1", stage="N", order="a0V"),
    ]
    for place, steps in enumerate((("A", "a1", "a2"), ("B", "b1", "b2"), ("C", "c1"))):
        entities.append(Stage(id=steps[0], map="m", order=f"a{place}V"))
        entities += [
            Step(id=step, stage=steps[0], order=f"a{i}V") for i, step in enumerate(steps[1:])
        ]
    entities += [
        Card(id="one", lane="t", step="a1", order="a0V", title="One"),
        Card(id="two", lane="t", step="a1", order="a1V", title="Two"),
        Card(id="three", lane="t", step="a1", order="a2V", title="Three"),
        Card(id="wide", lane="p", step="a2", order="a0V", span=3, image=PIXEL, channel="tram"),
        Card(id="far", lane="u", step="n1", order="a0V"),
    ]
    return Document(entities)


def deep(document: Document) -> dict[str, str]:
    """All that a document holds, as texts that share nothing with it."""
    return {
        key: json.dumps([kind_name(entity), to_plain(entity)], sort_keys=True)
        for key, entity in document.items()
    }


def card(document: Document, key: str) -> Card:
    return document.one(Card, key)


def place(document: Document, key: str) -> tuple[str, int]:
    """Where a card begins and how many steps it covers."""
    found = card(document, key)
    return found.step, found.span


def cell(document: Document, lane: str, step: str) -> list[str]:
    return [found.id for found in document.cell(lane, step)]


def new_keys(patch: Patch, cls: type[Entity]) -> list[str]:
    """The keys of the entities of a kind that a patch adds, in document order."""
    added = [entity for entity in patch.added() if isinstance(entity, cls)]
    return [e.id for e in sorted(added, key=lambda e: (getattr(e, "order", ""), e.id))]


def back_again(document: Document, patch: Patch) -> Document:
    """What a patch leads to, after making sure that its inverse leads back and that nothing is broken."""
    after = patch.apply(document)
    assert check_all(after) == []
    assert deep(patch.inverse().apply(after)) == deep(document)
    return after
