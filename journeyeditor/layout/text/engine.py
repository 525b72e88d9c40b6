"""The text engine: wraps, sets and measures text in points, without a window system.

Screen and paper draw the very glyphs and places found here, so a line breaks in both at the same word.
"""

from __future__ import annotations

import math
import re
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from journeyeditor.layout.text import bidi
from journeyeditor.layout.text.breaks import Breaker
from journeyeditor.layout.text.clusters import Clusters
from journeyeditor.layout.text.counting import PlainWords
from journeyeditor.layout.text.filling import fill
from journeyeditor.layout.text.hyphenation import Hyphenation
from journeyeditor.layout.text.lines import pieces_of, runs, visual
from journeyeditor.layout.text.paragraph import Line, Paragraph
from journeyeditor.layout.text.quick import Place, QuickSetter
from journeyeditor.layout.text.segments import Piece, Segment, Setter, neighbour
from journeyeditor.layout.text.thai import ThaiWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.layout.drawing import Role
    from journeyeditor.layout.fonts import FontStore, Style

Align = Literal["start", "center", "end"]
Direction = Literal["ltr", "rtl"]

LEADING = 1.3
_THAI_MODEL = "thai-breaks/th.json"
_BULLET, _MARK = "- ", "• "
_NEXT_BULLET = "\n" + _BULLET
_NEWLINE = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# A hanging indent in a column narrower than this many type sizes would leave no room for words.
_NARROW = 4.0


class _Column(NamedTuple):
    """Where lines go: the column's width and the indent of what is set in it, in points, how
    lines are aligned, the direction, and whether some text may run against it."""

    width: float
    indent: float
    align: Align
    rtl: bool
    mixed: bool


class _Plan(NamedTuple):
    """A part of a text whose lines are found: the segments of each, the column, and its bullet."""

    lines: list[list[Segment]]
    column: _Column
    mark: Segment | None


class Extent(NamedTuple):
    """How high a text is in its column, in points, and the characters of it that no face holds."""

    height: float
    missing: frozenset[str] = frozenset()


