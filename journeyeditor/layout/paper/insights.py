"""The page of insights: pain points and opportunities in order with their matrix, moments of truth, lowest points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from journeyeditor.layout.card_face import STATUS_NAMES
from journeyeditor.layout.drawing import Group, Item, Link, Rect, Shape, Tag
from journeyeditor.layout.faces import face
from journeyeditor.layout.heads import ANYBODY
from journeyeditor.layout.outlines import star
from journeyeditor.layout.paper.body import Body, make_body
from journeyeditor.layout.paper.flow import (
    BODY,
    BODY_BOLD,
    HEADING,
    ITALIC,
    NOTE,
    QUOTED,
    SUBHEADING,
    Block,
    Column,
    Row,
    Type,
    dated,
    even_height,
    evened,
    fill,
    flowing,
    sections_of,
    unbroken,
)
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.linking import insight_id, insight_target
from journeyeditor.layout.paper.matrix import mark, matrix
from journeyeditor.layout.paper.options import Part
from journeyeditor.layout.paper.ranking import (
    CHANCES,
    PAINS,
    Insight,
    Low,
    lowest,
    moments,
    ranked,
)
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import Card, Map, Persona, Quote, Status
from journeyeditor.model.messages import N_

TITLE = N_("Insights: {map}")
OPPORTUNITIES = N_("Opportunities, the most for the least effort first")
PAIN_POINTS = N_("Pain points by impact and effort")
MOMENTS = N_("Moments of truth")
LOWS = N_("Lowest points")
IMPACT, EFFORT = N_("impact {value}"), N_("effort {value}")
NOT_RATED = N_("not rated yet")
SAID = N_("“{quote}” – {who}")
FEELS = N_("{persona}: {level}")

_BETWEEN, _BELOW_MATRIX = 26.0, 16.0
_LEAST_WIDE, _LEAST_THREE, _LEAST_UNDER = 420.0, 690.0, 110.0
# How much smaller the matrix may be where that saves a page, and how large it stays.
_SMALLER, _LEAST_MATRIX = (0.8, 0.66), 245.0
_MANY = 60
"""Of so many insights it is no longer tried which columns and which matrix take the fewest pages."""

_INDENT = 28.0
_DOT = 9.5
_MOST_QUOTES = 3


def insight_pages(job: Job) -> Iterator[Draft]:
    """The insights of each map that has any."""
    for key in job.maps:
        maker = _Insights(job, job.document.one(Map, key))
        if maker.any:
            yield from maker.drafts()


@dataclass(frozen=True, slots=True)
class _Found:
    """What a map has of each."""

    chances: list[Insight]
    pains: list[Insight]
    moments: list[Insight]
    lows: list[Low]

    @property
    def count(self) -> int:
        return len(self.chances) + len(self.pains) + len(self.moments) + len(self.lows)


class _Insights:
    """The insights of one map."""

    def __init__(self, job: Job, shown: Map) -> None:
        document = job.document
        numbered = [*ranked(document, shown, CHANCES), *ranked(document, shown, PAINS)]
        numbered = [replace(one, number=i) for i, one in enumerate(numbered, 1)]
        self._job = job
        self._map = shown
        self._found = _Found(
            [one for one in numbered if one.kind in CHANCES],
            [one for one in numbered if one.kind in PAINS],
            moments(document, shown),
            lowest(document, shown),
        )

    @property
    def any(self) -> bool:
        found = self._found
        return bool(found.chances or found.pains or found.moments or found.lows)

    def drafts(self) -> Iterator[Draft]:
        body = make_body(self._job, Part.INSIGHTS, self._map)
        title, words = body.about(TITLE, self._map)
        heading, end = body.heading(body.type.text(words, HEADING, role="H1"))
        yield from self._columns(body, heading, end + 12, title)

    def _columns(
        self, body: Body, heading: tuple[Group, ...], top: float, title: str
    ) -> Iterator[Draft]:
        """Two columns a page; the first begins below the matrix, where there is something to show in it. The matrix is
        as large as it can be without a page more, for which there may be three columns."""
        wide = body.width >= _LEAST_WIDE
        most = 3 if body.width >= _LEAST_THREE else 2 if wide else 1
        if self._found.count > _MANY:
            pages = self._streamed(body, top, most)
        else:
            tried = self._tried(body, top, min(most, 2))
            if most == 3:
                tried += self._tried(body, top, 3)
            pages = min(tried, key=lambda laid: (laid.count, laid.hollow)).pages()
        for number, items in enumerate(pages):
            yield (
                body.page_of((*heading, *items), ((title, 0),))
                if number == 0
                else body.page_of(items)
            )

    def _streamed(self, body: Body, top: float, per_page: int) -> Iterator[list[Item]]:
        """Many insights, laid page by page: none waits for what comes behind it, as a page more or less is not seen."""
        width = (body.width - _BETWEEN * (per_page - 1)) / per_page
        column = body.type.narrow(width)
        picture = self._picture(column, min(width, body.height - top))
        frame = _Columns(body, column, picture, top, per_page)
        return frame.paged(frame.filled(self._blocks(column), body.height))

    def _tried(self, body: Body, top: float, per_page: int) -> list[_Laid]:
        """So many columns, with the matrix as large as one, and smaller where there are two."""
        width = (body.width - _BETWEEN * (per_page - 1)) / per_page
        column = body.type.narrow(width)
        sections = self._sections(column)
        whole = min(width, body.height - top)
        shares = _SMALLER if per_page == 2 else ()
        smaller = [whole * share for share in shares if whole * share >= _LEAST_MATRIX]
        return [
            _Laid(body, column, blocks, self._picture(column, size), top, per_page)
            for size in (whole, *smaller)
            for blocks in _ways(sections)
        ]

    def _picture(self, column: Type, size: float) -> Group | None:
        shown = [*self._found.chances, *self._found.pains]
        if not any(one.card.impact and one.card.effort for one in shown):
            return None
        return matrix(column, shown, size)

    def _parts(self, column: Type) -> Iterator[tuple[str, Iterator[Block]]]:
        """Each heading's key with what stands below it, made as it is asked for."""
        found = self._found
        yield OPPORTUNITIES, (self._insight(column, one) for one in found.chances)
        yield PAIN_POINTS, (self._insight(column, one) for one in found.pains)
        yield MOMENTS, (self._moment(column, one) for one in found.moments)
        yield LOWS, (block for low in found.lows for block in self._low(column, low))

    def _blocks(self, column: Type) -> Iterator[Block]:
        """All blocks, made as they are asked for."""
        for key, blocks in self._parts(column):
            for i, block in enumerate(blocks):
                if not i:
                    yield self._head(column, key)
                yield block

    def _sections(self, column: Type) -> list[list[Block]]:
        """Each heading with what stands below it."""
        sections = [(key, [*blocks]) for key, blocks in self._parts(column)]
        return [[self._head(column, key), *blocks] for key, blocks in sections if blocks]

    def _head(self, column: Type, key: str) -> Block:
        return column.text(column.say(key), SUBHEADING, gap=18, role="H2", keep=True)

    def _insight(self, column: Type, one: Insight) -> Block:
        sign = mark(column, one, column.strip.x(_DOT), _DOT, _DOT)
        notes = [self._facts(column, one)]
        return self._entry(column, one.card, sign, notes, insight_id(one.card.id))

    def _facts(self, column: Type, one: Insight) -> str:
        card = one.card
        parts = [
            unbroken(column.say(IMPACT, value=card.impact)) if card.impact else "",
            unbroken(column.say(EFFORT, value=card.effort)) if card.effort else "",
            "" if card.impact or card.effort else column.say(NOT_RATED),
            column.say(STATUS_NAMES[card.status]) if card.status is not Status.OPEN else "",
            card.owner,
            dated(card.due, column.strip.rtl),
            one.stage,
        ]
        return "\u00a0· ".join(filter(None, parts))

    def _moment(self, column: Type, one: Insight) -> Block:
        sign = Shape(
            star(0, 0, 8), column.strip.x(_DOT), _DOT,
            fill="moment", stroke="moment.line", stroke_width=1.0,
        )  # fmt: skip
        return self._entry(column, one.card, sign, [one.stage], "")

    def _low(self, column: Type, low: Low) -> Iterator[Block]:
        """A low point with its quotes, each a paragraph."""
        shown = self._map
        level = scales.named_value(shown.scale, low.value, column.strip.translate)
        persona = self._job.document.find(Persona, low.persona)
        name = persona.name if persona else column.say(ANYBODY)
        note = "\u00a0· ".join(
            filter(None, (column.say(FEELS, persona=name, level=level), low.stage))
        )
        sign = Group(
            face(low.goodness, column.strip.x(_DOT), _DOT, _DOT),
            Rect(column.strip.x(0, 2 * _DOT), 0, 2 * _DOT, 2 * _DOT),
        )
        block = self._entry(column, low.card, sign, [note], "")
        quotes = [
            column.text(_said(column, quote), ITALIC, "ink.quiet", indent=_INDENT)
            for quote in self._job.document.quotes(low.card.id)[:_MOST_QUOTES]
        ]
        blocks = [block, *quotes]
        yield from (replace(one, keep=True) for one in blocks[:-1])
        yield blocks[-1]

    def _entry(
        self, column: Type, card: Card, sign: Item, notes: Sequence[str], entity: str
    ) -> Block:
        """A sign, the card's title, its text and notes; the title leads to the card on the map."""
        rows: list[Row] = [*column.rows(card.title or "–", BODY_BOLD, "ink", _INDENT)]
        rows[0] = Row(
            (sign, *rows[0].items, *self._links(column, card.id, rows[0].height)), rows[0].height
        )
        if card.text:
            rows += column.rows(card.text, BODY, "ink.quiet", _INDENT)
        for note in filter(None, notes):
            rows += column.rows(note, NOTE, "ink", _INDENT)
        return Block(tuple(rows), 10.0, tag=Tag("P"), entity=entity or None, part="insight")

    def _links(self, column: Type, card: str, height: float) -> Iterator[Item]:
        target = insight_target(self._job, card)
        if target:
            room = column.width - _INDENT
            yield Link(Rect(column.strip.x(_INDENT, room), 0, room, height), f"#{target}")


