"""Sheets of paper: the usual ones by name, any other as `WxH` with a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from journeyeditor.model.messages import N_, Refused

INCH = 72.0
MM = INCH / 25.4
CM = 10 * MM

SMALLEST = 50 * MM
LARGEST = 14_400.0
"""The longest side a PDF page may have, in points (ISO 32000-1, annex C.2)."""

UNKNOWN_SHEET = N_(
    "There is no paper called “{name}”. Use one of {names}, “map” for a sheet as large as the map, or a size such as 900x600mm, 24x36in, 60x40cm or 1200x800pt."
)
BAD_SIZE = N_(
    "A sheet of {name} can't be used: each side has to be between 50 mm and 5080 mm (200 in). Choose another size; what is larger can be printed as a poster of several sheets."
)


class Orientation(StrEnum):
    """How a sheet lies; AUTO takes the way that shows the map larger."""

    AUTO = "auto"
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name; width and height in points, standing as sold."""

    name: str
    width: float
    height: float

    @property
    def of_map(self) -> bool:
        """Whether this stands for a sheet as large as the map on it, whatever its size."""
        return not self.width

    def turned(self, orientation: Orientation) -> Sheet:
        """The sheet lying that way; with AUTO as it is."""
        short, long = sorted((self.width, self.height))
        if orientation is Orientation.PORTRAIT:
            return Sheet(self.name, short, long)
        if orientation is Orientation.LANDSCAPE:
            return Sheet(self.name, long, short)
        return self

    def ways(self, orientation: Orientation) -> tuple[Sheet, ...]:
        """The ways it may lie: one, or for AUTO both, landscape first."""
        if orientation is Orientation.AUTO and not self.of_map:
            return self.turned(Orientation.LANDSCAPE), self.turned(Orientation.PORTRAIT)
        return (self.turned(orientation),)


def _mm(name: str, width: float, height: float) -> Sheet:
    return Sheet(name, width * MM, height * MM)


def _inches(name: str, width: float, height: float) -> Sheet:
    return Sheet(name, width * INCH, height * INCH)


# ISO 216 for the A series, ANSI/ASME Y14.1 for the others.
SHEETS: tuple[Sheet, ...] = (
    _mm("A0", 841, 1189),
    _mm("A1", 594, 841),
    _mm("A2", 420, 594),
    _mm("A3", 297, 420),
    _mm("A4", 210, 297),
    _mm("A5", 148, 210),
    _inches("Letter", 8.5, 11),
    _inches("Legal", 8.5, 14),
    _inches("Tabloid", 11, 17),
    _inches("Ledger", 17, 11),
    _inches("ARCH C", 18, 24),
    _inches("ARCH D", 24, 36),
    _inches("ARCH E", 36, 48),
    _inches("ARCH E1", 30, 42),
)

DEFAULT_SHEET = SHEETS[3]
MAP_SHEET = Sheet("map", 0.0, 0.0)
"""A sheet that is as large as each map."""

_BY_NAME = {sheet.name.replace(" ", "").lower(): sheet for sheet in (*SHEETS, MAP_SHEET)}
_UNITS = {"mm": MM, "cm": CM, "in": INCH, "pt": 1.0}
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_SIZE = re.compile(rf"{_NUMBER}(mm|cm|in|pt)?[x×*]{_NUMBER}(mm|cm|in|pt)")


def parse_sheet(text: str) -> Sheet:
    """The sheet that a person means by `A3`, `arch d`, `map`, `900x600mm` or `24x36 in`.

    Raises Refused with the names and the form that are understood.
    """
    given = text.strip()
    compact = "".join(given.lower().split())
    named = _BY_NAME.get(re.sub("[_-]", "", compact))
    if named is not None:
        return named
    size = _SIZE.fullmatch(compact)
    if size is None:
        names = ", ".join(sheet.name for sheet in SHEETS)
        raise Refused(UNKNOWN_SHEET, name=given, names=names)
    first, first_unit, second, unit = size.groups()
    width = _points(first, first_unit or unit)
    height = _points(second, unit)
    if min(width, height) < SMALLEST or max(width, height) > LARGEST:
        raise Refused(BAD_SIZE, name=given)
    return Sheet(given, width, height)


def _points(number: str, unit: str) -> float:
    return float(number.replace(",", ".")) * _UNITS[unit]
