"""Texts that flow from column to column and from page to page: blocks stay whole where a column holds them, longer
ones are cut between lines. Lengths are points, y runs down from a block's or column's top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeyeditor.layout.drawing import (
    Bookmark,
    Box,
    Glyphs,
    Group,
    Item,
    Link,
    Picture,
    Rect,
    Role,
    Shape,
    Tag,
)
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.furniture import Strip
from journeyeditor.model.messages import N_

BODY, BODY_BOLD = Style(10.5), Style(10.5, bold=True)
HEADING = Style(18, bold=True)
SUBHEADING = Style(12, bold=True)
NOTE = Style(9)
ITALIC = Style(10.5, italic=True)


QUOTED = N_("“{quote}”")

_TRIES = 9
_SHORT = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is never cut, with its height."""

    items: tuple[Item, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together: `gap` above them but at the top of a column, `keep` where they must not stand
    apart from the block that follows, `near` where they had better not: they do where one column holds all that is kept
    so; what they are to a reader, and what leads to them."""

    rows: tuple[Row, ...]
    gap: float = 0.0
    keep: bool = False
    tag: Tag | None = None
    entity: str | None = None
    part: str = ""
    near: bool = False

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)


@dataclass(frozen=True, slots=True)
class Type:
    """How texts are set in a column: as a strip does it, `width` points wide."""

    strip: Strip

    @property
    def width(self) -> float:
        return self.strip.width

    def narrow(self, width: float) -> Type:
        """The same in a column of another width."""
        return Type(replace(self.strip, width=width))

    def say(self, key: str, **values: object) -> str:
        """A text of the program in the document's language."""
        return self.strip.translate(key).format(**values)

    def directed(self, key: str, **values: str) -> str:
        """The same for a line that runs as the page does, whichever way what is put into it runs (UAX 9, FSI and PDI)."""
        if not self.strip.rtl:
            return self.say(key, **values)
        isolated = {name: f"\u2068{value}\u2069" for name, value in values.items()}
        return "\u200f" + self.say(key, **isolated)

    def rows(
        self,
        text: str,
        style: Style,
        colour: Role = "ink",
        indent: float = 0.0,
        at_end: bool = False,
    ) -> tuple[Row, ...]:
        """The lines of a text, each a row; `indent` keeps free so much at the start of each."""
        # Each line keeps to its own start, whichever way the first runs, and ends in a blank, or a listener would hear
        # its last word and the first of the next as one.
        *before, last = text.split("\n")
        pieces = [*(f"{line.rstrip(' ')} " for line in before), last]
        return tuple(
            row for piece in pieces for row in self._rows(piece, style, colour, indent, at_end)
        )

    def _rows(
        self, text: str, style: Style, colour: Role, indent: float, at_end: bool
    ) -> Iterator[Row]:
        width = self.width - indent
        paragraph = self.strip.wrap(text, style, width, colour, at_end)
        x = self.strip.x(indent, width)
        count = max(len(paragraph.lines), 1)
        leading = paragraph.height / count
        for i, line in enumerate(paragraph.lines):
            # Marks of direction alone are runs without glyphs.
            yield Row(tuple(run.moved(x, -i * leading) for run in line.runs if run.gids), leading)

    def text(
        self, text: str, style: Style = BODY, colour: Role = "ink", gap: float = 0.0,
        role: str = "P", keep: bool = False, indent: float = 0.0,
    ) -> Block:  # fmt: skip
        """A text as a block with its role."""
        return Block(self.rows(text, style, colour, indent), gap, keep, Tag(role))

    def group(self, block: Block, language: str | None = None) -> Group:
        """A whole block drawn."""
        return drawn(
            block, block.rows, self.width, self.strip.language if language is None else language
        )


def drawn(block: Block, rows: Sequence[Row], width: float, language: str) -> Group:
    """Some rows of a block, one below the other, their top at 0."""
    items: list[Item] = []
    y = 0.0
    for row in rows:
        items += [lowered(item, y) for item in row.items]
        y += row.height
    return Group(
        tuple(items), Rect(0, 0, width, y),
        entity=block.entity, part=block.part, tag=block.tag, language=language,
    )  # fmt: skip


def lowered(item: Item, dy: float) -> Item:
    """An item so much further down."""
    match item:
        case Group():
            return replace(item, dy=item.dy + dy)
        case Bookmark():
            return replace(item, y=item.y + dy)
        case Box() | Picture() | Link():
            return replace(item, rect=item.rect.moved(0, dy))
        case Glyphs():
            return item.moved(0, dy)
        case Shape():
            return replace(item, y=item.y + dy)


def dated(date: str, rtl: bool) -> str:
    """A date as it stands; between words from right to left it would be turned round."""
    return f"\u200e{date}" if date and rtl else date


def unbroken(text: str) -> str:
    """A short text that no line breaks; a long one as it is."""
    return text.replace(" ", "\u00a0") if len(text) <= _SHORT else text


Column = tuple[Group, ...]


def fill(
    blocks: Iterable[Block], height: Callable[[int], float], width: float, language: str
) -> list[Column]:
    """The blocks in columns, of which column i is `height(i)` high; a block longer than a column is cut."""
    return [*flowing(blocks, height, width, language)]


def flowing(
    blocks: Iterable[Block], height: Callable[[int], float], width: float, language: str
) -> Iterator[Column]:
    """The same one after the other; no more blocks are asked for than a column takes."""
    filling = _Filling(height, width, language)
    done = 0
    for section in sections_of(blocks):
        filling.add(section)
        while done < len(filling.columns) - 1:
            yield filling.columns[done]
            done += 1
    yield from filling.columns[done:]


def sections_of(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks, each with those that must or had better stay with it."""
    return _kept(blocks, lambda block: block.keep or block.near)


def _kept(blocks: Iterable[Block], keeps: Callable[[Block], bool]) -> Iterator[list[Block]]:
    """The blocks, each with those that are kept with it."""
    kept: list[Block] = []
    for block in blocks:
        kept.append(block)
        if not keeps(block):
            yield kept
            kept = []
    if kept:
        yield kept


def even_height(blocks: Sequence[Block], most: float, count: int, width: float) -> float:
    """The least height at which the blocks take no more than `count` columns, so that all are about as high; `most`
    where they take more anyway."""
    return evened(lambda height: len(fill(blocks, lambda _: height, width, "")) <= count, most)


def evened(fits: Callable[[float], bool], most: float) -> float:
    """The least height that fits, found to a point or two; `most` where nothing does."""
    if not fits(most):
        return most
    low, high = 0.0, most
    for _ in range(_TRIES):
        middle = (low + high) / 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def _high(blocks: Sequence[Block]) -> float:
    """How high blocks are, one below the other from the top of a column."""
    return sum(block.gap + block.height for block in blocks) - blocks[0].gap


class _Filling:
    """Columns being filled."""

    def __init__(self, height: Callable[[int], float], width: float, language: str) -> None:
        self.columns: list[Column] = []
        self._height = height
        self._width = width
        self._language = language
        self._y = 0.0

    def add(self, section: Sequence[Block]) -> None:
        """Blocks that had better stay together, in one column where one holds them."""
        if not self.columns:
            self._next()
        if self._holds(section):
            self._put_all(section)
            return
        for kept in _kept(section, lambda block: block.keep):
            self._add_kept(kept)

    def _add_kept(self, kept: Sequence[Block]) -> None:
        """Blocks that must stay together; of those longer than a column the first with the beginning of the next."""
        if self._holds(kept):
            self._put_all(kept)
            return
        self._holds(kept[:2])
        self._put_all(kept[:2])
        for block in kept[2:]:
            self._holds([block])
            self._put(block)

    def _holds(self, blocks: Sequence[Block]) -> bool:
        """Whether the column holds all of them; where the next one does, that is the column from now on."""
        if not self._fit(blocks) and self._worth(_high(blocks)):
            self._next()
        return self._fit(blocks)

    def _fit(self, blocks: Sequence[Block]) -> bool:
        return _high(blocks) + (blocks[0].gap if self._y else 0.0) <= self._room

    @property
    def _room(self) -> float:
        return self._height(len(self.columns) - 1) - self._y + 1e-6

    def _worth(self, needed: float) -> bool:
        """Whether a new column would hold it whole, or this one has hardly room for its beginning."""
        return needed <= self._height(len(self.columns)) or (self._y > 0 and self._room < 48)

    def _next(self) -> None:
        self.columns.append(())
        self._y = 0.0

    def _put_all(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._put(block)

    def _put(self, block: Block) -> None:
        rows = list(block.rows)
        self._y += block.gap if self._y else 0.0
        while rows:
            taken = self._taken(rows)
            if not taken and self._y:
                self._next()
                continue
            piece = drawn(block, rows[: taken or 1], self._width, self._language)
            self.columns[-1] += (replace(piece, dy=self._y),)
            self._y += piece.bounds.h
            rows = rows[taken or 1 :]
            if rows:
                self._next()

    def _taken(self, rows: Sequence[Row]) -> int:
        room, taken = self._room, 0
        for row in rows:
            room -= row.height
            if room < 0:
                break
            taken += 1
        return taken
