"""Columns of what hangs on a card or beside the map: ratings, quotes, comments, arrows, measures, channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyeditor.editing.operations.comments import NOT_YOURS, edit_comment, resolve_comment
from journeyeditor.editing.operations.connectors import reconnect
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.ratings import describe_rating, give_ratings, rate
from journeyeditor.editing.patch import NOTHING, Patch
from journeyeditor.model.entities import (
    Card,
    Channel,
    Comment,
    Entity,
    Layer,
    Measure,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.ui.icon_picker import ICON_NAMES
from journeyeditor.ui.inspector.comments import CHANGE as CHANGE_COMMENT
from journeyeditor.ui.inspector.comments import REOPEN, RESOLVE, SOMEBODY
from journeyeditor.ui.inspector.fields import Field, Kind
from journeyeditor.ui.inspector.quotes import CHANGE as CHANGE_QUOTE
from journeyeditor.ui.inspector.rating_details import CHANGE as CHANGE_RATING
from journeyeditor.ui.inspector.rating_details import DETAILS, GIVE, NO_COUNT, NOBODY, UNNAMED
from journeyeditor.ui.moments import local_moment
from journeyeditor.ui.outline.column import Choice, Column, Way
from journeyeditor.ui.outline.fields import FieldColumn
from journeyeditor.ui.outline.own import LevelColumn, person_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyeditor.model.document import Document
    from journeyeditor.ui.outline.scene import Scene

METHOD, SOURCE = N_("Method"), N_("Source")
CARD, PERSON, LEVEL, LAYER = N_("Card"), N_("Persona"), N_("Rating"), N_("Layer")
START, END, ABOUT, SETTLED = N_("From"), N_("To"), N_("About"), N_("Settled")
NOW, AIMED_AT = N_("Today"), N_("Aim")
CHANGE_MEASURE, CHANGE_CHANNEL = N_("Change measure"), N_("Change channel of the document")
CHANGE_ARROW, MOVE_QUOTE = N_("Lead arrow elsewhere"), N_("Move quote")
MOVE_MEASURE = N_("Move measure")


def _rating_of(key: str) -> tuple[str, str | None, Layer]:
    """Card, persona and layer of a rating by its key, which need not be in the document yet."""
    card, _, rest = key.partition(":")
    persona, _, layer = rest.partition(":")
    return card, persona or None, Layer(layer)


def _describes(name: str, whole: bool) -> Callable[[Document, tuple[str, ...], Any], Patch]:
    def write(document: Document, keys: tuple[str, ...], value: Any) -> Patch:
        if whole and value is not None and value != int(value):
            raise Refused(NO_COUNT, text=str(value))
        card, persona, layer = _rating_of(keys[0])
        known = int(value) if whole and value is not None else value
        return describe_rating(document, card, persona, layer, **{name: known})

    return write


RATING: tuple[Field, ...] = tuple(
    Field(
        detail.name,
        detail.label,
        Kind.NUMBER if detail.numeric else Kind.LINE,
        CHANGE_RATING,
        detail.hint,
        least=-1e9,
        write=_describes(detail.name, detail.whole),
    )
    for detail in DETAILS
)

QUOTE: tuple[Field, ...] = (
    Field("text", N_("Quote"), Kind.TEXT, CHANGE_QUOTE),
    Field("participant", N_("Participant"), Kind.LINE, CHANGE_QUOTE),
    Field("method", METHOD, Kind.LINE, CHANGE_QUOTE),
    Field("source", SOURCE, Kind.LINE, CHANGE_QUOTE),
    Field("date", N_("Date"), Kind.DATE, CHANGE_QUOTE),
)

MEASURE: tuple[Field, ...] = (
    Field("name", N_("Measure"), Kind.LINE, CHANGE_MEASURE),
    Field("value", N_("Value"), Kind.NUMBER, CHANGE_MEASURE, least=-1e12),
    Field("target", N_("Target"), Kind.NUMBER, CHANGE_MEASURE, least=-1e12),
    Field("unit", N_("Unit"), Kind.LINE, CHANGE_MEASURE),
)

CHANNEL: tuple[Field, ...] = (
    Field("name", N_("Name"), Kind.LINE, CHANGE_CHANNEL),
    Field(
        "icon",
        N_("Icon"),
        Kind.CHOICE,
        CHANGE_CHANNEL,
        choices=lambda _subject: tuple((icon, name, icon) for icon, name in ICON_NAMES.items()),
    ),
)


def field_columns(
    kind: type[Entity], fields: Sequence[Field], widths: dict[str, int] | None = None
) -> tuple[Column, ...]:
    """A column for each of some fields of one kind."""
    wide = widths or {}
    return tuple(FieldColumn({kind: one}, wide.get(one.name, 0)) for one in fields)


class OwnerColumn(Column):
    """What something hangs on: told, or chosen anew where it can hang elsewhere."""

    def __init__(self, name: str, title: str, way: Way, width: int = 200) -> None:
        super().__init__(name, title, way, width)

    def owner(self, scene: Scene, entity: Entity) -> Entity | None:
        return scene.document.get(str(self.value(scene, entity)))

    def value(self, scene: Scene, entity: Entity) -> Any:
        return getattr(entity, self.name)

    def words(self, scene: Scene, entity: Entity) -> str:
        return scene.named(self.owner(scene, entity))

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        return NOTHING


def card_choices(scene: Scene) -> Sequence[Choice]:
    """All cards of the map in reading order, with the stage in which they stand."""
    document = scene.document
    found: list[Choice] = []
    for card in sorted(scene.cards(), key=scene.rank):
        stage = document.find(Stage, document.one(Step, card.step).stage)
        icon = str(scene.kind(card))
        found.append((card.id, f"{scene.titled(stage)} · {scene.named(card)}", icon))
    return found


class CardOf(OwnerColumn):
    """The card of a rating, which stays, or of a quote, which may be another one's."""

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        return card_choices(scene)

    def weight(self, scene: Scene, entity: Entity) -> Any:
        card = scene.card(str(self.value(scene, entity)))
        return "" if card is None else scene.rank(card)

    def step(self, value: Any) -> str:
        return MOVE_QUOTE

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        scene.document.one(Card, value)
        return set_fields(scene.document, entity.id, card=value)


