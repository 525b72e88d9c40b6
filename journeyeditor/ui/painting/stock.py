"""Pictures of what was painted: cards, and whole lanes where they are small, so that painting them again is a blit.

A picture is used only where it would come out the same: same size on the screen, same part of a pixel. Scrolling moves
the map by whole pixels, so it never makes one worthless. Several cards with what lies beneath them are one opaque
picture, put together of the very pictures of the cards: so it is all one whether they or their cards are used.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QTransform

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor

    from journeyeditor.layout.drawing import Group, Rect

MOST_PIXELS = 2_500_000
"""How many pixels are kept at most, of four bytes each."""

LARGEST = 2_000_000
"""A picture of more pixels is not worth keeping."""

PARTS = 65_536
"""A pixel is told apart by so many parts; what lies closer is the same place."""

_EDGE = 3.0


class _Place(NamedTuple):
    """How a group lies in the pixels of a device: scale, and its origin's part of a pixel."""

    scale: float
    part_x: float
    part_y: float


_Spot = tuple[_Place, int, int]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A picture with what it shows; `left` and `top` are from the origin's whole pixel."""

    group: Group
    ground: Ground | None
    place: _Place
    pixmap: QPixmap
    ratio: float
    left: int
    top: int

    @property
    def pixels(self) -> int:
        return self.pixmap.width() * self.pixmap.height()


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies beneath a group: a colour, and on it a group that `make` paints. Compared by identity."""

    colour: QColor
    group: Group

    def same(self, other: Ground | None) -> bool:
        return other is not None and self.group is other.group and self.colour is other.colour


class Stock:
    """The pictures of one painter. `make` paints what of a group meets a rectangle, with a painter in its place."""

    def __init__(self, make: Callable[[QPainter, Group, Rect | None], None]) -> None:
        self._make = make
        self._kept: dict[int, _Kept] = {}
        self._pixels = 0
        self._passing = False
        self._where = QTransform()
        self._spot: _Spot | None = _spot(self._where)

    def clear(self) -> None:
        """All is to be painted anew, as in other colours."""
        self._kept.clear()
        self._pixels = 0

    def paint(
        self,
        painter: QPainter,
        group: Group,
        exposed: Rect | None = None,
        ground: Ground | None = None,
    ) -> bool:
        """Paints a group by its picture; False where it must be painted as it is.

        With `exposed` a picture is made only if that is at least half of the group. With `ground` it is opaque.
        """
        where = painter.deviceTransform()
        if where != self._where:
            # All parts of a lane are painted from the same place.
            self._where, self._spot = where, _spot(where)
        if self._spot is None:
            return False
        place, x, y = self._spot
        found = self._kept.get(id(group))
        if found is None or found.place != place or not _same(found.ground, ground):
            if not _fits(place, group) or (exposed is not None and not _most_of(group, exposed)):
                return False
            found = self._new(painter, group, place, ground)
        else:
            # The one used last goes last.
            self._kept[id(group)] = self._kept.pop(id(group))
        before, ratio = painter.worldTransform(), found.ratio
        painter.resetTransform()
        # In a widget the window's corner is where pixels are counted from.
        left = x + found.left - round(where.dx() - before.dx() * ratio)
        top = y + found.top - round(where.dy() - before.dy() * ratio)
        painter.drawPixmap(QPointF(left / ratio, top / ratio), found.pixmap)
        painter.setWorldTransform(before)
        return True

    def _new(self, painter: QPainter, group: Group, place: _Place, ground: Ground | None) -> _Kept:
        left, top, w, h = _frame(group, place, ground is not None)
        pixmap = _blank(w, h, ground)
        inner = QPainter(pixmap)
        inner.setRenderHints(painter.renderHints())
        k = place.scale
        inner.setTransform(QTransform(k, 0, 0, k, place.part_x - left, place.part_y - top))
        if ground is None:
            self._make(inner, group, None)
        else:
            self._together(inner, group, ground)
        inner.end()
        ratio = painter.device().devicePixelRatio()
        pixmap.setDevicePixelRatio(ratio)
        found = _Kept(group, ground, place, pixmap, ratio, left, top)
        if not self._passing:
            self._keep(found)
        return found

    def _together(self, painter: QPainter, group: Group, ground: Ground) -> None:
        """A group's parts on its ground. Pictures of the parts are not kept on top of that of the whole."""
        before, self._passing = self._passing, True
        self._make(painter, ground.group, group.bounds.grown(_EDGE))
        self._make(painter, group, None)
        self._passing = before

    def _keep(self, found: _Kept) -> None:
        key = id(found.group)
        self._forget(key)
        while self._kept and self._pixels + found.pixels > MOST_PIXELS:
            self._forget(next(iter(self._kept)))
        self._kept[key] = found
        self._pixels += found.pixels

    def _forget(self, key: int) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._pixels -= gone.pixels


def _same(one: Ground | None, other: Ground | None) -> bool:
    return one is other or (one is not None and one.same(other))


def _blank(w: int, h: int, ground: Ground | None) -> QPixmap:
    if ground is None:
        pixmap = QPixmap(w, h)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap
    # A pixmap that was ever clear stays one with transparency, which is blended more slowly.
    image = QImage(w, h, QImage.Format.Format_RGB32)
    image.fill(ground.colour)
    return QPixmap.fromImage(image)


def _spot(where: QTransform) -> _Spot | None:
    """The place that a transform gives, and the whole pixel of the origin; None where it turns or mirrors."""
    scale = where.m11()
    if where.m12() or where.m21() or scale <= 0 or abs(where.m22() - scale) > 1e-9:
        return None
    across, down = round(where.dx() * PARTS), round(where.dy() * PARTS)
    x, y = across // PARTS, down // PARTS
    return _Place(scale, across / PARTS - x, down / PARTS - y), x, y


def _fits(place: _Place, group: Group) -> bool:
    """Whether a picture would not be too large."""
    rect, k = group.bounds, place.scale * group.scale
    return rect.w * k * rect.h * k <= LARGEST


def _frame(group: Group, place: _Place, close: bool) -> tuple[int, int, int, int]:
    """Where a group's picture begins, from the whole pixel of the origin around it, and its size.

    `close` leaves no room around it, for there others begin.
    """
    rect, k = group.bounds, group.scale
    edge = 0.0 if close else _EDGE
    x0 = place.part_x + (group.dx + rect.x * k - edge) * place.scale
    y0 = place.part_y + (group.dy + rect.y * k - edge) * place.scale
    x1 = x0 + (rect.w * k + 2 * edge) * place.scale
    y1 = y0 + (rect.h * k + 2 * edge) * place.scale
    left, top = math.floor(x0), math.floor(y0)
    return left, top, max(1, math.ceil(x1) - left), max(1, math.ceil(y1) - top)


def _most_of(group: Group, exposed: Rect) -> bool:
    rect, k = group.bounds, group.scale
    left, top = group.dx + rect.x * k, group.dy + rect.y * k
    wide = min(left + rect.w * k, exposed.right) - max(left, exposed.x)
    high = min(top + rect.h * k, exposed.bottom) - max(top, exposed.y)
    return wide > 0 and high > 0 and wide * high >= 0.5 * rect.w * rect.h * k * k
