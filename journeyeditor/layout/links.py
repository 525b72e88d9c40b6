"""Addresses in plain text: where they stand in a set paragraph, as links with a line under them.

Text is never parsed as markup; what reads as a web or mail address leads there, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeyeditor.layout.drawing import Box, Glyphs, Item, Link, Rect
from journeyeditor.layout.text.paragraph import Line, Paragraph

LINK_ROLE = "accent"

_ADDRESS = re.compile(r"(?<!\w)(?:https?://|mailto:)[^\s<>\"“”„«»]+", re.IGNORECASE)
# Signs that end the sentence around an address rather than the address.
_TRAILING = ".,;:!?'’…*_。、，；：！？》」』】"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_SHORTEST = {"http": len("http://x"), "https": len("https://x"), "mailto": len("mailto:x@y")}
_UNDER, _THICK = 1.6, 0.6
# From above the tall letters to below the deep ones, in sizes of type; less than a line.
_ABOVE, _HIGH = 0.95, 1.2

Span = tuple[int, int]


def addresses(text: str) -> list[Span]:
    """Where in a text the http, https and mailto addresses begin and end."""
    if ":" not in text:
        return []
    found = ((m.start(), m.start() + len(_bare(m[0]))) for m in _ADDRESS.finditer(text))
    return [(start, end) for start, end in found if _leads(text[start:end])]


def is_address(text: str) -> bool:
    """Whether a text is one address and nothing else."""
    return addresses(text) == [(0, len(text))]


def link_items(text: str, paragraph: Paragraph, x: float, y: float) -> Iterator[Item]:
    """A link and a line for each stretch of an address in a paragraph of this text set at (x, y)."""
    found = addresses(text)
    if not found:
        return
    for line, at in _lines(text, paragraph):
        for start, end in found:
            for rect in _stretches(line, max(start - at, 0), end - at):
                placed = rect.moved(x, y)
                baseline = y + line.baseline
                yield Box(Rect(placed.x, baseline + _UNDER, placed.w, _THICK), fill=LINK_ROLE)
                yield Link(placed, text[start:end])


def _bare(address: str) -> str:
    """An address without the signs of the sentence around it; a bracket stays where its partner is inside."""
    while address:
        last = address[-1]
        opened = _BRACKETS.get(last)
        surplus = opened is not None and address.count(last) > address.count(opened)
        if last not in _TRAILING and not surplus:
            break
        address = address[:-1]
    return address


def _leads(address: str) -> bool:
    scheme = address.partition(":")[0].lower()
    if len(address) < _SHORTEST.get(scheme, len(address) + 1):
        return False
    return scheme != "mailto" or "@" in address


def _lines(text: str, paragraph: Paragraph) -> Iterator[tuple[Line, int]]:
    """Each line with the place in the text where it begins."""
    at = 0
    for line in paragraph.lines:
        while at < len(text) and not text.startswith(line.text, at):
            at += 1
        # An empty line is found anywhere; nothing stands in it.
        yield line, at
        at += len(line.text)


def _stretches(line: Line, start: int, end: int) -> Iterator[Rect]:
    """Where characters `start` to `end` of a line stand, a rectangle for each run, relative to the paragraph."""
    if start >= min(end, len(line.text)):
        return
    for run, first in _placed_runs(line):
        inside = max(start, first) - first, min(end, first + len(run.text)) - first
        if inside[0] < inside[1]:
            left, right = _edges(run, *inside)
            if right > left:
                yield Rect(run.x + left, run.y - _ABOVE * run.size, right - left, _HIGH * run.size)


def _placed_runs(line: Line) -> Iterator[tuple[Glyphs, int]]:
    """Each run with its place in the line's text; runs stand in visual order, text in logical order."""
    if "".join([run.text for run in line.runs]) == line.text:
        at = 0
        for run in line.runs:
            yield run, at
            at += len(run.text)
        return
    # Long runs first, as a short one may stand within them; of equal ones that further right comes first.
    taken = [False] * len(line.text)
    for run in sorted(line.runs, key=lambda run: (-len(run.text), -run.x)):
        at = _untaken(line.text, run.text, taken)
        if at >= 0:
            taken[at : at + len(run.text)] = [True] * len(run.text)
            yield run, at


def _untaken(text: str, part: str, taken: list[bool]) -> int:
    at = text.find(part)
    while at >= 0 and any(taken[at : at + len(part)]):
        at = text.find(part, at + 1)
    return at


def _edges(run: Glyphs, start: int, end: int) -> tuple[float, float]:
    """The left and right edge of characters of a run, relative to where it stands."""
    shown = [i for i, cluster in enumerate(run.clusters) if start <= cluster < end]
    if not shown:
        return 0.0, 0.0
    after = shown[-1] + 1
    return run.dx[shown[0]], run.dx[after] if after < len(run.dx) else run.width