class EndColumn(CardOf):
    """The card at one end of an arrow."""

    def step(self, value: Any) -> str:
        return CHANGE_ARROW

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        return reconnect(scene.document, entity.id, **{self.name: value})


class StageOf(OwnerColumn):
    """The stage of a measure."""

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        stages = scene.document.stages(scene.map_id)
        return [(stage.id, scene.titled(stage), "") for stage in stages]

    def step(self, value: Any) -> str:
        return MOVE_MEASURE

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        scene.document.one(Stage, value)
        return set_fields(scene.document, entity.id, stage=value)


class PersonColumn(Column):
    """Whose a rating is."""

    def __init__(self) -> None:
        super().__init__("persona", PERSON, Way.CHOICE, 150)

    def applies(self, scene: Scene, entity: Entity) -> bool:
        return isinstance(entity, Rating)

    def why_not(self, scene: Scene, entity: Entity) -> Message | None:
        if entity.id not in scene.document:
            return message(NOTHING_RATED)
        return super().why_not(scene, entity)

    def value(self, scene: Scene, entity: Entity) -> str | None:
        assert isinstance(entity, Rating)
        return entity.persona

    def words(self, scene: Scene, entity: Entity) -> str:
        return person_words(scene, self.value(scene, entity), Layer.NOW)

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        people = scene.document.personas
        named = [(one.id, one.name or scene.translate(UNNAMED), "") for one in people]
        return [(None, scene.translate(NOBODY), ""), *named]

    def step(self, value: Any) -> str:
        return GIVE

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        card, persona, layer = _rating_of(entity.id)
        return give_ratings(scene.document, [card], persona, value, layer)


NOTHING_RATED = N_("Nothing is rated here yet: choose a level first.")


class RatedColumn(LevelColumn):
    """The level of a rating."""

    def __init__(self) -> None:
        super().__init__("value", LEVEL, Way.CHOICE, 140)

    def value(self, scene: Scene, entity: Entity) -> float | None:
        assert isinstance(entity, Rating)
        return entity.value

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        card, persona, layer = _rating_of(entity.id)
        return rate(scene.document, [card], persona, value, layer)


