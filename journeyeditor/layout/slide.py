"""A map on a slide of a presentation: where its title, its picture and its foot stand. Lengths are points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Glyphs, Group, Item, Rect, Role, Spot
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.grid import WHOLE, View
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.pages import Page
from journeyeditor.layout.sheets import Orientation
from journeyeditor.model.entities import Entity, Map, Stage

if TYPE_CHECKING:
    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.layout.pages import PageOptions
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.layout.text.engine import TextEngine
    from journeyeditor.model.document import Document

LARGEST_SIDE, SMALLEST_SIDE = 56 * 72.0, 72.0
"""What PowerPoint takes as the side of a slide, in points (ECMA-376 part 1, 19.7.9)."""

LARGEST_SCALE = 1.6

_WIDEST = 2.2
"""So many times their width may steps take to fill a slide."""


_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"


@dataclass(frozen=True, slots=True)
class SlideFrame:
    """A slide of a size that PowerPoint takes."""

    width: float
    height: float

    @classmethod
    def of(cls, width: float, height: float) -> SlideFrame:
        """The slide for a sheet of this size: of its shape, as large as slides may be."""
        k = min(1.0, LARGEST_SIDE / max(width, height))
        k = max(k, SMALLEST_SIDE / min(width, height))
        return cls(min(width * k, LARGEST_SIDE), min(height * k, LARGEST_SIDE))

    @property
    def margin(self) -> float:
        return min(self.width, self.height) * 0.035

    @property
    def title_size(self) -> float:
        return min(max(min(self.width, self.height) * 0.036, 10.0), 60.0)

    @property
    def foot_size(self) -> float:
        return self.title_size * 0.4

    @property
    def title(self) -> Rect:
        margin = self.margin
        return Rect(margin, margin * 0.7, self.width - 2 * margin, self.title_size * 1.5)

    @property
    def foot(self) -> Rect:
        margin = self.margin
        y = self.height - margin * 0.9
        return Rect(margin, y, self.width - 2 * margin, self.foot_size * 1.4)

    def spot(self, placed: PlacedMap) -> Spot:
        """Where a map stands, as large as it goes."""
        margin = self.margin
        top = margin + self.title_size * 1.7
        wide, high = self.width - 2 * margin, self.height - margin - top
        k = min(wide / max(placed.width, 1), high / max(placed.height, 1), LARGEST_SCALE)
        return Spot(margin + (wide - placed.width * k) / 2, top, k)


def slide_sheet(options: PageOptions) -> tuple[float, float]:
    """The size of slides for a sheet: lying, unless it is asked to stand."""
    way = options.orientation
    sheet = options.sheet.turned(Orientation.LANDSCAPE if way is Orientation.AUTO else way)
    return sheet.width, sheet.height


def slide_views(document: Document, map_id: str, by_stage: bool) -> list[View]:
    """What of a map each of its slides shows: all of it, or a stage, where it has any."""
    stages = document.stages(map_id) if by_stage else ()
    return [View(stages=(stage.id,)) for stage in stages] or [WHOLE]


def slide_title(document: Document, shown: Map, view: View) -> str:
    """The title of a slide about a map, or a stage of it."""
    title = shown.title or document.info.title
    stages = [document.one(Stage, key).title for key in view.stages or ()]
    return ": ".join(text for text in (title, *stages) if text)


def slide_foot(document: Document, options: PageOptions) -> str:
    """What the foot of each slide says."""
    # Behind Arabic a date would be turned around without the mark.
    told, date = document.info, f"{_LEFT_TO_RIGHT}{options.date or document.last_change[:10]}"
    foot = (told.client, told.project, told.version_label, date, told.confidentiality)
    return " · ".join(text for text in foot if text)


def on_slide(
    document: Document, layout: MapLayout, map_id: str, view: View, size: tuple[float, float]
) -> PlacedMap:
    """A map laid out for slides of a size; a stage with steps so wide that it fills one, as far as it reads well."""
    placed = layout.place(document, map_id, view)
    if view.stages is None:
        return placed
    shown = document.one(Map, map_id)
    steps = len(placed.columns)
    rest = placed.width - steps * shown.step_width
    wanted = (placed.height * size[0] / size[1] - rest) / max(steps, 1)
    step = min(max(wanted, shown.step_width), shown.step_width * _WIDEST)
    if step == shown.step_width:
        return placed
    wider: dict[str, Entity | None] = {shown.id: replace(shown, step_width=step)}
    return layout.place(document.replaced(wider), map_id, view)


def slide_page(
    placed: PlacedMap, engine: TextEngine, frame: SlideFrame, title: str, foot: str, label: str = ""
) -> Page:
    """A slide as a picture, to be seen before it is made."""
    spot, whole = frame.spot(placed), Rect(0, 0, frame.width, frame.height)
    picture = replace(placed.picture(), dx=spot.x, dy=spot.y, scale=spot.scale, part="map")
    head = Style(frame.title_size, bold=True)
    words = [
        *_line(engine, " ".join(title.split()), head, frame.title, placed),
        *_line(engine, foot, Style(frame.foot_size), frame.foot, placed),
    ]
    items: tuple[Item, ...] = (Box(whole, fill="paper"), *words, picture)
    group = Group(items, whole, part="page", language=placed.frame.language)
    return Page(*whole[2:], group, label, SMALL.size * spot.scale, map=placed.map)


def _line(
    engine: TextEngine, text: str, style: Style, rect: Rect, placed: PlacedMap
) -> tuple[Glyphs, ...]:
    colour: Role = "ink" if style.bold else "ink.quiet"
    line = engine.line(text, style, placed.frame.language, colour=colour)
    x = max(rect.right - line.width, rect.x) if placed.rtl else rect.x
    return tuple(line.glyphs(x, rect.y))
