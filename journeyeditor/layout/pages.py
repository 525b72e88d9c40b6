"""Pages of paper."""

from __future__ import annotations

from dataclasses import dataclass

from journeyeditor.layout.drawing import Group


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page: its size in points, its picture with the origin at the top left corner, its label for
    readers ("3"), and the size in points of the smallest text of the map on it."""

    width: float
    height: float
    group: Group
    label: str = ""
    smallest_text: float = 0.0
