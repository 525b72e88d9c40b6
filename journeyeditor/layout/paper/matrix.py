"""The picture of impact against effort: each insight a mark with its number, in the field of its two ratings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, sqrt

from journeyeditor.layout.drawing import Box, Group, Item, Rect, Shape, Tag
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.outlines import circle, rounded_rectangle
from journeyeditor.layout.paper.flow import Type
from journeyeditor.layout.paper.ranking import PAINS, Insight
from journeyeditor.model.entities import LaneKind
from journeyeditor.model.messages import N_

IMPACT = N_("Impact")
EFFORT = N_("Effort")
LOW, HIGH = N_("low"), N_("high")
FIRST, PLANNED, LATER, HARDLY = (
    N_("Do first"), N_("Plan well"), N_("When there is time"), N_("Hardly worth it"),
)  # fmt: skip
PICTURE = N_("Impact against effort. {told}")
AT = N_("{number}: impact {impact}, effort {effort}")

_LEVELS = 5
_NUMBER = Style(8.5, bold=True)
_SMALL, _NAME = Style(8.5), Style(9, bold=True)
_AXIS = 42.0
_RADIUS = 9.5
# In a smaller picture the names of the quarters would stand under the marks.
_LEAST_NAMED, _NAMED = 200.0, 11.0


def matrix(type_: Type, insights: Sequence[Insight], size: float) -> Group:
    """The picture, `size` points wide and high, of all insights that have both ratings."""
    type_ = type_.narrow(size)
    rated = [one for one in insights if one.card.impact and one.card.effort]
    strip = type_.strip
    plot = Rect(strip.x(_AXIS, size - _AXIS), 0, size - _AXIS, size - _AXIS)
    items: list[Item] = [*_fields(type_, plot), *_axes(type_, plot, size)]
    for one in _cells(rated):
        items += _marks(type_, plot, one)
    told = "; ".join(_told(type_, one) for one in rated)
    alt = type_.say(PICTURE, told=told)
    bounds = Rect(0, 0, size, size)
    return Group(
        tuple(items), bounds, part="matrix", tag=Tag("Figure", alt=alt), language=strip.language
    )


def _told(type_: Type, one: Insight) -> str:
    card = one.card
    place = type_.say(AT, number=one.number, impact=card.impact, effort=card.effort)
    return f"{place} ({card.title})" if card.title else place


def _fields(type_: Type, plot: Rect) -> Iterator[Item]:
    """Four quarters with their names; the two ways of the axes run as the text does."""
    yield Box(plot, fill="panel.quiet", stroke="line", radius=6)
    half = plot.w / 2
    first = type_.strip.rtl
    near, far = (plot.x + half, plot.x) if first else (plot.x, plot.x + half)
    yield Box(Rect(near, plot.y, half, half), fill="opportunity", radius=6)
    for i in range(1, _LEVELS):
        at = plot.w * i / _LEVELS
        yield Box(Rect(plot.x + at, plot.y, 0.5, plot.h), fill="line.quiet")
        yield Box(Rect(plot.x, plot.y + at, plot.w, 0.5), fill="line.quiet")
    yield Box(plot, stroke="line", radius=6)
    corners = (
        (FIRST, near, plot.y, True), (PLANNED, far, plot.y, True),
        (LATER, near, plot.bottom, False), (HARDLY, far, plot.bottom, False),
    )  # fmt: skip
    for key, x, y, top in corners if plot.w >= _LEAST_NAMED else ():
        line = type_.strip.engine.wrap(
            type_.say(key), _NAME, half - 12, type_.strip.language, colour="ink.quiet"
        )
        shift = half - 6 - line.width if type_.strip.rtl else 6
        yield from line.glyphs(x + shift, y + 4 if top else y - 4 - line.height)


def _axes(type_: Type, plot: Rect, size: float) -> Iterator[Item]:
    """The names of the axes with their ends, below the plot and above its upper corner at the side."""
    strip = type_.strip
    low, high = type_.say(LOW), type_.say(HIGH)
    y = plot.bottom + 4
    for text, share in ((low, 0.1), (type_.say(EFFORT), 0.5), (high, 0.9)):
        style = _NAME if share == 0.5 else _SMALL
        line = strip.engine.line(text, style, strip.language, colour="ink.quiet")
        x = plot.w * share - line.width / 2
        x = plot.w - x - line.width if strip.rtl else x
        yield from line.glyphs(plot.x + x, y)
    for text, share in ((high, 0.1), (type_.say(IMPACT), 0.5), (low, 0.9)):
        style = _NAME if share == 0.5 else _SMALL
        line = strip.engine.wrap(text, style, plot.w, strip.language, colour="ink.quiet")
        width, scale = line.width, min(1.0, (_AXIS - 5) / max(line.width, 1))
        x = strip.x(_AXIS - 5 - width * scale, width * scale) if not strip.rtl else plot.right + 5
        top = plot.h * share - line.height * scale / 2
        bounds = Rect(0, 0, width, line.height)
        yield Group(line.glyphs(), bounds, x, top, scale)


def _cells(rated: Iterable[Insight]) -> list[list[Insight]]:
    cells: dict[tuple[int, int], list[Insight]] = {}
    for one in rated:
        cells.setdefault((one.card.impact or 0, one.card.effort or 0), []).append(one)
    return list(cells.values())


def _marks(type_: Type, plot: Rect, cell: Sequence[Insight]) -> Iterator[Item]:
    """The marks of one field side by side in a square, smaller where there are many."""
    side = plot.w / _LEVELS
    card = cell[0].card
    column = (card.effort or 1) - 1
    column = _LEVELS - 1 - column if type_.strip.rtl else column
    row = _LEVELS - (card.impact or 1)
    count = ceil(sqrt(len(cell)))
    # The names of the quarters stand in the first and the last row.
    kept = _NAMED if row in {0, _LEVELS - 1} and plot.w >= _LEAST_NAMED else 0.0
    middle = plot.y + row * side + side / 2 + (kept / 2 if row == 0 else -kept / 2)
    pitch = (side - 4 - kept) / count
    radius = min(_RADIUS, pitch / 2 - 0.5)
    rows = ceil(len(cell) / count)
    for i, one in enumerate(cell):
        in_row = count if i // count < rows - 1 else len(cell) - count * (rows - 1)
        x = plot.x + column * side + side / 2 + (i % count - (in_row - 1) / 2) * pitch
        y = middle + (i // count - (rows - 1) / 2) * pitch
        yield mark(type_, one, x, y, radius)


def mark(type_: Type, one: Insight, x: float, y: float, radius: float) -> Group:
    """An insight's number: in a square for a pain point, in a disc for an opportunity or solution."""
    side = Rect(-radius, -radius, 2 * radius, 2 * radius)
    pain = one.kind in PAINS
    outline = rounded_rectangle(side, radius * 0.3) if pain else circle(0, 0, radius)
    role = f"{LaneKind.PAIN if pain else LaneKind.OPPORTUNITY}.ink"
    strip = type_.strip
    line = strip.engine.line(str(one.number), _NUMBER, strip.language, colour="face.ink")
    scale = min(1.0, 1.5 * radius / max(line.width, line.height * 0.8))
    words = Group(
        line.glyphs(), Rect(0, 0, line.width, line.height),
        -line.width * scale / 2, -line.height * scale / 2, scale,
    )  # fmt: skip
    return Group((Shape(outline, fill=role), words), side.grown(1), x, y)
