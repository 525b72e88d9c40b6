"""The icons of maps and windows, as outlines on a grid of 20 x 20 units, ready to be placed in a display list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Outline, Rect, Role, Segment, Shape, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

GRID = 20.0
"""Width and height of an icon's own grid."""

STROKE = 1.5
"""Stroke width, in points, that an icon of size 20 is drawn for."""

FILE_NAME = "icons.json"


@dataclass(frozen=True, slots=True)
class IconSet:
    """Icons by name."""

    outlines: Mapping[str, Outline]

    @classmethod
    def load(cls, folder: Path) -> IconSet:
        """Read `icons.json` of a folder: a name for each list of steps such as `["M", x, y]`.

        Raises OSError when the file can't be read and ValueError when it is not such a file.
        """
        path = folder / FILE_NAME
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            return cls({name: tuple(map(_segment, steps)) for name, steps in raw.items()})
        except (ValueError, AttributeError, TypeError, IndexError) as error:
            raise ValueError(
                f"{path.name} is not a list of icons ({error}); install the program again."
            ) from error

    def __getitem__(self, name: str) -> Outline:
        """The outline of an icon on the 20 x 20 grid; raises KeyError for a name that is not in the set."""
        try:
            return self.outlines[name]
        except KeyError:
            raise KeyError(f"There is no icon named {name!r}.") from None

    def __contains__(self, name: object) -> bool:
        return name in self.outlines

    def __iter__(self) -> Iterator[str]:
        return iter(self.outlines)

    def __len__(self) -> int:
        return len(self.outlines)

    def shape(
        self,
        name: str,
        x: float,
        y: float,
        size: float,
        role: Role,
        stroke_width: float = STROKE,
        *,
        fill: Role | None = None,
        mirrored: bool = False,
    ) -> Shape:
        """An icon with its top left corner at (x, y), `size` points wide and high, drawn in `role`.

        The stroke width is in points and stays as given whatever the size. Strokes are meant to be painted with
        round caps and joins.
        """
        return Shape(
            self[name],
            x,
            y,
            size / GRID,
            fill=fill,
            stroke=role,
            stroke_width=stroke_width,
            mirrored=mirrored,
        )

    def logo(self, x: float, y: float, size: float) -> tuple[Box, Shape]:
        """The program's sign in its colours: a square in the accent with a curve on it."""
        square = Box(Rect(x, y, size, size), fill="accent", radius=size * 0.25)
        width = STROKE * 1.2 * size / GRID
        return square, self.shape("curve", x, y, size, "accent.ink", width)


_LENGTHS = {Verb.MOVE: 2, Verb.LINE: 2, Verb.CURVE: 6, Verb.CLOSE: 0}


def _segment(step: list[str | float]) -> Segment:
    verb = Verb(str(step[0]))
    points = tuple(float(number) for number in step[1:])
    if len(points) != _LENGTHS[verb]:
        raise ValueError(f"{verb.value} takes {_LENGTHS[verb]} numbers")
    return Segment(verb, points)
