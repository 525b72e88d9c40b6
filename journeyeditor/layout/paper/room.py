"""Sheets with what stands around a map: title block above, legend and page number below."""

from __future__ import annotations

from dataclasses import dataclass

from journeyeditor.layout.drawing import Group, Rect
from journeyeditor.layout.furniture import ROW, Strip, page_line, slim_title, title_block
from journeyeditor.layout.legend import Legend, legend
from journeyeditor.layout.paper.job import Job, furniture_scale
from journeyeditor.layout.partition import Sheetful
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.layout.sheets import LARGEST, Sheet
from journeyeditor.model.entities import Map

GAP = 10.0
LARGEST_SCALE = 1.6
"""A small map on a sheet up to A3 is not blown up beyond this, or it would read like a toy."""

_FOOT_GAP = 24.0
# How much of a sheet's height a map keeps at least, and by what its furniture shrinks for that.
_LEAST_SHARE = 0.4
_FURNITURE_STEP, _LEAST_FURNITURE = 0.85, 0.02
NARROWEST = 420.0
"""A title narrower than this, in points, would break into many lines."""


@dataclass(frozen=True, slots=True)
class Room:
    """A sheet's space for a map, with what stands above and below it; `k` scales the furniture."""

    sheet: Sheet
    area: Rect
    strip: Strip
    k: float
    title: Group
    legend: Legend | None
    foot: float
    margin: float

    def fit(self, placed: PlacedMap | Sheetful) -> float:
        """The largest scale at which a map fits; a hair less, so that rounding can't push it over the edge."""
        wide, high = self.area.w / max(placed.width, 1), self.area.h / max(placed.height, 1)
        return min(wide, high) * (1 - 1e-9)

    def whole_scale(self, placed: PlacedMap) -> float:
        """The scale of a map that has this room to itself."""
        return min(self.fit(placed), LARGEST_SCALE * self.growth)

    @property
    def growth(self) -> float:
        """By what texts may be larger than on A4 and A3, as sheets for walls are read from further away."""
        return max(1.0, furniture_scale(self.sheet))


@dataclass(frozen=True, slots=True)
class Furnisher:
    """Furnishes sheets for the maps of a job. `numbered` leaves room for the page number; `blank` marks the
    version for the wall; `k` is how large furniture is; by the sheet's size without it."""

    job: Job
    numbered: bool = True
    blank: bool = False
    k: float | None = None

    def room(self, shown: Map, sheet: Sheet, slim: bool = False) -> Room:
        """The sheet with its furniture, set smaller where long texts would leave the map too little room.

        `slim` is for pages that go on with a map: a strip of one line instead of the whole title block.
        """
        k = self.k or furniture_scale(sheet)
        room = self._furnished(shown, sheet, k, slim)
        while room.area.h < _LEAST_SHARE * sheet.height and k > _LEAST_FURNITURE:
            k *= _FURNITURE_STEP
            room = self._furnished(shown, sheet, k, slim)
        return room

    def around(self, placed: PlacedMap, scale: float) -> Room:
        """A sheet just as large as a map at this scale needs, smaller only where a PDF page can't be so large."""
        room = self.snug(placed, scale)
        largest = max(room.sheet.width, room.sheet.height)
        if largest > LARGEST:
            return self.around(placed, scale * LARGEST / largest * 0.995)
        return room

    def snug(self, placed: PlacedMap, scale: float, narrowest: float = NARROWEST) -> Room:
        """A sheet just as large as a map at this scale needs, however large that is; `narrowest` is the least width
        for title and legend."""
        shown = self.job.document.one(Map, placed.map)
        margin = self.job.options.margin
        width = max(placed.width * scale, narrowest) + 2 * margin
        height = max(placed.height * scale, 1.0)
        room = self.room(shown, Sheet("", width, _tall(width, height)))
        for _ in range(4):
            needed = Sheet("", width, room.sheet.height - room.area.h + height + 0.01)
            room = self.room(shown, needed)
        return room

    def _furnished(self, shown: Map, sheet: Sheet, k: float, slim: bool) -> Room:
        job = self.job
        margin = job.margin(sheet)
        strip = job.strip((sheet.width - 2 * margin) / k, shown)
        title = Group((), Rect(0, 0, strip.width, 0))
        if job.options.titles:
            make = slim_title if slim else title_block
            title = make(strip, job.document, shown, job.date, self.blank)
        key = None
        if job.options.legend_below and not self.blank:
            key = legend(strip, job.document, shown, job.layout.icons, read=not slim)
        foot = self._foot(strip, key)
        top = margin + title.bounds.h * k + (GAP if title.items else 0.0)
        bottom = sheet.height - margin - foot * k - GAP
        area = Rect(margin, top, sheet.width - 2 * margin, max(bottom - top, 1.0))
        return Room(sheet, area, strip, k, title, key, foot, margin)

    def _foot(self, strip: Strip, key: Legend | None) -> float:
        """The height of the foot: the legend, with the page number in its last row where that has room."""
        if not self.numbered:
            return key.group.bounds.h if key else 0.0
        if key is None:
            return ROW
        number = page_line(strip, 888, 888).bounds.w
        beside = key.last_row + number + _FOOT_GAP <= strip.width
        return key.group.bounds.h + (0.0 if beside else ROW)


def _tall(width: float, height: float) -> float:
    """A first guess at the height of a sheet around a map, tall enough for any furniture."""
    return height * 3 + width / 4 + 400
