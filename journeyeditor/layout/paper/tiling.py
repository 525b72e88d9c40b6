"""How a poster is cut into sheets. All steps between sheets are whole points, so that the same picture falls on the
same pixels on every sheet; lengths are points, y runs down.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    share `overlap`."""

    sheet: Sheet
    across: int
    down: int
    left: int
    top: int
    width: int
    height: int
    overlap: int

    @classmethod
    def of(cls, sheet: Sheet, overlap: float, margin: float) -> Tiling:
        """One sheet of these, with an overlap kept so small that something is left between."""
        edge = ceil(max(min(margin, MARGIN), 0))
        foot = max(edge, ceil(FOOT))
        width, height = floor(sheet.width) - 2 * edge, floor(sheet.height) - edge - foot
        shared = ceil(min(max(overlap, 0.0), width - _LEAST_WINDOW, height - _LEAST_WINDOW))
        return cls(sheet, 1, 1, edge, edge, width, height, max(shared, 0))

    def sized(self, across: int, down: int) -> Tiling:
        """The same sheets, so many of them."""
        return Tiling(
            self.sheet, across, down, self.left, self.top, self.width, self.height, self.overlap
        )

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
        return Rect(column * across, row * down, self.width, self.height)

    def place(self, column: int, row: int) -> tuple[int, int]:
        """Where the poster's origin lies on a sheet."""
        across, down = self.step
        return self.left - column * across, self.top - row * down

    def holder(self, x: float, y: float) -> tuple[int, int]:
        """The sheet on which a point of the poster is seen first."""
        across, down = self.step
        column, row = int(max(x, 0) // across), int(max(y, 0) // down)
        return min(column, self.across - 1), min(row, self.down - 1)


def code(column: int, row: int) -> str:
    """The name of a sheet, as of a spreadsheet's cell: columns are letters, rows count from 1 (A1, B1, A2)."""
    letters = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"
