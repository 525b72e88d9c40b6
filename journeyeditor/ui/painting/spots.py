"""Where on a device something is painted, in whole pixels and the part of a pixel that is left over.

What lies at the same part of a pixel at the same scale comes out the same, so a picture of it can be put there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTransform

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPixmap

PARTS = 65_536
"""A pixel is told apart by so many parts; what lies closer is the same place."""


class Place(NamedTuple):
    """How something lies in the pixels of a device: scale, and its origin's part of a pixel."""

    scale: float
    part_x: float
    part_y: float


Spot = tuple[Place, int, int]


def spot_of(where: QTransform) -> Spot | None:
    """The place that a transform gives, and the whole pixel of the origin; None where it turns or mirrors."""
    scale = where.m11()
    if where.m12() or where.m21() or scale <= 0 or abs(where.m22() - scale) > 1e-9:
        return None
    across, down = round(where.dx() * PARTS), round(where.dy() * PARTS)
    x, y = across // PARTS, down // PARTS
    return Place(scale, across / PARTS - x, down / PARTS - y), x, y


def stand(painter: QPainter) -> None:
    """Moves a painter, by less than a hundred-thousandth of a pixel, to where its spot is.

    Edges that lie between two steps of Qt's sixty-fourths of a pixel then fall to the same side wherever they are
    painted.
    """
    where = painter.deviceTransform()
    spot = spot_of(where)
    if spot is None:
        return
    (_scale, part_x, part_y), x, y = spot
    before, k = painter.worldTransform(), painter.device().devicePixelRatio()
    dx = (x + part_x - (where.dx() - before.dx() * k)) / k
    dy = (y + part_y - (where.dy() - before.dy() * k)) / k
    painter.setWorldTransform(QTransform(before.m11(), 0, 0, before.m22(), dx, dy))


class Putting:
    """Puts pictures onto a device, pixel by pixel, counted from a spot that the painter stands on.

    Until its end the painter has no transform of its own.
    """

    def __init__(self, painter: QPainter, spot: Spot, where: QTransform | None = None) -> None:
        self._painter = painter
        self._before = painter.worldTransform()
        self._ratio = k = painter.device().devicePixelRatio()
        # In a widget the window's corner is where pixels are counted from.
        where = where or painter.deviceTransform()
        self._x = spot[1] - round(where.dx() - self._before.dx() * k)
        self._y = spot[2] - round(where.dy() - self._before.dy() * k)
        painter.resetTransform()

    def put(self, pixmap: QPixmap, left: int, top: int) -> None:
        """A picture, so many pixels from the spot."""
        k = self._ratio
        self._painter.drawPixmap(QPointF((self._x + left) / k, (self._y + top) / k), pixmap)

    def clip(self, left: int, top: int, wide: int, high: int) -> None:
        """Only this rectangle of pixels is painted from now on."""
        k = self._ratio
        rect = QRectF((self._x + left) / k, (self._y + top) / k, wide / k, high / k)
        self._painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)

    def end(self) -> None:
        """The painter stands where it stood."""
        self._painter.setWorldTransform(self._before)
