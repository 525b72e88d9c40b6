"""How wide the columns of a table are, so that few lines are broken. Lengths are points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

# How much of the room is moved from one column to another at a time, and how often at most.
_STEPS, _MOST_MOVES = (0.06, 0.02), 12

Lines = Sequence[float]
"""How wide the lines of a cell are before they are broken."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the columns of a table ask for: by cell how wide its lines are, row by row, the least width of each column,
    which is that of its longest word, and the shares that they have where nothing else decides."""

    rows: Sequence[Sequence[Lines]]
    least: Sequence[float]
    shares: Sequence[float]

    def widths(self, room: float) -> list[float]:
        """The widths of the columns, together `room`: none is wider than it needs while others have to break their
        lines, and what these share out is moved about while that saves lines."""
        found = self._floored(shared(self.shares, self._needed(), room), room)
        for step in _STEPS:
            found = self._moved(found, step * room)
        return found

    def _needed(self) -> list[float]:
        return [
            max([least, *(width for row in self.rows for width in row[i])])
            for i, least in enumerate(self.least)
        ]

    def _floored(self, widths: list[float], room: float) -> list[float]:
        """The widths with none less than its longest word, where all of these have room."""
        lacking = sum(max(least - w, 0.0) for least, w in zip(self.least, widths, strict=True))
        spare = sum(max(w - least, 0.0) for least, w in zip(self.least, widths, strict=True))
        if not lacking or sum(self.least) >= room:
            return widths
        return [
            least + max(w - least, 0.0) * (1 - lacking / spare)
            for least, w in zip(self.least, widths, strict=True)
        ]

    def _moved(self, widths: list[float], step: float) -> list[float]:
        """The widths after the moves of so much that save the most lines."""
        columns = [self._lines(i, width) for i, width in enumerate(widths)]
        best = _high(columns)
        for _ in range(_MOST_MOVES):
            tried = [
                (self._high_after(columns, widths, giver, taker, step), giver, taker)
                for giver, taker in permutations(range(len(widths)), 2)
                if widths[giver] - step >= self.least[giver]
            ]
            high, giver, taker = min(tried, default=(best, 0, 0))
            if high >= best:
                break
            best = high
            widths[giver] -= step
            widths[taker] += step
            for i in (giver, taker):
                columns[i] = self._lines(i, widths[i])
        return widths

    def _high_after(
        self, columns: list[list[int]], widths: list[float], giver: int, taker: int, step: float
    ) -> int:
        changed = [*columns]
        changed[giver] = self._lines(giver, widths[giver] - step)
        changed[taker] = self._lines(taker, widths[taker] + step)
        return _high(changed)

    def _lines(self, column: int, width: float) -> list[int]:
        """About how many lines the cells of a column have when it is so wide."""
        return [sum(math.ceil(line / width) for line in row[column]) for row in self.rows]


def _high(columns: Sequence[Sequence[int]]) -> int:
    """How many lines all rows have together."""
    return sum(map(max, zip(*columns, strict=True)))


def shared(shares: Sequence[float], needed: Sequence[float], room: float) -> list[float]:
    """The room shared out, to each no more than it needs while there are others that need more."""
    found = [*needed]
    wanting = set(range(len(shares)))
    while wanting:
        left = room - sum(width for i, width in enumerate(found) if i not in wanting)
        total = sum(shares[i] for i in wanting)
        part = {i: left * shares[i] / total for i in wanting}
        content = {i for i in wanting if needed[i] <= part[i]}
        if not content:
            return [part.get(i, width) for i, width in enumerate(found)]
        wanting -= content
    spare = room - sum(found)
    return [width + spare * share / sum(shares) for width, share in zip(found, shares, strict=True)]
