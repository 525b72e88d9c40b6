"""Columns made of the inspector's parts that are more than a field: told in few words, edited in a panel beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyeditor.editing.patch import NOTHING
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import (
    Card,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    Map,
    Persona,
)
from journeyeditor.model.messages import N_
from journeyeditor.model.plain import key_of
from journeyeditor.ui.inspector.fields import Special
from journeyeditor.ui.inspector.people import UNNAMED
from journeyeditor.ui.outline.column import Column, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journeyeditor.editing.patch import Patch
    from journeyeditor.ui.outline.scene import Scene

TITLES: dict[str, str] = {
    "feelings": N_("Feelings"),
    "quotes": N_("Quotes"),
    "links": N_("Linked"),
    "picture": N_("Picture"),
    "link": N_("Leads to"),
    "comments": N_("Comments"),
    "people": N_("Personas"),
    "hidden-lanes": N_("Hidden lanes"),
    "scale": N_("Emotion scale"),
    "portrait": N_("Portrait picture"),
    "shown-on": N_("Shown on"),
    "logo": N_("Logo"),
    "brand": N_("Own colours"),
    "lane-people": N_("Shows the feelings of"),
}
"""The parts that are columns, and what these are called."""

LEFT_OUT = frozenset(
    {
        "evidence",
        "ends",
        "wordless",
        "kinds",
        "only-kinds",
        "delete-persona",
        "collections",
        "all-comments",
    }
)
"""Parts that are no such columns: some have columns of their own, the others ways to somewhere else."""

FREE = frozenset({"comments", "people", "hidden-lanes", "links", "lane-people"})
"""Parts that a lock leaves free."""

A_PICTURE, EVERYBODY = N_("Picture"), N_("Everybody")
TO = N_("{least} to {most}")


class PartColumn(Column):
    """One part of the inspector, of one or several kinds of entity."""

    def __init__(
        self, name: str, parts: Mapping[type[Entity], Special], *, usual: bool = False
    ) -> None:
        super().__init__(name, TITLES[name], Way.PANEL, 150)
        self.parts = dict(parts)
        self.usual, self.free = usual, name in FREE

    def applies(self, scene: Scene, entity: Entity) -> bool:
        part = self.parts.get(type(entity))
        return part is not None and part.visible(scene.subject(entity))

    def value(self, scene: Scene, entity: Entity) -> str:
        return " · ".join(" ".join(told.split()) for told in _TOLD[self.name](scene, entity))

    def weight(self, scene: Scene, entity: Entity) -> Any:
        return self.words(scene, entity).casefold()

    def seeks(self, scene: Scene, wanted: str) -> Callable[[Entity], bool] | None:
        kinds, told = tuple(self.parts), _TOLD[self.name]
        return lambda entity: (
            isinstance(entity, kinds)
            and any(wanted in words.casefold() for words in told(scene, entity))
        )

    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        """The panel makes the steps, not the cell."""
        return NOTHING


def _feelings(scene: Scene, entity: Entity) -> Iterable[str]:
    for rating in scene.document.ratings(entity.id):
        if rating.value is not None or rating.word or rating.note:
            persona = scene.document.find(Persona, rating.persona)
            level = (
                scales.named_value(scene.map.scale, rating.value, scene.translate)
                if rating.value is not None
                else ""
            )
            words = ", ".join(word for word in (level, rating.word, rating.note) if word)
            yield f"{persona.name}: {words}" if persona is not None and persona.name else words


def _quotes(scene: Scene, entity: Entity) -> Iterable[str]:
    return (f"“{quote.text}”" for quote in scene.document.quotes(entity.id))


def _links(scene: Scene, entity: Entity) -> Iterable[str]:
    cards = (scene.document.find(Card, key) for key in scene.linked.get(entity.id, ()))
    return (scene.titled(card) for card in cards if card is not None)


def _image(scene: Scene, key: str | None) -> Iterable[str]:
    image = scene.document.find(Image, key)
    if image is not None:
        yield image.alt or scene.translate(A_PICTURE)


def _picture(scene: Scene, entity: Entity) -> Iterable[str]:
    return _image(scene, entity.image if isinstance(entity, Card) else None)


def _portrait(scene: Scene, entity: Entity) -> Iterable[str]:
    return _image(scene, entity.portrait if isinstance(entity, Persona) else None)


def _logo(scene: Scene, entity: Entity) -> Iterable[str]:
    return _image(scene, entity.logo if isinstance(entity, DocumentInfo) else None)


def _link(scene: Scene, entity: Entity) -> Iterable[str]:
    if isinstance(entity, Card) and entity.link:
        found = scene.document.find(Map, entity.link)
        yield scene.titled(found) if found is not None else entity.link


def _comments(scene: Scene, entity: Entity) -> Iterable[str]:
    found = scene.document.comments(key_of(entity))
    return (one.text for one in found if not one.resolved)


def _named(scene: Scene, keys: Iterable[str]) -> Iterable[str]:
    people = (scene.document.find(Persona, key) for key in keys)
    return (one.name or scene.translate(UNNAMED) for one in people if one is not None)


def _people(scene: Scene, entity: Entity) -> Iterable[str]:
    return _named(scene, entity.personas if isinstance(entity, Map) else ())


def _lane_people(scene: Scene, entity: Entity) -> Iterable[str]:
    if isinstance(entity, Lane):
        yield from (
            _named(scene, entity.personas) if entity.personas else (scene.translate(EVERYBODY),)
        )


def _hidden_lanes(scene: Scene, entity: Entity) -> Iterable[str]:
    lanes = scene.document.lanes(entity.id)
    return (scene.titled(lane) for lane in lanes if lane.hidden)


def _scale(scene: Scene, entity: Entity) -> Iterable[str]:
    if isinstance(entity, Map):
        ends = [scales.value_text(end) for end in (entity.scale.min, entity.scale.max)]
        yield scene.translate(TO).format(least=ends[0], most=ends[1])


def _shown_on(scene: Scene, entity: Entity) -> Iterable[str]:
    maps = scene.document.maps
    return (scene.titled(one) for one in maps if entity.id in one.personas)


def _brand(scene: Scene, entity: Entity) -> Iterable[str]:
    return entity.brand if isinstance(entity, DocumentInfo) else ()


_TOLD: dict[str, Callable[[Scene, Entity], Iterable[str]]] = {
    "feelings": _feelings,
    "quotes": _quotes,
    "links": _links,
    "picture": _picture,
    "link": _link,
    "comments": _comments,
    "people": _people,
    "hidden-lanes": _hidden_lanes,
    "scale": _scale,
    "portrait": _portrait,
    "shown-on": _shown_on,
    "logo": _logo,
    "brand": _brand,
    "lane-people": _lane_people,
}
