"""Puts the parts of a document on pages, in the order that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.paper.appendix import appendix_pages
from journeyeditor.layout.paper.blank import blank_pages
from journeyeditor.layout.paper.cover import cover_pages
from journeyeditor.layout.paper.curve_page import curve_pages
from journeyeditor.layout.paper.insights import insight_pages
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.maps import MapPages
from journeyeditor.layout.paper.options import Page, PageMode, PageOptions, Part
from journeyeditor.layout.paper.personas import persona_pages
from journeyeditor.layout.paper.poster import PosterPages
from journeyeditor.layout.paper.shown import seen_through
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.model.document import Document
from journeyeditor.model.messages import Translate


class LazyPages(Sequence[Page]):
    """The pages of a print job: how many there are is known at once, each is drawn when it is first asked for."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = tuple(drafts)
        self._made: dict[int, Page] = {}

    def __len__(self) -> int:
        return len(self._drafts)

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
    """The pages of these maps (None: all), to be drawn one by one. Raises KeyError where there is no such map."""
    job = _job(document, layout, options, translate, maps)
    return LazyPages([draft for part in options.parts for draft in PARTS[part](job)])


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
    seen = seen_through(document, options.view) if options.view else document
    return Job(seen, layout, options, translate, tuple(keys))


def _maps(job: Job) -> Iterator[Draft]:
    make = PosterPages(job) if job.options.pages is PageMode.POSTER else MapPages(job)
    for key in job.maps:
        yield from make.drafts(key)


def _nothing(job: Job) -> Iterator[Draft]:
    return iter(())


PARTS: dict[Part, Callable[[Job], Iterator[Draft]]] = {
    Part.COVER: cover_pages,
    Part.MAP: _maps,
    Part.LEGEND: _nothing,
    Part.PERSONA: persona_pages,
    Part.CURVE: curve_pages,
    Part.INSIGHTS: insight_pages,
    Part.APPENDIX: appendix_pages,
    Part.BLANK: blank_pages,
}
"""What plans the pages of each part."""
