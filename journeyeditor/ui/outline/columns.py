"""What the outline tells of a card, column by column: how a value is read, shown, chosen and set."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import StrEnum
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from journeyeditor.editing.operations.cards import move_cards
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.layout.curve import series_of
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import (
    Card,
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
from journeyeditor.ui.inspector.card_parts import CARD
from journeyeditor.ui.inspector.evidence import NAMES as EVIDENCE_NAMES
from journeyeditor.ui.inspector.evidence import USE_QUOTES
from journeyeditor.ui.inspector.feelings import AIM, ANYBODY
from journeyeditor.ui.inspector.fields import Field, Kind
from journeyeditor.ui.inspector.subject import Subject
from journeyeditor.ui.lane_kinds import CARDLESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeyeditor.editing.patch import Patch
    from journeyeditor.layout.curve import Series
    from journeyeditor.ui.outline.scene import Scene

Choice = tuple[object, str]
"""A value and its words, in the language of the scene."""

MOVE = N_("Move cards")
RATE, CLEAR = N_("Rate"), N_("Clear rating")
MARK, UNMARK = N_("Mark moment of truth"), N_("Unmark moment of truth")
CHANGE_EVIDENCE = N_("Change evidence")
NOT_RATED, NONE, YES, NO = N_("Not rated"), N_("None"), N_("Yes"), N_("No")
NOT_HERE = N_("Cards of the lane “{lane}” have no “{column}”.")


class Way(StrEnum):
    """How a cell is edited."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHECK = "check"


class Column(ABC):
    """One column. `name` stays the same in all languages; `width` is in logical pixels at 100 %."""

    def __init__(self, name: str, title: str, way: Way, width: int) -> None:
        self.name, self._title, self.way, self.width = name, title, way, width

    def title(self, scene: Scene) -> str:
        return scene.translate(self._title)

    def applies(self, scene: Scene, card: Card) -> bool:
        """Whether cards like this one have such a value at all."""
        return True

    @abstractmethod
    def value(self, scene: Scene, card: Card) -> object: ...

    def words(self, scene: Scene, card: Card) -> str:
        """The value as it is read in its cell."""
        return str(self.value(scene, card) or "")

    def weight(self, scene: Scene, card: Card) -> Any:
        """What the rows are sorted by; "" for nothing, which goes last."""
        return self.words(scene, card).casefold()

    def choices(self, scene: Scene, card: Card) -> Sequence[Choice]:
        """What there is to choose from, for columns of that way."""
        return ()

    @abstractmethod
    def step(self, value: object) -> str:
        """The name of the undo step that sets this value."""

    @abstractmethod
    def patch(self, scene: Scene, card: Card, value: Any) -> Patch:
        """The edit that gives a card this value."""


class PlaceColumn(Column):
    """Where a card stands: another choice moves it to the end of the cell there."""

    def __init__(self, name: str, title: str, width: int) -> None:
        super().__init__(name, title, Way.CHOICE, width)

    def words(self, scene: Scene, card: Card) -> str:
        return scene.titled(scene.document.get(str(self.value(scene, card))))

    def step(self, value: object) -> str:
        return MOVE

    @abstractmethod
    def cell(self, scene: Scene, card: Card, value: str) -> tuple[str, str]:
        """Lane and step of where the card goes."""

    def patch(self, scene: Scene, card: Card, value: Any) -> Patch:
        cell = self.cell(scene, card, value)
        if cell == (card.lane, card.step):
            return move_cards(scene.document, scene.ids, (), *cell)
        return move_cards(scene.document, scene.ids, [card.id], *cell)


class StageColumn(PlaceColumn):
    """A card that changes its stage goes to the first step there."""

    def value(self, scene: Scene, card: Card) -> str:
        return scene.document.one(Step, card.step).stage

    def weight(self, scene: Scene, card: Card) -> int:
        return scene.steps[scene.document.steps(self.value(scene, card))[0].id]

    def choices(self, scene: Scene, card: Card) -> Sequence[Choice]:
        return [(stage.id, scene.titled(stage)) for stage in scene.document.stages(scene.map_id)]

    def cell(self, scene: Scene, card: Card, value: str) -> tuple[str, str]:
        if value == self.value(scene, card):
            return card.lane, card.step
        return card.lane, scene.document.steps(value)[0].id


