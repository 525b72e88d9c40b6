"""Cards are placed by a plan and drawn when they are looked at, just where they were planned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.drawing import Drawn, Glyphs, Group, walk
from journeyeditor.layout.placed import PlacedCard, PlacedMap
from journeyeditor.layout.text.engine import LEADING, TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Density, Direction, Map
from tests.support.kinds import every_kind
from tests.support.layouts import map_layout
from tests.support.maps import generated_document

LAYOUT = map_layout()
LONG = "A rather long text — with “quotes”, 24/7 self-service and\n- a bullet\n- العميل and 漢字 \ue000"


def placed_of(document: Document) -> PlacedMap:
    return LAYOUT.place(document, document.maps[0].id)


def cards_of(placed: PlacedMap) -> list[PlacedCard]:
    return [card for lane in placed.lanes for card in lane.block.cards]


def varied(direction: Direction, density: Density) -> Document:
    """Every kind of card with long and odd texts and tags."""
    return Document(
        replace(one, direction=direction, density=density)
        if isinstance(one, Map)
        else replace(one, text=f"{one.text} {LONG}", tags=("odd \ue001", "a longer tag", "b"))
        if isinstance(one, Card)
        else one
        for one in every_kind().values()
    )


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
@pytest.mark.parametrize("density", list(Density))
def test_texts_stand_in_the_boxes_that_were_planned(direction: Direction, density: Density) -> None:
    document = varied(direction, density)
    for card in cards_of(placed_of(document)):
        entity = document.one(Card, card.id)
        glyphs = [leaf for leaf, _spot in walk(card.group) if isinstance(leaf, Glyphs)]
        for box, text in ((card.inner_title, entity.title), (card.inner_text, entity.text)):
            inside = [run for run in glyphs if box.y < run.y <= box.bottom]
            lines = {round(run.y, 3) for run in inside}
            leading = inside[0].size * LEADING
            assert len(lines) == round(box.h / leading)
            assert set("".join(text.split())) - set("-•") <= set("".join(r.text for r in inside))
        lowest = max(run.y for run in glyphs)
        assert lowest < card.rect.h


def test_missing_characters_are_known_before_a_card_is_drawn() -> None:
    placed = placed_of(varied(Direction.LTR, Density.COMFORTABLE))
    cards = cards_of(placed)
    assert {key for key, characters in placed.missing if {*characters} >= {"\ue000", "\ue001"}} == {
        card.id for card in cards
    }


def test_placing_sets_no_text_of_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    set_texts: list[str] = []
    real = TextEngine.wrap

    def noted(engine: TextEngine, text: str, *rest: object, **more: object) -> object:
        set_texts.append(text)
        return real(engine, text, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(TextEngine, "wrap", noted)
    document = generated_document(120)
    placed = placed_of(document)
    titles = {card.title for card in document.all(Card)}
    assert titles.isdisjoint(set_texts)
    first = cards_of(placed)[0]
    assert len(tuple(first.group.items)) > 2
    assert titles.intersection(set_texts) == {document.one(Card, first.id).title}


def test_a_card_is_drawn_once_and_its_ground_is_known_before() -> None:
    group = cards_of(placed_of(generated_document(12)))[0].group
    assert isinstance(group, Group)
    assert isinstance(group.items, Drawn)
    ground = group.items.first
    assert ground
    assert group.items[: len(ground)] == ground
    assert group.items.first is group.items.items
