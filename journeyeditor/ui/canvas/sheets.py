"""Paints what the panes show of a placed map: canvas, lanes with their labels, heads, arrows. No marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.pixels import outer, plain, scaled
from journeyeditor.ui.painting import slabs
from journeyeditor.ui.painting.standing import bare

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from journeyeditor.layout.drawing import Rect
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.ui.canvas.camera import Pane
    from journeyeditor.ui.painting.painter import MapPainter

_ON_LANES = frozenset({Strip.BODY, Strip.LABELS})
_MUCH = 0.4
_SLACK = 4.0
"""Map units beyond its edge that something of a lane may show at any zoom."""


class SheetPainter:
    """Paints rectangles of panes. The origin of the painters handed in is the map's, their units are pixels."""

    def __init__(self, painter: MapPainter) -> None:
        self._painter = painter
        self.placed: PlacedMap | None = None

    def paint(self, painter: QPainter, pane: Pane, rect: QRect) -> None:
        """Paints a rectangle of a pane."""
        placed = self.placed
        canvas = self._painter.colours.colour("canvas")
        if placed is None or pane.strip not in _ON_LANES:
            painter.fillRect(rect, canvas)
        else:
            k = pane.zoom
            for part in bare(placed, scaled(plain(rect), 1 / k)):
                painter.fillRect(outer(scaled(part, k)), canvas)
        if placed is not None:
            self._pane(painter, placed, pane, plain(rect))

    def _pane(self, painter: QPainter, placed: PlacedMap, pane: Pane, area: Rect) -> None:
        painter.save()
        k = pane.zoom
        painter.scale(k, k)
        exposed = scaled(area, 1 / k).grown(slabs.SLACK / k)
        if pane.strip is Strip.HEAD:
            self._painter.paint(painter, placed.head, exposed, k, keep=True)
        elif pane.strip is Strip.CORNER:
            self._painter.paint(painter, placed.corner, exposed, k, keep=True)
        else:
            self._lanes(painter, placed, area, pane)
            if pane.strip is Strip.BODY:
                self._painter.paint(painter, placed.arrows, exposed, k)
        painter.restore()

    def _lanes(self, painter: QPainter, placed: PlacedMap, area: Rect, pane: Pane) -> None:
        exposed, much = scaled(area, 1 / pane.zoom), _is_much(area, pane)
        edge = placed.label_x if placed.rtl else placed.label_x + placed.label_w
        frozen = pane.strip is Strip.LABELS
        for lane in placed.lanes:
            if lane.bottom < exposed.y - _SLACK or lane.y > exposed.bottom + _SLACK:
                continue
            painter.translate(0, lane.y)
            label = lane.block.label if frozen else None
            here = slabs.Strip(lane.block.body, label, edge, placed.rtl)
            self._painter.paint_strip(painter, here, exposed.moved(0, -lane.y), pane.zoom, much)
            painter.translate(0, -lane.y)


def _is_much(area: Rect, pane: Pane) -> bool:
    """Whether a rectangle of a pane is a good part of what is seen of it."""
    return area.w * area.h >= _MUCH * pane.clip.w * pane.clip.h
