"""One card as a picture: icon and tint by kind, bold title, quiet text, marks in fixed places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

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
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.links import LINK_ROLE, link_items
from journeyeditor.layout.metrics import (
    CARD_RADIUS,
    CARD_TITLE,
    DOT,
    ICON,
    QUOTE,
    SMALL_BOLD,
    SPACING,
    TEXT,
)
from journeyeditor.layout.outlines import circle, star
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model.entities import Density, Evidence, LaneKind

_STAR = star(0, 0, 7.5)
_DOT = circle(0, 0, DOT)
_FOOT = 15.0
_LINK_ICON = 12.0
_DOTS = {Evidence.ASSUMPTION: 1, Evidence.PARTLY: 2, Evidence.BACKED: 3}
_PLAIN = frozenset({LaneKind.EMOTION, LaneKind.DIVIDER})


class CardFace(NamedTuple):
    """All that a card's picture depends on; equal faces have equal pictures, wherever they stand.

    `link` is where the card leads: an address, or `#` and a map's id. `least` is the least height that the card
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


def set_text(
    engine: TextEngine,
    text: str,
    style: Style,
    width: float,
    language: str,
    rtl: bool,
    colour: Role,
) -> Paragraph:
    """A text in a column; in a right-to-left map everything keeps to the right, whatever way it runs."""
    paragraph = engine.wrap(text, style, width, language=language, colour=colour)
    if rtl and not paragraph.rtl:
        return engine.wrap(text, style, width, language=language, align="end", colour=colour)
    return paragraph


class CardArtist:
    """Draws cards, each different face once."""

    MOST = 20_000

    def __init__(self, engine: TextEngine, icons: IconSet) -> None:
        self._engine = engine
        self._icons = icons
        self._drawn: dict[CardFace, CardBlock] = {}

    def draw(self, face: CardFace) -> CardBlock:
        """The picture of this face; remembered."""
        block = self._drawn.get(face)
        if block is None:
            if len(self._drawn) >= self.MOST:
                self._drawn.clear()
            block = self._drawn[face] = _Drawing(self._engine, self._icons, face).block()
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

    def __init__(self, engine: TextEngine, icons: IconSet, face: CardFace) -> None:
        self._engine = engine
        self._icons = icons
        self._face = face
        self._pad = SPACING[face.density].card_pad
        self._items: list[Item | _Text] = []
        self._missing: frozenset[str] = frozenset()

    def block(self) -> CardBlock:
        face, pad = self._face, self._pad
        y = pad + self._picture(pad)
        title = self._title(y)
        y = max(title.bottom, y + ICON) + 2
        text = self._text(y)
        y = text.bottom if face.text else y
        height = max(y + self._foot(y, dry=True) + pad, SPACING[face.density].card_min, face.least)
        self._foot(height - pad - _FOOT)
        self._link(title, height - pad - _FOOT)
        parts = (*self._ground(height), *self._items)
        return CardBlock(Drawn(partial(_drawn, parts)), height, title, text, self._missing)

    def _x(self, x: float, width: float) -> float:
        """Where something stands from the left, mirrored in right-to-left maps."""
        return self._face.width - x - width if self._face.rtl else x

    def _ground(self, height: float) -> tuple[Item, ...]:
        role = kind_role(self._face.kind)
        rect = Rect(0, 0, self._face.width, height)
        shadow = Box(rect.moved(0, 1.5), fill="card.shadow", radius=CARD_RADIUS, opacity=0.06)
        return shadow, Box(rect, fill=role, stroke=f"{role}.line", radius=CARD_RADIUS)

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

    def _title(self, y: float) -> Rect:
        face, pad = self._face, self._pad
        left = pad + ICON + 6
        right = pad + (20 if face.moment_of_truth else 0)
        width = max(face.width - left - right, 30)
        icon_x = self._x(pad, ICON)
        self._items.append(
            self._icons.shape(face.icon, icon_x, y, ICON, f"{kind_role(face.kind)}.ink")
        )
        if face.moment_of_truth:
            x = self._x(face.width - pad - 15, 15) + 7.5
            self._items.append(
                Shape(_STAR, x, y + 8, fill="moment", stroke="moment.line", stroke_width=1.2)
            )
        x = self._x(left, width)
        height = self._set(face.title, CARD_TITLE, x, y, width, "ink") if face.title else ICON
        return Rect(x, y, width, height)

    def _text(self, y: float) -> Rect:
        face, pad = self._face, self._pad
        width = face.width - 2 * pad
        style = QUOTE if face.kind is LaneKind.QUOTE else TEXT
        height = (
            self._set(face.text, style, pad, y, width, "ink.quiet")
            if face.text
            else TEXT.size * 1.3
        )
        return Rect(pad, y, width, height)

    def _set(self, text: str, style: Style, x: float, y: float, width: float, colour: str) -> float:
        face = self._face
        paragraph = set_text(self._engine, text, style, width, face.language, face.rtl, colour)
        self._place(paragraph, x, y, text)
        return paragraph.height

    def _place(self, paragraph: Paragraph, x: float, y: float, links: str = "") -> None:
        self._items.append(_Text(paragraph, x, y, links))
        self._missing |= paragraph.missing

    def _foot(self, y: float, dry: bool = False) -> float:
        """Evidence dots at the beginning, the number chip at the end; returns the height with its gap."""
        if not dry:
            self._dots(y + _FOOT - DOT - 1)
            self._chip(y)
        return 6 + _FOOT

    def _link(self, title: Rect, foot: float) -> None:
        """Makes the title lead where the card does, and says so by a sign after the evidence dots."""
        if not self._face.link:
            return
        x = self._x(self._pad + 2 * DOT * 1.35 * 3 + 6, _LINK_ICON)
        y = foot + _FOOT - _LINK_ICON + 1
        self._items.append(self._icons.shape("link", x, y, _LINK_ICON, LINK_ROLE))
        for rect in (title, Rect(x, y, _LINK_ICON, _LINK_ICON)):
            self._items.append(Link(rect, self._face.link))

    def _dots(self, y: float) -> None:
        lit = _DOTS[self._face.evidence]
        for i in range(3):
            x = self._x(self._pad + 2 * DOT * 1.35 * i, 2 * DOT) + DOT
            role = "evidence.on" if i < lit else "evidence.off"
            self._items.append(Shape(_DOT, x, y, fill=role))

    def _chip(self, y: float) -> None:
        if not self._face.chip:
            return
        line = self._engine.line(
            self._face.chip, SMALL_BOLD, language=self._face.language, colour="chip.ink"
        )
        width = line.width + 14
        x = self._x(self._face.width - self._pad - width + 4, width)
        chip = Rect(x, y - 1.5, width, _FOOT + 1.5)
        self._items.append(Box(chip, fill="chip", stroke="chip.line", radius=8))
        self._place(line, x + 7, y - 0.5)


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
