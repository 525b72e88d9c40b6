"""Numbers as people write and read them."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from journeyeditor.model.messages import N_

NO_NUMBER = N_("“{text}” is not a number. Write digits, such as 12 or 3.5.")
OUT_OF_RANGE = N_("{label} is from {least} to {most}.")


def written(number: float) -> str:
    """A number without needless zeros."""
    return f"{number:g}" if abs(number) < 1e6 else f"{number:.0f}"


def read_number(text: str) -> float | None:
    """A number as people write it, in their own way or with a point; None for anything else."""
    for locale in (QLocale.c(), QLocale()):
        number, good = locale.toDouble(text.strip())
        if good and number - number == 0:
            return float(number)
    return None
