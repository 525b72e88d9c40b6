"""What stands around a diagram: front matter, directives, whole-line comments, and the line that names its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

from journeyeditor.interchange.mermaid.diagram import Diagram, Heading, Line, together
from journeyeditor.model.messages import N_
from journeyeditor.model.plain import clean_text

# Longer ones are no settings of a diagram, and reading YAML is slow.
_LONGEST_FRONT_MATTER = 50_000

_RULE = re.compile(r"\s*---\s*")
_COMMENT = re.compile(r"\s*%%")
_SCRIPT_BEGIN = re.compile(r"<script\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\s*>", re.IGNORECASE)
_HEADER = re.compile(r"\s*journey(?:\s+|:\s*$|$)")
_BARE = re.compile(r"\s*journey\s*")
_ALONE = re.compile(r"\s*journey\s*:?\s*", re.IGNORECASE)

# The first word of Mermaid's other diagrams -> what people call them.
KINDS: dict[str, str] = {
    "graph": N_("flowchart"),
    "flowchart": N_("flowchart"),
    "flowchart-elk": N_("flowchart"),
    "sequencediagram": N_("sequence diagram"),
    "classdiagram": N_("class diagram"),
    "classdiagram-v2": N_("class diagram"),
    "statediagram": N_("state diagram"),
    "statediagram-v2": N_("state diagram"),
    "erdiagram": N_("entity relationship diagram"),
    "gantt": N_("Gantt chart"),
    "pie": N_("pie chart"),
    "mindmap": N_("mind map"),
    "timeline": N_("timeline"),
    "gitgraph": N_("Git graph"),
    "quadrantchart": N_("quadrant chart"),
    "requirementdiagram": N_("requirement diagram"),
    "requirement": N_("requirement diagram"),
    "c4context": N_("C4 diagram"),
    "c4container": N_("C4 diagram"),
    "c4component": N_("C4 diagram"),
    "c4dynamic": N_("C4 diagram"),
    "c4deployment": N_("C4 diagram"),
    "sankey": N_("Sankey diagram"),
    "sankey-beta": N_("Sankey diagram"),
    "xychart": N_("XY chart"),
    "xychart-beta": N_("XY chart"),
    "block": N_("block diagram"),
    "block-beta": N_("block diagram"),
    "packet": N_("packet diagram"),
    "packet-beta": N_("packet diagram"),
    "kanban": N_("Kanban board"),
    "architecture": N_("architecture diagram"),
    "architecture-beta": N_("architecture diagram"),
    "radar": N_("radar chart"),
    "radar-beta": N_("radar chart"),
    "treemap": N_("treemap"),
    "treemap-beta": N_("treemap"),
    "zenuml": N_("ZenUML diagram"),
}

_BEFORE = N_("Front matter should begin on the first line; it was read all the same.")
_UNREADABLE = N_("The front matter can't be read as YAML and was left out.")
_SETTINGS = N_("Only the title is taken from front matter; the rest was left out.")
_DIRECTIVE = N_("Settings of the drawing are not taken over.")
_COMMENT_LEFT = N_("A comment was left out.")
_SCRIPT_LEFT = N_("A script was left out.")
_STRAY = N_("This line stands before the diagram and was left out.")
_SPELLING = N_("Mermaid wants “journey” alone and in small letters here; it was read all the same.")


@dataclass(frozen=True, slots=True)
class Source:
    """A diagram's lines after its header, with the kind that the header names ("journey" or a key of KINDS).

    `stray` says how many lines that belong to no diagram stand before the header.
    """

    kind: str
    header: Line | None
    lines: tuple[Line, ...]
    stray: int = 0


def numbered(text: str, first: int = 1) -> list[Line]:
    """The lines of a text without control characters, counted from `first`."""
    text = clean_text(text).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return [Line(number, line, line) for number, line in enumerate(text.split("\n"), first)]


def prepare(lines: list[Line], diagram: Diagram) -> Source:
    """Takes off what stands around the statements; the title of front matter goes to the diagram.

    The kind is "" where no line names one.
    """
    lines = _without_front_matter(lines, diagram)
    lines = list(_without_comments(_without_directives(lines, diagram), diagram))
    return _from_header([line for line in lines if line.rest.strip()], diagram)


def _without_front_matter(lines: list[Line], diagram: Diagram) -> list[Line]:
    begin = next((i for i, line in enumerate(lines) if line.rest.strip()), 0)
    if begin >= len(lines) or not _RULE.fullmatch(lines[begin].rest):
        return lines
    end = next((i for i in range(begin + 1, len(lines)) if _RULE.fullmatch(lines[i].rest)), None)
    if end is None or any(_BARE.fullmatch(line.rest) for line in lines[begin:end]):
        diagram.note(lines[begin], _STRAY)
        return lines[begin + 1 :]
    if begin:
        diagram.note(lines[begin], _BEFORE)
    _read_front_matter(lines[begin + 1 : end], diagram)
    return lines[end + 1 :]


def _read_front_matter(lines: list[Line], diagram: Diagram) -> None:
    indent = min((_indent(line.text) for line in lines if line.text.strip()), default=0)
    text = "\n".join(line.text[indent:] for line in lines)
    whole = together(lines)
    if len(text) > _LONGEST_FRONT_MATTER:
        diagram.note(whole, _UNREADABLE)
        return
    try:
        # The base loader makes texts of everything, so that a title like 2024 or no stays as it is written.
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        diagram.note(whole, _UNREADABLE)
        return
    title = found.get("title") if isinstance(found, dict) else None
    if isinstance(title, str) and title.strip():
        diagram.title = Heading(" ".join(title.split()), whole)
    if whole and not (isinstance(title, str) and isinstance(found, dict) and len(found) == 1):
        diagram.note(whole, _SETTINGS)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _without_directives(lines: list[Line], diagram: Diagram) -> Iterator[Line]:
    last_end = max((i for i, line in enumerate(lines) if "}%%" in line.rest), default=-1)
    waiting = iter(range(len(lines)))
    for i in waiting:
        line = lines[i]
        begin = line.rest.find("%%{") if i <= last_end else -1
        end = _directive_end(lines, i, begin) if begin >= 0 else None
        if end is None:
            yield line
            continue
        last, after = end
        diagram.note(together(lines[i : last + 1]), _DIRECTIVE)
        for _ in range(last - i):
            next(waiting)
        # One directive a line is what people write; a second one on it counts as a comment.
        yield replace(line, rest=line.rest[:begin])
        yield replace(lines[last], rest=after)


def _directive_end(lines: list[Line], first: int, begin: int) -> tuple[int, str] | None:
    for i in range(first, len(lines)):
        place = lines[i].rest.find("}%%", begin if i == first else 0)
        if place >= 0:
            return i, lines[i].rest[place + 3 :]
    return None


def _without_comments(lines: Iterator[Line], diagram: Diagram) -> Iterator[Line]:
    for line in lines:
        if _COMMENT.match(line.rest):
            diagram.note(line, _COMMENT_LEFT)
            continue
        rest = _without_scripts(line.rest)
        if rest != line.rest:
            diagram.note(line, _SCRIPT_LEFT)
        yield replace(line, rest=rest)


def _without_scripts(text: str) -> str:
    kept, at = "", 0
    while (begin := _SCRIPT_BEGIN.search(text, at)) and (
        end := _SCRIPT_END.search(text, begin.end())
    ):
        kept += text[at : begin.start()]
        at = end.end()
    return kept + text[at:]


def _from_header(lines: list[Line], diagram: Diagram) -> Source:
    if not lines:
        return Source("", None, ())
    word = lines[0].rest.split()[0].rstrip(":;{").lower()
    if not _HEADER.match(lines[0].rest) and word in KINDS:
        return Source(word, lines[0], ())
    at = 0 if _HEADER.match(lines[0].rest) else _first_alone(lines)
    if at is None:
        return Source("", lines[0], ())
    for line in lines[:at]:
        diagram.note(line, _STRAY)
    header = lines[at]
    found = _HEADER.match(header.rest) or _ALONE.fullmatch(header.rest)
    assert found is not None
    if found[0].strip() != "journey":
        diagram.note(header, _SPELLING)
    first = replace(header, rest=header.rest[found.end() :])
    return Source("journey", header, (first, *lines[at + 1 :]), stray=at)


def _first_alone(lines: list[Line]) -> int | None:
    return next((i for i, line in enumerate(lines) if _ALONE.fullmatch(line.rest)), None)
