"""Pictures of what was painted: cards, and whole lanes where they are small, so that painting them again is a blit.

A picture is used only where it would come out the same: same size on the screen, same part of a pixel. Scrolling moves
the map by whole pixels, so it never makes one worthless.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from journeyeditor.ui.painting.spots import Putting, spot_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.layout.drawing import Group
    from journeyeditor.ui.painting.spots import Place, Spot

MOST_PIXELS = 2_000_000
"""How many pixels are kept at most, of four bytes each."""

LARGEST = 2_000_000
"""A picture of more pixels is not worth keeping."""

_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class _Kept:
    """A picture with what it shows; `left` and `top` are from the origin's whole pixel."""

    group: Group
    place: Place
    pixmap: QPixmap
    left: int
    top: int

    @property
    def pixels(self) -> int:
        return self.pixmap.width() * self.pixmap.height()


class Stock:
    """The pictures of one painter. `make` paints a group, with a painter in its place."""

    def __init__(self, make: Callable[[QPainter, Group], None]) -> None:
        self._make = make
        self._kept: dict[int, _Kept] = {}
        self._pixels = 0
        self._where = QTransform()
        self._spot: Spot | None = spot_of(self._where)

    def clear(self) -> None:
        """All is to be painted anew, as in other colours."""
        self._kept.clear()
        self._pixels = 0

    def paint(self, painter: QPainter, group: Group) -> bool:
        """Paints a group by its picture; False where it must be painted as it is."""
        where = painter.deviceTransform()
        if where != self._where:
            # All parts of a lane are painted from the same place.
            self._where, self._spot = where, spot_of(where)
        if self._spot is None:
            return False
        found = self._kept.get(id(group))
        if found is None or found.place != self._spot[0]:
            if not _fits(self._spot[0], group):
                return False
            found = self._new(painter, group, self._spot[0])
        else:
            # The one used last goes last.
            self._kept[id(group)] = self._kept.pop(id(group))
        putting = Putting(painter, self._spot, where)
        putting.put(found.pixmap, found.left, found.top)
        putting.end()
        return True

    def _new(self, painter: QPainter, group: Group, place: Place) -> _Kept:
        left, top, w, h = _frame(group, place)
        pixmap = QPixmap(w, h)
        pixmap.fill(Qt.GlobalColor.transparent)
        inner = QPainter(pixmap)
        inner.setRenderHints(painter.renderHints())
        k = place.scale
        inner.setTransform(QTransform(k, 0, 0, k, place.part_x - left, place.part_y - top))
        self._make(inner, group)
        inner.end()
        pixmap.setDevicePixelRatio(painter.device().devicePixelRatio())
        found = _Kept(group, place, pixmap, left, top)
        self._keep(found)
        return found

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


def _fits(place: Place, group: Group) -> bool:
    """Whether a picture would not be too large."""
    rect, k = group.bounds, place.scale * group.scale
    return rect.w * k * rect.h * k <= LARGEST


def _frame(group: Group, place: Place) -> tuple[int, int, int, int]:
    """Where a group's picture begins, from the whole pixel of the origin around it, and its size."""
    rect, k = group.bounds, group.scale
    x0 = place.part_x + (group.dx + rect.x * k - _EDGE) * place.scale
    y0 = place.part_y + (group.dy + rect.y * k - _EDGE) * place.scale
    x1 = x0 + (rect.w * k + 2 * _EDGE) * place.scale
    y1 = y0 + (rect.h * k + 2 * _EDGE) * place.scale
    left, top = math.floor(x0), math.floor(y0)
    return left, top, max(1, math.ceil(x1) - left), max(1, math.ceil(y1) - top)
