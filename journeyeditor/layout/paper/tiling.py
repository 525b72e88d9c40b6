"""How a poster is cut into sheets. All steps between sheets are whole points, so that the same picture falls on the
same pixels on every sheet; lengths are points, y runs down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.sheets import MM, Sheet

MARGIN = 5 * MM
FOOT = 10 * MM
"""The lower margin, which holds the sheet's code and the line to check its size by."""
_LEAST_WINDOW = 60.0


@dataclass(frozen=True, slots=True)
class Tiling:
    """A poster of `across` x `down` sheets, each showing a window of it at (`left`, `top`); neighbouring windows
    share `overlap`. Columns are counted in the direction of reading: from the right where it is `rtl`."""

    sheet: Sheet
    across: int
    down: int
    left: int
    top: int
    width: int
    height: int
    overlap: int
    rtl: bool = False

    @classmethod
    def of(cls, sheet: Sheet, overlap: float, margin: float, rtl: bool = False) -> Tiling:
        """One sheet of these, with an overlap kept so small that something is left between."""
        edge = ceil(max(min(margin, MARGIN), 0))
        foot = max(edge, ceil(FOOT))
        width, height = floor(sheet.width) - 2 * edge, floor(sheet.height) - edge - foot
        shared = ceil(min(max(overlap, 0.0), width - _LEAST_WINDOW, height - _LEAST_WINDOW))
        return cls(sheet, 1, 1, edge, edge, width, height, max(shared, 0), rtl)

    def sized(self, across: int, down: int) -> Tiling:
        """The same sheets, so many of them."""
        return replace(self, across=across, down=down)

    @property
    def count(self) -> int:
        return self.across * self.down

    @property
    def step(self) -> tuple[int, int]:
        """From one sheet's window to the next one's, across and down."""
        return self.width - self.overlap, self.height - self.overlap

    @property
    def poster(self) -> Sheet:
        """The sheets put together."""
        across, down = self.step
        return Sheet(
            self.sheet.name,
            float(across * self.across + self.overlap),
            float(down * self.down + self.overlap),
        )

    def needed(self, width: float, height: float) -> tuple[int, int]:
        """How many sheets across and down hold something of this size."""
        across, down = self.step
        return (
            max(1, ceil((width - self.overlap) / across - 1e-9)),
            max(1, ceil((height - self.overlap) / down - 1e-9)),
        )

    def window(self, column: int, row: int) -> Rect:
        """What a sheet shows, in the poster's coordinates."""
        across, down = self.step
        return Rect(self._turned(column) * across, row * down, self.width, self.height)

    def place(self, column: int, row: int) -> tuple[int, int]:
        """Where the poster's origin lies on a sheet."""
        across, down = self.step
        return self.left - self._turned(column) * across, self.top - row * down

    def holder(self, rect: Rect) -> tuple[int, int]:
        """The sheet that shows most of a rectangle of the poster, the first one of several."""
        return max(self._near(rect), key=lambda sheet: _shared(self.window(*sheet), rect))

    def _near(self, rect: Rect) -> list[tuple[int, int]]:
        """The sheets that a rectangle may lie on, in the direction of reading."""
        across, down = self.step
        columns = _span(rect.x, rect.right, across, self.across)
        rows = _span(rect.y, rect.bottom, down, self.down)
        return [(column, row) for row in rows for column in sorted(map(self._turned, columns))]

    def _turned(self, column: int) -> int:
        return self.across - 1 - column if self.rtl else column


def _span(start: float, end: float, step: int, count: int) -> range:
    """The windows, a step apart, that may show something of a stretch."""
    first = min(max(int(start // step) - 1, 0), count - 1)
    return range(first, min(max(int(end // step), first), count - 1) + 1)


def _shared(one: Rect, other: Rect) -> float:
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(wide, 0.0) * max(high, 0.0)


def code(column: int, row: int) -> str:
    """The name of a sheet, as of a spreadsheet's cell: columns are letters, rows count from 1 (A1, B1, A2)."""
    letters = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"
