"""A table over as many pages as it needs: its heads on each of them, its rows whole where a page holds them.

A row longer than a page is cut between lines and says so. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeyeditor.layout.drawing import ARTIFACT, Box, Group, Item, Link, Rect, Role, Tag
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.paper.flow import Row, Type, lowered
from journeyeditor.layout.paper.widths import Wanted
from journeyeditor.model.messages import N_

CONTINUED = N_("(continued)")

_TEXT, _HEAD, _BAND = Style(9), Style(8.5, bold=True), Style(10, bold=True)
_PAD, _BETWEEN = 4.0, 10.0
_RULE = 0.6
# So that rounding breaks no line of a column that is as wide as it.
_SLACK = 1.0
# A longest word beyond this share of the table, such as an address, does not widen its column.
_MOST_LEAST = 0.2
_MOST_REPEATED = 0.3

_Lines = Sequence[tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the words of its head, and its share of the table's width."""

    head: str
    share: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table, how it looks, and which place of the document it leads to ("": none)."""

    text: str
    bold: bool = False
    quiet: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of cells, none where it is only a band; `band` is what it belongs to, said above the first row of each and
    on top of each page, `note` what is said below it, where it begins; `entity` is the place that links lead to."""

    cells: tuple[Cell, ...]
    band: str = ""
    note: str = ""
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is set."""

    type: Type
    columns: tuple[Column, ...]

    def pages(self, records: Iterable[Record], height: Callable[[int], float]) -> Iterator[Group]:
        """The table cut into pages one by one, of which page i has `height(i)` for it; its tops are at 0."""
        return _Pages(self, height).filled(records)

    def fitted(self, records: Iterable[Record]) -> Table:
        """The table with columns as wide as suits its heads and these records."""
        cells = [[*record.cells] for record in records if record.cells]
        heads = [[self._measured(column.head, _HEAD)] for column in self.columns]
        rows = [heads, *([self._measures(cell) for cell in row] for row in cells)]
        most = _MOST_LEAST * self._room
        least = [
            min(max([*head, *(self._longest(row[i]) for row in cells)]), most)
            for i, head in enumerate(heads)
        ]
        wanted = Wanted(rows, least, [column.share for column in self.columns])
        widths = wanted.widths(self._room)
        return replace(self, columns=tuple(
            replace(column, share=width) for column, width in zip(self.columns, widths, strict=True)
        ))  # fmt: skip

    def _measures(self, cell: Cell) -> list[float]:
        """How wide the lines of a cell are before they are broken."""
        return [self._measured(line, _style(cell, _TEXT)) for line in cell.text.split("\n")]

    def _longest(self, cell: Cell) -> float:
        """How wide the longest word of a cell is."""
        words = sorted(cell.text.replace("\n", " ").split(" "), key=len)[-1:]
        return max((self._measured(word, _style(cell, _TEXT)) for word in words), default=0.0)

    def _measured(self, text: str, style: Style) -> float:
        return _SLACK + self.type.strip.engine.measure(text, style, self._language)

    @property
    def _room(self) -> float:
        """What the columns share."""
        return self.type.width - _BETWEEN * (len(self.columns) - 1)

    def widths(self) -> list[tuple[float, float]]:
        """Where each column begins, counted from the table's start, and how wide it is."""
        room = self._room
        shares = sum(column.share for column in self.columns)
        found, x = [], 0.0
        for column in self.columns:
            width = room * column.share / shares
            found.append((x, width))
            x += width + _BETWEEN
        return found

    def head(self) -> Group:
        """The row of heads with a rule below."""
        cells = [Cell(column.head, quiet=True) for column in self.columns]
        lines = [
            self._lines(cell, w, _HEAD) for cell, (_x, w) in zip(cells, self.widths(), strict=True)
        ]
        tags = [Tag("TH", scope="Column")] * len(cells)
        return self._row(cells, lines, tags, rule="ink.quiet")

    def band_lines(self, title: str, note: str, again: bool) -> tuple[Row, ...]:
        """The lines of a row over all columns that says what the rows below belong to."""
        words = f"{title} {self.type.say(CONTINUED)}" if again else title
        rows = self.type.rows(words, _BAND)
        return (*rows, *self.type.rows(note, _TEXT, "ink.quiet")) if note and not again else rows

    def band(self, rows: Sequence[Row]) -> Group:
        """That row, or the part of it with these lines."""
        items, height = _stacked(rows, 2 * _PAD)
        bounds = Rect(0, 0, self.type.width, height + _PAD)
        tag = Tag("TH", scope="Row", span=len(self.columns))
        cell = Group(items, bounds, tag=tag, language=self._language)
        rule = self._rule(height + _PAD - _RULE, "line")
        return Group((cell, rule), bounds, part="band", tag=Tag("TR"))

    def lines(self, record: Record) -> list[tuple[Row, ...]]:
        """The lines of each cell of a row."""
        if not record.cells:
            return []
        return [
            self._lines(cell, width, _TEXT)
            for cell, (_x, width) in zip(record.cells, self.widths(), strict=True)
        ]

    def height(self, record: Record) -> float:
        """How high a row is, without its band."""
        return self.row(record, self.lines(record), True).bounds.h if record.cells else 0.0

    def row(self, record: Record, lines: Sequence[tuple[Row, ...]], first: bool) -> Group:
        """A row, or the part of it with these lines."""
        group = self._row(record.cells, lines, [Tag("TD")] * len(lines), rule="line.quiet")
        return replace(group, entity=record.entity or None) if first else group

    @property
    def _language(self) -> str:
        return self.type.strip.language

    def _lines(self, cell: Cell, width: float, style: Style) -> tuple[Row, ...]:
        colour: Role = "ink.quiet" if cell.quiet else "ink"
        made = self.type.narrow(width)
        return made.rows(cell.text, _style(cell, style), colour) if cell.text else ()

    def _row(
        self,
        cells: Sequence[Cell],
        lines: Sequence[tuple[Row, ...]],
        tags: Sequence[Tag],
        rule: Role,
    ) -> Group:
        high = max((sum(row.height for row in rows) for rows in lines), default=0.0)
        height = max(high, _TEXT.size * 1.3) + 2 * _PAD
        drawn: list[Item] = []
        for cell, rows, tag, (x, width) in zip(cells, lines, tags, self.widths(), strict=True):
            drawn.append(self._cell(cell, rows, tag, Rect(x, 0, width, height)))
        drawn.append(self._rule(height - _RULE, rule))
        return Group(tuple(drawn), Rect(0, 0, self.type.width, height), part="row", tag=Tag("TR"))

    def _cell(self, cell: Cell, rows: Sequence[Row], tag: Tag, rect: Rect) -> Group:
        items, high = _stacked(rows, _PAD)
        links: tuple[Item, ...] = ()
        if cell.link and rows:
            links = (Link(Rect(0, _PAD, rect.w, high - _PAD), f"#{cell.link}"),)
        x = self.type.strip.x(rect.x, rect.w)
        bounds = Rect(0, 0, rect.w, rect.h)
        return Group((*items, *links), bounds, x, tag=tag, language=self._language)

    def _rule(self, y: float, role: Role) -> Group:
        rect = Rect(0, y, self.type.width, _RULE)
        return Group((Box(rect, fill=role),), rect, tag=ARTIFACT)


