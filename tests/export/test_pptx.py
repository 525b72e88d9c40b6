"""PPTX: slides with shapes and texts that can be edited, told to those who can't see them, always the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import PIL.Image
import pptx
import pytest
from pptx.util import Pt

from journeyeditor.app.resources import Resources
from journeyeditor.export.pptx import Deck, Slide, deck_bytes, notes_of
from journeyeditor.layout.grid import View
from journeyeditor.layout.palette import Palette
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.layout.slide import SlideFrame
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Image, LaneKind
from tests.support.exports import parts_of_deck, sample_document, shapes_of
from tests.support.layouts import map_layout

PALETTE = Palette.load(Resources.find().theme("print"))
LAYOUT = map_layout(working=False)
DECK = Deck(
    960, 540, "Deck", "Anna", "Project", "Foot", "2026-03-01T09:30:00Z", "2026-03-02T10:00:00Z"
)
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "first-e-bike", "old-town-inn"


def placed_of(document: Document, view: View | None = None) -> PlacedMap:
    return LAYOUT.place(document, document.maps[0].id, view or View())


def deck_of(document: Document, *placed: PlacedMap, **settings: Any) -> bytes:
    nothing: Callable[[str], bytes | None] = lambda _key: None  # noqa: E731
    slides = [Slide(f"Slide {i}", one, notes_of(document, one)) for i, one in enumerate(placed, 1)]
    settings = {"image": nothing, **settings}
    return deck_bytes(slides, DECK, document=document, palette=PALETTE, **settings)


def opened(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


@pytest.mark.parametrize("sample", [LEFT_TO_RIGHT, RIGHT_TO_LEFT])
def test_every_text_of_the_map_is_a_text_of_the_slide(sample: str) -> None:
    document = sample_document(sample)
    placed = placed_of(document)
    made = opened(deck_of(document, placed))
    texts = [s.text_frame.text for s in shapes_of(made.slides[0].shapes) if s.has_text_frame]
    cards = [document.one(Card, card.id) for lane in placed.lanes for card in lane.block.cards]
    for card in cards:
        assert "\n".join(text for text in (card.title, card.text) if text) in texts
    shown = document.maps[0]
    assert {lane.title for lane in document.lanes(shown.id)} <= set(texts)
    assert {step.title for step in document.map_steps(shown.id)} <= set(texts)
    stages = {"\n".join(t for t in (s.title, s.goal) if t) for s in document.stages(shown.id)}
    assert stages <= set(texts)


def test_cards_and_stages_stand_where_the_map_has_them() -> None:
    document = sample_document(LEFT_TO_RIGHT)
    placed = placed_of(document)
    shapes = list(shapes_of(opened(deck_of(document, placed)).slides[0].shapes))
    by_name = {shape.name: shape for shape in shapes if shape.has_text_frame}
    titles = [document.one(Card, card.id).title for card in placed.lanes[0].block.cards]
    lefts = [by_name[title].left for title in titles]
    assert lefts == sorted(lefts)
    width, height = Pt(DECK.width), Pt(DECK.height)
    for shape in shapes:
        assert shape.left >= 0 and shape.left + shape.width <= width
        assert shape.top >= 0 and shape.top + shape.height <= height


def test_the_curve_is_one_line_for_each_persona_and_told_in_words() -> None:
    document = sample_document(LEFT_TO_RIGHT)
    made = opened(deck_of(document, placed_of(document)))
    curve = next(s for s in made.slides[0].shapes if s.name == "Curve")
    told = curve._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0].get("descr")
    assert all(persona.name in told for persona in document.personas)
    lines = [s for s in curve.shapes if s.name.startswith("Curve") and s.shape_type != 6]
    strokes = [s for s in lines if s._element.xpath(".//a:ln/a:solidFill")]
    assert len(strokes) == len(document.personas)
    faces = [s for s in curve.shapes if s.shape_type == 6]
    assert len(faces) == len(
        [p for lane in placed_of(document).lanes for p in lane.block.points if p.value is not None]
    )


def test_a_slide_of_a_stage_shows_nothing_beside_it() -> None:
    document = sample_document(LEFT_TO_RIGHT)
    stage = document.stages(document.maps[0].id)[2]
    placed = placed_of(document, View(stages=(stage.id,)))
    shapes = list(shapes_of(opened(deck_of(document, placed)).slides[0].shapes))
    curve = next(s for s in shapes if s.name == "Curve" and s.shape_type == 6)
    for shape in shapes_of(curve.shapes):
        # A face at the edge may reach half of its width over it.
        assert curve.left - Pt(12) <= shape.left
        assert shape.left + shape.width <= curve.left + curve.width + Pt(12)


def test_every_shape_is_named_told_or_decoration() -> None:
    document = sample_document(LEFT_TO_RIGHT)
    made = opened(deck_of(document, placed_of(document)))
    seen = set()
    for shape in shapes_of(made.slides[0].shapes):
        about = shape._element.xpath(".//p:cNvPr")[0]
        seen.add(about.get("id"))
        decorative = (
            b"adec:decorative" in pptx.oxml.xmlchemy.serialize_for_reading(shape._element).encode()
        )
        has_text = shape.has_text_frame and shape.text_frame.text
        assert shape.name and (decorative or has_text or shape.shape_type == 6)
    assert len(seen) == len(list(shapes_of(made.slides[0].shapes)))


def test_speakers_find_the_cards_and_their_quotes_in_the_notes() -> None:
    document = sample_document(LEFT_TO_RIGHT)
    made = opened(deck_of(document, placed_of(document)))
    notes = made.slides[0].notes_slide.notes_text_frame.text
    cards = [
        card for lane in document.lanes(document.maps[0].id) for card in document.cards(lane.id)
    ]
    assert all(card.text in notes for card in cards)
    assert all(q.text in notes for card in cards for q in document.quotes(card.id))


def test_titles_and_properties_come_from_the_document() -> None:
    document = sample_document(LEFT_TO_RIGHT)
    made = opened(deck_of(document, placed_of(document)))
    told = made.core_properties
    assert made.slides[0].shapes.title.text_frame.text == "Slide 1"
    assert (told.title, told.author, told.subject) == ("Deck", "Anna", "Project")
    assert told.created.isoformat() == "2026-03-01T09:30:00"
    assert told.modified.isoformat() == "2026-03-02T10:00:00"
    assert (made.slide_width, made.slide_height) == (Pt(960), Pt(540))


def test_the_same_slides_give_the_same_bytes() -> None:
    document = sample_document(LEFT_TO_RIGHT)
    assert deck_of(document, placed_of(document)) == deck_of(document, placed_of(document))


def test_nothing_of_the_template_and_no_machine_is_left() -> None:
    document = sample_document(LEFT_TO_RIGHT)
    parts = parts_of_deck(deck_of(document, placed_of(document)))
    assert not [name for name in parts if "printer" in name or "thumbnail" in name]
    assert b"Canny" not in b"".join(parts.values())


def test_pictures_are_held_once_and_keep_their_words() -> None:
    file = io.BytesIO()
    PIL.Image.new("RGB", (40, 20), "#c02020").save(file, "PNG")
    document, keys = with_pictures(sample_document(LEFT_TO_RIGHT), file.getvalue())
    data = deck_of(
        document, placed_of(document), placed_of(document), image=lambda _k: file.getvalue()
    )
    parts = parts_of_deck(data)
    assert len([name for name in parts if name.startswith("ppt/media/")]) == 1
    pictures = [s for s in shapes_of(opened(data).slides[0].shapes) if s.shape_type == 13]
    assert [s._element.xpath(".//p:cNvPr")[0].get("descr") for s in pictures] == [
        "A red field"
    ] * keys


def with_pictures(document: Document, data: bytes) -> tuple[Document, int]:
    """Two cards of a lane of pictures show the same picture."""
    lane = next(x for x in document.lanes(document.maps[0].id) if x.kind is LaneKind.TOUCHPOINT)
    image = Image(
        id="0" * 64, media_type="image/png", width=40, height=20, alt="A red field", data=data
    )
    cards = document.cards(lane.id)[:2]
    changed = {card.id: replace(card, image=image.id) for card in cards}
    pictured = replace(lane, kind=LaneKind.IMAGE)
    return document.replaced({**changed, image.id: image, lane.id: pictured}), len(cards)


def test_links_lead_to_the_web_and_nowhere_else() -> None:
    document = sample_document(LEFT_TO_RIGHT)
    lane = document.lanes(document.maps[0].id)[0]
    first, second, *_ = document.cards(lane.id)
    linked = document.replaced(
        {
            first.id: replace(first, link="https://example.org/a?b=1&c=2"),
            second.id: replace(second, link="file:///etc/passwd"),
        }
    )
    parts = parts_of_deck(deck_of(linked, placed_of(linked)))
    relations = parts["ppt/slides/_rels/slide1.xml.rels"]
    assert b'Target="https://example.org/a?b=1&amp;c=2"' in relations
    assert b"passwd" not in b"".join(parts.values())


@pytest.mark.parametrize(
    ("sheet", "wanted"),
    [
        ((960.0, 540.0), (960.0, 540.0)),
        ((10_000.0, 5_000.0), (4032.0, 2016.0)),
        ((300.0, 30.0), (720.0, 72.0)),
        ((30_000.0, 100.0), (4032.0, 72.0)),
    ],
)
def test_slides_are_as_large_as_presentations_take(
    sheet: tuple[float, float], wanted: tuple[float, float]
) -> None:
    frame = SlideFrame.of(*sheet)
    assert (frame.width, frame.height) == pytest.approx(wanted)


def test_it_can_be_called_off_between_slides() -> None:
    document = sample_document(LEFT_TO_RIGHT)

    def progress(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deck_of(document, placed_of(document), placed_of(document), progress=progress)
