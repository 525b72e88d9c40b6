"""The frame of a map: which columns there are and where, mirrored or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.metrics import EDGE, LABEL_WIDTH
from journeyeditor.layout.placed import Column
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Density, Direction, Map, Stage

RTL_LANGUAGES = frozenset({"ar", "he", "fa", "ur", "yi", "dv", "ps", "sd", "ug", "ckb"})


@dataclass(frozen=True, slots=True)
class View:
    """Which part of a map is laid out: these stages and lanes (None: all). Hidden lanes never are."""

    stages: tuple[str, ...] | None = None
    lanes: tuple[str, ...] | None = None


WHOLE = View()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every part of a map's layout needs to know of the whole.

    `steps` says which column each step of the map is, counted from the view's first (before it: negative).
    """

    map: Map
    language: str
    rtl: bool
    view: View
    stages: tuple[Stage, ...]
    columns: tuple[Column, ...]
    steps: Mapping[str, int]

    @property
    def width(self) -> float:
        return LABEL_WIDTH + len(self.columns) * self.map.step_width + EDGE

    @property
    def density(self) -> Density:
        return self.map.density

    @property
    def label_x(self) -> float:
        return self.x(0, LABEL_WIDTH)

    def x(self, x: float, width: float = 0.0) -> float:
        """Where something that stands at `x` in a left-to-right map stands in this one."""
        return self.width - x - width if self.rtl else x

    def span(self, first: int, last: int) -> tuple[float, float]:
        """The left edge and the width of the strip from one column to another, both of them included."""
        if not self.columns:
            return self.x(LABEL_WIDTH), 0.0
        a, b = self.columns[first], self.columns[last]
        left = min(a.x, b.x)
        return left, max(a.right, b.right) - left

    def rect(self, first: int, last: int, y: float, height: float, inset: float = 0.0) -> Rect:
        x, width = self.span(first, last)
        return Rect(x + inset, y, width - 2 * inset, height)


def runs_rtl(document: Document, shown: Map) -> bool:
    """Whether a map runs from right to left: its own setting, else by the document's language."""
    if shown.direction is Direction.AUTO:
        return document.info.language.split("-")[0].lower() in RTL_LANGUAGES
    return shown.direction is Direction.RTL


def make_frame(document: Document, map_id: str, view: View) -> Frame:
    shown = document.one(Map, map_id)
    stages = tuple(s for s in document.stages(map_id) if view.stages is None or s.id in view.stages)
    steps = [(stage.id, step.id) for stage in stages for step in document.steps(stage.id)]
    everything = [step.id for step in document.map_steps(map_id)]
    first = everything.index(steps[0][1]) if steps else 0
    rtl = runs_rtl(document, shown)
    width = LABEL_WIDTH + len(steps) * shown.step_width + EDGE
    columns = []
    for i, (stage, step) in enumerate(steps):
        x = LABEL_WIDTH + i * shown.step_width
        x = width - x - shown.step_width if rtl else x
        columns.append(Column(step, stage, i, x, shown.step_width))
    places = {step: i - first for i, step in enumerate(everything)}
    return Frame(shown, document.info.language, rtl, view, stages, tuple(columns), places)
