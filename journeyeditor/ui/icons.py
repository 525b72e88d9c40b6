"""Icons of the window: outlines of the icon set, drawn in a colour role, sharp at every pixel ratio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from journeyeditor.layout.drawing import Box, Shape
from journeyeditor.layout.icons import GRID, STROKE
from journeyeditor.ui.painting.caches import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainterPath

    from journeyeditor.layout.drawing import Role
    from journeyeditor.layout.icons import IconSet
    from journeyeditor.layout.palette import Palette

SIZES = (16, 20, 24, 32)
RATIOS = (1, 2)
"""Pixel sizes and ratios that an icon is made in."""


DIRECTED = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "backstage",
        "chevron-left",
        "chevron-right",
        "export",
        "import",
        "panel-left",
        "panel-right",
        "present",
        "quote",
        "redo",
        "share",
        "text",
        "undo",
    }
)
"""Icons that point along the line of reading: drawn mirrored where that runs from right to left."""


class IconPainter:
    """Draws icons of a set and other shapes in the colours of a palette.

    `mirrored` is for windows that are read from right to left: icons that point along the line of reading turn round.
    """

    def __init__(self, icons: IconSet, palette: Palette, mirrored: bool = False) -> None:
        self._icons = icons
        self._palette = palette
        self._mirrored = mirrored
        self._paths: dict[str, QPainterPath] = {}
        self._pixmaps: dict[tuple[str, int, Role, float, Role | None], QPixmap] = {}

    def colour(self, role: Role) -> QColor:
        return QColor(self._palette.hex(role))

    def paint(
        self,
        painter: QPainter,
        name: str,
        x: float,
        y: float,
        size: float,
        role: Role,
        *,
        fill: Role | None = None,
        stroke: float = STROKE,
    ) -> None:
        """An icon with its top left corner at (x, y) in logical pixels. Raises KeyError for an unknown name."""
        if name not in self._paths:
            self._paths[name] = path_of(self._icons[name])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(x, y)
        painter.scale(size / GRID, size / GRID)
        if self._mirrored and name in DIRECTED:
            painter.translate(GRID, 0)
            painter.scale(-1, 1)
        painter.setPen(_pen(self.colour(role), stroke * GRID / size))
        painter.setBrush(self.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawPath(self._paths[name])
        painter.restore()

    def shapes(self, painter: QPainter, shapes: Iterable[Box | Shape]) -> None:
        """Boxes and shapes of a display list, one unit a logical pixel."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in shapes:
            if isinstance(shape, Box):
                self._box(painter, shape)
            else:
                self._shape(painter, shape)
        painter.restore()

    def _box(self, painter: QPainter, box: Box) -> None:
        self._ink(painter, box, box.stroke_width)
        painter.setOpacity(box.opacity)
        painter.drawRoundedRect(QRectF(*box.rect), box.radius, box.radius)
        painter.setOpacity(1)

    def _shape(self, painter: QPainter, shape: Shape) -> None:
        painter.save()
        self._ink(painter, shape, shape.stroke_width / shape.scale)
        painter.setOpacity(shape.opacity)
        painter.translate(QPointF(shape.x, shape.y))
        painter.scale(shape.scale, shape.scale)
        painter.drawPath(path_of(shape.outline))
        painter.restore()

    def _ink(self, painter: QPainter, item: Box | Shape, width: float) -> None:
        painter.setPen(_pen(self.colour(item.stroke), width) if item.stroke else Qt.PenStyle.NoPen)
        painter.setBrush(self.colour(item.fill) if item.fill else Qt.BrushStyle.NoBrush)

    def pixmap(
        self, name: str, size: int, role: Role, ratio: float = 1, fill: Role | None = None
    ) -> QPixmap:
        """An icon as a picture of its own size. Each is painted once: Qt's own cache takes in every other picture that a
        label shows, and keeps those of closed pages.
        """
        which = (name, size, role, ratio, fill)
        found = self._pixmaps.get(which)
        if found is None:
            found = self._pixmaps[which] = self._painted(*which)
        return QPixmap(found)

    def _painted(
        self, name: str, size: int, role: Role, ratio: float, fill: Role | None
    ) -> QPixmap:
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, name, 0, 0, size, role, fill=fill)
        painter.end()
        return pixmap

    def icon(self, name: str, role: Role = "ink", disabled: Role = "ink.disabled") -> QIcon:
        """An icon in one role, with its pale form for what is disabled."""
        icon = QIcon()
        for size in SIZES:
            for ratio in RATIOS:
                icon.addPixmap(self.pixmap(name, size, role, ratio))
                icon.addPixmap(self.pixmap(name, size, disabled, ratio), QIcon.Mode.Disabled)
        return icon

    def logo(self, size: int, ratio: float = 1) -> QPixmap:
        """The program's sign."""
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.shapes(painter, self._icons.logo(0, 0, size))
        painter.end()
        return pixmap


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
