"""One card as a picture: icon and tint by kind, bold title, quiet text, marks in fixed places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from journeyeditor.layout.card_marks import Foot, Shared
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
    QUOTE,
    SPACING,
    TEXT,
)
from journeyeditor.layout.outlines import star
from journeyeditor.layout.palette import hue_role
from journeyeditor.layout.pills import flow, make_pill, pill_items
from journeyeditor.layout.setting import set_text
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model.entities import Density, Evidence, LaneKind, Status

_STAR_SIZE = 7.5
_STAR = star(0, 0, _STAR_SIZE)
_PLAIN = frozenset({LaneKind.EMOTION, LaneKind.DIVIDER})
_TAG_GAP = 4.0
_RULE = 2.5


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

    def draw(self, face: CardFace) -> CardBlock:
        """The picture of this face; remembered."""
        block = self._drawn.get(face)
        if block is None:
            if len(self._drawn) >= self.MOST:
                self._drawn.clear()
                self._shared.clear()
            drawing = _Drawing(self._engine, self._icons, face, self._shared)
            block = self._drawn[face] = drawing.block()
        return block


class _Text(NamedTuple):
    """A paragraph at its place, and the text to look for links in."""

    paragraph: Paragraph
    x: float
    y: float
    links: str


def _drawn(parts: Sequence[Item | _Text]) -> tuple[Item, ...]:
    items: list[Item] = []
    for part in parts:
        if isinstance(part, _Text):
            items += part.paragraph.glyphs(part.x, part.y)
            items += link_items(part.links, part.paragraph, part.x, part.y)
        else:
            items.append(part)
    return tuple(items)


class _Drawing:
    """One card in the making."""

    def __init__(self, engine: TextEngine, icons: IconSet, face: CardFace, shared: Shared) -> None:
        self._engine = engine
        self._shared = shared
        self._icons = icons
        self._face = face
        self._pad = SPACING[face.density].card_pad
        self._items: list[Item | _Text] = []
        self._missing: frozenset[str] = frozenset()

    def block(self) -> CardBlock:
        face, pad = self._face, self._pad
        y = pad + self._picture(pad)
        title = self._title(y)
        y = max(title.bottom, y + (ICON if self._has_icon else 0)) + 2
        text = self._text(y)
        y = text.bottom if face.text else y
        y = self._figure(y)
        y = self._tags(y)
        foot = Foot(
            self._engine, self._icons, face, face.width - 2 * pad, ink_role(face), self._shared
        )
        spacing = SPACING[face.density]
        height = max(y + spacing.foot_gap + foot.height + pad, spacing.card_min, face.least)
        top = height - pad - foot.height
        self._items += foot.items(pad, top)
        self._missing |= foot.missing
        self._link(title, foot.link_rect(pad, top))
        looks = (ground_role(face), edge_role(face), face.kind, face.width, height, face.rtl, pad)
        ground = self._shared.get(looks)
        if ground is None:
            ground = self._shared[looks] = tuple(self._ground(height))
        drawn = Drawn(partial(_drawn, (*ground, *self._items)), ground)
        return CardBlock(drawn, height, title, text, self._missing)

    def _x(self, x: float, width: float) -> float:
        """Where something stands from the left, mirrored in right-to-left maps."""
        return self._face.width - x - width if self._face.rtl else x

    def _ground(self, height: float) -> Iterator[Item]:
        face = self._face
        rect = Rect(0, 0, face.width, height)
        yield Box(rect.moved(0, 1.5), fill="card.shadow", radius=CARD_RADIUS, opacity=0.06)
        yield Box(rect, fill=ground_role(face), stroke=edge_role(face), radius=CARD_RADIUS)
        if face.kind is LaneKind.QUOTE:
            x = self._x((self._pad - _RULE) / 2, _RULE)
            rule = Rect(x, self._pad, _RULE, height - 2 * self._pad)
            yield Box(rule, fill=ink_role(face), radius=_RULE / 2)

    def _picture(self, y: float) -> float:
        """Draws the card's image; returns the height that it takes."""
        face = self._face
        if not face.picture:
            return 0.0
        width = face.width - 2 * self._pad
        height = min(width * face.picture_shape, width)
        rect = Rect(self._pad, y, width, height)
        self._items.append(Picture(rect, face.picture, face.alt, radius=6))
        return height + 8

    @property
    def _has_icon(self) -> bool:
        """A storyboard's picture speaks for itself; its title is a caption."""
        return not (self._face.kind is LaneKind.IMAGE and self._face.picture)

    def _title(self, y: float) -> Rect:
        face, pad = self._face, self._pad
        left = pad + (ICON + 6 if self._has_icon else 0)
        right = pad + (20 if face.moment_of_truth else 0)
        width = max(face.width - left - right, 20)
        if self._has_icon:
            icon = self._icons.shape(face.icon, self._x(pad, ICON), y, ICON, ink_role(face))
            bounds = Rect(self._x(pad, ICON), y, ICON, ICON)
            self._items += sign((icon,), bounds, face.spoken.channel)
        if face.moment_of_truth:
            x = self._x(face.width - pad - 15, 15) + 7.5
            star_ = Shape(_STAR, x, y + 8, fill="moment", stroke="moment.line", stroke_width=1.2)
            bounds = Rect(x - _STAR_SIZE, y + 8 - _STAR_SIZE, 2 * _STAR_SIZE, 2 * _STAR_SIZE)
            self._items += sign((star_,), bounds, face.spoken.moment)
        x = self._x(left, width)
        height = self._set(face.title, CARD_TITLE, x, y, width, "ink") if face.title else ICON
        return Rect(x, y, width, height)

    def _text(self, y: float) -> Rect:
        face, pad = self._face, self._pad
        width = face.width - 2 * pad
        said = face.kind is LaneKind.QUOTE
        style, colour = (QUOTE, "ink") if said else (TEXT, "ink.quiet")
        height = (
            self._set(face.text, style, pad, y, width, colour) if face.text else TEXT.size * 1.3
        )
        return Rect(pad, y, width, height)

    def _figure(self, y: float) -> float:
        """Draws a metric's number and bar; returns where it ends."""
        face, pad = self._face, self._pad
        if face.figure is None:
            return y
        rect = Rect(pad, y + 4, face.width - 2 * pad, 0)
        items, height = gauge(
            self._engine, face.figure, rect, face.language, face.rtl, ink_role(face)
        )
        self._items += items
        return rect.y + height

    def _tags(self, y: float) -> float:
        """Draws the card's tags; returns where they end."""
        face, pad = self._face, self._pad
        if not face.tags:
            return y
        width = face.width - 2 * pad
        pills = [make_pill(self._engine, tag, width, face.language) for tag in face.tags]
        places, height = flow([(p.width, p.height) for p in pills], width, _TAG_GAP)
        for pill, (x, down) in zip(pills, places, strict=True):
            at = self._x(pad + x, pill.width)
            self._items += pill_items(self._icons, pill, at, y + 6 + down, face.rtl)
            self._missing |= pill.text.missing
        return y + 6 + height

    def _set(self, text: str, style: Style, x: float, y: float, width: float, colour: str) -> float:
        face = self._face
        paragraph = set_text(self._engine, text, style, width, face.language, face.rtl, colour)
        self._items.append(_Text(paragraph, x, y, text))
        self._missing |= paragraph.missing
        return paragraph.height

    def _link(self, title: Rect, sign: Rect | None) -> None:
        """Makes the title and its sign lead where the card does."""
        for rect in (title, sign):
            if self._face.link and rect:
                self._items.append(Link(rect, self._face.link))


def card_group(block: CardBlock, card_id: str, rect: Rect, language: str, layer: str) -> Group:
    """A drawn card at its place, with what readers need to know of it."""
    return Group(
        block.items,
        Rect(-1, -1, rect.w + 2, rect.h + 4),
        rect.x,
        rect.y,
        entity=card_id,
        part="card",
        tag=Tag("LI"),
        layer=layer,
        language=language,
    )
