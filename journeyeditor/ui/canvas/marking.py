"""The marks that a surface shows over the map: where they differ from those before, and how they are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from journeyeditor.ui.canvas.backing import clip_of, origin
from journeyeditor.ui.canvas.camera import Strip, pane_for
from journeyeditor.ui.canvas.marks import missing
from journeyeditor.ui.canvas.pixels import outer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter, QRegion

    from journeyeditor.layout.drawing import Rect
    from journeyeditor.ui.canvas.camera import Pane
    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.painting.painter import MapPainter


class Marking:
    """The marks of one viewport."""

    def __init__(self, painter: MapPainter) -> None:
        self._painter = painter
        self.marks: tuple[Mark, ...] = ()

    def change(self, marks: tuple[Mark, ...], panes: tuple[Pane, ...]) -> Iterator[QRect]:
        """Other marks from now on. Gives what of the viewport is to be painted anew for it."""
        before, self.marks = self.marks, marks
        for mark in (*missing(before, marks), *missing(marks, before)):
            yield outer(in_view(panes, mark.strip, mark.rect))

    def displaced(self, old: tuple[Pane, ...], new: tuple[Pane, ...]) -> Iterator[QRect]:
        """What is to be painted anew after the panes' pixels were moved: marks that stay where they are."""
        for mark in self.marks:
            if mark.strip is Strip.VIEW:
                where = outer(mark.rect)
                yield where
                for before, after in zip(old, new, strict=True):
                    clip = clip_of(after)
                    yield (where & clip).translated(origin(after) - origin(before)) & clip

    def paint(self, painter: QPainter, panes: tuple[Pane, ...], exposed: QRegion) -> None:
        """Paints the marks that meet a region of the viewport."""
        bounds = exposed.boundingRect()
        left, top = bounds.left() - 2.0, bounds.top() - 2.0
        right, bottom = bounds.right() + 3.0, bounds.bottom() + 3.0
        several = exposed.rectCount() > 1
        for mark in self.marks:
            pane = None if mark.strip is Strip.VIEW else pane_for(panes, mark.strip, mark.rect)
            x, y, w, h = where = mark.rect if pane is None else pane.to_view(mark.rect)
            if x > right or y > bottom or x + w < left or y + h < top:
                continue
            if not several or exposed.intersects(outer(where)):
                self._paint(painter, mark, pane, where)

    def _paint(self, painter: QPainter, mark: Mark, pane: Pane | None, where: Rect) -> None:
        painter.save()
        if pane is not None:
            painter.setClipRect(QRectF(*pane.clip), Qt.ClipOperation.IntersectClip)
        painter.setOpacity(mark.opacity)
        if mark.pixmap is not None:
            painter.drawPixmap(QRectF(*where), mark.pixmap, QRectF(mark.pixmap.rect()))
        if mark.items:
            if pane is not None:
                painter.translate(pane.dx, pane.dy)
                painter.scale(pane.zoom, pane.zoom)
            self._painter.paint_passing(painter, mark.group(), pane.zoom if pane else 1.0)
        painter.restore()


def in_view(panes: tuple[Pane, ...], strip: Strip, rect: Rect) -> Rect:
    """Where a rectangle of a strip lies in the viewport."""
    return rect if strip is Strip.VIEW else pane_for(panes, strip, rect).to_view(rect)
