"""Setting a line: pieces in logical order become runs of glyphs in visual order, each in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Glyphs
from journeyeditor.layout.fonts import embolden
from journeyeditor.layout.text.segments import Piece
from journeyeditor.layout.text.shaping import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.layout.drawing import Role
    from journeyeditor.layout.fonts import Style
    from journeyeditor.layout.text.segments import Segment


def pieces_of(segments: Sequence[Segment], base: int) -> tuple[list[Piece], float]:
    """The pieces of a line in logical order and the width of the blanks at its end.

    Those blanks take the paragraph's level (UAX #9, rule L1), so they hang out of the line's end.
    """
    pieces: list[Piece] = []
    if not segments:
        return pieces, 0.0
    for segment in segments[:-1]:
        pieces += segment.whole
    last = segments[-1]
    if not base and not last.levels:
        pieces += last.whole
    else:
        pieces += last.pieces
        pieces += [Piece(piece.unit, base) for piece in last.blanks]
    return pieces, last.blank_width


def visual(pieces: list[Piece]) -> list[Piece]:
    """The pieces from left to right (UAX #9, rule L2)."""
    highest = max((piece.level for piece in pieces), default=0)
    ordered = list(pieces)
    for level in range(highest, 0, -1):
        start = None
        for i, piece in enumerate([*ordered, Piece(pieces[0].unit, -1)]):
            if piece.level >= level:
                start = i if start is None else start
            elif start is not None:
                ordered[start:i] = ordered[start:i][::-1]
                start = None
    return ordered


def runs(pieces: list[Piece], x: float, y: float, style: Style, colour: Role) -> tuple[Glyphs, ...]:
    """One run for each stretch of pieces of the same face and direction; `x` is the left end of all."""
    made: list[Glyphs] = []
    start = 0
    for i in range(1, len(pieces) + 1):
        if i == len(pieces) or not _same(pieces[start], pieces[i]):
            run = _run(pieces[start:i], x, y, style, colour)
            made.append(run)
            x += run.width
            start = i
    return tuple(made)


def _same(one: Piece, other: Piece) -> bool:
    return one.level == other.level and one.unit.face == other.unit.face


def _run(pieces: list[Piece], x: float, y: float, style: Style, colour: Role) -> Glyphs:
    units = tuple([piece.unit for piece in pieces])
    face, rtl, text, gids, dx, dy, starts, width, _ = joined(units)
    return Glyphs(
        face, style.size, x, y, gids, dx, text, starts, colour, dy, width, rtl, embolden(face, style),
        pieces[0].level, units,
    )  # fmt: skip