def _style(cell: Cell, style: Style) -> Style:
    return Style(style.size, bold=style.bold or cell.bold)


def _stacked(rows: Iterable[Row], top: float) -> tuple[tuple[Item, ...], float]:
    """Lines one below the other from `top`, and where they end."""
    items: list[Item] = []
    for row in rows:
        items += [lowered(item, top) for item in row.items]
        top += row.height
    return tuple(items), top


class _Pages:
    """A table being cut into pages. `_full` are those that nothing comes to any more, `_done` how many there
    are before the one that is being filled (-1: that has not begun either)."""

    def __init__(self, table: Table, height: Callable[[int], float]) -> None:
        self._table = table
        self._height = height
        self._full: list[list[Group]] = []
        self._page: list[Group] = []
        self._done = -1
        self._y = 0.0
        self._head = table.head()
        self._band = self._note = ""

    def filled(self, records: Iterable[Record]) -> Iterator[Group]:
        for record in records:
            self._add_record(record)
            yield from map(self._drawn, self._full)
            self._full.clear()
        if self._page:
            yield self._drawn(self._page)

    def _drawn(self, items: Sequence[Group]) -> Group:
        high = max((i.dy + i.bounds.h for i in items), default=0.0)
        bounds = Rect(0, 0, self._table.type.width, high)
        return Group(tuple(items), bounds, part="table", tag=Tag("Table"))

    @property
    def _room(self) -> float:
        return self._height(self._done) - self._y + 1e-6

    def _add_record(self, record: Record) -> None:
        """A row on a page with heads and its band, whole if a page can hold it whole."""
        lines = self._table.lines(record)
        fresh = record.band != self._band or record.note not in {"", self._note}
        band: tuple[Row, ...] = ()
        if fresh and record.band:
            band = self._table.band_lines(record.band, record.note, again=False)
        above = self._table.band(band).bounds.h if band else 0.0
        if self._done < 0 or self._table.height(record) + above > self._room:
            self._turn("" if fresh else record.band)
        self._band, self._note = record.band, record.note or self._note
        if band:
            self._put([band], lambda part, _first: self._table.band(part[0]), record.band)
        if not lines:
            return
        title = record.band or record.cells[0].text or "…"
        self._put(lines, lambda part, first: self._table.row(record, part, first), title)

    def _turn(self, band: str) -> None:
        """A new page with the heads, and the band where it goes on."""
        if self._done >= 0:
            self._full.append(self._page)
        self._page, self._y = [], 0.0
        self._done += 1
        height = self._height(self._done)
        if self._head.bounds.h < _MOST_REPEATED * height:
            self._add(self._head)
        if band:
            again = self._table.band(self._table.band_lines(band, "", again=True))
            if again.bounds.h < _MOST_REPEATED * height:
                self._add(again)

    def _add(self, group: Group) -> None:
        self._page.append(replace(group, dy=self._y))
        self._y += group.bounds.h

    def _put(
        self, lines: Sequence[tuple[Row, ...]], make: Callable[[_Lines, bool], Group], title: str
    ) -> None:
        """Something made of lines, cut between them where it is longer than what is left of a page."""
        first = True
        while True:
            whole = make(lines, first)
            if whole.bounds.h <= self._room:
                self._add(whole)
                return
            spare = whole.bounds.h - max(map(_high, lines), default=0.0)
            head, lines = _cut(lines, self._room - spare)
            self._add(make(head, first))
            if not any(lines):
                return
            self._turn(title)
            first = False


def _high(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def _cut(
    lines: Sequence[tuple[Row, ...]], room: float
) -> tuple[list[tuple[Row, ...]], list[tuple[Row, ...]]]:
    """The lines of each cell that fit into a height, at least one, and the others."""
    parts = list(_parts(lines, room))
    return [part for part, _rest in parts], [rest for _part, rest in parts]


def _parts(
    lines: Sequence[tuple[Row, ...]], room: float
) -> Iterator[tuple[tuple[Row, ...], tuple[Row, ...]]]:
    for rows in lines:
        used, count = 0.0, 0
        for row in rows:
            used += row.height
            if used > room and count:
                break
            count += 1
        yield rows[:count], rows[count:]