class StepColumn(PlaceColumn):
    def value(self, scene: Scene, card: Card) -> str:
        return card.step

    def weight(self, scene: Scene, card: Card) -> int:
        return scene.steps[card.step]

    def choices(self, scene: Scene, card: Card) -> Sequence[Choice]:
        document = scene.document
        steps = (document.one(Step, key) for key in scene.steps)
        return [
            (step.id, f"{scene.titled(document.find(Stage, step.stage))} · {scene.titled(step)}")
            for step in steps
        ]

    def cell(self, scene: Scene, card: Card, value: str) -> tuple[str, str]:
        return card.lane, value


class LaneColumn(PlaceColumn):
    def value(self, scene: Scene, card: Card) -> str:
        return card.lane

    def weight(self, scene: Scene, card: Card) -> int:
        return scene.lanes[card.lane]

    def choices(self, scene: Scene, card: Card) -> Sequence[Choice]:
        lanes = scene.document.lanes(scene.map_id)
        return [(lane.id, scene.titled(lane)) for lane in lanes if lane.kind not in CARDLESS]

    def cell(self, scene: Scene, card: Card, value: str) -> tuple[str, str]:
        return value, card.step


_WAYS = {
    Kind.LINE: Way.LINE,
    Kind.TEXT: Way.TEXT,
    Kind.CHOICE: Way.CHOICE,
    Kind.ONE_TO_FIVE: Way.CHOICE,
}


class FieldColumn(Column):
    """A field of the inspector as a column."""

    def __init__(self, field: Field, width: int) -> None:
        super().__init__(field.name, field.label, _WAYS[field.kind], width)
        self._field = field

    def applies(self, scene: Scene, card: Card) -> bool:
        return self._field.visible(Subject(scene.document, scene.map_id, (card.id,)))

    def value(self, scene: Scene, card: Card) -> object:
        return getattr(card, self.name)

    def words(self, scene: Scene, card: Card) -> str:
        value = self.value(scene, card)
        if self.way is not Way.CHOICE:
            return " ".join(str(value).split())
        if value is None:
            return ""
        return next((words for own, words in self.choices(scene, card) if own == value), "")

    def weight(self, scene: Scene, card: Card) -> Any:
        value = self.value(scene, card)
        return value if isinstance(value, int) else super().weight(scene, card)

    def choices(self, scene: Scene, card: Card) -> Sequence[Choice]:
        if self._field.kind is Kind.ONE_TO_FIVE:
            return [(None, scene.translate(NONE)), *((n, str(n)) for n in range(1, 6))]
        if self._field.choices is None:
            return ()
        subject = Subject(scene.document, scene.map_id, (card.id,))
        return [
            (value, scene.translate(words)) for value, words, _icon in self._field.choices(subject)
        ]

    def step(self, value: object) -> str:
        return self._field.step

    def patch(self, scene: Scene, card: Card, value: Any) -> Patch:
        return self._field.patch(scene.document, (card.id,), value)


class RatingColumn(Column):
    """How a persona feels: a level of the map's scale, by its name."""

    def __init__(self, series: Series, width: int) -> None:
        super().__init__(f"rating:{series.persona or ''}:{series.layer}", "", Way.CHOICE, width)
        self.series = series

    def title(self, scene: Scene) -> str:
        persona = scene.document.find(Persona, self.series.persona)
        name = persona.name if persona else scene.translate(ANYBODY)
        if self.series.layer is Layer.TARGET:
            return scene.translate(AIM).format(name=name)
        return name

    def applies(self, scene: Scene, card: Card) -> bool:
        return scene.kind(card) is LaneKind.TOUCHPOINT

    def value(self, scene: Scene, card: Card) -> float | None:
        rating = scene.document.rating(card.id, self.series.persona, self.series.layer)
        return rating.value if rating is not None else None

    def words(self, scene: Scene, card: Card) -> str:
        value = self.value(scene, card)
        return "" if value is None else scales.named_value(scene.map.scale, value, scene.translate)

    def weight(self, scene: Scene, card: Card) -> Any:
        """The worst first."""
        goodness = self.goodness(scene, card)
        return "" if goodness is None else goodness

    def goodness(self, scene: Scene, card: Card) -> float | None:
        """How good the rating is, 0 to 1; None where there is none."""
        value = self.value(scene, card)
        return None if value is None else scales.goodness(scene.map.scale, value)

    def choices(self, scene: Scene, card: Card) -> Sequence[Choice]:
        scale, value = scene.map.scale, self.value(scene, card)
        best_first = sorted(scales.levels(scale), key=lambda level: -scales.goodness(scale, level))
        found: list[Choice] = [
            (float(n), scales.named_value(scale, n, scene.translate)) for n in best_first
        ]
        if value is not None and value not in [own for own, _words in found]:
            found.insert(0, (value, scales.named_value(scale, value, scene.translate)))
        return [(None, scene.translate(NOT_RATED)), *found]

    def step(self, value: object) -> str:
        return CLEAR if value is None else RATE

    def patch(self, scene: Scene, card: Card, value: Any) -> Patch:
        series = self.series
        return rate(scene.document, [card.id], series.persona, value, series.layer)


