"""`reader`: a client of the desktop's accessibility bus reads the running program, as a screen reader would.

`tests.accessibility` is the program, the client, and what has to be found. The control is a program whose canvas tells
nothing of what is on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accessibility.__main__ import checks, found, missing
from tests.reliability.rows import Case, Row, Settings, Skipped, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

RIG = "reader"


def run(_settings: Settings) -> Iterator[Row]:
    """Raises Skipped where X, the bus or the client's packages are missing."""
    if why := missing():
        raise Skipped(why)
    yield row(control=False)
    yield row(control=True)


def row(control: bool) -> Row:
    """What was found and heard; for the control, without the canvas's own interface."""
    canvas = "a canvas that tells nothing" if control else "the map, an action, the keys"
    return counted(RIG, f"read by a client: {canvas}", _cases(control), control=control)


def _cases(control: bool) -> list[Case]:
    try:
        return [
            Case("found" if one.good else "missing", not one.good, one.words)
            for one in checks(found(control))
        ]
    except ValueError as fault:
        return [Case("unreadable", bad=True, where=str(fault))]
