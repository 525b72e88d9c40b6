"""The pages of one map: on one sheet, or broken between stages and then between lanes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeyeditor.layout.drawing import Bookmark, Box, Group, Item, Rect, Spot, Tag
from journeyeditor.layout.furniture import ROW, UNTITLED, page_line
from journeyeditor.layout.metrics import EDGE, LABEL_WIDTH, SMALL
from journeyeditor.layout.paper.continuing import (
    ALONE,
    MARKS,
    Neighbours,
    continued_marks,
    crossings,
)
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.linking import card_target
from journeyeditor.layout.paper.options import Page, PageMode, Part
from journeyeditor.layout.paper.redraw import linked, untagged
from journeyeditor.layout.paper.room import Furnisher, Room
from journeyeditor.layout.partition import BAND_GAP, Plan, Planner, Portion, Sheetful
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.layout.sheets import DEFAULT_SHEET, Sheet
from journeyeditor.model.entities import Lane, Map, Stage
from journeyeditor.model.messages import N_

# What rounding may take of the room that is left.
_HAIR = 0.99
_WORTH, _WORTH_WHERE_EMPTY, _FILLED = 1.15, 1.02, 0.65
"""So much larger text is worth it to set a map that fits on a page as bands one below the other: less where the map
would leave more of the page's height empty than this share."""

_FEW_PAGES, _LEAST_WIDER, _MOST_WIDER = 8, 1.05, 1.5
"""A map over few pages that leave some of their width empty has wider steps, by at least and at most so much."""

# Scales so far apart count as equal; what rounding may take of a map's width.
_ALIKE, _UNIT = 0.03, 0.01

BLANK_OF = N_("{map} (blank version)")
BLANK_ALT = N_("Empty cells of “{map}”. Stages: {stages}. Lanes: {lanes}.")

Overlay = Callable[[PlacedMap], tuple[Item, ...]]
"""What a part lays over a map, in the map's coordinates."""


