"""The appendix: every text of a map as a table, step by step, and its quotes with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from journeyeditor.layout.card_face import STATUS_NAMES
from journeyeditor.layout.drawing import Group, Item
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.frame import runs_rtl
from journeyeditor.layout.heads import ANYBODY, TARGET
from journeyeditor.layout.legend import EVIDENCE
from journeyeditor.layout.paper.body import Body, make_body
from journeyeditor.layout.paper.flow import HEADING, NOTE, QUOTED, SUBHEADING, dated, unbroken
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.linking import appendix_id, map_target
from journeyeditor.layout.paper.options import Part
from journeyeditor.layout.paper.table import CONTINUED, Cell, Column, Record, Table
from journeyeditor.model import scale as scales
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Lane,
    Layer,
    Map,
    Persona,
    Quote,
    Rating,
    Stage,
    Status,
)
from journeyeditor.model.evidence import evidence_of
from journeyeditor.model.messages import N_, Translate

TITLE = N_("Appendix: {map}")
QUOTES = N_("Quotes and their sources")
LANE, CARD, TEXT, RATING, CHANNEL, EVIDENCE_HEAD = (
    N_("Lane"), N_("Card"), N_("Text"), N_("Feelings"), N_("Channel"), N_("Evidence"),
)  # fmt: skip
QUOTE, ABOUT, WHO, SOURCE = N_("Quote"), N_("Said about"), N_("Who"), N_("Source")
IMPACT, EFFORT, CONFIDENCE, OWNER, DUE, TAGS, VALUE, TARGET_VALUE, LINK = (
    N_("Impact {value}"), N_("Effort {value}"), N_("Confidence: {value}"), N_("Owner: {value}"),
    N_("Due {value}"), N_("Tags: {value}"), N_("Value {value}"), N_("Target {value}"), N_("Link: {value}"),
)  # fmt: skip
MOMENT = N_("Moment of truth")
RATED = N_("{persona}: {level}")
_COLUMNS = ((LANE, 12), (CARD, 18), (TEXT, 34), (RATING, 15), (CHANNEL, 9), (EVIDENCE_HEAD, 12))
_TALL_COLUMNS = (
    (LANE, 15),
    (CARD, 18),
    (TEXT, 27),
    (RATING, 18),
    (CHANNEL, 10),
    (EVIDENCE_HEAD, 12),
)
_QUOTE_COLUMNS = ((QUOTE, 38), (ABOUT, 20), (WHO, 8), (SOURCE, 34))
_BELOW_HEADING, _BETWEEN_TABLES, _FIRST_ROWS = 8.0, 26.0, 2
_MOST_REPEATED = 0.2
# The rows that tell how wide columns are; and how full a page is where a table that the next one holds whole begins
# there and not below.
_SAMPLE, _FULL = 40, 0.35
_FEW = 0.4
"""A table whose quotes go on to a last page of which they fill less than this is shared out between both."""

_LINE = "\n"

Outline = tuple[tuple[str, int], ...]
"""Entries of the outline: their titles and levels."""


def appendix_pages(job: Job) -> Iterator[Draft]:
    """The appendix of each map that has texts."""
    for key in job.maps:
        yield from _of_map(job, job.document.one(Map, key))


def _of_map(job: Job, shown: Map) -> Iterator[Draft]:
    body = make_body(job, Part.APPENDIX, shown)
    records, cards = _begun(card_records(job, shown))
    quotes, said = _begun(quote_records(job.document, shown, job.translate))
    if not records and not quotes:
        return
    title, words = body.about(TITLE, shown)
    sheets = _Sheets(body)
    heading = _heading(body, words, HEADING, "H1", shown.scenario)
    columns = _TALL_COLUMNS if body.tall else _COLUMNS
    full = [sheets.add(heading, columns, records, cards, ((title, 0),))]
    if quotes:
        words = job.translate(QUOTES)
        heading = _heading(body, words, SUBHEADING, "H2", "")
        again = _heading(body, f"{words} {job.translate(CONTINUED)}", SUBHEADING, "P", "")
        full.append(sheets.add(heading, _QUOTE_COLUMNS, quotes, said, (), again))
    for items, outline in chain.from_iterable(full):
        yield body.page_of(items, outline)
    for items, outline in sheets.last:
        yield body.page_of(items, outline)


def _begun(records: Iterator[Record]) -> tuple[list[Record], Iterator[Record]]:
    """The first records, and all of them."""
    first = list(islice(records, _SAMPLE))
    return first, chain(first, records)


def _heading(body: Body, title: str, style: Style, role: str, note: str) -> tuple[Group, ...]:
    made = body.type
    blocks = [made.text(title, style, role=role)]
    if note:
        blocks.append(made.text(note, NOTE, "ink.quiet", gap=3))
    return body.heading(*blocks)[0]


_Sheet = tuple[list[Item], Outline]


@dataclass
class _Sheets:
    """Pages being filled with tables: what stands on the last (none: not begun) with its entries of the outline, and
    where that ends. Those before it are handed on as soon as they are full."""

    body: Body
    last: list[_Sheet] = field(default_factory=list)
    y: float = 0.0

    def add(
        self,
        heading: tuple[Group, ...],
        columns: Sequence[tuple[str, float]],
        first: Sequence[Record],
        records: Iterable[Record],
        outline: Outline,
        again: tuple[Group, ...] = (),
    ) -> Iterator[_Sheet]:
        """A table below its heading, after the one before where there is room, over as many pages as it needs. A
        heading as high as a page has one of its own. `first` are the first of its records, all of them where they are
        few, `again` stands above it where it goes on. Yields pages that are full."""
        body, words = self.body, self.body.job.translate
        table = Table(body.type, tuple(Column(words(head), share) for head, share in columns))
        table = table.fitted(first)
        high = _above(heading)
        if high > body.height / 2:
            yield from self._turn(([*heading], outline))
            self.y = body.height
            heading, high, outline = (), 0.0, ()
        top = self.y + _BETWEEN_TABLES
        if not self.last or self._better_apart(top, high, table, first):
            yield from self._turn(([], outline))
            top = 0.0
        self.last[0][0].extend(replace(group, dy=group.dy + top) for group in heading)
        if _above(again) > _MOST_REPEATED * body.height:
            again = ()
        top += high
        foot = self._even(top, table, first, again)
        yield from self._fill(table, records, top, again, foot)

    def _better_apart(self, top: float, high: float, table: Table, first: Sequence[Record]) -> bool:
        """Whether a table below its heading had better begin on a page of its own: where the page has hardly room for
        its beginning, or it would be torn although the next page holds it whole."""
        room = self.body.height
        if top + high + _beginning(table, first[:_FIRST_ROWS]) > room:
            return True
        if len(first) == _SAMPLE or top < _FULL * room:
            return False
        whole = high + _beginning(table, first)
        return top + whole > room >= whole

    def _turn(self, sheet: _Sheet) -> Iterator[_Sheet]:
        """A new page; the one before is full."""
        full, self.last = self.last, [sheet]
        yield from full

    def _even(
        self, top: float, table: Table, first: Sequence[Record], again: tuple[Group, ...]
    ) -> float:
        """Where a table that begins at `top` ends on its first page: at its foot, or further up where else hardly more
        than a few rows would go on to the next."""
        room, foot = self.body.height, self.body.height
        whole = _beginning(table, first)
        rest = whole - (room - top)
        if len(first) == _SAMPLE or first[0].band or not 0 < rest < _FEW * room:
            return foot
        head = table.head().bounds.h
        return min(foot, max((top + whole + head + _above(again)) / 2, top + head + _above(again)))

    def _fill(
        self,
        table: Table,
        records: Iterable[Record],
        top: float,
        again: tuple[Group, ...],
        foot: float,
    ) -> Iterator[_Sheet]:
        """The table from `top` of the last page, which it fills down to `foot`."""
        height, above = self.body.height, _above(again)

        def room(page: int) -> float:
            return height - above if page else foot - top

        for i, group in enumerate(table.pages(records, room)):
            if i:
                yield from self._turn(([*again], ()))
            start = above if i else top
            self.last[0][0].append(replace(group, dy=start))
            self.y = start + group.bounds.h


def _above(heading: Sequence[Group]) -> float:
    """How much a heading takes above its table."""
    return heading[-1].dy + heading[-1].bounds.h + _BELOW_HEADING if heading else 0.0


def _beginning(table: Table, records: Iterable[Record]) -> float:
    """How high the heads of a table and its first rows are."""
    return table.head().bounds.h + sum(map(table.height, records))


def card_records(job: Job, shown: Map) -> Iterator[Record]:
    """A row for every card on a lane that is not hidden, step by step and in each from the top down; of stages and
    steps that have none their titles and goals. Nothing where the map has no cards."""
    document = job.document
    lanes = [lane for lane in document.lanes(shown.id) if not lane.hidden]
    if any(document.cards(lane.id) for lane in lanes):
        for stage in document.stages(shown.id):
            yield from _with_goal(stage, _stage_records(job, shown, stage, lanes))


def _stage_records(job: Job, shown: Map, stage: Stage, lanes: Sequence[Lane]) -> Iterator[Record]:
    for step in job.document.steps(stage.id):
        band = _band(stage.title, step.title)
        cards = [(lane, card) for lane in lanes for card in job.document.cell(lane.id, step.id)]
        for lane, card in cards:
            yield _record(job, shown, band, lane, card)
        if step.title and not cards:
            yield Record((), band)


def _with_goal(stage: Stage, records: Iterator[Record]) -> Iterator[Record]:
    """The rows of a stage, the first with its goal; one with its title where there is none."""
    alone = Record((), _band(stage.title)) if stage.title or stage.goal else None
    first = next(records, alone)
    if first is not None:
        yield replace(first, note=stage.goal)
    yield from records


def _band(*titles: str) -> str:
    return " › ".join(filter(None, titles)) or "–"


def _record(job: Job, shown: Map, band: str, lane: Lane, card: Card) -> Record:
    document, words = job.document, job.translate
    return Record(
        (
            Cell(lane.title, quiet=True),
            Cell(card.title, bold=True, link=map_target(job, card.id)),
            Cell(_LINE.join(filter(None, (card.text, *_details(card, words))))),
            Cell(_LINE.join(_ratings(document, shown, card, words))),
            Cell(_channel(document, card, words), quiet=True),
            Cell(words(dict(EVIDENCE)[evidence_of(document, card)]), quiet=True),
        ),
        band,
        entity=appendix_id(card.id),
    )


def _details(card: Card, words: Translate) -> Iterator[str]:
    """What else a card says: its marks in one line, then what is longer."""
    told = [
        words(MOMENT) if card.moment_of_truth else "",
        _with(words, IMPACT, card.impact),
        _with(words, EFFORT, card.effort),
        words(STATUS_NAMES[card.status]) if card.status is not Status.OPEN else "",
        _with(words, OWNER, card.owner),
        _with(words, DUE, card.due),
        _with(words, CONFIDENCE, card.confidence),
        _with(words, VALUE, _number(card.value, card.unit, words)),
        _with(words, TARGET_VALUE, _number(card.target, card.unit, words)),
    ]
    yield "\u00a0· ".join(filter(None, told))
    yield _with(words, TAGS, ", ".join(card.tags))
    yield _with(words, LINK, card.link)


def _with(words: Translate, key: str, value: object) -> str:
    """What a mark says in one piece, or where that is long with its first word in one."""
    told = words(key).format(value=value) if value not in {None, ""} else ""
    whole = unbroken(told)
    return whole if whole != told else told.replace(" ", "\u00a0", 1)


def _number(value: float | None, unit: str, words: Translate) -> str:
    return f"{scales.value_text(value, words)} {unit}".strip() if value is not None else ""


def _ratings(document: Document, shown: Map, card: Card, words: Translate) -> Iterator[str]:
    people: list[str | None] = [*shown.personas, None]
    for person in people:
        for layer in Layer:
            rating = document.rating(card.id, person, layer)
            if rating is not None and (rating.value is not None or rating.word or rating.note):
                name = _name(document, person, layer, words)
                yield words(RATED).format(persona=name, level=_level(shown, rating, words))


def _name(document: Document, person: str | None, layer: Layer, words: Translate) -> str:
    persona = document.find(Persona, person)
    name = persona.name if persona else words(ANYBODY)
    return words(TARGET).format(name=name) if layer is Layer.TARGET else name


def _level(shown: Map, rating: Rating, words: Translate) -> str:
    level = "" if rating.value is None else scales.named_value(shown.scale, rating.value, words)
    return "\u00a0– ".join(filter(None, (unbroken(level), rating.word, rating.note)))


def _channel(document: Document, card: Card, words: Translate) -> str:
    known = {channel.id: words(channel.name) for channel in BUILT_IN}
    known |= {channel.id: channel.name for channel in document.channels}
    return known.get(card.channel or "", "")


def quote_records(document: Document, shown: Map, words: Translate) -> Iterator[Record]:
    """A row for every quote of the cards that are shown."""
    rtl = runs_rtl(document, shown)
    steps = {step.id: i for i, step in enumerate(document.map_steps(shown.id))}
    lanes = [lane for lane in document.lanes(shown.id) if not lane.hidden]
    cards = [card for lane in lanes for card in document.cards(lane.id)]
    for card in sorted(cards, key=lambda one: steps.get(one.step, 0)):
        for quote in document.quotes(card.id):
            yield Record(
                (
                    Cell(words(QUOTED).format(quote=quote.text)),
                    Cell(card.title, link=appendix_id(card.id)),
                    Cell(quote.participant, quiet=True),
                    Cell(_source(quote, rtl), quiet=True),
                )
            )


def _source(quote: Quote, rtl: bool) -> str:
    return ", ".join(filter(None, (quote.method, quote.source, dated(quote.date, rtl))))
