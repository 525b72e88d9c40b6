"""The picture of the viewport without what hovers over it, kept as one pixmap.

Dragging, hovering and selecting then cost a blit and the few marks that move; scrolling paints only what comes
into sight. This is the canvas's one large cache, bounded by the size of the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

if TYPE_CHECKING:
    from collections.abc import Callable

Paint = "Callable[[QPainter, QRect], None]"


class Backing:
    """A pixmap of the viewport's size with a region that is out of date, in logical pixels."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._stale = QRegion()
        self._size = QSize()

    @property
    def pixmap(self) -> QPixmap:
        return self._pixmap

    @property
    def stale(self) -> QRegion:
        return self._stale

    def fit(self, size: QSize, ratio: float) -> None:
        """Has this size and device pixel ratio from now on; all is out of date if that is new."""
        if size == self._size and ratio == self._pixmap.devicePixelRatio():
            return
        self._size = QSize(size)
        self._pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
        self._pixmap.setDevicePixelRatio(ratio)
        self.invalidate()

    def invalidate(self, rect: QRect | None = None) -> None:
        whole = QRect(0, 0, self._size.width(), self._size.height())
        self._stale = QRegion(whole) if rect is None else self._stale.united(rect & whole)

    def scroll(self, rect: QRect, dx: int, dy: int) -> None:
        """What is inside `rect` moves; what comes into sight is out of date."""
        ratio = self._pixmap.devicePixelRatio()
        if ratio != int(ratio) or abs(dx) >= rect.width() or abs(dy) >= rect.height():
            self.invalidate(rect)
            return
        k = int(ratio)
        moved = self._stale.intersected(rect).translated(dx, dy).intersected(rect)
        area = QRect(rect.x() * k, rect.y() * k, rect.width() * k, rect.height() * k)
        self._pixmap.scroll(dx * k, dy * k, area)
        bare = QRegion(rect).subtracted(QRegion(rect.translated(dx, dy)))
        self._stale = self._stale.subtracted(QRegion(rect)).united(moved).united(bare)

    def copy(self, area: QRect) -> QPixmap:
        """What is painted there, as a picture of its own."""
        k = self._pixmap.devicePixelRatio()
        left, top = round(area.x() * k), round(area.y() * k)
        found = self._pixmap.copy(left, top, round(area.width() * k), round(area.height() * k))
        found.setDevicePixelRatio(k)
        return found

    def refresh(self, paint: Callable[[QPainter, QRect], None]) -> None:
        """Paints what is out of date, rectangle by rectangle, clipped to each."""
        if self._stale.isEmpty():
            return
        rects = rects_of(self._stale)
        self._stale = QRegion()
        painter = QPainter(self._pixmap)
        try:
            for rect in rects:
                painter.save()
                painter.setClipRect(rect)
                paint(painter, rect)
                painter.restore()
        finally:
            painter.end()


def rects_of(region: QRegion) -> list[QRect]:
    """The rectangles of a region. It can be iterated at run time, which its type stub does not tell."""
    return [QRect(rect) for rect in region]  # type: ignore[attr-defined]
