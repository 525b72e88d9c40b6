"""How far a save is: a listener that hears shares of the whole, and may call it off until the file is swapped."""

from __future__ import annotations

from collections.abc import Callable

Reached = Callable[[float], None]
"""Hears how much of a piece of work is done, 0 to 1. What it raises ends the work, which then leaves no trace.

It hears 1 once, at the last moment that the work can still be called off; nothing after that.
"""


def unheard(_share: float) -> None:
    """For work that nobody waits for."""


def stretch(reached: Reached, begin: float, end: float) -> Reached:
    """For a part of the work that takes the whole from one share to another."""

    def heard(share: float) -> None:
        reached(begin + (end - begin) * share)

    return heard
