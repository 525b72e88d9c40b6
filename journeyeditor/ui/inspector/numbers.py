"""Numbers as people write and read them."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from journeyeditor.model.messages import N_
from journeyeditor.model.numbers import MINUS
from journeyeditor.ui.lengths import split_length

NO_LENGTH = N_("“{text}” is not a length. Write a number, such as 50 mm or 2 in.")
NO_NUMBER = N_("“{text}” is not a number. Write digits, such as 12 or 3.5.")
OUT_OF_RANGE = N_("{label} is from {least} to {most}.")


def read_length(text: str, units: str) -> float | None:
    """A length in points as people write it, with a unit or in that of the settings; None for anything else."""
    digits, points = split_length(text, units)
    number = read_number(digits)
    return None if number is None else round(number * points, 2)


def read_number(text: str) -> float | None:
    """A number as people write it, in their own way or with a point; None for anything else."""
    typed = text.strip().replace(MINUS, "-")
    for locale in (QLocale.c(), QLocale()):
        number, good = locale.toDouble(typed)
        if good and number - number == 0:
            return float(number)
    # Half the world writes a comma, whatever the system is set to.
    number, good = (
        QLocale.c().toDouble(typed.replace(",", ".")) if typed.count(",") == 1 else (0, False)
    )
    return float(number) if good else None
