"""How a document goes on paper, and what a page is. Lengths are points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journeyeditor.layout.drawing import Group, Rect
from journeyeditor.layout.sheets import DEFAULT_SHEET, MM, Orientation, Sheet

THEME, INK_SAVING_THEME = "print", "print-save-ink"


class PageMode(StrEnum):
    """One sheet for the whole map; as many pages as its text needs, broken between stages; or a poster of many
    sheets that are glued together."""

    ONE = "one"
    STAGES = "stages"
    POSTER = "poster"


class Part(StrEnum):
    """A part of the deliverable. LEGEND is the foot of the maps' pages where it comes right after them, else a page."""

    COVER = "cover"
    MAP = "map"
    LEGEND = "legend"
    PERSONA = "persona"
    CURVE = "curve"
    INSIGHTS = "insights"
    APPENDIX = "appendix"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Poster:
    """How a poster is cut into sheets: by how much neighbours overlap (points), and its size, either as a scale
    (1.0 is true scale) or as so many sheets across and down. Where neither is given it is true scale."""

    overlap: float = 10 * MM
    scale: float | None = None
    across: int | None = None
    down: int | None = None


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How maps go on paper: the sheet and how it lies, one page or several, the margin in points, the least
    size of the smallest text in points, the date that the title block shows ("": that of the last change), the
    parts in the order of their pages, how posters are cut, the id of the saved view that is printed ("": the maps
    as they are), whether tinted areas are left out to save ink, and whether pages have title blocks (in full on the
    first page of a map, slim on the others)."""

    sheet: Sheet = DEFAULT_SHEET
    orientation: Orientation = Orientation.AUTO
    pages: PageMode = PageMode.ONE
    margin: float = 10 * MM
    min_text: float = 6.0
    date: str = ""
    parts: tuple[Part, ...] = (Part.MAP, Part.LEGEND)
    poster: Poster = Poster()
    view: str = ""
    save_ink: bool = False
    titles: bool = True

    @property
    def legend_below(self) -> bool:
        """Whether the legend stands at the foot of the maps' pages: where it comes right after them. Anywhere else
        in the order it has a page."""
        before = dict(zip(self.parts[1:], self.parts, strict=False))
        return before.get(Part.LEGEND) is Part.MAP

    @property
    def theme(self) -> str:
        """The name of the theme whose colours these pages are printed in."""
        return INK_SAVING_THEME if self.save_ink else THEME


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page: its size in points, its picture with the origin at the top left corner, its label for
    readers ("3", or "A2" for a sheet of a poster), and the size in points of the smallest text of the map on it.

    `trim` is what is left of it after cutting (None: all), `bleed` how far its picture goes, both in the page's
    coordinates. `part` and `map` (an id, "" where it is about no map or several) say what it shows, `steps` how
    many steps of the map it holds.
    """

    width: float
    height: float
    group: Group
    label: str = ""
    smallest_text: float = 0.0
    trim: Rect | None = None
    bleed: Rect | None = None
    part: Part = Part.MAP
    map: str = ""
    steps: int = 0