def _ways(sections: Sequence[Sequence[Block]]) -> Iterator[list[Block]]:
    """The sections whole where a column holds them, all but the first, and none."""
    for whole in (0, 1, len(sections)):
        apart = [block for section in sections[:whole] for block in section]
        yield [*apart, *(block for section in sections[whole:] for block in _together(section))]


def _together(section: Sequence[Block]) -> list[Block]:
    """The section in one column, where one holds it."""
    return [*(replace(block, near=True) for block in section[:-1]), section[-1]]


class _Columns:
    """Where columns stand, `per_page` beside each other, below the matrix and what stands above `top` of page one."""

    def __init__(
        self, body: Body, column: Type, picture: Group | None, top: float, per_page: int
    ) -> None:
        self._body, self._column, self._picture = body, column, picture
        self._top, self._per_page = top, per_page
        self._under = 0.0 if picture is None else picture.bounds.h + _BELOW_MATRIX
        # Where the matrix leaves too little of its column, nothing stands below it.
        self._first = int(per_page > 1 and body.height - self._start(0) < _LEAST_UNDER)

    def filled(self, blocks: Iterable[Block], height: float) -> Iterator[Column]:
        """The columns of pages so high, one after the other."""
        yield from [()] * self._first
        yield from flowing(
            blocks, lambda i: max(height - self._start(i + self._first), 0.0), self._column.width,
            self._column.strip.language,
        )  # fmt: skip

    def _start(self, index: int) -> float:
        """Where a column begins."""
        below = self._under if index == 0 else 0.0
        return below + (self._top if index < self._per_page else 0.0)

    def paged(self, columns: Iterable[Column]) -> Iterator[list[Item]]:
        """What stands on each page."""
        coming = iter(columns)
        start = 0
        while beside := [*islice(coming, self._per_page)]:
            yield self._page(start, beside)
            start += self._per_page

    def _page(self, start: int, columns: Sequence[Column]) -> list[Item]:
        strip, width = self._body.type.strip, self._column.width
        items: list[Item] = []
        if start == 0 and self._picture is not None:
            picture = self._picture
            items.append(replace(picture, dx=strip.x(0, picture.bounds.w), dy=self._top))
        for i, column in enumerate(columns):
            x = strip.x(i * (width + _BETWEEN), width)
            down = self._start(start + i)
            items += [replace(g, dx=x, dy=g.dy + down) for g in column]
        return items


