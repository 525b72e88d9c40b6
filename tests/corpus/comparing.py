"""Compares an imported journey with what Mermaid reads from the same text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, LaneKind, Stage

_BREAK = re.compile(r"\s*</?br\s*/?>\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A task as somebody reads it; the score is None where there is none."""

    section: str
    name: str
    score: float | None
    people: tuple[str, ...]


def tasks_of(document: Document) -> list[ReadTask]:
    """The touchpoints of a document's first map, in order."""
    the_map = document.maps[0]
    lane = next(e for e in document.lanes(the_map.id) if e.kind == LaneKind.TOUCHPOINT)
    return [
        _task(document, stage, card)
        for stage in document.stages(the_map.id)
        for step in document.steps(stage.id)
        for card in document.cell(lane.id, step.id)
    ]


def _task(document: Document, stage: Stage, card: Card) -> ReadTask:
    ratings = document.ratings(card.id)
    scores = {rating.value for rating in ratings}
    assert len(scores) <= 1, card.title
    rated = {rating.persona for rating in ratings}
    personas = tuple(p.name for p in document.personas if p.id in rated)
    return ReadTask(stage.title, card.title, next(iter(scores), None), personas or card.tags)


def differences(document: Document, oracle: dict[str, Any]) -> Iterator[str]:
    """What a document says otherwise than the oracle, one sentence each."""
    if document.maps[0].title != _said(oracle["title"]):
        yield f"title {document.maps[0].title!r}, not {oracle['title']!r}"
    yield from _section_differences(document, oracle)
    ours, theirs = tasks_of(document), oracle["tasks"]
    if len(ours) != len(theirs):
        yield f"{len(ours)} tasks, not {len(theirs)}"
    for mine, other in zip(ours, theirs, strict=False):
        if not _same_task(mine, other):
            yield f"{mine}, not {other}"


def _section_differences(document: Document, oracle: dict[str, Any]) -> Iterator[str]:
    listed = [_said(name) for name in oracle["sections"]]
    if oracle["tasks"] and not oracle["tasks"][0]["section"]:
        listed.insert(0, "")
    merged = [name for i, name in enumerate(listed) if i == 0 or listed[i - 1] != name] or [""]
    titles = [stage.title for stage in document.stages(document.maps[0].id)]
    if titles != merged:
        yield f"sections {titles}, not {merged}"


def _same_task(mine: ReadTask, other: dict[str, Any]) -> bool:
    if mine.section != _said(other["section"]):
        return False
    name, score = _said(other["task"]), other["score"]
    if not isinstance(score, int | float):
        # Mermaid lost the score: the name may go on, and a later part may be the score.
        return mine.name.startswith(name)
    people = {" ".join(_said(person).split()) for person in other["people"]} - {""}
    return mine.name == name and mine.score == score and set(mine.people) == people


def _said(text: str) -> str:
    return "\n".join(part.strip() for part in _BREAK.split(text)).strip()
