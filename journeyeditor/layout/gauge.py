"""A figure with its target: the number, a bar from nothing to it, and a tick where it should be."""

from __future__ import annotations

from typing import NamedTuple

from journeyeditor.layout.drawing import Box, Item, Rect, Role
from journeyeditor.layout.metrics import FIGURE, SMALL
from journeyeditor.layout.setting import set_text
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.messages import N_, Translate, untranslated
from journeyeditor.model.scale import value_text

TARGET = N_("target {value}")

_BAR, _TICK = 6.0, 2.0
_GAP = 4.0


class Figure(NamedTuple):
    """A value and its target as they are shown, and where both lie between the ends of the bar, 0 to 1."""

    value: str
    target: str
    zero: float = 0.0
    at: float | None = None
    goal: float | None = None


def figure_of(
    value: float | None, target: float | None, unit: str, words: Translate | None
) -> Figure | None:
    """What there is to show, None where there is nothing."""
    if value is None and target is None:
        return None
    spoken = words or untranslated
    shown = "" if value is None else f"{value_text(value, spoken)} {unit}".strip()
    aimed = "" if target is None else f"{value_text(target, spoken)} {unit}".strip()
    if aimed:
        aimed = words(TARGET).format(value=aimed) if words else f"→ {aimed}"
    ends = [n for n in (0.0, value, target) if n is not None]
    low, high = min(ends), max(ends)
    if target is None or high == low:
        return Figure(shown, aimed)

    def share(number: float | None) -> float | None:
        return None if number is None else (number - low) / (high - low)

    return Figure(shown, aimed, share(0.0) or 0.0, share(value), share(target))


def gauge(
    engine: TextEngine, figure: Figure, rect: Rect, language: str, rtl: bool, ink: Role
) -> tuple[list[Item], float]:
    """The figure in the width of `rect` from its top, and how high it is."""
    items: list[Item] = []
    y = rect.y
    for text, style, colour in ((figure.value, FIGURE, "ink"), (figure.target, SMALL, "ink.quiet")):
        if text:
            line = set_text(engine, text, style, rect.w, language, rtl, colour)
            items += line.glyphs(rect.x, y)
            y += line.height
    if figure.goal is None:
        return items, y - rect.y
    y += _GAP
    items += _bar(figure, Rect(rect.x, y, rect.w, _BAR), rtl, ink)
    return items, y + _BAR + 2 - rect.y


def _bar(figure: Figure, rect: Rect, rtl: bool, ink: Role) -> list[Item]:
    def box(start: float, end: float, role: Role, grow: float = 0.0) -> Box:
        x, w = rect.x + start * rect.w, (end - start) * rect.w
        x = 2 * rect.x + rect.w - x - w if rtl else x
        return Box(Rect(x, rect.y - grow, w, rect.h + 2 * grow), fill=role, radius=_BAR / 2)

    items: list[Item] = [box(0, 1, "evidence.off")]
    if figure.at is not None and figure.at != figure.zero:
        items.append(box(min(figure.zero, figure.at), max(figure.zero, figure.at), ink))
    goal = min(max(figure.goal or 0.0, 0.0), 1.0)
    half = _TICK / 2 / rect.w
    middle = min(max(goal, half), 1 - half)
    items.append(box(middle - half, middle + half, "ink", grow=2))
    return items
