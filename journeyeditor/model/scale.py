"""Arithmetic of emotion scales: levels, names, where a value lies, and mapping one scale onto another."""

from __future__ import annotations

from dataclasses import replace

from journeyeditor.model.entities import Scale
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.messages import N_, Translate, untranslated
from journeyeditor.model.numbers import in_digits, sign_kept

WIDEST = 20

DEFAULT_NAMES: tuple[tuple[int, str], ...] = (
    (-2, N_("Frustrated")),
    (-1, N_("Annoyed")),
    (0, N_("Neutral")),
    (1, N_("Pleased")),
    (2, N_("Delighted")),
)


def default_scale(translate: Translate) -> Scale:
    return Scale(-2, 2, FrozenMap({level: translate(name) for level, name in DEFAULT_NAMES}))


def levels(scale: Scale) -> range:
    """The whole levels, lowest number first."""
    return range(scale.min, scale.max + 1)


def level_for_digit(scale: Scale, digit: int) -> int | None:
    """The level that the key `digit` sets: 1 the lowest, 0 the tenth; None where the scale has fewer."""
    level = scale.min + (digit - 1) % 10
    return level if level <= scale.max else None


def holds(scale: Scale, value: float) -> bool:
    return scale.min <= value <= scale.max


def clamp(scale: Scale, value: float) -> float:
    return float(min(max(value, scale.min), scale.max))


def goodness(scale: Scale, value: float) -> float:
    """How good a value is, from 0 (worst) to 1 (best), whichever way the scale runs."""
    share = (clamp(scale, value) - scale.min) / (scale.max - scale.min)
    return share if scale.high_is_good else 1 - share


def from_goodness(scale: Scale, goodness_: float) -> float:
    """The inverse of `goodness`, not snapped to a level."""
    share = min(max(goodness_, 0.0), 1.0)
    share = share if scale.high_is_good else 1 - share
    return scale.min + share * (scale.max - scale.min)


def nearest_level(scale: Scale, value: float) -> int:
    return int(min(levels(scale), key=lambda level: (abs(level - value), level)))


def neutral(scale: Scale) -> float:
    """The middle of the scale: 0 where it lies inside, as the fill of the curve starts there."""
    return 0.0 if scale.min < 0 < scale.max else (scale.min + scale.max) / 2


def value_text(value: float, translate: Translate = untranslated) -> str:
    """A value as people write it: `−2`, `3.5` (in German `3,5`), without needless zeros, with a real minus."""
    return in_digits(round(value, 2), translate)


def level_name(scale: Scale, value: float) -> str:
    """The name of the level that a value stands on, or "" between levels and on nameless ones."""
    return scale.names.get(round(value), "") if value == round(value) else ""


def named_value(scale: Scale, value: float, translate: Translate = untranslated) -> str:
    """A value with its name where it has one: `Frustrated −2`."""
    name = level_name(scale, value)
    text = value_text(value, translate)
    return f"{name} {sign_kept(name, text)}" if name else text


def convert(value: float, old: Scale, new: Scale) -> float:
    """A value of one scale on another, linearly and without rounding; good stays good."""
    if (old.min, old.max, old.high_is_good) == (new.min, new.max, new.high_is_good):
        return value
    return from_goodness(new, goodness(old, value))


def fitting(values: list[float]) -> Scale:
    """The narrowest usual scale that holds all values: 1..5, 0..5, 0..10, -2..2, -5..5, or their own range."""
    low, high = min(values, default=1), max(values, default=5)
    for bottom, top in ((1, 5), (0, 5), (0, 10), (-2, 2), (-5, 5)):
        if bottom <= low and high <= top:
            return Scale(bottom, top)
    bottom, top = int(low // 1), -int(-high // 1)
    return Scale(bottom, max(top, bottom + 1))


def renamed(scale: Scale, level: int, name: str) -> Scale:
    names = scale.names.with_item(level, name) if name else scale.names.without(level)
    return replace(scale, names=names)
