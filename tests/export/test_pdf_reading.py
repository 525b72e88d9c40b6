"""Whatever people write in any field of any part: its words are read as they are, in the order of the pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeyeditor.layout.pages import PageMode, PageOptions, Part, compose_document
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import untranslated
from tests.support.deliverables import DATE, file_of
from tests.support.hostile import speaking
from tests.support.maps import generated_document
from tests.support.paper import map_layout, text_of
from tests.support.scripts import SCRIPTS
from tests.support.structure import Node, structure

SPACED = ("latin", "greek", "cyrillic", "devanagari", "emoji")
READ = (Part.COVER, Part.MAP, Part.PERSONA, Part.INSIGHTS, Part.APPENDIX)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"
WORDS = st.sampled_from([
    *(word for script in SPACED for word in SCRIPTS[script][1].split()), LONG, "<b>", "&amp;", "{x}", "a\u00adb",
])  # fmt: skip
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)
# Readers mark what parts a word; signs of ours stand around some texts.
_PARTING = dict.fromkeys(map(ord, "\u00ad\ufffe\x02"))
_OURS = ",:“”()"


def printed(document: Document, part: Part) -> bytes:
    options = PageOptions(parse_sheet("A3"), pages=PageMode.STAGES, date=DATE, parts=(part,))
    return file_of(document, compose_document(document, map_layout(), options, untranslated))


def listened(node: Node) -> str:
    """What is read out of an element, its parts apart."""
    if node.actual or node.role == "Figure":
        return node.actual
    return " ".join(part if isinstance(part, str) else listened(part) for part in node.parts)


def words(text: str) -> list[str]:
    return [word.strip(_OURS) or word for word in text.translate(_PARTING).split()]


@cache
def told(part: Part) -> tuple[str, ...]:
    """The names of the fields that a part prints, in the order of reading."""
    document, names = speaking(" ")
    read = words(listened(structure(printed(document, part))))
    return tuple(dict.fromkeys(word for word in read if word in names))


@pytest.mark.parametrize(
    ("part", "least"),
    [(Part.COVER, 8), (Part.MAP, 15), (Part.PERSONA, 8), (Part.INSIGHTS, 6), (Part.APPENDIX, 18)],
)
def test_a_part_prints_its_fields(part: Part, least: int) -> None:
    assert len(told(part)) >= least


@pytest.mark.parametrize("part", READ)
@settings(max_examples=2, deadline=None)
@given(texts=TEXTS)
@example([LONG, "Ελληνικά <b> & x", "клиент ждёт"])
@example(["office 👩\u200d🚀 क्षत्रिय", "done हिन्दी 😀", "ταξίδι में"])
@example(["में"])
def test_every_word_is_read_in_its_place(part: Part, texts: list[str]) -> None:
    document, names = speaking(*(f" {text}" for text in texts))
    data = printed(document, part)
    order = list(names)
    for read in (words(text_of(data)), words(listened(structure(data)))):
        at = 0
        for name in told(part):
            said = [name, *words(texts[order.index(name) % len(texts)])]
            at = read.index(name, at)
            assert read[at : at + len(said)] == said


def test_the_items_of_a_list_are_heard_apart() -> None:
    document = generated_document(4, 1, 1)
    card = next(iter(document.all(Card)))
    changed = replace(card, title="Chases", text="by hand\n- one thing\n- another")
    document = document.replaced({card.id: changed})
    for part in (Part.MAP, Part.APPENDIX):
        read = words(listened(structure(printed(document, part))))
        at = read.index("hand")
        assert read[at : at + 6] == ["hand", "-", "one", "thing", "-", "another"]


def test_the_lines_of_a_text_are_heard_apart() -> None:
    document = generated_document(4, 1, 1, personas=1)
    persona = document.personas[0]
    document = document.replaced({persona.id: replace(persona, bio="One line\nanother line")})
    read = words(listened(structure(printed(document, Part.PERSONA))))
    at = read.index("another")
    assert read[at - 2 : at + 2] == ["One", "line", "another", "line"]
