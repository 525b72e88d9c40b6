"""A page for each persona: the portrait, who they are, what they say and want, and their curve in miniature."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from journeyeditor.layout.drawing import Box, Group, Item, Picture, Rect, Shape, Tag
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.outlines import circle
from journeyeditor.layout.palette import PERSONAS, hue_role
from journeyeditor.layout.paper.body import make_body
from journeyeditor.layout.paper.flow import (
    BODY,
    HEADING,
    ITALIC,
    QUOTED,
    SUBHEADING,
    Block,
    Column,
    Type,
    fill,
)
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.options import Part
from journeyeditor.layout.paper.small_curve import HEIGHT, has_curve, small_curve
from journeyeditor.model.entities import Image, Map, Persona
from journeyeditor.model.hues import known_hue
from journeyeditor.model.messages import N_

GOALS, NEEDS, FRUSTRATIONS, EXPECTATIONS = (
    N_("Goals"), N_("Needs"), N_("Frustrations"), N_("Expectations"),
)  # fmt: skip
UNNAMED = N_("Persona without a name")
PORTRAIT = N_("Portrait of {name}")

_ROLE, _INITIAL = Style(12), Style(64, bold=True)
_SAID = Style(15, italic=True)
_LEFT_SHARE, _GAP = 0.27, 30.0
_PORTRAIT_SHARE = 0.5
_QUOTE_SHARE = 0.35
_RULE = 3.0
_MOST_CURVES = 3
_ABOVE_CURVE, _LEAST_LISTS = 16.0, 90.0
_TALLEST, _MOST_SLOPE = 250.0, 0.58
_DISC = 0.36


def persona_pages(job: Job) -> Iterator[Draft]:
    """A page for each persona of the maps that are printed, in the document's order."""
    maps = [job.document.one(Map, key) for key in job.maps]
    shown = {key for one in maps for key in one.personas}
    for persona in job.document.personas:
        if persona.id in shown:
            yield from _PersonaPages(job, persona, maps).drafts()


