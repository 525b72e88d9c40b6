"""One card as a picture: icon and tint by kind, bold title, quiet text, marks in fixed places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from journeyeditor.layout.card_marks import Foot, Shared, Standing, foot_looks
from journeyeditor.layout.card_plan import (
    FIGURE_GAP,
    TAGS_GAP,
    CardPlan,
    Planner,
    Tags,
    has_icon,
    picture_height,
    text_style,
)
from journeyeditor.layout.card_words import SILENT, Spoken, sign
from journeyeditor.layout.drawing import (
    Box,
    Drawn,
    Group,
    Item,
    Link,
    Picture,
    Rect,
    Role,
    Shape,
    Tag,
)
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.gauge import Figure, gauge
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.links import link_items
from journeyeditor.layout.metrics import (
    CARD_RADIUS,
    CARD_TITLE,
    ICON,
    SPACING,
)
from journeyeditor.layout.outlines import star
from journeyeditor.layout.palette import hue_role
from journeyeditor.layout.pills import pill_items
from journeyeditor.layout.setting import set_text
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.entities import Density, Evidence, LaneKind, Status

_STAR_SIZE = 7.5
_STAR = star(0, 0, _STAR_SIZE)
_PLAIN = frozenset({LaneKind.EMOTION, LaneKind.DIVIDER})
_RULE = 2.5
_LISTED = Tag("LI")


class CardFace(NamedTuple):
    """All that a card's picture depends on; equal faces have equal pictures, wherever they stand.

    `link` is where the card leads: an address, or `#` and a map's id. `quotes` and `comments` are how many there
    are, of comments those that are open. `hue` is as `known_hue` gives it. `spoken` are the words of its signs. `least` is the least height that the card
    takes.
    """

    kind: LaneKind
    title: str
    text: str
    icon: str
    moment_of_truth: bool
    evidence: Evidence
    chip: str
    width: float
    density: Density
    language: str
    rtl: bool
    picture: str = ""
    picture_shape: float = 0.0
    alt: str = ""
    link: str = ""
    tags: tuple[str, ...] = ()
    quotes: int = 0
    comments: int = 0
    locked: bool = False
    status: Status | None = None
    status_name: str = ""
    figure: Figure | None = None
    hue: str = ""
    spoken: Spoken = SILENT
    least: float = 0.0


class CardBlock(NamedTuple):
    """A card's picture at the origin, its height, and where title and text stand in it."""

    items: Sequence[Item]
    height: float
    title: Rect
    text: Rect
    missing: frozenset[str]


def kind_role(kind: LaneKind) -> str:
    """The role that cards of a lane kind are tinted with; add `.line` or `.ink` for edge and icon."""
    return "text" if kind in _PLAIN else str(kind)


def ground_role(face: CardFace) -> Role:
    """The role of a card's ground: that of its own hue, else of its lane's kind."""
    return f"{hue_role(face.hue)}.tint" if face.hue else kind_role(face.kind)


def edge_role(face: CardFace) -> Role:
    """The role of a card's edge."""
    return f"{hue_role(face.hue)}.line" if face.hue else f"{kind_role(face.kind)}.line"


def ink_role(face: CardFace) -> Role:
    """The role of a card's icon and figures."""
    return hue_role(face.hue) if face.hue else f"{kind_role(face.kind)}.ink"


class CardArtist:
    """Draws cards, each different face once."""

    MOST = 20_000

    def __init__(self, engine: TextEngine, icons: IconSet) -> None:
        self._engine = engine
        self._icons = icons
        self._drawn: dict[CardFace, CardBlock] = {}
        self._shared: Shared = {}
        self._feet: dict[tuple[object, ...], Standing] = {}
        self._planner = Planner(engine, self._foot)

    def draw(self, face: CardFace) -> CardBlock:
        """The picture of this face; remembered. Its items are made when they are first looked at."""
        block = self._drawn.get(face)
        if block is None:
            if len(self._drawn) >= self.MOST:
                self._drawn.clear()
                self._shared.clear()
                self._feet.clear()
            plan = self._planner.plan(face)
            items = Drawn(partial(self._items, face, plan), self._ground(face, plan.height))
            block = CardBlock(items, plan.height, plan.title, plan.text, plan.missing)
            self._drawn[face] = block
        return block

    def _items(self, face: CardFace, plan: CardPlan) -> tuple[Item, ...]:
        drawing = _Drawing(self._engine, self._icons, face, plan)
        return (*self._ground(face, plan.height), *drawing.items(self._standing(face, plan)))

    def _standing(self, face: CardFace, plan: CardPlan) -> Standing:
        """The foot of a card where it stands; cards of the same looks and height have the same."""
        pad = SPACING[face.density].card_pad
        width = face.width - 2 * pad
        looks = (
            "foot", *foot_looks(face, width), face.evidence, face.spoken, ink_role(face), plan.foot, pad,
        )  # fmt: skip
        found = self._feet.get(looks)
        if found is None:
            foot = self._foot(face, width)
            found = Standing(tuple(foot.items(pad, plan.foot)), foot.link_rect(pad, plan.foot))
            self._feet[looks] = found
        return found

    def _foot(self, face: CardFace, width: float) -> Foot:
        return Foot(self._engine, self._icons, face, width, ink_role(face), self._shared)

    def _ground(self, face: CardFace, height: float) -> tuple[Item, ...]:
        pad = SPACING[face.density].card_pad
        looks = (face.kind, face.hue, face.width, height, face.rtl, pad)
        ground = self._shared.get(looks)
        if ground is None:
            ground = self._shared[looks] = tuple(_ground(face, height, pad))
        return ground


