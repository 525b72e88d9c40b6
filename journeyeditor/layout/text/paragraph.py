"""What the engine hands out: a text set in lines of glyphs."""

from __future__ import annotations

from collections.abc import Callable
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


Runs = Callable[[float, float], list[Glyphs] | None]


class Paragraph:
    """A text set in a column. `width` is that of the widest line, `height` lines times leading, both points;
    `missing` are the characters that no face holds (they are drawn as a box); `rtl` is the direction of the
    first line that has one.

    Where lines end is known from the beginning; their glyphs are put in place when they are first asked for, as a
    map is laid out for its heights long before most of its texts come into sight.
    """

    __slots__ = ("_lines", "_make", "_runs", "height", "missing", "rtl", "width")

    def __init__(
        self,
        make: Callable[[], tuple[Line, ...]],
        width: float,
        height: float,
        missing: frozenset[str] = frozenset(),
        rtl: bool = False,
        runs: Runs | None = None,
    ) -> None:
        """`make` gives the lines when they are first asked for; `runs`, where it is given, their runs moved by (dx, dy),
        or None where it can't."""
        self._make: Callable[[], tuple[Line, ...]] | None = make
        self._lines: tuple[Line, ...] = ()
        self._runs = runs
        self.width = width
        self.height = height
        self.missing = missing
        self.rtl = rtl

    @property
    def lines(self) -> tuple[Line, ...]:
        # Taken once, as another thread may have made them a moment later.
        make = self._make
        if make is not None:
            self._lines, self._make = make(), None
        return self._lines

    def apart(self) -> list[Paragraph]:
        """Each line as a paragraph of its own with its ink at the left, as it ends here: hyphens stay."""
        leading = self.height / len(self.lines)
        return [
            Paragraph(
                lambda line=line, down=i * leading: (_moved(line, -line.x, -down),),  # type: ignore[misc]
                line.width,
                leading,
                self.missing,
                self.rtl,
            )
            for i, line in enumerate(self.lines)
        ]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Paragraph)
            and (self.width, self.height, self.missing, self.rtl)
            == (other.width, other.height, other.missing, other.rtl)
            and self.lines == other.lines
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Paragraph({' / '.join(line.text for line in self.lines)!r})"

    def glyphs(
        self, dx: float = 0.0, dy: float = 0.0, colour: Role | None = None
    ) -> tuple[Glyphs, ...]:
        """All runs, line by line, moved by (dx, dy) and, where asked for, in another colour."""
        # Not kept here: who asks for glyphs keeps those, and mostly asks once.
        if self._runs is not None and colour is None:
            quickly = self._runs(dx, dy)
            if quickly is not None:
                return tuple(quickly)
        make = self._make
        lines = self._lines if make is None else make()
        runs = [run for line in lines for run in line.runs]
        if not dx and not dy and colour is None:
            return tuple(runs)
        return tuple([run.moved(dx, dy, colour) for run in runs])


def _moved(line: Line, dx: float, dy: float) -> Line:
    placed = tuple([run.moved(dx, dy) for run in line.runs])
    return Line(line.baseline + dy, line.width, placed, line.text, line.x + dx)
