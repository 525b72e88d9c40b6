"""Makes `resources/icons/icons.json` from the SVG files beside it: `python -m tests.support.make_icons`.

The program needs no SVG parser this way. Outlines come out on a grid of 20 units, with every arc and quadratic
curve as cubics, rounded to a thousandth.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.svgLib import SVGPath

from journeyeditor.layout.icons import FILE_NAME, GRID

FOLDER = Path(__file__).parents[2] / "resources" / "icons"
SVG_GRID = 24

Step = list[str | float]


class StepPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Collects drawing calls as steps; the base class turns quadratic curves into cubics."""

    def __init__(self) -> None:
        super().__init__(None)
        self.steps: list[Step] = []

    def _add(self, verb: str, *points: tuple[float, float]) -> None:
        self.steps.append([verb, *(round(n, 3) + 0.0 for point in points for n in point)])

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self._add("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self._add("L", pt)

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self._add("C", *points)

    def _closePath(self) -> None:
        self._add("Z")


def steps(svg: Path) -> list[Step]:
    """The outline of one SVG file."""
    scale = GRID / SVG_GRID
    drawing: Any = SVGPath(str(svg), transform=(scale, 0, 0, scale, 0, 0))
    pen = StepPen()
    drawing.draw(pen)
    return pen.steps


def icons(folder: Path) -> str:
    """The text of `icons.json` for a folder of SVG files, one icon a line."""
    lines = [
        f"{json.dumps(svg.stem)}: {json.dumps(steps(svg), separators=(',', ':'))}"
        for svg in sorted(folder.glob("*.svg"))
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    (FOLDER / FILE_NAME).write_text(icons(FOLDER), encoding="utf-8")