class TextEngine:
    """Sets text with the faces of a store. Remembers shaped words, so what is repeated is nearly free."""

    def __init__(self, fonts: FontStore) -> None:
        self.fonts = fonts
        self.breaker = Breaker(ThaiWords(fonts.folder / _THAI_MODEL))
        self._clusters = Clusters()
        self._setters: dict[tuple[Style, str], Setter] = {}
        self._hyphenations: dict[str, Hyphenation] = {}
        self._plain: dict[tuple[Style, str], PlainWords] = {}
        self._quickly: dict[tuple[Style, str], QuickSetter] = {}

    def wrap(
        self,
        text: str,
        style: Style,
        width: float,
        language: str = "",
        align: Align = "start",
        direction: Direction | None = None,
        colour: Role = "ink",
    ) -> Paragraph:
        """Set a text in a column `width` points wide; newlines break, lines that begin with "- " are bullets.

        Nothing is cut off: a word wider than the column is hyphenated where `language` (a BCP 47 tag) has a
        dictionary, an address is broken at its separators, anything else between grapheme clusters. `direction` is
        that of the first letter unless given; `align` is relative to it.
        """
        quick = direction != "rtl" and self._quick(text, style, width, language, align, colour)
        if quick:
            return quick
        return _Setting(self, text, style, width, language, align, direction, colour).paragraph()

    def _quick(
        self, text: str, style: Style, width: float, language: str, align: Align, colour: Role
    ) -> Paragraph | None:
        """A text that is made of plain words; None for any other, and for bullets."""
        if text.startswith(_BULLET) or _NEXT_BULLET in text:
            return None
        setter = self._quick_setter(style, language)
        broken = setter.broken(text, width)
        if not broken:
            return None

        left = partial(_left, _Column(width, 0.0, align, False, False))
        place = Place(left, self.rise(style), LEADING, colour)

        def lines() -> tuple[Line, ...]:
            made = setter.lines(broken, place)
            if made is None:
                given = (self, text, style, width, language, align, None, colour)
                return _Setting(*given).paragraph().lines
            return made

        widest = max(line.width for line in broken)
        height = len(broken) * LEADING * style.size
        return Paragraph(lines, widest, height, runs=partial(setter.runs, broken, place))

    def _quick_setter(self, style: Style, language: str) -> QuickSetter:
        found = self._quickly.get((style, language))
        if found is None:
            found = self._quickly[style, language] = QuickSetter(
                self.setter(style, language),
                self._words(style, language),
                self.fonts.base(style).key,
            )
        return found

    def rise(self, style: Style) -> float:
        """How far below its top the first baseline of a text is, in points."""
        base = self.fonts.base(style)
        return (LEADING + base.ascender - base.descender) / 2 * style.size

    def extent(self, text: str, style: Style, width: float, language: str = "") -> Extent:
        """What `wrap` would say of a text's height and missing characters; much quicker where all words are plain."""
        count = 0
        for part in text.split("\n"):
            lines = self._lines(part, style, width, language)
            if not lines:
                found = self.wrap(text, style, width, language)
                return Extent(found.height, found.missing)
            count += lines
        return Extent(count * LEADING * style.size)

    def _lines(self, part: str, style: Style, width: float, language: str) -> int:
        """The lines of a part of a text that is made of plain words, else 0."""
        words = self._words(style, language)
        if part.startswith(_BULLET) and _may_hang(width, style):
            mark = self.setter(style, language).plain(_MARK)
            return words.lines(part[len(_BULLET) :], width - mark.width - mark.blank_width)
        return words.lines(part, width)

    def _words(self, style: Style, language: str) -> PlainWords:
        words = self._plain.get((style, language))
        if words is None:
            words = PlainWords(self.breaker, self.setter(style, language))
            self._plain[style, language] = words
        return words

    def line(
        self,
        text: str,
        style: Style,
        language: str = "",
        direction: Direction | None = None,
        colour: Role = "ink",
    ) -> Paragraph:
        """Set a text in one line, however long; newlines become spaces and "- " is just that."""
        single = _NEWLINE.sub(" ", text)
        # What begins with a bullet's sign is none here, so it goes the long way.
        quick = direction != "rtl" and self._quick(
            single, style, math.inf, language, "start", colour
        )
        if quick:
            return quick
        setting = _Setting(self, single, style, math.inf, language, "start", direction, colour)
        return setting.paragraph(bullets=False)

    def measure(self, text: str, style: Style, language: str = "") -> float:
        """The width of a text in one line in points, without the blanks at its end."""
        return self.line(text, style, language).width

    def setter(self, style: Style, language: str) -> Setter:
        """What shapes words in a style and language."""
        found = self._setters.get((style, language))
        if found is None:
            hyphenation = self._hyphenations.get(language)
            if hyphenation is None:
                hyphenation = Hyphenation(language, self._clusters)
                self._hyphenations[language] = hyphenation
            found = Setter(self.fonts, self._clusters, style, language, hyphenation)
            self._setters[style, language] = found
        return found

    def segments(self, text: str, setter: Setter, base: int) -> Sequence[Segment]:
        """A text without newlines cut where lines may end; `base` is the paragraph's level (0 or 1)."""
        known = setter.known
        if not base and not bidi.has_rtl(text):
            return [known.get(s) or setter.plain(s) for s in self.breaker.segments(text)]
        return self._mixed(text, setter, base)

    def _mixed(self, text: str, setter: Setter, base: int) -> list[Segment]:
        levels = bidi.levels(text, base)
        made: list[Segment] = []
        start = 0
        for piece in self.breaker.segments(text):
            end = start + len(piece)
            before, after = neighbour(text, start, -1), ""
            if not piece.endswith(" "):
                after = neighbour(text, end, 1)
            made.append(setter.segment(piece, levels[start:end], before, after))
            start = end
        return made


