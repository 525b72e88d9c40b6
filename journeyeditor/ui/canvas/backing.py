"""Pictures of the panes without what hovers over them, each reaching beyond what is seen of it.

Dragging, hovering and selecting then cost a blit and the few marks that move, and so does scrolling as long as it
comes to nothing that was not painted ahead. Pixels are logical ones, counted from the map's origin in each pane, so
that scrolling changes nothing of a picture. These are the canvas's largest cache, bounded by the size of the window.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

from journeyeditor.ui.canvas.camera import Strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.ui.canvas.camera import Pane

    Paint = Callable[[QPainter, Pane, QRect], None]

BEYOND = 0.25
"""How far a picture reaches beyond each edge of its pane, as a share of the pane's size."""

MOST_PIXELS = 3_000_000
"""A picture reaches less far where it would take more pixels than these."""

SLICE = QSize(640, 256)
"""What is painted ahead at once."""

_ACROSS = frozenset({Strip.BODY, Strip.HEAD})
_DOWN = frozenset({Strip.BODY, Strip.LABELS})


class Sheet:
    """The picture of one pane: the `area` it shows, and what of it is out of date."""

    def __init__(self) -> None:
        self.area = QRect()
        self.stale = QRegion()
        self.pixmap = QPixmap()

    def fit(self, area: QRect, ratio: float) -> None:
        """Shows another area from now on; what both have in common stays."""
        before, old = self.area, self.pixmap
        same = ratio == old.devicePixelRatio() and ratio == int(ratio) and area.intersects(before)
        self.area = area
        if not same:
            self.pixmap = _pixmap(area.size(), ratio)
            self.stale = QRegion(area)
            return
        by, k = before.topLeft() - area.topLeft(), int(ratio)
        if area.size() == before.size():
            self.pixmap.scroll(by.x() * k, by.y() * k, self.pixmap.rect())
        else:
            self.pixmap = _pixmap(area.size(), ratio)
            painter = QPainter(self.pixmap)
            painter.drawPixmap(by, old)
            painter.end()
        self.stale = self.stale.intersected(area).united(QRegion(area).subtracted(QRegion(before)))

    def source(self, rect: QRect) -> QRectF:
        """Where a rectangle of the pane lies in the pixmap, in its own pixels."""
        k = self.pixmap.devicePixelRatio()
        x, y = rect.x() - self.area.x(), rect.y() - self.area.y()
        return QRectF(x * k, y * k, rect.width() * k, rect.height() * k)

    def blit(self, painter: QPainter, target: QRect, rect: QRect) -> None:
        """Puts a rectangle of the pane into the viewport."""
        if self.pixmap.devicePixelRatio() == 1:
            painter.drawPixmap(target, self.pixmap, rect.translated(-self.area.topLeft()))
        else:
            painter.drawPixmap(QRectF(target), self.pixmap, self.source(rect))

    def paint(self, pane: Pane, region: QRegion, paint: Paint) -> None:
        """Paints what of a region is out of date, rectangle by rectangle, clipped to each."""
        region = self.stale.intersected(region)
        if region.isEmpty():
            return
        self.stale = self.stale.subtracted(region)
        painter = QPainter(self.pixmap)
        try:
            painter.translate(-self.area.topLeft())
            for rect in rects_of(region):
                painter.save()
                painter.setClipRect(rect)
                paint(painter, pane, rect)
                painter.restore()
        finally:
            painter.end()

    def next_slice(self, seen: QRect) -> QRect | None:
        """What is to be painted ahead next: what is nearest to what is seen. None where all is painted."""
        found = min(rects_of(self.stale), key=lambda one: _gap(one, seen), default=None)
        if found is None:
            return None
        w, h = SLICE.width(), SLICE.height()
        x = min(max(seen.center().x(), found.left()), found.right()) // w * w
        y = min(max(seen.center().y(), found.top()), found.bottom()) // h * h
        return QRect(x, y, w, h) & self.area


class Shown(NamedTuple):
    """A pane with its picture: what it takes of the viewport, where its origin lies there, and what is seen of it."""

    pane: Pane
    sheet: Sheet
    clip: QRect
    origin: QPoint
    seen: QRect


