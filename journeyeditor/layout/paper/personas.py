"""A page for each persona: the portrait, who they are, what they say and want, and their curve in miniature."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from journeyeditor.layout.drawing import Box, Group, Item, Picture, Rect, Shape, Tag
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.outlines import circle
from journeyeditor.layout.palette import PERSONAS, hue_role
from journeyeditor.layout.paper.body import Body, make_body
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
_TALLEST, _MOST_SLOPE = 330.0, 0.58
_DISC = 0.36
# How much of a page's height a persona takes at most that shares it, and how far apart these are.
_MOST_BRIEF, _BETWEEN = 0.4, 28.0


def persona_pages(job: Job) -> Iterator[Draft]:
    """A page for each persona of the maps that are printed, in the document's order. Those of whom there is hardly
    more to say than a name share pages behind the others."""
    maps = [job.document.one(Map, key) for key in job.maps]
    shown = {key for one in maps for key in one.personas}
    made = [_PersonaPages(job, one, maps) for one in job.document.personas if one.id in shown]
    brief = [one for one in made if one.is_brief]
    together = brief if len(brief) > 1 else []
    for one in made:
        if one not in together:
            yield from one.drafts()
    if together:
        yield from _shared(together)


def _shared(brief: Sequence[_PersonaPages]) -> Iterator[Draft]:
    """Pages of columns with several personas each, read column by column."""
    body = brief[0].body
    found: list[tuple[str, Column]] = []
    column, y = 0, 0.0
    for one in brief:
        group = one.in_brief()
        high = _bottom(group)
        if y and y + high > body.height:
            column, y = column + 1, 0.0
        if column == len(_columns_of(body)):
            yield _page_of(body, found)
            found, column = [], 0
        x = body.type.strip.x(*_columns_of(body)[column])
        found.append((one.name, tuple(replace(g, dx=g.dx + x, dy=g.dy + y) for g in group)))
        y += high + _BETWEEN
    yield _page_of(body, found)


def _page_of(body: Body, found: Sequence[tuple[str, Column]]) -> Draft:
    return body.page_of(
        [group for _name, groups in found for group in groups],
        [(name, 0) for name, _groups in found],
    )


def _columns_of(body: Body) -> list[tuple[float, float]]:
    """Where the columns of shared pages begin, and how wide they are."""
    if body.tall:
        return [(0.0, body.width)]
    width = (body.width - _GAP) / 2
    return [(0.0, width), (width + _GAP, width)]


def _bottom(column: Column) -> float:
    return max((group.dy + group.bounds.h for group in column), default=0.0)


class _PersonaPages:
    """The page of one persona, and those that it needs beyond."""

    def __init__(self, job: Job, persona: Persona, maps: list[Map]) -> None:
        self._job = job
        self._persona = persona
        document = job.document
        self._maps = [m for m in maps if has_curve(document, m, persona.id)][:_MOST_CURVES]
        # The page is about the document, but runs the way of the first map.
        self._body = make_body(job, Part.PERSONA, None)

    @property
    def body(self) -> Body:
        return self._body

    @property
    def is_brief(self) -> bool:
        """Whether there is so little to say that it fills only a small part of a page."""
        if self._wanted or self._maps:
            return False
        return _bottom(self.in_brief()) <= _MOST_BRIEF * self._body.height

    def in_brief(self) -> Column:
        """The portrait, with all there is to say beside it, for a column of a shared page."""
        _x, width = _columns_of(self._body)[0]
        return self._who(self._body.type.narrow(width))

    def drafts(self) -> Iterator[Draft]:
        body = self._body
        tall = self._tall() if body.tall else None
        if tall is not None:
            yield body.page_of(tall, ((self.name, 0),))
            return
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
            yield body.page_of(items, ((self.name, 0),) if i == 0 else ())

    def _tall(self) -> Column | None:
        """The page on a tall sheet, from the top down: portrait and who they are, what they want in pairs, the curves;
        None where that is more than a page."""
        body = self._body
        said = self._who(body.type)
        y = max(group.dy + group.bounds.h for group in said) + _ABOVE_CURVE
        lists = self._pairs(body.type, y)
        y = max([y, *(group.dy + group.bounds.h for group in lists)])
        count = len(self._maps)
        room = (body.height - y - _ABOVE_CURVE) / max(count, 1) - _ABOVE_CURVE
        if y > body.height or (count and room < HEIGHT):
            return None
        high = min(room, max(_TALLEST, _MOST_SLOPE * body.width))
        curves = tuple(
            replace(
                small_curve(body.type, self._job.document, shown, self._persona, high),
                dy=y + _ABOVE_CURVE + i * (high + _ABOVE_CURVE),
            )
            for i, shown in enumerate(self._maps)
        )
        return (*said, *lists, *curves)

    def _who(self, column: Type) -> Column:
        """The portrait, with name, role, quote and biography beside it."""
        size = column.width * _LEFT_SHARE
        portrait = self._portrait(column, size / 2 / _DISC if self._no_picture else size)
        x = column.strip.x(0, portrait.bounds.w)
        beside = column.narrow(column.width - size - _GAP)
        at = column.strip.x(size + _GAP, beside.width)
        blocks = self._named(beside)
        if self._said:
            blocks.insert(len(blocks) - bool(self._persona.bio), beside.text(
                self._said, _SAID, self._role, gap=10))  # fmt: skip
        texts = fill(blocks, lambda _: 1e9, beside.width, beside.strip.language)[0]
        moved = x - portrait.bounds.x
        return (replace(portrait, dx=moved), *(replace(group, dx=at) for group in texts))

    def _pairs(self, column: Type, y: float) -> Column:
        """What they want, two lists beside each other."""
        width = (column.width - _GAP) / 2
        narrow = column.narrow(width)
        found: list[Group] = []
        lists = self._wanted
        for pair in (lists[i : i + 2] for i in range(0, len(lists), 2)):
            bottom = y
            for place, (key, text) in enumerate(pair):
                x = column.strip.x(place * (width + _GAP), width)
                blocks = self._list(narrow, key, text)
                filled = fill(blocks, lambda _: 1e9, width, column.strip.language)[0]
                found += [replace(group, dx=x, dy=group.dy + y) for group in filled]
                bottom = max(bottom, found[-1].dy + found[-1].bounds.h)
            y = bottom + _ABOVE_CURVE
        return tuple(found)

    @property
    def name(self) -> str:
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
        body = self._body
        portrait = self._portrait(column, min(column.width, body.height * _PORTRAIT_SHARE))
        top = portrait.bounds.h + 14
        blocks = self._named(column)
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

    def _named(self, column: Type) -> list[Block]:
        """Name, role and biography."""
        persona = self._persona
        blocks = [column.text(self.name, HEADING, role="H1")]
        if persona.role:
            blocks.append(column.text(persona.role, _ROLE, "ink.quiet", gap=2))
        if persona.bio:
            blocks.append(column.text(persona.bio, BODY, gap=10))
        return blocks

    @property
    def _no_picture(self) -> bool:
        image = self._job.document.find(Image, self._persona.portrait)
        return image is None or not image.width or not image.height

    def _portrait(self, column: Type, size: float) -> Group:
        """The picture, or a disc with the first letter of the name."""
        image = self._job.document.find(Image, self._persona.portrait)
        if image is not None and image.width and image.height:
            alt = image.alt or column.say(PORTRAIT, name=self.name)
            wide = min(size, size * image.width / image.height)
            high = min(size, size * image.height / image.width)
            rect = Rect(column.strip.x(0, wide), 0, wide, high)
            picture = Picture(rect, image.id, alt, radius=10)
            return Group((picture,), rect, tag=Tag("Figure", alt=alt))
        radius = size * _DISC
        letter = column.strip.engine.line(
            self.name[:1].upper(), _INITIAL, column.strip.language, colour="face.ink"
        )
        scale = radius / max(letter.height, 1)
        x = column.strip.x(radius)
        words = Group(
            letter.glyphs(), Rect(0, 0, letter.width, letter.height),
            x - letter.width * scale / 2, radius - letter.height * scale / 2, scale,
        )  # fmt: skip
        disc = Shape(circle(0, 0, radius), x, radius, fill=self._role)
        alt = column.say(PORTRAIT, name=self.name)
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
        curves = self._curves(column, body.height - bottom - 26)
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
        return [first, *moved[1:], self._curves(column, body.height)]

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
        lists = self._wanted
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

    @property
    def _wanted(self) -> list[tuple[str, str]]:
        """What there is to say of what they want, behind its headings."""
        persona = self._persona
        lists = (
            (GOALS, persona.goals), (NEEDS, persona.needs),
            (FRUSTRATIONS, persona.frustrations), (EXPECTATIONS, persona.expectations),
        )  # fmt: skip
        return [(key, text) for key, text in lists if text.strip()]

    def _list(self, narrow: Type, key: str, text: str) -> list[Block]:
        lines = [line for line in text.splitlines() if line.strip()]
        return [
            narrow.text(narrow.say(key), SUBHEADING, self._role, role="H2", keep=True),
            *(narrow.text(line, BODY, gap=5) for line in lines),
        ]

    def _curves(self, column: Type, free: float) -> Column:
        """The curves at the foot of a page that has so much room for them: beside each other, or one below the other
        where they are larger that way."""
        count = max(len(self._maps), 1)
        width = (column.width - 20 * (count - 1)) / count
        high = max(HEIGHT, min(free, _tallest(width)))
        low = min((free - _ABOVE_CURVE * (count - 1)) / count, _tallest(column.width))
        stacked = low >= HEIGHT and low * column.width > high * width
        if stacked:
            width, high = column.width, low
        foot = self._body.height
        narrow = column.narrow(width)
        found: list[Group] = []
        for i, shown in enumerate(self._maps):
            drawn = small_curve(narrow, self._job.document, shown, self._persona, high)
            across, up = (0, count - 1 - i) if stacked else (i, 0)
            x = column.strip.x(across * (width + 20), width)
            found.append(replace(drawn, dx=x, dy=foot - high - up * (high + _ABOVE_CURVE)))
        return tuple(found)


def _tallest(width: float) -> float:
    """How high a curve may be: higher where it is wide."""
    return max(_TALLEST, _MOST_SLOPE * width)