class _Laid(_Columns):
    """Blocks in columns; those of the last page end at about the same height."""

    def __init__(
        self,
        body: Body,
        column: Type,
        blocks: Sequence[Block],
        picture: Group | None,
        top: float,
        per_page: int,
    ) -> None:
        super().__init__(body, column, picture, top, per_page)
        self._height = evened(
            lambda height: len([*self.filled(blocks, height)]) <= per_page, body.height
        )
        self._columns = [*self.filled(blocks, self._height)]
        if self.count > 1:
            self._even_last(blocks)

    def _even_last(self, blocks: Sequence[Block]) -> None:
        """The columns of the last page as high as each other, where it begins with a block or section of its own."""
        before, width = (self.count - 1) * self._per_page, self._column.width
        ends = [*accumulate(len(section) for section in sections_of(blocks))]
        taken = [end for end in ends if self._takes(blocks[:end]) <= before]
        rest = [replace(block, near=False) for block in blocks[max(taken, default=0) :]]
        first = [*self.filled(blocks[: max(taken, default=0)], self._height)]
        if not taken or first != self._columns[: len(first)]:
            return
        height = even_height(rest, self._height, self._per_page, width)
        last = fill(rest, lambda _: height, width, self._column.strip.language)
        if len(last) <= self._per_page:
            gap: list[Column] = [()] * (before - len(first))
            self._columns = [*first, *gap, *last]

    def _takes(self, blocks: Sequence[Block]) -> int:
        """How many columns these take."""
        return len([*self.filled(blocks, self._height)])

    @property
    def count(self) -> int:
        """How many pages there are."""
        return -(-len(self._columns) // self._per_page)

    @property
    def hollow(self) -> bool:
        """Whether nothing stands below the matrix, where there is room."""
        room = self._height - self._start(0)
        return not self._columns[0] and self._picture is not None and room >= _LEAST_UNDER

    def pages(self) -> Iterator[list[Item]]:
        """What stands on each page."""
        return self.paged(self._columns)


def _said(column: Type, quote: Quote) -> str:
    who = ", ".join(filter(None, (quote.participant, quote.source)))
    return column.say(SAID if who else QUOTED, quote=quote.text, who=who)
