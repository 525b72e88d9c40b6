"""What one print job is about, as all that composes its pages needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from journeyeditor.layout.frame import runs_rtl
from journeyeditor.layout.furniture import Strip
from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.paper.options import Page, PageOptions
from journeyeditor.layout.partition import Planner
from journeyeditor.layout.sheets import Sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import Translate

_USUAL_SHORT_SIDES = (595.276, 841.89)
_GROWTH = 0.75


@dataclass(frozen=True, slots=True)
class Job:
    """A document, seen through the view that is printed, and how it goes on paper. `maps` are those printed; the
    first one, once laid out, is kept in `planners`, as it is needed more than once."""

    document: Document
    layout: MapLayout
    options: PageOptions
    translate: Translate
    maps: tuple[str, ...]
    planners: dict[str, Planner] = field(default_factory=dict, compare=False, repr=False)

    def of(self, document: Document) -> Job:
        """The same job with another document."""
        return Job(document, self.layout, self.options, self.translate, self.maps)

    def planner(self, map_id: str) -> Planner:
        """What divides a map among pages, with the map laid out."""
        found = self.planners.get(map_id)
        if found is None:
            placed = self.layout.place(self.document, map_id)
            found = Planner(self.document, self.layout, placed)
            if map_id in self.maps[:1]:
                self.planners[map_id] = found
        return found

    @property
    def date(self) -> str:
        """The date that pages show, `YYYY-MM-DD`."""
        return self.options.date or self.document.last_change[:10]

    def strip(self, width: float, shown: Map | None) -> Strip:
        """How texts are set on pages about a map, or about the whole document (None)."""
        first = shown or self.document.find(Map, self.maps[0] if self.maps else None)
        rtl = first is not None and runs_rtl(self.document, first)
        language = self.document.info.language
        return Strip(self.layout.engine, self.translate, width, language, rtl)

    def margin(self, sheet: Sheet) -> float:
        """The margin of a sheet, no more than a quarter of its shorter side."""
        return min(self.options.margin, min(sheet.width, sheet.height) / 4)


class Draft(Protocol):
    """A page that is planned and still to be drawn."""

    def page(self, number: int, count: int) -> Page:
        """The page drawn, as number `number` of `count`."""
        ...


def furniture_scale(sheet: Sheet) -> float:
    """Title block and legend are made for A4 and A3; beyond these they grow and shrink, more slowly than these."""
    short = min(sheet.width, sheet.height)
    smallest, largest = _USUAL_SHORT_SIDES
    share = short / min(max(short, smallest), largest)
    return float(share**_GROWTH)
