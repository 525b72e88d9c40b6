"""The page that shows how the sheets of a poster go together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from journeyeditor.layout.drawing import Box, Group, Item, Rect, Shape, Tag
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.furniture import UNTITLED, Strip
from journeyeditor.layout.outlines import rounded_rectangle
from journeyeditor.layout.paper.body import Body, make_body
from journeyeditor.layout.paper.flow import BODY, HEADING, NOTE, Block, Type, fill
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.marks import CHECK_LENGTH, check_line
from journeyeditor.layout.paper.options import Page, Part
from journeyeditor.layout.paper.redraw import miniature
from journeyeditor.layout.paper.tiling import Tiling, code
from journeyeditor.layout.sheets import MM
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_

TITLE = N_("Putting the poster together")
SIZE = N_("{across} × {down} sheets of {sheet}, together {width} × {height} mm")
FULL_SIZE = N_("Print every sheet at its actual size (100 %), not fitted to the paper.")
CHECKED = N_("Measure the line below, or the one at the foot of any sheet: it is 100 mm long.")
TRIMMED = N_("Cut each sheet at the top and at the left along the marks at its corners.")
TRIMMED_RTL = N_("Cut each sheet at the top and at the right along the marks at its corners.")
GLUED = N_(
    "Lay the sheets over one another row by row, from A1 on: neighbours share {overlap} mm, and dashed marks show how far the next one reaches."
)
PICTURE = N_("Plan of the poster with {across} × {down} sheets, from {first} to {last}")

_GAP = 24.0
_TEXT_SHARE, _MOST_SHARE = 0.3, 0.6
_CODE = Style(11, bold=True)


@dataclass(frozen=True, slots=True)
class AssemblyDraft:
    """That page, without its number."""

    body: Body
    tiling: Tiling
    drawing: Callable[[], Group]

    def page(self, number: int, count: int) -> Page:
        body = self.body
        assert body.map is not None
        needed = CHECK_LENGTH / body.k + 1
        share = max(_TEXT_SHARE, min(needed / body.width, _MOST_SHARE))
        column = body.type.narrow(body.width * share)
        texts = fill(self._texts(column), lambda _: 1e9, column.width, column.strip.language)[0]
        left = column.width + _GAP
        room = Rect(left, 0, body.width - left, body.height)
        text_height = max(text.dy + text.bounds.h for text in texts)
        strip = body.type.strip
        x = strip.x(0, column.width)
        items: list[Item] = [replace(text, dx=x) for text in texts]
        items.append(self._check(strip, x, column.width, text_height + 22))
        items.append(self._plan(room))
        title = body.map.title or strip.translate(UNTITLED)
        draft = body.page_of(items, ((title, 0),))
        return draft.page(number, count)

    def _texts(self, column: Type) -> list[Block]:
        tiling, poster = self.tiling, self.tiling.poster
        overlap = f"{tiling.overlap / MM:.0f}"
        size = column.say(
            SIZE, across=tiling.across, down=tiling.down, sheet=tiling.sheet.name,
            width=round(poster.width / MM), height=round(poster.height / MM),
        )  # fmt: skip
        steps = (FULL_SIZE, CHECKED, TRIMMED_RTL if tiling.rtl else TRIMMED, GLUED)
        told = [column.say(step, overlap=overlap) for step in steps]
        return [
            column.text(column.say(TITLE), HEADING, role="H1"),
            column.text(size, NOTE, "ink.quiet", gap=4),
            *(column.text(f"{i}. {text}", BODY, gap=10) for i, text in enumerate(told, 1)),
        ]

    def _check(self, strip: Strip, x: float, width: float, y: float) -> Group:
        """The line to measure, which stands on the page in its true length."""
        k = self.body.k
        start = x * k if not strip.rtl else (x + width) * k - CHECK_LENGTH
        items = check_line(strip, start, y * k)
        return Group(tuple(items), Rect(start, y * k - 9, CHECK_LENGTH, 18), scale=1 / k)

    def _plan(self, room: Rect) -> Group:
        """The poster small, with the border and the code of each sheet."""
        tiling, strip = self.tiling, self.body.type.strip
        poster = tiling.poster
        scale = min(room.w / poster.width, room.h / poster.height)
        wide, high = poster.width * scale, poster.height * scale
        x = strip.x(room.x + (room.w - wide) / 2, wide)
        y = room.y
        picture = replace(miniature(self.drawing(), scale), dx=x, dy=y, scale=scale)
        frame = Rect(x, y, wide, high)
        items: list[Item] = [picture, Box(frame, stroke="ink.quiet", stroke_width=0.75)]
        for row in range(tiling.down):
            for column in range(tiling.across):
                items += self._sheet(strip, column, row, scale, (x, y))
        alt = strip.translate(PICTURE).format(
            across=tiling.across, down=tiling.down, first=code(0, 0),
            last=code(tiling.across - 1, tiling.down - 1),
        )  # fmt: skip
        return Group(tuple(items), frame.grown(1), part="plan", tag=Tag("Figure", alt=alt))

    def _sheet(
        self, strip: Strip, column: int, row: int, scale: float, origin: tuple[float, float]
    ) -> list[Item]:
        seen = self.tiling.window(column, row)
        x, y = origin[0] + seen.x * scale, origin[1] + seen.y * scale
        rect = Rect(x, y, seen.w * scale, seen.h * scale)
        name = strip.engine.line(code(column, row), _CODE, strip.language, colour="accent.ink")
        size = max(min(1.0, rect.w / 3 / name.width, rect.h / 3 / name.height), 0.1)
        wide, high = (name.width + 10) * size, (name.height + 2) * size
        pill = Rect(rect.centre[0] - wide / 2, rect.centre[1] - high / 2, wide, high)
        words = Group(
            name.glyphs(), Rect(0, 0, name.width, name.height),
            pill.x + 5 * size, pill.y + size, size,
        )  # fmt: skip
        return [
            Box(rect, stroke="accent", stroke_width=0.6, dash=(3, 2)),
            Shape(rounded_rectangle(pill, 4 * size), fill="accent"),
            words,
        ]


def assembly_page(
    job: Job, part: Part, map_id: str, tiling: Tiling, drawing: Callable[[], Group]
) -> Draft:
    """The page for a poster of these sheets; `drawing` gives its whole picture."""
    shown = job.document.one(Map, map_id)
    body = make_body(job, part, shown)
    return AssemblyDraft(body, tiling, drawing)
