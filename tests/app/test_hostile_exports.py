"""Texts that have broken programs go out as the characters they are, or are told; nothing hangs."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pptx
import pypdfium2
import pytest

from journeyeditor.app.exporting import Handover, export_pages
from journeyeditor.app.picturing import PictureOptions
from journeyeditor.app.services import Services
from journeyeditor.export.kinds import SvgText
from journeyeditor.export.markup import clean
from journeyeditor.layout.pages import PageOptions, Part
from journeyeditor.model.entities import Card
from journeyeditor.model.plain import clean_text
from tests.support.exports import (
    HOSTILE,
    elements_of,
    parts_of_deck,
    shapes_of,
    with_card_text,
)

# What no one who waits would take for a hang, on a machine with much else to do; these take tenths of seconds.
PATIENCE = 60.0
ALLOWED = {"svg", "title", "desc", "defs", "path", "g", "rect", "use", "clipPath", "text", "tspan"}


def exported(name: str, kind: str, services: Services, folder: Path, **settings: object) -> bytes:
    target = folder / f"a{kind}"
    begun = time.process_time()
    parts = (Part.COVER, Part.MAP, Part.LEGEND, Part.APPENDIX)
    options = PageOptions(parts=parts) if kind == ".pdf" else PageOptions()
    export_pages(with_card_text(HOSTILE[name]), target, options, services, **settings)  # type: ignore[arg-type]
    assert time.process_time() - begun < PATIENCE
    return target.read_bytes()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_pdf_reads_as_what_was_written(name: str, services: Services, tmp_path: Path) -> None:
    data = exported(name, ".pdf", services, tmp_path)
    with pypdfium2.PdfDocument(data) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    squeezed = "".join(text.split())
    if name == "markup":
        assert '<imgsrc="/etc/passwd"/>' in squeezed and "<script>" in squeezed
    assert b"/JavaScript" not in data and b"/Launch" not in data and b"root:x" not in data


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("text", SvgText)
def test_an_svg_has_no_element_or_address_of_theirs(
    name: str, text: SvgText, services: Services, tmp_path: Path
) -> None:
    chosen = Handover(pictures=PictureOptions(text=text))
    data = exported(name, ".svg", services, tmp_path, handover=chosen)
    elements = elements_of(data)
    assert {element.tag.partition("}")[2] for element in elements} <= ALLOWED
    if name == "markup":
        told = "".join("".join(element.itertext()) for element in elements[:1])
        told += "".join(element.get("aria-label", "") for element in elements)
        assert "<b>" in told and "<script>" in told


@pytest.mark.parametrize("name", HOSTILE)
def test_a_slide_holds_the_very_text(name: str, services: Services, tmp_path: Path) -> None:
    data = exported(name, ".pptx", services, tmp_path)
    made = pptx.Presentation(io.BytesIO(data))
    texts = [s.text_frame.text for s in shapes_of(made.slides[0].shapes) if s.has_text_frame]
    assert any(clean(HOSTILE[name]) in text for text in texts)
    relations = [part for name, part in parts_of_deck(data).items() if name.endswith(".rels")]
    assert b"External" not in b"".join(relations)


@pytest.mark.parametrize("name", ["markup", "nul", "bidi", "marks"])
def test_a_picture_is_made(name: str, services: Services, tmp_path: Path) -> None:
    chosen = Handover(pictures=PictureOptions(scale=0.3))
    data = exported(name, ".png", services, tmp_path, handover=chosen)
    assert data.startswith(b"\x89PNG")


def test_the_attached_copy_holds_the_text_as_the_model_keeps_it(
    services: Services, tmp_path: Path
) -> None:
    from journeyeditor.app.opening import read_document

    for name in ("markup", "nul", "bidi", "surrogate"):
        exported(name, ".pdf", services, tmp_path, attach=True, force=True)
        back = read_document(services, tmp_path / "a.pdf", tmp_path / "in").document
        assert any(card.text == clean_text(HOSTILE[name]) for card in back.all(Card))
