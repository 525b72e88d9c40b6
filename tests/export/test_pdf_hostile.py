"""Texts that have broken programs, in every field that prints: read as they were written, or told of."""

from __future__ import annotations

from itertools import islice

import pytest

from journeyeditor.layout.pages import PageMode, Part, missing_characters
from journeyeditor.model.document import Document
from tests.support.conformance import broken_rules
from tests.support.deliverables import every_page, file_of
from tests.support.hostile import BOXED, HARMFUL, PRINTED, plain, speaking, unsaid
from tests.support.paper import map_layout, opened, text_of
from tests.support.structure import structure


def printed(document: Document, mode: PageMode) -> bytes:
    return file_of(document, every_page(document, mode, "A1" if mode is PageMode.ONE else "A4"))


def told(data: bytes) -> str:
    """All that a listener hears, alternative texts at the end."""
    root = structure(data)
    alts = " ".join(figure.alt for figure in root.every("Figure"))
    # Where the order of glyphs is not that of the text, it is told as it was written.
    return (root.text + alts).translate(dict.fromkeys((0, 0xFFFF), "\ufffd"))


@pytest.mark.parametrize("mode", [PageMode.STAGES, PageMode.POSTER])
def test_every_field_is_on_some_page(mode: PageMode) -> None:
    """Those of a map on one sheet are read below."""
    document, names = speaking("")
    read = text_of(printed(document, mode))
    assert len(names) == 40
    assert [field for name, field in names.items() if name not in read] == []


TURNS = [HARMFUL[name] for name in sorted({*HARMFUL} - {"unclosed"})]


@pytest.mark.parametrize("shift", [0, 4])
def test_they_print_as_they_were_written(shift: int) -> None:
    """Each field has one of them, in every run another; `python -m tests.reliability pdf` gives all to every field."""
    turns = [*TURNS[shift:], *TURNS[:shift]]
    document, names = speaking(*(harmful.text for harmful in turns))
    data = printed(document, PageMode.ONE)
    read, heard = text_of(data), told(data)
    for at, harmful in enumerate(turns):
        own = dict(islice(names.items(), at, None, len(turns)))
        assert unsaid(harmful, own, read) == []
        logical = harmful._replace(seen=harmful.seen if harmful is HARMFUL["nul"] else "")
        assert unsaid(logical, own, heard) == []
    assert broken_rules(data) == []
    with opened(data) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_what_is_not_closed_turns_nothing_else_round() -> None:
    document, names = speaking(HARMFUL["unclosed"].text)
    data = printed(document, PageMode.ONE)
    read = plain(text_of(data))
    assert [field for name, field in names.items() if name not in read] == []
    assert read.count("evil") >= len(names)
    assert "live" not in read and "\u2066" not in read
    assert broken_rules(data) == []


def test_what_no_font_holds_is_told() -> None:
    document, _names = speaking(HARMFUL["nul"].text)
    told_of: dict[str, set[str]] = {}
    for key, characters in missing_characters(document, map_layout(), parts=tuple(Part)):
        told_of.setdefault(key, set()).update(characters)
    speakers = [key for key, entity in document.items() if repr(BOXED[0])[1:-1] in repr(entity)]
    assert len(speakers) == len(PRINTED)
    assert [document[key] for key in speakers if not told_of[key].issuperset(BOXED)] == []


def test_nothing_of_the_machine_gets_in() -> None:
    """A picture that a text names is not looked for, and no text becomes a link that is none."""
    document, _names = speaking(HARMFUL["markup"].text)
    with opened(printed(document, PageMode.STAGES)) as pdf:
        links = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
        pictures = [name for page in pdf.pages for name in page.get_images()]
    assert links == [] and pictures == []
