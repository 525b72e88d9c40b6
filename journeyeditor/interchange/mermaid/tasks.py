"""A task line: `name: score: person, person`, and the ways in which people write it otherwise."""

from __future__ import annotations

import re

from journeyeditor.interchange.mermaid.diagram import Diagram, Line, Task
from journeyeditor.interchange.mermaid.texts import loose_number, number, plain
from journeyeditor.model.messages import N_

_CLOCK_HOUR = re.compile(r"(?:^|.*\D)[0-9]{1,2}")
_CLOCK_MINUTE = re.compile(r"[0-9]{2}(?:\D.*)?", re.DOTALL)
_WIDE = str.maketrans("：，", ":,")

_WIDE_COLON = N_("Mermaid doesn't know the full-width colon; it was read as a colon.")
_BARE = N_("This task has no colon and no score; Mermaid refuses it. It stands unrated.")
_NO_SCORE = N_("No score stands behind the colon. The task stands unrated.")
_EMPTY_SCORE = N_("The score is empty; like Mermaid, 0 was read.")
_NAMELESS = N_("This task has no name.")
_COLON_IN_NAME = N_("The name has a colon, where Mermaid ends it; {score} was read as the score.")
_LOOSE = N_("“{text}” is not a number for Mermaid; {score} was read as the score.")
_NO_NUMBER = N_("“{text}” is not a number. The task stands unrated, with “{text}” as its text.")
_MORE = N_("Mermaid leaves out “{text}” behind the people; it was kept as the task's text.")


def reads_as_task(text: str) -> bool:
    """Whether a text can be nothing but a task: a name, and a score that is a number."""
    name, *parts = text.split(":")
    return bool(name.strip() and parts and parts[0].strip()) and number(parts[0]) is not None


def read_task(line: Line, diagram: Diagram) -> Task:
    """The task on this line; notices where Mermaid would refuse or lose something."""
    text = line.rest
    if ":" not in text and "：" in text:
        diagram.note(line, _WIDE_COLON)
        text = text.translate(_WIDE)
    name, *parts = text.split(":")
    if not name.strip():
        diagram.note(line, _NAMELESS)
    if not parts:
        diagram.note(line, _BARE)
        return Task(line, plain(name))
    if parts == [""]:
        diagram.note(line, _NO_SCORE)
        return Task(line, plain(name))
    return _scored(line, name, parts, diagram)


def _scored(line: Line, name: str, parts: list[str], diagram: Diagram) -> Task:
    score = number(parts[0])
    if score is not None and not parts[0].strip():
        diagram.note(line, _EMPTY_SCORE)
    if score is None or _is_clock(name, parts):
        at = _later_number(parts)
        if at:
            diagram.note(line, _COLON_IN_NAME, score=parts[at].strip())
            return _task(
                line, ":".join((name, *parts[:at])), number(parts[at]), parts[at + 1 :], diagram
            )
    if score is None:
        return _unclear(line, name, parts, diagram)
    return _task(line, name, score, parts[1:], diagram)


def _is_clock(name: str, parts: list[str]) -> bool:
    """Whether the first colon stands in a time of day, as in `Call at 9:30: 5: Me`."""
    return bool(_CLOCK_HOUR.fullmatch(name) and _CLOCK_MINUTE.fullmatch(parts[0]))


def _later_number(parts: list[str]) -> int:
    """The place of the first part behind the first one that is a number, 0 for none."""
    places = range(1, len(parts))
    return next((i for i in places if parts[i].strip() and number(parts[i]) is not None), 0)


def _unclear(line: Line, name: str, parts: list[str], diagram: Diagram) -> Task:
    text = plain(parts[0])
    score = loose_number(parts[0])
    if score is not None:
        diagram.note(line, _LOOSE, text=text, score=f"{score:g}")
        return _task(line, name, score, parts[1:], diagram)
    diagram.note(line, _NO_NUMBER, text=text)
    return _task(line, name, None, parts[1:], diagram, text)


def _task(
    line: Line, name: str, score: float | None, rest: list[str], diagram: Diagram, text: str = ""
) -> Task:
    people = [" ".join(plain(person).split()) for person in rest[0].split(",")] if rest else []
    more = plain(":".join(rest[1:]))
    if more:
        diagram.note(line, _MORE, text=more)
    kept = "\n".join(filter(None, (text, more)))
    return Task(line, plain(name), score, tuple(filter(None, people)), kept)
