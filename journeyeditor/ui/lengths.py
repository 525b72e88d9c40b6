"""Lengths on paper as a person wants them: in millimetres or inches, with the decimal sign of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyeditor.layout.sheets import INCH, MM
from journeyeditor.model.numbers import in_digits

if TYPE_CHECKING:
    from journeyeditor.model.messages import Translate


class Unit(NamedTuple):
    """A unit of length: its sign, how many points it has, and how many digits are worth saying."""

    sign: str
    points: float
    places: int


UNITS: dict[str, Unit] = {"mm": Unit("mm", MM, 0), "in": Unit("in", INCH, 2)}
"""By the values of the setting `units`."""


FINER = 1
"""Digits more for what is typed than for what is only read: a map unit is a third of a millimetre."""

_POINTS = {"mm": MM, "cm": 10 * MM, "in": INCH, '"': INCH, "\N{DOUBLE PRIME}": INCH, "pt": 1.0}
"""By the signs that may be typed: how many points each has."""


def in_unit(points: float, units: str, translate: Translate, finer: int = 0) -> str:
    """A length in points as a number of a unit, without its sign and needless zeros; with so many digits more."""
    unit = UNITS.get(units, UNITS["mm"])
    return in_digits(round(points / unit.points, unit.places + finer), translate)


def length_words(points: float, units: str, translate: Translate, finer: int = 0) -> str:
    """A length in points with the unit's sign: `297 mm`."""
    return f"{in_unit(points, units, translate, finer)} {UNITS.get(units, UNITS['mm']).sign}"


def split_length(text: str, units: str) -> tuple[str, float]:
    """The number of a length as it was typed, and how many points its unit has: `units` where it names none."""
    typed = text.strip()
    for sign, points in _POINTS.items():
        if typed.lower().endswith(sign):
            return typed[: -len(sign)], points
    return typed, UNITS.get(units, UNITS["mm"]).points


def size_words(width: float, height: float, units: str, translate: Translate) -> str:
    """Two lengths in points: `297 × 420 mm`."""
    return f"{in_unit(width, units, translate)} × {length_words(height, units, translate)}"
