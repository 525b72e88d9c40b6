"""Verbs of maps: add, duplicate, move, delete, and a lane's copy on another map.

Copies are unlocked, whatever their originals are. Comments stay with what they were made about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from journeyeditor.editing.operations.copying import Copies, copy_cards
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.places import keys_at
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.channels import BUILT_IN_IDS
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Channel,
    Image,
    Lane,
    LaneKind,
    Map,
    MapState,
    Persona,
    Stage,
    Step,
)
from journeyeditor.model.ids import IdSource, is_id
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.ordering import sequence
from journeyeditor.model.plain import clean_text
from journeyeditor.model.rules import MAX_LANES
from journeyeditor.model.saved_views import saved_views, with_views

SAME_MAP = N_("Choose another map than the one the lane is on.")
TOO_MANY_LANES = N_("A map has at most {most} lanes.")


def add_map(
    document: Document,
    ids: IdSource,
    title: str,
    lanes: Sequence[tuple[LaneKind, str]],
    after: str | None = None,
) -> Patch:
    """A new map with one stage of one step and these lanes (kind, title), behind the map `after` (None: the last).

    It shows the personas, has the scale and the sizes of that map.
    """
    like = document.find(Map, after) or document.maps[-1]
    made = Map(
        id=ids.new(),
        order=_order_behind(document, ids, like.id),
        title=clean_text(title),
        scale=like.scale,
        personas=like.personas,
        step_width=like.step_width,
        density=like.density,
        direction=like.direction,
    )
    stage = Stage(id=ids.new(), map=made.id, order=sequence(1, ids)[0])
    step = Step(id=ids.new(), stage=stage.id, order=sequence(1, ids)[0])
    orders = sequence(len(lanes), ids)
    draft = Draft(document)
    draft.put(made, stage, step)
    draft.put(
        *(
            Lane(id=ids.new(), map=made.id, order=order, kind=kind, title=clean_text(words))
            for order, (kind, words) in zip(orders, lanes, strict=True)
        )
    )
    return draft.patch()


def _order_behind(document: Document, ids: IdSource, key: str) -> str:
    row = document.maps
    at = next((place + 1 for place, one in enumerate(row) if one.id == key), None)
    return keys_at(row, at, 1, ids)[0]


def duplicate_map(document: Document, ids: IdSource, map_id: str, title: str) -> Patch:
    """A map like this one behind it, with all that is on it."""
    before = document.one(Map, map_id)
    return _copied(document, ids, replace(before, title=clean_text(title)), as_to_be=False)


def duplicate_as_to_be(document: Document, ids: IdSource, map_id: str, title: str) -> Patch:
    """The map as it is to be, behind this one: map and cards know what they were made from, for comparing."""
    before = document.one(Map, map_id)
    wanted = replace(before, title=clean_text(title), state=MapState.TO_BE, origin=before.id)
    return _copied(document, ids, wanted, as_to_be=True)


def _copied(document: Document, ids: IdSource, wanted: Map, as_to_be: bool) -> Patch:
    """The map `wanted`, which still has the id of the one that it is a copy of, under an id of its own."""
    copies = Copies(ids)
    order = _order_behind(document, ids, wanted.id)
    copies.add(replace(wanted, id=copies.id_of(wanted.id), order=order, locked=False))
    cards = _copy_grid(document, copies, wanted.id)
    for card in cards:
        copies.add(_copied_card(card, copies, card.id if as_to_be else card.origin))
    copy_cards(document, copies, cards, (wanted.scale, wanted.scale))
    draft = Draft(document)
    draft.put(*copies.made)
    return draft.patch()


def _copy_grid(document: Document, copies: Copies, map_id: str) -> list[Card]:
    """Copies of stages, steps, measures and lanes; returns the cards that stood in them."""
    key = copies.id_of(map_id)
    for stage in document.stages(map_id):
        copies.add(replace(stage, id=copies.id_of(stage.id), map=key))
        for step in document.steps(stage.id):
            copies.add(replace(step, id=copies.id_of(step.id), stage=copies.new[stage.id]))
        for measure in document.measures(stage.id):
            copies.add(replace(measure, id=copies.ids.new(), stage=copies.new[stage.id]))
    cards: list[Card] = []
    for lane in document.lanes(map_id):
        copies.add(replace(lane, id=copies.id_of(lane.id), map=key, locked=False))
        cards += document.cards(lane.id)
    return cards


def _copied_card(card: Card, copies: Copies, origin: str | None) -> Card:
    return replace(
        card,
        id=copies.id_of(card.id),
        lane=copies.new[card.lane],
        step=copies.new[card.step],
        # A link to the map itself leads to the copy.
        link=copies.new.get(card.link, card.link),
        origin=origin,
        locked=False,
    )


def adopt_map(
    document: Document, ids: IdSource, source: Document, title: str, after: str | None = None
) -> Patch:
    """The first map of another document, a template, behind the map `after` (None: the last).

    Its personas are those of the same name here; where there are none it shows those of the map `after`.
    """
    like = document.find(Map, after) or document.maps[-1]
    wanted = source.maps[0]
    people = dict(_same_people(document, source))
    shown = tuple(p for key in wanted.personas if (p := people.get(key)) is not None)
    copies = Copies(ids)
    copies.add(
        replace(
            wanted,
            id=copies.id_of(wanted.id),
            order=_order_behind(document, ids, like.id),
            title=clean_text(title),
            personas=shown or like.personas,
            origin=None,
            locked=False,
        )
    )
    cards = _copy_grid(source, copies, wanted.id)
    copies.made = [
        replace(entity, personas=()) if isinstance(entity, Lane) else entity
        for entity in copies.made
    ]
    copies.add(*(_at_home(document, _copied_card(card, copies, None)) for card in cards))
    copy_cards(source, copies, cards, (wanted.scale, wanted.scale), {None: None, **people})
    copies.add(*_missing_images(document, source, cards))
    draft = Draft(document)
    draft.put(*copies.made)
    return draft.patch()


def _at_home(document: Document, card: Card) -> Card:
    """A card of another document without what it can't name here."""
    known = card.channel in BUILT_IN_IDS or document.find(Channel, card.channel) is not None
    link = "" if is_id(card.link) and document.find(Map, card.link) is None else card.link
    return replace(card, channel=card.channel if known else None, link=link)


