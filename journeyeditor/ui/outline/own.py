"""Columns that are more than a field: where a card stands, how people feel there, how well it is backed."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from journeyeditor.editing.operations.cards import move_cards
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import (
    Card,
    Entity,
    Evidence,
    LaneKind,
    Layer,
    Persona,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.evidence import evidence_of
from journeyeditor.model.messages import N_
from journeyeditor.ui.edits import MARK, UNMARK
from journeyeditor.ui.inspector.evidence import NAMES as EVIDENCE_NAMES
from journeyeditor.ui.inspector.evidence import STEP as CHANGE_EVIDENCE
from journeyeditor.ui.inspector.evidence import USE_QUOTES
from journeyeditor.ui.inspector.feelings import AIM, ANYBODY, CLEAR, RATE
from journeyeditor.ui.lane_kinds import CARDLESS
from journeyeditor.ui.outline.column import Choice, Column, Way
from journeyeditor.ui.outline.fields import NO, YES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeyeditor.editing.patch import Patch
    from journeyeditor.layout.curve import Series
    from journeyeditor.ui.outline.scene import Scene

MOVE, NOT_RATED = N_("Move cards"), N_("Not rated")


class CardColumn(Column):
    """A column of cards and of nothing else."""

    def applies(self, scene: Scene, entity: Entity) -> bool:
        return isinstance(entity, Card)


class PlaceColumn(CardColumn):
    """Where a card stands: another choice moves it to the end of the cell there."""

    def __init__(self, name: str, title: str, width: int) -> None:
        super().__init__(name, title, Way.CHOICE, width)

    def words(self, scene: Scene, entity: Entity) -> str:
        return scene.titled(scene.document.get(str(self.value(scene, entity))))

    def seeks(self, scene: Scene, wanted: str) -> Callable[[Entity], bool] | None:
        said: dict[object, bool] = {}

        def says(entity: Entity) -> bool:
            value = self.value(scene, entity)
            if value not in said:
                said[value] = wanted in self.words(scene, entity).casefold()
            return said[value]

        return says

    def step(self, value: Any) -> str:
        return MOVE

    @abstractmethod
    def cell(self, scene: Scene, card: Card, value: str) -> tuple[str, str]:
        """Lane and step of where the card goes."""

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        card = scene.document.one(Card, entity.id)
        cell = self.cell(scene, card, value)
        if cell == (card.lane, card.step):
            return move_cards(scene.document, scene.ids, (), *cell)
        return move_cards(scene.document, scene.ids, [card.id], *cell)


class StageColumn(PlaceColumn):
    """A card that changes its stage goes to the first step there."""

    def value(self, scene: Scene, entity: Entity) -> str:
        assert isinstance(entity, Card)
        return scene.document.one(Step, entity.step).stage

    def weight(self, scene: Scene, entity: Entity) -> int:
        return scene.steps[scene.document.steps(self.value(scene, entity))[0].id]

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        stages = scene.document.stages(scene.map_id)
        return [(stage.id, scene.titled(stage), "") for stage in stages]

    def cell(self, scene: Scene, card: Card, value: str) -> tuple[str, str]:
        if value == self.value(scene, card):
            return card.lane, card.step
        return card.lane, scene.document.steps(value)[0].id


class StepColumn(PlaceColumn):
    """The step in which a card begins."""

    def value(self, scene: Scene, entity: Entity) -> str:
        assert isinstance(entity, Card)
        return entity.step

    def weight(self, scene: Scene, entity: Entity) -> int:
        return scene.steps[self.value(scene, entity)]

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        document = scene.document
        steps = (document.one(Step, key) for key in scene.steps)
        return [
            (s.id, f"{scene.titled(document.find(Stage, s.stage))} · {scene.titled(s)}", "")
            for s in steps
        ]

    def cell(self, scene: Scene, card: Card, value: str) -> tuple[str, str]:
        return card.lane, value


class LaneColumn(PlaceColumn):
    """The lane that a card stands in."""

    def value(self, scene: Scene, entity: Entity) -> str:
        assert isinstance(entity, Card)
        return entity.lane

    def weight(self, scene: Scene, entity: Entity) -> int:
        return scene.lanes[self.value(scene, entity)]

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        lanes = scene.document.lanes(scene.map_id)
        return [
            (lane.id, scene.titled(lane), str(lane.kind))
            for lane in lanes
            if lane.kind not in CARDLESS
        ]

    def cell(self, scene: Scene, card: Card, value: str) -> tuple[str, str]:
        return value, card.step


def level_choices(scene: Scene, value: float | None) -> Sequence[Choice]:
    """The levels of the map's scale by their names, the best first; and the present value where it is none of them."""
    scale = scene.map.scale
    best_first = sorted(scales.levels(scale), key=lambda level: -scales.goodness(scale, level))
    found: list[Choice] = [
        (float(n), scales.named_value(scale, n, scene.translate), "") for n in best_first
    ]
    if value is not None and value not in [own for own, _words, _icon in found]:
        found.insert(0, (value, scales.named_value(scale, value, scene.translate), ""))
    return [(None, scene.translate(NOT_RATED), ""), *found]


