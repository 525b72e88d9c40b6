"""Columns made of the inspector's fields: what is edited there is edited here in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeyeditor.editing.operations.locks import set_locked
from journeyeditor.editing.operations.searching import TAGS_BETWEEN, tags_in
from journeyeditor.model.brand import BRAND_HUES
from journeyeditor.model.entities import Card, Lane, LaneKind, Map
from journeyeditor.model.hues import known_hue
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.numbers import to_be_typed
from journeyeditor.ui.edits import LOCK, UNLOCK
from journeyeditor.ui.inspector.fields import Field, Kind
from journeyeditor.ui.inspector.numbers import (
    NO_LENGTH,
    NO_NUMBER,
    OUT_OF_RANGE,
    read_length,
    read_number,
)
from journeyeditor.ui.inspector.subject import Subject
from journeyeditor.ui.lengths import FINER, length_words
from journeyeditor.ui.outline.column import Choice, Column, Way
from journeyeditor.ui.widgets.rows import HUE_NAMES, OWN_COLOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.entities import Entity
    from journeyeditor.ui.outline.scene import Scene

NONE, YES, NO, LOCKED = N_("None"), N_("Yes"), N_("No"), N_("Locked")
NEEDED = N_("“{label}” can't be empty.")

_WAYS: dict[Kind, Way] = {
    Kind.LINE: Way.LINE,
    Kind.TEXT: Way.TEXT,
    Kind.CHOICE: Way.CHOICE,
    Kind.SEGMENTS: Way.CHOICE,
    Kind.ONE_TO_FIVE: Way.CHOICE,
    Kind.SWITCH: Way.CHECK,
    Kind.HUE: Way.PANEL,
    Kind.NUMBER: Way.NUMBER,
    Kind.LENGTH: Way.NUMBER,
    Kind.STEPPER: Way.NUMBER,
    Kind.TAGS: Way.TAGS,
    Kind.DATE: Way.DATE,
    Kind.FACT: Way.FACT,
}
_WIDTHS: dict[Way, int] = {
    Way.LINE: 150,
    Way.TEXT: 240,
    Way.CHOICE: 120,
    Way.CHECK: 96,
    Way.NUMBER: 88,
    Way.DATE: 112,
    Way.TAGS: 150,
    Way.PANEL: 120,
    Way.FACT: 140,
}


@dataclass(frozen=True, slots=True)
class CardIn(Subject):
    """Some card in a lane of a kind, to ask a field whether such cards have it."""

    kind: LaneKind = LaneKind.TEXT

    def lane_kinds(self) -> frozenset[LaneKind]:
        return frozenset({self.kind})


class FieldColumn(Column):
    """A field of the inspector, of one or several kinds of entity, as a column.

    The first of the fields gives name, title and way; all are edited in the same way.
    """

    def __init__(
        self,
        fields: Mapping[type[Entity], Field],
        width: int = 0,
        *,
        usual: bool = True,
        free: bool = False,
    ) -> None:
        self.fields = dict(fields)
        self._field = next(iter(self.fields.values()))
        way = _WAYS[self._field.kind]
        super().__init__(self._field.name, self._field.label, way, width or _WIDTHS[way])
        self.usual, self.free = usual, free
        self._cards_of: dict[LaneKind, bool] = {}

    def shown(self, scene: Scene) -> bool:
        """A column for cards of some kinds of lane is usual where the map has such a lane."""
        if Card not in self.fields or not self.usual:
            return self.usual
        return any(self._fits(scene, kind) for kind in scene.kinds)

    def _fits(self, scene: Scene, kind: LaneKind) -> bool:
        """Whether cards in lanes of a kind have the field."""
        if kind not in self._cards_of:
            some = CardIn(scene.document, scene.map_id, ("",), kind)
            self._cards_of[kind] = self.fields[Card].visible(some)
        return self._cards_of[kind]

    def applies(self, scene: Scene, entity: Entity) -> bool:
        field = self.fields.get(type(entity))
        if field is None:
            return False
        if isinstance(entity, Card):
            # What cards have depends on nothing but the kind of their lane; asking for each of thousands is slow.
            return self._fits(scene, scene.kind(entity))
        return field.visible(scene.subject(entity))

    def attribute(self, entity: Entity) -> str:
        return self.fields[type(entity)].name

    def value(self, scene: Scene, entity: Entity) -> Any:
        return getattr(entity, self.fields[type(entity)].name)

    def words(self, scene: Scene, entity: Entity) -> str:
        value = self.value(scene, entity)
        return _WORDS[self._field.kind](self, scene, entity, value)

    def typed(self, scene: Scene, entity: Entity) -> str:
        value = self.value(scene, entity)
        if self._field.kind is Kind.TAGS:
            return TAGS_BETWEEN.join(value)
        if isinstance(value, int | float):
            if self._field.kind is Kind.LENGTH:
                return length_words(value, scene.units, scene.translate, FINER)
            return to_be_typed(value, scene.translate)
        return str(value or "")

    def read(self, scene: Scene, entity: Entity, text: str) -> Any:
        if self.way is Way.NUMBER:
            return self._number(scene, entity, text)
        return tags_in(text) if self.way is Way.TAGS else text

    def _number(self, scene: Scene, entity: Entity, text: str) -> float | None:
        """The number that was typed; the words of the one that is there mean that one, though they are rounded."""
        field, length = self.fields[type(entity)], self._field.kind is Kind.LENGTH
        if text == self.typed(scene, entity):
            return self.value(scene, entity)  # type: ignore[no-any-return]
        label = self.title(scene)
        if not text.strip():
            if field.optional and field.kind is not Kind.STEPPER:
                return None
            raise Refused(NEEDED, label=label)
        number = read_length(text, scene.units) if length else read_number(text)
        if number is None:
            raise Refused(NO_LENGTH if length else NO_NUMBER, text=text.strip())
        if not field.least <= number <= field.most:
            ends = (self._end(scene, field.least), self._end(scene, field.most))
            raise Refused(OUT_OF_RANGE, label=label, least=ends[0], most=ends[1])
        return round(number) if field.kind is Kind.STEPPER else number

    def _end(self, scene: Scene, number: float) -> str:
        if self._field.kind is Kind.LENGTH:
            return length_words(number, scene.units, scene.translate, FINER)
        return to_be_typed(number, scene.translate)

    def weight(self, scene: Scene, entity: Entity) -> Any:
        value = self.value(scene, entity)
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return int(not value)
        return value if isinstance(value, int | float) else super().weight(scene, entity)

    def seeks(self, scene: Scene, wanted: str) -> Callable[[Entity], bool] | None:
        if self.way is Way.CHOICE and self._field.kind is not Kind.ONE_TO_FIVE:
            return self._chosen_one(scene, wanted)
        if self.way in {Way.LINE, Way.TEXT, Way.DATE}:
            return lambda entity: self._says(entity, wanted)
        if self.way is Way.NUMBER and not any(sign.isdigit() for sign in wanted):
            return None
        if self.way in {Way.TAGS, Way.NUMBER}:
            kinds = tuple(self.fields)
            return lambda entity: (
                isinstance(entity, kinds) and wanted in self.words(scene, entity).casefold()
            )
        # Whoever looks for "1" or for "Yes" does not mean every other row.
        return None

    def _says(self, entity: Entity, wanted: str) -> bool:
        field = self.fields.get(type(entity))
        return field is not None and wanted in str(getattr(entity, field.name) or "").casefold()

    def _chosen_one(self, scene: Scene, wanted: str) -> Callable[[Entity], bool]:
        said: dict[object, bool] = {}

        def says(entity: Entity) -> bool:
            if type(entity) not in self.fields:
                return False
            value = self.value(scene, entity)
            if value not in said:
                said[value] = wanted in self.words(scene, entity).casefold()
            return said[value] and self.applies(scene, entity)

        return says

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        field = self.fields[type(entity)]
        if field.kind is Kind.ONE_TO_FIVE:
            return [(None, scene.translate(NONE), ""), *((n, str(n), "") for n in range(1, 6))]
        if field.choices is None:
            return ()
        found = field.choices(scene.subject(entity))
        return [
            (value, scene.translate(words) if words else "", icon) for value, words, icon in found
        ]

    def offered(self, scene: Scene) -> Sequence[str]:
        """All tags of the document, those most used first."""
        if self.way is not Way.TAGS:
            return ()
        counts: dict[str, int] = {}
        for card in scene.document.all(Card):
            for tag in card.tags:
                counts[tag] = counts.get(tag, 0) + 1
        return sorted(counts, key=lambda tag: (-counts[tag], tag.casefold()))

    def step(self, value: Any) -> str:
        return self._field.step

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        keys = scene.subject(entity).keys
        return self.fields[type(entity)].patch(scene.document, keys, value)


def _plain(column: FieldColumn, scene: Scene, entity: Entity, value: Any) -> str:
    return " ".join(str(value or "").split())


def _number(column: FieldColumn, scene: Scene, entity: Entity, value: Any) -> str:
    return column.typed(scene, entity)


def _choice(column: FieldColumn, scene: Scene, entity: Entity, value: Any) -> str:
    if value is None:
        return ""
    found = column.choices(scene, entity)
    return next((words for own, words, _icon in found if own == value), "")


def _switch(column: FieldColumn, scene: Scene, entity: Entity, value: Any) -> str:
    return scene.translate(YES if value else NO)


def _hue(column: FieldColumn, scene: Scene, entity: Entity, value: Any) -> str:
    hue = known_hue(scene.document, value)
    if value in BRAND_HUES and hue:
        number = BRAND_HUES.index(value) + 1
        return scene.translate(OWN_COLOUR).format(number=number, colour=hue.upper())
    return scene.translate(HUE_NAMES[hue]) if hue else ""


def _fact(column: FieldColumn, scene: Scene, entity: Entity, value: Any) -> str:
    return column.fields[type(entity)].shown(value)


def _one_to_five(column: FieldColumn, scene: Scene, entity: Entity, value: Any) -> str:
    return "" if value is None else str(value)


_WORDS: dict[Kind, Callable[[FieldColumn, Scene, Entity, Any], str]] = {
    Kind.LINE: _plain,
    Kind.TEXT: _plain,
    Kind.DATE: _plain,
    Kind.TAGS: _number,
    Kind.NUMBER: _number,
    Kind.LENGTH: _number,
    Kind.STEPPER: _number,
    Kind.ONE_TO_FIVE: _one_to_five,
    Kind.CHOICE: _choice,
    Kind.SEGMENTS: _choice,
    Kind.SWITCH: _switch,
    Kind.HUE: _hue,
    Kind.FACT: _fact,
}


def hue_of(column: Column, scene: Scene, entity: Entity) -> str | None:
    """The hue that a cell shows as a dot of colour: its role's name, "" for an automatic one, None for no hue."""
    if not isinstance(column, FieldColumn) or column.fields.get(type(entity)) is None:
        return None
    if column.fields[type(entity)].kind is not Kind.HUE:
        return None
    return known_hue(scene.document, str(column.value(scene, entity)))


class LockColumn(FieldColumn):
    """Whether a map, a lane or a card is locked."""

    def __init__(self, *, usual: bool = False) -> None:
        field = Field("locked", LOCKED, Kind.SWITCH, LOCK, write=set_locked)
        super().__init__(dict.fromkeys((Card, Lane, Map), field), usual=usual, free=True)

    def applies(self, scene: Scene, entity: Entity) -> bool:
        return isinstance(entity, Card | Lane | Map)

    def shown(self, scene: Scene) -> bool:
        return self.usual

    def step(self, value: Any) -> str:
        return LOCK if value else UNLOCK
