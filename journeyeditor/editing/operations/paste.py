"""Verbs of pasting: what comes from elsewhere becomes cards from a cell on, to the right and downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from journeyeditor.editing.operations.excerpt import in_reading_order
from journeyeditor.editing.operations.images import put_image
from journeyeditor.editing.operations.landing import Landing, Row
from journeyeditor.editing.operations.places import keys_at
from journeyeditor.editing.operations.ratings import on_scale
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.channels import BUILT_IN_IDS
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Channel,
    Connector,
    Image,
    Lane,
    LaneKind,
    Map,
    Persona,
    Quote,
    Rating,
    rating_key,
)
from journeyeditor.model.ids import IdSource, is_id
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.model.plain import clean_text

NO_CARDS = N_("There are no cards in what was copied.")
LEFT_OUT = N_("Ratings by {names} are left out: there is no such persona here.")
LaneTitle = Callable[[LaneKind], str]


@dataclass(frozen=True, slots=True)
class Pasted:
    """The patch, the new cards in order, how much had to be added to make room, and what was left out."""

    patch: Patch
    cards: tuple[str, ...]
    new_steps: int = 0
    new_lanes: int = 0
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The cell that pasting begins at: before its card at index `at` (None: at its end)."""

    lane: str
    step: str
    at: int | None = None


def paste_cards(document: Document, ids: IdSource, source: Document, place: Place) -> Pasted:
    """The cards of an excerpt at the same places relative to one another.

    The first lane's cards go into the lane of `place`; those of each further lane into the next one below that
    is of the same kind, else the next one at all, else a new one. Personas are the ones of the same id or
    else the same name; ratings by others are left out. Pictures and own channels come along.
    Raises `Refused` where there are no cards, or where steps or lanes would become too many.
    """
    owner = next((one for one in source.maps if in_reading_order(source, one.id)), None)
    if owner is None:
        raise Refused(NO_CARDS)
    draft = Draft(document)
    cards = in_reading_order(source, owner.id)
    grid = _SourceGrid(source, owner, cards)
    landing = Landing(draft, ids, place.lane, place.step)
    landing.make_room(grid.rows, grid.titles)
    own = _Belongings(draft, source, ids)
    copies: dict[str, Card] = {}
    for (row, column), group in grid.cells().items():
        copies |= _in_cell(draft.document, ids, landing, place, (row, column), group)
    draft.put(*(own.adopted(card) for card in copies.values()))
    _put_parts(draft, source, owner, ids, {key: card.id for key, card in copies.items()}, own)
    keys = tuple(copies[card.id].id for card in cards)
    return Pasted(draft.patch(), keys, landing.new_steps, landing.new_lanes, own.notes())


def paste_block(
    document: Document,
    ids: IdSource,
    rows: Sequence[Sequence[str]],
    place: Place,
    lane_title: LaneTitle,
) -> Pasted:
    """A block of cells of a spreadsheet: rows become lanes, columns steps, from `place` on.

    Each cell is a card whose title is its first line; an empty line within a cell begins another card.
    """
    draft = Draft(document)
    landing = Landing(draft, ids, place.lane, place.step)
    kinds = [Row(LaneKind.TEXT, lane_title(LaneKind.TEXT), any_kind=True) for _ in rows]
    width = max((len(row) for row in rows), default=0)
    landing.make_room(kinds, ("",) * width)
    made: list[Card] = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            made += _written(draft.document, ids, landing, place, (row, column), _cards_in(text))
    draft.put(*made)
    if not made:
        raise Refused(NO_CARDS)
    keys = tuple(card.id for card in made)
    return Pasted(draft.patch(), keys, landing.new_steps, landing.new_lanes)


