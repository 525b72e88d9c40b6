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

LABEL_WIDTH = 168.0
EDGE = 10.0
LANE_RADIUS = 12.0
LANE_GAP = 10.0
CARD_GUTTER = 14.0
CARD_RADIUS = 10.0
ICON = 16.0
FACE_RADIUS = 10.5
DOT = 2.75


@dataclass(frozen=True, slots=True)
class Spacing:
    """What the density of a map decides: padding of cards, gaps in cells, least heights."""

    card_pad: float
    stack_gap: float
    lane_pad: float
    card_min: float
    lane_min: float
    plot_level: float


SPACING: dict[Density, Spacing] = {
    Density.COMFORTABLE: Spacing(12, 10, 11, 58, 68, 44),
    Density.COMPACT: Spacing(8, 6, 7, 40, 46, 34),
}
