"""Maps on paper: one sheet, or pages that break only between stages and then between lanes.

A page is laid out as a map of its own (the stages and lanes it shows), so heads and labels are repeated, and a
card that covers steps of two pages is whole on both. Lengths are points, y runs down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from journeyeditor.layout.drawing import Bookmark, Box, Group, Item, Rect
from journeyeditor.layout.frame import runs_rtl
from journeyeditor.layout.furniture import ROW, UNTITLED, Strip, page_line, title_block
from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.legend import Legend, legend
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.partition import Plan, plan_pages
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.layout.sheets import DEFAULT_SHEET, MM, Orientation, Sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Map, Stage
from journeyeditor.model.messages import N_, Message, Translate, message

LARGEST_SCALE = 1.6
"""A small map on a large sheet is not blown up beyond this, or it would read like a toy."""

_GAP = 10.0
_USUAL_SHORT_SIDES = (210 * MM, 297 * MM)
_GROWTH = 0.75
_FOOT_GAP = 24.0
# How much of a sheet's height a map keeps at least, and by what its furniture shrinks for that.
_LEAST_SHARE = 0.4
_FURNITURE_STEP, _LEAST_FURNITURE = 0.85, 0.02

TOO_SMALL = N_(
    "On {sheet} the smallest text prints at {size} pt, below {least} pt. Take a larger sheet, or split the map between stages."
)
TOO_SMALL_SPLIT = N_(
    "On {sheet} the smallest text prints at {size} pt, below {least} pt, because a stage or lane is larger than the page. Take a larger sheet."
)


class PageMode(StrEnum):
    """One sheet for the whole map, or as many pages as its text needs to be legible."""

    ONE = "one"
    STAGES = "stages"


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How maps go on paper: the sheet and how it lies, one page or several, the margin in points, the least
    size of the smallest text in points, and the date that the title block shows ("": that of the last change)."""

    sheet: Sheet = DEFAULT_SHEET
    orientation: Orientation = Orientation.AUTO
    pages: PageMode = PageMode.ONE
    margin: float = 10 * MM
    min_text: float = 6.0
    with_legend: bool = True
    date: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page: its size in points, its picture with the origin at the top left corner, its label for
    readers ("3"), and the size in points of the smallest text of the map on it."""

    width: float
    height: float
    group: Group
    label: str = ""
    smallest_text: float = 0.0


@dataclass(frozen=True, slots=True)
class _Room:
    """A sheet's space for a map, with what stands above and below it; `k` scales the furniture."""

    sheet: Sheet
    area: Rect
    strip: Strip
    k: float
    title: Group
    legend: Legend | None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page without its number."""

    room: _Room
    placed: PlacedMap
    scale: float
    stages: tuple[str, ...]
    continued: bool


def compose(
    document: Document,
    map_id: str,
    layout: MapLayout,
    options: PageOptions,
    translate: Translate,
) -> tuple[Page, ...]:
    """The pages of one map. Raises KeyError where there is no such map."""
    return compose_document(document, layout, options, translate, (map_id,))


def compose_document(
    document: Document,
    layout: MapLayout,
    options: PageOptions,
    translate: Translate,
    maps: Sequence[str] | None = None,
) -> tuple[Page, ...]:
    """The pages of these maps (None: all), numbered through, with an entry of the outline per map and stage."""
    keys = [shown.id for shown in document.maps] if maps is None else maps
    composer = _Composer(document, layout, options, translate)
    drafts = [draft for key in keys for draft in composer.drafts(key)]
    seen: set[str] = set()
    return tuple(
        composer.page(draft, number, len(drafts), seen) for number, draft in enumerate(drafts, 1)
    )


def printed_text_size(
    document: Document,
    placed: PlacedMap,
    layout: MapLayout,
    options: PageOptions,
    translate: Translate,
) -> float:
    """How large, in points, the smallest text of a map that is laid out already prints on one sheet."""
    composer = _Composer(document, layout, options, translate)
    return SMALL.size * composer.whole_scale(placed)


def size_warnings(pages: Iterable[Page], options: PageOptions) -> tuple[Message, ...]:
    """What to tell a person whose map would print too small to read: one sentence, or none."""
    smallest = min((page.smallest_text for page in pages), default=options.min_text)
    if smallest >= options.min_text - 0.05:
        return ()
    key = TOO_SMALL if options.pages is PageMode.ONE else TOO_SMALL_SPLIT
    return (
        message(
            key, sheet=options.sheet.name, size=f"{smallest:.1f}", least=f"{options.min_text:g}"
        ),
    )


def missing_characters(
    document: Document, layout: MapLayout, maps: Sequence[str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Which characters no font holds, by the entity they stand in; they print as visible boxes."""
    keys = [shown.id for shown in document.maps] if maps is None else maps
    found: dict[tuple[str, str], None] = {}
    for key in keys:
        found.update(dict.fromkeys(layout.place(document, key).missing))
        shown, info = document.one(Map, key), document.info
        texts = (info.title, info.client, info.project, info.author, info.organisation)
        in_info = "".join((*texts, info.version_label, info.confidentiality))
        for entity, text in ((key, shown.title + shown.scenario), ("document", in_info)):
            missing = layout.engine.line(text, SMALL).missing
            if missing:
                found[entity, "".join(sorted(missing))] = None
    return tuple(found)


