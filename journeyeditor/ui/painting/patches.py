"""Large boxes painted by their corners: a lane's ground many windows wide costs a few fills.

The corners are cut from a small box of the same parts of a pixel, so that the box comes out as Qt would draw it, and
the same whatever part of it is painted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush, QColor, QPen

    from journeyeditor.layout.drawing import Rect

LARGE = 6
"""A box that is at least so many times as wide and high as two of its corners, in one direction, is large."""

MOST = 96
PARTS = 4096
"""How many corners are kept, and into how many parts a pixel is told apart for them."""

EVERYWHERE = QRect(-(2**30), -(2**30), 2**31 - 2, 2**31 - 2)

Key = tuple[object, ...]
Line = tuple[int, int, "QColor"]


@dataclass(frozen=True, slots=True)
class _Patch:
    """A small box of a pixel more than two corners, in device pixels.

    `sides` are the lines that its left, top, right and lower edge consist of: how far from the outer end, how wide, in
    which colour. The last line of each has the colour of the inside and reaches as far in as the corners; what is clear
    is left out. `inside` is None where that is clear.
    """

    image: QImage
    corner: int
    sides: tuple[tuple[Line, ...], ...]
    inside: QColor | None


class Patches:
    """The corners of one painter's boxes."""

    def __init__(self) -> None:
        self._made: dict[Key, _Patch] = {}

    def __len__(self) -> int:
        return len(self._made)

    def clear(self) -> None:
        """All is of other colours."""
        self._made.clear()

    def paint(
        self,
        painter: QPainter,
        rect: Rect,
        radius: float,
        pen: QPen,
        brush: QBrush,
        exposed: Rect | None = None,
    ) -> bool:
        """Paints what of a box can be seen, as `drawRoundedRect` would; False where it is turned or not large."""
        where = painter.deviceTransform()
        k = where.m11()
        if where.m12() or where.m21() or k <= 0 or abs(where.m22() - k) > 1e-9:
            return False
        # Qt draws no soft line narrower than a pixel, it makes it fainter.
        half = max(pen.widthF() * k, 1.0) / 2 if pen.style() != Qt.PenStyle.NoPen else 0.0
        corner = math.ceil(radius * k + 2 * half) + 2
        left, top = _fine(where.dx() + rect.x * k), _fine(where.dy() + rect.y * k)
        right, bottom = left + _fine(rect.w * k), top + _fine(rect.h * k)
        x0, y0 = math.floor(left - half), math.floor(top - half)
        x1, y1 = math.ceil(right + half), math.ceil(bottom + half)
        small = 2 * corner + 1
        if x1 - x0 < small or y1 - y0 < small or max(x1 - x0, y1 - y0) < LARGE * small:
            return False
        inner = (left - x0, top - y0, right - x1 + small, bottom - y1 + small)
        key = (*inner, k, radius, pen.color().rgba(), half, brush.color().rgba(), brush.style())
        patch = self._made.get(key)
        if patch is None:
            if len(self._made) >= MOST:
                del self._made[next(iter(self._made))]
            patch = self._made[key] = _patch(inner, corner, k, radius, pen, brush, painter)
        _put(painter, patch, QRect(x0, y0, x1 - x0, y1 - y0), _seen(where, exposed))
        return True


def _seen(where: QTransform, exposed: Rect | None) -> QRect:
    """What is exposed, in device pixels."""
    if exposed is None:
        return EVERYWHERE
    k = where.m11()
    x, y = math.floor(where.dx() + exposed.x * k), math.floor(where.dy() + exposed.y * k)
    return QRect(x - 1, y - 1, math.ceil(exposed.w * k) + 3, math.ceil(exposed.h * k) + 3)


def _fine(value: float) -> float:
    return round(value * PARTS) / PARTS


def _patch(
    inner: tuple[float, float, float, float],
    corner: int,
    k: float,
    radius: float,
    pen: QPen,
    brush: QBrush,
    like: QPainter,
) -> _Patch:
    small = 2 * corner + 1
    image = QImage(small, small, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(like.renderHints())
    painter.setTransform(QTransform.fromScale(k, k))
    painter.setPen(pen)
    painter.setBrush(brush)
    left, top, right, bottom = (part / k for part in inner)
    painter.drawRoundedRect(QRectF(left, top, right - left, bottom - top), radius, radius)
    painter.end()
    down = [image.pixelColor(corner, i) for i in range(small)]
    across = [image.pixelColor(i, corner) for i in range(small)]
    ends = (across[:corner], down[:corner], across[:corner:-1], down[:corner:-1])
    plain = down[corner]
    sides = tuple(_lines(end, plain) for end in ends)
    return _Patch(image, corner, sides, plain if plain.alpha() else None)


def _lines(colours: list[QColor], plain: QColor) -> tuple[Line, ...]:
    """Lines of one colour from a side inwards; the last one is plain."""
    found: list[Line] = []
    at = 0
    for _, run in groupby(colours, key=lambda one: one.rgba()):
        same = [*run]
        found.append((at, len(same), same[0]))
        at += len(same)
    while found and found[-1][2].rgba() == plain.rgba():
        found.pop()
    deep = sum(wide for _at, wide, _colour in found)
    found.append((deep, len(colours) - deep, plain))
    return tuple(line for line in found if line[1] > 0 and line[2].alpha())


def _put(painter: QPainter, patch: _Patch, box: QRect, seen: QRect) -> None:
    """The patch pulled to the size of a box, in device pixels."""
    before = painter.worldTransform()
    painter.resetTransform()
    # What is left: more pixels to a unit, and in a widget the way from its window's corner.
    painter.setWorldTransform(painter.deviceTransform().inverted()[0])
    c, x, y, w, h = patch.corner, box.x(), box.y(), box.width(), box.height()
    far_x, far_y, wide, high = x + w - c, y + h - c, w - 2 * c, h - 2 * c
    for px, sx in ((x, 0), (far_x, c + 1)):
        for py, sy in ((y, 0), (far_y, c + 1)):
            if seen.intersects(QRect(px, py, c, c)):
                painter.drawImage(px, py, patch.image, sx, sy, c, c)
    left, top, right, low = patch.sides
    fill = painter.fillRect
    if seen.left() < x + c:
        for at, thick, colour in left:
            fill(x + at, y + c, thick, high, colour)
    if seen.right() >= far_x:
        for at, thick, colour in right:
            fill(x + w - at - thick, y + c, thick, high, colour)
    if seen.top() < y + c:
        for at, thick, colour in top:
            fill(x + c, y + at, wide, thick, colour)
    if seen.bottom() >= far_y:
        for at, thick, colour in low:
            fill(x + c, y + h - at - thick, wide, thick, colour)
    if patch.inside is not None:
        fill(x + c, y + c, wide, high, patch.inside)
    painter.setWorldTransform(before)