class _PersonaPages:
    """The page of one persona, and those that it needs beyond."""

    def __init__(self, job: Job, persona: Persona, maps: list[Map]) -> None:
        self._job = job
        self._persona = persona
        document = job.document
        self._maps = [m for m in maps if has_curve(document, m, persona.id)][:_MOST_CURVES]
        # The page is about the document, but runs the way of the first map.
        self._body = make_body(job, Part.PERSONA, None)

    def drafts(self) -> Iterator[Draft]:
        body = self._body
        left_width = body.width * _LEFT_SHARE
        left = self._left(body.type.narrow(left_width))
        right, right_x = self._right(body.width - left_width - _GAP), left_width + _GAP
        for i in range(max(len(left), len(right))):
            items: list[Item] = []
            for columns, x, width in (
                (left, 0.0, left_width),
                (right, right_x, body.width - right_x),
            ):
                if i < len(columns):
                    at = body.type.strip.x(x, width)
                    items += [replace(group, dx=group.dx + at) for group in columns[i]]
            yield body.page_of(items, ((self._name, 0),) if i == 0 else ())

    @property
    def _name(self) -> str:
        return self._persona.name or self._body.type.say(UNNAMED)

    @property
    def _role(self) -> str:
        hue = known_hue(self._job.document, self._persona.hue)
        if hue:
            return hue_role(hue)
        first = next((m for m in self._maps if self._persona.id in m.personas), None)
        index = first.personas.index(self._persona.id) if first else 0
        return PERSONAS[index % len(PERSONAS)]

    def _left(self, column: Type) -> list[Column]:
        """Portrait, name, role and biography."""
        persona, body = self._persona, self._body
        portrait = self._portrait(column, min(column.width, body.height * _PORTRAIT_SHARE))
        top = portrait.bounds.h + 14
        blocks = [column.text(self._name, HEADING, role="H1")]
        if persona.role:
            blocks.append(column.text(persona.role, _ROLE, "ink.quiet", gap=2))
        if persona.bio:
            blocks.append(column.text(persona.bio, BODY, gap=10))
        if self._quote_is_long:
            blocks.append(column.text(self._said, ITALIC, gap=12))
        columns = fill(
            blocks,
            lambda i: body.height - (top if i == 0 else 0),
            column.width,
            column.strip.language,
        )
        first = (portrait, *(replace(group, dy=group.dy + top) for group in columns[0]))
        return [first, *columns[1:]]

    def _portrait(self, column: Type, size: float) -> Group:
        """The picture, or a disc with the first letter of the name."""
        image = self._job.document.find(Image, self._persona.portrait)
        if image is not None and image.width and image.height:
            alt = image.alt or column.say(PORTRAIT, name=self._name)
            wide = min(size, size * image.width / image.height)
            high = min(size, size * image.height / image.width)
            rect = Rect(column.strip.x(0, wide), 0, wide, high)
            picture = Picture(rect, image.id, alt, radius=10)
            return Group((picture,), rect, tag=Tag("Figure", alt=alt))
        radius = size * _DISC
        letter = column.strip.engine.line(
            self._name[:1].upper(), _INITIAL, column.strip.language, colour="face.ink"
        )
        scale = radius / max(letter.height, 1)
        x = column.strip.x(radius)
        words = Group(
            letter.glyphs(), Rect(0, 0, letter.width, letter.height),
            x - letter.width * scale / 2, radius - letter.height * scale / 2, scale,
        )  # fmt: skip
        disc = Shape(circle(0, 0, radius), x, radius, fill=self._role)
        alt = column.say(PORTRAIT, name=self._name)
        rect = Rect(column.strip.x(0, 2 * radius), 0, 2 * radius, 2 * radius)
        return Group((disc, words), rect, tag=Tag("Figure", alt=alt))

    @property
    def _said(self) -> str:
        text = self._persona.quote.strip()
        quoted = text[:1] in {"“", "„", "«", "»", '"', "「", "‘"}
        return text if quoted or not text else self._body.type.say(QUOTED, quote=text)

    @property
    def _quote_is_long(self) -> bool:
        width = self._body.width * (1 - _LEFT_SHARE) - _GAP - 14
        rows = self._body.type.narrow(width).rows(self._said, _SAID) if self._said else ()
        return sum(row.height for row in rows) > _QUOTE_SHARE * self._body.height

    def _right(self, width: float) -> list[Column]:
        """The quote across, columns of what they want below, and the curves at the foot of the first page."""
        body, column = self._body, self._body.type.narrow(width)
        top, said = self._quote(column)
        foot = HEIGHT + _ABOVE_CURVE if self._maps else 0.0
        if foot and body.height - top - foot < _LEAST_LISTS:
            return self._apart(column, top, said)
        columns = self._columns(column, lambda i: body.height - (top + foot if i == 0 else 0.0))
        pages = [tuple(replace(g, dy=g.dy + (top if i == 0 else 0.0)) for g in page)
                 for i, page in enumerate(columns)]  # fmt: skip
        bottom = max((g.dy + g.bounds.h for g in pages[0]), default=top) if pages else top
        free = body.height - bottom - 26
        curves = self._curves(column, max(HEIGHT, min(free, self._tallest(column))))
        first = (*said, *(pages[0] if pages else ()), *curves)
        return [first, *pages[1:]]

    def _apart(self, column: Type, top: float, said: Column) -> list[Column]:
        """The same on sheets too low for all of it: the curves on a page of their own."""
        body = self._body
        columns = self._columns(column, lambda i: body.height - (top if i == 0 else 0.0))
        moved = [
            tuple(replace(g, dy=g.dy + (top if i == 0 else 0.0)) for g in page)
            for i, page in enumerate(columns)
        ]
        first = (*said, *(moved[0] if moved else ()))
        return [first, *moved[1:], self._curves(column, min(body.height, self._tallest(column)))]

    def _tallest(self, column: Type) -> float:
        """How high a curve may be: higher where it is wide."""
        return max(_TALLEST, _MOST_SLOPE * column.width / max(len(self._maps), 1))

    def _quote(self, column: Type) -> tuple[float, Column]:
        if not self._said or self._quote_is_long:
            return 0.0, ()
        block = column.text(self._said, _SAID, indent=14.0)
        group = column.group(block)
        high = group.bounds.h
        rule = Box(Rect(column.strip.x(0, _RULE), 0, _RULE, high), fill=self._role, radius=1.5)
        return high + 22, (Group((rule, group), Rect(0, 0, column.width, high)),)

    def _columns(self, column: Type, height: Callable[[int], float]) -> list[Column]:
        """The lists side by side on each page, each going on where it was."""
        persona = self._persona
        lists = [
            (key, text)
            for key, text in (
                (GOALS, persona.goals), (NEEDS, persona.needs),
                (FRUSTRATIONS, persona.frustrations), (EXPECTATIONS, persona.expectations),
            )
            if text.strip()
        ]  # fmt: skip
        if not lists:
            return []
        count = max(len(lists), 3)
        width = (column.width - 20 * (count - 1)) / count
        narrow = column.narrow(width)
        pages: list[Column] = []
        for place, (key, text) in enumerate(lists):
            blocks = self._list(narrow, key, text)
            x = column.strip.x(place * (width + 20), width)
            for i, filled in enumerate(fill(blocks, height, width, column.strip.language)):
                if i == len(pages):
                    pages.append(())
                pages[i] += tuple(replace(group, dx=x) for group in filled)
        return pages

    def _list(self, narrow: Type, key: str, text: str) -> list[Block]:
        lines = [line for line in text.splitlines() if line.strip()]
        return [
            narrow.text(narrow.say(key), SUBHEADING, self._role, role="H2", keep=True),
            *(narrow.text(line, BODY, gap=5) for line in lines),
        ]

    def _curves(self, column: Type, high: float) -> Column:
        if not self._maps:
            return ()
        count = len(self._maps)
        width = (column.width - 20 * (count - 1)) / count
        narrow = column.narrow(width)
        y = self._body.height - high
        return tuple(
            replace(
                small_curve(narrow, self._job.document, shown, self._persona, high),
                dx=column.strip.x(i * (width + 20), width),
                dy=y,
            )
            for i, shown in enumerate(self._maps)
        )
