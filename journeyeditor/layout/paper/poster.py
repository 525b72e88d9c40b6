"""A map as a poster of many sheets: each shows its window of one large sheet, so that glued together they are it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from journeyeditor.layout.drawing import Bookmark, Box, Group, Item, Rect
from journeyeditor.layout.furniture import UNTITLED
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.paper.assembly import assembly_page
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.maps import MapDraft, Overlay
from journeyeditor.layout.paper.marks import tile_marks
from journeyeditor.layout.paper.options import Page, Part
from journeyeditor.layout.paper.redraw import read_where
from journeyeditor.layout.paper.room import NARROWEST, Furnisher, Room
from journeyeditor.layout.paper.seams import inset
from journeyeditor.layout.paper.tiling import MARGIN, Tiling, code
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.layout.sheets import DEFAULT_SHEET, Sheet
from journeyeditor.model.entities import Map, Stage
from journeyeditor.model.messages import N_, Refused

BLANK_SHEET = N_("{sheet} (blank)")
MOST_SHEETS = 1000
LARGEST_POSTER_SCALE = 8.0
_LEAST_POSTER_SCALE = 1e-4

# Title and legend are so much larger than the map's own texts: by the poster's size they would shout in true scale.
_FURNITURE = 1.4
# What rounding may take of the height that is left.
_SPARED = 0.99
# How the scale at which a map fills its sheets is found: a guess is as good as the largest when it is this near to it.
_MOST_TRIES, _NEAR, _HAIR, _SMALLER, _ROUNDING = 8, 1.002, 0.9999, 0.995, 0.01

TOO_MANY = N_(
    "This poster would take {count} sheets, and {most} is the most. Choose larger sheets, or fewer across and down."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A poster that is planned: its sheets, the room on them put together, and the map's scale on it."""

    tiling: Tiling
    room: Room
    scale: float


