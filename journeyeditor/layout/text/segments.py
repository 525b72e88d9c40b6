"""Segments: the stretches of text between two places where a line may end, shaped and measured."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from journeyeditor.layout.drawing import SOFT_HYPHEN
from journeyeditor.layout.text.shaping import CONTEXT, Shaper, Unit, joined

if TYPE_CHECKING:
    from journeyeditor.layout.fonts import FontStore, Style
    from journeyeditor.layout.text.clusters import Clusters
    from journeyeditor.layout.text.hyphenation import Hyphenation

_BLANKS = " \t"
# What is remembered is dropped as a whole beyond this: simple, and far above what one map needs.
_REMEMBERED = 50_000


class Piece(NamedTuple):
    """A unit and its embedding level (UAX #9)."""

    unit: Unit
    level: int


class Segment(NamedTuple):
    """A stretch that is not broken, with the blanks behind it, which do not count at a line's end.

    `whole` is both together with as few pieces as may be; `soft` says that a soft hyphen ends the core.
    `levels` has the embedding level of each character of `text`, or is empty where all are 0; `before` and
    `after` are the characters it is joined to, where the script joins letters; `address` says that it stands in an
    address, which is parted at its separators only.
    """

    text: str
    core: str
    pieces: tuple[Piece, ...]
    width: float
    blanks: tuple[Piece, ...]
    blank_width: float
    whole: tuple[Piece, ...]
    soft: bool
    missing: tuple[str, ...]
    levels: bytes = b""
    before: str = ""
    after: str = ""
    address: bool = False


class Setter:
    """Makes segments in one style and language, and remembers them; `forced` is how `filling` parted words that have
    no room, by their text and the width."""

    def __init__(
        self,
        fonts: FontStore,
        clusters: Clusters,
        style: Style,
        language: str,
        hyphenation: Hyphenation,
    ) -> None:
        self.style = style
        self.clusters = clusters
        self.hyphenation = hyphenation
        self.shaper = Shaper(fonts, clusters, style, language)
        self.known: dict[str, Segment] = {}
        self.forced: dict[object, tuple[list[Segment], Segment]] = {}
        self._known_with_levels: dict[tuple[str, bytes, str, str], Segment] = {}

    def plain(self, text: str) -> Segment:
        """The segment of a text that runs from left to right."""
        found = self.known.get(text)
        if found is None:
            if len(self.known) > _REMEMBERED:
                self.known.clear()
            found = self.known[text] = self._make(text, b"", "", "")
        return found

    def segment(self, text: str, levels: bytes, before: str = "", after: str = "") -> Segment:
        """The segment of a text with embedding levels."""
        if not any(levels):
            return self.plain(text)
        key = (text, levels, before, after)
        found = self._known_with_levels.get(key)
        if found is None:
            if len(self._known_with_levels) > _REMEMBERED:
                self._known_with_levels.clear()
            found = self._known_with_levels[key] = self._make(*key)
        return found

    def _make(self, text: str, levels: bytes, before: str, after: str) -> Segment:
        core = text.rstrip(_BLANKS)
        pieces = self._pieces(core, levels[: len(core)], before, after)
        blanks = self._blanks(text[len(core) :], levels[len(core) :], pieces)
        soft = core.endswith(SOFT_HYPHEN)
        missing = tuple([c for piece in pieces for c in piece.unit.missing])
        return Segment(
            text, core, pieces, _width(pieces), blanks, _width(blanks), _merged(pieces + blanks), soft, missing,
            levels, before, after,
        )  # fmt: skip

    def _blanks(self, text: str, levels: bytes, core: tuple[Piece, ...]) -> tuple[Piece, ...]:
        face = core[-1].unit.face if core else ""
        pieces: list[Piece] = []
        for start, end, level in _level_runs(text, levels):
            pieces.append(Piece(self.shaper.blanks(text[start:end], level % 2 == 1, face), level))
        return tuple(pieces)

    def _pieces(
        self, text: str, levels: bytes, before: str = "", after: str = ""
    ) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for start, end, level in _level_runs(text, levels):
            left = before if start == 0 else ""
            right = after if end == len(text) else ""
            units = self.shaper.shape(text[start:end], level % 2 == 1, left, right)
            pieces.extend(Piece(unit, level) for unit in units)
        return tuple(pieces)

    def hyphenated(self, segment: Segment) -> Segment:
        """The segment as it stands at a line's end: its soft hyphen shows."""
        if not segment.soft:
            return segment
        body = self._pieces(segment.core[:-1], segment.levels[: len(segment.core) - 1])
        return self._with_hyphen(segment, body)

    def parted(self, segment: Segment, start: int, end: int, hyphen: bool) -> Segment:
        """What a line gets of a word that is parted within; the hyphen is a soft one to those who read the text."""
        part = self.part(segment, start, end)
        return self._with_hyphen(part, part.pieces) if hyphen else part

    def _with_hyphen(self, segment: Segment, body: tuple[Piece, ...]) -> Segment:
        level = segment.pieces[-1].level
        mark = self.shaper.shape("-", level % 2 == 1)[0]._replace(text=SOFT_HYPHEN)
        pieces = (*body, Piece(mark, level))
        whole = _merged(pieces + segment.blanks)
        return segment._replace(pieces=pieces, width=_width(pieces), whole=whole)

    def part(self, segment: Segment, start: int, end: int) -> Segment:
        """What forced breaks leave of a segment on a line; joined letters stay joined."""
        text, levels = segment.text, segment.levels
        before = neighbour(text, start, -1) if levels and start else segment.before
        after = neighbour(text, end, 1) if levels and end < len(text) else segment.after
        made = self._make(text[start:end], levels[start:end], before, after)
        return made._replace(address=True) if segment.address else made


def _merged(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Pieces in logical order, those of the same face and level made one."""
    made: list[Piece] = []
    for (level, _), group in groupby(pieces, lambda piece: (piece.level, piece.unit.face)):
        units = [piece.unit for piece in group]
        made.append(Piece(joined(units[::-1] if level % 2 else units), level))
    return tuple(made)


def neighbour(text: str, at: int, step: int) -> str:
    """What stands next to a place, up to the next blank: behind it (step 1) or before it (step -1)."""
    if step > 0:
        return text[at : at + CONTEXT].partition(" ")[0]
    return text[max(0, at - CONTEXT) : at].rpartition(" ")[2]


def _width(pieces: tuple[Piece, ...]) -> float:
    return sum(piece.unit.width for piece in pieces)


def _level_runs(text: str, levels: bytes) -> list[tuple[int, int, int]]:
    """(start, end, level) of each stretch of one level."""
    if not text:
        return []
    if not levels:
        return [(0, len(text), 0)]
    cuts = [i for i in range(1, len(text)) if levels[i] != levels[i - 1]]
    starts, ends = [0, *cuts], [*cuts, len(text)]
    return [(start, end, levels[start]) for start, end in zip(starts, ends, strict=True)]
