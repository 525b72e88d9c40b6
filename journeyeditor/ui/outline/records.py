"""The tables of the outline: which things of a map, or of the document, are rows, and how they come and go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Channel,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Lane,
    LaneKind,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
    rating_key,
)
from journeyeditor.model.messages import N_
from journeyeditor.model.plain import key_of
from journeyeditor.ui.outline.columns import document_columns, table_columns
from journeyeditor.ui.outline.details import (
    channel_columns,
    comment_columns,
    measure_columns,
    quote_columns,
    rating_columns,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journeyeditor.ui.outline.column import Column
    from journeyeditor.ui.outline.scene import Scene


@dataclass(frozen=True, slots=True)
class Records:
    """One table: things of `kind` are its rows.

    `rows` gives them all, `holds` tells of one whether it is among them, and `rank` its place in the document's
    order. `beside` gives the rows in which a thing of another kind shows. `anchor` is what is selected on the canvas
    with a row, "" for nothing. A change of `anew` shows all rows anew.
    """

    name: str
    title: str
    icon: str
    kind: type[Entity]
    columns: Callable[[Scene], tuple[Column, ...]]
    rows: Callable[[Scene], Iterable[Entity]]
    holds: Callable[[Scene, Any], bool]
    rank: Callable[[Scene, Any], Any]
    beside: Callable[[Scene, Entity], Iterable[str]]
    anchor: Callable[[Scene, Any], str]
    empty: str = ""
    anew: tuple[type[Entity], ...] = ()

    def showing(self, scene: Scene, entity: Entity | None) -> Iterable[str]:
        """The rows in which an entity shows."""
        if entity is None:
            return ()
        own = (key_of(entity),) if isinstance(entity, self.kind) else ()
        return (*own, *self.beside(scene, entity))


def _own(_scene: Scene, entity: Entity) -> str:
    return entity.id


def _card_of(_scene: Scene, entity: Rating | Quote) -> str:
    return entity.card


def _always(_scene: Scene, _entity: Entity) -> bool:
    return True


def _ordered(_scene: Scene, entity: Any) -> Any:
    return entity.order, entity.id


def _talked_about(_scene: Scene, entity: Entity) -> Iterable[str]:
    """A comment shows in the row of what it is about."""
    return (entity.about,) if isinstance(entity, Comment) else ()


def _beside_card(_scene: Scene, entity: Entity) -> Iterable[str]:
    if isinstance(entity, Rating | Quote):
        return (entity.card,)
    if isinstance(entity, Connector):
        return entity.start, entity.end
    return _talked_about(_scene, entity)


def _placed_on(scene: Scene, key: str) -> Any:
    """The rank of what hangs on a card."""
    card = scene.card(key)
    return scene.rank(card) if card is not None else (0, 0, "", "")


def _feelings(scene: Scene) -> Iterable[Entity]:
    for card in scene.cards():
        yield from (one for key in _feeling_keys(scene, card) if (one := scene.entity(key)))


def _feeling_keys(scene: Scene, entity: Entity) -> Iterable[str]:
    """A row for each line of the map at a touchpoint, rated or not: so all can be filled in."""
    if not isinstance(entity, Card):
        return ()
    return [rating_key(entity.id, one.persona, one.layer) for one in scene.series]


def _rates(scene: Scene, rating: Rating) -> bool:
    card = scene.card(rating.card)
    return (
        card is not None
        and scene.kind(card) is LaneKind.TOUCHPOINT
        and (rating.persona, rating.layer) in scene.lines
    )


def _rated(scene: Scene, rating: Rating) -> Any:
    line = (rating.persona, rating.layer)
    return _placed_on(scene, rating.card), scene.lines.get(line, len(scene.lines))


def _quotes(scene: Scene) -> Iterable[Entity]:
    for card in scene.cards():
        yield from scene.document.quotes(card.id)


def _quotes_beside(scene: Scene, entity: Entity) -> Iterable[str]:
    if isinstance(entity, Card):
        return [quote.id for quote in scene.document.quotes(entity.id)]
    return ()


def _said_here(scene: Scene, comment: Comment) -> bool:
    """Comments about this map and what is on it, and about what belongs to no map."""
    about = scene.document.get(comment.about)
    owner = scene.document.map_of(about) if about is not None else None
    return owner is None or owner.id == scene.map_id


def _comments(scene: Scene) -> Iterable[Entity]:
    return (one for one in scene.document.all(Comment) if _said_here(scene, one))


def _comments_about(scene: Scene, entity: Entity) -> Iterable[str]:
    return [comment.id for comment in scene.document.comments(key_of(entity))]


def _arrows(scene: Scene) -> Iterable[Entity]:
    for card in scene.cards():
        yield from scene.document.connectors(card.id)


def _arrows_at(scene: Scene, entity: Entity) -> Iterable[str]:
    if not isinstance(entity, Card):
        return _talked_about(scene, entity)
    return [one.id for one in scene.document.all(Connector) if entity.id in {one.start, one.end}]


def _measures(scene: Scene) -> Iterable[Entity]:
    for stage in scene.document.stages(scene.map_id):
        yield from scene.document.measures(stage.id)


def _measured(scene: Scene, measure: Measure) -> Any:
    stage = scene.document.find(Stage, measure.stage)
    return (stage.order, stage.id) if stage else ("", ""), measure.order, measure.id


def _measures_of(scene: Scene, entity: Entity) -> Iterable[str]:
    if isinstance(entity, Stage):
        return [measure.id for measure in scene.document.measures(entity.id)]
    return ()


def _all_people(scene: Scene, entity: Entity) -> Iterable[str]:
    if isinstance(entity, Map):
        return [persona.id for persona in scene.document.personas]
    return _talked_about(scene, entity)


def _all_maps(scene: Scene, entity: Entity) -> Iterable[str]:
    if isinstance(entity, Lane | Persona):
        return [one.id for one in scene.document.maps]
    return _talked_about(scene, entity)


def _nothing(_scene: Scene, _entity: Entity) -> Iterable[str]:
    return ()


def _nowhere(_scene: Scene, _entity: Entity) -> str:
    return ""


def _about(scene: Scene, comment: Comment) -> str:
    """What can be selected on the canvas."""
    found = scene.document.get(comment.about)
    return comment.about if isinstance(found, Card | Stage | Step | Lane | Persona) else ""


CARDS = Records(
    "cards",
    N_("Cards"),
    "touchpoint",
    Card,
    table_columns,
    lambda scene: scene.cards(),
    lambda scene, card: scene.card(card.id) is not None,
    lambda scene, card: scene.rank(card),
    _beside_card,
    _own,
    N_("No cards yet. Ctrl+Enter adds one."),
)

RECORDS: tuple[Records, ...] = (
    CARDS,
    Records(
        "stages",
        N_("Stages"),
        "stage",
        Stage,
        lambda _scene: document_columns(Stage),
        lambda scene: scene.document.stages(scene.map_id),
        lambda scene, stage: stage.map == scene.map_id,
        _ordered,
        _talked_about,
        _own,
    ),
    Records(
        "steps",
        N_("Steps"),
        "step",
        Step,
        lambda _scene: document_columns(Step),
        lambda scene: scene.document.map_steps(scene.map_id),
        lambda scene, step: step.id in scene.steps,
        lambda scene, step: scene.steps[step.id],
        _talked_about,
        _own,
    ),
    Records(
        "lanes",
        N_("Lanes"),
        "layers",
        Lane,
        lambda _scene: document_columns(Lane),
        lambda scene: scene.document.lanes(scene.map_id),
        lambda scene, lane: lane.id in scene.lanes,
        _ordered,
        _talked_about,
        _own,
        N_("No lanes yet. Ctrl+Enter adds one."),
    ),
    Records(
        "feelings",
        N_("Feelings"),
        "emotion",
        Rating,
        rating_columns,
        _feelings,
        _rates,
        _rated,
        _feeling_keys,
        _card_of,
        N_("No touchpoints to be rated yet."),
        (Lane, Map, Persona),
    ),
    Records(
        "quotes",
        N_("Quotes"),
        "quote",
        Quote,
        quote_columns,
        _quotes,
        lambda scene, quote: scene.card(quote.card) is not None,
        lambda scene, quote: (_placed_on(scene, quote.card), quote.order, quote.id),
        _quotes_beside,
        _card_of,
        N_("No quotes yet. Select the card that backs one, then Ctrl+Enter adds it."),
    ),
    Records(
        "comments",
        N_("Comments"),
        "comment",
        Comment,
        comment_columns,
        _comments,
        _said_here,
        lambda _scene, comment: (comment.time, comment.id),
        _comments_about,
        _about,
        N_("No comments yet. Select what you want to talk about, then Ctrl+Enter."),
    ),
    Records(
        "arrows",
        N_("Arrows"),
        "arrow-right",
        Connector,
        lambda _scene: document_columns(Connector),
        _arrows,
        lambda scene, arrow: scene.card(arrow.start) is not None,
        lambda scene, arrow: (_placed_on(scene, arrow.start), arrow.id),
        _arrows_at,
        _own,
        N_("No arrows yet. Select the card that one begins at, then Ctrl+Enter adds it."),
    ),
    Records(
        "measures",
        N_("Measures"),
        "metric",
        Measure,
        measure_columns,
        _measures,
        lambda scene, measure: (
            (stage := scene.document.find(Stage, measure.stage)) is not None
            and stage.map == scene.map_id
        ),
        _measured,
        _measures_of,
        lambda _scene, measure: measure.stage,
        N_("No measures of whole stages yet. Ctrl+Enter adds one; lanes of metrics show them."),
    ),
    Records(
        "personas",
        N_("Personas"),
        "persona",
        Persona,
        lambda _scene: document_columns(Persona),
        lambda scene: scene.document.personas,
        _always,
        _ordered,
        _all_people,
        _own,
        N_("No personas yet. Ctrl+Enter adds one."),
    ),
    Records(
        "channels",
        N_("Channels"),
        "channel",
        Channel,
        channel_columns,
        lambda scene: scene.document.channels,
        _always,
        _ordered,
        _nothing,
        _nowhere,
        N_("No channels of your own yet. Ctrl+Enter adds one; those built in are always there."),
    ),
    Records(
        "maps",
        N_("Maps"),
        "map",
        Map,
        lambda _scene: document_columns(Map),
        lambda scene: scene.document.maps,
        _always,
        _ordered,
        _all_maps,
        _nowhere,
    ),
    Records(
        "document",
        N_("Document"),
        "file",
        DocumentInfo,
        lambda _scene: document_columns(DocumentInfo),
        lambda scene: (scene.document.info,),
        _always,
        lambda _scene, _info: 0,
        lambda _scene, entity: (
            (DOCUMENT_KEY,) if isinstance(entity, Comment) and entity.about == DOCUMENT_KEY else ()
        ),
        _nowhere,
    ),
)
"""The tables, in the order in which they are offered."""


def records_named(name: str) -> Records:
    """The table of this name; that of the cards where there is none."""
    return next((one for one in RECORDS if one.name == name), CARDS)
