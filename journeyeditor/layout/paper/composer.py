"""Puts the parts of a document on pages, in the order that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.paper.appendix import appendix_pages
from journeyeditor.layout.paper.blank import blank_pages
from journeyeditor.layout.paper.cover import cover_pages
from journeyeditor.layout.paper.curve_page import curve_pages
from journeyeditor.layout.paper.insights import insight_pages
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.legend_page import legend_pages
from journeyeditor.layout.paper.lying import settled
from journeyeditor.layout.paper.maps import MapPages
from journeyeditor.layout.paper.options import Page, PageMode, PageOptions, Part
from journeyeditor.layout.paper.personas import persona_pages
from journeyeditor.layout.paper.poster import PosterPages
from journeyeditor.layout.paper.shown import seen_through
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import Translate


class LazyPages(Sequence[Page]):
    """The pages of a print job: planned one after the other, each drawn when it is first asked for.

    How many there are is known once all are planned, which whoever asks for it, or for a page, waits for; `plan_next`
    and `early` do without.
    """

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._coming = iter(drafts)
        self._drafts: list[Draft] = []
        self._made: dict[int, Page] = {}
        self.counted = False

    @property
    def planned(self) -> int:
        """How many pages are planned so far."""
        return len(self._drafts)

    def plan_next(self) -> bool:
        """Plans one page more; False where all are planned."""
        draft = next(self._coming, None)
        if draft is None:
            self.counted = True
        else:
            self._drafts.append(draft)
        return draft is not None

    def early(self, index: int) -> Page | None:
        """A page drawn before it is known how many there are, so that it does not say it; None where there is no
        such page."""
        while self.planned <= index and self.plan_next():
            pass
        if self.counted:
            return self.page(index) if index < self.planned else None
        return self._drafts[index].page(index + 1, 0)

    def __len__(self) -> int:
        while not self.counted:
            self.plan_next()
        return self.planned

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Page, ...]: ...
    def __getitem__(self, index: int | slice) -> Page | tuple[Page, ...]:
        if isinstance(index, slice):
            return tuple(self.page(i) for i in range(*index.indices(len(self))))
        return self.page(index)

    def page(self, index: int) -> Page:
        """Page `index`, counted from 0. Raises IndexError where there is none."""
        at = range(len(self))[index]
        if at not in self._made:
            self._made[at] = self._drafts[at].page(at + 1, len(self))
        return self._made[at]


def compose_lazily(
    document: Document,
    layout: MapLayout,
    options: PageOptions,
    translate: Translate,
    maps: Sequence[str] | None = None,
) -> LazyPages:
    """The pages of these maps (None: all), to be planned and drawn one by one. Raises KeyError where there is no such
    map; planning raises `Refused` where a poster would take too many sheets."""
    job = _job(document, layout, options, translate, maps)
    return LazyPages(_drafts(job))


def _drafts(job: Job) -> Iterator[Draft]:
    job = settled(job)
    for part in job.options.parts:
        yield from PARTS[part](job)


def compose_document(
    document: Document,
    layout: MapLayout,
    options: PageOptions,
    translate: Translate,
    maps: Sequence[str] | None = None,
) -> tuple[Page, ...]:
    """The pages of these maps (None: all), numbered through, with an entry of the outline per part, map and stage."""
    return tuple(compose_lazily(document, layout, options, translate, maps))


def compose(
    document: Document,
    map_id: str,
    layout: MapLayout,
    options: PageOptions,
    translate: Translate,
) -> tuple[Page, ...]:
    """The pages of one map. Raises KeyError where there is no such map."""
    return compose_document(document, layout, options, translate, (map_id,))


def lying(
    document: Document,
    layout: MapLayout,
    options: PageOptions,
    translate: Translate,
    maps: Sequence[str] | None = None,
) -> PageOptions:
    """The options with the way in which the sheets of these maps (None: all) lie."""
    return settled(_job(document, layout, options, translate, maps)).options


def printed_text_size(
    document: Document,
    placed: PlacedMap,
    layout: MapLayout,
    options: PageOptions,
    translate: Translate,
) -> float:
    """How large, in points, the smallest text of a map that is laid out already prints on one sheet or poster."""
    job = Job(document, layout, options, translate, (placed.map,))
    if options.pages is PageMode.POSTER:
        return SMALL.size * PosterPages(job).plan(placed).scale
    return SMALL.size * MapPages(job).whole_scale(placed)


def _job(
    document: Document,
    layout: MapLayout,
    options: PageOptions,
    translate: Translate,
    maps: Sequence[str] | None,
) -> Job:
    keys = [shown.id for shown in document.maps] if maps is None else maps
    for key in keys:
        document.one(Map, key)
    seen = seen_through(document, options.view) if options.view else document
    return Job(seen, layout, options, translate, tuple(keys))


def _maps(job: Job) -> Iterator[Draft]:
    make = PosterPages(job) if job.options.pages is PageMode.POSTER else MapPages(job)
    for key in job.maps:
        yield from make.drafts(key)


PARTS: dict[Part, Callable[[Job], Iterator[Draft]]] = {
    Part.COVER: cover_pages,
    Part.MAP: _maps,
    Part.LEGEND: legend_pages,
    Part.PERSONA: persona_pages,
    Part.CURVE: curve_pages,
    Part.INSIGHTS: insight_pages,
    Part.APPENDIX: appendix_pages,
    Part.BLANK: blank_pages,
}
"""What plans the pages of each part."""
