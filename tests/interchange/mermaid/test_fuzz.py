"""Any text: a document or one sentence, and no line that is neither in the document nor in the report."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journeyeditor.interchange.importing import import_file
from journeyeditor.interchange.json_document import write_json
from journeyeditor.interchange.markdown import read_markdown
from journeyeditor.interchange.mermaid import read_mermaid
from journeyeditor.interchange.report import Imported
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Map, Persona, Rating, Stage
from journeyeditor.model.messages import Refused
from journeyeditor.model.plain import clean_text
from journeyeditor.model.rules import check_all
from tests.support.sources import fixed_clock, fixed_ids

QUICK = settings(
    max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
_PIECES = "journey title section accTitle accDescr { } : :: ; # #58; %% % %%{ }%% --- , 5 -2 1e9 4,5 5/5 x Ana <br> ："
PIECES = st.sampled_from(
    [*_PIECES.split(), " ", "\n", "\n", "\t", "\r\n", ": 3: Ana", "\nSit: 4", "```mermaid"]
)
WORDS = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)
BODY = st.lists(WORDS | st.text(max_size=15), max_size=8).map("\n".join)


def words(line: str) -> list[str]:
    """The words of a line; numbers aside, as a score may be written in many ways."""
    return re.findall(r"[^\W\d_]\w*", line.casefold())


def said_by(document: Document) -> str:
    texts: list[str] = [
        "journey",
        "title",
        "section",
        "accTitle",
        "accDescr",
        "br",
        document.info.title,
    ]
    texts += [f"{the_map.title} {the_map.scenario}" for the_map in document.all(Map)]
    texts += [stage.title for stage in document.all(Stage)]
    texts += [persona.name for persona in document.all(Persona)]
    for card in document.all(Card):
        texts += [card.title, card.text, *card.tags]
    texts += [f"{rating.value:g} {rating.word}" for rating in document.all(Rating) if rating.value]
    return " ".join(texts)


def nothing_is_lost(text: str, found: Imported) -> None:
    assert check_all(found.document) == []
    said = said_by(found.document).casefold()
    noticed = {line for notice in found.report for line in notice.text.split("\n")}
    for line in clean_text(text).split("\n"):
        if line not in noticed and "#" not in line:
            assert [word for word in words(line) if word not in said] == [], line


@QUICK
@given(BODY)
@example("title\nsection S\n")
@example("accDescr {\nA\n}title x\n")
@example("A: 5: Me\n---\ntitle: B")
@example("%%{ x }%%A: 3\n")
def test_every_line_of_a_diagram_is_represented_or_named(body: str) -> None:
    text = f"journey\n{body}"
    try:
        found = read_mermaid(text, fixed_ids(), fixed_clock)
    except Refused as refused:
        assert "at most" in str(refused)
        return
    nothing_is_lost(text, found)
    write_json(found.document).encode("utf-8")


@QUICK
@given(WORDS | BODY | st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_mermaid, read_markdown):
        try:
            found = read(text, fixed_ids(), fixed_clock, "any.md")
        except Refused as refused:
            assert str(refused)
        else:
            assert check_all(found.document) == []


@QUICK
@given(
    st.binary(max_size=60) | WORDS.map(str.encode),
    st.sampled_from(["a.mmd", "a.md", "a.json", "a"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        found = import_file(data, name, None, fixed_ids(), fixed_clock)
    except Refused as refused:
        assert str(refused)
    else:
        assert check_all(found.document) == []
