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


def in_unit(points: float, units: str, translate: Translate) -> str:
    """A length in points as a number of a unit, without its sign and needless zeros."""
    unit = UNITS.get(units, UNITS["mm"])
    return in_digits(round(points / unit.points, unit.places), translate)


def length_words(points: float, units: str, translate: Translate) -> str:
    """A length in points with the unit's sign: `297 mm`."""
    return f"{in_unit(points, units, translate)} {UNITS.get(units, UNITS['mm']).sign}"


def size_words(width: float, height: float, units: str, translate: Translate) -> str:
    """Two lengths in points: `297 × 420 mm`."""
    return f"{in_unit(width, units, translate)} × {length_words(height, units, translate)}"