class _Setting:
    """One text on its way to a paragraph."""

    def __init__(
        self, engine: TextEngine, text: str, style: Style, width: float,
        language: str, align: Align, direction: Direction | None, colour: Role,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._text = text
        self._style = style
        self._width = width
        self._align = align
        self._colour = colour
        self._setter = engine.setter(style, language)
        self._given = None if direction is None else int(direction == "rtl")
        self._rise = engine.rise(style)
        self._plans: list[_Plan] = []
        self._count = 0
        self._missing: set[str] = set()
        self._widest = 0.0

    def paragraph(self, bullets: bool = True) -> Paragraph:
        usual = bidi.direction(self._text) or 0 if self._given is None else self._given
        parts = _NEWLINE.split(self._text)
        for part in parts:
            own = bidi.direction(part) if self._given is None and len(parts) > 1 else usual
            base = usual if own is None else own
            if bullets and part.startswith(_BULLET) and _may_hang(self._width, self._style):
                mark = self._setter.plain(_MARK)
                self._add(part[len(_BULLET) :], base, mark.width + mark.blank_width, mark)
            else:
                self._add(part, base, 0.0)
        height = self._count * LEADING * self._style.size
        missing = frozenset(self._missing)
        return Paragraph(self._lines, self._widest, height, missing, usual == 1)

    def _add(self, part: str, base: int, indent: float, mark: Segment | None = None) -> None:
        """Finds where the lines of a part end, and how wide they are."""
        segments = self._engine.segments(part, self._setter, base)
        mixed = base == 1 or any(segment.levels for segment in segments)
        for segment in segments:
            if segment.missing:
                self._missing.update(segment.missing)
        column = _Column(self._width, indent, self._align, base == 1, mixed)
        lines = fill(segments, self._setter, self._width - indent)
        self._widest = max(self._widest, *[_width(line) + indent for line in lines])
        self._plans.append(_Plan(lines, column, mark))
        self._count += len(lines)

    def _lines(self) -> tuple[Line, ...]:
        made: list[Line] = []
        for lines, column, mark in self._plans:
            for i, segments in enumerate(lines):
                line = self._line(segments, column, len(made))
                made.append(self._marked(line, mark, column) if mark and not i else line)
        return tuple(made)

    def _line(self, segments: list[Segment], column: _Column, number: int) -> Line:
        y = number * LEADING * self._style.size + self._rise
        pieces, hanging = pieces_of(segments, int(column.rtl))
        if column.mixed:
            pieces = visual(pieces)
        width = _width(segments)
        x = _left(column, width)
        start = x - hanging if column.rtl else x
        placed = runs(pieces, start, y, self._style, self._colour)
        return Line(y, width, placed, "".join([segment.text for segment in segments]), x)

    def _marked(self, line: Line, mark: Segment, column: _Column) -> Line:
        """The first line of an item with its bullet in the indent."""
        unit = mark.pieces[0].unit._replace(text=_BULLET, width=column.indent)
        x = line.x + line.width if column.rtl else line.x - column.indent
        shown = runs([Piece(unit, 0)], x, line.baseline, self._style, self._colour)
        return Line(
            line.baseline,
            line.width + column.indent,
            (*line.runs, *shown) if column.rtl else (*shown, *line.runs),
            _BULLET + line.text,
            min(x, line.x),
        )


def _may_hang(width: float, style: Style) -> bool:
    """Whether a column is wide enough for a hanging indent."""
    return width >= _NARROW * style.size


def _width(segments: list[Segment]) -> float:
    """How wide a line is without the blanks at its end."""
    if not segments:
        return 0.0
    inner = sum([segment.width + segment.blank_width for segment in segments[:-1]])
    return inner + segments[-1].width


def _left(column: _Column, width: float) -> float:
    """Where a line of this width begins in its column."""
    if math.isinf(column.width):
        return 0.0
    room = column.width - column.indent - width
    before = {"start": 0.0, "center": room / 2, "end": room}[column.align]
    return room - before if column.rtl else before + column.indent
