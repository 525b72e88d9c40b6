"""What must hold in every document, as a table of checks with messages.

The choke point of editing runs the checks of what a patch touches; opening a foreign file and the `check`
command run all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from journeyeditor.model.brand import MAX_COLOURS, is_colour
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    Map,
    Rating,
    Stage,
    Step,
    rating_key,
)
from journeyeditor.model.kinds import KINDS, kind_of, owner_of
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.model.ordering import is_order_key
from journeyeditor.model.plain import fields_of, key_of
from journeyeditor.model.references import REFERRED, owned_by, referring
from journeyeditor.model.scale import WIDEST, holds

MAX_STAGES = 200
MAX_LANES = 200
MAX_STEPS = 1_000
MAX_CARDS = 100_000
MAX_TEXT = 20_000
MAX_PIXELS = 50_000_000
MIN_STEP_WIDTH, MAX_STEP_WIDTH = 96.0, 480.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold: where, and in words."""

    key: str
    message: Message


class RuleBroken(Refused):
    """An edit would leave a document that breaks a rule; nothing was changed."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.message)


Check = Callable[[Document, Entity], Iterator[Message]]


def check_all(document: Document) -> list[Finding]:
    """Every rule over every entity, in a fixed order."""
    found = [Finding(DOCUMENT_KEY, m) for m in _whole(document)]
    for key in sorted(document):
        found += [Finding(key, m) for m in _entity(document, key, document[key])]
    return found


def require(document: Document, touched: Iterable[str], before: Document) -> None:
    """Raises `RuleBroken` if what these keys hold now, or the loss of what they held, breaks a rule."""
    suspects = Suspects(document, before)
    for key in touched:
        suspects.add(key)
    for key in sorted(suspects.keys()):
        for problem in _entity(document, key, document[key]):
            raise RuleBroken(Finding(key, problem))
    for key, problem in _left_behind(document, suspects.gone):
        raise RuleBroken(Finding(key, problem))
    for problem in _whole(document):
        raise RuleBroken(Finding(DOCUMENT_KEY, problem))


class Suspects:
    """The entities that a change may have brought into conflict with a rule: they, owners, and what depends on them."""

    def __init__(self, document: Document, before: Document) -> None:
        self._document = document
        self._before = before
        self._keys: set[str] = set()
        self._maps: set[str] = set()
        self.gone: list[Entity] = []

    def add(self, key: str) -> None:
        """Takes in the entity with this key, as it was and as it is."""
        earlier, after = self._before.get(key), self._document.get(key)
        if earlier is not None and type(after) is not type(earlier):
            self.gone.append(earlier)
        self._keys.add(key)
        for entity in (earlier, after):
            if entity is not None:
                self._keys.add(owner_of(entity))
        self._add_dependants(earlier, after)

    def keys(self) -> set[str]:
        """The keys of what has to be checked."""
        document = self._document
        found = {key for key in self._keys if key in document}
        for map_id in self._maps:
            for card in (c for lane in document.lanes(map_id) for c in document.cards(lane.id)):
                found.add(card.id)
                found.update(rating.id for rating in document.ratings(card.id))
        return found

    def _add_dependants(self, earlier: Entity | None, after: Entity | None) -> None:
        for cls, names in _CARRYING.items():
            if isinstance(after, cls) or isinstance(earlier, cls):
                if _differ(earlier, after, names):
                    self._add_maps(earlier, after)
                return
        if isinstance(after, Card) and _differ(earlier, after, ("lane",)):
            self._keys.update(rating.id for rating in self._document.ratings(after.id))

    def _add_maps(self, earlier: Entity | None, after: Entity | None) -> None:
        for document, entity in ((self._before, earlier), (self._document, after)):
            owner = document.map_of(entity) if entity is not None else None
            if owner is not None:
                self._maps.add(owner.id)


# A change of these fields may put any card or rating of the map in the wrong: its scale, or the order of its steps.
_CARRYING: dict[type[Entity], tuple[str, ...]] = {
    Map: ("scale",),
    Stage: ("map", "order"),
    Step: ("stage", "order"),
    Lane: ("map",),
}


def _differ(earlier: Entity | None, after: Entity | None, names: tuple[str, ...]) -> bool:
    """Whether an entity was there before and has other values in these fields now, or is gone."""
    if earlier is None or type(earlier) is not type(after):
        return earlier is not None
    return any(getattr(earlier, name) != getattr(after, name) for name in names)


def _whole(document: Document) -> Iterator[Message]:
    if not isinstance(document.get(DOCUMENT_KEY), DocumentInfo):
        yield message(N_("The document has no data about itself."))
    if len(document) > MAX_CARDS and sum(1 for _ in document.all(Card)) > MAX_CARDS:
        yield message(N_("A document holds at most {most} cards."), most=MAX_CARDS)


def _entity(document: Document, key: str, entity: Entity) -> Iterator[Message]:
    if key_of(entity) != key:
        yield message(
            N_("A {kind} is kept under another id than its own."), kind=kind_of(entity).name
        )
    yield from _references(document, entity)
    yield from _common(entity)
    for check in _CHECKS.get(type(entity), ()):
        yield from check(document, entity)


def _references(document: Document, entity: Entity) -> Iterator[Message]:
    for field, wanted in _REFERENCES[type(entity)]:
        value = getattr(entity, field)
        targets = value if isinstance(value, tuple) else (value,)
        for target in targets:
            if target is not None and not isinstance(document.get(target), wanted):
                yield message(
                    N_("A {kind} refers to a {field} that does not exist."),
                    kind=kind_of(entity).name,
                    field=field,
                )


# By kind: the fields that refer to something that must exist, and to what.
_REFERENCES: dict[type[Entity], tuple[tuple[str, type[Entity]], ...]] = {
    kind.cls: tuple(
        (field, REFERRED[kind.cls, field])
        for field in (*((kind.owner,) if kind.owner else ()), *kind.references)
    )
    for kind in KINDS
}


def _common(entity: Entity) -> Iterator[Message]:
    kind = kind_of(entity)
    order = getattr(entity, "order", None)
    if kind.ordered and order is not None and not is_order_key(order):
        yield message(N_("A {kind} has no valid place in its row."), kind=kind.name)
    names, texts = _TEXTS[type(entity)]
    if max(map(len, filter(None, texts(entity))), default=0) > MAX_TEXT:
        for name in names:
            if len(getattr(entity, name) or "") > MAX_TEXT:
                yield message(
                    N_("“{field}” of a {kind} is longer than {most} characters."),
                    field=name,
                    kind=kind.name,
                    most=MAX_TEXT,
                )


def _texts_of(cls: type[Entity]) -> tuple[tuple[str, ...], Callable[[Entity], Any]]:
    """The fields of a kind that hold a text, and what reads all of them at once."""
    names = tuple(field.name for field in fields_of(cls) if field.expected.startswith("a text"))
    return names, attrgetter(*names)


_TEXTS = {kind.cls: _texts_of(kind.cls) for kind in KINDS}


def _map(document: Document, entity: Entity) -> Iterator[Message]:
    assert isinstance(entity, Map)
    scale = entity.scale
    if not scale.min < scale.max <= scale.min + WIDEST:
        yield message(
            N_("A scale runs from a lower to a higher level, at most {most} apart."), most=WIDEST
        )
    if any(not scale.min <= level <= scale.max for level in scale.names):
        yield message(N_("A level outside the scale has a name."))
    if not MIN_STEP_WIDTH <= entity.step_width <= MAX_STEP_WIDTH:
        yield message(
            N_("Steps are from {least} to {most} units wide."),
            least=MIN_STEP_WIDTH,
            most=MAX_STEP_WIDTH,
        )
    yield from _map_size(document, entity)


def _map_size(document: Document, entity: Map) -> Iterator[Message]:
    stages, lanes = document.stages(entity.id), document.lanes(entity.id)
    if not stages:
        yield message(N_("A map needs at least one stage."))
    if len(stages) > MAX_STAGES:
        yield message(N_("A map has at most {most} stages."), most=MAX_STAGES)
    if len(lanes) > MAX_LANES:
        yield message(N_("A map has at most {most} lanes."), most=MAX_LANES)
    if sum(len(document.steps(stage.id)) for stage in stages) > MAX_STEPS:
        yield message(N_("A map has at most {most} steps."), most=MAX_STEPS)


def _stage(document: Document, entity: Entity) -> Iterator[Message]:
    if not document.steps(entity.id):
        yield message(N_("A stage needs at least one step."))


def _card(document: Document, entity: Entity) -> Iterator[Message]:
    assert isinstance(entity, Card)
    lane, step = document.find(Lane, entity.lane), document.find(Step, entity.step)
    stage = document.find(Stage, step.stage) if step else None
    if lane and stage and lane.map != stage.map:
        yield message(N_("A card stands in a lane of one map and at a step of another."))
    if entity.span < 1 or (stage and entity.span > 1 and not _span_fits(document, entity, stage)):
        yield message(N_("A card reaches beyond the end of its map."))
    for value in (entity.impact, entity.effort):
        if value is not None and not 1 <= value <= 5:
            yield message(N_("Impact and effort run from 1 to 5."))


def _span_fits(document: Document, card: Card, stage: Stage) -> bool:
    steps = [step.id for step in document.map_steps(stage.map)]
    return card.step in steps and steps.index(card.step) + card.span <= len(steps)


def _rating(document: Document, entity: Entity) -> Iterator[Message]:
    assert isinstance(entity, Rating)
    if entity.id != rating_key(entity.card, entity.persona, entity.layer):
        yield message(N_("A rating is kept under another id than its own."))
    owner = document.map_of(entity)
    for value in (entity.value, entity.low, entity.high):
        if value is not None and owner is not None and not holds(owner.scale, value):
            yield message(
                N_("A rating of {value} is outside the scale from {min} to {max}."),
                value=value,
                min=owner.scale.min,
                max=owner.scale.max,
            )


def _image(document: Document, entity: Entity) -> Iterator[Message]:
    assert isinstance(entity, Image)
    if hashlib.sha256(entity.data).hexdigest() != entity.id:
        yield message(N_("A picture's bytes are not those it was stored with."))
    if entity.width * entity.height > MAX_PIXELS:
        yield message(
            N_("A picture has more than {most} megapixels."), most=MAX_PIXELS // 1_000_000
        )


def _info(document: Document, entity: Entity) -> Iterator[Message]:
    assert isinstance(entity, DocumentInfo)
    if len(entity.brand) > MAX_COLOURS:
        yield message(N_("A document has at most {most} colours of its own."), most=MAX_COLOURS)
    if not all(map(is_colour, entity.brand)):
        yield message(N_("A colour of the document is not written as #RRGGBB."))


_CHECKS: dict[type[Entity], tuple[Check, ...]] = {
    DocumentInfo: (_info,),
    Map: (_map,),
    Stage: (_stage,),
    Card: (_card,),
    Rating: (_rating,),
    Image: (_image,),
}


def _left_behind(document: Document, gone: list[Entity]) -> Iterator[tuple[str, Message]]:
    """What still refers to entities that are no longer there."""
    for entity in gone:
        for child in owned_by(document, key_of(entity)):
            yield from _still_wrong(document, child, N_("A {kind} has lost what it belongs to."))
    for entity, field in referring(document, gone):
        if (type(entity), field) in REFERRED:
            yield from _still_wrong(
                document, entity, N_("A {kind} still refers to what was deleted.")
            )


def _still_wrong(document: Document, entity: Entity, words: str) -> Iterator[tuple[str, Message]]:
    # Something else may stand under the same key by now.
    if any(_references(document, entity)):
        yield key_of(entity), message(words, kind=kind_of(entity).name)
