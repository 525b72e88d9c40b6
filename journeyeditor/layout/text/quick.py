"""Setting plain texts quickly: their lines are known from the widths of their words, and each word was shaped before.

Most texts are plain (`counting`). What comes out is what `engine` makes of them the long way, to the last bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyeditor.layout.drawing import Glyphs
from journeyeditor.layout.fonts import embolden
from journeyeditor.layout.text.paragraph import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.layout.drawing import Role
    from journeyeditor.layout.text.counting import PlainWords
    from journeyeditor.layout.text.segments import Setter
    from journeyeditor.layout.text.shaping import Unit

# What is remembered is dropped as a whole beyond this.
_REMEMBERED = 50_000


class QuickLine(NamedTuple):
    """A line of plain words, its width in points, and whether it ends its part of the text."""

    words: list[str]
    width: float
    last: bool


class Place(NamedTuple):
    """Where lines stand: where one of a width begins, where the first baseline is, both in points, how many type
    sizes they are apart, and their colour."""

    left: Callable[[float], float]
    rise: float
    leading: float
    colour: Role


class _Units(dict[str, "Unit | None"]):
    """The glyphs of each plain word with what stands behind it; None where they are not of one face."""

    def __init__(self, setter: Setter, face: str, behind: str) -> None:
        super().__init__()
        self._setter, self._face, self._behind = setter, face, behind

    def __missing__(self, word: str) -> Unit | None:
        if len(self) > _REMEMBERED:
            self.clear()
        whole = self._setter.plain(word + self._behind).whole
        alone = len(whole) == 1 and whole[0].unit.face == self._face
        unit = self[word] = whole[0].unit if alone else None
        return unit


class QuickSetter:
    """Breaks and sets plain texts in one style and language."""

    def __init__(self, setter: Setter, words: PlainWords, face: str) -> None:
        self._words = words
        self._face = face
        self._size = setter.style.size
        self._embolden = embolden(face, setter.style)
        self._inside = _Units(setter, face, " ")
        self._at_end = _Units(setter, face, "")

    def broken(self, text: str, width: float) -> list[QuickLine]:
        """The lines of a text in a column so wide, in points; none where not all of its words are plain and fit."""
        made: list[QuickLine] = []
        for part in text.split("\n"):
            words = part.split(" ")
            ends = self._words.ends(words, width)
            if not ends:
                return []
            start = 0
            for end, length in ends:
                made.append(QuickLine(words[start:end], length, end == len(words)))
                start = end
        return made

    def runs(
        self, broken: list[QuickLine], place: Place, dx: float = 0.0, dy: float = 0.0
    ) -> list[Glyphs] | None:
        """The run of each line, moved by (dx, dy). None where some word takes glyphs of several faces."""
        left, rise, leading, colour = place
        inside, at_end, size = self._inside, self._at_end, self._size
        made: list[Glyphs] = []
        for number, (words, width, last) in enumerate(broken):
            units = [inside[word] for word in words]
            text = " ".join(words)
            if last:
                units[-1] = at_end[words[-1]]
            else:
                text += " "
            if None in units:
                return None
            x, y = left(width) + dx, number * leading * size + rise + dy
            made.append(
                Glyphs.of_units(
                    self._face, size, x, y, text, tuple(units), colour, self._embolden  # type: ignore[arg-type]
                )
            )  # fmt: skip
        return made

    def lines(self, broken: list[QuickLine], place: Place) -> tuple[Line, ...] | None:
        """The lines set. None where some word takes glyphs of several faces."""
        runs = self.runs(broken, place)
        if runs is None:
            return None
        return tuple(
            [
                Line(run.y, line.width, (run,), run.text, run.x)
                for line, run in zip(broken, runs, strict=True)
            ]
        )