@dataclass(frozen=True, slots=True)
class MapDraft:
    """A page of a map, or the part of a map on it. `outlined` are the stages that begin here, and the map itself
    on its first page; `neighbours` are the pages where it goes on; `below` are further bands of its stages, and
    `aligned` bands begin where the room does and not in its middle; `centred` maps stand in the middle of its height."""

    job: Job
    room: Room
    placed: PlacedMap
    scale: float
    part: Part = Part.MAP
    neighbours: Neighbours = ALONE
    outlined: tuple[str, ...] = ()
    numbered: bool = True
    overlay: Overlay | None = None
    centred: bool = False
    below: tuple[PlacedMap, ...] = ()
    aligned: bool = False

    def page(self, number: int, count: int) -> Page:
        sheet = self.room.sheet
        bounds = Rect(0, 0, sheet.width, sheet.height)
        language = self.job.document.info.language
        group = Group(tuple(self._items(number, count)), bounds, part="page", language=language)
        return Page(
            sheet.width,
            sheet.height,
            group,
            str(number),
            SMALL.size * self.scale,
            part=self.part,
            map=self.placed.map,
            steps=max(len(band.columns) for band in (self.placed, *self.below)),
        )

    def _items(self, number: int, count: int) -> list[Item]:
        room, sheet = self.room, self.room.sheet
        title_y = room.margin
        foot_y = sheet.height - room.margin - room.foot * room.k
        spots = self._spots()
        bands = [spot.rect(Rect(0, 0, band.width, band.height)) for band, spot in spots]
        maps = [self._map(band, spot, i == 0) for i, (band, spot) in enumerate(spots)]
        return [
            Box(Rect(0, 0, sheet.width, sheet.height), fill="paper"),
            replace(room.title, dx=room.margin, dy=title_y, scale=room.k),
            *maps,
            *(tick for band, spot in spots for tick in crossings(band, spot)),
            *continued_marks(room, self.neighbours, number, bands),
            replace(self._footer(number, count), dx=room.margin, dy=foot_y, scale=room.k),
            *self._bookmarks(spots),
        ]

    @property
    def spot(self) -> Spot:
        """Where the coordinates of the map, or of its first band, lie on the page."""
        return self._spots()[0][1]

    def _spots(self) -> list[tuple[PlacedMap, Spot]]:
        """The bands and where their coordinates lie; they share out some of the height that is left over."""
        area, bands = self.room.area, (self.placed, *self.below)
        gap = BAND_GAP * self.scale
        high = sum(band.height for band in bands) * self.scale + gap * len(self.below)
        spare = max(area.h - high, 0.0)
        y = area.y + (spare / 2 if self.centred else 0.0)
        found = []
        for band in bands:
            found.append((band, Spot(self._left(band), y, self.scale)))
            y += band.height * self.scale + gap + min(spare / len(bands), gap)
        return found

    def _left(self, band: PlacedMap) -> float:
        """Bands begin at one edge; where the map goes on nowhere else they stand in the middle together."""
        area, wide = self.room.area, band.width * self.scale
        if not self.aligned:
            return area.x + (area.w - wide) / 2
        widest = max(one.width for one in (self.placed, *self.below)) * self.scale
        inset = (area.w - widest) / 2 if self.centred else 0.0
        return area.right - inset - wide if band.rtl else area.x + inset

    def _map(self, placed: PlacedMap, spot: Spot, first: bool) -> Group:
        picture = placed.picture()
        target = card_target(self.job) if self.part is Part.MAP else None
        if target is not None:
            picture = linked(picture, target)
        if self.part is Part.BLANK:
            # A table's cells would be read as those of the map itself, and have nothing to say.
            picture = replace(untagged(picture), tag=Tag("Figure", alt=self._alt(placed)))
        if self.overlay is not None:
            picture = replace(picture, items=(*picture.items, *self.overlay(placed)))
        entity = self._entity() if first else None
        return replace(picture, dx=spot.x, dy=spot.y, scale=spot.scale, entity=entity, part="map")

    def _alt(self, placed: PlacedMap) -> str:
        """The blank version in words: its stages and lanes."""
        document = self.job.document
        stages = [document.one(Stage, head.id).title for head in placed.stages]
        lanes = [document.one(Lane, lane.id).title for lane in placed.lanes]
        title = document.one(Map, placed.map).title or self.job.translate(UNTITLED)
        return self.job.translate(BLANK_ALT).format(
            map=title, stages=", ".join(filter(None, stages)), lanes=", ".join(filter(None, lanes))
        )

    def _entity(self) -> str | None:
        return self.placed.map if self.part is Part.MAP else None

    def _footer(self, number: int, count: int) -> Group:
        """Legend and page number."""
        room = self.room
        items: list[Item] = [] if room.legend is None else [room.legend.group]
        if self.numbered:
            line = page_line(room.strip, number, count)
            items.append(replace(line, dy=room.foot - ROW))
        return Group(tuple(items), Rect(0, 0, room.strip.width, room.foot), part="footer")

    def _bookmarks(self, spots: Sequence[tuple[PlacedMap, Spot]]) -> list[Bookmark]:
        document = self.job.document
        tops = {head.id: spot.y for band, spot in spots for head in band.stages}
        marks = []
        for key in self.outlined:
            if key == self.placed.map:
                title = document.one(Map, key).title or self.job.translate(UNTITLED)
                marks.append(Bookmark(self._named(title), 0.0))
            else:
                marks.append(Bookmark(document.one(Stage, key).title, tops[key], 1))
        return marks

    def _named(self, title: str) -> str:
        if self.part is not Part.BLANK:
            return title
        return self.job.translate(BLANK_OF).format(map=title)


@dataclass(frozen=True, slots=True)
class WholeDraft:
    """A map on one sheet, laid out when its page is asked for."""

    maker: MapPages
    map: str

    def page(self, number: int, count: int) -> Page:
        return self.maker.whole(self.map).page(number, count)


@dataclass(frozen=True, slots=True)
class SplitDraft:
    """A page with parts of a map, which are laid out when their page is asked for."""

    maker: MapPages
    map: str
    room: Room
    shown: Sheetful
    scale: float
    neighbours: Neighbours
    outlined: tuple[str, ...]

    def page(self, number: int, count: int) -> Page:
        maker = self.maker
        first, *others = [band.placed() for band in self.shown.bands]
        draft = MapDraft(
            maker.job, self.room, first, self.scale, maker.part,
            self.neighbours, self.outlined, overlay=maker.overlay,
            below=tuple(others), aligned=bool(others) or self.neighbours != ALONE,
            centred=self.neighbours == ALONE,
        )  # fmt: skip
        return draft.page(number, count)


