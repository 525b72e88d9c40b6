"""The samples on paper: every word of every card can be read in the PDF, on one sheet and split."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeyeditor.interchange.json_document import read_json
from journeyeditor.layout.pages import PageMode, PageOptions, compose_document, missing_characters
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, Stage, Step
from journeyeditor.model.messages import untranslated
from tests.support.paper import RESOURCES, map_layout, pdf_of, shown_glyphs, squeezed, text_of
from tests.support.sources import fixed_clock, fixed_ids

# pdfium marks a hyphen at the end of a line, which may be one that only divides a word.
_HYPHEN_AT_END = str.maketrans({"\x02": "-", "\ufffe": "-"})


def samples() -> list[Path]:
    found = sorted((RESOURCES / "samples").glob("*.json"))
    return [path for path in found if "maps" in json.loads(path.read_text("utf-8"))]


def words(document: Document) -> Iterator[str]:
    for card in document.all(Card):
        lane = document.one(Lane, card.lane)
        if not (lane.hidden or lane.collapsed):
            yield from f"{card.title} {card.text}".split()
    for stage in document.all(Stage):
        yield from f"{stage.title} {stage.goal}".split()
    for step in document.all(Step):
        yield from step.title.split()


def as_printed(word: str) -> tuple[str, str]:
    """A word as it may stand in the PDF: where a soft hyphen divides it, with a hyphen, else without."""
    plain = squeezed(word)
    return plain.replace("\u00ad", ""), plain.replace("\u00ad", "-")


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
@pytest.mark.parametrize("mode", PageMode)
def test_every_word_of_a_sample_is_in_its_pdf(path: Path, mode: PageMode) -> None:
    document = read_json(path.read_text("utf-8"), fixed_ids(), fixed_clock)
    options = PageOptions(parse_sheet("A3"), pages=mode)
    pages = compose_document(document, map_layout(), options, untranslated)
    data = pdf_of(*pages)
    read = squeezed(text_of(data).translate(_HYPHEN_AT_END))
    assert [word for word in words(document) if not any(w in read for w in as_printed(word))] == []
    assert missing_characters(document, map_layout()) == ()
    assert all(glyph.gid for glyph in shown_glyphs(data))