class Backing:
    """The pictures of all panes."""

    def __init__(self) -> None:
        self._sheets: dict[tuple[Strip, str], Sheet] = {}
        self._panes: tuple[Pane, ...] = ()
        self._ratio = 0.0
        self._shown: tuple[Shown, ...] = ()
        self._rested = False

    @property
    def rested(self) -> bool:
        """Whether nothing is left to be painted ahead where the panes are now."""
        return self._rested

    def sheet(self, pane: Pane) -> Sheet:
        return self._sheets[pane.strip, pane.lane]

    def clear(self) -> None:
        """All is out of date, as at another zoom."""
        self._rested = False
        for sheet in self._sheets.values():
            sheet.stale = QRegion(sheet.area)

    def cover(self, panes: tuple[Pane, ...], reach: Callable[[], QRect], ratio: float) -> None:
        """Has pictures of what these panes show. `reach` tells where they may be scrolled to."""
        if panes is self._panes and ratio == self._ratio:
            return
        self._panes, self._ratio, self._rested = panes, ratio, False
        sheets = self._sheets
        found = [_shown(pane, sheets.get((pane.strip, pane.lane)) or Sheet()) for pane in panes]
        self._sheets = {(one.pane.strip, one.pane.lane): one.sheet for one in found}
        self._shown = tuple(one for one in found if not one.seen.isEmpty())
        for one in self._shown:
            sheet = one.sheet
            if not sheet.area.contains(one.seen) or sheet.pixmap.devicePixelRatio() != ratio:
                sheet.fit(wished(one.pane, reach(), ratio), ratio)

    def invalidate(self, pane: Pane, rect: QRect) -> None:
        """A rectangle of a pane, in its pixels, is out of date."""
        sheet = self.sheet(pane)
        sheet.stale = sheet.stale.united(rect & sheet.area)
        self._rested = False

    def spoil(self, rect: QRect) -> None:
        """A rectangle of the viewport is out of date."""
        self._rested = False
        for one in self._shown:
            part = (rect & one.clip).translated(-one.origin)
            one.sheet.stale = one.sheet.stale.united(part & one.sheet.area)

    def painted(self, pane: Pane) -> QRect:
        """What there is a picture of, in the pixels of a pane."""
        sheet = self._sheets.get((pane.strip, pane.lane))
        return sheet.area if sheet is not None else seen_of(pane)

    def stale(self) -> QRegion:
        """What of the viewport is out of date."""
        found = QRegion()
        for one in self._shown:
            found = found.united(one.sheet.stale.intersected(one.seen).translated(one.origin))
        return found

    def refresh(self, paint: Paint) -> None:
        """Paints what is seen and out of date."""
        for one in self._shown:
            if not one.sheet.stale.isEmpty():
                one.sheet.paint(one.pane, QRegion(one.seen), paint)

    def ahead(self, reach: QRect, paint: Paint) -> bool:
        """Paints a little of what may come into sight; False where there is nothing left to paint."""
        for one in sorted(self._shown, key=lambda one: one.pane.strip is not Strip.BODY):
            sheet = one.sheet
            area = wished(one.pane, reach, self._ratio)
            if _far(area, sheet.area, one.seen):
                sheet.fit(area, self._ratio)
                return True
            part = sheet.next_slice(one.seen)
            if part is not None:
                sheet.paint(one.pane, QRegion(part), paint)
                return True
        self._rested = True
        return False

    def blit(self, painter: QPainter, region: QRegion) -> None:
        """Puts the pictures into the viewport."""
        rects = rects_of(region)
        for one in self._shown:
            # Of all panes only this one may be meant.
            here = rects if len(rects) == 1 or region.intersects(one.clip) else ()
            for rect in here:
                target = rect & one.clip
                if not target.isEmpty():
                    one.sheet.blit(painter, target, target.translated(-one.origin))

    def copy(self, pane: Pane, area: QRect) -> QPixmap:
        """What is painted of an area of the viewport, as a picture of its own."""
        sheet = self.sheet(pane)
        found = sheet.pixmap.copy(sheet.source(area.translated(-origin(pane))).toRect())
        found.setDevicePixelRatio(sheet.pixmap.devicePixelRatio())
        return found


def _shown(pane: Pane, sheet: Sheet) -> Shown:
    clip, at = clip_of(pane), origin(pane)
    return Shown(pane, sheet, clip, at, clip.translated(-at))


def origin(pane: Pane) -> QPoint:
    """Where the map's origin lies in the viewport."""
    return QPoint(round(pane.dx), round(pane.dy))


def clip_of(pane: Pane) -> QRect:
    """What a pane takes of the viewport."""
    clip = pane.clip
    return QRect(round(clip.x), round(clip.y), round(clip.w), round(clip.h))


def seen_of(pane: Pane) -> QRect:
    """What is seen in a pane, in its own pixels."""
    return clip_of(pane).translated(-origin(pane))


def wished(pane: Pane, reach: QRect, ratio: float) -> QRect:
    """What the picture of a pane should show: more than is seen, as far as it can be scrolled to."""
    seen = seen_of(pane)
    all_of = reach.united(seen)
    pixels = max(1.0, seen.width() * seen.height() * ratio * ratio)
    share = max(0.0, min(BEYOND, (math.sqrt(MOST_PIXELS / pixels) - 1) / 2))
    across = share if pane.strip in _ACROSS else 0.0
    down = share if pane.strip in _DOWN and not pane.lane else 0.0
    x, w = _span(seen.x(), seen.width(), across, all_of.x(), all_of.width())
    y, h = _span(seen.y(), seen.height(), down, all_of.y(), all_of.height())
    return QRect(x, y, w, h)


def _span(start: int, length: int, share: float, least: int, most: int) -> tuple[int, int]:
    """A span of so much more than the one seen, kept within what there is."""
    wide = min(length + 2 * round(length * share), most)
    at = min(max(start - (wide - length) // 2, least), least + most - wide)
    return at, wide


def _far(wanted: QRect, area: QRect, seen: QRect) -> bool:
    """Whether a picture should move on: less than half of what it should have beyond an edge is left there."""
    pairs = (
        (seen.left() - area.left(), seen.left() - wanted.left()),
        (area.right() - seen.right(), wanted.right() - seen.right()),
        (seen.top() - area.top(), seen.top() - wanted.top()),
        (area.bottom() - seen.bottom(), wanted.bottom() - seen.bottom()),
    )
    return any(has < wants / 2 for has, wants in pairs)


def _gap(rect: QRect, seen: QRect) -> int:
    """How far a rectangle is from what is seen."""
    across = max(rect.left() - seen.right(), seen.left() - rect.right(), 0)
    return across + max(rect.top() - seen.bottom(), seen.top() - rect.bottom(), 0)


def _pixmap(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def rects_of(region: QRegion) -> list[QRect]:
    """The rectangles of a region. It can be iterated at run time, which its type stub does not tell."""
    return [QRect(rect) for rect in region]  # type: ignore[attr-defined]
