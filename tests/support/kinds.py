"""A map with a lane of every kind and every mark that cards and lanes may have."""

from __future__ import annotations

from collections.abc import Iterator

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    DocumentInfo,
    Entity,
    Lane,
    LaneKind,
    Layer,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Scale,
    Stage,
    Status,
    Step,
    rating_key,
)
from journeyeditor.model.ids import IdSource
from journeyeditor.model.ordering import sequence
from tests.support.maps import NAMES
from tests.support.sources import fixed_clock, fixed_ids

CHANNELS = ("web", "phone", "shop", "email")
BRAND = ("#E4002B", "#FFCC00")


def every_kind(personas: int = 2, language: str = "en") -> Document:
    """Three stages of two steps, a lane of every kind with two cards or more, rated, quoted and talked about."""
    return Document(_Making(personas, language).entities())


class _Making:
    def __init__(self, personas: int, language: str) -> None:
        ids = self._ids = fixed_ids(31)
        self._info = DocumentInfo(
            id=ids.new(), title="Kinds", language=language, created=fixed_clock(), brand=BRAND
        )
        self._people = [
            Persona(id=ids.new(), order=order, name=f"Persona {i + 1}")
            for i, order in enumerate(sequence(personas, ids))
        ]
        people = tuple(person.id for person in self._people)
        scale = Scale(-2, 2, NAMES)
        self._map = Map(id=ids.new(), order="a0V", title="Kinds", personas=people, scale=scale)
        self._orders = iter(sequence(200, ids))

    def entities(self) -> Iterator[Entity]:
        yield from (self._info, *self._people, self._map)
        columns = list(_columns(self._map, self._ids))
        yield from columns
        steps = [one for one in columns if isinstance(one, Step)]
        stages = [one for one in columns if isinstance(one, Stage)]
        yield Measure(
            id=self._ids.new(), stage=stages[1].id, order="a0V", name="Visits", value=12.0,
            target=15.0, unit="k",
        )  # fmt: skip
        for kind, order in zip(LaneKind, sequence(len(LaneKind), self._ids), strict=True):
            lane = Lane(
                id=self._ids.new(), map=self._map.id, order=order, kind=kind, title=kind.title()
            )
            yield lane
            if kind not in {LaneKind.EMOTION, LaneKind.DIVIDER}:
                yield from self._cards(lane, steps)

    def _cards(self, lane: Lane, steps: list[Step]) -> Iterator[Entity]:
        contact = lane.kind is LaneKind.TOUCHPOINT
        for i, step in enumerate(steps if contact else steps[:2]):
            card = Card(
                id=self._ids.new(),
                lane=lane.id,
                step=step.id,
                order=next(self._orders),
                title=f"{lane.title} {i + 1}",
                text="What happens here.",
                channel=CHANNELS[i % len(CHANNELS)] if contact else None,
                impact=i % 5 + 1,
                effort=2,
                status=Status.DOING,
                value=4.0,
                target=8.0,
                unit="%",
                tags=("urgent",) if i else (),
            )
            yield card
            yield Quote(
                id=self._ids.new(), card=card.id, order="a0V", text="“So.”", participant="P1"
            )
            if contact:
                yield from self._feelings(card, i)
                yield Comment(id=self._ids.new(), about=card.id, text="?", time=fixed_clock())

    def _feelings(self, card: Card, i: int) -> Iterator[Rating]:
        for k, person in enumerate(self._people):
            value = float((i * (k + 1)) % 5 - 2)
            yield Rating(
                id=rating_key(card.id, person.id), card=card.id, persona=person.id, value=value
            )
        first = self._people[0].id if self._people else None
        yield Rating(
            id=rating_key(card.id, first, Layer.TARGET), card=card.id, persona=first,
            layer=Layer.TARGET, value=2.0,
        )  # fmt: skip


def _columns(shown: Map, ids: IdSource) -> Iterator[Entity]:
    for i, order in enumerate(sequence(3, ids)):
        stage = Stage(id=ids.new(), map=shown.id, order=order, title=f"Stage {i + 1}")
        yield stage
        for k, step_order in enumerate(sequence(2, ids)):
            yield Step(id=ids.new(), stage=stage.id, order=step_order, title=f"Step {i}.{k}")
