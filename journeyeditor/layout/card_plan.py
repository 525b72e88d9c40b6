"""How high a card is and where its parts stand, found without drawing it: most are placed long before they are seen.

Lengths are points from the card's top left corner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyeditor.layout.card_marks import Foot, foot_looks
from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.gauge import gauge
from journeyeditor.layout.metrics import CARD_TITLE, ICON, QUOTE, SPACING, TEXT
from journeyeditor.layout.pills import Pill, flow, make_pill
from journeyeditor.layout.text.engine import LEADING, Extent, TextEngine
from journeyeditor.model.entities import LaneKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.layout.cards import CardFace
    from journeyeditor.layout.fonts import Style

    MakeFoot = Callable[[CardFace, float], Foot]

FIGURE_GAP, TAGS_GAP = 4.0, 6.0
_IMAGE, _QUOTE = LaneKind.IMAGE, LaneKind.QUOTE
_TAG_GAP = 4.0
_ICON_GAP = 6.0
_STAR_ROOM = 20.0
_LEAST_TITLE = 20.0


class CardPlan(NamedTuple):
    """The heights of a card: the whole, the boxes of its texts, and where figure, tags and foot begin.

    `missing` are the characters of all its texts that no font holds.
    """

    height: float
    title: Rect
    text: Rect
    figure: float
    tags: float
    foot: float
    missing: frozenset[str]


def has_icon(face: CardFace) -> bool:
    """A storyboard's picture speaks for itself; its title is a caption."""
    return not (face.kind is _IMAGE and face.picture)


def text_style(face: CardFace) -> Style:
    """What people said stands out from what others wrote."""
    return QUOTE if face.kind is _QUOTE else TEXT


def picture_height(face: CardFace) -> float:
    """The height of a card's image, 0 without one."""
    width = face.width - 2 * SPACING[face.density].card_pad
    return min(width * face.picture_shape, width) if face.picture else 0.0


class Tags:
    """The tags of a face as labels, and where each stands from the left and the top of them all."""

    def __init__(self, engine: TextEngine, face: CardFace) -> None:
        width = face.width - 2 * SPACING[face.density].card_pad
        self.pills = [make_pill(engine, tag, width, face.language) for tag in face.tags]
        self.places, self.height = flow([(p.width, p.height) for p in self.pills], width, _TAG_GAP)

    @property
    def missing(self) -> frozenset[str]:
        return frozenset().union(*[pill.text.missing for pill in self.pills])

    def placed(self) -> list[tuple[Pill, tuple[float, float]]]:
        """Each label with its place."""
        return list(zip(self.pills, self.places, strict=True))


class Planner:
    """Plans cards; remembers how high feet are, which hardly differ."""

    def __init__(self, engine: TextEngine, foot: MakeFoot) -> None:
        self._engine = engine
        self._make_foot = foot
        self._feet: dict[tuple[object, ...], Extent] = {}

    def plan(self, face: CardFace) -> CardPlan:
        """Where the parts of a card with this face stand."""
        spacing = SPACING[face.density]
        pad = spacing.card_pad
        inner = face.width - 2 * pad
        picture = picture_height(face)
        top = pad + (picture + 8 if picture else 0.0)
        icon = ICON if has_icon(face) else 0.0
        title, missing = self._title(face, pad, top, icon)
        y = max(title[1] + title[3], top + icon) + 2
        written = self._extent(face, face.text, text_style(face), inner)
        text = Rect(pad, y, inner, written.height or TEXT.size * LEADING)
        figure = y + written.height
        tags = self._figure_end(face, figure, inner)
        end, unheld = self._tags_end(face, tags)
        foot = self._foot(face, inner)
        height = max(end + spacing.foot_gap + foot.height + pad, spacing.card_min, face.least)
        missing = missing.union(written.missing, unheld, foot.missing)
        return CardPlan(height, title, text, figure, tags, height - pad - foot.height, missing)

    def _extent(self, face: CardFace, text: str, style: Style, width: float) -> Extent:
        return self._engine.extent(text, style, width, face.language) if text else _NOTHING

    def _title(
        self, face: CardFace, pad: float, y: float, icon: float
    ) -> tuple[Rect, frozenset[str]]:
        left = pad + (icon + _ICON_GAP if icon else 0.0)
        right = pad + (_STAR_ROOM if face.moment_of_truth else 0.0)
        width = max(face.width - left - right, _LEAST_TITLE)
        height, missing = self._extent(face, face.title, CARD_TITLE, width)
        x = face.width - left - width if face.rtl else left
        return Rect(x, y, width, height or ICON), missing

    def _figure_end(self, face: CardFace, y: float, width: float) -> float:
        if face.figure is None:
            return y
        room = Rect(0, y + FIGURE_GAP, width, 0)
        _items, height = gauge(self._engine, face.figure, room, face.language, face.rtl, "ink")
        return room.y + height

    def _tags_end(self, face: CardFace, y: float) -> tuple[float, frozenset[str]]:
        if not face.tags:
            return y, frozenset()
        tags = Tags(self._engine, face)
        return y + TAGS_GAP + tags.height, tags.missing

    def _foot(self, face: CardFace, width: float) -> Extent:
        looks = foot_looks(face, width)
        found = self._feet.get(looks)
        if found is None:
            foot = self._make_foot(face, width)
            found = self._feet[looks] = Extent(foot.height, foot.missing)
        return found


_NOTHING = Extent(0.0)
