"""Small rounded labels with a text and perhaps an icon, and how several of them flow into rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeyeditor.layout.drawing import Box, Item, Rect, Role
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.metrics import MARK, SMALL
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph

PILL = 17.0
_PAD, _GAP = 6.0, 4.0
_ICON_STROKE = 1.2


@dataclass(frozen=True, slots=True)
class Pill:
    """A label, its sizes in points; `text` is set already."""

    text: Paragraph
    icon: str
    width: float
    height: float


def make_pill(engine: TextEngine, text: str, most: float, language: str, icon: str = "") -> Pill:
    """A label of at most this width; what is longer goes on in further lines."""
    side = (MARK + _GAP if icon else 0.0) + 2 * _PAD
    line = engine.line(text, SMALL, language, colour="chip.ink")
    if line.width + side > most:
        line = engine.wrap(text, SMALL, max(most - side, 20.0), language, colour="chip.ink")
    if line.rtl:
        line = engine.wrap(text, SMALL, line.width + 0.01, language, colour="chip.ink")
    return Pill(line, icon, line.width + side, max(PILL, line.height + 3))


def pill_items(
    icons: IconSet, pill: Pill, x: float, y: float, rtl: bool, ink: Role = "chip.ink"
) -> Iterator[Item]:
    """The label with its top left corner at (x, y)."""
    yield Box(Rect(x, y, pill.width, pill.height), "chip", "chip.line", radius=PILL / 2)
    left = x + _PAD
    if pill.icon:
        at = x + pill.width - _PAD - MARK if rtl else left
        top = y + (pill.height - MARK) / 2
        yield icons.shape(pill.icon, at, top, MARK, ink, _ICON_STROKE)
        left += 0.0 if rtl else MARK + _GAP
    yield from pill.text.glyphs(left, y + (pill.height - pill.text.height) / 2)


def flow(
    sizes: Sequence[tuple[float, float]], width: float, gap: float
) -> tuple[list[tuple[float, float]], float]:
    """Where things of these widths and heights stand in rows of this width, and how high the rows are together."""
    places: list[tuple[float, float]] = []
    x = y = tall = 0.0
    for w, h in sizes:
        if x and x + w > width:
            x, y, tall = 0.0, y + tall + gap, 0.0
        places.append((x, y))
        x, tall = x + w + gap, max(tall, h)
    return places, y + tall