class LevelColumn(Column):
    """A rating's value: a level of the map's scale, by its name."""

    def words(self, scene: Scene, entity: Entity) -> str:
        value = self.value(scene, entity)
        return "" if value is None else scales.named_value(scene.map.scale, value, scene.translate)

    def goodness(self, scene: Scene, entity: Entity) -> float | None:
        """How good the rating is, 0 to 1; None where there is none."""
        value = self.value(scene, entity)
        return None if value is None else scales.goodness(scene.map.scale, value)

    def weight(self, scene: Scene, entity: Entity) -> Any:
        """The worst first."""
        goodness = self.goodness(scene, entity)
        return "" if goodness is None else goodness

    def seeks(self, scene: Scene, wanted: str) -> Callable[[Entity], bool] | None:
        said: dict[float | None, bool] = {None: False}

        def says(entity: Entity) -> bool:
            value = self.value(scene, entity) if self.applies(scene, entity) else None
            if value not in said:
                said[value] = wanted in self.words(scene, entity).casefold()
            return said[value]

        return says

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        return level_choices(scene, self.value(scene, entity))

    def step(self, value: Any) -> str:
        return CLEAR if value is None else RATE


class RatingColumn(LevelColumn):
    """How a persona feels at a touchpoint."""

    def __init__(self, series: Series, width: int = 130) -> None:
        super().__init__(f"rating:{series.persona or ''}:{series.layer}", "", Way.CHOICE, width)
        self.series = series

    def title(self, scene: Scene) -> str:
        return person_words(scene, self.series.persona, self.series.layer)

    def applies(self, scene: Scene, entity: Entity) -> bool:
        return isinstance(entity, Card) and scene.kind(entity) is LaneKind.TOUCHPOINT

    def value(self, scene: Scene, entity: Entity) -> float | None:
        rating = scene.document.rating(entity.id, self.series.persona, self.series.layer)
        return rating.value if rating is not None else None

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        series = self.series
        return rate(scene.document, [entity.id], series.persona, value, series.layer)


def person_words(scene: Scene, key: str | None, layer: Layer) -> str:
    """Who feels so, and whether it is what is aimed at."""
    persona = scene.document.find(Persona, key)
    name = persona.name if persona else scene.translate(ANYBODY)
    return scene.translate(AIM).format(name=name) if layer is Layer.TARGET else name


class EvidenceColumn(CardColumn):
    """How well a card is backed; without a choice of a person's own that follows from its quotes."""

    def __init__(self) -> None:
        super().__init__("evidence", N_("Evidence"), Way.CHOICE, 104)

    def value(self, scene: Scene, entity: Entity) -> Evidence | None:
        assert isinstance(entity, Card)
        return entity.evidence

    def words(self, scene: Scene, entity: Entity) -> str:
        assert isinstance(entity, Card)
        return scene.translate(dict(EVIDENCE_NAMES)[evidence_of(scene.document, entity)])

    def weight(self, scene: Scene, entity: Entity) -> int:
        assert isinstance(entity, Card)
        return list(Evidence).index(evidence_of(scene.document, entity))

    def seeks(self, scene: Scene, wanted: str) -> Callable[[Entity], bool] | None:
        levels = {e for e, name in EVIDENCE_NAMES if wanted in scene.translate(name).casefold()}
        if not levels:
            return None
        return lambda card: isinstance(card, Card) and evidence_of(scene.document, card) in levels

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        named = [(level, scene.translate(name), "") for level, name in EVIDENCE_NAMES]
        return [(None, scene.translate(USE_QUOTES), ""), *named]

    def step(self, value: Any) -> str:
        return CHANGE_EVIDENCE

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        return set_fields(scene.document, entity.id, evidence=value)


class MomentColumn(Column):
    """Whether a touchpoint is a moment of truth."""

    def __init__(self) -> None:
        super().__init__("moment", N_("Moment of truth"), Way.STAR, 130)

    def applies(self, scene: Scene, entity: Entity) -> bool:
        return isinstance(entity, Card) and scene.kind(entity) is LaneKind.TOUCHPOINT

    def attribute(self, entity: Entity) -> str:
        return "moment_of_truth"

    def value(self, scene: Scene, entity: Entity) -> bool:
        assert isinstance(entity, Card)
        return entity.moment_of_truth

    def words(self, scene: Scene, entity: Entity) -> str:
        return scene.translate(YES if self.value(scene, entity) else NO)

    def weight(self, scene: Scene, entity: Entity) -> int:
        return int(not self.value(scene, entity))

    def seeks(self, scene: Scene, wanted: str) -> Callable[[Entity], bool] | None:
        if wanted not in self.title(scene).casefold():
            return None
        return lambda card: isinstance(card, Card) and card.moment_of_truth

    def step(self, value: Any) -> str:
        return MARK if value else UNMARK

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        return set_fields(scene.document, entity.id, moment_of_truth=bool(value))


def rates_anew(columns: Sequence[Column], scene: Scene, touched: Iterable[str]) -> bool:
    """Whether a change brought a rating for which there is no column yet."""
    known = {
        (column.series.persona, column.series.layer)
        for column in columns
        if isinstance(column, RatingColumn)
    }
    shown = {None, *scene.map.personas}
    ratings = (scene.document.find(Rating, key) for key in touched)
    return any(
        rating.persona in shown
        and (rating.persona, rating.layer) not in known
        and scene.card(rating.card) is not None
        for rating in ratings
        if rating is not None
    )
