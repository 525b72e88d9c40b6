"""Reads a diagram and says what became of it, in few words."""

from __future__ import annotations

from dataclasses import dataclass

from journeyeditor.interchange.mermaid import read_mermaid
from journeyeditor.interchange.report import Imported
from journeyeditor.model.document import Document
from journeyeditor.model.entities import LaneKind
from journeyeditor.model.rules import check_all
from tests.corpus.comparing import tasks_of
from tests.support.sources import fixed_clock, fixed_ids


def read(text: str, name: str = "walk.mmd") -> Imported:
    found = read_mermaid(text, fixed_ids(), fixed_clock, name)
    assert check_all(found.document) == []
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """Title, stages, tasks as (stage, name, score, people), and notices as (line, text)."""

    title: str
    stages: tuple[str, ...]
    tasks: tuple[tuple[str, str, float | None, tuple[str, ...]], ...]
    notices: tuple[tuple[int, str], ...]


def seen(text: str) -> Seen:
    found = read(text)
    document = found.document
    the_map = document.maps[0]
    return Seen(
        the_map.title,
        tuple(stage.title for stage in document.stages(the_map.id)),
        tuple((t.section, t.name, t.score, t.people) for t in tasks_of(document)),
        tuple((n.line, n.text) for n in found.report if n.line),
    )


def texts_of_cards(document: Document) -> list[str]:
    the_map = document.maps[0]
    (lane,) = (e for e in document.lanes(the_map.id) if e.kind == LaneKind.TOUCHPOINT)
    return [card.text for card in document.cards(lane.id)]
