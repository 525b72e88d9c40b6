"""Finds diagrams in Markdown and HTML pages, in every way in which they are published."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace

from journeyeditor.interchange.mermaid.diagram import Line

_FENCE = re.compile(
    r"(?P<quote>[\s>]*(?:[-*+]\s+|[0-9]+[.)]\s+)?)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)"
)
_CONTAINER = re.compile(r"(?P<quote>[\s>]*)(?P<mark>:{3,})\s*(?P<info>\S+.*)")
_ELEMENT = re.compile(r"<(?P<name>div|pre|code)\b(?P<attributes>[^<>]{1,1000})>", re.IGNORECASE)
_CLASS = re.compile(r"""\bclass\s*=\s*["']?[^"'>]*\b(?:language-)?mermaid\b""", re.IGNORECASE)
_CODE = re.compile(r"\s*<code\b[^>]*>", re.IGNORECASE)
_CODE_END = re.compile(r"</code\s*>\s*$", re.IGNORECASE)
_MERMAID = re.compile(r"\{?\s*[.:]?\s*\{?\s*mermaid(?![A-Za-z0-9])", re.IGNORECASE)
_UNNAMED = re.compile(r"\s*(?:\{?\s*\.?journey\s*\}?|te?xt|plain)?\s*", re.IGNORECASE)
_QUOTE = re.compile(r"\s*>\s?")
# No line that opens a fence is longer; some patterns are slow on very long lines.
_LONGEST_OPENING = 1_000


@dataclass(slots=True)
class Block:
    """The lines of one diagram, without its fence; `named` if the fence says that it is one."""

    opening: Line
    named: bool
    closed: bool = False
    lines: list[Line] = field(default_factory=list)


def find_blocks(lines: list[Line]) -> list[Block]:
    """The fenced blocks, containers and HTML elements of a page that can hold a diagram, in order."""
    lines = [*lines]
    found: list[Block] = []
    at = 0
    while at < len(lines):
        block, at = _block_at(lines, at)
        if block is not None:
            found.append(block)
    return found


def _block_at(lines: list[Line], at: int) -> tuple[Block | None, int]:
    line = lines[at]
    for pattern in (_FENCE, _CONTAINER) if len(line.rest) <= _LONGEST_OPENING else ():
        opening = pattern.fullmatch(line.rest)
        if opening:
            return _fenced(lines, at, opening)
    for element in _ELEMENT.finditer(line.rest):
        if _CLASS.search(element["attributes"]):
            return _element(lines, at, element)
    return None, at + 1


def _fenced(lines: list[Line], at: int, opening: re.Match[str]) -> tuple[Block | None, int]:
    mark, info, quoted = opening["mark"], opening["info"].strip(), ">" in opening["quote"]
    named = bool(_MERMAID.match(info))
    block = Block(lines[at], named)
    closing = re.compile(rf"[\s>]*{re.escape(mark[0])}{{{len(mark)},}}\s*")
    at += 1
    while at < len(lines) and not block.closed:
        block.closed = bool(closing.fullmatch(lines[at].rest))
        if not block.closed:
            block.lines.append(_unquoted(lines[at]) if quoted else lines[at])
        at += 1
    if mark[0] == ":" and not named:
        # A container of another kind may hold diagrams inside.
        return None, at - len(block.lines) - block.closed
    return (block if named or _UNNAMED.fullmatch(info) else None), at


def _unquoted(line: Line) -> Line:
    return replace(line, rest=_QUOTE.sub("", line.rest, count=1))


def _element(lines: list[Line], at: int, opening: re.Match[str]) -> tuple[Block, int]:
    """The element's block; what follows its end on the line is left there to be searched again."""
    ending = re.compile(rf"</{opening['name']}\s*>", re.IGNORECASE)
    block = Block(lines[at], named=True)
    rest = _CODE.sub("", lines[at].rest[opening.end() :], count=1)
    while True:
        end = ending.search(rest)
        text = rest[: end.start()] if end else rest
        block.lines.append(replace(lines[at], rest=html.unescape(_CODE_END.sub("", text))))
        if end:
            block.closed = True
            lines[at] = replace(lines[at], rest=rest[end.end() :])
            return block, at
        at += 1
        if at == len(lines):
            return block, at
        rest = lines[at].rest