@dataclass(frozen=True, slots=True)
class MapPages:
    """Plans the pages of the maps of a job, as they are or as the blank version for the wall."""

    job: Job
    part: Part = Part.MAP
    overlay: Overlay | None = None

    @property
    def _furnisher(self) -> Furnisher:
        return Furnisher(self.job, blank=self.part is Part.BLANK)

    def drafts(self, map_id: str) -> list[Draft]:
        """The pages of a map. Raises KeyError where there is no such map."""
        self.job.document.one(Map, map_id)
        if not self._is_split(map_id):
            return [WholeDraft(self, map_id)]
        return [*self._best_split(map_id)]

    def _best_split(self, map_id: str) -> list[SplitDraft]:
        """The pages of a map on sheets that lie the better way, as wide as they have room for."""
        planner = self.job.planner(map_id)
        drafts = min([self._split(sheet, planner) for sheet in self._ways()], key=_cost)
        wider = [maker._broken(wide, drafts[0].room.sheet) for maker, wide in self._wider(drafts)]
        return min([*wider, drafts], key=_wide_cost)

    def sheet(self, map_id: str) -> Sheet:
        """The sheet of a map's pages, lying the way that shows it best."""
        if self._is_split(map_id):
            return self._best_split(map_id)[0].room.sheet
        return self.best_room(self.job.planner(map_id).whole).sheet

    def spare(self, map_id: str, lanes: int) -> float:
        """By how much, in units of the map, each of so many lanes may be higher on all pages of a map as they are."""
        if self.job.options.sheet.of_map or not lanes:
            return 0.0
        if not self._is_split(map_id):
            placed = self.job.planner(map_id).whole
            room = self.best_room(placed)
            whole = room.area.h / self._scale(room, placed) - placed.height
            return max(whole, 0.0) / lanes * _HAIR
        return _HAIR * min(
            max(draft.room.area.h / draft.scale - draft.shown.height, 0.0)
            / (lanes * len(draft.shown.bands))
            for draft in self._best_split(map_id)
        )

    def _is_split(self, map_id: str) -> bool:
        options = self.job.options
        by_stages = options.pages is PageMode.STAGES and not options.sheet.of_map
        return by_stages and bool(self.job.document.stages(map_id))

    def whole(self, map_id: str) -> MapDraft:
        """A map on one sheet, lying the way that shows it larger."""
        placed = self.job.planner(map_id).whole
        room = self.best_room(placed)
        return MapDraft(
            self.job, room, placed, self._scale(room, placed), self.part,
            outlined=(map_id, *(head.id for head in placed.stages)), overlay=self.overlay,
            centred=True,
        )  # fmt: skip

    def whole_scale(self, placed: PlacedMap) -> float:
        """The scale at which a map fits on one sheet, lying the better way."""
        return self._scale(self.best_room(placed), placed)

    def _scale(self, room: Room, placed: PlacedMap) -> float:
        own_size = self.job.options.sheet.of_map
        return min(room.fit(placed), 1.0) if own_size else room.whole_scale(placed)

    def best_room(self, placed: PlacedMap) -> Room:
        furnisher = self._furnisher
        if self.job.options.sheet.of_map:
            return furnisher.around(placed, 1.0)
        shown = self.job.document.one(Map, placed.map)
        rooms = [furnisher.room(shown, sheet) for sheet in self._ways()]
        return max(rooms, key=lambda room: room.whole_scale(placed))

    def _ways(self) -> tuple[Sheet, ...]:
        options = self.job.options
        sheet = DEFAULT_SHEET if options.sheet.of_map else options.sheet
        return sheet.ways(options.orientation)

    def _split(self, sheet: Sheet, planner: Planner) -> list[SplitDraft]:
        """A map that fits on a page stands there as a whole, unless bands of its stages read much better; else it
        takes the fewest pages that keep the least text, and on these its text is as large as can be."""
        placed = planner.whole
        shown = self.job.document.one(Map, placed.map)
        room = self._furnisher.room(shown, sheet)
        least = self.job.options.min_text / SMALL.size
        most = max(room.growth, least)
        scale = min(room.fit(placed), most)
        filled = placed.height * scale >= _FILLED * room.area.h
        worth = scale * (_WORTH if filled else _WORTH_WHERE_EMPTY)
        if scale >= least and (worth > most or len(planner.plan(room.area, worth).pages) > 1):
            return self._alone(room, placed, scale)
        if scale >= least:
            plan = planner.largest(room.area, worth, most, 1)
            return self._paged(placed.map, (room, room), plan, (worth, most))
        return self._broken(planner, sheet)

    def _broken(self, planner: Planner, sheet: Sheet) -> list[SplitDraft]:
        """A map over pages with marks that tell where it goes on."""
        shown = self.job.document.one(Map, planner.whole.map)
        room = _marked(self._furnisher.room(shown, sheet))
        least = self.job.options.min_text / SMALL.size
        most = max(room.growth, least)
        plan = planner.largest(room.area, least, most, len(planner.plan(room.area, least).pages))
        later = _marked(self._furnisher.room(shown, sheet, slim=True))
        return self._paged(shown.id, (room, later), plan, (least, most))

    def _wider(self, drafts: Sequence[SplitDraft]) -> Iterator[tuple[MapPages, Planner]]:
        """The same map with steps so wide that these pages are filled, and half as much wider; nothing where they are
        filled anyway, or too many to try."""
        document = self.job.document
        shown = document.one(Map, drafts[0].map)
        few = 1 < len(drafts) <= _FEW_PAGES
        if not few or any(len(draft.shown.bands) > 1 for draft in drafts):
            return
        whole = self.job.planner(shown.id).whole
        room = drafts[0].room.area.w / min(draft.scale for draft in drafts) - LABEL_WIDTH - EDGE
        count = max(sum(len(document.steps(key)) for key in one.shown.stages) for one in drafts)
        filling = min((room - _UNIT) / max(count, 1), shown.step_width * _MOST_WIDER)
        for step in (filling, (filling + shown.step_width) / 2):
            if step >= shown.step_width * _LEAST_WIDER:
                wide = document.replaced({shown.id: replace(shown, step_width=step)})
                maker = replace(self, job=self.job.of(wide))
                yield maker, Planner(wide, self.job.layout, whole)

    def _alone(self, room: Room, placed: PlacedMap, scale: float) -> list[SplitDraft]:
        stages = tuple(head.id for head in placed.stages)
        one = Portion(stages, (), placed.width, placed.height, lambda: placed)
        outlined = (placed.map, *stages)
        return [SplitDraft(self, placed.map, room, Sheetful((one,)), scale, ALONE, outlined)]

    def _paged(
        self, map_id: str, rooms: tuple[Room, Room], plan: Plan, scales: tuple[float, float]
    ) -> list[SplitDraft]:
        """The plan's pages, all at one scale but those that hold a stage or lane too large for it."""
        (first, later), (least, most) = rooms, scales
        pages = plan.pages
        each = [first, *([later] * (len(pages) - 1))]
        fits = [room.fit(page) for room, page in zip(each, pages, strict=True)]
        common = min([fit for fit in fits if fit >= least - 1e-9] or [least])
        scale = min(max(common, least), most)
        seen: set[str] = set()
        return [
            SplitDraft(
                self, map_id, room, page, min(scale, fit),
                Neighbours.of(i, len(pages), plan.deep), _fresh((map_id, *page.stages), seen),
            )
            for i, (room, page, fit) in enumerate(zip(each, pages, fits, strict=True))
        ]  # fmt: skip


