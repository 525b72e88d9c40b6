"""A map laid out: every rectangle that can be seen, hit or printed. Units are map units (pt at 100 %), y down.

The origin is the map's top left corner. The head (stages and steps) stays in sight while scrolling down, the
labels while scrolling sideways, so both are groups of their own beside the lanes' bodies. Lanes are laid out in
coordinates of their own: a `LaneBlock` knows no height above it, and is kept while its lane does not change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Group, Rect
from journeyeditor.layout.table import CELLS, map_table
from journeyeditor.model.entities import LaneKind, Layer

__all__ = [
    "CELLS",
    "Column",
    "CurvePoint",
    "LaneBlock",
    "PlacedCard",
    "PlacedHead",
    "PlacedLane",
    "PlacedMap",
    "Plot",
    "at",
]

if TYPE_CHECKING:
    from journeyeditor.layout.curve import Series
    from journeyeditor.layout.emotion import Curve
    from journeyeditor.layout.frame import Frame
    from journeyeditor.layout.rows import Row


@dataclass(frozen=True, slots=True)
class Column:
    """One step's strip: its stage, and its left edge and width in map units."""

    step: str
    stage: str
    index: int
    x: float
    w: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def middle(self) -> float:
        return self.x + self.w / 2


@dataclass(frozen=True, slots=True)
class PlacedHead:
    """A stage's tinted block or a step's title: what it is of, where, and where its texts stand."""

    id: str
    rect: Rect
    title: Rect
    goal: Rect | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card: its rectangle in its lane's coordinates, the columns it covers, and its drawing.

    `inner_title` and `inner_text` are where its texts stand, from its own top left corner.
    """

    id: str
    rect: Rect
    first: int
    last: int
    group: Group
    inner_title: Rect
    inner_text: Rect

    @property
    def title(self) -> Rect:
        """Where its title stands in the lane's coordinates, for editing in place."""
        return self.inner_title.moved(self.rect.x, self.rect.y)

    @property
    def text(self) -> Rect:
        """Where its text stands in the lane's coordinates, for editing in place."""
        return self.inner_text.moved(self.rect.x, self.rect.y)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A touchpoint on a persona's curve, in the emotion lane's coordinates.

    `value` None: not rated; y is then the neutral line, where a rating would begin.
    """

    card: str
    persona: str | None
    layer: Layer
    value: float | None
    x: float
    y: float
    first: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the levels of an emotion lane lie: y of the best and the worst end, in the lane's coordinates."""

    top: float
    bottom: float

    def y(self, goodness: float) -> float:
        """The height of a value that is so good (0 worst, 1 best: `scale.goodness`)."""
        return self.bottom + (self.top - self.bottom) * goodness

    def goodness(self, y: float) -> float:
        """The inverse of `y`, kept within 0 and 1."""
        return min(1.0, max(0.0, (self.bottom - y) / (self.bottom - self.top)))


@dataclass(frozen=True, slots=True)
class LaneBlock:
    """A lane laid out, its top at 0: band and cells with cards in `body`, icon and title in `label`.

    Both groups have the map's x. `label_title` is where the title stands, for editing in place. `missing` are
    characters that no font holds, by entity. `row` and `curve` are what the next edit of the lane begins with.
    """

    id: str
    kind: LaneKind
    height: float
    cards: tuple[PlacedCard, ...]
    points: tuple[CurvePoint, ...]
    plot: Plot | None
    label: Group
    body: Group
    label_title: Rect
    label_height: float = 0.0
    collapsed: bool = False
    pinned: bool = False
    missing: tuple[tuple[str, str], ...] = ()
    row: Row | None = field(default=None, compare=False, repr=False)
    curve: Curve | None = field(default=None, compare=False, repr=False)

    def points_near(self, column: int) -> Sequence[CurvePoint]:
        """What can be grasped on the curve in a column and those beside it."""
        if self.curve is None:
            return self.points
        parts = self.curve.parts
        near = [parts[i].points for i in range(column - 1, column + 2) if i in parts]
        return [point for points in near for point in points]


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane block at its height in the map."""

    y: float
    block: LaneBlock

    @property
    def id(self) -> str:
        return self.block.id

    @property
    def bottom(self) -> float:
        return self.y + self.block.height


@dataclass(frozen=True, slots=True)
class PlacedMap:
    """A whole map laid out. `label_x`, `label_w` is the strip of the labels (on the right in a mirrored map)."""

    map: str
    rtl: bool
    width: float
    height: float
    head_height: float
    label_x: float
    label_w: float
    columns: tuple[Column, ...]
    stages: tuple[PlacedHead, ...]
    steps: tuple[PlacedHead, ...]
    lanes: tuple[PlacedLane, ...]
    head: Group
    corner: Group
    arrows: Group
    frame: Frame = field(compare=False, repr=False)
    series: tuple[Series, ...] = ()
    head_missing: tuple[tuple[str, str], ...] = ()

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """The characters that no font holds, by entity."""
        lanes = (one for lane in self.lanes for one in lane.block.missing)
        return (*self.head_missing, *lanes)

    def lane(self, lane_id: str) -> PlacedLane | None:
        return next((lane for lane in self.lanes if lane.id == lane_id), None)

    def lane_at(self, y: float) -> PlacedLane | None:
        """The lane whose band holds this height, None between lanes and outside."""
        return next((lane for lane in self.lanes if lane.y <= y < lane.bottom), None)

    def column_at(self, x: float) -> Column | None:
        return next((column for column in self.columns if column.x <= x < column.right), None)

    def column_of(self, step: str) -> Column | None:
        return next((column for column in self.columns if column.step == step), None)

    def card(self, card_id: str) -> tuple[PlacedLane, PlacedCard] | None:
        for lane in self.lanes:
            for card in lane.block.cards:
                if card.id == card_id:
                    return lane, card
        return None

    def card_rect(self, card_id: str) -> Rect | None:
        """A card's rectangle in the map's coordinates."""
        found = self.card(card_id)
        return found[1].rect.moved(0, found[0].y) if found else None

    def picture(self) -> Group:
        """The whole map as one group, as it stands on paper."""
        return map_table(self)


def at(group: Group, dx: float, dy: float) -> Group:
    """The group, moved; its items stay the same objects."""
    if not dx and not dy:
        return group
    return Group((group,), group.bounds.moved(group.dx, group.dy), dx, dy, layer=group.layer)