class PosterPages:
    """Plans the sheets of the posters of a job."""

    def __init__(self, job: Job, part: Part = Part.MAP, overlay: Overlay | None = None) -> None:
        margin = min(job.options.margin, MARGIN)
        self._job = replace(job, options=replace(job.options, margin=margin))
        self._body_job = job
        self._part = part
        self._overlay = overlay
        self._furnisher = Furnisher(self._job, numbered=False, blank=part is Part.BLANK)

    def drafts(self, map_id: str) -> Iterator[Draft]:
        """The page that shows how the sheets go together, and the sheets row by row; a poster of one sheet is
        just that. Raises KeyError where there is no such map, `Refused` where it would take too many sheets."""
        placed = self._job.layout.place(self._job.document, map_id)
        plan = self.plan(placed)
        tiling = plan.tiling
        if tiling.count > MOST_SHEETS:
            raise Refused(TOO_MANY, count=tiling.count, most=MOST_SHEETS)
        poster = Poster(self._job, placed, plan, self._part, self._overlay)
        if tiling.count > 1:
            yield assembly_page(
                self._body_job, self._part, placed.map, tiling, lambda: poster.drawing
            )
        for row in range(tiling.down):
            for column in range(tiling.across):
                yield TileDraft(poster, column, row)

    def spare(self, map_id: str, lanes: int) -> float:
        """By how much, in units of the map, each of so many lanes may be higher on the sheets that a map takes."""
        plan = self.plan(self._job.layout.place(self._job.document, map_id))
        left = plan.tiling.poster.height - plan.room.sheet.height
        return max(left, 0.0) / plan.scale / lanes * _SPARED if lanes else 0.0

    def plan(self, placed: PlacedMap) -> Plan:
        """The sheets of a map: for a scale the way of laying them that takes fewest, else that shows it largest."""
        wanted = self._job.options.poster
        plans = [self._plan_of(placed, tiling) for tiling in self._tilings(placed.rtl)]
        if wanted.across is None and wanted.down is None:
            return min(plans, key=lambda plan: (plan.tiling.count, _waste(plan)))
        return max(plans, key=lambda plan: (round(plan.scale, 6), -plan.tiling.count))

    def _tilings(self, rtl: bool) -> list[Tiling]:
        options = self._job.options
        sheet = DEFAULT_SHEET if options.sheet.of_map else options.sheet
        ways = sheet.ways(options.orientation)
        return [Tiling.of(way, options.poster.overlap, options.margin, rtl) for way in ways]

    def _plan_of(self, placed: PlacedMap, tiling: Tiling) -> Plan:
        wanted = self._job.options.poster
        across, down = wanted.across, wanted.down
        if across is None and down is None:
            return self._at_scale(placed, tiling, wanted.scale or 1.0)
        if across is not None and down is not None:
            return self._fitted(placed, tiling.sized(across, down))
        return self._limited(placed, tiling, across, down)

    def _at_scale(self, placed: PlacedMap, tiling: Tiling, scale: float) -> Plan:
        """As many sheets as the map needs at a scale with its title and legend."""
        room = self._snug(placed, tiling, scale)
        across, down = tiling.needed(room.sheet.width, room.sheet.height)
        return Plan(tiling.sized(across, down), room, scale)

    def _fitted(self, placed: PlacedMap, tiling: Tiling) -> Plan:
        """The map as large as it can be on these sheets with its title and legend."""
        whole, edges = tiling.poster, 2 * self._job.options.margin
        wide = min((whole.width - edges) / max(placed.width, 1.0), LARGEST_POSTER_SCALE)
        scale = min(wide, (whole.height - edges) / max(placed.height, 1.0))
        for _ in range(_MOST_TRIES):
            room = self._snug(placed, tiling, scale)
            left = whole.height - (room.sheet.height - room.area.h)
            fitting = min(wide, max(left / max(placed.height, 1.0), scale / 2)) * _HAIR
            if room.sheet.height <= whole.height and fitting <= scale * _NEAR:
                break
            scale = fitting
        while not _holds(whole, room.sheet) and scale > _LEAST_POSTER_SCALE:
            scale *= _SMALLER
            room = self._snug(placed, tiling, scale)
        return Plan(tiling, room, scale)

    def _snug(self, placed: PlacedMap, tiling: Tiling, scale: float) -> Room:
        """The map at a scale with its title above and its legend below, no larger than all that needs."""
        furnisher = replace(self._furnisher, k=max(1.0, _FURNITURE * scale))
        single = tiling.sized(1, 1).poster.width - 2 * self._job.options.margin
        return furnisher.snug(placed, scale, min(NARROWEST, single))

    def _limited(
        self, placed: PlacedMap, tiling: Tiling, across: int | None, down: int | None
    ) -> Plan:
        """So many sheets one way, and as many the other way as make the map no larger any more."""
        best = self._fitted(placed, tiling.sized(across or 1, down or 1))
        for other in range(2, MOST_SHEETS):
            more = self._fitted(placed, tiling.sized(across or other, down or other))
            if more.scale <= best.scale * (1 + 1e-3):
                break
            best = more
        return best


def _holds(whole: Sheet, part: Sheet) -> bool:
    return part.width <= whole.width + _ROUNDING and part.height <= whole.height + _ROUNDING


def _waste(plan: Plan) -> float:
    sheet = plan.tiling.poster
    return sheet.width * sheet.height


