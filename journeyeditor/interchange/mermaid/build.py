"""Makes a document of diagrams: one map each, people shared between them."""

from __future__ import annotations

from collections.abc import Iterator

from journeyeditor.interchange.mermaid.diagram import Diagram, Section, Task
from journeyeditor.interchange.mermaid.language import guessed_language
from journeyeditor.interchange.mermaid.people import are_people
from journeyeditor.interchange.mermaid.scales import scale_for
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    DocumentInfo,
    Entity,
    Lane,
    LaneKind,
    Map,
    Persona,
    Rating,
    Stage,
    Step,
    rating_key,
)
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Translate
from journeyeditor.model.ordering import sequence
from journeyeditor.model.scale import holds

_SCALE = N_("The scores run from {low} to {high}; the map's scale is {min} to {max}.")
_OUTSIDE = N_("The score {score} is outside the map's scale. The task stands unrated.")
_AS_TAGS = N_(
    "What stands behind the scores doesn't look like people; it was kept as the cards' tags."
)
_NO_TASKS = N_("This journey has no tasks.")

TOUCHPOINTS = N_("Touchpoints")
EMOTIONS = N_("Emotions")


class Builder:
    """Collects the entities of one document, made at one moment, its texts in one language."""

    def __init__(self, ids: IdSource, now: str, translate: Translate) -> None:
        self._ids = ids
        self._now = now
        self._translate = translate
        self._people: dict[str, Persona] = {}
        self._made: list[Entity] = []

    def document(self, diagrams: list[Diagram], title: str) -> Document:
        """The document of these diagrams; `title` counts if the first of them has none."""
        info = DocumentInfo(
            id=self._ids.new(),
            modified=self._now,
            title=diagrams[0].title.text or title,
            language=guessed_language("\n".join(_words(diagram) for diagram in diagrams)),
            created=self._now,
        )
        named = [_names(diagram) for diagram in diagrams]
        self._make_people(list(dict.fromkeys(name for names in named for name in names)))
        orders = sequence(len(diagrams), self._ids)
        for diagram, order, names in zip(diagrams, orders, named, strict=True):
            self._add_map(diagram, order, names)
        return Document([info, *self._people.values(), *self._made])

    def _make_people(self, names: list[str]) -> None:
        for name, order in zip(names, sequence(len(names), self._ids), strict=True):
            self._people[name] = Persona(
                id=self._ids.new(), modified=self._now, order=order, name=name
            )

    def _add_map(self, diagram: Diagram, order: str, names: list[str]) -> None:
        the_map = Map(
            id=self._ids.new(),
            modified=self._now,
            order=order,
            title=diagram.title.text,
            scenario=_scenario(diagram),
            scale=scale_for([task.score for task in diagram.tasks() if task.score is not None]),
            personas=tuple(self._people[name].id for name in names),
        )
        _say_what_was_decided(diagram, the_map, names)
        touchpoints = self._add_lanes(the_map)
        self._made.append(the_map)
        sections = diagram.sections or [Section("")]
        row = iter(sequence(len(diagram.tasks()), self._ids))
        for section, place in zip(sections, sequence(len(sections), self._ids), strict=True):
            self._add_stage(diagram, the_map, touchpoints, section, place, row, bool(names))

    def _add_lanes(self, the_map: Map) -> Lane:
        kinds = ((LaneKind.TOUCHPOINT, TOUCHPOINTS), (LaneKind.EMOTION, EMOTIONS))
        lanes = [
            Lane(
                id=self._ids.new(),
                modified=self._now,
                map=the_map.id,
                order=order,
                title=self._translate(title),
                kind=kind,
            )
            for (kind, title), order in zip(kinds, sequence(len(kinds), self._ids), strict=True)
        ]
        self._made += lanes
        return lanes[0]

    def _add_stage(
        self,
        diagram: Diagram,
        the_map: Map,
        lane: Lane,
        section: Section,
        order: str,
        row: Iterator[str],
        people: bool,
    ) -> None:
        stage = Stage(
            id=self._ids.new(),
            modified=self._now,
            map=the_map.id,
            order=order,
            title=section.name,
        )
        self._made.append(stage)
        titles = [task.name for task in section.tasks] or [""]
        orders = sequence(len(titles), self._ids)
        steps = [
            Step(id=self._ids.new(), modified=self._now, stage=stage.id, order=place, title=title)
            for title, place in zip(titles, orders, strict=True)
        ]
        self._made += steps
        for task, step in zip(section.tasks, steps, strict=False):
            self._add_card(diagram, the_map, lane, task, step, next(row), people)

    def _add_card(
        self,
        diagram: Diagram,
        the_map: Map,
        lane: Lane,
        task: Task,
        step: Step,
        order: str,
        people: bool,
    ) -> None:
        outside = task.score is not None and not holds(the_map.scale, task.score)
        card = Card(
            id=self._ids.new(),
            modified=self._now,
            lane=lane.id,
            step=step.id,
            order=order,
            title=task.name,
            text=task.more,
            tags=() if people else task.people,
        )
        self._made.append(card)
        word = ""
        if outside and task.score is not None:
            word = f"{task.score:g}"
            diagram.note(task.line, _OUTSIDE, score=word)
        self._rate(card, None if outside else task.score, word, task.people if people else ())

    def _rate(self, card: Card, value: float | None, word: str, people: tuple[str, ...]) -> None:
        """One rating for each person, those of an unrated task too, or one of anybody.

        A person who is named twice rates once, as a rating's id is made of card and person.
        """
        personas: list[str | None] = [self._people[name].id for name in people]
        if not personas and (value is not None or word):
            personas = [None]
        self._made += [
            Rating(
                id=rating_key(card.id, persona),
                modified=self._now,
                card=card.id,
                persona=persona,
                value=value,
                word=word,
            )
            for persona in personas
        ]


def _names(diagram: Diagram) -> list[str]:
    """The people of a diagram in the order in which they appear, none if they don't look like people."""
    fields = [task.people for task in diagram.tasks()]
    return (
        list(dict.fromkeys(name for field in fields for name in field))
        if are_people(fields)
        else []
    )


def _scenario(diagram: Diagram) -> str:
    """The accessible texts; the accessible title only where it says something else than the title."""
    heading, described = diagram.acc_title.text, diagram.acc_description.text
    texts = [heading if heading != diagram.title.text else "", described]
    return "\n".join(filter(None, texts))


def _say_what_was_decided(diagram: Diagram, the_map: Map, names: list[str]) -> None:
    scores = [task.score for task in diagram.tasks() if task.score is not None]
    scale = the_map.scale
    if not diagram.tasks():
        diagram.note(None, _NO_TASKS)
    if (scale.min, scale.max) != (1, 5):
        low, high = f"{min(scores):g}", f"{max(scores):g}"
        diagram.note(None, _SCALE, low=low, high=high, min=scale.min, max=scale.max)
    if not names and any(task.people for task in diagram.tasks()):
        diagram.note(None, _AS_TAGS)


def _words(diagram: Diagram) -> str:
    names = [section.name for section in diagram.sections]
    return "\n".join([diagram.title.text, *names, *(task.name for task in diagram.tasks())])