class EvidenceColumn(Column):
    """How well a card is backed; without a choice of a person's own that follows from its quotes."""

    def __init__(self, width: int) -> None:
        super().__init__("evidence", N_("Evidence"), Way.CHOICE, width)

    def value(self, scene: Scene, card: Card) -> Evidence | None:
        return card.evidence

    def words(self, scene: Scene, card: Card) -> str:
        return scene.translate(dict(EVIDENCE_NAMES)[evidence_of(scene.document, card)])

    def weight(self, scene: Scene, card: Card) -> int:
        return list(Evidence).index(evidence_of(scene.document, card))

    def choices(self, scene: Scene, card: Card) -> Sequence[Choice]:
        named = [(level, scene.translate(name)) for level, name in EVIDENCE_NAMES]
        return [(None, scene.translate(USE_QUOTES)), *named]

    def step(self, value: object) -> str:
        return CHANGE_EVIDENCE

    def patch(self, scene: Scene, card: Card, value: Any) -> Patch:
        return set_fields(scene.document, card.id, evidence=value)


class MomentColumn(Column):
    """Whether a touchpoint is a moment of truth."""

    def __init__(self, width: int) -> None:
        super().__init__("moment", N_("Moment of truth"), Way.CHECK, width)

    def applies(self, scene: Scene, card: Card) -> bool:
        return scene.kind(card) is LaneKind.TOUCHPOINT

    def value(self, scene: Scene, card: Card) -> bool:
        return card.moment_of_truth

    def words(self, scene: Scene, card: Card) -> str:
        return scene.translate(YES if card.moment_of_truth else NO)

    def weight(self, scene: Scene, card: Card) -> int:
        return int(not card.moment_of_truth)

    def step(self, value: object) -> str:
        return MARK if value else UNMARK

    def patch(self, scene: Scene, card: Card, value: Any) -> Patch:
        return set_fields(scene.document, card.id, moment_of_truth=bool(value))


_FIELDS = {part.name: part for part in CARD if isinstance(part, Field)}

TITLE = FieldColumn(_FIELDS["title"], 220)
PLACES = (
    StageColumn("stage", N_("Stage"), 130),
    StepColumn("step", N_("Step"), 150),
    LaneColumn("lane", N_("Lane"), 130),
)
_FIRST = (FieldColumn(_FIELDS["text"], 260), FieldColumn(_FIELDS["channel"], 110))
_LAST = (
    EvidenceColumn(104),
    MomentColumn(130),
    FieldColumn(_FIELDS["impact"], 76),
    FieldColumn(_FIELDS["effort"], 76),
    FieldColumn(_FIELDS["owner"], 120),
    FieldColumn(_FIELDS["status"], 104),
)


def table_columns(scene: Scene) -> tuple[Column, ...]:
    """The columns of the table: where a card stands, then what it says."""
    return (*PLACES, TITLE, *_said(scene))


def tree_columns(scene: Scene, by_stage: bool) -> tuple[Column, ...]:
    """The columns of the tree: the title first; only what the branches do not tell of the card's place."""
    return (TITLE, *(() if by_stage else PLACES[:2]), *_said(scene))


def _said(scene: Scene) -> tuple[Column, ...]:
    ratings = (RatingColumn(series, 130) for series in series_of(scene.document, scene.map))
    return (*_FIRST, *ratings, *_LAST)


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


def names(columns: Sequence[Column]) -> list[str]:
    return [column.name for column in columns]


@total_ordering
class Falling:
    """A weight that sorts the other way round."""

    __slots__ = ("weight",)

    def __init__(self, weight: Any) -> None:
        self.weight = weight

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Falling) and bool(self.weight == other.weight)

    def __lt__(self, other: Falling) -> bool:
        return bool(other.weight < self.weight)

    __hash__ = None  # type: ignore[assignment]