def paste_lines(document: Document, ids: IdSource, lines: Sequence[str], place: Place) -> Pasted:
    """One card for each line that is not empty, one below the other in one cell."""
    draft = Draft(document)
    landing = Landing(draft, ids, place.lane, place.step)
    landing.make_room((Row(LaneKind.TEXT, "", any_kind=True),), ("",))
    texts = [(cleaned, "") for line in lines if (cleaned := clean_text(line).strip())]
    made = _written(draft.document, ids, landing, place, (0, 0), texts)
    if not made:
        raise Refused(NO_CARDS)
    draft.put(*made)
    return Pasted(draft.patch(), tuple(card.id for card in made))


def paste_pictures(
    document: Document, ids: IdSource, pictures: Sequence[tuple[bytes, str]], place: Place
) -> Pasted:
    """A card for each picture (its bytes and a title), in an image lane where the map has one, else at `place`.

    Raises `Refused` for bytes that no document may hold.
    """
    draft = Draft(document)
    lane = _image_lane(document, place.lane)
    target = place if lane == place.lane else Place(lane, place.step)
    landing = Landing(draft, ids, target.lane, target.step)
    landing.make_room((Row(LaneKind.IMAGE, "", any_kind=True),), ("",))
    titles = [(clean_text(title), "") for _data, title in pictures]
    made = _written(draft.document, ids, landing, target, (0, 0), titles)
    draft.put(*made)
    patch = draft.patch()
    for card, (data, _title) in zip(made, pictures, strict=True):
        patch = patch.then(put_image(patch.apply(document), card.id, "image", data))
    return Pasted(patch, tuple(card.id for card in made))


def _image_lane(document: Document, lane: str) -> str:
    here = document.one(Lane, lane)
    if here.kind is LaneKind.IMAGE:
        return lane
    row = document.lanes(here.map)
    return next((o.id for o in row if o.kind is LaneKind.IMAGE and not o.hidden), lane)


Cell = tuple[int, int]


class _SourceGrid:
    """Where the cards of an excerpt stand, counted from the first lane and the first step of any of them."""

    def __init__(self, source: Document, owner: Map, cards: Sequence[Card]) -> None:
        self._cards = cards
        used = {card.lane for card in cards}
        lanes = [lane for lane in source.lanes(owner.id) if lane.id in used]
        steps = source.map_steps(owner.id)
        places = {step.id: place for place, step in enumerate(steps)}
        begins = [places[card.step] for card in cards]
        self._rows = {lane.id: row for row, lane in enumerate(lanes)}
        self._columns = {key: place - min(begins) for key, place in places.items()}
        self.rows = tuple(Row(lane.kind, lane.title) for lane in lanes)
        self.titles = tuple(step.title for step in steps[min(begins) : max(begins) + 1])

    def cells(self) -> dict[Cell, list[Card]]:
        found: dict[Cell, list[Card]] = {}
        for card in self._cards:
            cell = self._rows[card.lane], self._columns[card.step]
            found.setdefault(cell, []).append(card)
        return found


def _orders(
    document: Document, ids: IdSource, landing: Landing, place: Place, cell: Cell, count: int
) -> list[str]:
    lane, step = landing.lanes[cell[0]], landing.steps[cell[1]]
    here = (lane, step) == (place.lane, place.step)
    return keys_at(document.cell(lane, step), place.at if here else None, count, ids)


def _in_cell(
    document: Document,
    ids: IdSource,
    landing: Landing,
    place: Place,
    cell: Cell,
    cards: Sequence[Card],
) -> dict[str, Card]:
    """Copies for one cell, by the key of what they are a copy of."""
    lane, step = landing.lanes[cell[0]], landing.steps[cell[1]]
    room = landing.room_from(cell[1])
    orders = _orders(document, ids, landing, place, cell, len(cards))
    return {
        card.id: replace(
            card, id=ids.new(), lane=lane, step=step, order=order, span=max(1, min(card.span, room))
        )
        for card, order in zip(cards, orders, strict=True)
    }


