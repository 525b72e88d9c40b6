"""Pages of the deliverable that are no maps: a slim title above, the page number below, and room for a part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from journeyeditor.layout.drawing import Bookmark, Box, Group, Item, Rect, Tag
from journeyeditor.layout.furniture import ROW, UNTITLED, page_line, slim_title
from journeyeditor.layout.paper.flow import Block, Column, Type, fill
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.options import Page, Part
from journeyeditor.layout.sheets import SHEETS, Orientation, Sheet
from journeyeditor.model.entities import Map

_ABOVE, _BELOW = 14.0, 8.0
_GROWTH = 0.75
# How much of a page its slim title may take, and by what it shrinks for that.
_MOST_TITLE, _TITLE_STEP, _LEAST_TITLE = 0.25, 0.85, 0.02
_USUAL = next(sheet for sheet in SHEETS if sheet.name == "A4")


@dataclass(frozen=True, slots=True)
class Body:
    """The room of such pages, at the size of the furniture, which `k` scales onto the sheet: `width` and `height`
    of what a part may fill, and how texts are set in it."""

    job: Job
    part: Part
    map: Map | None
    sheet: Sheet
    k: float
    margin: float
    width: float
    height: float
    top: float
    title: Group
    type: Type

    @property
    def tall(self) -> bool:
        """Whether the room is higher than it is wide, so that things stand one below the other."""
        return self.height > self.width

    def about(self, key: str, shown: Map) -> tuple[str, str]:
        """The words of a heading with a map's title: plain ones for the outline, and as they are set on the page."""
        title = shown.title or self.type.say(UNTITLED)
        return self.type.say(key, map=title), self.type.directed(key, map=title)

    def heading(self, *blocks: Block) -> tuple[Column, float]:
        """The blocks that a part begins with, across its first page, and where they end."""
        drawn = fill(blocks, lambda _: 1e9, self.width, self.type.strip.language)[0]
        return drawn, drawn[-1].dy + drawn[-1].bounds.h

    def page_of(self, items: Iterable[Item], outline: Sequence[tuple[str, int]] = ()) -> Draft:
        """A page with these items, in coordinates of the room; `outline` are its entries: title and level."""
        return BodyDraft(self, tuple(items), tuple(outline))


def make_body(job: Job, part: Part, shown: Map | None) -> Body:
    """The room for a part that is about a map, or about the whole document (None)."""
    sheet = body_sheet(job)
    k = _text_scale(sheet)
    margin = job.margin(sheet)
    strip = job.strip((sheet.width - 2 * margin) / k, shown)
    title = _slim(job, shown, sheet, margin, k)
    top = title.bounds.h * title.scale / k + (_ABOVE if title.items else 0.0)
    height = (sheet.height - 2 * margin) / k - top - ROW - _BELOW
    return Body(
        job, part, shown, sheet, k, margin, strip.width, max(height, 80.0), top, title, Type(strip)
    )


def _text_scale(sheet: Sheet) -> float:
    """These pages are made for A4; larger sheets are read from further away, if not by as much."""
    return float((min(sheet.width, sheet.height) / _USUAL.width) ** _GROWTH)


def _slim(job: Job, shown: Map | None, sheet: Sheet, margin: float, k: float) -> Group:
    """The slim title at its scale, smaller where long texts would take too much of the page; nothing where none is
    wanted."""
    if not job.options.titles:
        return Group((), Rect(0, 0, 0, 0))
    while True:
        strip = job.strip((sheet.width - 2 * margin) / k, shown)
        title = slim_title(strip, job.document, shown, job.date)
        if title.bounds.h * k <= _MOST_TITLE * sheet.height or k < _LEAST_TITLE:
            return replace(title, scale=k)
        k *= _TITLE_STEP


def body_sheet(job: Job) -> Sheet:
    """The sheet of pages that are no maps: the chosen one, A4 where maps have sheets of their own size."""
    options = job.options
    lies = options.orientation
    lies = Orientation.LANDSCAPE if lies is Orientation.AUTO else lies
    return (_USUAL if options.sheet.of_map else options.sheet).turned(lies)


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """Such a page without its number."""

    body: Body
    items: tuple[Item, ...]
    outline: tuple[tuple[str, int], ...] = ()

    def page(self, number: int, count: int) -> Page:
        body, sheet = self.body, self.body.sheet
        language = body.type.strip.language
        whole = Rect(0, 0, sheet.width, sheet.height)
        line = page_line(body.type.strip, number, count)
        content = Rect(0, 0, body.width, body.height)
        items: tuple[Item, ...] = (
            Box(whole, fill="paper"),
            replace(body.title, dx=body.margin, dy=body.margin),
            Group(
                self.items, content, body.margin, body.margin + body.top * body.k, body.k,
                part=str(body.part), tag=Tag("Sect"), language=language,
            ),
            replace(
                line, dx=body.margin, dy=sheet.height - body.margin - ROW * body.k, scale=body.k
            ),
            *(Bookmark(title, 0.0, level) for title, level in self.outline),
        )  # fmt: skip
        group = Group(items, whole, part="page", language=language)
        shown = "" if body.map is None else body.map.id
        return Page(sheet.width, sheet.height, group, str(number), part=body.part, map=shown)