def _ground(face: CardFace, height: float, pad: float) -> Iterator[Item]:
    rect = Rect(0, 0, face.width, height)
    yield Box(rect.moved(0, 1.5), fill="card.shadow", radius=CARD_RADIUS, opacity=0.06)
    yield Box(rect, fill=ground_role(face), stroke=edge_role(face), radius=CARD_RADIUS)
    if face.kind is LaneKind.QUOTE:
        x = _mirrored(face, (pad - _RULE) / 2, _RULE)
        rule = Rect(x, pad, _RULE, height - 2 * pad)
        yield Box(rule, fill=ink_role(face), radius=_RULE / 2)


def _mirrored(face: CardFace, x: float, width: float) -> float:
    """Where something stands from the left, mirrored in right-to-left maps."""
    return face.width - x - width if face.rtl else x


class _Drawing:
    """One card in the making, its parts where they were planned."""

    def __init__(self, engine: TextEngine, icons: IconSet, face: CardFace, plan: CardPlan) -> None:
        self._engine = engine
        self._icons = icons
        self._face = face
        self._plan = plan
        self._pad = SPACING[face.density].card_pad

    def items(self, foot: Standing) -> Iterator[Item]:
        """All but the ground, in painting order."""
        face, plan = self._face, self._plan
        yield from self._picture()
        yield from self._title_signs(plan.title.y)
        if face.title:
            yield from self._set(face.title, CARD_TITLE, plan.title, "ink")
        if face.text:
            colour = "ink" if face.kind is LaneKind.QUOTE else "ink.quiet"
            yield from self._set(face.text, text_style(face), plan.text, colour)
        yield from self._figure()
        yield from self._tags()
        yield from foot.items
        yield from self._links(foot)

    def _picture(self) -> Iterator[Item]:
        face, pad = self._face, self._pad
        if face.picture:
            rect = Rect(pad, pad, face.width - 2 * pad, picture_height(face))
            yield Picture(rect, face.picture, face.alt, radius=6)

    def _title_signs(self, y: float) -> Iterator[Item]:
        """The icon of the card and the star of a moment of truth."""
        face, pad = self._face, self._pad
        if has_icon(face):
            x = _mirrored(face, pad, ICON)
            icon = self._icons.shape(face.icon, x, y, ICON, ink_role(face))
            yield from sign((icon,), Rect(x, y, ICON, ICON), face.spoken.channel)
        if face.moment_of_truth:
            x = _mirrored(face, face.width - pad - 15, 15) + 7.5
            star_ = Shape(_STAR, x, y + 8, fill="moment", stroke="moment.line", stroke_width=1.2)
            bounds = Rect(x - _STAR_SIZE, y + 8 - _STAR_SIZE, 2 * _STAR_SIZE, 2 * _STAR_SIZE)
            yield from sign((star_,), bounds, face.spoken.moment)

    def _figure(self) -> Iterator[Item]:
        """A metric's number and bar."""
        face, pad = self._face, self._pad
        if face.figure is not None:
            rect = Rect(pad, self._plan.figure + FIGURE_GAP, face.width - 2 * pad, 0)
            ink = ink_role(face)
            yield from gauge(self._engine, face.figure, rect, face.language, face.rtl, ink)[0]

    def _tags(self) -> Iterator[Item]:
        face = self._face
        if not face.tags:
            return
        for pill, (x, down) in Tags(self._engine, face).placed():
            at = _mirrored(face, self._pad + x, pill.width)
            y = self._plan.tags + TAGS_GAP + down
            yield from pill_items(self._icons, pill, at, y, face.rtl)

    def _set(self, text: str, style: Style, box: Rect, colour: Role) -> Iterator[Item]:
        face = self._face
        paragraph = set_text(self._engine, text, style, box.w, face.language, face.rtl, colour)
        yield from paragraph.glyphs(box.x, box.y)
        yield from link_items(text, paragraph, box.x, box.y)

    def _links(self, foot: Standing) -> Iterator[Item]:
        """Makes the title and its sign lead where the card does."""
        for rect in (self._plan.title, foot.link):
            if self._face.link and rect:
                yield Link(rect, self._face.link)


def card_group(block: CardBlock, card_id: str, rect: Rect, language: str, layer: str) -> Group:
    """A drawn card at its place, with what readers need to know of it."""
    return Group(
        block.items,
        Rect(-1, -1, rect[2] + 2, rect[3] + 4),
        rect[0],
        rect[1],
        entity=card_id,
        part="card",
        tag=_LISTED,
        layer=layer,
        language=language,
    )
