"""Pictures of what was painted: cards, and whole lanes where they are small, so that painting them again is a blit.

A picture is used only where it would come out the same: same size on the screen, same part of a pixel. Scrolling moves
the map by whole pixels, so it never makes one worthless.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.layout.drawing import Group, Rect

MOST_PIXELS = 5_000_000
"""How many pixels are kept at most, of four bytes each."""

LARGEST = 2_000_000
"""A picture of more pixels is not worth keeping."""

SAME = 1 / 128
"""Parts of a pixel that can't be told apart."""

_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a group comes to lie, in device pixels: scale, the origin's part of a pixel, and the rectangle."""

    scale: float
    part_x: float
    part_y: float
    x: int
    y: int
    w: int
    h: int

    def like(self, other: _Place) -> bool:
        return (
            self.scale == other.scale
            and abs(self.part_x - other.part_x) < SAME
            and abs(self.part_y - other.part_y) < SAME
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """A picture with the place it was made for; `left` and `top` are from the origin's whole pixel."""

    group: Group
    place: _Place
    pixmap: QPixmap
    left: int
    top: int


class Stock:
    """The pictures of one painter. `make` paints a group with a painter that is in its place."""

    def __init__(self, make: Callable[[QPainter, Group], None]) -> None:
        self._make = make
        self._kept: dict[int, _Kept] = {}
        self._pixels = 0

    def clear(self) -> None:
        """All is to be painted anew, as in other colours."""
        self._kept.clear()
        self._pixels = 0

    def paint(self, painter: QPainter, group: Group, exposed: Rect | None = None) -> bool:
        """Paints a group by its picture; False where it must be painted as it is.

        With `exposed` a picture is made only if that is at least half of the group.
        """
        place = _place(painter.deviceTransform(), group)
        if place is None:
            return False
        found = self._kept.get(id(group))
        if found is None or not found.place.like(place):
            if exposed is not None and not _most_of(group, exposed):
                return False
            found = self._new(painter, group, place)
        ratio = found.pixmap.devicePixelRatio()
        at = QPointF((place.x + found.left) / ratio, (place.y + found.top) / ratio)
        before = painter.worldTransform()
        painter.resetTransform()
        painter.drawPixmap(at, found.pixmap)
        painter.setWorldTransform(before)
        return True

    def _new(self, painter: QPainter, group: Group, place: _Place) -> _Kept:
        self._forget(id(group))
        if self._pixels + place.w * place.h > MOST_PIXELS:
            for key in list(self._kept)[: len(self._kept) // 2 + 1]:
                self._forget(key)
        left, top = _corner(group, place)
        pixmap = QPixmap(place.w, place.h)
        pixmap.fill(Qt.GlobalColor.transparent)
        inner = QPainter(pixmap)
        k = place.scale
        inner.setRenderHints(painter.renderHints())
        inner.setTransform(QTransform(k, 0, 0, k, place.part_x - left, place.part_y - top))
        self._make(inner, group)
        inner.end()
        pixmap.setDevicePixelRatio(painter.device().devicePixelRatio())
        found = self._kept[id(group)] = _Kept(group, place, pixmap, left, top)
        self._pixels += place.w * place.h
        return found

    def _forget(self, key: int) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._pixels -= gone.place.w * gone.place.h


def _place(where: QTransform, group: Group) -> _Place | None:
    """None where a picture would be turned, mirrored or too large."""
    scale = where.m11()
    if where.m12() or where.m21() or scale <= 0 or abs(where.m22() - scale) > 1e-9:
        return None
    x, y = math.floor(where.dx() + SAME / 2), math.floor(where.dy() + SAME / 2)
    rect, k = group.bounds, scale * group.scale
    w, h = (
        math.ceil(rect.w * k + 2 * _EDGE * scale) + 3,
        math.ceil(rect.h * k + 2 * _EDGE * scale) + 3,
    )
    if w * h > LARGEST:
        return None
    return _Place(scale, where.dx() - x, where.dy() - y, x, y, w, h)


def _corner(group: Group, place: _Place) -> tuple[int, int]:
    """Where a group's picture begins, from the whole pixel of the origin around it."""
    rect, k = group.bounds, group.scale
    left = place.part_x + (group.dx + rect.x * k - _EDGE) * place.scale
    top = place.part_y + (group.dy + rect.y * k - _EDGE) * place.scale
    return math.floor(left), math.floor(top)


def _most_of(group: Group, exposed: Rect) -> bool:
    rect, k = group.bounds, group.scale
    left, top = group.dx + rect.x * k, group.dy + rect.y * k
    wide = min(left + rect.w * k, exposed.right) - max(left, exposed.x)
    high = min(top + rect.h * k, exposed.bottom) - max(top, exposed.y)
    return wide > 0 and high > 0 and wide * high >= 0.5 * rect.w * rect.h * k * k