def _same_people(document: Document, source: Document) -> Iterator[tuple[str | None, str]]:
    here = {one.name.strip().casefold(): one.id for one in reversed(document.personas)}
    for persona in source.all(Persona):
        found = here.get(persona.name.strip().casefold()) if persona.name.strip() else None
        if found is not None:
            yield persona.id, found


def _missing_images(document: Document, source: Document, cards: Sequence[Card]) -> Iterator[Image]:
    for key in dict.fromkeys(card.image for card in cards if card.image):
        if document.find(Image, key) is None:
            yield source.one(Image, key)


def move_map(document: Document, ids: IdSource, map_id: str, at: int) -> Patch:
    """A map goes before the one at index `at` among the others."""
    moving = document.one(Map, map_id)
    others = [one for one in document.maps if one.id != map_id]
    if document.maps.index(moving) == max(0, min(at, len(others))):
        return Patch({})
    draft = Draft(document)
    draft.put(replace(moving, order=keys_at(others, at, 1, ids)[0]))
    return draft.patch()


def delete_map(document: Document, map_id: str) -> Patch:
    """The map is gone with all that is on it, the links of cards that led to it, and its saved views.

    Raises `Refused` for the last map.
    """
    patch = delete(document, [map_id])
    gone = document.replaced({key: after for key, (_before, after) in patch.changes.items()})
    draft = Draft(gone)
    draft.put(*(replace(card, link="") for card in gone.all(Card) if card.link == map_id))
    views = saved_views(gone)
    if any(view.map == map_id for view in views):
        draft.put(with_views(gone.info, (view for view in views if view.map != map_id)))
    return patch.then(draft.patch())


def copy_lane(document: Document, ids: IdSource, lane: str, map_id: str) -> Patch:
    """A copy of a lane at the bottom of another map, with its cards and their quotes, ratings and pictures.

    Cards go to the step of the same title (in the stage of the same title where there are several), where there is
    none to the one at the same place. Raises `Refused` where the other map is this one, or full.
    """
    before, target = document.one(Lane, lane), document.one(Map, map_id)
    if before.map == map_id:
        raise Refused(SAME_MAP)
    row = document.lanes(map_id)
    if len(row) >= MAX_LANES:
        raise Refused(TOO_MANY_LANES, most=MAX_LANES)
    copies = Copies(ids)
    order = keys_at(row, None, 1, ids)[0]
    made = replace(before, id=copies.id_of(lane), map=map_id, order=order, locked=False)
    copies.add(made)
    steps = matched_steps(document, before.map, map_id)
    cards = document.cards(lane)
    copies.add(*(_placed(card, copies, steps) for card in cards))
    copy_cards(document, copies, cards, (document.one(Map, before.map).scale, target.scale))
    draft = Draft(document)
    draft.put(*copies.made)
    return draft.patch()


def _placed(card: Card, copies: Copies, steps: dict[str, tuple[str, int]]) -> Card:
    step, room = steps[card.step]
    return replace(
        card,
        id=copies.id_of(card.id),
        lane=copies.new[card.lane],
        step=step,
        span=min(card.span, room),
        locked=False,
    )


def matched_steps(document: Document, source: str, target: str) -> dict[str, tuple[str, int]]:
    """For each step of a map the step of another one that is meant by it, and how many there are from there on."""
    there = document.map_steps(target)
    names = [_names(document, step) for step in there]
    found: dict[str, tuple[str, int]] = {}
    for place, step in enumerate(document.map_steps(source)):
        at = _matched(_names(document, step), names, min(place, len(there) - 1))
        found[step.id] = there[at].id, len(there) - at
    return found


def _matched(wanted: tuple[object, ...], names: list[tuple[object, ...]], otherwise: int) -> int:
    """Where the first of these names stands that is not empty, the most exact one first."""
    for name, row in zip(wanted, zip(*names, strict=True), strict=True):
        if name is not None and name in row:
            return row.index(name)
    return otherwise


def _names(document: Document, step: Step) -> tuple[object, ...]:
    """What a step is known by: the titles of stage and step, its own title, its place in a stage with a title."""
    stage = document.one(Stage, step.stage)
    own, whole = _folded(step.title), _folded(stage.title)
    place = document.steps(stage.id).index(step)
    return (
        (whole, own) if own else None,
        own or None,
        (whole, place) if whole and not own else None,
    )


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
