"""Rectangles of floats and of whole pixels, one made of the other."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF

from journeyeditor.layout.drawing import Rect


def outer(rect: Rect) -> QRect:
    """The smallest rectangle of whole pixels around a rectangle, and one pixel more for soft edges."""
    return QRectF(rect.x, rect.y, rect.w, rect.h).toAlignedRect().adjusted(-1, -1, 1, 1)


def plain(rect: QRect) -> Rect:
    """A rectangle of whole pixels as one of floats."""
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())


def scaled(rect: Rect, k: float) -> Rect:
    """A rectangle in units of which one takes `k` of its own."""
    return Rect(rect.x * k, rect.y * k, rect.w * k, rect.h * k)
