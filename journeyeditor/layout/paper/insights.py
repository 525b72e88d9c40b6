"""The page of insights: pain points and opportunities in order with their matrix, moments of truth, lowest points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeyeditor.layout.card_face import STATUS_NAMES
from journeyeditor.layout.drawing import Group, Item, Link, Rect, Shape, Tag
from journeyeditor.layout.faces import face
from journeyeditor.layout.furniture import UNTITLED
from journeyeditor.layout.heads import ANYBODY
from journeyeditor.layout.outlines import star
from journeyeditor.layout.paper.body import Body, make_body
from journeyeditor.layout.paper.flow import (
    BODY,
    BODY_BOLD,
    HEADING,
    ITALIC,
    NOTE,
    SUBHEADING,
    Block,
    Row,
    Type,
    fill,
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
SAID_BY_NOBODY = N_("“{quote}”")
FEELS = N_("{persona}: {level}")

_BETWEEN = 26.0
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
        title = body.type.say(TITLE, map=self._map.title or body.type.say(UNTITLED))
        heading, end = body.heading(body.type.text(title, HEADING, role="H1"))
        yield from self._columns(body, heading, end + 12, title)

    def _columns(
        self, body: Body, heading: tuple[Group, ...], top: float, title: str
    ) -> Iterator[Draft]:
        """Two columns a page; on the first the matrix takes one, where there is something to show in it."""
        wide = body.width >= 420
        width = (body.width - _BETWEEN) / 2 if wide else body.width
        per_page = 2 if wide else 1
        column = body.type.narrow(width)
        picture = self._picture(column, min(width, body.height - top))
        first = 1 if picture is not None else 0
        under = 0.0 if picture is None or wide else picture.bounds.h + 16

        def height(i: int) -> float:
            page = (i + (first if wide else 0)) // per_page
            return body.height - (top if page == 0 else 0.0) - (under if i == 0 else 0.0)

        columns = fill(self._blocks(column), height, width, column.strip.language)
        cells: list[tuple[Item, ...]] = [*([()] if first and wide else []), *columns]
        for page in range(0, len(cells), per_page):
            items: list[Item] = []
            if page == 0:
                items += [*heading, *([picture_at(picture, body, top)] if picture else [])]
            for i, cell in enumerate(cells[page : page + per_page]):
                x = body.type.strip.x(i * (width + _BETWEEN), width)
                y = (top if page == 0 else 0.0) + (under if page == 0 else 0.0)
                items += [replace(g, dx=x, dy=g.dy + y) for g in cell if isinstance(g, Group)]
            yield body.page_of(items, ((title, 0),) if page == 0 else ())

    def _picture(self, column: Type, size: float) -> Group | None:
        shown = [*self._found.chances, *self._found.pains]
        if not any(one.card.impact and one.card.effort for one in shown):
            return None
        return matrix(column, shown, size)

    def _blocks(self, column: Type) -> list[Block]:
        found = self._found
        blocks: list[Block] = []
        for key, insights in ((OPPORTUNITIES, found.chances), (PAIN_POINTS, found.pains)):
            if insights:
                blocks.append(self._head(column, key))
                blocks += [self._insight(column, one) for one in insights]
        if found.moments:
            blocks.append(self._head(column, MOMENTS))
            blocks += [self._moment(column, one) for one in found.moments]
        if found.lows:
            blocks.append(self._head(column, LOWS))
            blocks += [self._low(column, low) for low in found.lows]
        return blocks

    def _head(self, column: Type, key: str) -> Block:
        return column.text(column.say(key), SUBHEADING, gap=18, role="H2", keep=True)

    def _insight(self, column: Type, one: Insight) -> Block:
        sign = mark(column, one, column.strip.x(_DOT), _DOT, _DOT)
        notes = [self._facts(column, one)]
        return self._entry(column, one.card, sign, notes, insight_id(one.card.id))

    def _facts(self, column: Type, one: Insight) -> str:
        card = one.card
        parts = [
            column.say(IMPACT, value=card.impact) if card.impact else "",
            column.say(EFFORT, value=card.effort) if card.effort else "",
            "" if card.impact or card.effort else column.say(NOT_RATED),
            column.say(STATUS_NAMES[card.status]) if card.status is not Status.OPEN else "",
            card.owner,
            card.due,
            one.stage,
        ]
        return "\u00a0· ".join(filter(None, parts))

    def _moment(self, column: Type, one: Insight) -> Block:
        sign = Shape(
            star(0, 0, 8), column.strip.x(_DOT), _DOT,
            fill="moment", stroke="moment.line", stroke_width=1.0,
        )  # fmt: skip
        return self._entry(column, one.card, sign, [one.stage], "")

    def _low(self, column: Type, low: Low) -> Block:
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
        return replace(block, rows=(*block.rows, *self._quotes(column, low)))

    def _quotes(self, column: Type, low: Low) -> Iterator[Row]:
        quotes = self._job.document.quotes(low.card.id)[:_MOST_QUOTES]
        for quote in quotes:
            yield from column.rows(_said(column, quote), ITALIC, "ink.quiet", _INDENT)

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


def picture_at(picture: Group, body: Body, top: float) -> Group:
    """The matrix at the start of the first page's columns."""
    return replace(picture, dx=body.type.strip.x(0, picture.bounds.w), dy=top)


def _said(column: Type, quote: Quote) -> str:
    who = ", ".join(filter(None, (quote.participant, quote.source)))
    return column.say(SAID if who else SAID_BY_NOBODY, quote=quote.text, who=who)