class _Composer:
    """Puts the maps of one document on pages."""

    def __init__(
        self, document: Document, layout: MapLayout, options: PageOptions, translate: Translate
    ) -> None:
        self._document = document
        self._layout = layout
        self._options = options
        self._translate = translate
        self._date = options.date or document.last_change[:10]

    def drafts(self, map_id: str) -> list[_Draft]:
        shown = self._document.one(Map, map_id)
        rooms = [self._room(shown, sheet) for sheet in self._ways()]
        split = self._options.pages is PageMode.STAGES and self._document.stages(map_id)
        make = self._split if split else self._whole
        placed = self._layout.place(self._document, map_id)
        return min((make(room, placed) for room in rooms), key=_cost)

    def whole_scale(self, placed: PlacedMap) -> float:
        """The scale at which a map fits on one sheet, lying the better way."""
        shown = self._document.one(Map, placed.map)
        rooms = [self._room(shown, sheet) for sheet in self._ways()]
        return max(min(_fit(room, placed), LARGEST_SCALE) for room in rooms)

    def _ways(self) -> tuple[Sheet, ...]:
        return self._options.sheet.ways(self._options.orientation)

    def _room(self, shown: Map, sheet: Sheet) -> _Room:
        """The sheet with its furniture, set smaller where long texts would leave the map too little room."""
        k = _furniture_scale(sheet)
        room = self._furnished(shown, sheet, k)
        while room.area.h < _LEAST_SHARE * sheet.height and k > _LEAST_FURNITURE:
            k *= _FURNITURE_STEP
            room = self._furnished(shown, sheet, k)
        return room

    def _furnished(self, shown: Map, sheet: Sheet, k: float) -> _Room:
        margin = min(self._options.margin, min(sheet.width, sheet.height) / 4)
        strip = Strip(
            self._layout.engine,
            self._translate,
            (sheet.width - 2 * margin) / k,
            self._document.info.language,
            runs_rtl(self._document, shown),
        )
        title = title_block(strip, self._document, shown, self._date)
        key = None
        if self._options.with_legend:
            key = legend(strip, self._document, shown, self._layout.icons)
        top = margin + title.bounds.h * k + _GAP
        bottom = sheet.height - margin - self._foot(strip, key) * k - _GAP
        area = Rect(margin, top, sheet.width - 2 * margin, max(bottom - top, 1.0))
        return _Room(sheet, area, strip, k, title, key)

    def _foot(self, strip: Strip, key: Legend | None) -> float:
        """The height of the foot: the legend, with the page number in its last row where that has room."""
        if key is None:
            return ROW
        number = page_line(strip, 88, 88, self._options.pages is PageMode.STAGES).bounds.w
        beside = key.last_row + number + _FOOT_GAP <= strip.width
        return key.group.bounds.h + (0.0 if beside else ROW)

    def _whole(self, room: _Room, placed: PlacedMap) -> list[_Draft]:
        scale = min(_fit(room, placed), LARGEST_SCALE)
        stages = tuple(head.id for head in placed.stages)
        return [_Draft(room, placed, scale, stages, False)]

    def _split(self, room: _Room, placed: PlacedMap) -> list[_Draft]:
        least = self._options.min_text / SMALL.size
        fit = _fit(room, placed)
        if fit >= least:
            stages = tuple(head.id for head in placed.stages)
            return [_Draft(room, placed, min(fit, max(1.0, least)), stages, False)]
        plan = plan_pages(self._document, self._layout, placed, room.area, least)
        return self._paged(room, plan, least)

    def _paged(self, room: _Room, plan: Plan, least: float) -> list[_Draft]:
        """The plan's pages, all at one scale but those that hold a stage or lane too large for it."""
        fits = [_fit(room, page.placed) for page in plan]
        common = min([fit for fit in fits if fit >= least - 1e-9] or [least])
        scale = min(max(common, least), max(1.0, least))
        return [
            _Draft(room, page.placed, min(scale, fit), page.stages, number < len(plan))
            for number, (page, fit) in enumerate(zip(plan, fits, strict=True), 1)
        ]

    def page(self, draft: _Draft, number: int, count: int, seen: set[str]) -> Page:
        room, sheet = draft.room, draft.room.sheet
        margin, k = room.area.x, room.k
        foot = self._footer(draft, number, count)
        foot_y = sheet.height - margin - foot.bounds.h * k
        items: list[Item] = [
            Box(Rect(0, 0, sheet.width, sheet.height), fill="paper"),
            replace(
                room.title, dx=margin, dy=room.area.y - _GAP - room.title.bounds.h * k, scale=k
            ),
            self._map(draft),
            replace(foot, dx=margin, dy=foot_y, scale=k),
            *self._bookmarks(draft, seen),
        ]
        bounds = Rect(0, 0, sheet.width, sheet.height)
        group = Group(tuple(items), bounds, part="page", language=self._document.info.language)
        return Page(sheet.width, sheet.height, group, str(number), SMALL.size * draft.scale)

    def _map(self, draft: _Draft) -> Group:
        area, placed = draft.room.area, draft.placed
        left = area.x + (area.w - placed.width * draft.scale) / 2
        return replace(
            placed.picture(), dx=left, dy=area.y, scale=draft.scale, entity=placed.map, part="map"
        )

    def _footer(self, draft: _Draft, number: int, count: int) -> Group:
        """Legend and page number."""
        room = draft.room
        line = page_line(room.strip, number, count, draft.continued)
        height = self._foot(room.strip, room.legend)
        parts = [replace(line, dy=height - ROW)]
        if room.legend is not None:
            parts.insert(0, room.legend.group)
        return Group(tuple(parts), Rect(0, 0, room.strip.width, height), part="footer")

    def _bookmarks(self, draft: _Draft, seen: set[str]) -> list[Bookmark]:
        shown = self._document.one(Map, draft.placed.map)
        titles = [(shown.id, shown.title or self._translate(UNTITLED), 0)]
        titles += [(s, self._document.one(Stage, s).title, 1) for s in draft.stages]
        fresh = [(key, title, level) for key, title, level in titles if key not in seen]
        seen.update(key for key, _title, _level in fresh)
        y = draft.room.area.y
        return [Bookmark(title, 0 if level == 0 else y, level) for _k, title, level in fresh]


def _fit(room: _Room, placed: PlacedMap) -> float:
    """The largest scale at which a map fits; a hair less, so that rounding can't push it over the edge."""
    area = room.area
    return min(area.w / max(placed.width, 1), area.h / max(placed.height, 1)) * (1 - 1e-9)


def _cost(drafts: Sequence[_Draft]) -> tuple[int, float]:
    """What makes one way of laying the sheet better: fewer pages, then larger text."""
    return len(drafts), -min(draft.scale for draft in drafts)


def _furniture_scale(sheet: Sheet) -> float:
    """Title block and legend are made for A4 and A3; beyond these they grow and shrink, more slowly than these."""
    short = min(sheet.width, sheet.height)
    smallest, largest = _USUAL_SHORT_SIDES
    share = short / min(max(short, smallest), largest)
    return float(share**_GROWTH)
