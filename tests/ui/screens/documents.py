"""Documents that strain the looks: long words, many stages, one, none, five personas, Arabic."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from journeyeditor.app.resources import Resources
from journeyeditor.interchange.json_document import read_json
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    DocumentInfo,
    Entity,
    Lane,
    Map,
    Persona,
    Quote,
    Stage,
    Step,
)
from journeyeditor.model.frozen import FrozenMap
from tests.support.kinds import every_kind
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock, fixed_ids

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
LONGER = f"{LONG} {LONG.lower()}"


def bike() -> Document:
    """The sample with two personas and two maps, with comments and quotes on its first touchpoint."""
    path = Resources.find().samples / "first-e-bike.json"
    document = read_json(path.read_text(encoding="utf-8"), fixed_ids(5), fixed_clock)
    about = first_card(document)
    ids = fixed_ids(6)
    asked = Comment(
        id=ids.new(), about=about, author="Kim", time=fixed_clock(), text="Is this still so?"
    )
    told = Comment(
        id=ids.new(),
        about=about,
        parent=asked.id,
        author="Ben",
        time="2026-03-02T10:00:00Z",
        text="Yes, two of five said it again in the interviews of February.",
    )
    quote = Quote(
        id=ids.new(),
        card=about,
        order="z9V",
        text="I nearly gave up.",
        participant="P07",
        method="interview",
    )
    return document.replaced({one.id: one for one in (asked, told, quote)})


def first_card(document: Document) -> str:
    """The first card of the first map."""
    lanes = document.lanes(document.maps[0].id)
    return next(cards[0].id for lane in lanes if (cards := document.cards(lane.id)))


def empty() -> Document:
    """One stage, one step, lanes without a card, nobody."""
    return generated_document(0, 1, 1, 0)


def one_stage() -> Document:
    return generated_document(8, 1, 2, 1)


def forty_stages() -> Document:
    return generated_document(120, 40, 1, 2)


def five_personas() -> Document:
    document = generated_document(40, 4, 2, 5)
    names = ("Marta", "Ali", "Brigitte Oberhuber-Lindenthal", "Sam", "Li")
    people = zip(document.personas, names, strict=True)
    return document.replaced({one.id: replace(one, name=name) for one, name in people})


def long_words() -> Document:
    """Every title and text is made of words that no column has room for."""
    document = generated_document(16, 3, 2, 2)
    changed: dict[str, Entity] = {}
    for key, entity in document.items():
        made = _LONG.get(type(entity))
        if made is not None:
            changed[key] = made(entity)
    return document.replaced(changed)


_LONG: dict[type[Entity], Callable[[Entity], Entity]] = {
    DocumentInfo: lambda one: replace(one, title=LONGER, client=LONG, author=LONG),  # type: ignore[call-arg]
    Map: lambda one: replace(one, title=LONG, scenario=LONGER, scale=_long_scale(one)),  # type: ignore[call-arg]
    Stage: lambda one: replace(one, title=LONG, goal=LONGER),  # type: ignore[call-arg]
    Step: lambda one: replace(one, title=LONG),  # type: ignore[call-arg]
    Lane: lambda one: replace(one, title=LONG),  # type: ignore[call-arg]
    Card: lambda one: replace(one, title=LONG, text=LONGER, tags=(LONG, "b")),  # type: ignore[call-arg]
    Persona: lambda one: replace(one, name=LONG, role=LONGER),  # type: ignore[call-arg]
}


def _long_scale(shown: Entity) -> object:
    assert isinstance(shown, Map)
    names = {level: f"{name} {LONG}" for level, name in shown.scale.names.items()}
    return replace(shown.scale, names=FrozenMap(names))


_ARABIC = json.loads(
    """{"stages": ["الوعي", "التفكير", "الشراء", "الولاء"],
    "steps": ["يرى زميلا", "يقرأ المراجعات", "يقارن النماذج", "يجرب", "يطلب", "يستلم", "الخدمة الأولى", "يوصي"],
    "titles": ["الدراجة في المرآب", "تقرير الاختبار", "مقارنة الأسعار", "عقد التأجير"],
    "texts": ["إحدى عشرة صفحة، وعلى صاحب العمل أن يوقع.", "أربعة متاجر بلا سعر إجمالي.", "مدهش، و ABC 12 هنا."],
    "lanes": ["نقاط التماس", "المشاعر", "ملاحظات", "نقاط الألم", "الفرص", "الكواليس"],
    "people": ["مارتا", "علي"], "levels": ["محبط", "منزعج", "محايد", "راض", "سعيد"]}"""
)


def arabic() -> Document:
    """A map in Arabic, which runs from right to left, with a few Latin words in it."""
    document = generated_document(24, 4, 2, 2)
    turns = dict.fromkeys(_ARABIC, 0)

    def word(kind: str) -> str:
        turns[kind] += 1
        return str(_ARABIC[kind][(turns[kind] - 1) % len(_ARABIC[kind])])

    changed: dict[str, Entity] = {}
    for key, entity in sorted(document.items()):
        if isinstance(entity, Stage):
            changed[key] = replace(entity, title=word("stages"), goal=word("texts"))
        elif isinstance(entity, Step):
            changed[key] = replace(entity, title=word("steps"))
        elif isinstance(entity, Lane):
            changed[key] = replace(entity, title=word("lanes"))
        elif isinstance(entity, Card):
            changed[key] = replace(entity, title=word("titles"), text=word("texts"))
        elif isinstance(entity, Persona):
            changed[key] = replace(entity, name=word("people"))
        elif isinstance(entity, Map):
            names = dict(zip(range(-2, 3), _ARABIC["levels"], strict=True))
            scale = replace(entity.scale, names=FrozenMap(names))
            changed[key] = replace(entity, title="رحلة الدراجة", scale=scale)
        elif isinstance(entity, DocumentInfo):
            changed[key] = replace(entity, title="الدراجة الأولى", language="ar")
    return document.replaced(changed)


def kinds() -> Document:
    """A lane of every kind with every mark."""
    return every_kind()
