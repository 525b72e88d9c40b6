"""Measures of a map in map units (1 unit = 1 pt on paper at 100 %), and its four sizes of type."""

from __future__ import annotations

from dataclasses import dataclass

from journeyeditor.layout.fonts import Style
from journeyeditor.model.entities import Density

STAGE_TITLE = Style(14, bold=True)
CARD_TITLE = Style(12, bold=True)
TEXT = Style(11)
SMALL = Style(10.5)
SMALL_BOLD = Style(10.5, bold=True)
QUOTE = Style(11, italic=True)
FIGURE = STAGE_TITLE

LABEL_WIDTH = 168.0
EDGE = 10.0
LANE_RADIUS = 12.0
LANE_GAP = 10.0
CARD_GUTTER = 14.0
CARD_RADIUS = 10.0
ICON = 16.0
FACE_RADIUS = 10.5
DOT = 2.75
MARK = 12.0
"""Width and height of the small icons in a card's foot and beside a lane's title."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """What the density of a map decides: padding of cards, gaps in cells and between lanes, least heights."""

    card_pad: float
    stack_gap: float
    lane_pad: float
    card_min: float
    lane_min: float
    plot_level: float
    lane_gap: float
    foot_gap: float
    label_top: float
    head_pad: float
    below_head: float
    plot_top: float
    plot_bottom: float


SPACING: dict[Density, Spacing] = {
    Density.COMFORTABLE: Spacing(
        card_pad=12, stack_gap=10, lane_pad=11, card_min=58, lane_min=68, plot_level=44,
        lane_gap=LANE_GAP, foot_gap=6, label_top=13, head_pad=8, below_head=8,
        plot_top=26, plot_bottom=24,
    ),
    Density.COMPACT: Spacing(
        card_pad=7, stack_gap=5, lane_pad=6, card_min=36, lane_min=38, plot_level=26,
        lane_gap=5, foot_gap=2, label_top=8, head_pad=4, below_head=4,
        plot_top=18, plot_bottom=16,
    ),
}  # fmt: skip
