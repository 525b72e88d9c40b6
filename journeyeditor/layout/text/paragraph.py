"""What the engine hands out: a text set in lines of glyphs."""

from __future__ import annotations

from dataclasses import dataclass

from journeyeditor.layout.drawing import Glyphs, Role


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its baseline below the paragraph's top, its width in points without the blanks at its end, its
    runs in visual order placed relative to the paragraph's top left corner, and its source in logical order
    (blanks at the end kept, the newline left out)."""

    baseline: float
    width: float
    runs: tuple[Glyphs, ...]
    text: str
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text set in a column. `width` is that of the widest line (with the indent of a bullet), `height` is lines times leading, both points;
    `missing` are the characters that no face holds (they are drawn as a box); `rtl` is the direction of the
    first letter that has one."""

    lines: tuple[Line, ...]
    width: float
    height: float
    missing: frozenset[str] = frozenset()
    rtl: bool = False

    def glyphs(
        self, dx: float = 0.0, dy: float = 0.0, colour: Role | None = None
    ) -> tuple[Glyphs, ...]:
        """All runs, line by line, moved by (dx, dy) and, where asked for, in another colour."""
        runs = [run for line in self.lines for run in line.runs]
        if not dx and not dy and colour is None:
            return tuple(runs)
        return tuple([run.moved(dx, dy, colour) for run in runs])
