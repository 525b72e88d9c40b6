"""What hovers over the map and never prints: rings, insertion marks, ghosts, add buttons, bubbles.

Marks are values. The canvas compares the marks of two moments and paints anew only where they differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Group, Rect, Role
from journeyeditor.ui.canvas.camera import Strip

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from journeyeditor.layout.drawing import Item

RING, RING_GAP = 2.5, 2.5
TINT = 0.22


@dataclass(frozen=True, slots=True)
class Mark:
    """Items in a strip's coordinates (pixels for VIEW), with a rectangle around all they paint.

    A mark with a pixmap shows that in `rect`, stretched to it, under the items; `key` is the entity it shows, if any.
    """

    strip: Strip
    rect: Rect
    items: tuple[Item, ...] = ()
    pixmap: QPixmap | None = None
    opacity: float = 1.0
    key: str = ""

    def group(self) -> Group:
        return Group(self.items, self.rect)


def missing(marks: tuple[Mark, ...], others: tuple[Mark, ...]) -> list[Mark]:
    """The marks that are not among others. Most are the same objects, and hardly two stand in the same place."""
    known, own = {id(mark) for mark in others}, {id(mark) for mark in marks}
    rest: dict[Rect, list[Mark]] = {}
    for mark in others:
        if id(mark) not in own:
            rest.setdefault(mark.rect, []).append(mark)
    return [mark for mark in marks if id(mark) not in known and mark not in rest.get(mark.rect, ())]


def outline(strip: Strip, rect: Rect, role: Role, zoom: float, radius: float = 10.0) -> Mark:
    """The selection ring: as wide and as far off on the screen at every zoom."""
    gap, width = RING_GAP / zoom, RING / zoom
    ring = rect.grown(gap + width / 2)
    box = Box(ring, stroke=role, stroke_width=width, radius=radius + gap)
    return Mark(strip, ring.grown(width), (box,))


def tint(strip: Strip, rect: Rect, role: Role, line: Role | None, zoom: float) -> Mark:
    """A soft filled block, such as the cell under a drag; what stands in it stays legible."""
    ground = Box(rect, role, radius=10.0, opacity=TINT)
    edge = Box(rect, None, line, 1.2 / zoom, radius=10.0)
    return Mark(strip, rect.grown(2 / zoom), (ground, edge))


def bar(strip: Strip, rect: Rect, role: Role, zoom: float) -> Mark:
    """The insertion mark: a thick line, lying or standing, with round ends."""
    box = Box(rect, role, radius=min(rect.w, rect.h) / 2)
    return Mark(strip, rect.grown(2 / zoom), (box,))
