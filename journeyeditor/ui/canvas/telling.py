"""What a change did, in words: for screen readers, which see no card jump."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from journeyeditor.editing.editor import Cause
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import (
    Card,
    Comment,
    Connector,
    Entity,
    Lane,
    Map,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeyeditor.editing.editor import Changed
    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.model.messages import Translate

UNDONE, REDONE = N_("Undone: {step}"), N_("Redone: {step}")
STARTED_OVER = N_("The document was read anew.")
MOVED_ONE = N_("Moved to {stage}, {step}, lane {lane}, {place} of {count}")
MOVED_MANY = N_("{cards} cards moved to {stage}, {step}, lane {lane}")
MOVED_APART = N_("{cards} cards moved")
MOVED_HEAD = N_("{title} moved, {place} of {count}")
RATED = N_("Rated {level}, {place} of {count}")
RATED_BETWEEN = N_("Rated {level}")
RATED_FOR = N_("{persona}: {rated}")
RATED_MANY, UNRATED = N_("{count} ratings set"), N_("Rating cleared")
ADDED, DELETED = N_("Added: {things}"), N_("Deleted: {things}")
ADDED_CARD = N_("Added a card to {stage}, {step}, lane {lane}, {place} of {count}")
NAMED = N_("{step}: {title}")
UNTITLED = N_("Untitled")

COUNTED: tuple[tuple[type[Entity], str, str], ...] = (
    (Map, N_("1 map"), N_("{count} maps")),
    (Stage, N_("1 stage"), N_("{count} stages")),
    (Step, N_("1 step"), N_("{count} steps")),
    (Lane, N_("1 lane"), N_("{count} lanes")),
    (Card, N_("1 card"), N_("{count} cards")),
    (Persona, N_("1 persona"), N_("{count} personas")),
    (Connector, N_("1 arrow"), N_("{count} arrows")),
    (Quote, N_("1 quote"), N_("{count} quotes")),
    (Comment, N_("1 comment"), N_("{count} comments")),
)
"""Which kinds are counted when they come or go, in the order of telling. What hangs on them goes untold."""

_HANGS_ON: dict[type[Entity], tuple[type[Entity], ...]] = {
    Connector: (Card, Map),
    Quote: (Card, Map),
    Comment: (Card, Map),
}
_HEADS = (Stage, Step, Lane)
E = TypeVar("E", bound=Entity)


def told(event: Changed, translate: Translate) -> str:
    """A change as a sentence; "" where there is nothing to be told."""
    step = event.label.text(translate)
    if event.cause is Cause.UNDO:
        return translate(UNDONE).format(step=step)
    if event.cause is Cause.REDO:
        return translate(REDONE).format(step=step)
    if event.cause is Cause.RESET:
        return translate(STARTED_OVER)
    teller = _Teller(event.after, translate)
    if event.cause is Cause.PREVIEW:
        return teller.ratings(event.patch)
    return teller.edit(event.lasting, step)


class _Teller:
    """Tells of one patch, with the document after it."""

    def __init__(self, after: Document, translate: Translate) -> None:
        self._after, self._tr = after, translate

    def edit(self, patch: Patch, step: str) -> str:
        """What an edit did; where nothing better is known, its own name."""
        changes = list(patch.changes.values())
        gone = [before for before, after in changes if before is not None and after is None]
        come = [after for before, after in changes if before is None and after is not None]
        return (
            self._gone(gone)
            or self._come(come)
            or self._moved(patch)
            or self.ratings(patch)
            or self._named(patch, step)
        )

    def _gone(self, gone: Sequence[Entity]) -> str:
        things = self._counted(gone)
        return self._tr(DELETED).format(things=things) if things else ""

    def _come(self, come: Sequence[Entity]) -> str:
        cards = _those(Card, come)
        if len(cards) == 1 and not _those(Lane, come):
            return self._tr(ADDED_CARD).format(**self._place(cards[0]))
        things = self._counted(come)
        return self._tr(ADDED).format(things=things) if things else ""

    def _counted(self, entities: Iterable[Entity]) -> str:
        kinds = [type(entity) for entity in entities]
        words = []
        for kind, one, many in COUNTED:
            count = kinds.count(kind)
            if count and not set(_HANGS_ON.get(kind, ())) & set(kinds):
                words.append(self._tr(one) if count == 1 else self._tr(many).format(count=count))
        return ", ".join(words)

    def _moved(self, patch: Patch) -> str:
        moved = [after for before, after in patch.changes.values() if _goes(before, after)]
        cards = _those(Card, moved)
        if len(cards) == 1:
            return self._tr(MOVED_ONE).format(**self._place(cards[0]))
        if cards:
            together = len({(card.lane, card.step) for card in cards}) == 1
            words = MOVED_MANY if together else MOVED_APART
            return self._tr(words).format(cards=len(cards), **self._place(cards[0]))
        heads = [entity for entity in moved if isinstance(entity, _HEADS)]
        return self._head(heads[0]) if heads else ""

    def _head(self, head: Stage | Step | Lane) -> str:
        row = _row(self._after, head)
        return self._tr(MOVED_HEAD).format(
            title=self._title(head), place=row.index(head.id) + 1, count=len(row)
        )

    def _place(self, card: Card) -> dict[str, object]:
        document = self._after
        step, lane = document.find(Step, card.step), document.find(Lane, card.lane)
        stage = document.find(Stage, step.stage) if step is not None else None
        cell = [one.id for one in document.cell(card.lane, card.step)]
        return {
            "stage": self._title(stage),
            "step": self._title(step),
            "lane": self._title(lane),
            "place": cell.index(card.id) + 1 if card.id in cell else len(cell),
            "count": len(cell),
        }

    def ratings(self, patch: Patch) -> str:
        """What was rated how; "" where no rating is concerned."""
        ratings = [
            pair for pair in patch.changes.values() if isinstance(pair[0] or pair[1], Rating)
        ]
        values = [after for _before, after in ratings if isinstance(after, Rating)]
        set_ = [rating for rating in values if rating.value is not None]
        if len(set_) == 1:
            return self._rated(set_[0])
        if set_:
            return self._tr(RATED_MANY).format(count=len(set_))
        return self._tr(UNRATED) if ratings and not values else ""

    def _rated(self, rating: Rating) -> str:
        owner = self._after.map_of(rating)
        if owner is None or rating.value is None:
            return ""
        scale, value = owner.scale, rating.value
        level = scales.level_name(scale, value) or scales.value_text(value, self._tr)
        key = RATED if value == round(value) else RATED_BETWEEN
        said = self._tr(key).format(
            level=level, place=round(value) - scale.min + 1, count=len(scales.levels(scale))
        )
        persona = self._after.find(Persona, rating.persona)
        if persona is None or len(owner.personas) < 2:
            return said
        return self._tr(RATED_FOR).format(persona=persona.name, rated=said)

    def _named(self, patch: Patch, step: str) -> str:
        """The name of the step, with the title of what it was done to where that is one thing."""
        entities = [after for _before, after in patch.changes.values() if after is not None]
        title = self._title(entities[0]) if len(entities) == 1 else ""
        if not title or title == self._tr(UNTITLED):
            return step
        return self._tr(NAMED).format(step=step, title=title)

    def _title(self, entity: Entity | None) -> str:
        words = getattr(entity, "title", "") or getattr(entity, "name", "")
        words = words or getattr(entity, "text", "")
        return " ".join(str(words).split())[:80] or self._tr(UNTITLED)


def _those(kind: type[E], entities: Iterable[Entity | None]) -> list[E]:
    return [entity for entity in entities if isinstance(entity, kind)]


def _goes(before: Entity | None, after: Entity | None) -> bool:
    """Whether something stands elsewhere now."""
    if isinstance(before, Card) and isinstance(after, Card):
        here = before.lane, before.step, before.order
        return here != (after.lane, after.step, after.order)
    return (
        isinstance(after, _HEADS)
        and before is not None
        and before != after
        and _order(before) != _order(after)
    )


def _order(entity: Entity) -> tuple[str, str]:
    return getattr(entity, "order", ""), getattr(entity, "stage", "")


def _row(document: Document, head: Stage | Step | Lane) -> list[str]:
    if isinstance(head, Stage):
        return [one.id for one in document.stages(head.map)]
    if isinstance(head, Lane):
        return [one.id for one in document.lanes(head.map)]
    return [one.id for one in document.steps(head.stage)]
