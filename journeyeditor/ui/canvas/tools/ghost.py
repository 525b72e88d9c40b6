"""The picture of what is being dragged: made once as a pixmap, so that a frame of the drag is a blit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from journeyeditor.layout.drawing import Box, Group, Rect
from journeyeditor.layout.fonts import Style
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.marks import Mark

if TYPE_CHECKING:
    from journeyeditor.layout.drawing import Item
    from journeyeditor.ui.canvas.view import Canvas

OPACITY = 0.7
"""Enough to be told from what stands, and to be read over it."""

_BADGE = Style(11, bold=True)
_MARGIN, _EDGE, _RADIUS = 6.0, 1.2, 10.0


@dataclass(frozen=True, slots=True)
class Ghost:
    """A pixmap with its size, and where in it the mouse holds it; all in pixels."""

    pixmap: QPixmap
    w: float
    h: float
    grip_x: float
    grip_y: float

    def at(self, x: float, y: float) -> Rect:
        return Rect(round(x - self.grip_x), round(y - self.grip_y), self.w, self.h)

    def mark(self, x: float, y: float) -> Mark:
        return Mark(Strip.VIEW, self.at(x, y), pixmap=self.pixmap, opacity=OPACITY)


def make_ghost(canvas: Canvas, group: Group, rect: Rect, mx: float, my: float) -> Ghost:
    """The ghost of a group whose picture fills `rect`, held at (mx, my), all in the group's parent's units."""
    zoom, ratio = canvas.zoom, canvas.devicePixelRatioF()
    area = rect.grown(_MARGIN)
    pixmap = QPixmap(max(1, round(area.w * zoom * ratio)), max(1, round(area.h * zoom * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.scale(zoom, zoom)
        painter.translate(-area.x, -area.y)
        canvas.map_painter.paint(painter, group, None, zoom)
        edge = Box(rect, stroke="drop.line", stroke_width=_EDGE / zoom, radius=_RADIUS)
        canvas.map_painter.paint(painter, Group((edge,), area), None, zoom)
    finally:
        painter.end()
    return Ghost(pixmap, area.w * zoom, area.h * zoom, (mx - area.x) * zoom, (my - area.y) * zoom)


def badge(canvas: Canvas, ghost: Rect, text: str) -> Mark:
    """A small round sign at the ghost's corner: how many, or that they are copied."""
    line = canvas.map_layout.engine.line(text, _BADGE, colour="accent.ink")
    width = max(22.0, line.width + 12)
    rect = Rect(ghost.right - width / 2 - 6, ghost.y - 4, width, 22.0)
    x, y = rect.centre
    items: tuple[Item, ...] = (
        Box(rect, "accent", radius=11),
        *line.glyphs(x - line.width / 2, y - line.height / 2),
    )
    return Mark(Strip.VIEW, rect.grown(2), items)