@dataclass
class Poster:
    """A poster's one large picture, drawn when its first sheet is."""

    job: Job
    placed: PlacedMap
    plan: Plan
    part: Part
    overlay: Overlay | None

    @cached_property
    def _draft(self) -> MapDraft:
        return MapDraft(
            self.job, self.plan.room, self.placed, self.plan.scale, self.part,
            numbered=False, overlay=self.overlay, centred=True,
        )  # fmt: skip

    @cached_property
    def drawing(self) -> Group:
        """The whole sheet before it is cut: map, title and legend."""
        sheet = self.plan.tiling.poster
        whole = Rect(0, 0, sheet.width, sheet.height)
        dx, dy = self._inset
        page = replace(self._draft.page(1, 1).group, dx=dx, dy=dy)
        return Group((Box(whole, fill="paper"), page), whole, language=page.language)

    def read_on(self, sheet: tuple[int, int]) -> Group:
        """The whole with each text read on one sheet only, the one that shows most of it."""
        holder = self.plan.tiling.holder
        return read_where(self.drawing, lambda rect: holder(rect) == sheet)

    @cached_property
    def _inset(self) -> tuple[float, float]:
        """Where the map with its title and legend lies on the sheets."""
        inner, spot = self.plan.room.sheet, self._draft.spot
        cards = (
            spot.rect(card.rect.moved(0, lane.y))
            for lane in self.placed.lanes
            for card in lane.block.cards
        )
        return inset(self.plan.tiling, inner.width, inner.height, cards)

    @property
    def text_size(self) -> float:
        return SMALL.size * self.plan.scale

    def rect(self, rect: Rect) -> Rect:
        """Where a rectangle of the map lies on the poster."""
        return self._draft.spot.rect(rect).moved(*self._inset)


@dataclass(frozen=True, slots=True)
class TileDraft:
    """A sheet of a poster."""

    poster: Poster
    column: int
    row: int

    def page(self, number: int, count: int) -> Page:
        poster, tiling = self.poster, self.poster.plan.tiling
        sheet = tiling.sheet
        whole = Rect(0, 0, sheet.width, sheet.height)
        window = tiling.window(self.column, self.row)
        x, y = tiling.place(self.column, self.row)
        picture = poster.read_on((self.column, self.row))
        shown = Group((picture,), window, x, y, part="tile", clip=window)
        strip = poster.job.strip(sheet.width, poster.job.document.one(Map, poster.placed.map))
        marks = tile_marks(strip, tiling, self.column, self.row, self._label)
        items: tuple[Item, ...] = (Box(whole, fill="paper"), shown, marks, *self._bookmarks())
        group = Group(items, whole, part="page", language=strip.language)
        trim = Rect(tiling.left, tiling.top, tiling.width, tiling.height)
        return Page(
            sheet.width, sheet.height, group, self._label, poster.text_size,
            trim=trim, bleed=trim, part=poster.part, map=poster.placed.map,
            steps=self._steps(window),
        )  # fmt: skip

    @property
    def _label(self) -> str:
        """The sheet's code, behind the number of its map where several are printed, and the word for a blank version:
        no two sheets that come out of one printer are called the same."""
        job, name = self.poster.job, code(self.column, self.row)
        if len(job.maps) > 1:
            name = f"{job.maps.index(self.poster.placed.map) + 1}-{name}"
        blank = self.poster.part is Part.BLANK
        return job.translate(BLANK_SHEET).format(sheet=name) if blank else name

    def _steps(self, window: Rect) -> int:
        """How many steps of the map are seen on this sheet."""
        placed = self.poster.placed
        columns = [Rect(c.x, 0, c.w, placed.height) for c in placed.columns]
        return sum(1 for rect in columns if self.poster.rect(rect).meets(window))

    def _bookmarks(self) -> Iterator[Bookmark]:
        """The stages that begin on this sheet; the map itself on the first where no page comes before it."""
        poster, tiling = self.poster, self.poster.plan.tiling
        document = poster.job.document
        here = (self.column, self.row)
        if tiling.count == 1:
            title = document.one(Map, poster.placed.map).title
            yield Bookmark(title or poster.job.translate(UNTITLED), 0.0)
        for head in poster.placed.stages:
            rect = poster.rect(head.rect)
            start = Rect(rect.right - 1 if poster.placed.rtl else rect.x, rect.y, 1, 1)
            if tiling.holder(start) == here:
                _x, y = tiling.place(*here)
                yield Bookmark(document.one(Stage, head.id).title, rect.y + y, 1)