def _written(
    document: Document,
    ids: IdSource,
    landing: Landing,
    place: Place,
    cell: Cell,
    texts: Sequence[tuple[str, str]],
) -> list[Card]:
    """New cards with these titles and texts in one cell."""
    lane, step = landing.lanes[cell[0]], landing.steps[cell[1]]
    orders = _orders(document, ids, landing, place, cell, len(texts))
    return [
        Card(id=ids.new(), lane=lane, step=step, order=order, title=title, text=text)
        for (title, text), order in zip(texts, orders, strict=True)
    ]


def _cards_in(text: str) -> list[tuple[str, str]]:
    """Titles and texts of what a cell of a spreadsheet holds."""
    found: list[tuple[str, str]] = []
    for part in _parts(clean_text(text).split("\n")):
        title, *rest = part
        found.append((title.strip(), "\n".join(rest).strip()))
    return found


def _parts(lines: Iterable[str]) -> list[list[str]]:
    """Lines between empty lines."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            parts[-1].append(line)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


class _Belongings:
    """What the cards of an excerpt refer to, as it is or comes to be in the document that they go to."""

    def __init__(self, draft: Draft, source: Document, ids: IdSource) -> None:
        self._draft = draft
        self._source = source
        self._ids = ids
        self._document = draft.document
        self._here = {_folded(one.name): one.id for one in reversed(self._document.personas)}
        self._unknown: dict[str, None] = {}

    def adopted(self, card: Card) -> Card:
        """A card with its picture, channel and links as they are here."""
        link = card.link
        return replace(
            card,
            locked=False,
            image=self._image(card.image),
            channel=self._channel(card.channel),
            link="" if is_id(link) and self._document.find(Map, link) is None else link,
            origin=card.origin if card.origin in self._document else None,
        )

    def _image(self, key: str | None) -> str | None:
        image = self._source.find(Image, key)
        if image is not None and self._document.find(Image, image.id) is None:
            self._draft.put(image)
        return key if image is not None or self._document.find(Image, key) else None

    def _channel(self, key: str | None) -> str | None:
        if key is None or key in BUILT_IN_IDS or self._document.find(Channel, key):
            return key
        channel = self._source.find(Channel, key)
        if channel is None:
            return None
        order = keys_at(self._draft.document.channels, None, 1, self._ids)[0]
        if self._draft.document.get(key) is None:
            self._draft.put(replace(channel, order=order))
        return key

    def persona(self, key: str | None) -> tuple[bool, str | None]:
        """Whether a persona of the excerpt is here, and as whom."""
        if key is None or self._document.find(Persona, key) is not None:
            return True, key
        name = self._source.one(Persona, key).name
        found = self._here.get(_folded(name)) if name.strip() else None
        if found is None:
            self._unknown[name] = None
        return found is not None, found

    def notes(self) -> tuple[Message, ...]:
        names = ", ".join(f"“{name}”" for name in self._unknown)
        return (message(LEFT_OUT, names=names),) if names else ()


def _folded(name: str) -> str:
    return normalize("NFC", " ".join(name.split())).casefold()


def _put_parts(
    draft: Draft,
    source: Document,
    owner: Map,
    ids: IdSource,
    new: dict[str, str],
    own: _Belongings,
) -> None:
    """Ratings, quotes and arrows of the copies (new keys by those of the cards they came from)."""
    after = draft.document
    for old, key in new.items():
        target = after.map_of(after[key])
        assert target is not None
        for rating in source.ratings(old):
            here, persona = own.persona(rating.persona)
            if here:
                draft.put(on_scale(_rerated(rating, key, persona), owner.scale, target.scale))
        quotes: list[Quote] = [replace(q, id=ids.new(), card=key) for q in source.quotes(old)]
        draft.put(*quotes)
        arrows: list[Connector] = [
            replace(arrow, id=ids.new(), start=key, end=new[arrow.end])
            for arrow in source.connectors(old)
            if arrow.end in new
        ]
        draft.put(*arrows)


def _rerated(rating: Rating, card: str, persona: str | None) -> Rating:
    return replace(rating, id=rating_key(card, persona, rating.layer), card=card, persona=persona)