def _wide_cost(drafts: Sequence[SplitDraft]) -> tuple[int, bool, float, float]:
    """The same where steps may be wider: what is hardly larger counts as equal, and then how much of the width is
    left."""
    pages, cut, size = _cost(drafts)
    left = drafts[0].room.area.w - max(draft.shown.width * draft.scale for draft in drafts)
    return pages, cut, round(size / _ALIKE), left


def _marked(room: Room) -> Room:
    """The room with space above and below the map for marks that tell where it goes on."""
    area = room.area
    band = MARKS * room.k
    inner = Rect(area.x, area.y + band, area.w, max(area.h - 2 * band, 1.0))
    return replace(room, area=inner)


def _fresh(keys: Sequence[str], seen: set[str]) -> tuple[str, ...]:
    """Those that were not seen before: what the outline names on this page."""
    fresh = tuple(key for key in keys if key not in seen)
    seen.update(fresh)
    return fresh


def _cost(drafts: Sequence[SplitDraft]) -> tuple[int, bool, float]:
    """What makes one way of laying the sheet better: fewer pages, then lanes that stay together, then larger text,
    for which a map is not set in bands where it hardly gains."""
    cut = any(draft.neighbours.above or draft.neighbours.below for draft in drafts)
    in_bands = any(len(draft.shown.bands) > 1 for draft in drafts)
    scale = min(draft.scale for draft in drafts)
    return len(drafts), cut, -scale / (_WORTH if in_bands else 1.0)
