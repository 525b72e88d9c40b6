"""Reads the Mermaid journeys that stand in a Markdown or HTML page, one map for each."""

from __future__ import annotations

from journeyeditor.interchange.mermaid.blocks import Block, find_blocks
from journeyeditor.interchange.mermaid.diagram import Diagram, Line
from journeyeditor.interchange.mermaid.read import (
    check_length,
    imported,
    no_journey,
    read_diagram,
)
from journeyeditor.interchange.mermaid.source import KINDS, numbered
from journeyeditor.interchange.report import Imported, Notice
from journeyeditor.model.ids import Clock, IdSource
from journeyeditor.model.messages import N_, Translate, message, untranslated

_LEFT_OUT = N_("A {kind} was left out; only journeys are read.")
_UNKNOWN = N_("A Mermaid block that holds no known diagram was left out.")
_UNCLOSED = N_("This block never ends; it was read to the end of the file.")


def read_markdown(
    text: str,
    ids: IdSource,
    clock: Clock,
    source_name: str = "",
    translate: Translate = untranslated,
) -> Imported:
    """The document of all journeys of a page; other diagrams are named in the report.

    Line numbers are those of the page. Raises `Refused` where no journey is found.
    """
    check_length(text)
    lines = numbered(text)
    diagrams: list[Diagram] = []
    notices: list[Notice] = []
    kinds: list[str] = []
    for block in find_blocks(lines) or _whole(lines):
        diagram, source = read_diagram(block.lines)
        if source.kind == "journey" and (block.named or not source.stray):
            diagrams.append(diagram)
            notices += [] if block.closed else [_notice(block.opening, _UNCLOSED)]
        elif block.named:
            kinds.append(source.kind)
            notices.append(_left_out(source.kind, source.header or block.opening))
    if not diagrams:
        raise no_journey(kinds)
    return imported(diagrams, ids, clock, source_name, translate, tuple(notices))


def _whole(lines: list[Line]) -> list[Block]:
    """A page without any fence as one block, in case a diagram alone was given this form's name."""
    fenced = any(mark in line.rest for line in lines for mark in ("```", "~~~"))
    return [] if fenced else [Block(lines[0], named=False, closed=True, lines=lines)]


def _left_out(kind: str, line: Line) -> Notice:
    return _notice(line, _LEFT_OUT, kind=KINDS[kind]) if kind else _notice(line, _UNKNOWN)


def _notice(line: Line, key: str, **values: object) -> Notice:
    return Notice(line.number, line.text, message(key, **values))