class LayerColumn(Column):
    """Whether a rating is the one of today or the one aimed at."""

    def __init__(self) -> None:
        super().__init__("layer", LAYER, Way.FACT, 90)

    def value(self, scene: Scene, entity: Entity) -> str:
        assert isinstance(entity, Rating)
        return scene.translate(AIMED_AT if entity.layer is Layer.TARGET else NOW)

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        return NOTHING


class AuthorColumn(OwnerColumn):
    """Who said it."""

    def words(self, scene: Scene, entity: Entity) -> str:
        return str(self.value(scene, entity)) or scene.translate(SOMEBODY)


class TimeColumn(OwnerColumn):
    """When it was said, in the time of this computer."""

    def words(self, scene: Scene, entity: Entity) -> str:
        return local_moment(str(self.value(scene, entity)))

    def weight(self, scene: Scene, entity: Entity) -> Any:
        return str(self.value(scene, entity))


class SaidColumn(Column):
    """The words of a comment; only who wrote them can change them."""

    free = True

    def __init__(self) -> None:
        super().__init__("text", N_("Comment"), Way.TEXT, 360)

    def why_not(self, scene: Scene, entity: Entity) -> Message | None:
        assert isinstance(entity, Comment)
        if entity.author != scene.author:
            return message(NOT_YOURS, author=entity.author or scene.translate(SOMEBODY))
        return None

    def value(self, scene: Scene, entity: Entity) -> str:
        assert isinstance(entity, Comment)
        return entity.text

    def words(self, scene: Scene, entity: Entity) -> str:
        return " ".join(self.value(scene, entity).split())

    def step(self, value: Any) -> str:
        return CHANGE_COMMENT

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        return edit_comment(scene.document, entity.id, scene.author, value)


class SettledColumn(Column):
    """Whether a comment is settled; its answers go with it."""

    free = True

    def __init__(self) -> None:
        super().__init__("resolved", SETTLED, Way.CHECK, 90)

    def applies(self, scene: Scene, entity: Entity) -> bool:
        return isinstance(entity, Comment) and entity.parent is None

    def value(self, scene: Scene, entity: Entity) -> bool:
        assert isinstance(entity, Comment)
        return entity.resolved

    def weight(self, scene: Scene, entity: Entity) -> int:
        return int(self.value(scene, entity))

    def seeks(self, scene: Scene, wanted: str) -> Callable[[Entity], bool] | None:
        return None

    def step(self, value: Any) -> str:
        return RESOLVE if value else REOPEN

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        return resolve_comment(scene.document, entity.id, bool(value))


def rating_columns(_scene: Scene) -> tuple[Column, ...]:
    return (
        CardOf("card", CARD, Way.FACT, 260),
        PersonColumn(),
        LayerColumn(),
        RatedColumn(),
        *field_columns(
            Rating, RATING, {"word": 200, "note": 260, "n": 110, "low": 120, "high": 120}
        ),
    )


def quote_columns(_scene: Scene) -> tuple[Column, ...]:
    said, *others = field_columns(Quote, QUOTE, {"text": 380, "participant": 120})
    return (said, CardOf("card", CARD, Way.CHOICE, 220), *others)


def comment_columns(_scene: Scene) -> tuple[Column, ...]:
    return (
        SaidColumn(),
        OwnerColumn("about", ABOUT, Way.FACT, 220),
        AuthorColumn("author", N_("Author"), Way.FACT, 130),
        TimeColumn("time", N_("Time"), Way.FACT, 140),
        SettledColumn(),
    )


def end_columns() -> tuple[Column, ...]:
    return EndColumn("start", START, Way.CHOICE, 240), EndColumn("end", END, Way.CHOICE, 240)


def measure_columns(_scene: Scene) -> tuple[Column, ...]:
    named, *others = field_columns(Measure, MEASURE, {"name": 220})
    return (named, StageOf("stage", N_("Stage"), Way.CHOICE, 160), *others)


def channel_columns(_scene: Scene) -> tuple[Column, ...]:
    return field_columns(Channel, CHANNEL, {"name": 220, "icon": 180})
